import { components } from "@odoo/o-spreadsheet";

/*
 * The grid's editor draws what changed a frame later. A key that comes sooner finds the text and the caret of before:
 * "100" typed behind a completed =FT.PAYBACK( landed inside the name, and the second digit typed over a value met that
 * value. Here the editor is brought up to date with each key that changes more than the browser has written itself.
 */

interface Editor {
  readonly props: {
    readonly focus: "inactive" | "cellFocus" | "contentFocus";
    readonly isDefaultFocus?: boolean;
    readonly composerStore: {
      readonly editionMode: "inactive" | "editing" | "selecting";
      readonly composerSelection: { readonly start: number; readonly end: number };
      stopComposerRangeSelection(): void;
      setCurrentContent(content: string, selection: { start: number; end: number }): void;
    };
    readonly onComposerCellFocused?: (content: string) => void;
  };
  readonly compositionActive: boolean;
  readonly contentHelper: {
    setText(lines: unknown): void;
    getText(): string;
    selectRange(start: number, end: number): void;
    getCurrentSelection(): { start: number; end: number };
  };
  getContentLines(): unknown;
  processTokenAtCursor(): void;
  processTabKey(event: KeyboardEvent, direction: string): void;
  processEnterKey(event: KeyboardEvent, direction: string): void;
  onInput(event: InputEvent): void;
}

/** Must run before the grid is mounted; once a page. */
export function makeEditorPrompt(): void {
  const editor = components.Composer.prototype as unknown as Editor;
  const { processTabKey, processEnterKey, onInput } = editor;
  editor.processTabKey = function (this: Editor, ...args) {
    processTabKey.apply(this, args);
    if (isEditing(this)) bringUpToDate(this);
  };
  editor.processEnterKey = function (this: Editor, ...args) {
    processEnterKey.apply(this, args);
    if (isEditing(this)) bringUpToDate(this);
  };
  editor.onInput = function (this: Editor, event) {
    const { focus, composerStore, onComposerCellFocused, isDefaultFocus } = this.props;
    const wasEditing = isEditing(this);
    // What was drawn last says whether a cell is edited, and may be a key behind.
    const isDrawnAsEdited = focus !== "inactive";
    if (!isDefaultFocus || wasEditing === isDrawnAsEdited) onInput.call(this, event);
    else {
      event.stopPropagation();
      if (wasEditing) {
        composerStore.stopComposerRangeSelection();
        composerStore.setCurrentContent(this.contentHelper.getText(), this.contentHelper.getCurrentSelection());
        this.processTokenAtCursor();
      } else onComposerCellFocused?.(event.data ?? "");
    }
    if (!wasEditing && isEditing(this)) bringUpToDate(this);
  };
}

const isEditing = (editor: Editor): boolean => editor.props.composerStore.editionMode !== "inactive";

function bringUpToDate(editor: Editor): void {
  if (editor.compositionActive) return;
  const { start, end } = editor.props.composerStore.composerSelection;
  editor.contentHelper.setText(editor.getContentLines());
  editor.contentHelper.selectRange(start, end);
}
