import { flag, integer, text } from "../arguments";
import { HostError } from "../hostError";
import type { HostObject } from "../members";
import { type CollectionTarget, type MembersOf, object, rangeArgument, rangeOf, required, type TableTarget } from "./targets";

/* The grid knows tables by their place; their names are kept beside it. References such as Table1[Cost] do not exist there. */

export const tableCollection: MembersOf<"TableCollection", Excel.TableCollection> = {
  get: { count: (target) => all(target).length },
  items: (target) => all(target).map((table) => object("Table", table)),
  item: (target, key) => found(target, key),
  call: {
    add: (target, address, hasHeaders) => {
      const { book } = target;
      const range = rangeArgument(book, target.sheetId ?? book.sheets.activeId, address);
      if (!flag(hasHeaders))
        throw new HostError("NotImplemented", "the browser workbook makes tables of ranges with a header row only");
      const names = all({ book }).map(nameOf);
      let number = 1;
      while (names.includes(`Table${number}`)) number++;
      book.dispatch("CREATE_TABLE", {
        sheetId: range.sheetId,
        ranges: [book.rangeData(range.sheetId, range.zone)],
        tableType: "static",
        config: {
          hasFilters: true,
          totalRow: false,
          firstColumn: false,
          lastColumn: false,
          numberOfHeaders: 1,
          bandedRows: true,
          bandedColumns: false,
          automaticAutofill: true,
          styleId: "TableStyleMedium2",
        },
      });
      const created = required(book.getters.getCoreTable({ sheetId: range.sheetId, row: range.zone.top, col: range.zone.left }));
      book.dispatch("NAME_OBJECT", { id: created.id, name: `Table${number}` });
      return object("Table", { book, sheetId: range.sheetId, tableId: created.id });
    },
    getCount: (target) => all(target).length,
    getItem: (target, key) => required(found(target, key)),
    getItemAt: (target, index) => object("Table", required(all(target)[integer(index)])),
    getItemOrNullObject: (target, key) => found(target, key),
  },
};

export const table: MembersOf<"Table", Excel.Table> = {
  id: ({ tableId }) => tableId,
  get: {
    id: ({ tableId }) => tableId,
    name: nameOf,
    showBandedColumns: (target) => tableOf(target).config.bandedColumns,
    showBandedRows: (target) => tableOf(target).config.bandedRows,
    showFilterButton: (target) => tableOf(target).config.hasFilters,
    showHeaders: (target) => tableOf(target).config.numberOfHeaders > 0,
    showTotals: (target) => tableOf(target).config.totalRow,
    style: (target) => tableOf(target).config.styleId,
  },
  set: {
    name: (target, given) => {
      const name = text(given);
      if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name)) throw new HostError("InvalidArgument");
      const isTaken = all({ book: target.book }).some(
        (other) => other.tableId !== target.tableId && nameOf(other).toLowerCase() === name.toLowerCase(),
      );
      if (isTaken || target.book.getters.getNamedRange(name)) throw new HostError("InvalidArgument");
      target.book.dispatch("NAME_OBJECT", { id: target.tableId, name });
    },
    showBandedColumns: (target, shown) => configure(target, { bandedColumns: flag(shown) }),
    showBandedRows: (target, shown) => configure(target, { bandedRows: flag(shown) }),
    showFilterButton: (target, shown) => configure(target, { hasFilters: flag(shown) }),
    style: (target, style) => configure(target, { styleId: text(style) }),
  },
  objects: { worksheet: ({ book, sheetId }) => object("Worksheet", { book, sheetId }) },
  call: {
    delete: (target) => {
      const { zone } = tableOf(target).range;
      target.book.clear(target.sheetId, zone, "Contents");
      target.book.dispatch("REMOVE_TABLE", { sheetId: target.sheetId, target: [zone] });
    },
    convertToRange: (target) => {
      const { zone } = tableOf(target).range;
      target.book.dispatch("REMOVE_TABLE", { sheetId: target.sheetId, target: [zone] });
      return rangeOf(target, zone);
    },
    getDataBodyRange: (target) => {
      const { range, config } = tableOf(target);
      return rangeOf(target, { ...range.zone, top: range.zone.top + config.numberOfHeaders });
    },
    getHeaderRowRange: (target) => {
      const { zone } = tableOf(target).range;
      return rangeOf(target, { ...zone, bottom: zone.top });
    },
    getRange: (target) => rangeOf(target, tableOf(target).range.zone),
  },
};

function all({ book, sheetId }: CollectionTarget): TableTarget[] {
  const sheetIds = sheetId === undefined ? book.sheets.ids : [sheetId];
  return sheetIds.flatMap((id) => book.getters.getCoreTables(id).map((each) => ({ book, sheetId: id, tableId: each.id })));
}

function found(target: CollectionTarget, key: unknown): HostObject | null {
  const wanted = String(key).toLowerCase();
  const table = all(target).find((each) => each.tableId === String(key) || nameOf(each).toLowerCase() === wanted);
  return table ? object("Table", table) : null;
}

function tableOf({ book, sheetId, tableId }: TableTarget) {
  return required(book.getters.getCoreTables(sheetId).find((each) => each.id === tableId));
}

function nameOf({ book, tableId }: TableTarget): string {
  return book.getters.getObjectName(tableId) ?? `Table${tableId}`;
}

function configure(target: TableTarget, config: Record<string, unknown>): void {
  const { zone } = tableOf(target).range;
  target.book.dispatch("UPDATE_TABLE", { sheetId: target.sheetId, zone, config });
}
