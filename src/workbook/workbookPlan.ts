import { type BlockPlan, blockSize, type Zone } from "./sheetPlan";

/** How a sheet prints. */
export interface PrintSetUp {
  readonly landscape: boolean;
  /** Pages across and down; 0 takes as many as it needs. */
  readonly pagesWide: number;
  readonly pagesTall: number;
  /** Columns that are printed, from the first on: text that runs on beyond them would make the whole page smaller. */
  readonly columns?: number;
  /** Rows at the top that every page repeats. */
  readonly repeatedRows?: number;
}

/** A sheet of its own: its block stands at A1. */
export interface SheetPlan {
  readonly name: string;
  readonly block: BlockPlan;
  readonly print?: PrintSetUp;
}

/** What is printed of a sheet; undefined where that is all of it. */
export function printedZone({ block, print }: SheetPlan): Zone | undefined {
  if (!print?.columns) return undefined;
  return { row: 0, column: 0, rows: blockSize(block).rows, columns: print.columns };
}

/** A workbook described before it is written: into Excel, into the browser workbook, or into a file. */
export interface WorkbookPlan {
  readonly title: string;
  readonly sheets: readonly SheetPlan[];
  /** Names the workbook defines, each for a zone of one of its sheets. */
  readonly names: readonly { readonly name: string; readonly sheet: string; readonly zone: Zone }[];
}
