/*
 * The CustomFunctions global of Excel's runtime, as far as functions rely on it: association by id, errors by code.
 * Codes are the texts Excel shows, as in the real runtime.
 */
export class CustomFunctionsError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message ?? "");
  }
}

export function customFunctionsRuntime(associate: (id: string, implementation: (...args: unknown[]) => unknown) => void) {
  return {
    associate,
    Error: CustomFunctionsError,
    ErrorCode: {
      invalidValue: "#VALUE!",
      notAvailable: "#N/A",
      divisionByZero: "#DIV/0!",
      invalidNumber: "#NUM!",
      nullReference: "#NULL!",
      invalidName: "#NAME?",
      invalidReference: "#REF!",
    },
  };
}

(globalThis as { CustomFunctions?: unknown }).CustomFunctions ??= customFunctionsRuntime(() => undefined);
