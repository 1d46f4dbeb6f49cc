import { integer, optionalText, option, text } from "../arguments";
import { HostError } from "../hostError";
import type { HostObject } from "../members";
import { type BookTarget, cellOf, type MembersOf, object, rangeOf, required } from "./targets";

export const workbook: MembersOf<"Workbook", Excel.Workbook> = {
  get: {
    isDirty: () => false,
    name: () => "FT workbook.xlsx",
    readOnly: ({ book }) => book.getters.isReadonly(),
  },
  objects: {
    application: (target) => object("Application", target),
    names: (target) => object("NamedItemCollection", target),
    protection: (target) => object("WorkbookProtection", target),
    settings: (target) => object("SettingCollection", target),
    tables: (target) => object("TableCollection", target),
    worksheets: (target) => object("WorksheetCollection", target),
  },
  call: {
    getActiveCell: ({ book }) => cellOf({ book, sheetId: book.sheets.activeId }, book.activeCell.row, book.activeCell.col),
    getSelectedRange: ({ book }) => {
      const zones = book.selectedZones;
      if (zones.length !== 1) throw new HostError("InvalidSelection");
      return rangeOf({ book, sheetId: book.sheets.activeId }, zones[0]);
    },
    getSelectedRanges: ({ book }) =>
      object(
        "RangeAreas",
        book.selectedZones.map((zone) => ({ book, sheetId: book.sheets.activeId, zone })),
      ),
  },
};

/** The grid does not protect the structure of a workbook. */
export const workbookProtection: MembersOf<"WorkbookProtection", Excel.WorkbookProtection> = {
  get: { protected: () => false },
};

export const application: MembersOf<"Application", Excel.Application> = {
  get: {
    calculationMode: () => "Automatic",
    decimalSeparator: () => ".",
    thousandsSeparator: () => ",",
    useSystemSeparators: () => true,
  },
  objects: { cultureInfo: (target) => object("CultureInfo", target) },
  call: {
    calculate: ({ book }, type) => {
      option(type, ["Recalculate", "Full", "FullRebuild"]);
      book.dispatch("EVALUATE_CELLS");
    },
    // The grid draws and calculates once per request anyway.
    suspendApiCalculationUntilNextSync: () => undefined,
    suspendScreenUpdatingUntilNextSync: () => undefined,
  },
};

export const cultureInfo: MembersOf<"CultureInfo", Excel.CultureInfo> = {
  get: { name: () => "en-US" },
  objects: { numberFormat: (target) => object("NumberFormatInfo", target) },
};

export const numberFormatInfo: MembersOf<"NumberFormatInfo", Excel.NumberFormatInfo> = {
  get: { numberDecimalSeparator: () => ".", numberGroupSeparator: () => "," },
};

export const worksheetCollection: MembersOf<"WorksheetCollection", Excel.WorksheetCollection> = {
  items: (target) => target.book.sheets.ids.map((sheetId) => object("Worksheet", { ...target, sheetId })),
  item: (target, key) => found(target, key),
  events: {
    onActivated: "Activated",
    onAdded: "Added",
    onChanged: "DataChanged",
    onDeactivated: "Deactivated",
    onDeleted: "Deleted",
    onSelectionChanged: "SelectionChanged",
  },
  call: {
    add: (target, name) => object("Worksheet", { ...target, sheetId: target.book.sheets.add(optionalText(name)) }),
    getActiveWorksheet: ({ book }) => object("Worksheet", { book, sheetId: book.sheets.activeId }),
    getCount: ({ book }, visibleOnly) => (visibleOnly === true ? book.getters.getVisibleSheetIds() : book.sheets.ids).length,
    getFirst: (target, visibleOnly) => sheetAt(target, visibleOnly, 0),
    getItem: (target, key) => required(found(target, key)),
    getItemOrNullObject: (target, key) => found(target, key),
    getLast: (target, visibleOnly) => sheetAt(target, visibleOnly, -1),
  },
};

function found({ book }: BookTarget, key: unknown): HostObject | null {
  const sheetId = book.sheets.find(text(key));
  return sheetId === undefined ? null : object("Worksheet", { book, sheetId });
}

function sheetAt({ book }: BookTarget, visibleOnly: unknown, place: number): HostObject {
  const ids = visibleOnly === true ? book.getters.getVisibleSheetIds() : book.sheets.ids;
  return object("Worksheet", { book, sheetId: required(ids.at(integer(place))) });
}
