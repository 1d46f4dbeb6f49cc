import { helpers, Model } from "@odoo/o-spreadsheet";
import { addExcelFunctions } from "../grid/excelFunctions";
import type { AddIn, Metadata } from "../grid/customFunctions";
import { registerFunctions } from "../grid/registerFunctions";
import { customFunctionsRuntime, type Implementation } from "../customFunctionsRuntime";
import { HOSTS } from "../hosts/profiles";

/*
 * The grid of the browser workbook without its page: works out every formula of a workbook in Node, with the built functions,
 * so that a file can be written with its values in it.
 */

/** A sheet with its cells as they would be typed, by address. */
export interface TypedSheet {
  readonly name: string;
  readonly cells: Readonly<Record<string, string>>;
  /** How far cells and what spills from them may reach. */
  readonly rows: number;
  readonly columns: number;
}

interface DefinedName {
  readonly name: string;
  /** Such as `'Cash flow'!$A$1:$B$9`. */
  readonly reference: string;
}

type Shown = string | number | boolean | { readonly error: string };

interface SheetValues {
  readonly cells: Map<string, Shown>;
  readonly spills: Map<string, { readonly rows: number; readonly columns: number }>;
}

/** The runtime for functions.js to register with, and what it has registered. */
export function functionRuntime(): { runtime: unknown; implementations: Map<string, Implementation> } {
  const implementations = new Map<string, Implementation>();
  return { runtime: customFunctionsRuntime((id, implementation) => implementations.set(id, implementation)), implementations };
}

/** To be called once: the grid has one table of functions. */
export function register(metadata: Metadata, implementations: ReadonlyMap<string, Implementation>): void {
  // The grid is made for browsers and Node 22; Node 20 lacks this one function of theirs.
  (Object as { groupBy?: unknown }).groupBy ??= groupBy;
  console.debug = () => undefined;
  addExcelFunctions();
  const addIn: AddIn = { metadata, implementations };
  registerFunctions(addIn, "FT", HOSTS.web);
}

/** What each formula comes to, and where its results spill, by the names of the sheets. */
export function calculate(sheets: readonly TypedSheet[], names: readonly DefinedName[]): Map<string, SheetValues> {
  const data = helpers.createEmptyWorkbookData();
  data.sheets = sheets.map(({ name, cells, rows, columns }, i) => ({
    ...helpers.createEmptySheet(`sheet${i + 1}`, name),
    rowNumber: rows,
    colNumber: columns,
    cells: { ...cells },
  }));
  data.namedRanges = Object.fromEntries(names.map(({ name, reference }) => [name, reference]));
  const { getters } = new Model(data);
  return new Map(
    sheets.map(({ name, rows, columns, cells }, i) => {
      const sheetId = `sheet${i + 1}`;
      const values: SheetValues = { cells: new Map(), spills: new Map() };
      for (let row = 0; row < rows; row++) {
        for (let col = 0; col < columns; col++) {
          const address = helpers.toXC(col, row);
          const position = { sheetId, col, row };
          const isFormula = cells[address]?.startsWith("=") === true;
          if (!isFormula && cells[address] !== undefined) continue;
          const { value, type } = getters.getEvaluatedCell(position);
          if (value === null && !isFormula) continue;
          values.cells.set(address, type === "error" ? { error: String(value) } : (value ?? 0));
          const zone = isFormula ? getters.getSpreadZone(position) : undefined;
          if (zone && (zone.right > zone.left || zone.bottom > zone.top))
            values.spills.set(address, { rows: zone.bottom - zone.top + 1, columns: zone.right - zone.left + 1 });
        }
      }
      return [name, values];
    }),
  );
}

function groupBy<Item>(items: Iterable<Item>, keyOf: (item: Item, index: number) => string): Record<string, Item[]> {
  const groups: Record<string, Item[]> = {};
  let index = 0;
  for (const item of items) (groups[keyOf(item, index++)] ??= []).push(item);
  return groups;
}
