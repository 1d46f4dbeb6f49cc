import { columnCount, COLUMNS, intersection, isWholeColumns, isWholeRows, rowCount, ROWS, union, type Zone } from "../addresses";
import { cellValues, integer, option } from "../arguments";
import { ARRAY_SIZE_MESSAGE, HostError } from "../hostError";
import type { HostObject } from "../members";
import type { CellPosition } from "../spreadsheet";
import { cellProperties, setCellProperties } from "./cellProperties";
import {
  cellOf,
  existing,
  type MembersOf,
  object,
  rangeAddress,
  rangeArgument,
  rangeOf,
  type RangeTarget,
  required,
} from "./targets";

/** Excel answers with null for ranges without an end, and refuses answers of more than five million cells. */
const LARGEST_ANSWER = 5_000_000;

export const range: MembersOf<"Range", Excel.Range> = {
  isReferenced: true,
  get: {
    address: (target) => rangeAddress(target),
    addressLocal: (target) => rangeAddress(target),
    cellCount: ({ zone }) => (rowCount(zone) * columnCount(zone) > 2 ** 31 - 1 ? -1 : rowCount(zone) * columnCount(zone)),
    columnCount: ({ zone }) => columnCount(zone),
    columnIndex: ({ zone }) => zone.left,
    formulas: (target) => ofCells(target, (position) => target.book.formula(position)),
    formulasLocal: (target) => ofCells(target, (position) => target.book.formula(position)),
    hasSpill: (target) =>
      uniform(
        target,
        (position) => target.book.spillZone(position) !== undefined || target.book.spillParent(position) !== undefined,
      ),
    isEntireColumn: ({ zone }) => isWholeColumns(zone),
    isEntireRow: ({ zone }) => isWholeRows(zone),
    numberFormat: (target) => ofCells(target, (position) => target.book.numberFormat(position)),
    rowCount: ({ zone }) => rowCount(zone),
    rowIndex: ({ zone }) => zone.top,
    text: (target) => ofCells(target, (position) => target.book.text(position)),
    values: (target) => ofCells(target, (position) => target.book.value(position)),
    valueTypes: (target) => ofCells(target, (position) => target.book.valueType(position)),
  },
  set: {
    formulas: writeCells,
    formulasLocal: writeCells,
    numberFormat: (target, value) => {
      const { book, sheetId, zone } = existing(target);
      book.writeNumberFormats(sheetId, zone, cellValues(value, rowCount(zone), columnCount(zone), ARRAY_SIZE_MESSAGE));
    },
    values: writeCells,
  },
  objects: {
    dataValidation: (target) => object("DataValidation", existing(target)),
    format: (target) => object("RangeFormat", existing(target)),
    worksheet: (target) => object("Worksheet", existing(target)),
  },
  // office.js sends a large block of cells in parts, and has its size looked at as a whole before.
  internal: {
    call: {
      _ValidateArraySize: ({ zone }, rows, columns) => {
        if (integer(rows) !== rowCount(zone) || integer(columns) !== columnCount(zone))
          throw new HostError("InvalidArgument", ARRAY_SIZE_MESSAGE);
      },
    },
  },
  call: {
    calculate: ({ book }) => book.dispatch("EVALUATE_CELLS"),
    clear: (target, applyTo) => {
      const { book, sheetId, zone } = existing(target);
      book.clear(
        sheetId,
        zone,
        applyTo === null || applyTo === undefined ? "All" : option(applyTo, ["All", "Formats", "Contents"]),
      );
    },
    getAbsoluteResizedRange: (target, rows, columns) =>
      moved(target, { bottom: target.zone.top + integer(rows) - 1, right: target.zone.left + integer(columns) - 1 }),
    getBoundingRect: (target, other) => {
      const { zone } = otherRange(target, other);
      return moved(target, union([target.zone, zone]) as Zone);
    },
    getCell: (target, row, column) => cellOf(target, target.zone.top + integer(row), target.zone.left + integer(column)),
    getCellProperties: (target, asked) => cellProperties(target, asked),
    getColumn: (target, column) => {
      const left = target.zone.left + integer(column);
      if (left < target.zone.left || left > target.zone.right) throw new HostError("InvalidArgument");
      return moved(target, { left, right: left });
    },
    getEntireColumn: (target) => moved(target, { top: 0, bottom: ROWS - 1 }),
    getEntireRow: (target) => moved(target, { left: 0, right: COLUMNS - 1 }),
    getIntersection: (target, other) => required(intersected(target, other)),
    getIntersectionOrNullObject: (target, other) => intersected(target, other),
    getLastCell: ({ zone, ...target }) => cellOf(target, zone.bottom, zone.right),
    getLastColumn: (target) => moved(target, { left: target.zone.right }),
    getLastRow: (target) => moved(target, { top: target.zone.bottom }),
    getOffsetRange: (target, rows, columns) => {
      const [down, across] = [integer(rows), integer(columns)];
      const { top, bottom, left, right } = target.zone;
      return moved(target, { top: top + down, bottom: bottom + down, left: left + across, right: right + across });
    },
    getResizedRange: (target, rows, columns) =>
      moved(target, { bottom: target.zone.bottom + integer(rows), right: target.zone.right + integer(columns) }),
    getRow: (target, row) => {
      const top = target.zone.top + integer(row);
      if (top < target.zone.top || top > target.zone.bottom) throw new HostError("InvalidArgument");
      return moved(target, { top, bottom: top });
    },
    getSpillParent: (target) => required(spillParent(target)),
    getSpillParentOrNullObject: spillParent,
    getSpillingToRange: (target) => required(spillingTo(target)),
    getSpillingToRangeOrNullObject: spillingTo,
    // An empty sheet's used range is its first cell, unless the add-in asked for nothing instead.
    getUsedRange: (target, valuesOnly) =>
      usedRange(target, valuesOnly === true) ?? cellOf(target, target.zone.top, target.zone.left),
    getUsedRangeOrNullObject: (target, valuesOnly) => usedRange(target, valuesOnly === true),
    group: (target, by) => {
      existing(target).book.dispatch("GROUP_HEADERS", headersOf(target, by));
    },
    hideGroupDetails: (target, by) => {
      existing(target).book.dispatch("FOLD_HEADER_GROUP", headersOf(target, by));
    },
    select: (target) => {
      const { book, sheetId, zone } = existing(target);
      book.select(sheetId, zone);
    },
    setCellProperties: (target, looks) => setCellProperties(target, looks),
    showGroupDetails: (target, by) => {
      existing(target).book.dispatch("UNFOLD_HEADER_GROUP", headersOf(target, by));
    },
  },
};

