/*
 * The CustomFunctions global as functions.js finds it: association by id, errors by code. The one copy of it, for the
 * grid, for the tests and for the benchmarks. Codes are the texts Excel shows, as in the real runtime.
 */

export type Implementation = (...args: unknown[]) => unknown;

/** What a function throws or returns to show an error of Excel's; in ranges, error cells arrive as these. */
export class CellError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message ?? "");
  }
}

const ErrorCode = {
  invalidValue: "#VALUE!",
  notAvailable: "#N/A",
  divisionByZero: "#DIV/0!",
  invalidNumber: "#NUM!",
  nullReference: "#NULL!",
  invalidName: "#NAME?",
  invalidReference: "#REF!",
};

export function customFunctionsRuntime(associate: (id: string, implementation: Implementation) => void) {
  return { associate, Error: CellError, ErrorCode };
}
