import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findGpu } from "../../src/presets/gpus";
import { hardwareSheet } from "../../src/workbook/example/hardwareSheet";
import { addressesFrom, contentAt } from "../../src/workbook/sheetPlan";

const GOLDEN = path.join(__dirname, "golden/hardware-sheet.txt");
const plan = hardwareSheet();
const at = addressesFrom({ row: 0, column: 0 });
const cells = plan.rows.flatMap((row, r) =>
  row.flatMap((cell, c) => (cell ? [{ address: at(r, c), role: cell.role, content: contentAt(cell, at) }] : [])),
);

test("the plan is as written down (UPDATE=1 writes it anew)", () => {
  const written = [
    ...cells.map(({ address, role, content }) => `${address}\t${content}\t${role}`),
    ...(plan.charts ?? []).map((chart) => `chart ${JSON.stringify(chart)}`),
    "",
  ].join("\n");
  if (process.env.UPDATE === "1") writeFileSync(GOLDEN, written);
  expect(written).toBe(readFileSync(GOLDEN, "utf8"));
});

test("compares eight GPUs that there are, each with formulas for everything else", () => {
  const table = plan.rows.slice(-8);
  expect(table).toHaveLength(8);
  for (const [gpu, ...figures] of table) {
    expect(findGpu(String(gpu!.content))).toBe(gpu!.content);
    expect(figures).toHaveLength(12);
    for (const figure of figures) expect(contentAt(figure!, at)).toMatch(/^=FT\./);
  }
});

test("the chart reads the eight rows", () => {
  const [chart] = plan.charts!;
  const firstRow = plan.rows.length - 8;
  for (const zone of [chart.categories, ...chart.series.map(({ values }) => values)]) {
    expect(zone).toMatchObject({ row: firstRow, rows: 8, columns: 1 });
  }
});
