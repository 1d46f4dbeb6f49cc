import { DEFAULT_LOCALE as LOCALE, helpers } from "@odoo/o-spreadsheet";
import { parseAddress, zoneAddress } from "../office/addresses";
import { columnNumber, movedFormula, shownFormula } from "./formulaNames";
import { childElement, elements, SHEET_NAMESPACE } from "./xmlParts";

/* The cells of a sheet in a file, in the form in which the grid's import reads them as they are meant. */

interface SheetSize {
  readonly rows: number;
  readonly cells: number;
}

/** Changes the sheet in place. */
export function completeSheet(sheet: Document, texts: readonly string[]): SheetSize {
  dropEmptyEnd(sheet);
  const shared = new Map<string, { formula: string; address: string }>();
  const all = elements(sheet, "c");
  const spilled = spilledAddresses(all);
  for (const cell of all) {
    const formula = childElement(cell, "f");
    if (spilled.has(cell.getAttribute("r") ?? "")) {
      // What another cell's formula shows here is no content of its own.
      cell.removeAttribute("t");
      cell.replaceChildren();
    } else if (formula) completeFormula(cell, formula, shared);
    else completeText(cell, texts);
  }
  for (const rule of elements(sheet, "dataValidation"))
    for (const formula of [...elements(rule, "formula1"), ...elements(rule, "formula2")])
      formula.textContent = shownFormula(formula.textContent ?? "");
  const rows = elements(sheet, "row").map((row) => Number(row.getAttribute("r")));
  return { rows: Math.max(0, ...rows.slice(-1)), cells: all.length };
}

/** LibreOffice writes rows without a cell down to the last row that there can be; the grid would make each of them. */
function dropEmptyEnd(sheet: Document): void {
  const rows = elements(sheet, "row");
  while (rows.length > 0) {
    const row = rows.pop() as Element;
    if (["v", "f", "is"].some((name) => elements(row, name).length > 0)) break;
    row.remove();
  }
}

/** Where array formulas show their values, but for the cells that hold them. */
function spilledAddresses(cells: readonly Element[]): ReadonlySet<string> {
  const spilled = new Set<string>();
  for (const cell of cells) {
    const formula = childElement(cell, "f");
    const zone = formula?.getAttribute("t") === "array" ? parseAddress(formula.getAttribute("ref") ?? "")?.zone : undefined;
    if (!zone) continue;
    for (let row = zone.top; row <= zone.bottom; row++)
      for (let column = zone.left; column <= zone.right; column++)
        spilled.add(zoneAddress({ top: row, bottom: row, left: column, right: column }));
    spilled.delete(cell.getAttribute("r") ?? "");
  }
  return spilled;
}

function completeFormula(cell: Element, formula: Element, shared: Map<string, { formula: string; address: string }>): void {
  const address = cell.getAttribute("r") ?? "";
  const index = formula.getAttribute("si");
  let text = formula.textContent ?? "";
  if (formula.getAttribute("t") === "shared" && index !== null) {
    const first = shared.get(index);
    if (text !== "") shared.set(index, { formula: text, address });
    else if (first)
      text = movedFormula(first.formula, rowOf(address) - rowOf(first.address), columnOf(address) - columnOf(first.address));
    for (const name of ["t", "si", "ref"]) formula.removeAttribute(name);
  }
  formula.textContent = shownFormula(text);
}

const rowOf = (address: string): number => Number(address.replace(/\D+/, ""));
const columnOf = (address: string): number => columnNumber(address.replace(/\d+/, ""));

/** A text is read as if it were typed: what would become a formula, a number or a date is marked as text. */
function completeText(cell: Element, texts: readonly string[]): void {
  const type = cell.getAttribute("t");
  let text: string | undefined;
  if (type === "inlineStr")
    text = elements(cell, "t")
      .map(({ textContent }) => textContent ?? "")
      .join("");
  else if (type === "s") text = texts[Number(childElement(cell, "v")?.textContent)];
  else if (type === "str") text = childElement(cell, "v")?.textContent ?? "";
  if (text === undefined || (type === "s" && !readsAsOther(text))) return;
  const value = cell.ownerDocument.createElementNS(SHEET_NAMESPACE, "v");
  value.textContent = readsAsOther(text) ? `'${text}` : text;
  cell.setAttribute("t", "str");
  cell.replaceChildren(value);
}

const readsAsOther = (text: string): boolean =>
  /^[=']/.test(text) ||
  /^(true|false)$/i.test(text.trim()) ||
  helpers.isNumber(text, LOCALE) ||
  helpers.isDateTime(text, LOCALE) ||
  helpers.isEvaluationError(text);
