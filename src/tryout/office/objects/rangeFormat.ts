import { columnCount, rowCount, type Zone } from "../addresses";
import { color, flag, number, option } from "../arguments";
import { HostError } from "../hostError";
import type { CellPosition, CellStyle } from "../spreadsheet";
import { type BorderTarget, type MembersOf, object, type RangeTarget } from "./targets";

/** Widths and heights are points in Excel, pixels in the grid. */
export const POINTS_PER_PIXEL = 0.75;

const HORIZONTAL = { General: undefined, Left: "left", Center: "center", Right: "right" } as const;
const VERTICAL = { Top: "top", Center: "middle", Bottom: "bottom" } as const;

export const rangeFormat: MembersOf<"RangeFormat", Excel.RangeFormat> = {
  get: {
    columnWidth: ({ book, sheetId, zone }) =>
      same(columns(zone), (column) => book.columnWidth(sheetId, column) * POINTS_PER_PIXEL),
    horizontalAlignment: (target) => styleOf(target, ({ align }) => keyOf(HORIZONTAL, align) ?? "General"),
    indentLevel: () => 0,
    rowHeight: ({ book, sheetId, zone }) => same(rows(zone), (row) => book.rowHeight(sheetId, row) * POINTS_PER_PIXEL),
    shrinkToFit: (target) => styleOf(target, ({ wrapping }) => wrapping === "clip"),
    textOrientation: (target) => styleOf(target, ({ rotation }) => degrees(rotation)),
    verticalAlignment: (target) => styleOf(target, ({ verticalAlign }) => keyOf(VERTICAL, verticalAlign) ?? "Bottom"),
    wrapText: (target) => styleOf(target, ({ wrapping }) => wrapping === "wrap"),
  },
  set: {
    columnWidth: ({ book, sheetId, zone }, points) => book.resize(sheetId, zone, "COL", width(points) / POINTS_PER_PIXEL),
    horizontalAlignment: (target, value) => paint(target, { align: HORIZONTAL[option(value, keys(HORIZONTAL))] }),
    indentLevel: (_, value) => requireNone(value, 0),
    rowHeight: ({ book, sheetId, zone }, points) => book.resize(sheetId, zone, "ROW", width(points) / POINTS_PER_PIXEL),
    // What is cut off at the edge of its cell in the grid, Excel shrinks: the files of this page say it so, too.
    shrinkToFit: (target, value) => paint(target, { wrapping: flag(value) ? "clip" : "overflow" }),
    textOrientation: (target, value) => paint(target, { rotation: (-number(value) / 180) * Math.PI }),
    verticalAlignment: (target, value) => paint(target, { verticalAlign: VERTICAL[option(value, keys(VERTICAL))] }),
    wrapText: (target, value) => paint(target, { wrapping: flag(value) ? "wrap" : "overflow" }),
  },
  objects: {
    borders: (target) => object("RangeBorderCollection", target),
    fill: (target) => object("RangeFill", target),
    font: (target) => object("RangeFont", target),
  },
  call: {
    autofitColumns: ({ book, sheetId, zone }) => book.autofit(sheetId, zone, "COL"),
    autofitRows: ({ book, sheetId, zone }) => book.autofit(sheetId, zone, "ROW"),
  },
};

export const rangeFill: MembersOf<"RangeFill", Excel.RangeFill> = {
  get: {
    color: (target) => styleOf(target, ({ fillColor }) => fillColor?.toUpperCase() || "#FFFFFF"),
    pattern: (target) => styleOf(target, ({ fillColor }) => (fillColor ? "Solid" : "None")),
    patternColor: () => "",
  },
  set: {
    color: (target, value) => paint(target, { fillColor: color(value) }),
    pattern: (_, value) => requireNone(value, "Solid"),
    patternColor: (_, value) => requireNone(value, ""),
  },
  call: { clear: (target) => paint(target, { fillColor: "" }) },
};

export const rangeFont: MembersOf<"RangeFont", Excel.RangeFont> = {
  get: {
    bold: (target) => styleOf(target, ({ bold }) => bold === true),
    color: (target) => styleOf(target, ({ textColor }) => textColor?.toUpperCase() || "#000000"),
    italic: (target) => styleOf(target, ({ italic }) => italic === true),
    name: () => FONT_NAME,
    size: (target) => styleOf(target, ({ fontSize }) => fontSize ?? 10),
    strikethrough: (target) => styleOf(target, ({ strikethrough }) => strikethrough === true),
    subscript: () => false,
    superscript: () => false,
    underline: (target) => styleOf(target, ({ underline }) => (underline ? "Single" : "None")),
  },
  set: {
    bold: (target, value) => paint(target, { bold: flag(value) }),
    color: (target, value) => paint(target, { textColor: color(value) }),
    italic: (target, value) => paint(target, { italic: flag(value) }),
    name: (_, value) => requireNone(value, FONT_NAME),
    size: (target, value) => paint(target, { fontSize: number(value) }),
    strikethrough: (target, value) => paint(target, { strikethrough: flag(value) }),
    subscript: (_, value) => requireNone(value, false),
    superscript: (_, value) => requireNone(value, false),
    underline: (target, value) => paint(target, { underline: option(value, ["None", "Single"]) === "Single" }),
  },
};

/** The one font of the grid, as its files call it. */
const FONT_NAME = "Arial";

/** Of what the grid has one kind, Excel's others are not there. */
function requireNone(value: unknown, only: unknown): void {
  if (value !== only) throw new HostError("NotImplemented", `the browser workbook cannot show ${String(value)} here`);
}

