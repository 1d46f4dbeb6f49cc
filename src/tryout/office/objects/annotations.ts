import { option, text } from "../arguments";
import { HostError } from "../hostError";
import type { HostObject } from "../members";
import type { Annotation, AnnotationKind, AnnotationPosition } from "../plugins";
import { newId } from "../spreadsheet";
import { type AnnotationTarget, cellArgument, cellOf, type CollectionTarget, type MembersOf, object, required } from "./targets";

/* Notes (once called comments) and comments (with a thread, of which the first message is kept here). */

const AUTHOR = "You";

export const noteCollection: MembersOf<"NoteCollection", Excel.NoteCollection> = {
  items: (target) => all(target, "note").map(({ id }) => object("Note", { book: target.book, id })),
  item: (target, cell) => noteAt(target, cell),
  call: {
    add: (target, cell, content) => add(target, "note", cell, content),
    getCount: (target) => all(target, "note").length,
    getItem: (target, cell) => required(noteAt(target, cell)),
    getItemAt: (target, index) => object("Note", { book: target.book, id: required(all(target, "note")[Number(index)]).id }),
    getItemOrNullObject: (target, cell) => noteAt(target, cell),
  },
};

export const note: MembersOf<"Note", Excel.Note> = {
  get: {
    authorName: (target) => annotation(target).author,
    content: (target) => annotation(target).content,
    visible: () => false,
  },
  set: { content: rewrite },
  call: { delete: remove, getLocation: location },
};

export const commentCollection: MembersOf<"CommentCollection", Excel.CommentCollection> = {
  items: (target) => all(target, "comment").map(({ id }) => object("Comment", { book: target.book, id })),
  item: (target, id) => byId(target, id),
  call: {
    add: (target, cell, content, contentType) => {
      if (contentType !== null && contentType !== undefined) option(contentType, ["Plain"]);
      return add(target, "comment", cell, content);
    },
    getCount: (target) => all(target, "comment").length,
    getItem: (target, id) => required(byId(target, id)),
    getItemByCell: (target, cell) => required(at(target, "comment", cell)),
    getItemOrNullObject: (target, id) => byId(target, id),
  },
};

export const comment: MembersOf<"Comment", Excel.Comment> = {
  id: ({ id }) => id,
  get: {
    authorName: (target) => annotation(target).author,
    content: (target) => annotation(target).content,
    contentType: () => "Plain",
    id: (target) => annotation(target).id,
    resolved: () => false,
  },
  set: { content: rewrite },
  call: { delete: remove, getLocation: location },
};

function all({ book, sheetId }: CollectionTarget, kind: AnnotationKind) {
  return book.annotations(sheetId).filter((each) => each.kind === kind);
}

function annotation({ book, id }: AnnotationTarget): Annotation & AnnotationPosition {
  return required(book.annotations().find((each) => each.id === id));
}

function add({ book, sheetId }: CollectionTarget, kind: AnnotationKind, cell: unknown, content: unknown): HostObject {
  const target = cellArgument(book, sheetId ?? book.activeSheetId, cell);
  const { zone } = target;
  const words = text(content);
  if (words === "") throw new HostError("InvalidArgument");
  const position = { sheetId: target.sheetId, row: zone.top, col: zone.left };
  // Excel has one note or one comment on a cell.
  if (book.getters.getAnnotationsAt(position).length > 0) throw new HostError("InvalidOperation");
  const id = newId();
  book.annotate(position, { id, kind, author: AUTHOR, content: words });
  return object(kind === "note" ? "Note" : "Comment", { book, id });
}

function at({ book, sheetId }: CollectionTarget, kind: AnnotationKind, cell: unknown): HostObject | null {
  const target = cellArgument(book, sheetId ?? book.activeSheetId, cell);
  const { zone } = target;
  const [found] = book.getters
    .getAnnotationsAt({ sheetId: target.sheetId, row: zone.top, col: zone.left })
    .filter((each) => each.kind === kind);
  return found ? object(kind === "note" ? "Note" : "Comment", { book, id: found.id }) : null;
}

const noteAt = (target: CollectionTarget, cell: unknown): HostObject | null => at(target, "note", cell);

function byId(target: CollectionTarget, id: unknown): HostObject | null {
  const found = all(target, "comment").find((each) => each.id === text(id));
  return found ? object("Comment", { book: target.book, id: found.id }) : null;
}

function rewrite(target: AnnotationTarget, content: unknown): void {
  const { sheetId, row, col, ...before } = annotation(target);
  target.book.annotate({ sheetId, row, col }, { ...before, content: text(content) });
}

function remove(target: AnnotationTarget): void {
  target.book.removeAnnotation(annotation(target).sheetId, target.id);
}

function location(target: AnnotationTarget): HostObject {
  const { sheetId, row, col } = annotation(target);
  return cellOf({ book: target.book, sheetId }, row, col);
}
