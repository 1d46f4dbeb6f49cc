import { execFileSync } from "node:child_process";
import path from "node:path";
import { projectPhaseCosts } from "../../src/engine/projectPhases";
import { projectPhases, servingLevers, servingReferences, trainingReferences } from "../../src/presets/reference";

test("the reference tables have eleven rows of training and three of serving", () => {
  expect(trainingReferences()).toHaveLength(11);
  expect(servingReferences().map((row) => [row.model_b, row.gpu, row.gpus, row.tokens_per_second, row.cost_per_month])).toEqual([
    [7, "a10g", 1, 5000, 742],
    [13, "a100_40g", 1, 3000, 1440],
    [70, "a100_80g", 2, 800, 3600],
  ]);
  // $3.10 per A100 and $1.03 per A10G throughout.
  for (const row of trainingReferences())
    expect(row.price_per_hour).toBeCloseTo((row.gpu === "a10g" ? 1.03 : 3.1) * row.gpus, 12);
});

test("the eight phases take 76 to 188 hours, $11,400 to $28,200 at $150", () => {
  const { rows, total } = projectPhaseCosts(projectPhases(), 150);
  expect(rows).toHaveLength(8);
  expect(total).toEqual({ name: "Total", lowHours: 76, highHours: 188, lowCostUsd: 11400, highCostUsd: 28200 });
  expect(rows.reduce((sum, row) => sum + row.highCostUsd, 0)).toBe(total.highCostUsd);
});

test("the serving levers and their typical ranges", () => {
  // smaller model 2, engine 10-20, 4-bit 1.7-2, off-peak 0.25-0.5, speculative 2-3
  expect(servingLevers().map(({ key, low, high }) => [key, low, high])).toEqual([
    ["smaller_model", 2, 2],
    ["engine_speedup", 10, 20],
    ["quantization_speedup", 1.7, 2],
    ["off_peak_share", 0.25, 0.5],
    ["speculative_speedup", 2, 3],
  ]);
});

test("the converted files are what data/*.csv gives", () => {
  expect(() =>
    execFileSync("node", ["tools/presetsFromCsv.js", "--check"], { cwd: path.join(__dirname, "../.."), stdio: "pipe" }),
  ).not.toThrow();
});
