import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DISTRIBUTION_KINDS } from "../../src/engine/distributions";
import { NUMBER_INPUTS, SCENARIO_INPUTS } from "../../src/engine/scenario/inputs";
import { simulate } from "../../src/functions/simulate";
import { riskSheet } from "../../src/workbook/example/riskSheet";
import { scenariosSheet } from "../../src/workbook/example/scenariosSheet";
import { sensitivitySheet } from "../../src/workbook/example/sensitivitySheet";
import { addressesFrom, type BlockPlan, contentAt, type Zone } from "../../src/workbook/sheetPlan";

const at = addressesFrom({ row: 0, column: 0 });
const cellsOf = (plan: BlockPlan) =>
  plan.rows.flatMap((row, r) =>
    row.flatMap((cell, c) => (cell ? [{ ...cell, row: r, column: c, content: contentAt(cell, at) }] : [])),
  );

/** A plan as a person reads it. */
function written(plan: BlockPlan): string {
  return [
    ...cellsOf(plan)
      .filter(({ content }) => content !== "")
      .map(
        ({ row, column, content, role, numberFormat }) =>
          `${at(row, column)}\t${content}\t${[role, numberFormat].filter(Boolean).join("; ")}`,
      ),
    ...(plan.spills ?? []).map((zone) => `spill ${JSON.stringify(zone)}`),
    ...(plan.charts ?? []).map((chart) => `chart ${JSON.stringify(chart)}`),
    "",
  ].join("\n");
}

const PLANS = { scenarios: scenariosSheet, sensitivity: sensitivitySheet, risk: riskSheet };

test.each(Object.entries(PLANS))("the sheet %s is as written down (UPDATE=1 writes it anew)", (name, plan) => {
  const file = path.join(__dirname, `golden/${name}-sheet.txt`);
  const now = written(plan());
  if (process.env.UPDATE === "1") writeFileSync(file, now);
  expect(now).toBe(readFileSync(file, "utf8"));
});

const inside = (zone: Zone, outer: Zone) =>
  zone.row >= outer.row &&
  zone.column >= outer.column &&
  zone.row + zone.rows <= outer.row + outer.rows &&
  zone.column + zone.columns <= outer.column + outer.columns;

/** The rows a chart stands on at most: none is lower than 23 pixels. */
const chartRows = (height: number) => Math.ceil((height + 8) / 23);

test.each(Object.entries(PLANS))("the sheet %s draws spilled results, and no chart covers cells", (_, sheet) => {
  const plan = sheet();
  const widths = (column: number) => plan.columnWidths?.[column] ?? 96;
  for (const { place, series } of plan.charts!) {
    let columns = 0;
    for (let width = 0; width < place.width + 8; width += widths(place.column + columns++));
    const covered = { row: place.row, column: place.column, rows: chartRows(place.height), columns };
    const hidden = cellsOf(plan).filter(({ row, column }) => inside({ row, column, rows: 1, columns: 1 }, covered));
    expect(hidden.map(({ row, column }) => at(row, column))).toEqual([]);
    for (const { values } of series) {
      const isSpilled = plan.spills!.some((spill) => inside(values, spill));
      const cells = cellsOf(plan).filter(({ row, column }) => inside({ row, column, rows: 1, columns: 1 }, values));
      // The bars of the tornado are the spilled figures less the base beside them.
      expect(isSpilled || cells.every(({ content }) => /^=[A-Z]+\d+-[A-Z]+\d+$/.test(String(content)))).toBe(true);
    }
  }
});

test("both forms of the scenarios take the same names, rows and outputs", () => {
  const formulas = cellsOf(scenariosSheet()).filter(({ content }) => String(content).startsWith("="));
  const dragged = formulas.filter(({ content }) => String(content).startsWith("=FT.MODEL("));
  const [spilled] = formulas.filter(({ content }) => String(content).startsWith("=FT.SCENARIOS("));
  expect(dragged).toHaveLength(40);
  expect(dragged[0].content).toBe("=FT.MODEL($B6:$O6, P$5, $B$5:$O$5)");
  expect(dragged.at(-1)!.content).toBe("=FT.MODEL($B15:$O15, S$5, $B$5:$O$5)");
  expect(spilled.content).toBe("=FT.SCENARIOS($B$5:$O$5, B6:O15, P5:S5)");
});

test("the risk sheet has nine uncertain inputs and a distribution of every kind", () => {
  const rows = riskSheet().rows.filter((row) => DISTRIBUTION_KINDS.some((kind) => row[5]?.content === kind));
  expect(rows).toHaveLength(9);
  expect(new Set(rows.map((row) => row[5]!.content))).toEqual(new Set(DISTRIBUTION_KINDS));
  const names = rows.map((row) => row[4]!.content);
  expect(names.filter((name) => !NUMBER_INPUTS.some((input) => input.name === name))).toEqual([]);
});

test("the room of FT.SIMULATE has the rows that it spills, and the chart those of P5 to P95", () => {
  const required = SCENARIO_INPUTS.filter((input) => input.kind === "number" && input.fallback === undefined);
  const base = required.map(({ name }) => [name, 1]);
  const names = simulate(base, [["tokens_in", "uniform", 1, 2]], undefined, 10).map(([name]) => name as string);
  const plan = riskSheet();
  expect(plan.spills![0].rows).toBe(names.length);
  const { row, rows } = plan.charts![0].categories;
  const first = row - plan.spills![0].row;
  expect(names.slice(first, first + rows)).toEqual(["P5", "P10", "P25", "P50", "P75", "P90", "P95"]);
});
