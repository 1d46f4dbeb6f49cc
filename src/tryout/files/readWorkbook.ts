import { type helpers, load } from "@odoo/o-spreadsheet";
import { axisTitles, hidesMarkers } from "./chartParts";
import { FileRefused } from "./fileRefused";
import { completeSheet } from "./readSheet";
import {
  childElement,
  element,
  elements,
  linkId,
  readXml,
  type Relationship,
  relationshipsOf,
  relationshipsPath,
  withKnownPrefixes,
  xmlText,
} from "./xmlParts";
import { type Parts, unpackParts } from "./zipPackage";

/*
 * An .xlsx file as the data of a workbook: the grid's own import, given what it reads badly in a form that it reads well
 * (shared formulas, text that looks like something else, the prefixes and paths of other programs), and completed by what
 * it leaves out: notes, names, the order of the sheets, the titles of axes.
 */

export type WorkbookData = ReturnType<typeof helpers.createEmptyWorkbookData>;
type SheetData = WorkbookData["sheets"][number] & { notes?: Record<string, string> };

interface OpenedFile {
  readonly data: WorkbookData;
  /** What the file has and this page does not show. */
  readonly leftOut: readonly string[];
}

interface SheetPart {
  readonly name: string;
  readonly path: string;
  readonly links: readonly Relationship[];
}

const MOST_CELLS = 200_000;
const MOST_ROWS = 20_000;

export function readWorkbook(fileName: string, bytes: Uint8Array): OpenedFile {
  const parts = unpackParts(fileName, bytes);
  for (const [path, text] of parts) {
    // Boxes of notes are in a dialect that not every reader takes; the notes themselves stand in another part.
    if (!/\.(xml|rels)$/.test(path)) parts.delete(path);
    else if (/^xl\/(workbook|styles|sharedStrings|(worksheets|charts|drawings|tables)\/[^/]+)\.xml$/.test(path))
      parts.set(path, xmlText(withKnownPrefixes(readXml(fileName, path, text))));
    else readXml(fileName, path, text);
  }
  const workbook = readXml(fileName, "xl/workbook.xml", parts.get("xl/workbook.xml") ?? "");
  // LibreOffice writes one that protects nothing.
  if (/^(1|true)$/.test(element(workbook, "workbookProtection")?.getAttribute("lockStructure") ?? ""))
    throw new FileRefused(
      `${fileName} is protected: take the protection off in Excel (Review, Protect Workbook) and save it again.`,
    );
  makeLinksRelative(fileName, parts);
  const sheets = sheetsOf(fileName, parts, workbook);
  const texts = sharedStrings(fileName, parts);
  let cells = 0;
  for (const { name, path } of sheets) {
    const document = readXml(fileName, path, parts.get(path) ?? "");
    const size = completeSheet(document, texts);
    cells += size.cells;
    if (size.rows > MOST_ROWS || cells > MOST_CELLS)
      throw new FileRefused(
        `${fileName} is too large for this page: ${name} goes beyond ${MOST_ROWS.toLocaleString("en-US")} rows or ${MOST_CELLS.toLocaleString("en-US")} cells.`,
      );
    parts.set(path, xmlText(document));
  }
  const data = converted(fileName, parts);
  return {
    data: completed(fileName, { data, parts, sheets, workbook }),
    leftOut: whatIsLeftOut(parts, data, workbook),
  };
}

function sheetsOf(fileName: string, parts: Parts, workbook: Document): SheetPart[] {
  const links = relationshipsOf(fileName, parts, "xl/workbook.xml");
  const sheets = elements(workbook, "sheet").flatMap((sheet): SheetPart[] => {
    const link = links.find(({ id }) => id === linkId(sheet));
    const name = sheet.getAttribute("name") ?? "";
    // A sheet that is all chart is no sheet of cells.
    if (link && link.type !== "worksheet") return [];
    if (!link || !parts.has(link.path)) throw new FileRefused(`${fileName} is damaged: its sheet ${name} is missing.`);
    return [{ name, path: link.path, links: relationshipsOf(fileName, parts, link.path) }];
  });
  if (sheets.length === 0) throw new FileRefused(`${fileName} holds no sheet of cells.`);
  return sheets;
}

