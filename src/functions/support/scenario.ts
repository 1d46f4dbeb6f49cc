import { CalculationError, DomainError } from "../../engine/errors";
import { inDomain, requireInput, type NumberInput, type NumberInputName, type ScenarioInput } from "../../engine/scenario/inputs";
import { inputSlot } from "../../engine/scenario/evaluation";
import { requireOutput, type ScenarioOutput } from "../../engine/scenario/outputs";
import { DEFAULT_NUMBERS, type Scenario, scenarioOf, type ScenarioEntry } from "../../engine/scenario/scenario";
import { RANGE_FORMS } from "../../engine/rangeText";
import { typedRange } from "../../engine/scenario/typedRange";
import { modelFigure } from "../../presets/models";
import {
  DEFAULT_WORD,
  isBlankOrZero,
  NONE_WORD,
  number,
  optionalText,
  type RawCell,
  readErrorCode,
  rows,
  text,
} from "./arguments";
import { contentOf } from "./cellContent";
import { PRESETS } from "./presetSource";

/*
 * A scenario as it stands in a sheet, read into what the engine takes: a block of names and values, or a row of values
 * under a row of names. A row without a name is blank, whatever a platform sends for an empty cell; a value cell that is
 * empty is 0, which means the default where no 0 can be meant.
 */

/** The error a cell holds, as the value of `name`; undefined where it holds none. */
export function errorIn(name: string, raw: RawCell): CalculationError | undefined {
  const code = readErrorCode(raw);
  return code === undefined ? undefined : new CalculationError(code, `${name} holds the error ${code}`);
}

/** The value of a number input, 0 for an empty cell; where it is a model's size, a model's key or "8b" stands for it. */
function inputNumber(input: NumberInput, raw: RawCell): number {
  if (typeof raw === "number") return number(input.name, raw);
  const content = contentOf(raw);
  if (content.kind === "nothing" || content.kind === "empty") return 0;
  if (content.kind !== "text") return number(input.name, raw);
  if (content.value.trim() === "") return 0;
  if (input.keys !== "models" || /^[\s\d.,]*$/.test(content.value)) return number(input.name, content.value);
  const size = SIZE.exec(content.value);
  return size === null ? modelFigure(content.value, "params_b", input.name) : Number(size[1]);
}

/** "8b", a size of which any model may be. */
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*b\s*$/i;

/** The name of the model that a cell gives in place of a size. */
function modelNameIn(input: NumberInput, raw: RawCell): string | undefined {
  if (input.keys !== "models" || typeof raw === "number") return undefined;
  const content = contentOf(raw);
  if (content.kind !== "text" || /^[\s\d.,%eE+-]*$/.test(content.value) || SIZE.test(content.value)) return undefined;
  return content.value.trim();
}

/** What a cell says about an input instead of giving it a value. */
function wordIn(raw: RawCell): typeof DEFAULT_WORD | typeof NONE_WORD | undefined {
  const content = contentOf(raw);
  const word = content.kind === "text" ? content.value.trim().toLowerCase() : undefined;
  return word === DEFAULT_WORD || word === NONE_WORD ? word : undefined;
}

/** A value that an input is to take, from a cell of a range: a number, a model, `none` for 0, or the word for its default. */
export function triedNumber(argument: string, input: NumberInput, raw: RawCell): number {
  const word = wordIn(raw);
  if (word === undefined) return inputNumber(input, raw);
  if (word === NONE_WORD && inDomain(input.domain, 0)) return 0;
  if (typeof input.fallback === "number") return DEFAULT_NUMBERS[inputSlot(input.name)];
  const why = input.fallback === undefined ? "has no default" : `has the default ${input.fallback}`;
  throw new DomainError(`${argument}: ${input.name} ${why}: enter a number`);
}

/** The line of a scenario from a cell that is no plain number: a range counts as its centre. */
function numberEntry(input: NumberInput, raw: RawCell): ScenarioEntry {
  const { name } = input;
  const content = contentOf(raw);
  if (content.kind !== "text") return { name, value: inputNumber(input, raw) };
  const range = typedRange(input, content.value);
  if (range !== undefined) return { name, value: range.centre, range };
  try {
    return { name, value: inputNumber(input, raw) };
  } catch (error) {
    if (!(error instanceof DomainError) || input.keys === "models") throw error;
    throw new DomainError(`${error.message}. A range is typed as ${RANGE_FORMS}`);
  }
}

