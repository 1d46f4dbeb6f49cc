import type { WorkbookPlan } from "../workbookPlan";

/* What Excel would refuse, or offer to repair, is refused before anything is written. */

/** Why no file can be written, in a sentence for the user. */
export class FileError extends Error {
  override readonly name = "FileError";
}

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const LONGEST_SHEET_NAME = 31;
export const LONGEST_TEXT = 32_767;

/** @throws FileError naming the first thing that no file can hold. */
export function requireWritable(plan: WorkbookPlan): void {
  if (plan.sheets.length === 0) throw new FileError("The workbook has no sheets: a file needs one at least.");
  const sheets = new Set<string>();
  for (const { name, block } of plan.sheets) {
    requireSheetName(name, sheets);
    sheets.add(name.toLowerCase());
    const columns = Math.max(0, ...block.rows.map((row) => row.length));
    if (block.rows.length > MOST_ROWS || columns > MOST_COLUMNS)
      throw new FileError(
        `The sheet "${name}" has ${block.rows.length} rows and ${columns} columns, more than a sheet of Excel holds.`,
      );
  }
  const names = new Set<string>();
  for (const { name, sheet } of plan.names) {
    requireDefinedName(name, names);
    names.add(name.toLowerCase());
    if (!sheets.has(sheet.toLowerCase()))
      throw new FileError(`The name ${name} stands for cells of "${sheet}", a sheet the workbook does not have.`);
  }
}

function requireSheetName(name: string, taken: ReadonlySet<string>): void {
  const refuse = (why: string): never => {
    throw new FileError(`A sheet cannot be named "${name}": ${why}.`);
  };
  if (name.trim() === "") refuse("a name needs a letter or digit");
  if (name.length > LONGEST_SHEET_NAME) refuse(`${name.length} characters are more than the ${LONGEST_SHEET_NAME} Excel takes`);
  if (/[[\]:*?/\\]/.test(name)) refuse("Excel takes none of [ ] : * ? / \\");
  if (/^'|'$/.test(name)) refuse("it may not begin or end with a quote");
  if (name.toLowerCase() === "history") refuse("Excel keeps that name for itself");
  if (taken.has(name.toLowerCase())) refuse("another sheet has that name, and Excel does not tell capitals apart");
}

function requireDefinedName(name: string, taken: ReadonlySet<string>): void {
  const isWord = /^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name);
  const isReference = /^[a-z]{1,3}\d{1,7}$/i.test(name) || /^[rc]$|^r\d*c\d*$/i.test(name);
  if (!isWord || isReference) throw new FileError(`Cells cannot be named "${name}": Excel would not take it for a name.`);
  if (taken.has(name.toLowerCase())) throw new FileError(`Two names are "${name}", and Excel does not tell capitals apart.`);
}
