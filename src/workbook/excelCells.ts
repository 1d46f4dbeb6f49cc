import { asText } from "./blockCells";
import { inExcel, noSheet, requireOpen, type Selection } from "./excelWorkbook";
import { columnName } from "./sheetPlan";
import { WorkbookError } from "./workbookProblems";

/* Single cells of the user's own sheets: read again, and changed where they still hold what was read. */

/** Cells of one sheet. */
export interface CellArea {
  readonly sheetName: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** What a cell is to hold, and what it still must hold for that. */
interface Replacement {
  readonly row: number;
  readonly column: number;
  readonly was: string | number | boolean;
  readonly becomes: string | number;
}

/** The values of cells that were read before, as they are now. */
export async function readCells(area: CellArea): Promise<Selection> {
  return inExcel(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(area.sheetName);
    sheet.load("name");
    await context.sync();
    if (sheet.isNullObject) throw noSheet();
    return loadArea(context, sheet, area);
  });
}

/**
 * Writes into single cells, which keep their look, and reads the cells around them again.
 * @throws WorkbookError when Excel cannot, a cell no longer holds what it held, or holds a formula; then nothing was written.
 */
export async function replaceCells(area: CellArea, replacements: readonly Replacement[]): Promise<Selection> {
  return inExcel(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(area.sheetName);
    sheet.load("name");
    sheet.protection.load("protected");
    const cells = replacements.map(({ row, column }) => sheet.getCell(row, column));
    for (const cell of cells) cell.load("values,formulas");
    await context.sync();
    requireOpen(sheet, "change the cell yourself");
    replacements.forEach((replacement, i) => requireAsItWas(replacement, cells[i]));
    replacements.forEach(({ becomes }, i) => {
      cells[i].values = [[typeof becomes === "string" ? asText(becomes) : becomes]];
    });
    return loadArea(context, sheet, area);
  });
}

async function loadArea(context: Excel.RequestContext, sheet: Excel.Worksheet, area: CellArea): Promise<Selection> {
  const { sheetName, row, column, rows, columns } = area;
  const range = sheet.getRangeByIndexes(row, column, rows, columns);
  range.load("address,values");
  await context.sync();
  return { address: range.address, sheetName, row, column, values: range.values };
}

function requireAsItWas({ row, column, was }: Replacement, cell: Excel.Range): void {
  const address = `${columnName(column)}${row + 1}`;
  const formula: unknown = cell.formulas[0][0];
  if (typeof formula === "string" && formula.startsWith("=")) {
    throw new WorkbookError("refused", `${address} holds the formula ${formula}, which would be lost: change what it reads.`);
  }
  if (cell.values[0][0] !== was) {
    throw new WorkbookError("refused", `${address} no longer holds what was read from it: read the cells again.`);
  }
}
