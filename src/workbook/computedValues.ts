/* What the cells of a workbook show once they are calculated; whoever calculates it hands this to the writer of files. */

/** An error is an object, so that text which reads like one stays text. */
export type ComputedValue = string | number | boolean | { readonly error: string };

export interface SheetValues {
  /** By address, such as `B7`: formulas, and the cells their results spill into. */
  readonly cells: ReadonlyMap<string, ComputedValue>;
  /** How far the results of a formula reach, by the address of the formula; only where that is more than its own cell. */
  readonly spills: ReadonlyMap<string, { readonly rows: number; readonly columns: number }>;
}

/** By the names of the sheets. */
export type WorkbookValues = ReadonlyMap<string, SheetValues>;
