import type { PlannedCell } from "../sheetPlan";

type Row = (PlannedCell | null)[];

/** Puts cells beside each other, the first at the given place. */
export type Place = (row: number, column: number, ...cells: Row) => void;

/** The rows of a sheet whose cells are put at their places in any order. */
export function placedRows(fill: (place: Place) => void): Row[] {
  const rows: Row[] = [];
  fill((row, column, ...cells) => {
    rows[row] ??= [];
    cells.forEach((cell, i) => (rows[row][column + i] = cell));
  });
  return Array.from(rows, (row: Row | undefined) =>
    Array.from(row ?? [], (cell: PlannedCell | null | undefined) => cell ?? null),
  );
}

/** The look of cells that a formula fills from elsewhere. */
export const spilled = (numberFormat?: string): PlannedCell => ({ content: "", role: "result", numberFormat });
