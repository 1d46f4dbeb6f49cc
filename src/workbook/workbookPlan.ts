import type { BlockPlan, Zone } from "./sheetPlan";

/** How a sheet prints. */
export interface PrintSetUp {
  readonly landscape: boolean;
  /** Pages across and down; 0 takes as many as it needs. */
  readonly pagesWide: number;
  readonly pagesTall: number;
  /** Rows at the top that every page repeats. */
  readonly repeatedRows?: number;
}

/** A sheet of its own: its block stands at A1. */
export interface SheetPlan {
  readonly name: string;
  readonly block: BlockPlan;
  readonly print?: PrintSetUp;
}

/** A workbook described before it is written: into Excel, into the browser workbook, or into a file. */
export interface WorkbookPlan {
  readonly title: string;
  readonly sheets: readonly SheetPlan[];
  /** Names the workbook defines, each for a zone of one of its sheets. */
  readonly names: readonly { readonly name: string; readonly sheet: string; readonly zone: Zone }[];
}
