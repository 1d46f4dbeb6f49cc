import type { Model } from "@odoo/o-spreadsheet";
import {
  columnCount,
  COLUMNS,
  intersection,
  isWholeColumns,
  isWholeRows,
  parseAddress,
  rowCount,
  ROWS,
  union,
  type Zone,
} from "./addresses";
import type { NoteGetters } from "../grid/notes";
import { alike, content, excelError, gridFormat } from "./gridContent";
import { HostError } from "./hostError";
import type { DocumentSettings, OfficeCommand, OfficeGetters } from "./plugins";
import { SheetTabs } from "./sheetTabs";

/*
 * The grid as the object model sees it: sheets, cells and their looks, read and written one thing at a time. Everything
 * the grid refuses leaves here as the error Excel gives.
 */

type GridCommand = Parameters<Model["dispatch"]>[0];
export type CellValue = string | number | boolean;
export type CellStyle = NonNullable<ReturnType<Model["getters"]["getCellStyle"]>>;

export interface CellPosition {
  readonly sheetId: string;
  readonly row: number;
  readonly col: number;
}

/** Marks rows and columns that are added at a sheet's end, so that references beyond it stay (tools/gridLoader.js). */
const GROWTH = { isGrowth: true };

/** What the grid says when a command would change nothing: no failure in Excel. */
const UNCHANGED = new Set(["NoChanges", "ValuesNotChanged", "UnchangedSheetName"]);

export class Spreadsheet {
  private needsSettling = false;

  readonly sheets: SheetTabs;

  constructor(readonly model: Model) {
    this.sheets = new SheetTabs(model.getters, (type, payload) => this.dispatch(type, payload));
  }

  get getters(): Model["getters"] & OfficeGetters & NoteGetters {
    return this.model.getters as Model["getters"] & OfficeGetters & NoteGetters;
  }

  /** Carries out a request that writes, as one step to undo. */
  asOneStep(run: () => void): void {
    this.dispatch("RUN_OFFICE_REQUEST", { run });
    this.needsSettling = false;
  }

  /** Sends a command to the grid; what it refuses is refused as Excel would. */
  dispatch(type: GridCommand | OfficeCommand["type"], payload: object = {}): void {
    const result = (
      this.model.dispatch as unknown as (type: string, payload: object) => { isSuccessful: boolean; reasons: string[] }
    )(type, payload);
    if (result.isSuccessful) {
      this.needsSettling = true;
      return;
    }
    const reasons = result.reasons.filter((reason) => !UNCHANGED.has(reason));
    if (reasons.length === 0) return;
    if (reasons.includes("SheetLocked") || reasons.includes("Readonly")) throw new HostError("AccessDenied");
    if (reasons.includes("InvalidSheetId")) throw new HostError("ItemNotFound");
    throw new HostError("InvalidOperation", `The operation attempted is invalid on the object (${reasons.join(", ")}).`);
  }

  // Zones

  /** The part of a zone that the grid has cells for; Excel's sheets are larger than any grid's. */
  onGrid(sheetId: string, zone: Zone): Zone | undefined {
    const { numberOfRows, numberOfCols } = this.getters.getSheetSize(sheetId);
    return intersection(zone, { top: 0, left: 0, bottom: numberOfRows - 1, right: numberOfCols - 1 });
  }

  /** Lets the grid grow to hold a zone, at its end: no reference moves; whole rows and columns are taken as long as they are there. */
  private grow(sheetId: string, zone: Zone): Zone {
    const { numberOfRows, numberOfCols } = this.getters.getSheetSize(sheetId);
    const bottom = isWholeColumns(zone) ? numberOfRows - 1 : zone.bottom;
    const right = isWholeRows(zone) ? numberOfCols - 1 : zone.right;
    const sheetName = this.getters.getSheetName(sheetId);
    if (bottom >= numberOfRows)
      this.dispatch("ADD_COLUMNS_ROWS", {
        sheetId,
        sheetName,
        dimension: "ROW",
        base: numberOfRows - 1,
        quantity: bottom - numberOfRows + 1,
        position: "after",
        ...GROWTH,
      });
    if (right >= numberOfCols)
      this.dispatch("ADD_COLUMNS_ROWS", {
        sheetId,
        sheetName,
        dimension: "COL",
        base: numberOfCols - 1,
        quantity: right - numberOfCols + 1,
        position: "after",
        ...GROWTH,
      });
    return { ...zone, bottom, right };
  }

