import "./gridInNode";
import { Model, registries } from "@odoo/o-spreadsheet";
import type { Metadata } from "../../src/tryout/grid/customFunctions";
import { addExcelFunctions } from "../../src/tryout/grid/excelFunctions";
import { registerFunctions } from "../../src/tryout/grid/registerFunctions";
import { type HostName, HOSTS } from "../../src/tryout/hosts/profiles";
import { addressesFrom, type BlockPlan, contentAt } from "../../src/workbook/sheetPlan";
import type { WorkbookPlan } from "../../src/workbook/workbookPlan";
import { loadImplementations, metadataOf } from "./builtFunctions";

/*
 * A planned block on a sheet of one of the Excels there are: the browser workbook's grid with the built functions, each
 * called as that Excel calls it.
 */

const implementations = loadImplementations();
let current: HostName | undefined;

/** What is registered for a host, by name. */
const OWN = /^FT\.|^ERROR\.TYPE|_ft\./i;

interface Registry {
  getKeys(): string[];
  remove(key: string): void;
}

/** The grid's functions belong to the page, and a page has one host. */
function becomeHost(host: HostName): void {
  if (current === host) return;
  const { functionRegistry, autoCompleteProviders } = registries;
  const { mapping } = functionRegistry as unknown as { mapping: Record<string, unknown> };
  // Formulas that were compiled for another host still call by name what this one does not know.
  for (const key of Object.keys(mapping)) if (OWN.test(key)) mapping[key] = () => ({ value: "#NAME?" });
  for (const registry of [functionRegistry, autoCompleteProviders] as unknown as Registry[]) {
    for (const key of registry.getKeys()) if (OWN.test(key)) registry.remove(key);
  }
  addExcelFunctions();
  registerFunctions({ metadata: metadataOf(host) as Metadata, implementations }, "FT", HOSTS[host]);
  current = host;
}

type Shown = string | number | boolean;

const at = addressesFrom({ row: 0, column: 0 });

function contentsOf(plan: BlockPlan): Record<string, string> {
  const cells: Record<string, string> = {};
  plan.rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      if (!cell) return;
      const content = contentAt(cell, at);
      if (content !== "") cells[at(r, c)] = typeof content === "string" ? content : String(content).toUpperCase();
    }),
  );
  return cells;
}

/** Every cell of a sheet that shows something, by address. */
function shownIn(model: Model, sheetId: string): Map<string, Shown> {
  const found = new Map<string, Shown>();
  const [columns, rows] = [model.getters.getNumberCols(sheetId), model.getters.getNumberRows(sheetId)];
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < columns; col++) {
      const { value } = model.getters.getEvaluatedCell({ sheetId, col, row }) as { value: Shown | null };
      if (value !== null && value !== "") found.set(at(row, col), value);
    }
  }
  return found;
}

/** Every cell of a block that shows something, by address; numbers to twelve digits. */
export function calculated(plan: BlockPlan, host: HostName): Map<string, Shown> {
  becomeHost(host);
  const size = { colNumber: 60, rowNumber: plan.rows.length + 120 };
  const sheets = [{ id: "s", name: "Sheet1", ...size, cells: contentsOf(plan) }];
  const found = shownIn(new Model({ version: "19.3.0", sheets }), "s");
  for (const [address, value] of found) if (typeof value === "number") found.set(address, Number(value.toPrecision(12)));
  return found;
}

/** A planned workbook, calculated: its cells by sheet and address, and what changes when one is typed into. */
export interface CalculatedWorkbook {
  value(sheet: string, address: string): Shown | null;
  type(sheet: string, address: string, content: string | number): void;
  /** Every cell of a sheet that shows something. */
  cells(sheet: string): Map<string, Shown>;
}

/** A workbook of one host; as long as it is used no other host is asked for. */
export function calculatedWorkbook(plan: WorkbookPlan, host: HostName): CalculatedWorkbook {
  becomeHost(host);
  const size = { colNumber: 60, rowNumber: 160 };
  const sheets = plan.sheets.map(({ name, block }) => ({ id: name, name, ...size, cells: contentsOf(block) }));
  const model = new Model({ version: "19.3.0", sheets });
  const positionOf = (address: string) => {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(address)!;
    const col = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    return { col, row: Number(row) - 1 };
  };
  return {
    value(sheetId, address) {
      const { value } = model.getters.getEvaluatedCell({ sheetId, ...positionOf(address) });
      return value as Shown | null;
    },
    type(sheetId, address, content) {
      model.dispatch("UPDATE_CELL", { sheetId, ...positionOf(address), content: String(content) } as never);
    },
    cells: (sheet) => shownIn(model, sheet),
  };
}
