import { integer, text } from "../arguments";
import { HostError } from "../hostError";
import type { HostObject } from "../members";
import { cellArgument, cellOf, existing, type MembersOf, type NoteTarget, object, required, type SheetTarget } from "./targets";

/* Notes on cells, which a library of ExcelApi 1.18 asks for. */

export const noteCollection: MembersOf<"NoteCollection", Excel.NoteCollection> = {
  call: {
    add: (target, cell, content) => {
      const note = noteAt(target, cell);
      if (note.book.note(note) !== undefined) throw new HostError("ItemAlreadyExists");
      note.book.setNote(note, text(content));
      return object("Note", note);
    },
    getCount: ({ book, sheetId }) => book.getters.getNotes(sheetId).length,
    getItemAt: ({ book, sheetId }, index) => {
      const { range } = required(book.getters.getNotes(sheetId)[integer(index)]);
      return object("Note", { book, sheetId, row: range.zone.top, col: range.zone.left });
    },
    getItem: (target, cell) => required(found(target, cell)),
    getItemOrNullObject: found,
  },
};

export const note: MembersOf<"Note", Excel.Note> = {
  get: { content: (target) => written(target) },
  set: {
    content: (target, content) => {
      written(target);
      target.book.setNote(target, text(content));
    },
  },
  call: {
    delete: (target) => {
      written(target);
      target.book.setNote(target, "");
    },
    getLocation: (target) => cellOf(target, target.row, target.col),
  },
};

function noteAt(sheet: SheetTarget, cell: unknown): NoteTarget {
  const { book, sheetId, zone } = cellArgument(sheet.book, existing(sheet).sheetId, cell);
  return { book, sheetId, row: zone.top, col: zone.left };
}

function found(sheet: SheetTarget, cell: unknown): HostObject | null {
  const target = noteAt(sheet, cell);
  return target.book.note(target) === undefined ? null : object("Note", target);
}

function written(target: NoteTarget): string {
  return required(target.book.note(target));
}