  /** Asks every cell of a zone, rows of columns; cells beyond the grid are empty. */
  mapCells<Result>(sheetId: string, zone: Zone, ask: (position: CellPosition) => Result): Result[][] {
    return Array.from({ length: rowCount(zone) }, (_, r) =>
      Array.from({ length: columnCount(zone) }, (_, c) => ask({ sheetId, row: zone.top + r, col: zone.left + c })),
    );
  }

  private isOnGrid({ sheetId, row, col }: CellPosition): boolean {
    const { numberOfRows, numberOfCols } = this.getters.getSheetSize(sheetId);
    return row < numberOfRows && col < numberOfCols;
  }

  // Cells, read

  /** A request reads what it has written: formulas are calculated first, if anything was written since. */
  private settle(): void {
    if (!this.needsSettling) return;
    this.dispatch("SETTLE_EVALUATION");
    this.needsSettling = false;
  }

  private evaluated(position: CellPosition) {
    this.settle();
    return this.isOnGrid(position) ? this.getters.getEvaluatedCell(position) : undefined;
  }

  /** The value as Excel gives it: "" for an empty cell, errors by their name. */
  value(position: CellPosition): CellValue {
    const cell = this.evaluated(position);
    if (!cell || cell.value === null) return "";
    return cell.type === "error" ? excelError(String(cell.value)) : cell.value;
  }

  valueType(position: CellPosition): "Empty" | "String" | "Double" | "Boolean" | "Error" {
    const cell = this.evaluated(position);
    switch (cell?.type as string | undefined) {
      case "number":
        return "Double";
      case "boolean":
        return "Boolean";
      case "text":
        return "String";
      case "error":
        return "Error";
      default:
        return "Empty";
    }
  }

  text(position: CellPosition): string {
    const cell = this.evaluated(position);
    if (!cell) return "";
    return cell.type === "error" ? excelError(String(cell.value)) : cell.formattedValue;
  }

  /** The formula with its "=", or the value where there is none. */
  formula(position: CellPosition): CellValue {
    const cell = this.isOnGrid(position) ? this.getters.getCell(position) : undefined;
    return cell?.isFormula ? cell.compiledFormula.toFormulaString(this.getters) : this.value(position);
  }

  hasContent(position: CellPosition): boolean {
    const cell = this.isOnGrid(position) ? this.getters.getCell(position) : undefined;
    return cell !== undefined && (cell.isFormula || cell.content !== "");
  }

  numberFormat(position: CellPosition): string {
    const cell = this.isOnGrid(position) ? this.getters.getCell(position) : undefined;
    return cell?.format ?? "General";
  }

  style(position: CellPosition): CellStyle {
    return this.isOnGrid(position) ? this.getters.getCellStyle(position) : {};
  }

  border(position: CellPosition) {
    return (this.isOnGrid(position) && this.getters.getCellBorder(position)) || {};
  }

  /** Where the formula of a cell spills to, itself included; undefined where nothing spills. */
  spillZone(position: CellPosition): Zone | undefined {
    this.settle();
    const zone = this.isOnGrid(position) ? this.getters.getSpreadZone(position) : undefined;
    return zone && (zone.bottom > zone.top || zone.right > zone.left) && zone.top === position.row && zone.left === position.col
      ? zone
      : undefined;
  }

