import { LOOKS } from "./sheetLooks";
import { addressesFrom, type BlockPlan, blockSize, type CellRole, contentAt, type PlannedCell, type Zone } from "./sheetPlan";

/* A plan as rectangles of what Excel is sent: contents and number formats in parts, cells of one look together. */

/** Excel's limit for one request is 5 MB; a part stays well below it, since other commands travel with the cells. */
const MOST_BYTES_PER_PART = 4_000_000;

interface CellTable {
  readonly contents: (string | number | boolean)[][];
  readonly numberFormats: string[][];
}

/** The whole block, with empty cells where the plan has none and where results spill: there must be cells to spill into. */
export function cellsOf(plan: BlockPlan, place: { row: number; column: number }): CellTable {
  const at = addressesFrom(place);
  const { rows, columns } = blockSize(plan);
  const each = <Value>(read: (cell: PlannedCell) => Value, gap: Value): Value[][] =>
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (__, column) => {
        const cell = plan.rows[row]?.[column];
        return cell ? read(cell) : gap;
      }),
    );
  return {
    contents: each((cell) => typed(contentAt(cell, at), typeof cell.content === "object"), ""),
    numberFormats: each((cell) => cell.numberFormat ?? "General", "General"),
  };
}

/** What Excel would take for a formula or its own mark, an error, a truth value, a number, a date or a time of day. */
const READ_AS_SOMETHING_ELSE = [
  /^[=+\-@'#]/,
  /^(true|false)$/i,
  /^[\d\s.,:/\-%$€£¥()e]*\d[\d\s.,:/\-%$€£¥()e+]*([ap]m?)?$/i,
  /^[\d\s.,/-]*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\d\s.,/-]*$/i,
];

function typed(content: string | number | boolean, isFormula: boolean): string | number | boolean {
  return typeof content !== "string" || isFormula ? content : asText(content);
}

/** Excel reads text as if it were typed: what it would read as something else is marked as text. */
export function asText(content: string): string {
  return READ_AS_SOMETHING_ELSE.some((pattern) => pattern.test(content)) ? `'${content}` : content;
}

/** Excel's limit for a list of choices that is written out as one text. */
const LONGEST_LIST = 255;

/** Whether a list must stand in cells of its own. */
export const isLongList = (choices: readonly string[]): boolean => choices.join(",").length > LONGEST_LIST;

/** The columns of a range, each up to its last filled cell, from the sheet's first column on. */
export function columnsOf(values: readonly (readonly unknown[])[], firstColumn: number): string[][] {
  const width = values[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, c) => {
    const cells = values.map((row) => String(row[c]));
    while (cells.at(-1) === "") cells.pop();
    return cells;
  });
  return [...Array.from({ length: firstColumn }, () => []), ...columns];
}

/** Rows in parts whose contents stay under the size of one request. */
export function partsOf(
  contents: readonly (readonly unknown[])[],
  mostBytes = MOST_BYTES_PER_PART,
): { first: number; count: number }[] {
  const parts: { first: number; count: number }[] = [];
  let bytes = Infinity;
  contents.forEach((row, i) => {
    // Three bytes a character at the most in UTF-8, and as much again for the cell's number format.
    const size = row.reduce<number>((sum, cell) => sum + 3 * String(cell).length + 40, 0);
    if (bytes + size > mostBytes) {
      parts.push({ first: i, count: 0 });
      bytes = 0;
    }
    bytes += size;
    parts[parts.length - 1].count++;
  });
  return parts;
}

/** Cells of one role, joined into as few rectangles as a walk down the rows finds: each costs one round of commands. */
export function roleZones(plan: BlockPlan): { role: CellRole; zone: Zone }[] {
  const zones: { role: CellRole; zone: { row: number; column: number; rows: number; columns: number } }[] = [];
  plan.rows.forEach((row, r) => {
    for (let c = 0; c < row.length;) {
      const role = row[c]?.role;
      let end = c + 1;
      while (end < row.length && row[end]?.role === role) end++;
      if (role && Object.keys(LOOKS[role]).length > 0) {
        const above = zones.find(
          ({ role: other, zone }) =>
            other === role && zone.column === c && zone.columns === end - c && zone.row + zone.rows === r,
        );
        if (above) above.zone.rows++;
        else zones.push({ role, zone: { row: r, column: c, rows: 1, columns: end - c } });
      }
      c = end;
    }
  });
  return zones;
}
