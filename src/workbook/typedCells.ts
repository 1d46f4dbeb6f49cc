import { sheetReference } from "./sheetNames";
import { addressesFrom, blockSize, contentAt, type PlannedCell } from "./sheetPlan";
import type { WorkbookPlan } from "./workbookPlan";

/* A planned workbook as it would be typed, for whoever calculates it. */

interface TypedSheet {
  readonly name: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly columns: number;
}

interface TypedWorkbook {
  readonly sheets: readonly TypedSheet[];
  readonly names: readonly { readonly name: string; readonly reference: string }[];
}

/** Room for results whose size no plan can tell, such as a list of checks. */
const SPARE_ROWS = 200;
const SPARE_COLUMNS = 20;
const at = addressesFrom({ row: 0, column: 0 });

export function typedWorkbook(plan: WorkbookPlan): TypedWorkbook {
  return {
    sheets: plan.sheets.map(({ name, block }) => {
      const cells: Record<string, string> = {};
      block.rows.forEach((row, r) =>
        row.forEach((cell, c) => {
          if (cell && cell.content !== "") cells[at(r, c)] = typed(cell);
        }),
      );
      const { rows, columns } = blockSize(block);
      return { name, cells, rows: rows + SPARE_ROWS, columns: columns + SPARE_COLUMNS };
    }),
    names: plan.names.map(({ name, sheet, zone: { row, column, rows, columns } }) => ({
      name,
      reference: sheetReference(sheet, `${at(row, column, true)}:${at(row + rows - 1, column + columns - 1, true)}`),
    })),
  };
}

function typed(cell: PlannedCell): string {
  const content = contentAt(cell, at);
  if (typeof content === "boolean") return content ? "TRUE" : "FALSE";
  if (typeof content === "number") return String(content);
  // The quote says that it is text, whatever it reads like.
  return typeof cell.content === "object" ? content : `'${content}`;
}
