import { requireOnSheet, quotedSheetName, type Zone, zoneAddress } from "../addresses";
import { text } from "../arguments";
import { HostError } from "../hostError";
import { HostObject, type Members } from "../members";
import type { Spreadsheet } from "../spreadsheet";

/* What the objects of each class stand for. The classes name each other here, so that none needs to import another. */

export interface BookTarget {
  readonly book: Spreadsheet;
}

export interface SheetTarget extends BookTarget {
  readonly sheetId: string;
}

export interface RangeTarget extends SheetTarget {
  readonly zone: Zone;
}

/** One line around or inside a range. */
export interface BorderTarget extends RangeTarget {
  readonly side: "EdgeTop" | "EdgeBottom" | "EdgeLeft" | "EdgeRight" | "InsideHorizontal" | "InsideVertical";
}

/** A collection of the workbook, or of one sheet where a sheet is given. */
export interface CollectionTarget extends BookTarget {
  readonly sheetId?: string;
}

export interface NameTarget extends BookTarget {
  readonly name: string;
}

export interface TableTarget extends SheetTarget {
  readonly tableId: string;
}

export interface ChartTarget extends SheetTarget {
  readonly chartId: string;
}

export interface AxisTarget extends ChartTarget {
  readonly axis: "category" | "value";
}

export interface SeriesTarget extends ChartTarget {
  readonly seriesId: string;
}

export interface SettingTarget extends BookTarget {
  readonly key: string;
}

export interface NoteTarget extends SheetTarget {
  readonly row: number;
  readonly col: number;
}

export interface Targets {
  Workbook: BookTarget;
  WorkbookProtection: BookTarget;
  Application: BookTarget;
  CultureInfo: BookTarget;
  NumberFormatInfo: BookTarget;
  WorksheetCollection: BookTarget;
  Worksheet: SheetTarget;
  WorksheetProtection: SheetTarget;
  WorksheetFreezePanes: SheetTarget;
  PageLayout: SheetTarget;
  Range: RangeTarget;
  RangeAreas: readonly RangeTarget[];
  RangeCollection: readonly RangeTarget[];
  RangeFormat: RangeTarget;
  RangeFill: RangeTarget;
  RangeFont: RangeTarget;
  RangeBorderCollection: RangeTarget;
  RangeBorder: BorderTarget;
  DataValidation: RangeTarget;
  SettingCollection: BookTarget;
  Setting: SettingTarget;
  NoteCollection: SheetTarget;
  Note: NoteTarget;
  NamedItemCollection: BookTarget;
  NamedItem: NameTarget;
  TableCollection: CollectionTarget;
  Table: TableTarget;
  ChartCollection: SheetTarget;
  Chart: ChartTarget;
  ChartTitle: ChartTarget;
  ChartLegend: ChartTarget;
  ChartAxes: ChartTarget;
  ChartAxis: AxisTarget;
  ChartAxisTitle: AxisTarget;
  ChartSeriesCollection: ChartTarget;
  ChartSeries: SeriesTarget;
  ChartSeriesFormat: SeriesTarget;
  ChartFill: SeriesTarget;
  ChartLineFormat: SeriesTarget;
}

/** An object of a class, for what it stands for. */
export function object<Name extends keyof Targets>(className: Name, target: Targets[Name]): HostObject {
  return new HostObject(className, target);
}

/** The members of one class, checked against the class of that name in @types/office-js. */
export type MembersOf<Name extends keyof Targets, Api> = Members<Targets[Name], Api>;

/** The target, if its sheet is still there. */
export function existing<Target extends SheetTarget>(target: Target): Target {
  if (!target.book.sheets.has(target.sheetId)) throw new HostError("ItemNotFound");
  return target;
}

export function required<Found>(found: Found | null | undefined): Found {
  if (found === null || found === undefined) throw new HostError("ItemNotFound");
  return found;
}

export function rangeOf({ book, sheetId }: SheetTarget, zone: Zone): HostObject {
  return object("Range", { ...existing({ book, sheetId }), zone: requireOnSheet(zone) });
}

export function cellOf(sheet: SheetTarget, row: number, column: number): HostObject {
  return rangeOf(sheet, { top: row, bottom: row, left: column, right: column });
}

export function rangeAddress(target: RangeTarget): string {
  const { book, sheetId, zone } = existing(target);
  return `${quotedSheetName(book.getters.getSheetName(sheetId))}!${zoneAddress(zone)}`;
}

/** A range given as an object or as an address; Excel takes either in many places. */
export function rangeArgument(book: Spreadsheet, defaultSheetId: string, value: unknown): RangeTarget {
  if (value instanceof HostObject) {
    if (value.className !== "Range") throw new HostError("InvalidArgument");
    return existing(value.target as RangeTarget);
  }
  const found = book.findRange(text(value), defaultSheetId);
  if (!found) throw new HostError("InvalidArgument");
  return { book, ...found };
}

/** One cell, given as a range or an address. */
export function cellArgument(book: Spreadsheet, defaultSheetId: string, value: unknown): RangeTarget {
  const cell = rangeArgument(book, defaultSheetId, value);
  if (cell.zone.top !== cell.zone.bottom || cell.zone.left !== cell.zone.right) throw new HostError("InvalidArgument");
  return cell;
}
