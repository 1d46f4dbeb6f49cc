import { trainingCost } from "../../src/functions/trainingCost";
import { compareGpus } from "../../src/taskpane/compareGpus";
import type { ComparedJob } from "../../src/workbook/gpuComparisonBlock";

const job: ComparedJob = {
  model_b: "llama-3.1-8b",
  method: "lora",
  examples: 10_000,
  tokens_per_example: 1000,
  epochs: 3,
  spot: false,
};

test("shows what the formula it inserts gives, the cheapest first", () => {
  const compared = compareGpus(job, ["h100_sxm", "a10g", "b200", "mi300x"]);
  const costs = compared.map((row) => {
    if (!("figures" in row)) throw new Error(`${row.gpu}: ${row.problem}`);
    for (const [output, value] of [
      ["cost", row.figures.cost],
      ["hours", row.figures.hours],
      ["gpus", row.figures.gpus],
      ["price_per_hour", row.figures.pricePerHour],
    ] as const) {
      const inCell = trainingCost(
        job.model_b,
        job.method as never,
        job.examples,
        job.tokens_per_example,
        job.epochs,
        row.gpu,
        job.spot,
        1,
        "estimate" as never,
        output as never,
      );
      expect(inCell).toEqual([[value]]);
    }
    return row.figures.cost;
  });
  expect(costs).toHaveLength(4);
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
});

test("a GPU without a figure stays in the list, last, and says why", () => {
  const [first, last] = compareGpus({ ...job, spot: true }, ["mi325x", "h100_sxm"]);
  expect("figures" in first && first.gpu).toBe("h100_sxm");
  expect("problem" in last && last.problem).toMatch(/spot price/);
});