  /** The cell whose formula spills onto this one. */
  spillParent(position: CellPosition): CellPosition | undefined {
    this.settle();
    const parent = this.isOnGrid(position) ? this.getters.getArrayFormulaSpreadingOn(position) : undefined;
    return parent && this.spillZone(parent) ? parent : undefined;
  }

  /** The smallest zone with everything in it; formats count, as in Excel, unless only values are asked for. */
  usedZone(sheetId: string, within: Zone, valuesOnly: boolean): Zone | undefined {
    this.settle();
    const used: Zone[] = [];
    const add = ({ row, col }: { row: number; col: number }) => used.push({ top: row, bottom: row, left: col, right: col });
    for (const position of this.getters.getEvaluatedCellsPositions(sheetId)) {
      const cell = this.getters.getEvaluatedCell(position);
      if (cell.value !== null && cell.value !== "") add(position);
    }
    for (const cell of this.getters.getCells(sheetId)) {
      const isFormatted = cell.format !== undefined || Object.keys(cell.style ?? {}).length > 0;
      if (cell.isFormula || (!valuesOnly && isFormatted)) add(this.getters.getCellPosition(cell.id));
    }
    return union(used.filter((zone) => intersection(zone, within)));
  }

  // Cells, written

  /** What is typed into a cell: text, numbers, booleans, formulas with "="; "" empties it, null leaves it as it is. */
  writeCells(sheetId: string, zone: Zone, contentAt: (row: number, column: number) => unknown): void {
    const contents = this.mapCells(sheetId, zone, ({ row, col }) => content(contentAt(row - zone.top, col - zone.left)));
    this.requireUnlocked(sheetId);
    this.grow(sheetId, zone);
    contents.forEach((line, r) =>
      line.forEach((each, c) => {
        const position = { sheetId, row: zone.top + r, col: zone.left + c };
        // Emptying what is empty is nothing to undo, and leaves a value that is spilled there alone.
        if (each !== null && (each !== "" || this.hasContent(position)))
          this.dispatch("UPDATE_CELL", { ...position, content: each });
      }),
    );
  }

  private requireUnlocked(sheetId: string): void {
    if (this.getters.isSheetLocked(sheetId)) throw new HostError("AccessDenied");
  }

  writeNumberFormats(sheetId: string, zone: Zone, formatAt: (row: number, column: number) => unknown): void {
    const formats = this.mapCells(sheetId, zone, ({ row, col }) => gridFormat(formatAt(row - zone.top, col - zone.left)));
    this.requireUnlocked(sheetId);
    this.grow(sheetId, zone);
    for (const [format, target] of alike(zone, formats))
      if (format !== null) this.dispatch("SET_FORMATTING", { sheetId, target, format });
  }

  writeStyle(sheetId: string, zone: Zone, style: CellStyle): void {
    this.dispatch("SET_FORMATTING", { sheetId, target: [this.grow(sheetId, zone)], style });
  }

  writeBorder(sheetId: string, zone: Zone, position: string, border: { color?: string; style?: string } | undefined): void {
    // The grid takes an empty color as no border.
    this.dispatch("SET_ZONE_BORDERS", {
      sheetId,
      target: [this.grow(sheetId, zone)],
      border: { position, ...(border ?? { color: "" }) },
    });
  }

  clear(sheetId: string, zone: Zone, what: "All" | "Formats" | "Contents"): void {
    const target = this.onGrid(sheetId, zone);
    this.requireUnlocked(sheetId);
    if (!target) return;
    if (what !== "Formats") {
      this.dispatch("DELETE_CONTENT", { sheetId, target: [target] });
    }
    if (what !== "Contents") {
      this.dispatch("CLEAR_FORMATTING", { sheetId, target: [target] });
      this.dispatch("SET_ZONE_BORDERS", { sheetId, target: [target], border: { position: "clear" } });
    }
    if (what === "All") {
      for (const { range } of this.getters.getNotes(sheetId)) {
        const { top, left } = range.zone;
        if (intersection(target, range.zone)) this.dispatch("SET_NOTE", { sheetId, row: top, col: left, text: "" });
      }
    }
  }

