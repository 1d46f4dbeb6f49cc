import { gpuPrice } from "../../src/functions/gpuPrice";
import { instances } from "../../src/functions/instances";
import { servingCost } from "../../src/functions/servingCost";
import { servingThroughput } from "../../src/functions/servingThroughput";
import { compareServing } from "../../src/taskpane/compareServing";
import type { ServedTraffic } from "../../src/workbook/servingComparisonBlock";

const traffic: ServedTraffic = {
  model_b: "llama-3.1-8b",
  requests_per_day: 50_000,
  tokens_in: 800,
  tokens_out: 200,
  concurrency: 32,
  weight_bits: 16,
  peak_factor: 2,
  target_utilization: 0.7,
  spot: false,
};

test("shows what the formulas it inserts give, the cheapest first", () => {
  const compared = compareServing(traffic, ["h100_sxm", "a10g", "l40s"]);
  const costs = compared.map((row) => {
    if (!("figures" in row)) throw new Error(`${row.gpu}: ${row.problem}`);
    const { gpus, tokensPerSecond, instances: fleet, costPerMonth, costPer1m } = row.figures;
    const [[speed]] = servingThroughput("llama-3.1-8b", row.gpu, gpus, 800, 200, 32, 16);
    expect(tokensPerSecond).toBe(speed);
    expect(fleet).toBe(instances(50_000_000, speed as number, 0.7, 2));
    expect(costPerMonth).toBeCloseTo(servingCost(fleet, gpus * Number(gpuPrice(row.gpu))), 9);
    // 50,000 requests of 1,000 tokens on 30 days are 1,500M tokens.
    expect(costPer1m).toBeCloseTo(costPerMonth / 1500, 12);
    return costPerMonth;
  });
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
});

test("the smallest instance that holds the model is taken; a model that none holds says why", () => {
  // 70.6 billion weights of 16 bits are 141 GB: more than 90 % of one GPU of 80 GiB (77 GB), less than of two (155 GB).
  const [large] = compareServing({ ...traffic, model_b: "llama-3.1-70b" }, ["h100_sxm"]);
  expect("figures" in large && large.figures.gpus).toBe(2);
  const [none] = compareServing({ ...traffic, model_b: "llama-3.1-405b" }, ["a10g"]);
  expect("problem" in none && none.problem).toMatch(/does not fit/);
});