/** Some programs write where parts lead to from the root of the package; the grid looks for the way from part to part. */
function makeLinksRelative(fileName: string, parts: Parts): void {
  for (const [path, text] of parts) {
    if (!path.startsWith("xl/") || !path.endsWith(".rels") || !/Target="\//.test(text)) continue;
    const document = readXml(fileName, path, text);
    const isWorkbook = path === relationshipsPath("xl/workbook.xml");
    for (const link of elements(document, "Relationship")) {
      const target = link.getAttribute("Target") ?? "";
      if (target.startsWith("/xl/")) link.setAttribute("Target", (isWorkbook ? "" : "../") + target.slice("/xl/".length));
    }
    parts.set(path, xmlText(document));
  }
}

function sharedStrings(fileName: string, parts: Parts): string[] {
  const text = parts.get("xl/sharedStrings.xml");
  if (text === undefined) return [];
  const document = readXml(fileName, "xl/sharedStrings.xml", text);
  // How a text is pronounced is no part of it.
  elements(document, "rPh").forEach((each) => each.remove());
  parts.set("xl/sharedStrings.xml", xmlText(document));
  return elements(document, "si").map((item) =>
    elements(item, "t")
      .map(({ textContent }) => textContent ?? "")
      .join(""),
  );
}

function converted(fileName: string, parts: Parts): WorkbookData {
  try {
    return load(Object.fromEntries(parts) as never) as WorkbookData;
  } catch (error) {
    console.warn(error);
    throw new FileRefused(`${fileName} is damaged or of a kind that this page does not know: it cannot be read.`);
  }
}

interface Reading {
  readonly data: WorkbookData;
  readonly parts: Parts;
  readonly sheets: readonly SheetPart[];
  readonly workbook: Document;
}

function completed(fileName: string, { data, parts, sheets, workbook }: Reading): WorkbookData {
  const inOrder = sheets.map((part) => {
    const sheet = data.sheets.find(({ name }) => name === part.name) as SheetData | undefined;
    if (!sheet) throw new FileRefused(`${fileName} is damaged: its sheet ${part.name} cannot be read.`);
    return completedSheet(fileName, { sheet, part, parts });
  });
  const namedRanges = Object.fromEntries(
    elements(workbook, "definedName")
      .map((defined) => [defined.getAttribute("name") ?? "", (defined.textContent ?? "").trim(), defined] as const)
      .filter(([name, address, defined]) => isNameOfRange(name, address) && !defined.hasAttribute("localSheetId"))
      .map(([name, address]) => [name, address.replaceAll("$", "")]),
  );
  return {
    ...data,
    styles: completedStyles(fileName, parts, data),
    sheets: inOrder,
    namedRanges,
    settings: { ...data.settings, disableCellAnimations: true },
  } as WorkbookData;
}

/** Text that is cut at the edge of its cell, which the grid writes as text that shrinks to fit. */
function completedStyles(fileName: string, parts: Parts, data: WorkbookData): WorkbookData["styles"] {
  const looks = element(readXml(fileName, "xl/styles.xml", parts.get("xl/styles.xml") ?? "<none/>"), "cellXfs");
  const clipped = [...(looks?.children ?? [])].flatMap((look, i) =>
    elements(look, "alignment").some((each) => each.getAttribute("shrinkToFit") === "1") ? [i + 1] : [],
  );
  return { ...data.styles, ...Object.fromEntries(clipped.map((id) => [id, { ...data.styles[id], wrapping: "clip" as const }])) };
}

/** A name of the workbook's own, for one block of cells. */
const isNameOfRange = (name: string, address: string): boolean =>
  /^[\p{L}\p{N}_.]+$/u.test(name) &&
  !name.startsWith("_xlnm.") &&
  /^('(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!\$?[A-Z]{1,3}\$?\d{1,7}(:\$?[A-Z]{1,3}\$?\d{1,7})?$/u.test(address);

function completedSheet(
  fileName: string,
  { sheet, part, parts }: { sheet: SheetData; part: SheetPart; parts: Parts },
): SheetData {
  const document = readXml(fileName, part.path, parts.get(part.path) ?? "");
  const tall = new Set(
    elements(document, "row")
      .filter((row) => /^(1|true)$/.test(row.getAttribute("customHeight") ?? ""))
      .map((row) => Number(row.getAttribute("r")) - 1),
  );
  const cells = Object.fromEntries(
    // A cell that only shows what another spills has no content, and must not stand in its way.
    Object.entries(sheet.cells).flatMap(([xc, content]) =>
      content === undefined || content === ""
        ? []
        : [
            [
              xc,
              // The grid's import gives this error the name that it has in the grid's own files.
              typeof content === "string" && content.startsWith("=") ? content.replace(/#REF(?!!)/g, "#REF!") : content,
            ],
          ],
    ),
  );
  // Widths are kept in hundredths of a letter, and shown in whole pixels.
  const cols = Object.fromEntries(
    Object.entries(sheet.cols).map(([column, each]) => [column, { ...each, size: each.size && Math.round(each.size) }]),
  );
  // What a height is that nobody has set, the grid finds out itself.
  const rows = Object.fromEntries(Object.entries(sheet.rows).filter(([row, { isHidden }]) => isHidden || tall.has(Number(row))));
  return {
    ...sheet,
    cells,
    rows,
    notes: notesOf(fileName, part, parts),
    cols,
    figures: completedFigures(fileName, { sheet: { ...sheet, cols }, part, parts }),
  };
}

function notesOf(fileName: string, { links }: SheetPart, parts: Parts): Record<string, string> {
  const path = links.find(({ type }) => type === "comments")?.path;
  const text = path === undefined ? undefined : parts.get(path);
  if (path === undefined || text === undefined) return {};
  return Object.fromEntries(
    elements(readXml(fileName, path, text), "comment").map((comment) => [
      comment.getAttribute("ref") ?? "A1",
      elements(comment, "t")
        .map(({ textContent }) => textContent ?? "")
        .join(""),
    ]),
  );
}

function completedFigures(
  fileName: string,
  { sheet, part, parts }: { sheet: SheetData; part: SheetPart; parts: Parts },
): SheetData["figures"] {
  const drawing = part.links.find(({ type }) => type === "drawing")?.path;
  if (drawing === undefined) return sheet.figures;
  const links = relationshipsOf(fileName, parts, drawing);
  const charts = elements(readXml(fileName, drawing, parts.get(drawing) ?? ""), "chart").flatMap((chart) => {
    const path = links.find(({ id }) => id === linkId(chart))?.path;
    const text = path === undefined ? undefined : parts.get(path);
    return path === undefined || text === undefined ? [] : [readXml(fileName, path, text)];
  });
  const figures = sheet.figures.filter(({ tag }) => tag === "chart");
  // Where the grid could not read one of them, it is not known which.
  if (figures.length !== charts.length) return sheet.figures;
  const anchors = elements(readXml(fileName, drawing, parts.get(drawing) ?? ""), "twoCellAnchor");
  return sheet.figures.map((figure) => {
    const at = figures.indexOf(figure);
    if (at < 0) return figure;
    const size = anchors.length === figures.length ? sizeBetween(anchors[at], sheet) : {};
    return { ...figure, ...size, data: completedChart(figure.data as ChartData, charts[at]) };
  });
}

const EMU_PER_PIXEL = 9525;

/** How large a chart is whose corners lie in two cells; the grid's import measures with other widths than it then shows. */
function sizeBetween(anchor: Element, { cols, rows }: SheetData): { width: number; height: number } {
  const at = (corner: string, name: string) => {
    const end = element(anchor, corner);
    return Number((end && childElement(end, name)?.textContent) ?? 0);
  };
  const distance = (index: string, offset: string, sizeOf: (i: number) => number): number => {
    let pixels = (at("to", offset) - at("from", offset)) / EMU_PER_PIXEL;
    for (let i = at("from", index); i < at("to", index); i++) pixels += sizeOf(i);
    return Math.max(1, Math.round(pixels));
  };
  return {
    width: distance("col", "colOff", (column) => cols[column]?.size ?? 96),
    height: distance("row", "rowOff", (row) => rows[row]?.size ?? 23),
  };
}

interface ChartData {
  readonly type: string;
  readonly horizontal?: boolean;
}

function completedChart(data: ChartData, chart: Document): ChartData {
  const { category, value } = axisTitles(chart);
  const axis = (text: string | undefined) => (text ? { title: { text } } : {});
  const axesDesign = data.horizontal ? { x: axis(value), y: axis(category) } : { x: axis(category), y: axis(value) };
  return {
    ...data,
    ...(data.type === "pie" ? {} : { axesDesign }),
    ...(data.type === "line" ? { labelsAsText: true, hideDataMarkers: hidesMarkers(chart) } : {}),
  };
}

/** In the words of Excel's menus. */
function whatIsLeftOut(parts: Parts, data: WorkbookData, workbook: Document): string[] {
  const has = (folder: string) => [...parts.keys()].some((path) => path.startsWith(`xl/${folder}`));
  const charts = [...parts.keys()].filter((path) => /^xl\/(charts\/chart|charts\/chartEx)[^/]*\.xml$/.test(path)).length;
  const shown = data.sheets.flatMap(({ figures }) => figures).filter(({ tag }) => tag === "chart").length;
  const names = elements(workbook, "definedName").filter((name) => !(name.getAttribute("name") ?? "").startsWith("_xlnm."));
  return [
    ...(has("pivotTables/") ? ["pivot tables"] : []),
    ...([...parts.values()].some((text) => text.includes("/relationships/image")) ? ["pictures"] : []),
    ...(charts > shown ? ["some charts"] : []),
    ...(has("externalLinks/") ? ["links to other workbooks"] : []),
    ...(names.some((name) => !isNameOfRange(name.getAttribute("name") ?? "", (name.textContent ?? "").trim()))
      ? ["names that are no ranges"]
      : []),
  ];
}
