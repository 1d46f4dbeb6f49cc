/*
 * What is to be written, described before anything is written: a plan is plain data, the same for Excel and for the
 * browser workbook. Only excelWorkbook.ts carries a plan out in Excel, only src/tryout in the grid.
 */

/** An input is typed by the user, a result is computed, a link leads to another cell; the rest is text around them. */
export type CellRole = "title" | "heading" | "label" | "input" | "result" | "note" | "total" | "link";

/** Gives the A1 address of a cell of the block, counted from its top left (0, 0); `absolute` fixes both, "row" or "column" one. */
export type Address = (row: number, column: number, absolute?: true | "row" | "column") => string;

/** A formula that refers to other cells of the block by their place in it, so that the block can stand anywhere. */
interface PlannedFormula {
  readonly formula: (at: Address) => string;
}

export interface PlannedCell {
  readonly content: string | number | boolean | PlannedFormula;
  readonly role?: CellRole;
  /** An Excel number format, such as `#,##0.00`. */
  readonly numberFormat?: string;
  /** Shown as a comment on the cell: unit, source, date. */
  readonly note?: string;
  /** Text that is broken into as many lines as its column needs; without it text runs on over the empty cells beside it. */
  readonly wraps?: true;
  /** The values the cell may take, offered as a list; none of them holds a comma. */
  readonly choices?: readonly string[];
  /**
   * Beside a formula of FT functions: what it comes to in functions that every spreadsheet has, so that another program can
   * work the figure out for itself. Nothing writes it into the workbook.
   */
  readonly twin?: PlannedFormula;
}

/** The zone a chart reads, counted in the block as `Address` counts. */
export interface Zone {
  /** Of a chart in a workbook of several sheets: the sheet the zone lies on; that of the chart where left out. */
  readonly sheet?: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface PlannedChart {
  readonly kind: "line" | "column" | "bar" | "scatter" | "stackedColumn" | "stackedBar";
  readonly title: string;
  readonly categories: Zone;
  readonly series: readonly { readonly name: string; readonly values: Zone }[];
  /** Top left cell of the chart and its size in pixels. */
  readonly place: { readonly row: number; readonly column: number; readonly width: number; readonly height: number };
  readonly valueAxisTitle?: string;
  readonly categoryAxisTitle?: string;
}

/** A block of cells: `null` leaves a cell as it is. Rows may be shorter than the widest one. */
export interface BlockPlan {
  /** Names the block in questions and messages, and the sheet when it gets one of its own. */
  readonly title: string;
  readonly rows: readonly (readonly (PlannedCell | null)[])[];
  /** Room the spilled results of the block need beyond its own cells. */
  readonly spills?: readonly Zone[];
  /** Widths in pixels, from the first column on. */
  readonly columnWidths?: readonly number[];
  readonly frozenRows?: number;
  /** Rows that are folded away until somebody opens them, where the host can. */
  readonly foldedRows?: readonly { readonly first: number; readonly count: number }[];
  readonly charts?: readonly PlannedChart[];
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** The addresses of a block whose top left stands at `origin` (0-based) of a sheet. */
export function addressesFrom(origin: { readonly row: number; readonly column: number }): Address {
  return (row, column, absolute) => {
    const fixedColumn = absolute === true || absolute === "column" ? "$" : "";
    const fixedRow = absolute === true || absolute === "row" ? "$" : "";
    return `${fixedColumn}${columnName(origin.column + column)}${fixedRow}${origin.row + row + 1}`;
  };
}

/** What a cell of the plan holds once the block stands at its place: a value, or a formula with its "=". */
export function contentAt(cell: PlannedCell, at: Address): string | number | boolean {
  return typeof cell.content === "object" ? cell.content.formula(at) : cell.content;
}

/** Rows and columns of the block itself, and with the room for its spills. */
export function blockSize(plan: BlockPlan): { rows: number; columns: number } {
  const columns = Math.max(
    0,
    ...plan.rows.map((row) => row.length),
    ...(plan.spills ?? []).map((zone) => zone.column + zone.columns),
  );
  const rows = Math.max(plan.rows.length, ...(plan.spills ?? []).map((zone) => zone.row + zone.rows));
  return { rows, columns };
}
