import { type Model, parse, registries } from "@odoo/o-spreadsheet";
import type { NoteGetters } from "../grid/notes";
import { excelError } from "../office/gridContent";
import { absoluteAddress, parseAddress, quotedSheetName, type Zone, zoneAddress } from "../office/addresses";
import { completeChart } from "./chartParts";
import { storedFormula } from "./formulaNames";
import { addListSheet, listSheetName } from "./listSheet";
import { addNoteParts } from "./noteParts";
import { childElement, element, elements, ownXml, SHEET_NAMESPACE, xmlText } from "./xmlParts";
import { packParts, type Parts } from "./zipPackage";

/*
 * The workbook as an .xlsx file: the grid's own export, with what it leaves out: the values of spilled cells, errors as
 * errors, functions of the add-in under the names Excel stores, notes, names, long lists of choices, and charts whose parts
 * stand in the order that the file format asks for.
 */

/** What a file can say of an error; Excel writes any other as one of these. */
const STORED_ERRORS = new Set(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]);
const DEFAULT_ROW_PIXELS = 23;
const POINTS_PER_PIXEL = 0.75;

export async function writeWorkbook(model: Model): Promise<Uint8Array<ArrayBuffer>> {
  const { files } = await model.exportXLSX();
  const parts: Parts = new Map(files.flatMap((file) => ("content" in file ? [[file.path, file.content] as const] : [])));
  const strings = sharedStrings(parts);
  const sheetIds = model.getters.getSheetIds();
  const lists: ListsOfChoices = { sheetName: listSheetName(sheetIds.map((id) => model.getters.getSheetName(id))), lists: [] };
  sheetIds.forEach((sheetId, i) => {
    const path = `xl/worksheets/sheet${i}.xml`;
    // The export is set in lines and columns, a third of its size.
    const sheet = ownXml((parts.get(path) ?? "").replace(/>\s+</g, "><"));
    completeCells(sheet, { model, sheetId, strings });
    completeLists(sheet, lists);
    completeDrawing(parts, `xl/drawings/drawing${i}.xml`, { model, sheetId });
    const notes = (model.getters as NoteGetters).getNotes(sheetId);
    if (notes.length > 0) addNoteParts({ parts, sheet, path, number: i + 1, notes });
    parts.set(path, xmlText(sheet));
  });
  strings.save();
  completeNames(parts, model);
  if (lists.lists.length > 0) addListSheet(parts, { name: lists.sheetName, number: sheetIds.length, lists: lists.lists });
  completeCharts(parts, model);
  return packParts(parts);
}

function completeCharts(parts: Parts, { getters }: Model): void {
  const paths = [...parts.keys()].filter((path) => path.startsWith("xl/charts/"));
  const charts = getters.getSheetIds().flatMap((sheetId) => getters.getChartIds(sheetId));
  for (const path of paths) {
    // The charts are numbered as they stand; one of a kind that Excel does not have is exported as something else.
    const number = Number(/\d+/.exec(path)?.[0]);
    const definition = charts.length === paths.length ? getters.getChartDefinition(charts[number - 1]) : undefined;
    const hidesMarkers = definition?.type === "line" && definition.hideDataMarkers === true;
    parts.set(path, xmlText(completeChart(ownXml(parts.get(path) ?? ""), hidesMarkers)));
  }
}

/** Where charts end: the export takes rows for lower than they are where their lines wrap. */
function completeDrawing(
  parts: Parts,
  path: string,
  { model: { getters }, sheetId }: Pick<SheetCells, "model" | "sheetId">,
): void {
  const text = parts.get(path);
  if (text === undefined) return;
  const drawing = ownXml(text);
  const anchors = elements(drawing, "twoCellAnchor");
  const figures = getters.getFigures(sheetId).filter(({ tag }) => tag === "chart");
  if (anchors.length !== figures.length) return;
  anchors.forEach((anchor, i) => {
    const { col, row, offset, width, height } = figures[i];
    const right = endOf(col, offset.x + width, (column) => getters.getColSize(sheetId, column));
    const bottom = endOf(row, offset.y + height, (line) => getters.getRowSize(sheetId, line));
    const to = { col: right.index, colOff: right.offset, row: bottom.index, rowOff: bottom.offset };
    const end = element(anchor, "to");
    for (const [name, value] of Object.entries(to)) {
      const part = end && childElement(end, name);
      if (part) part.textContent = String(value);
    }
  });
  parts.set(path, xmlText(drawing));
}

const EMU_PER_PIXEL = 9525;

