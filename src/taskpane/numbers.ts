import { dollars } from "../engine/figures";

/*
 * Numbers as the user writes them. Excel's own separators are used where it tells them, those of the user's language
 * otherwise. A text that could mean two numbers is refused with both ways to write it, never guessed.
 */

export interface Separators {
  readonly decimal: string;
  readonly group: string;
}

/** What a number in the pane must be; bounds are inclusive unless `above` says otherwise. */
export interface NumberRule {
  readonly least?: number;
  readonly above?: number;
  readonly most?: number;
  readonly whole?: true;
}

export type ReadNumber = { readonly value: number } | { readonly problem: string };

export function separatorsOf(language: string): Separators {
  let parts: Intl.NumberFormatPart[];
  try {
    parts = new Intl.NumberFormat(language).formatToParts(1234567.5);
  } catch {
    parts = new Intl.NumberFormat("en-US").formatToParts(1234567.5);
  }
  const find = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  return { decimal: find("decimal") ?? ".", group: find("group") ?? "," };
}

const SPACES = /[\s\u00a0\u202f\u2009]/g;

/** The number a text means, or what is wrong with it. */
export function readNumber(text: string, { decimal, group }: Separators): ReadNumber {
  let rest = text.trim();
  if (rest === "") return { problem: "Enter a number." };
  const percent = rest.endsWith("%");
  rest = rest
    .replace(/%$/, "")
    .replace(/^([+\-\u2212]?)\s*\p{Sc}\s*/u, "$1")
    .replace(/\s*\p{Sc}\s*$/u, "")
    .replace("\u2212", "-")
    .replace(SPACES, "")
    .replace(/(\d)['’](?=\d{3})/g, "$1");
  const grouped = /^[.,]$/.test(group) ? group : undefined;
  // A point where the language groups by spaces can only be a decimal point.
  const decimals = grouped === undefined ? [decimal, "."] : [decimal];
  const point = decimals.find((mark) => rest.includes(mark)) ?? decimal;
  const [whole, fraction, ...more] = rest.split(point);
  const sample = (value: string) => value.replace(".", decimal);
  if (more.length > 0 || (fraction !== undefined && !/^\d*(e[+-]?\d+)?$/i.test(fraction)) || !/\d/.test(rest)) {
    return { problem: `"${text.trim()}" is not a number: write it like ${sample("1234.5")}.` };
  }
  let digits = whole;
  if (grouped !== undefined && digits.includes(grouped)) {
    // Thousands, or the lakhs and crores of India; anything else may have meant a decimal mark.
    const regular =
      /^[+-]?\d{1,3}$/.test(digits.split(grouped)[0]) &&
      new RegExp(`^[+-]?\\d{1,3}(\\${grouped}\\d{2,3})*\\${grouped}\\d{3}$`).test(digits);
    if (!regular)
      return {
        problem: `"${text.trim()}" is unclear: the decimal mark here is "${decimal}", so write ${sample("1.5")} or 1500.`,
      };
    digits = digits.replaceAll(grouped, "");
  }
  if (!/^[+-]?\d*(e[+-]?\d+)?$/i.test(digits))
    return { problem: `"${text.trim()}" is not a number: write it like ${sample("1234.5")}.` };
  const value = Number(
    `${digits === "" || /^[+-]$/.test(digits) ? `${digits}0` : digits}${fraction === undefined ? "" : `.${fraction.replace(/^(?=e|$)/i, "0")}`}`,
  );
  if (!Number.isFinite(value)) return { problem: "This number is too large." };
  return { value: percent ? value / 100 : value };
}

/** A number checked against its rule; the problem states the requirement. */
export function checkNumber(text: string, rule: NumberRule, separators: Separators): ReadNumber {
  const read = readNumber(text, separators);
  if ("problem" in read) return text.trim() === "" ? { problem: `Required: enter ${requirementOf(rule, separators)}.` } : read;
  const { value } = read;
  const meets =
    (rule.least === undefined || value >= rule.least) &&
    (rule.above === undefined || value > rule.above) &&
    (rule.most === undefined || value <= rule.most) &&
    (rule.whole === undefined || Number.isInteger(value));
  return meets ? read : { problem: `Must be ${requirementOf(rule, separators)}.` };
}

function requirementOf(rule: NumberRule, separators: Separators): string {
  const shown = (value: number) => showNumber(value, separators);
  const kind = rule.whole ? "a whole number" : "a number";
  if (rule.above !== undefined && rule.most !== undefined)
    return `${kind} above ${shown(rule.above)} and at most ${shown(rule.most)}`;
  if (rule.least !== undefined && rule.most !== undefined) return `${kind} from ${shown(rule.least)} to ${shown(rule.most)}`;
  if (rule.above !== undefined) return `${kind} above ${shown(rule.above)}`;
  if (rule.least !== undefined) return `${kind} of ${shown(rule.least)} or more`;
  return kind;
}

/** A number as this user would write it, with at most `decimals` of them. */
export function showNumber(value: number, separators: Separators, decimals = 6): string {
  return written(value, separators, { maximumFractionDigits: decimals });
}

/** A number always with so many decimals, as columns of them stand best. */
export function showFixed(value: number, separators: Separators, decimals: number): string {
  return written(value, separators, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** An amount of money as every sentence writes it, in the user's own marks: $0.14, $3.92, $7,500, $1.2M. */
export function showMoney(amount: number, { decimal, group }: Separators): string {
  return dollars(amount).replace(/[.,]/g, (mark) => (mark === "." ? decimal : group));
}

/** A figure with its unit, once: "80 GB", and money as "$2.49 per GPU-hour". */
export function showFigure(value: number | string, unit: string, separators: Separators, decimals = 6): string {
  if (typeof value === "string") return value;
  if (unit === "$") return showMoney(value, separators);
  if (unit.startsWith("$/")) return `${showMoney(value, separators)} per ${unit.slice(2)}`;
  return `${showNumber(value, separators, decimals)} ${unit}`.trim();
}

function written(value: number, { decimal, group }: Separators, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat("en-US", options)
    .formatToParts(value)
    .map(({ type, value: part }) => (type === "decimal" ? decimal : type === "group" ? group : part))
    .join("");
}
