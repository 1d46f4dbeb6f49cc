import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { trainingThroughput } from "../../src/engine/trainingThroughput";
import { trainingCalibration } from "../../src/presets/calibration";
import { gpuKeys, gpuSpec } from "../../src/presets/gpus";
import { modelKeys, modelShape } from "../../src/presets/models";

const read = (file: string): string => readFileSync(path.join(__dirname, "../..", file), "utf8");
const file = JSON.parse(read("src/presets/calibration.json"));
const groupErrors = parse(read("data/calibration/group_errors.csv"), { columns: true }) as Record<string, string>[];

test("every constant and every rate has a unit, a source and a day", () => {
  expect(file.source.length).toBeGreaterThan(8);
  expect(file.as_of).toMatch(/^20\d\d-\d\d-\d\d$/);
  for (const [estimator, key, value, unit] of file.constants.rows) {
    expect([estimator, key, value > 0, unit.length > 0]).toEqual([estimator, key, true, true]);
  }
  for (const [gpu, tflops, source, asOf] of file.rates.rows) {
    expect(gpuKeys()).toContain(gpu);
    // No GPU multiplies faster than its datasheet says.
    expect(tflops * 1e12).toBeLessThanOrEqual(gpuSpec(gpu).bf16FlopsPerSecond);
    expect(file.rates.sources[source].length).toBeGreaterThan(5);
    expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
});

test("what was measured is named by keys that a formula can ask for", () => {
  for (const table of [file.training_runs]) {
    for (const [model, gpu] of table.rows) {
      if (model !== "") expect(modelKeys()).toContain(model);
      expect(gpuKeys()).toContain(gpu);
    }
  }
});

test("the error left on publishers not seen is within what was promised", () => {
  // Median of 15 %, 20 % and 25 %; 20 % as the mean over publishers of training speed.
  expect(file.errors.training.held_out_median).toBeLessThanOrEqual(0.15);
  expect(file.errors.training.mean_over_publishers).toBeLessThanOrEqual(0.2);
  expect(file.errors.memory.held_out_median).toBeLessThanOrEqual(0.2);
  // Serving: a quarter at the most for dense models, and not more than 30 % for mixtures of experts.
  const serving = groupErrors.filter(({ estimator }) => estimator === "serving throughput");
  expect(serving).toHaveLength(8);
  for (const { group, held_out_median: error } of serving)
    expect([group, Number(error) <= (group.endsWith("mixture") ? 0.3 : 0.25)]).toEqual([group, true]);
  // Times under load, of the one publisher that prints them.
  const latency = (figure: string) =>
    groupErrors.filter(({ estimator }) => estimator === figure).map((row) => Number(row.held_out_median));
  expect(Math.max(...latency("time to first token"))).toBeLessThanOrEqual(0.3);
  expect(Math.max(...latency("time per token"))).toBeLessThanOrEqual(0.25);
});

const anchors = parse(read("data/calibration/anchors.csv"), { columns: true }) as Record<string, string>[];

test.each(anchors.map((row) => [row.gpu, row] as const))(
  "Llama 2 70B under LoRA on 8 × %s, as submitted to MLPerf Training, within 10 %% of the published span",
  (_, row) => {
    const { tokensPerSecondPerGpu } = trainingThroughput(
      {
        shape: modelShape(row.model),
        gpu: gpuSpec(row.gpu),
        method: "lora",
        precision: "fp8",
        recompute: "none",
        gpus: Number(row.gpus),
        microBatch: Number(row.micro_batch),
        sequenceTokens: Number(row.seq_len),
      },
      trainingCalibration(),
    );
    expect(tokensPerSecondPerGpu).toBeGreaterThan(0.9 * Number(row.low_tokens_per_second_per_gpu));
    expect(tokensPerSecondPerGpu).toBeLessThan(1.1 * Number(row.high_tokens_per_second_per_gpu));
  },
);
test("there are four anchors", () => expect(anchors).toHaveLength(4));