function endOf(first: number, pixels: number, sizeOf: (index: number) => number): { index: number; offset: number } {
  let index = first;
  let rest = pixels;
  while (rest >= sizeOf(index) && sizeOf(index) > 0) rest -= sizeOf(index++);
  // The export, and the import with it, count a pixel for the line of the grid.
  return { index, offset: Math.round((rest + 1) * EMU_PER_PIXEL) };
}

interface ListsOfChoices {
  readonly sheetName: string;
  readonly lists: string[][];
}

interface SheetCells {
  readonly model: Model;
  readonly sheetId: string;
  readonly strings: ReturnType<typeof sharedStrings>;
}

function completeCells(sheet: Document, { model, sheetId, strings }: SheetCells): void {
  const { getters } = model;
  for (const row of elements(sheet, "row")) {
    const index = Number(row.getAttribute("r")) - 1;
    const height = getters.getRowSize(sheetId, index);
    // Not a height of the user's, but the one that wrapped lines need.
    if (!row.hasAttribute("ht") && height !== DEFAULT_ROW_PIXELS) row.setAttribute("ht", String(height * POINTS_PER_PIXEL));
  }
  const cells = elements(sheet, "c").map((cell) => {
    const zone = parseAddress(cell.getAttribute("r") ?? "")?.zone ?? { top: 0, left: 0 };
    const position = { sheetId, row: zone.top, col: zone.left };
    const typed = getters.getCell(position);
    return { cell, position, typed, spilledFrom: typed?.isFormula ? undefined : getters.getArrayFormulaSpreadingOn(position) };
  });
  // A table whose first cell is an error has no extent of its own in the grid.
  const ends = new Map<string, { row: number; col: number }>();
  for (const { position, spilledFrom } of cells) {
    if (!spilledFrom) continue;
    const key = `${spilledFrom.row} ${spilledFrom.col}`;
    const { row, col } = ends.get(key) ?? spilledFrom;
    ends.set(key, { row: Math.max(row, position.row), col: Math.max(col, position.col) });
  }
  for (const { cell, position, typed, spilledFrom } of cells) {
    if (typed?.isFormula) {
      const formula = formulaElement(cell, typed.compiledFormula.toFormulaString(getters, { useBoundedReference: true }));
      if (!formula) continue;
      const end = ends.get(`${position.row} ${position.col}`);
      markArray(cell, formula, end && { top: position.row, left: position.col, bottom: end.row, right: end.col });
      formula.textContent = storedFormula(formula.textContent ?? "");
    }
    if (typed?.isFormula || spilledFrom) setValue(cell, getters.getEvaluatedCell(position));
    else if (typed?.content.startsWith("'")) strings.set(cell, typed.content.slice(1));
  }
}

/** The grid writes a formula that it cannot calculate as text; Excel may know the function, if it can read the formula at all. */
function formulaElement(cell: Element, formula: string): Element | undefined {
  const written = childElement(cell, "f");
  if (written) return written;
  try {
    parse(formula);
  } catch {
    return undefined;
  }
  const made = cell.ownerDocument.createElementNS(SHEET_NAMESPACE, "f");
  made.textContent = formula.replace(/^=/, "");
  cell.replaceChildren(made);
  return made;
}

/**
 * The grid marks every formula as one of arrays. Programs without the add-in calculate such a formula anew and keep the value
 * of any other, so the mark stays only where the formula spills or Excel needs it.
 */
function markArray(cell: Element, formula: Element, spill: Zone | undefined): void {
  const isArray = spill !== undefined || worksOnArrays(formula.textContent ?? "");
  for (const name of ["t", "ref"]) formula.removeAttribute(name);
  cell.removeAttribute("cm");
  if (!isArray) return;
  cell.setAttribute("cm", "1");
  formula.setAttribute("t", "array");
  formula.setAttribute("ref", spill ? zoneAddress(spill) : (cell.getAttribute("r") ?? ""));
}

type Node = ReturnType<typeof parse>;

