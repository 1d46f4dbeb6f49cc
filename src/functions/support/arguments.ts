import { CalculationError, type CellErrorCode, DomainError } from "../../engine/errors";
import { requireOption } from "../../engine/names";
import { isFiniteNumber } from "../../engine/numbers";

/*
 * What Excel hands over, read into what the engine takes. Excel sends null for an omitted argument; a blank cell
 * arrives as null, 0 or "" depending on the platform; with stale cached metadata the Invocation can land in the
 * newest optional argument. All of these are told apart here and nowhere else.
 */

/** One cell as it may arrive: a number, text, TRUE/FALSE, blank, an error, or an entity of a newer data type. */
export type RawCell = unknown;

/** True for an argument the user did not give: omitted, blank, or an Invocation that slipped in. */
export function isBlank(raw: RawCell): boolean {
  return raw === null || raw === undefined || raw === "" || isInvocation(raw);
}

function isInvocation(raw: RawCell): boolean {
  return (
    typeof raw === "object" && raw !== null && !Array.isArray(raw) && readErrorCode(raw) === undefined && !("basicValue" in raw)
  );
}

const ERROR_TEXTS: readonly CellErrorCode[] = ["#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#REF!", "#NAME?", "#NULL!"];
const KNOWN_ERRORS: ReadonlySet<string> = new Set<string>(ERROR_TEXTS);
/** How Excel's JavaScript API names the errors, beside their texts. */
const ERROR_NAMES: Readonly<Record<string, CellErrorCode>> = {
  Value: "#VALUE!",
  NotAvailable: "#N/A",
  Div0: "#DIV/0!",
  Num: "#NUM!",
  Ref: "#REF!",
  Name: "#NAME?",
  Null: "#NULL!",
};

/** The error a cell holds, if it holds one: as an Error of the custom functions runtime, a data type, or its text. */
export function readErrorCode(raw: RawCell): CellErrorCode | undefined {
  if (typeof raw === "string") return KNOWN_ERRORS.has(raw) ? (raw as CellErrorCode) : undefined;
  if (typeof raw !== "object" || raw === null) return undefined;
  const { code, basicValue, errorType } = raw as { code?: unknown; basicValue?: unknown; errorType?: unknown };
  for (const text of [code, basicValue]) if (typeof text === "string" && KNOWN_ERRORS.has(text)) return text as CellErrorCode;
  if (typeof errorType === "string") return ERROR_NAMES[errorType] ?? "#VALUE!";
  return undefined;
}

/** The cell itself: a newer data type (currency, date) counts as its basic value; an error is thrown as itself. */
function readCell(name: string, raw: RawCell): RawCell {
  if (typeof raw !== "object" && typeof raw !== "string") return raw;
  const code = readErrorCode(raw);
  if (code !== undefined) throw new CalculationError(code, `${name} holds the error ${code}`);
  if (typeof raw === "object" && raw !== null && "basicValue" in raw) return (raw as { basicValue: unknown }).basicValue;
  return raw;
}

function single(name: string, raw: RawCell): RawCell {
  if (!Array.isArray(raw)) return readCell(name, raw);
  if (raw.length === 1 && Array.isArray(raw[0]) && raw[0].length === 1) return readCell(name, raw[0][0]);
  throw new DomainError(`${name} must be a single value, not a range`);
}

function parseNumber(name: string, raw: RawCell): number {
  const value = single(name, raw);
  if (typeof value === "number") {
    if (isFiniteNumber(value)) return value;
    throw new DomainError(`${name} must be a finite number, not ${value}`);
  }
  if (typeof value === "string" && value.trim() !== "") {
    const digits = value.replace(/%\s*$/, "");
    const number = Number(digits) / (digits === value ? 1 : 100);
    // Number() also reads 0x10, Infinity and blank text, which Excel does not.
    if (isFiniteNumber(number) && /\d/.test(digits) && /^[\s\d.eE+-]+$/.test(digits)) return number;
  }
  if (isBlank(value)) throw new DomainError(`${name} is required: enter a number`);
  if (typeof value === "boolean") throw new DomainError(`${name} must be a number, not ${value ? "TRUE" : "FALSE"}`);
  throw new DomainError(`${name} must be a number, not "${String(value)}"`);
}

/** A required number; text that is a number counts as one, as in Excel. */
export function number(name: string, raw: RawCell): number {
  if (typeof raw === "number" && isFiniteNumber(raw)) return raw;
  return parseNumber(name, raw);
}

function parseOptionalNumber(name: string, raw: RawCell, fallback: number): number {
  return isBlank(Array.isArray(raw) ? single(name, raw) : raw) ? fallback : parseNumber(name, raw);
}

