import type { Address, CellRole, PlannedCell } from "./sheetPlan";

/* The cells that every block is made of, so that plans read as the rows they describe. */

type Row = (PlannedCell | null)[];

const ofRole =
  (role: CellRole) =>
  (content: string | number | boolean, more: Omit<PlannedCell, "content" | "role"> = {}): PlannedCell => ({
    content,
    role,
    ...more,
  });

export const title = ofRole("title");
export const heading = ofRole("heading");
export const label = ofRole("label");
export const input = ofRole("input");
export const note = ofRole("note");

/** A cell computed from others; `at` gives their addresses wherever the block stands. */
export function result(formula: (at: Address) => string, more: Omit<PlannedCell, "content"> = {}): PlannedCell {
  return { content: { formula }, role: "result", ...more };
}

export const headings = (...texts: readonly string[]): Row => texts.map((text) => heading(text));

/** A row whose first cell spills a table: the cells beside it carry only the look of its header. */
export function spilledHeader(formula: (at: Address) => string, columns: number): Row {
  return [{ content: { formula }, role: "heading" }, ...Array.from({ length: columns - 1 }, () => heading(""))];
}

/** Text as a formula holds it. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** ISO text as Excel's day number, which a date format then shows. */
export function dayNumber(isoDate: string): number {
  // Excel counts days from the last one of 1899.
  return Math.round((Date.parse(`${isoDate}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
}

export const DATE_FORMAT = "yyyy-mm-dd";

/** Sums, in whole dollars. */
export const MONEY_FORMAT = "$#,##0;-$#,##0";
/** Prices of one thing, and sums of a few dollars. */
export const PRICE_FORMAT = "$#,##0.00##;-$#,##0.00##";

/** How a known amount is shown: with its cents below $100. */
export const formatOfMoney = (amount: number): string =>
  Math.abs(amount) < 100 && !Number.isInteger(amount) ? PRICE_FORMAT : MONEY_FORMAT;

/** What stands beside a figure as its unit; of money, which has its sign in the cell, only what it is paid for. */
export function unitBeside(unit: string): string {
  if (unit === "$") return "";
  return unit.startsWith("$/") ? `per ${unit.slice(2)}` : unit;
}

/**
 * How a number is shown whose size is not known beforehand: whole, or with as many decimals as it has, two at least.
 * (A format of optional decimals alone would leave a whole number with its decimal point.)
 */
export function formatOfNumber(value: number): string {
  return Number.isInteger(value) ? "#,##0" : "#,##0.00####";
}

/** How a figure of this unit is shown. */
export function formatOf(unit: string): string {
  if (unit === "fraction" || unit.startsWith("fraction/") || unit === "annual" || unit === "effective annual") return "0.00%";
  if (unit === "$" || unit === "$/month") return MONEY_FORMAT;
  if (unit.startsWith("$/")) return PRICE_FORMAT;
  if (/^(months?|weeks?|days?)$/.test(unit)) return "0.00";
  if (/^(tokens|requests|calls)/.test(unit)) return "#,##0";
  return "General";
}
