import { UnreadableRow } from "./usageRecord";

/*
 * Numbers as exports write them. A file separated by semicolons comes from a locale with a decimal comma; every other
 * one has a decimal point. Within a file that is one rule, so that 1.234 is never once a thousand and once a one.
 */

/** How a file writes its numbers. */
export interface NumberStyle {
  readonly decimal: "." | ",";
}

const BLANK = new Set(["", "-", "null", "none", "nan", "n/a", "na"]);

/** Whether a cell stands for "no figure". */
export function isBlank(value: unknown): boolean {
  // No blank is longer than "null", but for spaces around it.
  if (typeof value === "string" && value.length > 4 && value[0] !== " ") return false;
  return value === null || value === undefined || (typeof value === "string" && BLANK.has(value.trim().toLowerCase()));
}

const DIGITS = /^\d{1,15}$/;
const POINT = /^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?(e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(\d+|\d{1,3}(\.\d{3})+)?(,\d+)?(e[+-]?\d+)?$/i;
const SPACES = /[\s\u00a0\u202f']/g;

/** A number, or undefined where the text is none in this style. */
function parseNumber(value: unknown, { decimal }: NumberStyle): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const text = value
    .trim()
    .replace(/^([+-]?)\s*[$€£]\s*/, "$1")
    .replace(/\s*[$€£]$/, "")
    .replace(SPACES, "");
  if (!/\d/.test(text)) return undefined;
  if (decimal === ".") return POINT.test(text) ? Number(text.replaceAll(",", "")) : undefined;
  return COMMA.test(text) ? Number(text.replaceAll(".", "").replace(",", ".")) : undefined;
}

const shown = (value: unknown): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/**
 * A count of tokens or requests: whole and not negative; a blank is 0.
 * @throws UnreadableRow for anything else.
 */
export function count(name: string, value: unknown, style: NumberStyle): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  if (typeof value === "string" && DIGITS.test(value)) return Number(value);
  if (isBlank(value)) return 0;
  const number = parseNumber(value, style);
  if (number === undefined) throw new UnreadableRow(`${name} is not a number`, shown(value));
  if (number < 0) throw new UnreadableRow(`${name} is negative`);
  if (!Number.isInteger(number)) throw new UnreadableRow(`${name} is not a whole number`);
  return number;
}

/**
 * An amount of money or of metered units, which may be negative (a credit); undefined where the cell is blank.
 * @throws UnreadableRow where it is not a number.
 */
export function amount(name: string, value: unknown, style: NumberStyle): number | undefined {
  if (isBlank(value)) return undefined;
  const number = parseNumber(value, style);
  if (number === undefined) throw new UnreadableRow(`${name} is not a number`, shown(value));
  return number;
}