const degrees = (rotation = 0): number => Math.round((-rotation / Math.PI) * 180) || 0;

/** Where a border stands, in Excel's words and the grid's, and the cells and side it is read from. */
const SIDES = {
  EdgeTop: { position: "top", side: "top", zone: (zone: Zone): Zone => ({ ...zone, bottom: zone.top }) },
  EdgeBottom: { position: "bottom", side: "bottom", zone: (zone: Zone): Zone => ({ ...zone, top: zone.bottom }) },
  EdgeLeft: { position: "left", side: "left", zone: (zone: Zone): Zone => ({ ...zone, right: zone.left }) },
  EdgeRight: { position: "right", side: "right", zone: (zone: Zone): Zone => ({ ...zone, left: zone.right }) },
  InsideHorizontal: {
    position: "h",
    side: "bottom",
    zone: (zone: Zone): Zone => ({ ...zone, bottom: Math.max(zone.top, zone.bottom - 1) }),
  },
  InsideVertical: {
    position: "v",
    side: "right",
    zone: (zone: Zone): Zone => ({ ...zone, right: Math.max(zone.left, zone.right - 1) }),
  },
} as const;

/** The grid draws these; of Excel's others it would draw something else. */
const LINES = { Dash: "dashed", Dot: "dotted" } as const;
const WEIGHTS = { Hairline: "thin", Thin: "thin", Medium: "medium", Thick: "thick" } as const;

export const rangeBorders: MembersOf<"RangeBorderCollection", Excel.RangeBorderCollection> = {
  get: { count: () => keys(SIDES).length },
  items: (target) => keys(SIDES).map((side) => object("RangeBorder", { ...target, side })),
  item: (target, key) => object("RangeBorder", { ...target, side: option(key, keys(SIDES)) }),
  call: { getItem: (target, key) => object("RangeBorder", { ...target, side: option(key, keys(SIDES)) }) },
};

export const rangeBorder: MembersOf<"RangeBorder", Excel.RangeBorder> = {
  id: ({ side }) => side,
  get: {
    color: (target) => sharedLine(target)?.color.toUpperCase() ?? "#000000",
    sideIndex: ({ side }) => side,
    style: (target) => lineStyle(sharedLine(target)?.style),
    weight: (target) =>
      keyOf(WEIGHTS, sharedLine(target)?.style) === "Hairline" ? "Thin" : (keyOf(WEIGHTS, sharedLine(target)?.style) ?? "Thin"),
  },
  set: {
    color: (target, value) => draw(target, { color: color(value) }),
    style: (target, value) => {
      const style = option(value, ["None", "Continuous", "Dash", "Dot", "DashDot", "DashDotDot", "Double", "SlantDashDot"]);
      if (style === "None") draw(target, undefined);
      else if (style === "Continuous") draw(target, { style: "thin" });
      else if (style === "Dash" || style === "Dot") draw(target, { style: LINES[style] });
      else throw new HostError("NotImplemented", `the browser workbook cannot draw ${style} borders`);
    },
    weight: (target, value) => draw(target, { style: WEIGHTS[option(value, keys(WEIGHTS))] }),
  },
};

interface Line {
  readonly color: string;
  readonly style: string;
}

/** The line all cells along the side share. */
function sharedLine({ book, sheetId, zone, side }: BorderTarget): Line | undefined {
  const { side: edge, zone: along } = SIDES[side];
  const lines = book.mapCells(sheetId, along(zone), (position) => book.border(position)[edge] as Line | undefined).flat();
  return lines.every((line) => line?.color === lines[0]?.color && line?.style === lines[0]?.style) ? lines[0] : undefined;
}

function draw(target: BorderTarget, change: Partial<Line> | undefined): void {
  const { book, sheetId, zone, side } = target;
  const line = change && { ...(sharedLine(target) ?? { color: "#000000", style: "thin" }), ...change };
  book.writeBorder(sheetId, zone, SIDES[side].position, line);
}

function lineStyle(style: string | undefined): string {
  return style === undefined ? "None" : (keyOf(LINES, style) ?? "Continuous");
}

function paint({ book, sheetId, zone }: RangeTarget, style: CellStyle): void {
  book.writeStyle(sheetId, zone, style);
}

/** What the cells share; null where they differ. */
function styleOf<Value>({ book, sheetId, zone }: RangeTarget, ask: (style: CellStyle) => Value): Value | null {
  const answers = book.mapCells(sheetId, firstCells(zone), (position: CellPosition) => ask(book.style(position))).flat();
  return answers.every((answer) => answer === answers[0]) ? answers[0] : null;
}

/** Whole rows and columns are judged by their first cells. */
function firstCells(zone: Zone): Zone {
  return { ...zone, bottom: Math.min(zone.bottom, zone.top + 999), right: Math.min(zone.right, zone.left + 99) };
}

const columns = (zone: Zone): number[] => Array.from({ length: Math.min(columnCount(zone), 100) }, (_, i) => zone.left + i);
const rows = (zone: Zone): number[] => Array.from({ length: Math.min(rowCount(zone), 1000) }, (_, i) => zone.top + i);

function same(indices: number[], size: (index: number) => number): number | null {
  const sizes = indices.map(size);
  return sizes.every((each) => each === sizes[0]) ? sizes[0] : null;
}

function width(value: unknown): number {
  const points = number(value);
  if (points < 0) throw new HostError("InvalidArgument");
  return points;
}

const keys = <Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] => Object.keys(table) as Key[];

function keyOf<Key extends string>(table: Readonly<Record<Key, unknown>>, value: unknown): Key | undefined {
  return keys(table).find((key) => table[key] === value);
}
