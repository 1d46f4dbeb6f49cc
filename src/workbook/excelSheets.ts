import packageFile from "../../package.json";
import { cellsOf, partsOf, roleZones } from "./blockCells";
import { addChart, POINTS_PER_PIXEL } from "./excelChart";
import { applyLook, inExcel, VERSION_SETTING } from "./excelWorkbook";
import { freeSheetName } from "./sheetNames";
import { type BlockPlan, blockSize, columnName, type Zone } from "./sheetPlan";
import { WorkbookError } from "./workbookProblems";
import { printedZone, type SheetPlan, type WorkbookPlan } from "./workbookPlan";
import { placement, rowHeight } from "./xlsx/cellPlacement";

/*
 * A plan of several sheets, written into the workbook that is open. Only sheets that were written here before are ever
 * written over; which ones they are is kept in a setting of the workbook, by the identity that a sheet keeps when it is
 * renamed or moved.
 */

interface WorkbookWritten {
  readonly kind: "written";
  /** The sheets as they are called now, in their order. */
  readonly sheets: readonly string[];
}

/** Nothing was written: these sheets stand there from before, and what to do about them is the user's to say. */
interface WrittenBefore {
  readonly kind: "writtenBefore";
  readonly sheets: readonly string[];
}

export type IfWrittenBefore = "ask" | "replace" | "beside";

/** What is known of a plan written before. */
interface Mark {
  /** The identity of each sheet, by what the plan calls it. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly names: readonly string[];
}

interface Found {
  readonly sheetNames: readonly string[];
  readonly names: readonly string[];
  /** Sheets written before that are still there, by what the plan calls them. */
  readonly before: ReadonlyMap<string, Excel.Worksheet>;
  readonly namesBefore: readonly string[];
}

const MARK_SETTING = "ft.businessCase";

/**
 * Writes a plan of several sheets, the first of which is then shown.
 * @param planned What the plan calls its sheets where their names are free.
 * @param plan The plan for the names that its sheets get in this workbook, in the order of `planned`.
 * @throws WorkbookError when Excel cannot.
 */
export async function writeWorkbook(
  planned: readonly string[],
  plan: (names: readonly string[]) => WorkbookPlan,
  ifWrittenBefore: IfWrittenBefore = "ask",
): Promise<WorkbookWritten | WrittenBefore> {
  return inExcel(async (context) => {
    const found = await look(context);
    if (found.before.size > 0 && ifWrittenBefore === "ask")
      return { kind: "writtenBefore", sheets: [...found.before.values()].map(({ name }) => name) };
    const own: Found["before"] = ifWrittenBefore === "replace" ? found.before : new Map();
    if (own.size > 0) await clearSheets(context, [...own.values()]);

    const names = namesFor(planned, own, found.sheetNames);
    const described = plan(names);
    const { worksheets, application } = context.workbook;
    application.suspendApiCalculationUntilNextSync();
    // All sheets before any cell: formulas refer to each other's sheets.
    const sheets = planned.map((key, i) => own.get(key) ?? worksheets.add(names[i]));
    const byName = new Map(names.map((name, i) => [name, sheets[i]]));
    for (const [i, sheet] of described.sheets.entries()) await writeSheet(context, sheets[i], sheet);
    for (const [i, { block }] of described.sheets.entries()) {
      const area = areaOn(byName, sheets[i]);
      for (const chart of block.charts ?? []) addChart(sheets[i], chart, area);
    }
    const defined = defineNames(context, described, { byName, found, isReplaced: own.size > 0 });
    sheets[0].activate();
    for (const sheet of sheets) sheet.load("id");
    await context.sync();

    const mark: Mark = { sheets: Object.fromEntries(planned.map((key, i) => [key, sheets[i].id])), names: defined };
    context.workbook.settings.add(MARK_SETTING, JSON.stringify(mark));
    context.workbook.settings.add(VERSION_SETTING, packageFile.version);
    await context.sync();
    return { kind: "written", sheets: names };
  });
}

async function look(context: Excel.RequestContext): Promise<Found> {
  const { worksheets, names, settings, protection } = context.workbook;
  worksheets.load("items/name,items/id");
  names.load("items/name");
  protection.load("protected");
  const setting = settings.getItemOrNullObject(MARK_SETTING);
  setting.load("value");
  await context.sync();
  if (protection.protected) {
    throw new WorkbookError(
      "protectedSheet",
      "The workbook's structure is protected, so no sheet can be added: unprotect it (Review, Protect Workbook), then try again.",
    );
  }
  const mark = setting.isNullObject ? undefined : readMark(setting.value);
  const byId = new Map(worksheets.items.map((sheet) => [sheet.id, sheet]));
  const before = Object.entries(mark?.sheets ?? {}).flatMap(([key, id]): [string, Excel.Worksheet][] => {
    const sheet = byId.get(id);
    return sheet ? [[key, sheet]] : [];
  });
  return {
    sheetNames: worksheets.items.map(({ name }) => name),
    names: names.items.map(({ name }) => name),
    before: new Map(before),
    namesBefore: mark?.names ?? [],
  };
}

/** A setting that another version wrote, or a person, counts as none. */
function readMark(value: unknown): Mark | undefined {
  try {
    const mark = JSON.parse(String(value)) as Partial<Mark> | null;
    return mark?.sheets && Array.isArray(mark.names) ? (mark as Mark) : undefined;
  } catch {
    return undefined;
  }
}

