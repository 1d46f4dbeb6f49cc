import type { Model } from "@odoo/o-spreadsheet";
import Papa from "papaparse";
import { excelError } from "../office/gridContent";

/*
 * A sheet as CSV: numbers in full and with a point, dates as they are shown, errors by their names. A text that begins with
 * = + - or @ would be taken for a formula by whoever opens the file: it is written with an apostrophe before it, which says in every
 * spreadsheet that what follows is text.
 */
export function sheetAsCsv(model: Model, sheetId: string): string {
  const { getters } = model;
  const filled = getters.getEvaluatedCellsPositions(sheetId).filter((position) => {
    const { value } = getters.getEvaluatedCell(position);
    return value !== null && value !== "";
  });
  const rows = Math.max(0, ...filled.map(({ row }) => row + 1));
  const columns = Math.max(0, ...filled.map(({ col }) => col + 1));
  const table: (string | number)[][] = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ""));
  for (const position of filled) table[position.row][position.col] = csvValue(getters.getEvaluatedCell(position));
  return csvOf(table);
}

interface Evaluated {
  readonly type: string;
  readonly value: unknown;
  readonly format?: string;
  readonly formattedValue: string;
}

function csvValue({ type, value, format, formattedValue }: Evaluated): string | number {
  if (type === "error") return excelError(String(value));
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "number")
    return /[ymdhs]/i.test((format ?? "").replace(/\[[^\]]*\]|"[^"]*"/g, "")) ? formattedValue : value;
  return String(value);
}

/** With the mark by which Excel knows that the letters are Unicode. */
const csvOf = (table: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${Papa.unparse(table as (string | number)[][], { escapeFormulae: /^[=+\-@\t\r]/, newline: "\r\n" })}\r\n`;
