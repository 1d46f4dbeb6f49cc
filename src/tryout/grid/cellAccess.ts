import { helpers, type Model } from "@odoo/o-spreadsheet";
import { contentText } from "./exampleWorkbook";

/*
 * window.ftWorkbook: cells read and written by address, for tests and for whoever opens the console.
 * Addresses are A1 or A1:C3 on the sheet shown, or Sheet!A1. Documented in docs/browser-workbook.md.
 */

interface CellError {
  readonly error: string;
  readonly message: string;
}
type CellContent = number | string | boolean | null;
type CellValue = CellContent | CellError;
type OneOrMany<T> = T | T[][];

export interface CellAccess {
  /** The value shown: a number, text, TRUE/FALSE, null for an empty cell, or an error; rows for a range. */
  read(address: string): OneOrMany<CellValue>;
  /** What was typed: a formula with its "=", or the content. */
  formula(address: string): OneOrMany<string>;
  /** Types a content into one cell or every cell of a range, or rows of contents from the first cell on. */
  write(address: string, content: OneOrMany<CellContent>): void;
  /** Where a cell or range of the sheet shown stands on the page, in pixels; for the mouse of a test. */
  locate(address: string): { x: number; y: number; width: number; height: number };
}

export function cellAccess(model: Model): CellAccess {
  const { getters } = model;

  function find(address: string) {
    const { sheetName, xc } = helpers.splitReference(address);
    const sheetId = sheetName === undefined ? getters.getActiveSheetId() : getters.getSheetIdByName(sheetName);
    if (!sheetId) throw new Error(`there is no sheet ${sheetName}`);
    if (!/^\$?[A-Za-z]{1,3}\$?\d+(:\$?[A-Za-z]{1,3}\$?\d+)?$/.test(xc)) throw new Error(`${address} is no address of cells`);
    const zone = helpers.toZone(xc);
    if (zone.right >= getters.getNumberCols(sheetId) || zone.bottom >= getters.getNumberRows(sheetId)) {
      throw new Error(`${address} lies outside the sheet`);
    }
    return { sheetId, zone, single: !xc.includes(":") };
  }

  function gather<T>(address: string, of: (position: { sheetId: string; col: number; row: number }) => T): OneOrMany<T> {
    const { sheetId, zone, single } = find(address);
    if (single) return of({ sheetId, col: zone.left, row: zone.top });
    return numbersFrom(zone.top, zone.bottom).map((row) =>
      numbersFrom(zone.left, zone.right).map((col) => of({ sheetId, col, row })),
    );
  }

  return {
    locate(address) {
      const { zone } = find(address);
      const grid = document.querySelector(".o-grid");
      if (!grid) throw new Error("the grid is not shown");
      const { x, y, width, height } = getters.getVisibleRect(zone);
      const corner = grid.getBoundingClientRect();
      return { x: corner.x + x, y: corner.y + y, width, height };
    },
    read: (address) =>
      gather<CellValue>(address, (position) => {
        const cell = getters.getEvaluatedCell(position);
        return cell.type === "error" ? { error: String(cell.value), message: cell.message ?? "" } : cell.value;
      }),
    formula: (address) => gather(address, (position) => getters.getCellText(position, { showFormula: true })),
    write(address, content) {
      const { sheetId, zone } = find(address);
      const updates = Array.isArray(content)
        ? content.flatMap((row, r) => row.map((value, c) => ({ col: zone.left + c, row: zone.top + r, value })))
        : numbersFrom(zone.top, zone.bottom).flatMap((row) =>
            numbersFrom(zone.left, zone.right).map((col) => ({ col, row, value: content })),
          );
      for (const { col, row, value } of updates) {
        const text = value === null ? "" : contentText(value);
        const result = model.dispatch("UPDATE_CELL", { sheetId, col, row, content: text });
        const unchanged = result.reasons.every((reason) => reason === "NoChanges");
        if (!result.isSuccessful && !unchanged) throw new Error(`${address}: ${result.reasons.join(", ")}`);
      }
    },
  };
}

const numbersFrom = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