/** A sheet written before keeps the name it has; a new one gets its own, or the nearest that is free. */
function namesFor(planned: readonly string[], own: Found["before"], taken: readonly string[]): string[] {
  const used = [...taken];
  return planned.map((key) => {
    const kept = own.get(key)?.name;
    if (kept !== undefined) return kept;
    const isTaken = used.some((name) => name.toLowerCase() === key.toLowerCase());
    const name = freeSheetName(isTaken ? `Case - ${key}` : key, used);
    used.push(name);
    return name;
  });
}

/** Empties sheets that are to be written anew: their cells, looks, lists and charts. What refers to them goes on doing so. */
async function clearSheets(context: Excel.RequestContext, sheets: readonly Excel.Worksheet[]): Promise<void> {
  for (const sheet of sheets) {
    sheet.protection.load("protected");
    sheet.charts.load("items/name");
  }
  await context.sync();
  const locked = sheets.find((sheet) => sheet.protection.protected);
  if (locked) {
    throw new WorkbookError(
      "protectedSheet",
      `The sheet "${locked.name}" is protected: unprotect it (Review, Unprotect Sheet), or write the case on new sheets.`,
    );
  }
  for (const sheet of sheets) {
    for (const chart of sheet.charts.items) chart.delete();
    sheet.getRange().clear();
  }
}

async function writeSheet(context: Excel.RequestContext, sheet: Excel.Worksheet, plan: SheetPlan): Promise<void> {
  const { block, print } = plan;
  const { columns } = blockSize(block);
  const area = (zone: Zone): Excel.Range => sheet.getRangeByIndexes(zone.row, zone.column, zone.rows, zone.columns);
  const table = cellsOf(block, { row: 0, column: 0 });
  const parts = partsOf(table.contents);
  for (const [i, { first, count }] of parts.entries()) {
    const range = area({ row: first, column: 0, rows: count, columns });
    range.formulas = table.contents.slice(first, first + count);
    range.numberFormat = table.numberFormats.slice(first, first + count);
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- one request would be too large for Excel
    if (i < parts.length - 1) await context.sync();
  }
  for (const { role, zone } of roleZones(block)) applyLook(area(zone).format, role);
  for (const [column, pixels] of (block.columnWidths ?? []).entries())
    area({ row: 0, column, rows: 1, columns: 1 }).format.columnWidth = pixels * POINTS_PER_PIXEL;
  placeTexts(block, area);
  if (block.frozenRows) sheet.freezePanes.freezeRows(block.frozenRows);
  sheet.showGridlines = false;
  if (!print) return;
  const layout = sheet.pageLayout;
  layout.orientation = print.landscape ? "Landscape" : "Portrait";
  layout.zoom = {
    ...(print.pagesWide > 0 ? { horizontalFitToPages: print.pagesWide } : {}),
    ...(print.pagesTall > 0 ? { verticalFitToPages: print.pagesTall } : {}),
  };
  if (print.repeatedRows) layout.setPrintTitleRows(`$1:$${print.repeatedRows}`);
  const printed = printedZone(plan);
  if (printed) layout.setPrintArea(`A1:${columnName(printed.columns - 1)}${printed.rows}`);
}

/**
 * Breaks what is to be broken into lines, and sets headings over their figures, as the file does. Once the columns have
 * their widths, since those say how many lines a text needs.
 */
function placeTexts(block: BlockPlan, area: (zone: Zone) => Excel.Range): void {
  block.rows.forEach((cells, row) => {
    const isHigher = rowHeight(block, row) !== undefined;
    cells.forEach((cell, column) => {
      if (!cell?.wraps && cell?.role !== "heading") return;
      const { horizontal, wraps } = placement(block, row, column);
      const { format } = area({ row, column, rows: 1, columns: 1 });
      if (horizontal === "right") format.horizontalAlignment = "Right";
      if (!wraps || !isHigher) return;
      format.wrapText = true;
      format.verticalAlignment = "Center";
    });
    if (isHigher) area({ row, column: 0, rows: 1, columns: 1 }).format.autofitRows();
  });
}

/** The cells of a zone, on the sheet it names or else on the given one. */
const areaOn =
  (byName: ReadonlyMap<string, Excel.Worksheet>, own: Excel.Worksheet) =>
  ({ sheet, row, column, rows, columns }: Zone): Excel.Range =>
    ((sheet === undefined ? undefined : byName.get(sheet)) ?? own).getRangeByIndexes(row, column, rows, columns);

/** Defines the names of the plan, those that are taken with a number; a name defined before is moved. */
function defineNames(
  context: Excel.RequestContext,
  { names }: WorkbookPlan,
  { byName, found, isReplaced }: { byName: ReadonlyMap<string, Excel.Worksheet>; found: Found; isReplaced: boolean },
): string[] {
  const used = new Set(found.names.map((name) => name.toLowerCase()));
  if (isReplaced) {
    for (const name of found.namesBefore.filter((before) => used.delete(before.toLowerCase())))
      context.workbook.names.getItemOrNullObject(name).delete();
  }
  return names.flatMap(({ name, sheet, zone }) => {
    const home = byName.get(sheet);
    if (!home) return [];
    let free = name;
    for (let n = 2; used.has(free.toLowerCase()); n++) free = `${name}_${n}`;
    used.add(free.toLowerCase());
    context.workbook.names.add(free, home.getRangeByIndexes(zone.row, zone.column, zone.rows, zone.columns));
    return [free];
  });
}
