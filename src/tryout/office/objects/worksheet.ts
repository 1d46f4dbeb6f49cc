import { WHOLE_SHEET } from "../addresses";
import { color, flag, integer, option, text } from "../arguments";
import { HostError } from "../hostError";
import type { HostObject } from "../members";
import { cellOf, existing, type MembersOf, object, rangeArgument, rangeOf, type SheetTarget } from "./targets";

export const worksheet: MembersOf<"Worksheet", Excel.Worksheet> = {
  id: ({ sheetId }) => sheetId,
  get: {
    id: (target) => existing(target).sheetId,
    name: ({ book, sheetId }) => book.getters.getSheetName(sheetId),
    position: ({ book, sheetId }) => book.sheets.ids.indexOf(sheetId),
    showGridlines: ({ book, sheetId }) => book.getters.getGridLinesVisibility(sheetId),
    tabColor: ({ book, sheetId }) => book.getters.getSheet(sheetId).color?.toUpperCase() ?? "",
    visibility: ({ book, sheetId }) => (book.getters.isSheetVisible(sheetId) ? "Visible" : "Hidden"),
  },
  set: {
    name: (target, name) => existing(target).book.sheets.rename(target.sheetId, text(name)),
    position: (target, position) => {
      const { book, sheetId } = existing(target);
      const to = integer(position);
      if (to < 0 || to >= book.sheets.ids.length) throw new HostError("InvalidArgument");
      const delta = to - book.sheets.ids.indexOf(sheetId);
      if (delta !== 0) book.dispatch("MOVE_SHEET", { sheetId, delta });
    },
    showGridlines: setGridlines,
    tabColor: ({ book, sheetId }, tab) => book.dispatch("COLOR_SHEET", { sheetId, color: tab === "" ? undefined : color(tab) }),
    visibility: ({ book, sheetId }, visibility) => {
      const isVisible = option(visibility, ["Visible", "Hidden", "VeryHidden"]) === "Visible";
      book.dispatch(isVisible ? "SHOW_SHEET" : "HIDE_SHEET", { sheetId });
    },
  },
  // office.js sets showGridlines under this name.
  internal: { set: { Gridlines: setGridlines } },
  objects: {
    charts: (target) => object("ChartCollection", existing(target)),
    freezePanes: (target) => object("WorksheetFreezePanes", existing(target)),
    notes: (target) => object("NoteCollection", existing(target)),
    pageLayout: (target) => object("PageLayout", existing(target)),
    protection: (target) => object("WorksheetProtection", existing(target)),
    tables: (target) => object("TableCollection", existing(target)),
  },
  events: {
    onActivated: "Activated",
    onChanged: "DataChanged",
    onDeactivated: "Deactivated",
    onSelectionChanged: "SelectionChanged",
  },
  call: {
    activate: (target) => existing(target).book.sheets.activate(target.sheetId),
    calculate: ({ book }) => book.dispatch("EVALUATE_CELLS"),
    delete: (target) => existing(target).book.sheets.delete(target.sheetId),
    getCell: (target, row, column) => cellOf(target, integer(row), integer(column)),
    getRange: (target, address) => {
      const { book, sheetId } = existing(target);
      if (address === null || address === undefined) return rangeOf(target, WHOLE_SHEET);
      const range = rangeArgument(book, sheetId, text(address));
      if (range.sheetId !== sheetId) throw new HostError("InvalidArgument");
      return object("Range", range);
    },
    getRangeByIndexes: (target, row, column, rows, columns) => {
      const [top, left] = [integer(row), integer(column)];
      return rangeOf(target, { top, left, bottom: top + integer(rows) - 1, right: left + integer(columns) - 1 });
    },
    // Excel's used range of an empty sheet is its first cell, unless the add-in asked for nothing instead.
    getUsedRange: (target, valuesOnly) => usedRange(target, valuesOnly) ?? cellOf(target, 0, 0),
    getUsedRangeOrNullObject: (target, valuesOnly) => usedRange(target, valuesOnly),
  },
};

function setGridlines({ book, sheetId }: SheetTarget, shown: unknown): void {
  book.dispatch("SET_GRID_LINES_VISIBILITY", { sheetId, areGridLinesVisible: flag(shown) });
}

function usedRange(target: SheetTarget, valuesOnly: unknown): HostObject | null {
  const { book, sheetId } = existing(target);
  const used = book.usedZone(sheetId, WHOLE_SHEET, valuesOnly === true);
  return used ? rangeOf(target, used) : null;
}

/** The grid locks a sheet as a whole; Excel's finer options and passwords have no counterpart here. */
export const worksheetProtection: MembersOf<"WorksheetProtection", Excel.WorksheetProtection> = {
  get: { protected: ({ book, sheetId }) => book.getters.isSheetLocked(sheetId) },
  call: {
    protect: ({ book, sheetId }, options, password) => {
      if (options || password)
        throw new HostError("NotImplemented", "the browser workbook protects whole sheets, without a password");
      if (book.getters.isSheetLocked(sheetId)) throw new HostError("AccessDenied");
      book.dispatch("LOCK_SHEET", { sheetId });
    },
    unprotect: ({ book, sheetId }) => {
      if (book.getters.isSheetLocked(sheetId)) book.dispatch("UNLOCK_SHEET", { sheetId });
    },
  },
};

export const worksheetFreezePanes: MembersOf<"WorksheetFreezePanes", Excel.WorksheetFreezePanes> = {
  call: {
    freezeAt: (target, frozen) => {
      const { book, sheetId } = existing(target);
      const { zone } = rangeArgument(book, sheetId, frozen);
      freeze(target, "ROWS", zone.bottom + 1);
      freeze(target, "COLUMNS", zone.right + 1);
    },
    freezeColumns: (target, count) => freeze(target, "COLUMNS", integer(count ?? 1)),
    freezeRows: (target, count) => freeze(target, "ROWS", integer(count ?? 1)),
    getLocation: (target) => frozenRange(target) ?? cellOf(target, 0, 0),
    getLocationOrNullObject: frozenRange,
    unfreeze: ({ book, sheetId }) => book.dispatch("UNFREEZE_COLUMNS_ROWS", { sheetId }),
  },
};

function freeze(target: SheetTarget, what: "ROWS" | "COLUMNS", quantity: number): void {
  const { book, sheetId } = existing(target);
  if (quantity < 0) throw new HostError("InvalidArgument");
  if (quantity === 0) book.dispatch(`UNFREEZE_${what}`, { sheetId });
  else book.dispatch(`FREEZE_${what}`, { sheetId, quantity });
}

function frozenRange(target: SheetTarget): HostObject | null {
  const { book, sheetId } = existing(target);
  const { xSplit, ySplit } = book.getters.getPaneDivisions(sheetId);
  if (xSplit === 0 && ySplit === 0) return null;
  return rangeOf(target, {
    ...WHOLE_SHEET,
    ...(ySplit > 0 ? { bottom: ySplit - 1 } : {}),
    ...(xSplit > 0 ? { right: xSplit - 1 } : {}),
  });
}
