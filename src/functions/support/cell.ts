import { CalculationError, type CellErrorCode, DomainError, MissingPreset, NoAnswer } from "../../engine/errors";
import { isFiniteNumber } from "../../engine/numbers";
import { requireCarried } from "./webPayload";

declare const FT_TABLE_ERRORS: string | undefined;

/*
 * The one place where the arithmetic meets Excel: what the engine throws or returns becomes what a cell can hold.
 */

/** The runtime's names of the errors a function may give back; any other goes by #VALUE! and is named in the message. */
const ERROR_NAMES = new Map<CellErrorCode, keyof typeof CustomFunctions.ErrorCode>([
  ["#VALUE!", "invalidValue"],
  ["#N/A", "notAvailable"],
  ["#DIV/0!", "divisionByZero"],
  ["#NUM!", "invalidNumber"],
  ["#NULL!", "nullReference"],
]);

/** How many unknown keys of one table are answered with the keys that are near: looking for them takes its time. */
const MOST_SEARCHES = 20;
let searchesLeft = MOST_SEARCHES;

function messageOf(error: CalculationError): string {
  return error instanceof MissingPreset && searchesLeft-- <= 0 ? error.brief : error.message;
}

/** Asked of the runtime only when a cell needs it: functions register before office.js has loaded the runtime's errors. */
function excelError(error: CalculationError): CustomFunctions.Error {
  const { code } = error;
  const message = messageOf(error);
  const name = ERROR_NAMES.get(code);
  if (name !== undefined) return new CustomFunctions.Error(CustomFunctions.ErrorCode[name], message);
  const named = message.includes(code) ? message : `${message} (${code})`;
  return new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, named);
}

function asExcelError(error: unknown): CustomFunctions.Error {
  searchesLeft = MOST_SEARCHES;
  if (error instanceof CalculationError) return excelError(error);
  if (error instanceof RangeError) return excelError(new DomainError("the input is too large to compute"));
  const reason = error instanceof Error ? error.message : String(error);
  return excelError(new DomainError(`internal error, please report it: ${reason}`));
}

const tooLarge = (): DomainError => new DomainError("the result is not a finite number: an input is too large or too small");

/** The value itself, if a cell can hold it: Excel refuses NaN and Infinity. */
export function finite<Value extends number | string | boolean>(value: Value): Value {
  if (typeof value === "number" && !isFiniteNumber(value)) throw tooLarge();
  return value;
}

/** A single value, computed; everything that can go wrong leaves as a cell error that carries its message. */
export function cell<Value extends number | string | boolean>(compute: () => Value): Value {
  try {
    return finite(compute());
  } catch (error) {
    throw asExcelError(error);
  }
}

/** What one cell of a spilled table may hold: `null` and `undefined` show as an empty cell, an error as itself. */
export type TableCell = number | string | boolean | null | undefined | CalculationError;

/**
 * The one switch for errors inside tables. An error object inside a spilled table may turn the whole table into #VALUE! on
 * some builds of Excel for Windows; `asText` puts a text there instead, which starts with the error's name. Set by the build
 * (FT_TABLE_ERRORS=text), off otherwise.
 */
const tableErrors = { asText: typeof FT_TABLE_ERRORS !== "undefined" && FT_TABLE_ERRORS === "text" };

/** The errors of engine constants, which may stand in thousands of cells: making one is slow. */
const shownErrors = new WeakMap<CalculationError, CustomFunctions.Error>();

/** What Excel is handed for a cell of a table. */
export function shown(value: TableCell): number | string | boolean | CustomFunctions.Error {
  if (value === null || value === undefined) return "";
  if (value instanceof CalculationError) return shownError(value);
  return typeof value === "number" && !isFiniteNumber(value) ? shownError(tooLarge()) : value;
}

function shownError(value: CalculationError): string | CustomFunctions.Error {
  if (tableErrors.asText) return `${value.code} ${messageOf(value)}`;
  const error = shownErrors.get(value) ?? excelError(value);
  shownErrors.set(value, error);
  return error;
}

/**
 * A table that spills, computed; an error inside it stays in its own cell.
 * Typed `any[][]` because that is the only matrix type of mixed cells that Excel's metadata generator reads.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function spill(compute: () => TableCell[][]): any[][] {
  return spillShown(() => compute().map((row) => row.map(shown)));
}

/** `spill` for a table so long that it is made of `shown` cells at once instead of being gone through again. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function spillShown(compute: () => unknown[][]): any[][] {
  searchesLeft = MOST_SEARCHES;
  try {
    const table = compute();
    requireCarried(table);
    return table;
  } catch (error) {
    throw asExcelError(error);
  }
}

/** The table of a function that gives one value for one output and a table for "all". */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function cellOrSpill(compute: () => TableCell | TableCell[][]): any[][] {
  return spill(() => {
    const result = compute();
    if (Array.isArray(result)) return result;
    if (result instanceof CalculationError) throw result;
    return [[result]];
  });
}

/** What `fallbackOf` read: what the user wants to see instead of an answer that does not exist, or undefined. */
type Fallback = number | string | boolean | CalculationError | undefined;

/** The fallback that stands for an error: a question without an answer, where the user gave one, as in XLOOKUP. */
function standIn(fallback: Fallback, error: unknown): number | string | boolean {
  // An input cell that holds #N/A is not an answer of this question: it stays an error.
  if (fallback === undefined || !(error instanceof NoAnswer || error instanceof MissingPreset)) throw error;
  if (fallback instanceof CalculationError) throw fallback;
  return fallback;
}

/** `compute()`, or `fallback` where the question has no answer and the user gave a fallback. */
export function orElse<Value>(fallback: Fallback, compute: () => Value): Value | number | string | boolean {
  try {
    return compute();
  } catch (error) {
    return standIn(fallback, error);
  }
}

/**
 * What a `catch` gives back in place of `cell(() => orElse(fallback, …))`. With `finite` it does the same without closures,
 * which cost more than the arithmetic of a function that fills sheets by the ten thousand.
 */
export function fallbackOrError(fallback: Fallback, error: unknown): number | string | boolean {
  try {
    return standIn(fallback, error);
  } catch (reason) {
    throw asExcelError(reason);
  }
}
