import { type CellLook, LOOKS, TABLE_LINE } from "../sheetLooks";
import type { CellRole } from "../sheetPlan";
import { DECLARATION, element, MAIN } from "./xml";

/* Looks as Excel stores them: tables of fonts, fills, borders and number formats, and cells that name a row of each. */

/** How one cell looks. */
export interface CellStyle {
  readonly role: CellRole;
  readonly numberFormat: string;
  readonly horizontal?: "left" | "right";
  /** In letters, from the side the content stands at. */
  readonly indent?: number;
  readonly wraps?: boolean;
  /** Text that would be read as a formula if it were edited and entered again. */
  readonly isGuardedText?: boolean;
}

/** Cells of a table, with lines around them. */
const BORDERED: ReadonlySet<CellRole> = new Set<CellRole>(["heading", "input", "result", "total"]);

const FONT = "Calibri";
const FONT_POINTS = 11;
/** Below it, formats have numbers that Excel gives them. */
const FIRST_FORMAT_ID = 164;

/** An ARGB colour, from a web one. */
const argb = (color: string): string => `FF${color.slice(1).toUpperCase()}`;

const colour = (color: string): string => element("color", { rgb: argb(color) });

/** Collects the styles that the cells of a workbook use, in the order of their first use. */
export class StyleTable {
  private readonly fonts = new Rows([fontOf({})]);
  // The first two are what Excel takes them for, whatever they say.
  private readonly fills = new Rows(
    ["none", "gray125"].map((patternType) => element("fill", {}, element("patternFill", { patternType }))),
  );
  private readonly borders = new Rows([borderOf(false)]);
  private readonly formats = new Rows([]);
  private readonly cells = new Rows([element("xf", { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0, xfId: 0 })]);

  /** The number by which a cell names its style. */
  idOf({ role, numberFormat, horizontal, indent, wraps, isGuardedText }: CellStyle): number {
    const look = LOOKS[role];
    const fontId = this.fonts.idOf(fontOf(look));
    const fillId = look.fill ? this.fills.idOf(fillOf(look.fill)) : 0;
    const borderId = this.borders.idOf(borderOf(BORDERED.has(role)));
    const numFmtId = numberFormat === "General" ? 0 : FIRST_FORMAT_ID + this.formats.idOf(numberFormat);
    const alignment =
      horizontal || wraps
        ? element("alignment", { horizontal, indent, vertical: wraps ? "center" : undefined, wrapText: wraps ? 1 : undefined })
        : "";
    const attributes = {
      ...{ numFmtId, fontId, fillId, borderId, xfId: 0, quotePrefix: isGuardedText ? 1 : undefined },
      ...{
        applyNumberFormat: numFmtId > 0 ? 1 : undefined,
        applyFont: fontId > 0 ? 1 : undefined,
        applyFill: fillId > 0 ? 1 : undefined,
      },
      ...{ applyBorder: borderId > 0 ? 1 : undefined, applyAlignment: alignment ? 1 : undefined },
    };
    return this.cells.idOf(element("xf", attributes, alignment));
  }

  /** xl/styles.xml */
  xml(): string {
    const formats = this.formats.rows.map((formatCode, i) => element("numFmt", { numFmtId: FIRST_FORMAT_ID + i, formatCode }));
    return (
      DECLARATION +
      element(
        "styleSheet",
        { xmlns: MAIN },
        formats.length > 0 ? table("numFmts", formats) : "",
        table("fonts", this.fonts.rows),
        table("fills", this.fills.rows),
        table("borders", this.borders.rows),
        table("cellStyleXfs", [element("xf", { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 })]),
        table("cellXfs", this.cells.rows),
        table("cellStyles", [element("cellStyle", { name: "Normal", xfId: 0, builtinId: 0 })]),
      )
    );
  }
}

/** Distinct rows, numbered as they come. */
class Rows {
  private readonly ids = new Map<string, number>();

  constructor(first: readonly string[]) {
    for (const row of first) this.idOf(row);
  }

  idOf(row: string): number {
    const known = this.ids.get(row);
    if (known !== undefined) return known;
    this.ids.set(row, this.ids.size);
    return this.ids.size - 1;
  }

  get rows(): string[] {
    return [...this.ids.keys()];
  }
}

const table = (name: string, rows: readonly string[]): string => element(name, { count: rows.length }, ...rows);

function fontOf({ bold, italic, underline, size, color }: CellLook): string {
  return element(
    "font",
    {},
    bold ? "<b/>" : "",
    italic ? "<i/>" : "",
    underline ? "<u/>" : "",
    element("sz", { val: size ?? FONT_POINTS }),
    colour(color ?? "#000000"),
    element("name", { val: FONT }),
    element("family", { val: 2 }),
  );
}

const fillOf = (fill: string): string =>
  element(
    "fill",
    {},
    element(
      "patternFill",
      { patternType: "solid" },
      element("fgColor", { rgb: argb(fill) }),
      element("bgColor", { indexed: 64 }),
    ),
  );

function borderOf(isBordered: boolean): string {
  const sides = ["left", "right", "top", "bottom"].map((side) =>
    isBordered ? element(side, { style: "thin" }, colour(TABLE_LINE)) : element(side, {}),
  );
  return element("border", {}, ...sides, "<diagonal/>");
}
