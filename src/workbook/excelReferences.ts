import { inExcel } from "./excelWorkbook";
import { sheetReference } from "./sheetNames";
import { addressesFrom } from "./sheetPlan";
import { WorkbookError } from "./workbookProblems";

/* Cells as formulas refer to them. */

/** The address of what is selected, fixed and with its sheet, as a formula on any sheet refers to it. */
export async function readSelectedAddress(): Promise<string> {
  return inExcel(async (context) => {
    const range = context.workbook.getSelectedRange();
    range.load("rowIndex,columnIndex,rowCount,columnCount");
    const { worksheet } = range;
    worksheet.load("name");
    await context.sync();
    const at = addressesFrom({ row: range.rowIndex, column: range.columnIndex });
    const last = range.rowCount * range.columnCount > 1 ? `:${at(range.rowCount - 1, range.columnCount - 1, true)}` : "";
    return sheetReference(worksheet.name, at(0, 0, true) + last);
  });
}

/** What the cells of an address hold, which names its sheet or lies on the one that is shown. */
export async function readAddress(address: string, mostCells: number): Promise<(string | number | boolean)[][]> {
  return inExcel(async (context) => {
    const { worksheets } = context.workbook;
    const bang = address.lastIndexOf("!");
    const sheetName = address
      .slice(0, Math.max(bang, 0))
      .replace(/^'(.*)'$/, "$1")
      .replaceAll("''", "'");
    const sheet = bang < 0 ? worksheets.getActiveWorksheet() : worksheets.getItem(sheetName);
    const range = sheet.getRange(address.slice(bang + 1));
    range.load("cellCount");
    await context.sync();
    if (range.cellCount > mostCells)
      throw new WorkbookError("tooManyCells", `${address} holds ${range.cellCount} cells: take at most ${mostCells}.`);
    range.load("values");
    await context.sync();
    return range.values;
  });
}
