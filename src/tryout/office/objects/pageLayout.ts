import { option, text } from "../arguments";
import type { Spreadsheet } from "../spreadsheet";
import { existing, type MembersOf, type SheetTarget } from "./targets";

/** How a sheet prints: the grid prints nothing, so that what is set is kept to be read back and does no more. */
interface PrintSetUp {
  orientation: string;
  zoom: unknown;
}

const layouts = new WeakMap<Spreadsheet, Map<string, PrintSetUp>>();

function layoutOf(target: SheetTarget): PrintSetUp {
  const { book, sheetId } = existing(target);
  const ofBook = layouts.get(book) ?? new Map<string, PrintSetUp>();
  layouts.set(book, ofBook);
  const layout = ofBook.get(sheetId) ?? { orientation: "Portrait", zoom: { scale: 100 } };
  ofBook.set(sheetId, layout);
  return layout;
}

export const pageLayout: MembersOf<"PageLayout", Excel.PageLayout> = {
  get: { orientation: (target) => layoutOf(target).orientation, zoom: (target) => layoutOf(target).zoom },
  set: {
    orientation: (target, value) => (layoutOf(target).orientation = option(value, ["Portrait", "Landscape"])),
    zoom: (target, value) => (layoutOf(target).zoom = value),
  },
  call: {
    setPrintArea: (target, address) => void (existing(target) && text(address)),
    setPrintTitleRows: (target, rows) => void (existing(target) && text(rows)),
  },
};