/** Whether a range stands where a function, or a sign, takes one value: Excel would take one cell of it, as before 2019. */
function worksOnArrays(formula: string): boolean {
  const { functionRegistry } = registries;
  const takesRange = (name: string, argument: number): boolean => {
    if (!functionRegistry.contains(name)) return false;
    const { args } = functionRegistry.get(name);
    const { type } = args[Math.min(argument, args.length - 1)] ?? { type: [] };
    return (type as readonly string[]).some((each) => each.startsWith("RANGE"));
  };
  const isRange = (node: Node | undefined): boolean =>
    (node?.type === "REFERENCE" && /[:#]/.test(node.value)) || node?.type === "ARRAY";
  const looksFor = (node: Node | undefined): boolean => {
    switch (node?.type) {
      case "FUNCALL":
        return (
          GIVES_AN_ARRAY.has(node.value.toUpperCase()) ||
          node.args.some((each, i) => (isRange(each) ? !takesRange(node.value.toUpperCase(), i) : looksFor(each)))
        );
      case "BIN_OPERATION":
        return [node.left, node.right].some((each) => isRange(each) || looksFor(each));
      case "UNARY_OPERATION":
        return isRange(node.operand) || looksFor(node.operand);
      default:
        return false;
    }
  };
  const whole = parse(formula);
  return isRange(whole) || looksFor(whole);
}

/** Functions that spill even where a single cell comes out of them. */
const GIVES_AN_ARRAY = new Set(
  "CHOOSECOLS CHOOSEROWS EXPAND FILTER FREQUENCY HSTACK MMULT RANDARRAY SEQUENCE SORT SORTBY TAKE TOCOL TOROW TRANSPOSE UNIQUE VSTACK WRAPCOLS WRAPROWS".split(
    " ",
  ),
);

function setValue(cell: Element, { type, value }: { type: string; value: unknown }): void {
  childElement(cell, "v")?.remove();
  cell.removeAttribute("t");
  if (value === null || value === "") return;
  const text = cell.ownerDocument.createElementNS(SHEET_NAMESPACE, "v");
  if (type === "error") {
    const name = excelError(String(value));
    cell.setAttribute("t", "e");
    text.textContent = STORED_ERRORS.has(name) ? name : "#VALUE!";
  } else if (typeof value === "boolean") {
    cell.setAttribute("t", "b");
    text.textContent = value ? "1" : "0";
  } else {
    if (typeof value === "string") cell.setAttribute("t", "str");
    text.textContent = String(value);
  }
  cell.append(text);
}

function sharedStrings(parts: Parts) {
  const path = "xl/sharedStrings.xml";
  const document = ownXml(parts.get(path) ?? "");
  const table = document.documentElement;
  return {
    set(cell: Element, text: string): void {
      const item = document.createElementNS(SHEET_NAMESPACE, "si");
      const content = document.createElementNS(SHEET_NAMESPACE, "t");
      content.setAttribute("xml:space", "preserve");
      content.textContent = text;
      item.append(content);
      table.append(item);
      const value = cell.ownerDocument.createElementNS(SHEET_NAMESPACE, "v");
      value.textContent = String(table.children.length - 1);
      cell.setAttribute("t", "s");
      cell.replaceChildren(value);
    },
    save(): void {
      for (const name of ["count", "uniqueCount"]) table.setAttribute(name, String(table.children.length));
      parts.set(path, xmlText(document));
    },
  };
}

/** Lists of choices in the cell hold 255 characters and no commas in Excel: longer ones move to a sheet of their own. */
function completeLists(sheet: Document, { sheetName, lists }: ListsOfChoices): void {
  for (const rule of elements(sheet, "dataValidation")) {
    if (rule.getAttribute("errorStyle") === "") rule.removeAttribute("errorStyle");
    const formula = childElement(rule, "formula1");
    const text = formula?.textContent ?? "";
    if (!formula || rule.getAttribute("type") !== "list" || !text.startsWith('"') || text.length <= 257) continue;
    const choices = text.slice(1, -1).split(",");
    const known = lists.findIndex((list) => list.join() === choices.join());
    const column = known >= 0 ? known : lists.push(choices) - 1;
    formula.textContent = `${sheetName}!${absoluteAddress({ left: column, right: column, top: 0, bottom: choices.length - 1 })}`;
  }
}

/** The names of ranges, which the grid does not write. */
function completeNames(parts: Parts, { getters }: Model): void {
  const named = getters.getNamedRanges();
  if (named.length === 0) return;
  const path = "xl/workbook.xml";
  const workbook = ownXml(parts.get(path) ?? "");
  const names = workbook.createElementNS(SHEET_NAMESPACE, "definedNames");
  for (const { name, range } of named) {
    const defined = workbook.createElementNS(SHEET_NAMESPACE, "definedName");
    defined.setAttribute("name", name);
    defined.textContent = `${quotedSheetName(getters.getSheetName(range.sheetId))}!${absoluteAddress(range.zone)}`;
    names.append(defined);
  }
  element(workbook, "sheets")?.after(names);
  parts.set(path, xmlText(workbook));
}
