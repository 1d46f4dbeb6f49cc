import { CorePlugin, coreTypes, lockedSheetAllowedCommands, registries, UIPlugin } from "@odoo/o-spreadsheet";
import { addNotes, type SetNote } from "../grid/notes";

/*
 * What a workbook has in Excel and the grid has not: requests of an add-in as one step to undo, names of tables and
 * charts, settings of add-ins kept in the document. They are plugins of the grid, so that they are undone and saved
 * with it.
 */

/** Settings of the add-in, by name; values as office.js serializes them. */
export type DocumentSettings = Readonly<Record<string, string>>;

/** Names of things the grid knows by id only, such as tables and charts. */
export type ObjectNames = Readonly<Record<string, string>>;

/** The commands these plugins add to the grid's. */
export type OfficeCommand =
  | { type: "RUN_OFFICE_REQUEST"; run: () => void }
  | { type: "SETTLE_EVALUATION" }
  | { type: "NAME_OBJECT"; id: string; name: string }
  | { type: "SAVE_DOCUMENT_SETTINGS"; settings: DocumentSettings }
  | SetNote;

export interface OfficeGetters {
  getObjectName(id: string): string | undefined;
  getDocumentSettings(): DocumentSettings;
}

interface SavedDocument {
  objectNames?: ObjectNames;
  documentSettings?: DocumentSettings;
}

/** One command, whatever it dispatches in turn, is one step to undo. */
class OfficeRequestPlugin extends UIPlugin {
  override handle(command: unknown): void {
    const { type, run } = command as { type: string; run?: () => void };
    if (type === "RUN_OFFICE_REQUEST") run?.();
  }
}

class OfficeDocumentPlugin extends CorePlugin {
  static override getters = ["getObjectName", "getDocumentSettings"] as const;
  readonly objectNames: ObjectNames = {};
  private documentSettings: DocumentSettings = {};

  override handle(command: unknown): void {
    const officeCommand = command as OfficeCommand;
    if (officeCommand.type === "NAME_OBJECT") this.history.update("objectNames", officeCommand.id, officeCommand.name);
    // Saved with the document, and not undone with it: Excel does not undo them either.
    if (officeCommand.type === "SAVE_DOCUMENT_SETTINGS") this.documentSettings = officeCommand.settings;
  }

  getObjectName(id: string): string | undefined {
    return this.objectNames[id];
  }

  getDocumentSettings(): DocumentSettings {
    return this.documentSettings;
  }

  override import(data: unknown): void {
    const { objectNames = {}, documentSettings = {} } = data as SavedDocument;
    Object.assign(this.objectNames, objectNames);
    this.documentSettings = documentSettings;
  }

  override export(data: unknown): void {
    Object.assign(data as SavedDocument, { objectNames: this.objectNames, documentSettings: this.documentSettings });
  }
}

/** Adds the plugins to the grid; must run before a Model is made. */
export function addOfficePlugins(): void {
  const { corePluginRegistry, coreViewsPluginRegistry, featurePluginRegistry } = registries;
  if (corePluginRegistry.contains("ft_office_document")) return;
  addNotes();
  corePluginRegistry.add("ft_office_document", OfficeDocumentPlugin as never);
  featurePluginRegistry.add("ft_office_request", OfficeRequestPlugin as never);
  // The grid calculates when a command ends; a request that reads what it has just written needs it before.
  const Evaluation = coreViewsPluginRegistry.get("evaluation") as unknown as new (config: unknown) => {
    handle(command: unknown): void;
    finalize(): void;
  };
  class SettlingEvaluation extends Evaluation {
    override handle(command: { type: string }): void {
      super.handle(command);
      if (command.type === "SETTLE_EVALUATION") this.finalize();
    }
  }
  coreViewsPluginRegistry.replace("evaluation", SettlingEvaluation as never);
  for (const type of ["NAME_OBJECT", "SAVE_DOCUMENT_SETTINGS"]) {
    coreTypes.add(type as never);
    // Nothing else moves what these commands are about, so undoing around them needs no other command.
    registries.inverseCommandRegistry.add(type, ((command: OfficeCommand) => [command]) as never);
  }
  for (const type of ["RUN_OFFICE_REQUEST", "SETTLE_EVALUATION", "SAVE_DOCUMENT_SETTINGS"])
    lockedSheetAllowedCommands.add(type as never);
}
