import { type CellsBefore, restoreCells, restoreLooks } from "./cellsBefore";
import type { BlockPlan, Zone } from "./sheetPlan";
import { WorkbookError } from "./workbookProblems";

/* Taking an insertion back: what stood there before comes again, as long as nobody has worked on what was written. */

/** What an insertion wrote and what it replaced. */
export interface InsertionUndo {
  /** How the place is called in messages. */
  readonly address: string;
  readonly sheetId: string;
  /** Counted on the sheet. */
  readonly area: Zone;
  /** What the area held; undefined where the sheet was made for the block and goes with it. */
  readonly before: CellsBefore | undefined;
  readonly after: readonly (readonly unknown[])[];
  /** Cells whose content is a result of others, and may change by itself. */
  readonly spills: readonly Zone[];
  readonly widened: readonly Widened[];
  readonly charts: readonly string[];
}

/** A column of the sheet, and how wide it was. */
export interface Widened {
  readonly column: number;
  readonly points: number;
}

/** Asks, together with the writing, for what now stands there; to be read once that is done. */
export function rememberInsertion(
  sheet: Excel.Worksheet,
  written: {
    readonly address: string;
    readonly area: Zone;
    readonly plan: BlockPlan;
    readonly before: CellsBefore | undefined;
    readonly widened: readonly Widened[];
    readonly charts: readonly Excel.Chart[];
  },
): () => InsertionUndo {
  const { address, area, plan, before, widened, charts } = written;
  const range = sheet.getRangeByIndexes(area.row, area.column, area.rows, area.columns);
  range.load("formulas");
  sheet.load("id");
  for (const chart of charts) chart.load("name");
  return () => ({
    address,
    sheetId: sheet.id,
    area,
    before,
    after: range.formulas,
    spills: plan.spills ?? [],
    widened,
    charts: charts.map(({ name }) => name),
  });
}

const isWithin = ({ row, column, rows, columns }: Zone, r: number, c: number): boolean =>
  r >= row && r < row + rows && c >= column && c < column + columns;

/** @throws WorkbookError when the place has been worked on since, or is no more; then nothing is changed. */
export async function takeBack(context: Excel.RequestContext, undo: InsertionUndo): Promise<void> {
  const { area, before, after } = undo;
  const sheet = context.workbook.worksheets.getItemOrNullObject(undo.sheetId);
  sheet.load("id");
  const place = sheet.getRangeByIndexes(area.row, area.column, area.rows, area.columns);
  place.load("formulas");
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load("rowIndex,columnIndex,rowCount,columnCount");
  try {
    await context.sync();
  } catch (error) {
    if (sheet.isNullObject) throw gone();
    throw error;
  }
  if (sheet.isNullObject) throw gone();
  const spilled = (r: number, c: number): boolean => undo.spills.some((zone) => isWithin(zone, r, c)) && !isFormula(after[r][c]);
  const changed = place.formulas.some((cells: unknown[], r: number) =>
    cells.some((content, c) => content !== after[r][c] && !spilled(r, c)),
  );
  const isBeyond =
    before === undefined &&
    !used.isNullObject &&
    (used.rowIndex + used.rowCount > area.row + area.rows || used.columnIndex + used.columnCount > area.column + area.columns);
  if (changed || isBeyond) {
    throw new WorkbookError(
      "refused",
      `${undo.address} has been changed since: nothing was taken back. Delete what you no longer need, or use Excel's own Undo.`,
    );
  }
  if (before === undefined) sheet.delete();
  else {
    restoreCells(sheet, area, before);
    for (const { column, points } of undo.widened) sheet.getRangeByIndexes(0, column, 1, 1).format.columnWidth = points;
    for (const name of undo.charts) sheet.charts.getItem(name).delete();
    restoreLooks(place, before);
  }
  await context.sync();
}

const isFormula = (content: unknown): boolean => typeof content === "string" && content.startsWith("=");

const gone = (): WorkbookError =>
  new WorkbookError("missingSheet", "That sheet no longer exists: there is nothing to take back.");
