import type { ComputedValue, SheetValues } from "../computedValues";
import { addressesFrom, columnName, contentAt, type PlannedCell } from "../sheetPlan";
import type { SheetPlan } from "../workbookPlan";
import { placement, rowHeight } from "./cellPlacement";
import { FileError, LONGEST_TEXT } from "./fileProblems";
import type { SharedStrings } from "./sharedStrings";
import { callsFt, storedFormula, worksOnArrays } from "./storedFormula";
import type { StyleTable } from "./styles";
import { cellText, element, numberText, plainText } from "./xml";

/* The rows of a sheet: what its plan says, and what each formula came to when it was calculated. */

interface SheetContent {
  readonly sheet: SheetPlan;
  /** Undefined where nothing was calculated: the program that opens the file then has to. */
  readonly values: SheetValues | undefined;
  readonly styles: StyleTable;
  readonly strings: SharedStrings;
  /** Values in place of the formulas that call the add-in. */
  readonly valuesOnly: boolean;
}

/** The errors that the format has a place for. */
const ERRORS: ReadonlySet<string> = new Set(
  "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #BUSY! #FIELD! #CONNECT! #BLOCKED! #UNKNOWN!".split(
    " ",
  ),
);
const at = addressesFrom({ row: 0, column: 0 });

/** The content of <sheetData>, and the last cell of it. */
export function sheetData(content: SheetContent): { xml: string; rows: number; columns: number } {
  const { block } = content.sheet;
  const filled = spilledCells(content.values);
  const rows = Math.max(block.rows.length, ...[...filled.keys()].map((row) => row + 1));
  let columns = 1;
  const lines = Array.from({ length: rows }, (_, row) => {
    const planned = block.rows[row] ?? [];
    const width = Math.max(planned.length, ...(filled.get(row) ?? new Set<number>()));
    columns = Math.max(columns, width);
    const cells = Array.from({ length: width }, (__, column) => cellAt(content, row, column)).join("");
    const ht = rowHeight(block, row);
    return cells === "" ? "" : element("row", { r: row + 1, ht, customHeight: ht && 1 }, cells);
  });
  return { xml: element("sheetData", {}, ...lines), rows, columns };
}

/** By row, how many columns the results of its formulas need. */
function spilledCells(values: SheetValues | undefined): Map<number, Set<number>> {
  const filled = new Map<number, Set<number>>();
  for (const [address, size] of values?.spills ?? []) {
    const { row, column } = placeOf(address);
    for (let r = row; r < row + size.rows; r++) filled.set(r, (filled.get(r) ?? new Set()).add(column + size.columns));
  }
  return filled;
}

function placeOf(address: string): { row: number; column: number } {
  const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(address) as RegExpExecArray;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits) - 1, column: column - 1 };
}

function cellAt(content: SheetContent, row: number, column: number): string {
  const { sheet, values, styles } = content;
  const planned = sheet.block.rows[row]?.[column] ?? null;
  const address = at(row, column);
  const computed = values?.cells.get(address);
  if (!planned && computed === undefined) return "";
  // Room that nothing spills into has no lines around it.
  const isSpareRoom = planned?.role === "result" && planned.content === "" && (computed ?? "") === "";
  const style = styles.idOf({
    role: isSpareRoom ? "label" : (planned?.role ?? "label"),
    numberFormat: planned?.numberFormat ?? "General",
    isGuardedText: typeof planned?.content === "string" && /^[=+\-@]/.test(planned.content),
    ...(planned ? placement(sheet.block, row, column) : {}),
  });
  const attributes = { r: address, s: style === 0 ? undefined : style };
  const written = planned?.content ?? "";
  if (planned && typeof written === "object") return formulaCell(content, address, attributes, planned);
  if (typeof written !== "object" && written !== "") return constantCell(content, attributes, written, address);
  // An empty cell of the plan is the room that a result spills into.
  if (computed === undefined || computed === "") return style === 0 ? "" : element("c", attributes);
  if (content.valuesOnly) return constantCell(content, attributes, computed, address);
  const { type, text } = cached(computed, `${sheet.name}!${address}`);
  return element("c", { ...attributes, t: type }, `<v>${text}</v>`);
}

type CellAttributes = { readonly r: string; readonly s: number | undefined };

function constantCell(
  { strings, sheet }: SheetContent,
  attributes: CellAttributes,
  value: ComputedValue,
  address: string,
): string {
  if (typeof value !== "string") {
    const { type, text } = cached(value, `${sheet.name}!${address}`);
    return element("c", { ...attributes, t: type }, `<v>${text}</v>`);
  }
  if (value === "") return element("c", attributes);
  if (value.length > LONGEST_TEXT)
    throw new FileError(
      `The text of ${sheet.name}!${address} has ${value.length} characters, more than the ${LONGEST_TEXT} a cell holds.`,
    );
  return element("c", { ...attributes, t: "s" }, `<v>${strings.idOf(value)}</v>`);
}

function formulaCell(content: SheetContent, address: string, attributes: CellAttributes, planned: PlannedCell): string {
  const { sheet, values, valuesOnly } = content;
  const formula = String(contentAt(planned, at));
  const computed = values?.cells.get(address);
  if (valuesOnly && callsFt(formula)) return constantCell(content, attributes, computed ?? "", address);
  const spill = values?.spills.get(address);
  const isArray = spill !== undefined || worksOnArrays(formula);
  const text = plainText(storedFormula(formula));
  const ref = spill ? `${address}:${lastOf(address, spill)}` : address;
  const f = isArray ? element("f", { t: "array", ref }, text) : `<f>${text}</f>`;
  const { type, text: value } =
    computed === undefined ? { type: undefined, text: undefined } : cached(computed, `${sheet.name}!${address}`);
  // cm="1" names the first entry of xl/metadata.xml: this array is one that spills.
  return element("c", { ...attributes, t: type, cm: isArray ? 1 : undefined }, f, value === undefined ? "" : `<v>${value}</v>`);
}

function lastOf(address: string, size: { rows: number; columns: number }): string {
  const { row, column } = placeOf(address);
  return `${columnName(column + size.columns - 1)}${row + size.rows}`;
}

/** A value as <v> holds it, and the type that says how to read it. */
function cached(value: ComputedValue, where: string): { type: string | undefined; text: string } {
  switch (typeof value) {
    case "number":
      if (!Number.isFinite(value)) throw new FileError(`${where} comes to ${value}, which no cell can hold.`);
      return { type: undefined, text: numberText(value) };
    case "boolean":
      return { type: "b", text: value ? "1" : "0" };
    case "string":
      return { type: "str", text: cellText(value) };
    case "object":
      if (!ERRORS.has(value.error)) throw new FileError(`${where} comes to ${value.error}, an error Excel does not have.`);
      return { type: "e", text: plainText(value.error) };
  }
}