/** The line of a scenario that gives an input the value of a cell. */
export function entryOf(input: ScenarioInput, raw: RawCell): ScenarioEntry {
  const { name } = input;
  const fault = errorIn(name, raw);
  if (fault !== undefined) return { name, value: fault };
  const word = typeof raw === "number" ? undefined : wordIn(raw);
  if (word === DEFAULT_WORD) return { name };
  if (input.kind === "number") {
    if (word === undefined) {
      if (typeof raw === "number") return { name, value: number(name, raw) };
      const entry = numberEntry(input, raw);
      const key = entry.range === undefined ? modelNameIn(input, raw) : undefined;
      return key === undefined ? entry : { ...entry, key };
    }
    return inDomain(input.domain, 0) ? { name, value: 0, isMeant: true } : { name };
  }
  const key = word === NONE_WORD ? "" : optionalText(name, raw, "");
  return key === "" ? { name } : { name, value: key };
}

/** True for the heading "name | value", which a selection of the whole block takes along. */
function isHeading(row: RawCell[]): boolean {
  return /^\s*name\s*$/i.test(String(row[0])) && /^\s*values?\s*$/i.test(String(row[1]));
}

/** The lines of a scenario: two columns of names and values, further columns ignored, rows without a name and a heading skipped. */
export function scenarioEntries(raw: RawCell): ScenarioEntry[] {
  const entries: ScenarioEntry[] = [];
  const table = rows(raw);
  for (const row of table.length > 0 && isHeading(table[0]) ? table.slice(1) : table) {
    if (isBlankOrZero(row[0])) continue;
    if (row.length < 2) throw new DomainError("scenario must have two columns, names and values; or give names as well");
    entries.push(entryOf(requireInput("scenario", text("scenario (a name)", row[0])), row[1]));
  }
  if (entries.length === 0) throw new DomainError("scenario is required: rows of an input's name and its value");
  return entries;
}

/** The lines of a scenario whose values stand in one row or column and their names in another. */
function entriesUnderNames(rawValues: RawCell, rawNames: RawCell): ScenarioEntry[] {
  const names = line("names", rawNames);
  const values = line("scenario", rawValues);
  if (names.length !== values.length) {
    throw new DomainError(
      `names and scenario must have the same length: there are ${names.length} names and ${values.length} values`,
    );
  }
  const entries: ScenarioEntry[] = [];
  for (let i = 0; i < names.length; i++) {
    // A column without a name may hold anything, such as a note.
    if (!isBlankOrZero(names[i])) entries.push(entryOf(requireInput("names", text("names", names[i])), values[i]));
  }
  return entries;
}

/** The cells of a single row or column. */
export function line(name: string, raw: RawCell): RawCell[] {
  const table = rows(raw);
  if (table.length > 1 && table.some((row) => row.length > 1)) throw new DomainError(`${name} must be a single row or column`);
  return table.flat();
}

/** The rows of a range that begin with a name. */
export const namedRows = (raw: RawCell): RawCell[][] => rows(raw).filter((row) => !isBlankOrZero(row[0]));

/** True for a range that is left out, or holds nothing. */
export const isBlankRange = (raw: RawCell): boolean => rows(raw).every((row) => row.every(isBlankOrZero));

/** A scenario from its lines, with the prices of the presets it names; `varied` are the inputs that the question varies. */
export const scenarioFrom = (entries: readonly ScenarioEntry[], varied: readonly NumberInputName[] = []): Scenario =>
  scenarioOf(entries, varied, PRESETS);

/** A scenario given as a block, or as values under `names`. */
export function scenario(raw: RawCell, names?: RawCell): Scenario {
  return scenarioFrom(isBlankRange(names) ? scenarioEntries(raw) : entriesUnderNames(raw, names));
}

/** One output, `fallback` where none is named. */
export function output(raw: RawCell, fallback: string): ScenarioOutput {
  return requireOutput("output", optionalText("output", raw, fallback));
}
