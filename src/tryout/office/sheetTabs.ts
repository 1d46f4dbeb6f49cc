import type { Model } from "@odoo/o-spreadsheet";
import { HostError } from "./hostError";

/* The sheets of the workbook: found, made, named, shown and deleted as Excel does it. */

export const newId = (): string => `{${crypto.randomUUID().toUpperCase()}}`;

function requireSheetName(name: string): void {
  if (name.length === 0 || name.length > 31 || /[\\/?*[\]:]/.test(name) || name.startsWith("'") || name.endsWith("'"))
    throw new HostError("InvalidArgument");
}

export class SheetTabs {
  constructor(
    private readonly getters: Model["getters"],
    private readonly dispatch: (
      type: "CREATE_SHEET" | "RENAME_SHEET" | "DELETE_SHEET" | "ACTIVATE_SHEET",
      payload: object,
    ) => void,
  ) {}

  get ids(): readonly string[] {
    return this.getters.getSheetIds();
  }

  get activeId(): string {
    return this.getters.getActiveSheetId();
  }

  has(sheetId: string): boolean {
    return this.ids.includes(sheetId);
  }

  /** By id, or by name in any case, as Excel finds worksheets. */
  find(key: string): string | undefined {
    if (this.has(key)) return key;
    return this.ids.find((id) => this.getters.getSheetName(id).toLowerCase() === key.toLowerCase());
  }

  add(name: string | undefined): string {
    const taken = this.ids.map((id) => this.getters.getSheetName(id).toLowerCase());
    let chosen = name;
    for (let i = 1; chosen === undefined; i++) if (!taken.includes(`sheet${i}`)) chosen = `Sheet${i}`;
    requireSheetName(chosen);
    if (taken.includes(chosen.toLowerCase())) throw new HostError("ItemAlreadyExists");
    const sheetId = newId();
    this.dispatch("CREATE_SHEET", { sheetId, position: this.ids.length, name: chosen });
    return sheetId;
  }

  rename(sheetId: string, newName: string): void {
    requireSheetName(newName);
    const holder = this.find(newName);
    if (holder !== undefined && holder !== sheetId) throw new HostError("ItemAlreadyExists");
    this.dispatch("RENAME_SHEET", { sheetId, newName, oldName: this.getters.getSheetName(sheetId) });
  }

  delete(sheetId: string): void {
    if (this.getters.getVisibleSheetIds().filter((id) => id !== sheetId).length === 0) throw new HostError("InvalidOperation");
    this.dispatch("DELETE_SHEET", { sheetId, sheetName: this.getters.getSheetName(sheetId) });
  }

  activate(sheetId: string): void {
    if (sheetId === this.activeId) return;
    if (!this.getters.isSheetVisible(sheetId)) throw new HostError("InvalidOperation");
    this.dispatch("ACTIVATE_SHEET", { sheetIdFrom: this.activeId, sheetIdTo: sheetId });
  }
}
