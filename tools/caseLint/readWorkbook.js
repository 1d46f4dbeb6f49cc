const { strFromU8, unzipSync } = require("fflate");
const { XMLParser } = require("fast-xml-parser");

/* A workbook as its file says it is: cells with formulas, values and looks, names, protection and print set-up. */

/**
 * @typedef {{ row: number, column: number, address: string, formula?: string, spill?: string, value?: string | number | boolean,
 *   isError: boolean } & Look} Cell
 * @typedef {{ isInput: boolean, isHeading: boolean, isDate: boolean, face: string }} Look
 * @typedef {{ name: string, isHidden: boolean, isProtected: boolean, print?: { orientation?: string, fits: boolean },
 *   cells: Map<string, Cell>, rows: Map<number, Map<number, Cell>> }} Sheet
 * @typedef {{ sheets: Sheet[], names: string[], isProtected: boolean }} Workbook
 */

/** The looks that inputs and headings have: src/workbook/sheetLooks.ts. */
const INPUT_FILL = "FFFFF9E3";
const INPUT_COLOR = "FF1F3FBF";
const HEADING_FILL = "FF0B5A5E";

const LISTS = new Set(["sheet", "row", "c", "definedName", "xf", "font", "fill", "numFmt", "Relationship", "si", "r"]);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  isArray: (name) => LISTS.has(name),
});

/**
 * @param {Uint8Array} bytes
 * @returns {Workbook}
 * @throws Error saying why the bytes are no workbook
 */
function readWorkbook(bytes) {
  const parts = unzipped(bytes);
  /** @param {string} name */
  const xml = (name) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`it is no workbook: it holds no ${name}`);
    return parser.parse(strFromU8(part));
  };
  const { workbook } = xml("xl/workbook.xml");
  const targets = new Map(
    xml("xl/_rels/workbook.xml.rels").Relationships.Relationship.map((link) => [link["@Id"], link["@Target"]]),
  );
  const looks = looksOf(xml("xl/styles.xml").styleSheet);
  const strings = parts["xl/sharedStrings.xml"] === undefined ? [] : (xml("xl/sharedStrings.xml").sst.si ?? []).map(textOf);
  const sheets = workbook.sheets.sheet.map((entry) => {
    const target = String(targets.get(entry["@r:id"])).replace(/^\/?(xl\/)?/, "xl/");
    return sheetOf(entry, xml(target).worksheet, { looks, strings });
  });
  const names = (workbook.definedNames?.definedName ?? []).map((name) => name["@name"]);
  return { sheets, names, isProtected: workbook.workbookProtection !== undefined };
}

/** @param {Uint8Array} bytes */
function unzipped(bytes) {
  try {
    return unzipSync(bytes, {
      filter: ({ name }) => /^xl\/(workbook|styles|sharedStrings|worksheets\/[^/]*|_rels\/.*)(\.xml)?(\.rels)?$/.test(name),
    });
  } catch (error) {
    throw new Error("it is no .xlsx file, or a damaged one", { cause: error });
  }
}

/** A text in one piece or in runs. */
const textOf = (item) => decoded(item.r === undefined ? plain(item.t) : item.r.map((run) => plain(run.t)).join(""));
const plain = (node) => (typeof node === "object" ? String(node["#text"] ?? "") : String(node ?? ""));
/** Excel's _xHHHH_ for signs that XML does not hold. */
const decoded = (text) => text.replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(parseInt(code, 16)));

/**
 * For each style of cells: whether it is the look of an input, of a heading or of a day, and what tells it from others.
 * @returns {Look[]}
 */
function looksOf({ fonts, fills, cellXfs, numFmts }) {
  const formats = new Map((numFmts?.numFmt ?? []).map((format) => [format["@numFmtId"], format["@formatCode"]]));
  return cellXfs.xf.map((style) => {
    const color = fonts.font[style["@fontId"]]?.color?.["@rgb"];
    const fill = fills.fill[style["@fillId"]]?.patternFill?.fgColor?.["@rgb"];
    return {
      isInput: color === INPUT_COLOR && fill === INPUT_FILL,
      isHeading: fill === HEADING_FILL,
      isDate: /yy/i.test(formats.get(style["@numFmtId"]) ?? ""),
      face: `${style["@fontId"]} ${style["@fillId"]}`,
    };
  });
}

function sheetOf(entry, worksheet, { looks, strings }) {
  const setup = worksheet.pageSetup;
  /** @type {Map<string, Cell>} */
  const cells = new Map();
  /** @type {Map<number, Map<number, Cell>>} */
  const rows = new Map();
  for (const line of worksheet.sheetData?.row ?? []) {
    for (const node of line.c ?? []) {
      const cell = cellOf(node, looks, strings);
      cells.set(cell.address, cell);
      rows.set(cell.row, (rows.get(cell.row) ?? new Map()).set(cell.column, cell));
    }
  }
  return {
    name: decoded(entry["@name"]),
    isHidden: entry["@state"] !== undefined && entry["@state"] !== "visible",
    isProtected: worksheet.sheetProtection !== undefined,
    print: setup && { orientation: setup["@orientation"], fits: worksheet.sheetPr?.pageSetUpPr?.["@fitToPage"] === "1" },
    cells,
    rows,
  };
}

/** @returns {Cell} */
function cellOf(node, looks, strings) {
  const address = node["@r"];
  const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const style = Number(node["@s"] ?? 0);
  const formula = node.f === undefined ? undefined : plain(node.f);
  const spill = node.f?.["@t"] === "array" ? node.f["@ref"] : undefined;
  const type = node["@t"];
  const text = type === "inlineStr" ? textOf(node.is) : plain(node.v);
  const value = node.v === undefined && node.is === undefined ? undefined : valueOf(type, text, strings);
  return {
    row: Number(digits) - 1,
    column,
    address,
    formula,
    spill,
    value,
    isError: type === "e",
    ...(looks[style] ?? looks[0]),
  };
}

function valueOf(type, text, strings) {
  if (type === "s") return strings[Number(text)];
  if (type === "b") return text === "1";
  return type === undefined || type === "n" ? Number(text) : decoded(text);
}

module.exports = { readWorkbook };
