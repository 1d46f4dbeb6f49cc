/* One dress for every kind of figure in a business case. */

export const AMOUNT = "$#,##0;-$#,##0";
export const PRICE = "$#,##0.00##";
export const COUNT = "#,##0";
export const DECIMAL = "#,##0.00";
export const MONTHS = "0.0";
export const SHARE = "0.0%";
export const RATE = "0.00%";
export const FACTOR = "0.0000";
/** TRUE and FALSE in words, also in programs to which they are 1 and 0. */
export const TRUTH = '"TRUE";;"FALSE"';

const BY_UNIT: readonly (readonly [RegExp, string])[] = [
  [/^\$(\/month)?$/, AMOUNT],
  [/^\$\//, PRICE],
  [/^(fraction|effective annual)/, RATE],
  [/^(tokens\/s per instance|B parameters|bytes|bits|GB|×)/, "#,##0.##"],
  [/^(tokens|requests|trials|s\/day|examples)/, COUNT],
  [/^(months|days|h|runs|instances|GPUs|epochs|number|1 or 0)/, "#,##0.##"],
];

/** How a figure of a unit is shown; a number of optional decimals only where it has some. */
export function caseFormat(unit: string, value: number | string): string | undefined {
  if (typeof value === "string") return undefined;
  const format = BY_UNIT.find(([pattern]) => pattern.test(unit))?.[1];
  if (unit === "fraction" && value !== 0 && Math.abs(value) < 1e-4) return "0.000000000";
  // A format of optional decimals alone would leave a whole number with its decimal point.
  return format === "#,##0.##" ? (Number.isInteger(value) ? COUNT : DECIMAL) : format;
}