  // Sizes, in the grid's pixels

  columnWidth(sheetId: string, column: number): number {
    return column < this.getters.getNumberCols(sheetId) ? this.getters.getColSize(sheetId, column) : 96;
  }

  rowHeight(sheetId: string, row: number): number {
    return row < this.getters.getNumberRows(sheetId) ? this.getters.getRowSize(sheetId, row) : 23;
  }

  resize(sheetId: string, zone: Zone, dimension: "COL" | "ROW", pixels: number): void {
    const grown = this.grow(sheetId, zone);
    const [first, last] = dimension === "COL" ? [grown.left, grown.right] : [grown.top, grown.bottom];
    this.dispatch("RESIZE_COLUMNS_ROWS", { sheetId, dimension, elements: numbers(first, last), size: Math.round(pixels) });
  }

  autofit(sheetId: string, zone: Zone, dimension: "COL" | "ROW"): void {
    const grown = this.grow(sheetId, zone);
    if (dimension === "COL") this.dispatch("AUTORESIZE_COLUMNS", { sheetId, cols: numbers(grown.left, grown.right) });
    else this.dispatch("AUTORESIZE_ROWS", { sheetId, rows: numbers(grown.top, grown.bottom) });
  }

  // Selection

  get selectedZones(): readonly Zone[] {
    const { numberOfRows, numberOfCols } = this.getters.getSheetSize(this.sheets.activeId);
    return this.getters.getSelectedZones().map((zone) => ({
      ...zone,
      // A column selected in the grid ends where the grid ends; in Excel it is the whole column.
      bottom: zone.top === 0 && zone.bottom === numberOfRows - 1 && numberOfRows > 1 ? ROWS - 1 : zone.bottom,
      right: zone.left === 0 && zone.right === numberOfCols - 1 && numberOfCols > 1 ? COLUMNS - 1 : zone.right,
    }));
  }

  get activeCell(): CellPosition {
    return this.getters.getActivePosition();
  }

  select(sheetId: string, zone: Zone): void {
    const grown = this.grow(sheetId, zone);
    this.sheets.activate(sheetId);
    this.model.selection.selectZone({ zone: grown, cell: { row: grown.top, col: grown.left } });
  }

  // Notes, in the grid's way of showing words on a cell

  note(position: CellPosition): string | undefined {
    return this.isOnGrid(position) ? this.getters.getNote(position) : undefined;
  }

  setNote({ sheetId, row, col }: CellPosition, text: string): void {
    this.grow(sheetId, { top: row, left: col, bottom: row, right: col });
    this.dispatch("SET_NOTE", { sheetId, row, col, text });
  }

  // The document

  get documentSettings(): DocumentSettings {
    return this.getters.getDocumentSettings();
  }

  saveDocumentSettings(settings: DocumentSettings): void {
    this.dispatch("SAVE_DOCUMENT_SETTINGS", { settings });
  }

  /** The grid's reference to a zone, as its commands want it. */
  rangeData(sheetId: string, zone: Zone) {
    return this.getters.getRangeDataFromZone(sheetId, this.grow(sheetId, zone));
  }

  /** An address with or without a sheet's name, or a name defined in the workbook; undefined if it is none of these. */
  findRange(reference: string, defaultSheetId: string): { sheetId: string; zone: Zone } | undefined {
    const address = parseAddress(reference);
    if (address) {
      const sheetId = address.sheet === undefined ? defaultSheetId : this.sheets.find(address.sheet);
      return sheetId === undefined ? undefined : { sheetId, zone: address.zone };
    }
    const named = this.getters.getNamedRange(reference);
    return named && { sheetId: named.range.sheetId, zone: named.range.zone };
  }
}

const numbers = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
