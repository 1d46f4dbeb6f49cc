/*
 * Notes, as the office.js of Microsoft's CDN has them from ExcelApi 1.18 on and the npm package has not: the one part of
 * the client library that is made here, for the profile of the newest Excel. Names are checked against
 * @types/office-js; requests and answers go through the library's own queue.
 */

/** The parts of the library that its own classes are made with. */
interface Library {
  readonly Excel: { Worksheet: { prototype: object }; Range: unknown } & Record<string, unknown>;
  readonly OfficeExtension: {
    readonly ClientObject: new (context: unknown, path: unknown) => ClientObject;
    readonly BatchApiHelper: {
      createPropertyObject(type: unknown, parent: object, name: string, isCollection: boolean, flags: number): object;
      createMethodObject(
        type: unknown,
        parent: object,
        name: string,
        operation: number,
        args: unknown[],
        isCollection: boolean,
        isInvalidAfterRequest: boolean,
        getById: null,
        flags: number,
      ): object;
      invokeMethod(object: object, name: string, operation: number, args: unknown[], flags: number, result: number): unknown;
      invokeSetProperty(object: object, name: string, value: unknown, flags: number): void;
    };
  };
}

interface ClientObject {
  readonly isNullObject: boolean;
  _handleResult(value: unknown): void;
}

const WRITES = 0;
const READS = 1;

/** Adds `Worksheet.notes` with its classes to a library that ends before it. */
export function addNotesToLibrary({ Excel, OfficeExtension }: Library): void {
  if (Excel.NoteCollection) return;
  const { BatchApiHelper, ClientObject } = OfficeExtension;
  const objectBy = (type: unknown, parent: object, name: string, operation: number, args: unknown[]) =>
    BatchApiHelper.createMethodObject(type, parent, name, operation, args, false, operation === WRITES, null, 0);

  class Note extends ClientObject {
    private loaded: { Content?: string } = {};
    get _className() {
      return "Note";
    }
    get _scalarPropertyNames() {
      return ["content"];
    }
    get _scalarPropertyOriginalNames() {
      return ["Content"];
    }
    get content(): string {
      if (this.loaded.Content === undefined) throw new Error("content is not loaded: call load() and context.sync() first");
      return this.loaded.Content;
    }
    set content(text: string) {
      BatchApiHelper.invokeSetProperty(this, "Content", text, 0);
    }
    delete(): void {
      BatchApiHelper.invokeMethod(this, "Delete", WRITES, [], 0, 0);
    }
    getLocation(): object {
      return objectBy(Excel.Range, this, "GetLocation", READS, []);
    }
    override _handleResult(value: unknown): void {
      super._handleResult(value);
      if (value) this.loaded = value as { Content?: string };
    }
    load(names: unknown): this {
      (this as unknown as { context: { load(object: object, names: unknown): void } }).context.load(this, names);
      return this;
    }
  }

  class NoteCollection extends ClientObject {
    get _className() {
      return "NoteCollection";
    }
    add(cell: unknown, content: string): object {
      return objectBy(Note, this, "Add", WRITES, [cell, content]);
    }
    getCount(): unknown {
      return BatchApiHelper.invokeMethod(this, "GetCount", READS, [], 0, 0);
    }
    getItem(cell: string): object {
      return objectBy(Note, this, "GetItem", READS, [cell]);
    }
    getItemAt(index: number): object {
      return objectBy(Note, this, "GetItemAt", READS, [index]);
    }
    getItemOrNullObject(cell: string): object {
      return objectBy(Note, this, "GetItemOrNullObject", READS, [cell]);
    }
  }

  Object.assign(Excel, { Note, NoteCollection });
  const collections = new WeakMap<object, object>();
  Object.defineProperty(Excel.Worksheet.prototype, "notes", {
    configurable: true,
    get(this: object) {
      const known = collections.get(this) ?? BatchApiHelper.createPropertyObject(NoteCollection, this, "Notes", true, 0);
      collections.set(this, known);
      return known;
    },
  });
}
