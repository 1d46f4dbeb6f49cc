import { Component, xml } from "@odoo/owl";
import { CorePlugin, coreTypes, type Model, registries, UIPlugin } from "@odoo/o-spreadsheet";

/*
 * Notes on cells: the grid has none of its own. A note stays with its cell when rows or columns are inserted, shows
 * when the mouse rests on the cell, and is marked by a small corner.
 */

type Range = ReturnType<Model["getters"]["getRangeFromSheetXC"]>;
type CellPosition = Parameters<Model["getters"]["getEvaluatedCell"]>[0];
interface Note {
  readonly range: Range;
  readonly text: string;
}

/** The command that puts a note on a cell; without a text it takes the note away. */
export interface SetNote extends CellPosition {
  readonly type: "SET_NOTE";
  readonly text: string;
}

class NotesPlugin extends CorePlugin {
  static getters = ["getNote", "getNotes"] as const;
  readonly notes: Record<string, readonly Note[]> = {};

  override import(data: Parameters<CorePlugin["import"]>[0]): void {
    for (const sheet of data.sheets) {
      const notes = (sheet as { notes?: Record<string, string> }).notes ?? {};
      this.notes[sheet.id] = Object.entries(notes).map(([xc, text]) => ({
        range: this.getters.getRangeFromSheetXC(sheet.id, xc),
        text,
      }));
    }
  }

  override export(data: Parameters<CorePlugin["export"]>[0]): void {
    for (const sheet of data.sheets) {
      const notes = this.getNotes(sheet.id).map(({ range, text }) => [this.getters.getRangeString(range, sheet.id), text]);
      Object.assign(sheet, { notes: Object.fromEntries(notes) });
    }
  }

  override handle(command: unknown): void {
    if ((command as SetNote).type !== "SET_NOTE") return;
    const { sheetId, col, row, text } = command as SetNote;
    const others = this.getNotes(sheetId).filter(({ range }) => range.zone.left !== col || range.zone.top !== row);
    const range = this.getters.getRangeFromZone(sheetId, { left: col, right: col, top: row, bottom: row });
    this.history.update("notes", sheetId, text === "" ? others : [...others, { range, text }]);
  }

  override adaptRanges({ applyChange }: Parameters<CorePlugin["adaptRanges"]>[0]): void {
    for (const [sheetId, notes] of Object.entries(this.notes)) {
      const adapted = notes.flatMap((note) => {
        const change = applyChange(note.range);
        if (change.changeType === "REMOVE") return [];
        return [change.changeType === "NONE" ? note : { ...note, range: change.range }];
      });
      if (adapted.length !== notes.length || adapted.some((note, i) => note !== notes[i])) {
        this.history.update("notes", sheetId, adapted);
      }
    }
  }

  getNotes(sheetId: string): readonly Note[] {
    return this.notes[sheetId] ?? [];
  }

  getNote({ sheetId, col, row }: CellPosition): string | undefined {
    return this.getNotes(sheetId).find(({ range }) => range.zone.left === col && range.zone.top === row)?.text;
  }
}

export type NoteGetters = Model["getters"] & Pick<NotesPlugin, "getNote" | "getNotes">;

class NoteTooltip extends Component<{ text: string; onClosed?: () => void }> {
  static override template = xml`<div class="ft-note" t-out="props.text"/>`;
  static override props = { text: String, onClosed: { type: Function, optional: true } };
  static maxSize = { maxHeight: 340 };
}

const CORNER = 7;

/** Draws the corners. */
class NoteMarks extends UIPlugin {
  static override layers = ["Clipboard"] as const;

  override drawLayer({ ctx, sheetId }: Parameters<UIPlugin["drawLayer"]>[0]): void {
    const getters = this.getters as NoteGetters;
    ctx.fillStyle = "#C98A1B";
    for (const { range } of getters.getNotes(sheetId)) {
      const { x, y, width, height } = getters.getVisibleRect(range.zone);
      if (width === 0 || height === 0) continue;
      ctx.beginPath();
      ctx.moveTo(x + width - CORNER, y);
      ctx.lineTo(x + width, y);
      ctx.lineTo(x + width, y + CORNER);
      ctx.fill();
    }
  }
}

/** Must run before a Model is made. */
export function addNotes(): void {
  if (registries.corePluginRegistry.contains("ft_notes")) return;
  coreTypes.add("SET_NOTE" as never);
  registries.inverseCommandRegistry.add("SET_NOTE", ((command: SetNote) => [command]) as never);
  registries.corePluginRegistry.add("ft_notes", NotesPlugin as never);
  registries.featurePluginRegistry.add("ft_note_marks", NoteMarks as never);
  registries.cellPopoverRegistry.add("FtNote", {
    onHover: (position: CellPosition, getters: Model["getters"]) => {
      const text = (getters as NoteGetters).getNote(position);
      return text
        ? { isOpen: true, props: { text }, Component: NoteTooltip as never, cellCorner: "top-right" as const }
        : { isOpen: false };
    },
  });
}
