import type { BlockPlan, PlannedCell } from "../sheetPlan";
import type { CellStyle } from "./styles";

/* Where the content of a cell stands in it: figures to the right, their heading over them. */

/** Alignment and line breaks of the cell at a place of a block. */
export function placement(block: BlockPlan, row: number, column: number): Pick<CellStyle, "horizontal" | "indent" | "wraps"> {
  const cell = block.rows[row][column];
  if (cell?.wraps) return { wraps: true, horizontal: cell.numberFormat ? "right" : "left" };
  if (cell?.role !== "heading") {
    if (cell?.numberFormat) return { horizontal: "right" };
    // Off the figure it belongs to, which ends where the note begins.
    return cell?.role === "note" && column > 0 ? { horizontal: "left", indent: 1 } : {};
  }
  // A heading over several columns has room for one line.
  if (spannedColumns(block, row, column) > 0) return {};
  return { wraps: true, ...(standsOverFigures(block, row, column) ? { horizontal: "right" } : {}) };
}

function standsOverFigures(block: BlockPlan, row: number, column: number): boolean {
  for (let below = block.rows[++row]?.[column]; below && below.role !== "heading"; below = block.rows[++row]?.[column]) {
    if (below.numberFormat) return true;
  }
  return false;
}

const isEmptyHeading = (cell: PlannedCell | null | undefined): boolean => cell?.role === "heading" && cell.content === "";

/** How many empty headings stand right of a heading. Those right of a formula are the header that it spills. */
function spannedColumns(block: BlockPlan, row: number, column: number): number {
  const cells = block.rows[row];
  const content = cells[column]?.content;
  if (content === "" || typeof content === "object") return 0;
  let end = column + 1;
  while (end < cells.length && isEmptyHeading(cells[end])) end++;
  return end - column - 1;
}

/* How high a row must be: programs differ in whether they find that out for themselves. */

const LINE_POINTS = 15;
const TITLE_POINTS = 24;
/** A letter, and what a cell keeps free at its sides. */
const PIXELS_PER_LETTER = 6.6;
const PIXELS_PER_BOLD_LETTER = 7.5;
const PADDING_PIXELS = 6;
const STANDARD_COLUMN_PIXELS = 64;

const breaksLines = (block: BlockPlan, row: number, column: number): boolean => placement(block, row, column).wraps === true;

/** The height of a row that needs more than the standard one; undefined where it does not. */
export function rowHeight(block: BlockPlan, row: number): number | undefined {
  const cells = block.rows[row] ?? [];
  const lines = cells.map((cell, column) => {
    if (typeof cell?.content !== "string" || !breaksLines(block, row, column)) return 1;
    const pixels = (block.columnWidths?.[column] ?? STANDARD_COLUMN_PIXELS) - PADDING_PIXELS;
    return linesOf(cell.content, pixels / (cell.role === "heading" ? PIXELS_PER_BOLD_LETTER : PIXELS_PER_LETTER));
  });
  const most = Math.max(1, ...lines);
  if (cells.some((cell) => cell?.role === "title")) return Math.max(TITLE_POINTS, most * LINE_POINTS);
  return most > 1 ? most * LINE_POINTS : undefined;
}

/** Words set one after the other, as many to a line as there is room for. */
function linesOf(text: string, letters: number): number {
  let lines = 1;
  let used = 0;
  for (const { length } of text.split(" ")) {
    if (used > 0 && used + 1 + length > letters) {
      lines++;
      used = length;
    } else used += (used > 0 ? 1 : 0) + length;
  }
  return lines;
}
