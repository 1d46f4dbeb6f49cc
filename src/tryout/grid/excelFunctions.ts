import { addFunction, CellErrorType } from "@odoo/o-spreadsheet";

/* What Excel has of its own and the grid has not. */

/** The numbers that ERROR.TYPE gives. */
const NUMBERS: Readonly<Record<string, number>> = {
  [CellErrorType.NullError]: 1,
  [CellErrorType.DivisionByZero]: 2,
  [CellErrorType.GenericError]: 3,
  "#VALUE!": 3,
  [CellErrorType.InvalidReference]: 4,
  [CellErrorType.UnknownFunction]: 5,
  [CellErrorType.BadExpression]: 5,
  [CellErrorType.InvalidNumber]: 6,
  [CellErrorType.NotAvailable]: 7,
  [CellErrorType.SpilledBlocked]: 9,
  "#BUSY!": 12,
};

export function addExcelFunctions(): void {
  addFunction("ERROR.TYPE", {
    description: "The number of an error; #N/A where there is none.",
    category: "Information",
    isExported: true,
    args: [{ name: "error_val", description: "The error, or a cell that holds it.", type: ["ANY"], acceptErrors: true }],
    compute: (error) => {
      const value = Array.isArray(error) ? error[0]?.[0]?.value : error?.value;
      const number = NUMBERS[String(value)];
      return number === undefined ? { value: "#N/A", message: "no error" } : { value: number };
    },
  });
}
