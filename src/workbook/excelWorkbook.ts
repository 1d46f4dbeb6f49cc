import packageFile from "../../package.json";
import { cellsOf, partsOf, roleZones } from "./blockCells";
import { addChart, POINTS_PER_PIXEL } from "./excelChart";
import { addChoices, type ListSheet, lookAtLists } from "./excelLists";
import { type CellLook, LOOKS } from "./sheetLooks";
import { type CellsBefore, lookAtCellsBefore, setNote } from "./cellsBefore";
import { supports } from "./excelSupport";
import { type InsertionUndo, rememberInsertion, takeBack, type Widened } from "./insertionUndo";
import { areaAddress, freeSheetName } from "./sheetNames";
import { type BlockPlan, blockSize, type CellRole, columnName, type Zone } from "./sheetPlan";
import { asWorkbookError, WorkbookError } from "./workbookProblems";

/*
 * The one file that talks to Excel. It carries out a plan in two round trips: one to look at the target, one to write.
 * Everything above ExcelApi 1.9 (the manifest's minimum) is asked for before it is used.
 */

/** Where a block is to stand: at the selection's top left cell, on a sheet of its own, or at a cell looked at before. */
export type Target = { readonly kind: "selection" } | { readonly kind: "newSheet" } | CellTarget;

interface CellTarget {
  readonly kind: "cell";
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

export interface Written {
  readonly kind: "written";
  /** Where the block now stands, such as `Sheet1!B2:D9`. */
  readonly address: string;
  readonly undo: InsertionUndo;
}

/** Nothing was written: the target holds something, and what to do about it is the user's to say. */
export interface Occupied {
  readonly kind: "occupied";
  readonly address: string;
  readonly filledCells: number;
  /** The same place again, for an insertion that overwrites. */
  readonly place: CellTarget;
  /** The next free place below what the sheet holds. */
  readonly nextFree: CellTarget;
  readonly nextFreeAddress: string;
}

/** What the selected cells hold, row by row. */
export interface Selection {
  /** With the sheet's name, as a formula refers to it. */
  readonly address: string;
  readonly sheetName: string;
  readonly row: number;
  readonly column: number;
  readonly values: readonly (readonly (string | number | boolean)[])[];
}

const SHEET_ROWS = 1_048_576;
const SHEET_COLUMNS = 16_384;
const LONGEST_WAIT_MS = 30_000;

/**
 * Writes a block where the target says. A target that is not empty is left alone and reported, unless it is to be
 * overwritten; `nextFree` of the report is a target like any other.
 * @throws WorkbookError when Excel cannot; then nothing was written.
 */
export async function insertBlock(
  plan: BlockPlan,
  target: Target,
  ifOccupied: "ask" | "overwrite" = "ask",
): Promise<Written | Occupied> {
  return inExcel(async (context) => {
    const place = target.kind === "newSheet" ? await lookForSheetName(context, plan) : await lookAtCells(context, plan, target);
    if (place.filledCells > 0 && ifOccupied === "ask") return occupied(plan, place);
    return writeBlock(context, plan, place);
  });
}

/**
 * Takes an insertion back: a sheet that was made for it goes, anything else is as it was before.
 * @throws WorkbookError when the place has been worked on since; then nothing is changed.
 */
export async function undoInsertion(undo: InsertionUndo): Promise<void> {
  return inExcel((context) => takeBack(context, undo));
}

/** The setting of the workbook that says which version of FT last wrote or calculated it. */
export const VERSION_SETTING = "ft.version";

/** Which version of FT last wrote into this workbook or calculated all of it; undefined where none has. */
export async function lastVersion(): Promise<string | undefined> {
  return inExcel(async (context) => {
    const setting = context.workbook.settings.getItemOrNullObject(VERSION_SETTING);
    setting.load("value");
    await context.sync();
    return setting.isNullObject ? undefined : String(setting.value);
  });
}

/**
 * Calculates every formula anew, with all that they depend on: cells that show #NAME? because the workbook was open without
 * the add-in, and answers of an earlier version.
 */
export async function recalculateAll(): Promise<void> {
  return inExcel(async (context) => {
    context.workbook.application.calculate("FullRebuild");
    context.workbook.settings.add(VERSION_SETTING, packageFile.version);
    await context.sync();
  });
}

/** The values of the selected cells, for questions that are answered in the sheet. */
export async function readSelection(mostCells: number): Promise<Selection> {
  return inExcel(async (context) => {
    const range = context.workbook.getSelectedRange();
    range.load("address,cellCount,rowIndex,columnIndex");
    const sheet = context.workbook.getSelectedRange().worksheet;
    sheet.load("name");
    // The used part only: a whole selected column would be a million values.
    const used = range.getUsedRangeOrNullObject(true);
    used.load("address,cellCount,rowIndex,columnIndex,values");
    await context.sync();
    if (used.isNullObject)
      return { address: range.address, sheetName: sheet.name, row: range.rowIndex, column: range.columnIndex, values: [] };
    if (used.cellCount > mostCells) {
      throw new WorkbookError("tooManyCells", `${used.address} holds ${used.cellCount} cells: select at most ${mostCells}.`);
    }
    return { address: used.address, sheetName: sheet.name, row: used.rowIndex, column: used.columnIndex, values: used.values };
  });
}

/** The separators in which this user's Excel reads numbers; undefined where it does not tell. */
export async function readSeparators(): Promise<{ decimal: string; group: string } | undefined> {
  if (!supports("1.11")) return undefined;
  return inExcel(async (context) => {
    const application = context.workbook.application;
    application.load("decimalSeparator,thousandsSeparator");
    await context.sync();
    return { decimal: application.decimalSeparator, group: application.thousandsSeparator };
  });
}

interface Place {
  /** The sheet that holds the target; a name instead for a sheet that is still to be made. */
  readonly sheet: Excel.Worksheet | string;
  readonly sheetId: string;
  readonly sheetName: string;
  readonly row: number;
  readonly column: number;
  readonly filledCells: number;
  /** The first row below everything on the sheet, with a blank one between. */
  readonly freeRow: number;
  /** What stands there; undefined for a sheet that is still to be made. */
  readonly before: CellsBefore | undefined;
  /** The present widths of the block's columns, in points; undefined for a column in use, which keeps its width. */
  readonly widths: readonly (number | undefined)[];
  /** The sheet of long lists as it is, where the block has one. */
  readonly lists: ListSheet;
}

async function lookAtCells(
  context: Excel.RequestContext,
  plan: BlockPlan,
  target: CellTarget | { kind: "selection" },
): Promise<Place> {
  const { rows, columns } = blockSize(plan);
  const pinned = target.kind === "cell";
  if (pinned) requireRoom(target.row, target.column, rows, columns);
  const sheet = pinned
    ? context.workbook.worksheets.getItemOrNullObject(target.sheetId)
    : context.workbook.getSelectedRange().worksheet;
  sheet.load("id,name");
  sheet.protection.load("protected");
  const start = pinned ? sheet.getCell(target.row, target.column) : context.workbook.getSelectedRange().getCell(0, 0);
  const room = start.getResizedRange(rows - 1, columns - 1);
  room.load("rowIndex,columnIndex,values,formulas");
  const before = lookAtCellsBefore(context, sheet, { range: room, rows, columns });
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load("rowIndex,rowCount");
  const measured = (plan.columnWidths ?? []).slice(0, columns).map((_, column) => room.getColumn(column));
  for (const column of measured) column.load("format/columnWidth");
  const filled = measured.map((column) => column.getEntireColumn().getUsedRangeOrNullObject(true));
  for (const range of filled) range.load("address");
  const lists = lookAtLists(context, plan);
  try {
    await context.sync();
  } catch (error) {
    // While looking, the only argument that can be wrong is a block that reaches beyond the sheet.
    if ((error as { code?: unknown }).code === "InvalidArgument") throw noRoom(rows, columns);
    throw error;
  }
  requireOpen(sheet, "insert on a new sheet");
  const values: unknown[] = room.values.flat();
  const formulas: unknown[] = room.formulas.flat();
  const filledCells = values.filter((value, i) => value !== "" || formulas[i] !== "").length;
  return {
    sheet,
    sheetId: sheet.id,
    sheetName: sheet.name,
    row: room.rowIndex,
    column: room.columnIndex,
    filledCells,
    freeRow: used.isNullObject ? room.rowIndex : used.rowIndex + used.rowCount + 1,
    before: await before(),
    widths: measured.map((column, i) => (filled[i].isNullObject ? column.format.columnWidth : undefined)),
    lists: lists(),
  };
}

/** @param otherwise What can be done besides unprotecting it. */
export function requireOpen(sheet: Excel.Worksheet, otherwise: string): void {
  if (sheet.isNullObject) throw noSheet();
  if (sheet.protection.protected) {
    throw new WorkbookError(
      "protectedSheet",
      `The sheet "${sheet.name}" is protected: unprotect it (Review, Unprotect Sheet), or ${otherwise}.`,
    );
  }
}

export const noSheet = (): WorkbookError =>
  new WorkbookError("missingSheet", "That sheet no longer exists: choose a place on another one.");

async function lookForSheetName(context: Excel.RequestContext, plan: BlockPlan): Promise<Place> {
  const sheets = context.workbook.worksheets;
  sheets.load("items/name");
  const protection = context.workbook.protection;
  protection.load("protected");
  const lists = lookAtLists(context, plan);
  await context.sync();
  if (protection.protected) {
    throw new WorkbookError(
      "protectedSheet",
      "The workbook's structure is protected, so no sheet can be added: unprotect it (Review, Protect Workbook), or insert at the selection.",
    );
  }
  const name = freeSheetName(
    plan.title,
    sheets.items.map((item) => item.name),
  );
  return {
    ...{ sheet: name, sheetId: "", sheetName: name, row: 0, column: 0, filledCells: 0, freeRow: 0 },
    ...{ before: undefined, widths: (plan.columnWidths ?? []).map(() => 0), lists: lists() },
  };
}

function requireRoom(row: number, column: number, rows: number, columns: number): void {
  if (row + rows > SHEET_ROWS || column + columns > SHEET_COLUMNS) throw noRoom(rows, columns);
}

function noRoom(rows: number, columns: number): WorkbookError {
  return new WorkbookError(
    "noRoom",
    `There is no room here for ${rows} rows and ${columns} columns before the edge of the sheet: select a cell further up or left.`,
  );
}

function occupied(plan: BlockPlan, place: Place): Occupied {
  const { rows, columns } = blockSize(plan);
  const at = (row: number): CellTarget => ({ kind: "cell", sheetId: place.sheetId, row, column: place.column });
  return {
    kind: "occupied",
    address: areaAddress(place.sheetName, place.row, place.column, rows, columns),
    filledCells: place.filledCells,
    place: at(place.row),
    nextFree: at(place.freeRow),
    nextFreeAddress: areaAddress(place.sheetName, place.freeRow, place.column, 1, 1),
  };
}

async function writeBlock(context: Excel.RequestContext, plan: BlockPlan, place: Place): Promise<Written> {
  const { rows, columns } = blockSize(plan);
  const sheet = typeof place.sheet === "string" ? context.workbook.worksheets.add(place.sheet) : place.sheet;
  const area = (zone: Zone): Excel.Range =>
    sheet.getRangeByIndexes(place.row + zone.row, place.column + zone.column, zone.rows, zone.columns);
  // Also the room that results spill into: a spill into a filled cell is an error.
  if (place.filledCells > 0) {
    const whole = area({ row: 0, column: 0, rows, columns });
    whole.clear();
    whole.dataValidation.clear();
  }

  const table = cellsOf(plan, place);
  const parts = partsOf(table.contents);
  for (const [i, { first, count }] of parts.entries()) {
    const range = area({ row: first, column: 0, rows: count, columns });
    range.formulas = table.contents.slice(first, first + count);
    // After the contents: Excel gives a format of its own to a cell whose text looks like a date or an amount.
    range.numberFormat = table.numberFormats.slice(first, first + count);
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- one request would be too large for Excel
    if (i < parts.length - 1) await context.sync();
  }
  for (const { role, zone } of roleZones(plan)) applyLook(area(zone).format, role);
  const widened = (plan.columnWidths ?? []).flatMap((pixels, column): Widened[] => {
    const points = pixels * POINTS_PER_PIXEL;
    // Only ever wider, and never one that holds something of the user's above or below.
    const present = place.widths[column];
    if (present === undefined || points <= present) return [];
    area({ row: 0, column, rows: 1, columns: 1 }).format.columnWidth = points;
    return [{ column: place.column + column, points: present }];
  });
  addChoices(context, sheet, plan, place);
  addNotes(sheet, plan, place);
  const charts = (plan.charts ?? []).map((chart) => addChart(sheet, chart, area));
  if (typeof place.sheet === "string") {
    if (plan.frozenRows) sheet.freezePanes.freezeRows(plan.frozenRows);
    foldRows(sheet, plan);
    sheet.activate();
  }
  context.workbook.settings.add(VERSION_SETTING, packageFile.version);
  const address = areaAddress(place.sheetName, place.row, place.column, rows, columns);
  const whole: Zone = { row: place.row, column: place.column, rows, columns };
  const undo = rememberInsertion(sheet, { address, area: whole, plan, before: place.before, widened, charts });
  await context.sync();
  return { kind: "written", address, undo: undo() };
}

/** Only on a sheet of the block's own: rows elsewhere hold cells of the user's beside it. */
function foldRows(sheet: Excel.Worksheet, plan: BlockPlan): void {
  if (!supports("1.10")) return;
  for (const { first, count } of plan.foldedRows ?? []) {
    if (count < 1) continue;
    const rows = sheet.getRange(`${first + 1}:${first + count}`);
    rows.group("ByRows");
    rows.hideGroupDetails("ByRows");
  }
}

export function applyLook(format: Excel.RangeFormat, role: CellRole): void {
  const look: CellLook = LOOKS[role];
  if (look.bold) format.font.bold = true;
  if (look.italic) format.font.italic = true;
  if (look.underline) format.font.underline = "Single";
  if (look.size) format.font.size = look.size;
  if (look.color) format.font.color = look.color;
  if (look.fill) format.fill.color = look.fill;
}

/** Notes as Excel's own notes; where this Excel has no interface for them, as the message shown when the cell is selected. */
function addNotes(sheet: Excel.Worksheet, plan: BlockPlan, place: { row: number; column: number }): void {
  const hasNotes = supports("1.18");
  plan.rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      if (!cell?.note) return;
      if (hasNotes) setNote(sheet, `${columnName(place.column + c)}${place.row + r + 1}`, cell.note);
      else {
        sheet.getRangeByIndexes(place.row + r, place.column + c, 1, 1).dataValidation.prompt = {
          showPrompt: true,
          title: "FT",
          message: cell.note.length > 255 ? `${cell.note.slice(0, 254)}…` : cell.note,
        };
      }
    }),
  );
}

/** One Excel.run as one step of undo where Excel can, its errors in the user's words, and an end to waiting for a host that is gone. */
export async function inExcel<Result>(batch: (context: Excel.RequestContext) => Promise<Result>): Promise<Result> {
  if (typeof Excel === "undefined" || Office.context.requirements === undefined) {
    throw new WorkbookError("noHost", "This pane is not connected to a workbook: open it from the FT button in Excel.");
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new WorkbookError(
            "lostHost",
            "Excel does not answer: it may be busy or show a dialog. If it stays so, close this pane and open it again.",
          ),
        ),
      LONGEST_WAIT_MS,
    );
  });
  try {
    return await Promise.race([supports("1.20") ? Excel.run({ mergeUndoGroup: true }, batch) : Excel.run(batch), silence]);
  } catch (error) {
    throw asWorkbookError(error);
  } finally {
    clearTimeout(timer);
  }
}
