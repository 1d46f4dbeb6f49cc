import { result } from "../plannedCells";
import { sheetReference } from "../sheetNames";
import { columnName, type PlannedCell } from "../sheetPlan";

/*
 * The sheets of a business case refer to each other's cells. A formula is written with the names of what it takes, in
 * square brackets; the book knows where each stands. So a line can move without a formula being touched.
 */

export const CASE_SHEETS = {
  summary: "Summary",
  assumptions: "Assumptions",
  model: "Model",
  cashFlow: "Cash flow",
  options: "Options",
  sensitivity: "Sensitivity",
  risk: "Risk",
  training: "Training and hardware",
  checks: "Checks",
  sources: "Sources",
} as const;
export type CaseSheet = keyof typeof CASE_SHEETS;
export type SheetNames = Readonly<Record<CaseSheet, string>>;

interface Cell {
  readonly row: number;
  readonly column: number;
}

interface Place extends Cell {
  readonly sheet: CaseSheet;
  readonly rows: number;
  readonly columns: number;
}

export type Row = (PlannedCell | null)[];

export class CaseBook {
  private readonly places = new Map<string, Place>();

  /** @param names What the sheets are called in the workbook they are written into. */
  constructor(readonly names: SheetNames) {}

  /** Says where something stands: one cell, or a range. */
  define(name: string, sheet: CaseSheet, { row, column }: Cell, rows = 1, columns = 1): void {
    if (this.places.has(name)) throw new Error(`the case has two cells named ${name}`);
    this.places.set(name, { sheet, row, column, rows, columns });
  }

  place(name: string): Place {
    const place = this.places.get(name);
    if (place === undefined) throw new Error(`the case has no cell named ${name}`);
    return place;
  }

  private from(sheet: CaseSheet, { sheet: home }: Place, address: string): string {
    if (sheet === home) return address;
    const name = this.names[home];
    return /^[A-Za-z_]+$/.test(name) ? `${name}!${address}` : sheetReference(name, address);
  }

  /**
   * The text of a formula. `[name]` is the cell or range of that name, fixed; `[name|]` its column, in the row of the formula,
   * and `[name|-1]` in the row above; `[name@]` its row, in the column of the formula.
   */
  text(sheet: CaseSheet, formula: string, here: Cell): string {
    return formula.replace(/\[(\w+)(\||@)?(-1)?\]/g, (_, name: string, way?: "|" | "@", above?: string) => {
      const place = this.place(name);
      const { row, column, rows, columns } = place;
      if (way === "|") return this.from(sheet, place, `$${columnName(column)}${here.row + 1 - (above === undefined ? 0 : 1)}`);
      if (way === "@") return this.from(sheet, place, `${columnName(here.column)}$${row + 1}`);
      const first = `$${columnName(column)}$${row + 1}`;
      const last = `$${columnName(column + columns - 1)}$${row + rows}`;
      return this.from(sheet, place, first === last ? first : `${first}:${last}`);
    });
  }
}

type Look = Omit<PlannedCell, "content" | "twin"> & {
  /** The same in functions that every spreadsheet has, for a cell that an FT function fills. */
  readonly twin?: string;
  /** The name by which other formulas take the cell. */
  readonly name?: string;
};

/** The rows of one sheet, filled from the top; columns are given as they stand. */
export class CaseRows {
  readonly rows: Row[] = [];

  constructor(
    readonly book: CaseBook,
    readonly sheet: CaseSheet,
  ) {}

  /** The row that `add` writes next. */
  get next(): number {
    return this.rows.length;
  }

  add(...cells: Row): number {
    return this.rows.push(cells) - 1;
  }

  /** Puts cells into a row there is or will be. */
  put(row: number, column: number, ...cells: Row): void {
    while (this.rows.length <= row) this.rows.push([]);
    const line = this.rows[row];
    while (line.length < column) line.push(null);
    line.splice(column, cells.length, ...cells);
  }

  /** A cell computed by a formula of names, for the given place; the row is the next one unless said otherwise. */
  computed(column: number, formula: string, { twin, name, ...look }: Look = {}, row = this.next): PlannedCell {
    const here = { row, column };
    if (name !== undefined) this.book.define(name, this.sheet, here);
    const planned = (text: string) => () => `=${this.book.text(this.sheet, text, here)}`;
    const cell = result(planned(formula), look);
    return twin === undefined ? cell : { ...cell, twin: { formula: planned(twin) } };
  }
}
