import { number } from "../arguments";
import { HostError } from "../hostError";
import { POINTS_PER_PIXEL } from "./rangeFormat";
import { type ChartTarget, required, type SheetTarget } from "./targets";

/* Where a chart stands and how large it is: points in Excel, pixels in the grid. */

/** A new chart, in pixels. */
export const SIZE_PIXELS = { width: 480, height: 288 };

export function figure({ book, sheetId, chartId }: ChartTarget) {
  return required(book.getters.getFigure(sheetId, book.getters.getFigureIdFromChartId(chartId)));
}

/** Pixels from the sheet's top left to where a column or row begins. */
export function offset({ book, sheetId }: SheetTarget, dimension: "COL" | "ROW", end: number): number {
  let pixels = 0;
  for (let i = 0; i < end; i++) pixels += dimension === "COL" ? book.columnWidth(sheetId, i) : book.rowHeight(sheetId, i);
  return pixels;
}

export function place(target: ChartTarget): { x: number; y: number } {
  const { col, row, offset: within } = figure(target);
  return { x: offset(target, "COL", col) + within.x, y: offset(target, "ROW", row) + within.y };
}

export function move(target: ChartTarget, { x, y }: { x: number; y: number }): void {
  const { book, sheetId } = target;
  const [col, left] = headerAt(target, "COL", x);
  const [row, top] = headerAt(target, "ROW", y);
  book.rangeData(sheetId, { top: row, bottom: row, left: col, right: col });
  book.dispatch("UPDATE_FIGURE", { sheetId, figureId: figure(target).id, col, row, offset: { x: left, y: top } });
}

function headerAt(sheet: SheetTarget, dimension: "COL" | "ROW", pixels: number): [index: number, rest: number] {
  const { book, sheetId } = sheet;
  let rest = Math.max(0, pixels);
  for (let i = 0; ; i++) {
    const size = dimension === "COL" ? book.columnWidth(sheetId, i) : book.rowHeight(sheetId, i);
    if (rest < size) return [i, Math.round(rest)];
    rest -= size;
  }
}

export function resize(target: ChartTarget, size: { width?: number; height?: number }): void {
  const { id, col, row, width, height, offset: within } = figure(target);
  target.book.dispatch("UPDATE_FIGURE", {
    sheetId: target.sheetId,
    figureId: id,
    col,
    row,
    offset: within,
    width,
    height,
    ...size,
  });
}

/** Points of Excel as pixels of the grid. */
export function length(points: unknown): number {
  const given = number(points);
  if (given < 0) throw new HostError("InvalidArgument");
  return Math.round(given / POINTS_PER_PIXEL);
}
