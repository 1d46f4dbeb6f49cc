import { DomainError } from "../../engine/errors";
import { type OptionEntry, optionEntries, type OptionRules, type OptionValues, readOptions } from "../../engine/optionText";
import { isBlank, type RawCell, rows, text } from "./arguments";

/** Texts of options that are remembered per table of rules: a column of cells holds the same few. */
const MOST_TEXTS = 200;

const known = new WeakMap<OptionRules, Map<string, object>>();

/** The pairs of a range of two columns; blank rows are skipped, and a blank value leaves its option at the default. */
function entriesOfRange(argument: string, raw: RawCell): OptionEntry[] {
  return rows(raw).flatMap((row): OptionEntry[] => {
    if (isBlank(row[0]) && isBlank(row[1])) return [];
    if (row.length !== 2)
      throw new DomainError(`${argument} must be text "key=value; key=value" or two columns, keys and values`);
    if (isBlank(row[1])) return [];
    const value = typeof row[1] === "number" ? row[1] : text(`${argument} (a value)`, row[1]);
    return [[text(`${argument} (a key)`, row[0]), value]];
  });
}

/**
 * The `[options]` of an estimator: text "key=value; key=value", or a range of two columns. Left out, blank or 0: none.
 * The same object is given for the same text.
 */
export function optionsArgument<Rules extends OptionRules>(
  raw: RawCell,
  rules: Rules,
  argument = "options",
): OptionValues<Rules> {
  const single = Array.isArray(raw) && raw.length === 1 && Array.isArray(raw[0]) && raw[0].length === 1 ? raw[0][0] : raw;
  if (Array.isArray(single)) return readOptions(argument, entriesOfRange(argument, single), rules);
  const written = isBlank(single) || single === 0 ? "" : text(argument, single);
  let texts = known.get(rules);
  if (texts === undefined) known.set(rules, (texts = new Map()));
  let options = texts.get(written);
  if (options === undefined) {
    options = Object.freeze(readOptions(argument, optionEntries(argument, written), rules));
    if (texts.size >= MOST_TEXTS) texts.clear();
    texts.set(written, options);
  }
  return options as OptionValues<Rules>;
}
