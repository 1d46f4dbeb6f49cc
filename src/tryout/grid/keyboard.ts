/* The grid's editor is always on the page: out of sight while no cell is edited, and then still where keys arrive. */

const EDITOR = ".o-grid-composer";

/** Whether a cell is being typed into. */
export function isEditingCell(): boolean {
  const editor = document.querySelector(EDITOR);
  return editor !== null && getComputedStyle(editor).opacity !== "0";
}

/** Lets the keyboard move the grid's selection. */
export function focusGrid(): void {
  document.querySelector<HTMLElement>(`${EDITOR} .o-composer`)?.focus();
}