/** The rows or columns of a range, as the grid groups them. */
function headersOf({ sheetId, zone }: RangeTarget, by: unknown) {
  return option(by, ["ByRows", "ByColumns"]) === "ByRows"
    ? ({ sheetId, dimension: "ROW", start: zone.top, end: zone.bottom } as const)
    : ({ sheetId, dimension: "COL", start: zone.left, end: zone.right } as const);
}

/** Several ranges of one sheet, as getSelectedRanges gives them. */
export const rangeAreas: MembersOf<"RangeAreas", Excel.RangeAreas> = {
  isReferenced: true,
  get: {
    address: (areas) => areas.map(rangeAddress).join(","),
    areaCount: (areas) => areas.length,
    cellCount: (areas) => areas.reduce((sum, { zone }) => sum + rowCount(zone) * columnCount(zone), 0),
  },
  objects: {
    areas: (areas) => object("RangeCollection", areas),
    worksheet: (areas) => object("Worksheet", existing(areas[0])),
  },
};

export const rangeCollection: MembersOf<"RangeCollection", Excel.RangeCollection> = {
  items: (areas) => areas.map((area) => object("Range", area)),
  call: {
    getCount: (areas) => areas.length,
    getItemAt: (areas, index) => {
      const area = areas[integer(index)];
      if (!area) throw new HostError("InvalidArgument");
      return object("Range", area);
    },
  },
};

function writeCells(target: RangeTarget, value: unknown): void {
  const { book, sheetId, zone } = existing(target);
  const contentAt = cellValues(value, rowCount(zone), columnCount(zone), ARRAY_SIZE_MESSAGE);
  if (isWholeColumns(zone) || isWholeRows(zone)) throw new HostError("InvalidArgument");
  if (typeof value === "string" && value.startsWith("=") && (rowCount(zone) > 1 || columnCount(zone) > 1))
    throw new HostError("NotImplemented", "the browser workbook does not adapt one formula to every cell of a range");
  book.writeCells(sheetId, zone, contentAt);
}

function ofCells<Value>(target: RangeTarget, ask: (position: CellPosition) => Value): Value[][] | null {
  const { book, sheetId, zone } = existing(target);
  if (isWholeColumns(zone) || isWholeRows(zone)) return null;
  if (rowCount(zone) * columnCount(zone) > LARGEST_ANSWER) throw new HostError("InvalidArgument");
  return book.mapCells(sheetId, zone, ask);
}

/** The answer all cells share, or null. */
function uniform<Value>(target: RangeTarget, ask: (position: CellPosition) => Value): Value | null {
  const answers = ofCells(target, ask)?.flat() ?? [];
  return answers.length > 0 && answers.every((answer) => answer === answers[0]) ? answers[0] : null;
}

function moved(target: RangeTarget, change: Partial<Zone>): HostObject {
  return rangeOf(target, { ...target.zone, ...change });
}

function otherRange(target: RangeTarget, value: unknown): RangeTarget {
  const other = rangeArgument(target.book, target.sheetId, value);
  if (other.sheetId !== target.sheetId) throw new HostError("InvalidArgument");
  return other;
}

function intersected(target: RangeTarget, value: unknown): HostObject | null {
  const zone = intersection(target.zone, otherRange(target, value).zone);
  return zone ? rangeOf(target, zone) : null;
}

function singleCell({ sheetId, zone }: RangeTarget): CellPosition {
  if (rowCount(zone) > 1 || columnCount(zone) > 1) throw new HostError("InvalidArgument");
  return { sheetId, row: zone.top, col: zone.left };
}

function spillingTo(target: RangeTarget): HostObject | null {
  const zone = existing(target).book.spillZone(singleCell(target));
  return zone ? rangeOf(target, zone) : null;
}

function spillParent(target: RangeTarget): HostObject | null {
  const parent = existing(target).book.spillParent(singleCell(target));
  return parent ? cellOf(target, parent.row, parent.col) : null;
}

function usedRange(target: RangeTarget, valuesOnly: boolean): HostObject | null {
  const { book, sheetId, zone } = existing(target);
  const used = book.usedZone(sheetId, zone, valuesOnly);
  return used ? rangeOf(target, used) : null;
}
