import type { Model } from "@odoo/o-spreadsheet";
import { union, type Zone, zoneAddress } from "./addresses";
import type { HostObject } from "./members";
import { rangeOf, type SheetTarget } from "./objects/targets";
import type { Spreadsheet } from "./spreadsheet";

/** An event as it is pushed to the add-in: [category, type, target, body as JSON, id]. */
export type MessageEntry = readonly [category: number, type: number, targetId: string, message: string, id: number];

const EVENT_CATEGORY = 65536;
/** Where events of the whole workbook are sent. */
const WORKBOOK = "Workbook";
const TYPES: Readonly<Record<string, number>> = {
  DataChanged: 10,
  Activated: 11,
  Deactivated: 12,
  Added: 13,
  SelectionChanged: 14,
  Deleted: 15,
};

interface GridCommand {
  readonly type: string;
  readonly sheetId?: string;
  readonly col?: number;
  readonly row?: number;
  readonly content?: string;
  readonly target?: readonly Zone[];
  readonly sheetIdFrom?: string;
  readonly sheetIdTo?: string;
  readonly commands?: readonly GridCommand[];
}

/** Watches the grid and tells the add-in what it has asked to be told. */
export class WorkbookEvents {
  private readonly listened = new Map<string, number>();
  private readonly changed = new Map<string, Zone[]>();
  private isAddInWriting = false;

  constructor(
    private readonly book: Spreadsheet,
    private readonly keep: (range: HostObject) => string,
    private readonly send: (entry: MessageEntry) => void,
    private readonly onDocumentSelectionChanged: () => void,
  ) {
    const model = book.model as Model & { on(type: string, owner: unknown, callback: (event: never) => void): void };
    model.on("command-dispatched", this, (command: GridCommand) => this.notice(command));
    model.on("command-finalized", this, () => this.sendChanges());
    model.selection.observe(this, { handleEvent: () => this.selectionChanged() });
  }

  /** Whose writes these are is part of what Excel says of a change. */
  whileAddInWrites(run: () => void): void {
    this.isAddInWriting = true;
    try {
      run();
    } finally {
      this.isAddInWriting = false;
    }
  }

  register({ className, target }: HostObject, event: string, isRegistered: boolean): void {
    const key = `${event} ${className === "Worksheet" ? (target as SheetTarget).sheetId : WORKBOOK}`;
    this.listened.set(key, Math.max(0, (this.listened.get(key) ?? 0) + (isRegistered ? 1 : -1)));
  }

  private notice(command: GridCommand): void {
    const { type, sheetId, row, col } = command;
    switch (type) {
      case "UPDATE_CELL":
        if (command.content !== undefined)
          this.touch(sheetId, [{ top: row ?? 0, bottom: row ?? 0, left: col ?? 0, right: col ?? 0 }]);
        break;
      case "CLEAR_CELL":
        this.touch(sheetId, [{ top: row ?? 0, bottom: row ?? 0, left: col ?? 0, right: col ?? 0 }]);
        break;
      case "CLEAR_CELLS":
      case "DELETE_CONTENT":
        this.touch(sheetId, command.target ?? []);
        break;
      case "UNDO":
      case "REDO":
        for (const each of command.commands ?? []) this.notice(each);
        break;
      case "CREATE_SHEET":
        this.push("Added", sheetId ?? "", { source: "Local" });
        break;
      case "DUPLICATE_SHEET":
        this.push("Added", command.sheetIdTo ?? "", { source: "Local" });
        break;
      case "DELETE_SHEET":
        this.push("Deleted", sheetId ?? "", { source: "Local" });
        break;
      case "ACTIVATE_SHEET":
        if (command.sheetIdFrom === command.sheetIdTo) break;
        this.push("Deactivated", command.sheetIdFrom ?? "", {});
        this.push("Activated", command.sheetIdTo ?? "", {});
        this.selectionChanged();
        break;
    }
  }

  private touch(sheetId: string | undefined, zones: readonly Zone[]): void {
    if (sheetId === undefined) return;
    this.changed.set(sheetId, [...(this.changed.get(sheetId) ?? []), ...zones]);
  }

  /** One event per sheet and command, for the smallest range with everything that was changed. */
  private sendChanges(): void {
    const changes = [...this.changed];
    this.changed.clear();
    for (const [sheetId, zones] of changes) {
      const zone = union(zones);
      if (!zone || !this.book.sheets.has(sheetId) || !this.isListened("DataChanged", sheetId)) continue;
      this.push("DataChanged", sheetId, {
        address: zoneAddress(zone),
        changeType: "RangeEdited",
        source: "Local",
        shiftDirection: "None",
        triggerSource: this.isAddInWriting ? "ThisLocalAddin" : "Unknown",
        referenceId: this.keep(rangeOf({ book: this.book, sheetId }, zone)),
      });
    }
  }

  private selectionChanged(): void {
    this.onDocumentSelectionChanged();
    const sheetId = this.book.sheets.activeId;
    if (!this.isListened("SelectionChanged", sheetId)) return;
    this.push("SelectionChanged", sheetId, { address: this.book.selectedZones.map(zoneAddress).join(",") });
  }

  private isListened(event: string, sheetId: string): boolean {
    return [sheetId, WORKBOOK].some((target) => (this.listened.get(`${event} ${target}`) ?? 0) > 0);
  }

  private push(event: string, worksheetId: string, body: object): void {
    const message = JSON.stringify({ ...body, worksheetId });
    for (const target of [worksheetId, WORKBOOK]) {
      if ((this.listened.get(`${event} ${target}`) ?? 0) > 0) this.send([EVENT_CATEGORY, TYPES[event], target, message, 0]);
    }
  }
}
