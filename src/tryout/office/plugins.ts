import { CorePlugin, coreTypes, lockedSheetAllowedCommands, registries, UIPlugin } from "@odoo/o-spreadsheet";
import type { Zone } from "./addresses";

/*
 * What a workbook has in Excel and the grid has not: requests of an add-in as one step to undo, notes and comments on
 * cells, names of tables and charts, settings of add-ins kept in the document. They are plugins of the grid, so that
 * they are undone, adapted to inserted rows, and saved with it.
 */

export type AnnotationKind = "note" | "comment";

export interface Annotation {
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly author: string;
  readonly content: string;
}

interface AnchoredAnnotation extends Annotation {
  readonly range: GridRange;
}

/** A range of the grid, which it adapts when rows, columns and sheets change. */
interface GridRange {
  readonly sheetId: string;
  readonly zone: Zone;
}

export interface AnnotationPosition {
  readonly sheetId: string;
  readonly col: number;
  readonly row: number;
}

/** Settings of one add-in, by name; values as office.js serializes them. */
export type DocumentSettings = Readonly<Record<string, string>>;

/** Names of things the grid knows by id only, such as tables and charts. */
export type ObjectNames = Readonly<Record<string, string>>;

/** The commands these plugins add to the grid's. */
export type OfficeCommand =
  | { type: "RUN_OFFICE_REQUEST"; run: () => void }
  | { type: "SETTLE_EVALUATION" }
  | ({ type: "SET_ANNOTATION"; annotation: Annotation } & AnnotationPosition)
  | { type: "REMOVE_ANNOTATION"; id: string }
  | { type: "NAME_OBJECT"; id: string; name: string }
  | { type: "SAVE_DOCUMENT_SETTINGS"; settings: DocumentSettings };

export interface OfficeGetters {
  getAnnotations(): readonly (Annotation & AnnotationPosition)[];
  getAnnotationsAt(position: AnnotationPosition): readonly Annotation[];
  getObjectName(id: string): string | undefined;
  getDocumentSettings(): DocumentSettings;
}

interface WorkbookData {
  annotations?: (Annotation & AnnotationPosition)[];
  objectNames?: ObjectNames;
  documentSettings?: DocumentSettings;
}

/** One command, whatever it dispatches in turn, is one step to undo. */
class OfficeRequestPlugin extends UIPlugin {
  handle(command: unknown): void {
    const { type, run } = command as { type: string; run?: () => void };
    if (type === "RUN_OFFICE_REQUEST") run?.();
  }
}

interface RangeAdapter {
  applyChange(range: GridRange): { changeType: "REMOVE" | "RESIZE" | "MOVE" | "CHANGE" | "NONE"; range: GridRange };
}

class OfficeDocumentPlugin extends CorePlugin {
  static getters = ["getAnnotations", "getAnnotationsAt", "getObjectName", "getDocumentSettings"] as never;

  private annotations: readonly AnchoredAnnotation[] = [];
  private objectNames: ObjectNames = {};
  private documentSettings: DocumentSettings = {};

  handle(command: unknown): void {
    const officeCommand = command as OfficeCommand | { type: "DELETE_SHEET"; sheetId: string };
    switch (officeCommand.type) {
      case "SET_ANNOTATION": {
        const { annotation, sheetId, col, row } = officeCommand;
        const range = this.rangeAt({ sheetId, col, row });
        const others = this.annotations.filter(({ id }) => id !== annotation.id);
        this.update("annotations", [...others, { ...annotation, range }]);
        break;
      }
      case "REMOVE_ANNOTATION":
        this.update(
          "annotations",
          this.annotations.filter(({ id }) => id !== officeCommand.id),
        );
        break;
      case "NAME_OBJECT":
        this.update("objectNames", { ...this.objectNames, [officeCommand.id]: officeCommand.name });
        break;
      case "DELETE_SHEET":
        this.update(
          "annotations",
          this.annotations.filter(({ range }) => range.sheetId !== officeCommand.sheetId),
        );
        break;
      case "SAVE_DOCUMENT_SETTINGS":
        // Saved with the document, and not undone with it: Excel does not undo them either.
        this.documentSettings = officeCommand.settings;
        break;
    }
  }

  adaptRanges({ applyChange }: never): void {
    const change = applyChange as RangeAdapter["applyChange"];
    let isChanged = false;
    const adapted: AnchoredAnnotation[] = [];
    for (const annotation of this.annotations) {
      const { changeType, range } = change(annotation.range);
      if (changeType !== "NONE") isChanged = true;
      if (changeType !== "REMOVE") adapted.push(changeType === "NONE" ? annotation : { ...annotation, range });
    }
    if (isChanged) this.update("annotations", adapted);
  }

  getAnnotations(): readonly (Annotation & AnnotationPosition)[] {
    return this.annotations.map(({ range, ...annotation }) => ({
      ...annotation,
      sheetId: range.sheetId,
      col: range.zone.left,
      row: range.zone.top,
    }));
  }

  getAnnotationsAt({ sheetId, col, row }: AnnotationPosition): readonly Annotation[] {
    return this.annotations.filter(({ range }) => range.sheetId === sheetId && range.zone.left === col && range.zone.top === row);
  }

  getObjectName(id: string): string | undefined {
    return this.objectNames[id];
  }

  getDocumentSettings(): DocumentSettings {
    return this.documentSettings;
  }

  import(data: unknown): void {
    const { annotations = [], objectNames = {}, documentSettings = {} } = data as WorkbookData;
    this.annotations = annotations.map(({ sheetId, col, row, ...annotation }) => ({
      ...annotation,
      range: this.rangeAt({ sheetId, col, row }),
    }));
    this.objectNames = objectNames;
    this.documentSettings = documentSettings;
  }

  export(data: unknown): void {
    Object.assign(data as WorkbookData, {
      annotations: this.getAnnotations(),
      objectNames: this.objectNames,
      documentSettings: this.documentSettings,
    });
  }

  private rangeAt({ sheetId, col, row }: AnnotationPosition): GridRange {
    return this.getters.getRangeFromZone(sheetId, { top: row, bottom: row, left: col, right: col });
  }

  private update(property: "annotations" | "objectNames", value: unknown): void {
    (this.history as unknown as { update: (property: string, value: unknown) => void }).update(property, value);
  }
}

/** Adds the plugins to the grid; every model made after the first call has them. */
export function addOfficePlugins(): void {
  const { corePluginRegistry, coreViewsPluginRegistry, featurePluginRegistry } = registries;
  if (corePluginRegistry.contains("office_document")) return;
  corePluginRegistry.add("office_document", OfficeDocumentPlugin as never);
  featurePluginRegistry.add("office_request", OfficeRequestPlugin as never);
  // The grid calculates when a command ends; a request that reads what it has just written needs it before.
  const Evaluation = coreViewsPluginRegistry.get("evaluation") as unknown as new (config: unknown) => {
    handle(command: unknown): void;
    finalize(): void;
  };
  class SettlingEvaluation extends Evaluation {
    handle(command: { type: string }): void {
      super.handle(command);
      if (command.type === "SETTLE_EVALUATION") this.finalize();
    }
  }
  coreViewsPluginRegistry.replace("evaluation", SettlingEvaluation as never);
  for (const type of ["SET_ANNOTATION", "REMOVE_ANNOTATION", "NAME_OBJECT", "SAVE_DOCUMENT_SETTINGS"])
    coreTypes.add(type as never);
  for (const type of ["RUN_OFFICE_REQUEST", "SETTLE_EVALUATION", "SAVE_DOCUMENT_SETTINGS"])
    lockedSheetAllowedCommands.add(type as never);
}
