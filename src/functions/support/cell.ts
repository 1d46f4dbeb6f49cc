import { CalculationError, type CellErrorCode, DomainError, MissingPreset, NoAnswer } from "../../engine/errors";
import { isFiniteNumber } from "../../engine/numbers";

/*
 * The one place where the arithmetic meets Excel: what the engine throws or returns becomes what a cell can hold.
 */

/** The runtime's names of the errors. */
const ERROR_NAMES = {
  "#VALUE!": "invalidValue",
  "#N/A": "notAvailable",
  "#DIV/0!": "divisionByZero",
  "#NUM!": "invalidNumber",
  "#REF!": "invalidReference",
  "#NAME?": "invalidName",
  "#NULL!": "nullReference",
} as const satisfies Record<CellErrorCode, keyof typeof CustomFunctions.ErrorCode>;

/** Asked of the runtime only when a cell needs it: functions register before office.js has loaded the runtime's errors. */
const customFunctionsError = (code: CellErrorCode, message: string): CustomFunctions.Error =>
  new CustomFunctions.Error(CustomFunctions.ErrorCode[ERROR_NAMES[code]], message);

/** Codes that Excel takes as input but does not let a custom function return. */
const NOT_RETURNABLE: ReadonlySet<CellErrorCode> = new Set<CellErrorCode>(["#REF!", "#NAME?"]);

function excelError(error: CalculationError): CustomFunctions.Error {
  if (NOT_RETURNABLE.has(error.code)) {
    return customFunctionsError("#VALUE!", `${error.message} (${error.code})`);
  }
  return customFunctionsError(error.code, error.message);
}

function asExcelError(error: unknown): CustomFunctions.Error {
  if (error instanceof CalculationError) return excelError(error);
  if (error instanceof RangeError) {
    return customFunctionsError("#VALUE!", "the input is too large to compute");
  }
  const reason = error instanceof Error ? error.message : String(error);
  return customFunctionsError("#VALUE!", `internal error, please report it: ${reason}`);
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

/** The errors of engine constants, which may stand in thousands of cells: making one is slow. */
const shownErrors = new WeakMap<CalculationError, CustomFunctions.Error>();

/** What Excel is handed for a cell of a table. */
export function shown(value: TableCell): number | string | boolean | CustomFunctions.Error {
  if (value === null || value === undefined) return "";
  if (value instanceof CalculationError) {
    const error = shownErrors.get(value) ?? excelError(value);
    shownErrors.set(value, error);
    return error;
  }
  return typeof value === "number" && !isFiniteNumber(value) ? excelError(tooLarge()) : value;
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
  try {
    return compute();
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

/** Whether `fallback` is to stand for an error: a question without an answer, and a fallback given by the user, as in XLOOKUP. */
function stands(fallback: unknown, error: unknown): fallback is number | string | boolean {
  // An input cell that holds #N/A is not an answer of this question: it stays an error.
  if (!(error instanceof NoAnswer || error instanceof MissingPreset)) return false;
  // A blank cell arrives as null or as "", depending on the platform: neither is a fallback.
  if (typeof fallback === "string") return fallback !== "";
  return typeof fallback === "boolean" || Number.isFinite(fallback);
}

/** `compute()`, or `fallback` where the question has no answer and the user gave a fallback. */
export function orElse<Value>(fallback: unknown, compute: () => Value): Value | number | string | boolean {
  try {
    return compute();
  } catch (error) {
    if (stands(fallback, error)) return fallback;
    throw error;
  }
}

/**
 * What a `catch` gives back in place of `cell(() => orElse(fallback, …))`. With `finite` it does the same without closures,
 * which cost more than the arithmetic of a function that fills sheets by the ten thousand.
 */
export function fallbackOrError(fallback: unknown, error: unknown): number | string | boolean {
  if (stands(fallback, error)) return fallback;
  throw asExcelError(error);
}
