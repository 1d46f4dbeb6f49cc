import { quotedSheetName } from "../addresses";
import { text } from "../arguments";
import { HostError } from "../hostError";
import { HostObject } from "../members";
import { absoluteAddress } from "../addresses";
import { type BookTarget, type MembersOf, type NameTarget, object, rangeArgument, rangeOf, required } from "./targets";

/** Names of ranges, for the whole workbook: the grid has none for one sheet, and none for formulas. */
export const namedItemCollection: MembersOf<"NamedItemCollection", Excel.NamedItemCollection> = {
  items: ({ book }) => book.getters.getNamedRanges().map(({ name }) => object("NamedItem", { book, name })),
  item: (target, name) => found(target, name),
  call: {
    add: ({ book }, given, reference) => {
      const name = text(given);
      const range = rangeArgument(
        book,
        book.sheets.activeId,
        reference instanceof HostObject ? reference : referenceOf(reference),
      );
      if (book.getters.getNamedRange(name)) throw new HostError("ItemAlreadyExists");
      if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name)) throw new HostError("InvalidArgument");
      book.dispatch("CREATE_NAMED_RANGE", { name, ranges: [book.rangeData(range.sheetId, range.zone)] });
      return object("NamedItem", { book, name });
    },
    getCount: ({ book }) => book.getters.getNamedRanges().length,
    getItem: (target, name) => required(found(target, name)),
    getItemOrNullObject: (target, name) => found(target, name),
  },
};

export const namedItem: MembersOf<"NamedItem", Excel.NamedItem> = {
  id: ({ name }) => name,
  get: {
    comment: () => "",
    formula: (target) => `=${referenceText(target)}`,
    name: (target) => named(target).name,
    scope: () => "Workbook",
    type: () => "Range",
    value: referenceText,
    visible: () => true,
  },
  call: {
    delete: (target) => target.book.dispatch("DELETE_NAMED_RANGE", { name: named(target).name }),
    getRange: rangeOfName,
    getRangeOrNullObject: rangeOfName,
  },
};

function found({ book }: BookTarget, name: unknown): HostObject | null {
  return book.getters.getNamedRange(text(name)) ? object("NamedItem", { book, name: text(name) }) : null;
}

function named({ book, name }: NameTarget) {
  return required(book.getters.getNamedRange(name));
}

function rangeOfName(target: NameTarget): HostObject {
  const { sheetId, zone } = named(target).range;
  return rangeOf({ book: target.book, sheetId }, zone);
}

function referenceText(target: NameTarget): string {
  const { sheetId, zone } = named(target).range;
  return `${quotedSheetName(target.book.getters.getSheetName(sheetId))}!${absoluteAddress(zone)}`;
}

function referenceOf(formula: unknown): string {
  const given = text(formula);
  if (!given.startsWith("=")) throw new HostError("NotImplemented", "the browser workbook names ranges only, not constants");
  return given.slice(1);
}
