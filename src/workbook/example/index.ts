import { LOOKS, SERIES_COLORS, TABLE_LINE } from "../sheetLooks";
import { addressesFrom, type BlockPlan, contentAt, type PlannedCell } from "../sheetPlan";
import { hardwareSheet } from "./hardwareSheet";
import { riskSheet } from "./riskSheet";
import { scenariosSheet } from "./scenariosSheet";
import { sensitivitySheet } from "./sensitivitySheet";
import { startSheet } from "./startSheet";

/*
 * The workbook that the browser page opens with. The build runs this file and writes what it exports to
 * example.json: each plan on a sheet of its own, its formulas written out for the top left corner.
 */

const SHEETS: readonly (() => BlockPlan)[] = [startSheet, hardwareSheet, scenariosSheet, sensitivitySheet, riskSheet];

type WrittenCell = Omit<PlannedCell, "content"> & { content: string | number | boolean };

/** A plan without functions in it: plain data, as it goes into a file. */
function written(plan: BlockPlan) {
  const at = addressesFrom({ row: 0, column: 0 });
  const rows = plan.rows.map((row) => row.map((cell): WrittenCell | null => cell && { ...cell, content: contentAt(cell, at) }));
  return { ...plan, rows };
}

export function exampleWorkbook() {
  return { sheets: SHEETS.map((plan) => written(plan())), looks: LOOKS, seriesColors: SERIES_COLORS, tableLine: TABLE_LINE };
}
