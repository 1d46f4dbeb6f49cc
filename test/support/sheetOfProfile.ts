import { addFunction, Model } from "@odoo/o-spreadsheet";
import { addressesFrom, type BlockPlan, contentAt } from "../../src/workbook/sheetPlan";
import type { WorkbookPlan } from "../../src/workbook/workbookPlan";
import { builtFunctions, type CellValue, isCellError, metadata } from "./builtFunctions";
import { type CellContent, EMPTY, InCells, type Profile } from "./hostProfiles";

/*
 * A planned block on a sheet, calculated as the Excel of a profile would: the grid works the formulas out, and each call of
 * an FT function is made with what that Excel sends for its arguments.
 */

// The grid is made for browsers and Node 22; Node 20 lacks this one function of theirs.
(Object as { groupBy?: unknown }).groupBy ??= (items: Iterable<unknown>, keyOf: (item: unknown, index: number) => string) => {
  const groups: Record<string, unknown[]> = {};
  let index = 0;
  for (const item of items) (groups[keyOf(item, index++)] ??= []).push(item);
  return groups;
};
console.debug = () => undefined;

interface GridCell {
  value: string | number | boolean | null;
  position?: unknown;
}

let calls: ReturnType<typeof builtFunctions> | undefined;

const contentOf = ({ value }: GridCell): CellContent => (value === null ? EMPTY : value);

/** What a formula says of an argument: a reference is one to cells, whatever they hold. */
function argumentOf(argument: GridCell | GridCell[][] | undefined): unknown {
  if (argument === undefined) return null;
  if (!Array.isArray(argument)) {
    if (argument.position) return new InCells([[contentOf(argument)]]);
    return argument.value;
  }
  // The grid keeps columns.
  const rows = argument[0].map((_, r) => argument.map((column) => column[r]));
  if (argument[0][0].position) return new InCells(rows.map((row) => row.map(contentOf)));
  return rows.map((row) => row.map(({ value }) => value));
}

const shown = (value: CellValue): GridCell => {
  if (isCellError(value)) return { value: value.error };
  return { value };
};

for (const { id, parameters } of metadata().functions) {
  addFunction(`FT.${id}`, {
    description: "",
    args: parameters.map(({ name, dimensionality, optional }) => ({
      name,
      description: "",
      optional: optional === true,
      type: [dimensionality === "matrix" ? "RANGE<ANY>" : "ANY"],
      acceptMatrix: true,
      acceptErrors: true,
    })),
    compute: (...args: unknown[]) => {
      const result = calls?.call(id, ...(args as (GridCell | GridCell[][] | undefined)[]).map(argumentOf)) as
        CellValue | CellValue[][];
      if (!Array.isArray(result)) return shown(result);
      return result[0].map((_, c) => result.map((row) => shown(row[c])));
    },
  } as never);
}

/** Every cell of a block that shows something, by address; numbers to twelve digits. */
export function calculated(plan: BlockPlan, profile: Profile): Map<string, string | number | boolean> {
  calls = builtFunctions(profile);
  const at = addressesFrom({ row: 0, column: 0 });
  const cells: Record<string, string> = {};
  plan.rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      if (!cell) return;
      const content = contentAt(cell, at);
      if (content !== "") cells[at(r, c)] = typeof content === "string" ? content : String(content).toUpperCase();
    }),
  );
  const size = { colNumber: 60, rowNumber: plan.rows.length + 120 };
  const model = new Model({ version: "19.3.0", sheets: [{ id: "s", name: "Sheet1", ...size, cells }] });
  const found = new Map<string, string | number | boolean>();
  for (let row = 0; row < size.rowNumber; row++) {
    for (let col = 0; col < size.colNumber; col++) {
      const { value } = model.getters.getEvaluatedCell({ sheetId: "s", col, row }) as GridCell;
      if (value === null || value === "") continue;
      found.set(at(row, col), typeof value === "number" ? Number(value.toPrecision(12)) : value);
    }
  }
  return found;
}

/** A planned workbook, calculated: its cells by sheet and address, and what changes when one is typed into. */
export interface CalculatedWorkbook {
  value(sheet: string, address: string): string | number | boolean | null;
  type(sheet: string, address: string, content: string | number): void;
  /** Every cell of a sheet that shows something. */
  cells(sheet: string): Map<string, string | number | boolean>;
}

export function calculatedWorkbook(plan: WorkbookPlan, profile: Profile): CalculatedWorkbook {
  calls = builtFunctions(profile);
  const at = addressesFrom({ row: 0, column: 0 });
  const size = { colNumber: 60, rowNumber: 160 };
  const sheets = plan.sheets.map(({ name, block }) => {
    const cells: Record<string, string> = {};
    block.rows.forEach((row, r) =>
      row.forEach((cell, c) => {
        if (!cell) return;
        const content = contentAt(cell, at);
        if (content !== "") cells[at(r, c)] = typeof content === "string" ? content : String(content).toUpperCase();
      }),
    );
    return { id: name, name, ...size, cells };
  });
  const model = new Model({ version: "19.3.0", sheets });
  const positionOf = (address: string) => {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(address)!;
    const col = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    return { col, row: Number(row) - 1 };
  };
  const read = (sheetId: string, col: number, row: number) =>
    (model.getters.getEvaluatedCell({ sheetId, col, row }) as GridCell).value;
  return {
    value: (sheet, address) => read(sheet, positionOf(address).col, positionOf(address).row),
    type(sheet, address, content) {
      model.dispatch("UPDATE_CELL", { sheetId: sheet, ...positionOf(address), content: String(content) } as never);
    },
    cells(sheet) {
      const found = new Map<string, string | number | boolean>();
      for (let row = 0; row < size.rowNumber; row++) {
        for (let col = 0; col < size.colNumber; col++) {
          const value = read(sheet, col, row);
          if (value !== null && value !== "") found.set(at(row, col), value);
        }
      }
      return found;
    },
  };
}
