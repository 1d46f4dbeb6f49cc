import { DomainError } from "./errors";
import { normalizeName, requireOption } from "./names";
import { ownEntry } from "./ownEntry";

/*
 * The last argument of an estimator is text of the form "key=value; key=value". Which keys there are, what each may
 * hold and what it means where it is left out stands in one table per estimator; this file reads text by such a table.
 */

interface OptionRule {
  /** What it is, in one line, for the list of options. */
  readonly meaning: string;
  /** What the effect of the option rests on. */
  readonly rests: "measured" | "calibrated" | "assumed" | "arithmetic";
}

/** An option that is one of a few words. */
export interface ChoiceRule<Value extends string = string> extends OptionRule {
  readonly values: readonly Value[];
  readonly aliases?: Readonly<Record<string, Value>>;
  /** What holds where the option is not given, as the list of options shows it. */
  readonly fallback: string;
}

/** An option that is a number between two bounds. */
export interface NumberRule extends OptionRule {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
  readonly fallback: string;
}

export type OptionRules = Readonly<Record<string, ChoiceRule | NumberRule>>;

/** What was given: a key that was left out, or given as "default", is absent. */
export type OptionValues<Rules extends OptionRules> = {
  -readonly [Key in keyof Rules]?: Rules[Key] extends ChoiceRule<infer Value> ? Value : number;
};

/** A key and what stands beside it. */
export type OptionEntry = readonly [key: string, value: string | number];

const isChoice = (rule: ChoiceRule | NumberRule): rule is ChoiceRule => "values" in rule;

const FORM = 'text such as "key=value; key=value"';

/** The pairs of a text of options, in its order. */
export function optionEntries(argument: string, text: string): OptionEntry[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      const [key, value] = [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
      if (equals < 1 || value === "") throw new DomainError(`${argument} must be ${FORM}: "${part}" is not a key and its value`);
      return [key, value];
    });
}

function numberOf(name: string, value: string | number, rule: NumberRule): number {
  const percent = typeof value === "string" && value.endsWith("%");
  const number = typeof value === "number" ? value : Number(percent ? value.slice(0, -1) : value) / (percent ? 100 : 1);
  if (!(number >= rule.least && number <= rule.most) || (rule.whole === true && !Number.isInteger(number))) {
    const kind = rule.whole === true ? "a whole number" : "a number";
    const range = rule.most === Infinity ? `of ${rule.least} or more` : `from ${rule.least} to ${rule.most}`;
    throw new DomainError(`${name} must be ${kind} ${range}, not ${typeof value === "number" ? value : `"${value}"`}`);
  }
  return number;
}

/**
 * The options that were given, by their rules. A number may be one of a choice ("kv_bits=8"), the word "default" leaves
 * an option at its default, and a key given twice is an error, whichever of the two is meant.
 * @throws DomainError that names the key, or lists the nearest keys.
 */
export function readOptions<Rules extends OptionRules>(
  argument: string,
  entries: readonly OptionEntry[],
  rules: Rules,
): OptionValues<Rules> {
  const given = new Map<string, string | number>();
  const seen = new Set<string>();
  for (const [text, value] of entries) {
    const key = requireOption(`${argument}: the key`, text, Object.keys(rules));
    const name = `${argument} ${key}`;
    if (seen.has(key)) throw new DomainError(`${argument} must give ${key} once, not twice`);
    seen.add(key);
    if (typeof value === "string" && normalizeName(value) === "default") continue;
    const rule = ownEntry(rules, key) as OptionRules[string];
    given.set(key, isChoice(rule) ? requireOption(name, String(value), rule.values, rule.aliases) : numberOf(name, value, rule));
  }
  return Object.fromEntries(given) as OptionValues<Rules>;
}

/** Every option as a row: key, values, default, meaning, what it rests on. */
export const optionTable = (rules: OptionRules): string[][] =>
  Object.entries(rules).map(([key, rule]) => [
    key,
    isChoice(rule)
      ? rule.values.join(", ")
      : `${rule.least}${rule.most === Infinity ? " or more" : ` to ${rule.most}`}${rule.whole === true ? ", whole" : ""}`,
    rule.fallback,
    rule.meaning,
    rule.rests,
  ]);
