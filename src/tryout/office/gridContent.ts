import { DEFAULT_LOCALE, helpers, parse } from "@odoo/o-spreadsheet";
import type { Zone } from "./addresses";
import { HostError } from "./hostError";

/* Values and formats on their way into the grid, and errors on their way out of it. */

/** The grid's own names of errors, in Excel's words. A name it does not know is a bad expression to the grid. */
const EXCEL_ERRORS: Readonly<Record<string, string>> = { "#ERROR": "#VALUE!", "#REF": "#REF!", "#BAD_EXPR": "#NAME?" };

export function excelError(name: string): string {
  return EXCEL_ERRORS[name] ?? name;
}

/** What the grid is to be given for a value of the add-in; null to leave the cell as it is. */
export function content(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") throw new HostError("InvalidArgument");
  if (value.length > 32_767) throw new HostError("InvalidArgument");
  if (value.startsWith("=") && value.length > 1) requireFormula(value);
  return value;
}

/** Excel refuses a formula that it cannot read; a name that it does not know is no such case. */
function requireFormula(formula: string): void {
  try {
    parse(formula);
  } catch {
    throw new HostError("InvalidArgument");
  }
}

/** A number format of Excel's as the grid takes it; null to leave the cell's own. */
export function gridFormat(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string") throw new HostError("InvalidArgument");
  if (value === "General" || value === "") return "";
  try {
    helpers.formatValue(1234.5, { format: value, locale: DEFAULT_LOCALE });
    return value;
  } catch {
    // Excel may know it; the grid would fail to draw the cell.
    throw new HostError("NotImplemented", `the browser workbook cannot show the number format ${value}`);
  }
}

/** Groups cells by what they are given, so that a block of one kind is one command: runs of a row, joined downwards. */
export function alike<Value>(zone: Zone, values: Value[][]): [Value, Zone[]][] {
  const groups = new Map<Value, Zone[]>();
  values.forEach((line, r) => {
    for (let c = 0; c < line.length;) {
      let end = c;
      while (end + 1 < line.length && line[end + 1] === line[c]) end++;
      const run = { top: zone.top + r, bottom: zone.top + r, left: zone.left + c, right: zone.left + end };
      const group = groups.get(line[c]) ?? [];
      const above = group.findIndex(
        (other) => other.bottom === run.top - 1 && other.left === run.left && other.right === run.right,
      );
      if (above >= 0) group[above] = { ...group[above], bottom: run.bottom };
      else group.push(run);
      groups.set(line[c], group);
      c = end + 1;
    }
  });
  return [...groups];
}