/** An optional number; 0 means 0. */
export function optionalNumber(name: string, raw: RawCell, fallback: number): number {
  if (typeof raw === "number" && isFiniteNumber(raw)) return raw;
  return raw === null ? fallback : parseOptionalNumber(name, raw, fallback);
}

/**
 * An optional number whose range excludes 0, so that 0 can only be a blank cell as the desktop sends it.
 * The fallback then holds on every platform.
 */
export function optionalNonZero(name: string, raw: RawCell, fallback: number): number {
  return optionalNumber(name, raw, fallback) || fallback;
}

/** Required text; a number typed where text is meant counts as its digits. */
export function text(name: string, raw: RawCell): string {
  const value = single(name, raw);
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  if (typeof value === "number") return String(value);
  if (isBlank(value)) throw new DomainError(`${name} is required: enter text`);
  throw new DomainError(`${name} must be text, not ${String(value).toUpperCase()}`);
}

/** Optional text. A blank cell that arrives as 0 is blank here: no key of ours is "0". */
export function optionalText(name: string, raw: RawCell, fallback: string): string {
  const value = single(name, raw);
  return isBlank(value) || value === 0 ? fallback : text(name, value);
}

/** One of a closed list of options, matched without case and by alias; without a fallback it is required. */
export function option<Option extends string>(
  name: string,
  raw: RawCell,
  options: readonly Option[],
  { fallback, aliases }: { fallback?: Option; aliases?: Readonly<Record<string, Option>> } = {},
): Option {
  // As it is written in the catalogue, so that a full sheet does not normalize the same word in every cell.
  if (typeof raw === "string" && (options as readonly string[]).includes(raw)) return raw as Option;
  const value = single(name, raw);
  if (fallback !== undefined && (isBlank(value) || value === 0)) return fallback;
  if (isBlank(value)) throw new DomainError(`${name} is required: one of ${options.slice(0, 8).join(", ")}`);
  return requireOption(name, text(name, value), options, aliases);
}

const YES = new Set(["true", "yes", "y", "1"]);
const NO = new Set(["false", "no", "n", "0"]);

/** TRUE or FALSE; 1, 0, "yes" and "no" count; without a fallback it is required. */
export function flag(name: string, raw: RawCell, fallback?: boolean): boolean {
  const value = single(name, raw);
  if (typeof value === "boolean") return value;
  if (isBlank(value)) {
    if (fallback !== undefined) return fallback;
    throw new DomainError(`${name} is required: TRUE or FALSE`);
  }
  const word = String(value).trim().toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new DomainError(`${name} must be TRUE or FALSE, not ${typeof value === "string" ? `"${value}"` : String(value)}`);
}

/** Every row of a range; a single value counts as 1×1. */
export function rows(raw: RawCell): RawCell[][] {
  return Array.isArray(raw) ? raw.map((row: unknown) => (Array.isArray(row) ? row : [row])) : [[raw]];
}

/** The numbers of a range, row by row; blank cells are left out; text or an error is an error that says where. */
export function numbers(name: string, raw: RawCell): number[] {
  const values: number[] = [];
  const table = rows(raw);
  for (let r = 0; r < table.length; r++) {
    for (let c = 0; c < table[r].length; c++) {
      const value = table[r][c];
      if (typeof value === "number" && isFiniteNumber(value)) values.push(value);
      else if (!isBlank(value)) values.push(parseNumber(`${name} (row ${r + 1}, column ${c + 1})`, value));
    }
  }
  if (values.length === 0) throw new DomainError(`${name} is required: enter a number or a range of numbers`);
  return values;
}

/**
 * A series, one value per month from the first cell on, which is month `firstMonth`: a row or a column in which a blank
 * cell is a month of 0, so that it moves no other.
 */
export function series(name: string, raw: RawCell, firstMonth = 0): number[] {
  const table = rows(raw);
  if (table.length > 1 && table.some((row) => row.length > 1)) {
    throw new DomainError(`${name} must be a single row or column of months`);
  }
  return table.flat().map((value, month) => optionalNumber(`${name} (month ${month + firstMonth})`, value, 0));
}

/** A single value as a number, a longer row or column as a series whose first cell is month 1. */
export function numberOrSeries(name: string, raw: RawCell): number | number[] {
  if (typeof raw === "object" && raw !== null) {
    const table = raw as RawCell[][];
    if (table.length === 1 && table[0]?.length === 1) return number(name, table[0][0]);
    if (Array.isArray(raw)) return series(name, table, 1);
  }
  return number(name, raw);
}
