import { strToU8, type Zippable, zipSync } from "fflate";
import type { WorkbookValues } from "./computedValues";
import type { WorkbookPlan } from "./workbookPlan";
import { workbookFileParts } from "./xlsx/fileParts";

export { FileError } from "./xlsx/fileProblems";

/* A planned workbook as the bytes of an .xlsx file: the one file that knows the library which zips. */

export interface FileOptions {
  /** The day the file says it was made on, ISO; a file of the same plan, values and day is the same to the last byte. */
  readonly date: string;
  /** Values in place of the formulas that call the add-in, for readers who do not have it. */
  readonly valuesOnly?: boolean;
}

/** The first moment a zip archive can tell, in whatever zone: archives hold local time. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * The file of a workbook whose formulas come to `values`; a formula without a value is for the program that opens it to calculate.
 * @throws FileError naming the first thing that no file can hold.
 */
export function xlsxFile(plan: WorkbookPlan, values: WorkbookValues, options: FileOptions): Uint8Array {
  const parts: Zippable = {};
  for (const [name, text] of workbookFileParts(plan, values, options)) parts[name] = strToU8(text);
  return zipSync(parts, { level: 6, mtime: NO_TIME });
}
