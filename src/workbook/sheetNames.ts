import { columnName } from "./sheetPlan";

/* Names of sheets and addresses that carry them, as Excel writes and takes them. */

/** A formula refers to cells of another sheet by its quoted name. */
export function sheetReference(sheetName: string, address: string): string {
  return `'${sheetName.replace(/'/g, "''")}'!${address}`;
}

/** A name Excel takes, not yet used: at most 31 characters, none of []:*?/\, no quote at either end. */
export function freeSheetName(title: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const clean = title
    .replace(/[[\]:*?/\\]+/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^'+|'+$/g, "")
    .trim();
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? "" : ` ${n}`;
    const name = (clean || "FT").slice(0, 31 - suffix.length).trim() + suffix;
    if (!used.has(name.toLowerCase()) && name.toLowerCase() !== "history") return name;
  }
}

/** Where a block stands, as a user reads it: `Sheet1!B2:D9`. */
export function areaAddress(sheetName: string, row: number, column: number, rows: number, columns: number): string {
  const first = `${columnName(column)}${row + 1}`;
  const last = `${columnName(column + columns - 1)}${row + rows}`;
  const sheet = /^[A-Za-z_][\w.]*$/.test(sheetName) ? `${sheetName}!` : sheetReference(sheetName, "");
  return sheet + (first === last ? first : `${first}:${last}`);
}
