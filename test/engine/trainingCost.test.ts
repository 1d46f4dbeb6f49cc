import { readFileSync } from "node:fs";
import path from "node:path";
import { referenceMatch, referenceRule } from "../../src/engine/referenceTraining";
import { estimatedTrainingCost, referenceTrainingCost } from "../../src/engine/trainingCost";
import { fewestTrainingGpus } from "../../src/engine/trainingGpus";
import { trainingMemory } from "../../src/engine/trainingMemory";
import { trainingThroughput } from "../../src/engine/trainingThroughput";
import { memoryConstants, trainingCalibration } from "../../src/presets/calibration";
import { gpuSpec } from "../../src/presets/gpus";
import { modelShape } from "../../src/presets/models";
import { trainingReferences, trainingRule } from "../../src/presets/reference";

interface Row {
  inputs: {
    model_size_b: number;
    method: "lora" | "qlora" | "full";
    dataset_size_examples: number;
    avg_seq_len: number;
    epochs: number;
    instance_type: string;
    spot: boolean;
  };
  outputs: Record<string, number | boolean>;
}

const rows = JSON.parse(readFileSync(path.join(__dirname, "../vectors/training_cost.json"), "utf8")) as Row[];

test.each(rows.map((row, i) => [i, row] as const))(
  "the reference rule, row %i of an independent implementation",
  (_, { inputs, outputs }) => {
    const job = referenceRule(trainingReferences(), trainingRule(), {
      parametersB: inputs.model_size_b,
      method: inputs.method,
      gpu: gpuSpec(inputs.instance_type).key,
    });
    const cost = referenceTrainingCost(job, {
      examples: inputs.dataset_size_examples,
      tokensPerExample: inputs.avg_seq_len,
      epochs: inputs.epochs,
      runs: 1,
      spotFactor: inputs.spot ? trainingRule().spot_factor : 1,
    });
    const close = (got: number, expected: number | boolean) => expect(Math.abs(got / Number(expected) - 1)).toBeLessThan(1e-9);
    expect(cost.gpus).toBe(outputs.num_gpus);
    close(cost.tokensPerSecond, outputs.tokens_per_second);
    close(cost.tokens, outputs.total_tokens);
    close(cost.hours, outputs.training_hours);
    close(cost.pricePerHour, outputs.cost_per_hour);
    close(cost.cost, outputs.total_cost_usd);
  },
);

test("the five printed scenarios cost 4.91, 17.75, 10.65, 29.58 and 225.34", () => {
  expect(rows.slice(0, 5).map(({ outputs }) => Number(outputs.total_cost_usd).toFixed(2))).toEqual([
    "4.91",
    "17.75",
    "10.65",
    "29.58",
    "225.34",
  ]);
});

test("of two sizes equally near the smaller counts", () => {
  // 10 lies 3 from 7 and 13, 41.5 lies 28.5 from 13 and 70
  const speed = (parametersB: number) =>
    referenceRule(trainingReferences(), trainingRule(), { parametersB, method: "lora", gpu: "a100_80g" }).tokensPerSecond;
  expect(speed(10)).toBe(4000);
  expect(speed(41.5)).toBe(2500);
});

test("a match is exact in size, method and GPU", () => {
  const match = (parametersB: number, gpu: string) => referenceMatch(trainingReferences(), { parametersB, method: "lora", gpu });
  expect(match(7, "a10g")?.tokensPerSecond).toBe(1800);
  expect(match(6.74, "a10g")).toBeUndefined();
  expect(match(13, "a10g")).toBeUndefined();
});

describe("the estimate", () => {
  const shape = modelShape("llama-3-8b");
  const gpu = gpuSpec("a100_80g");
  const estimate = (tokensPerExample: number, runs = 1) =>
    estimatedTrainingCost(
      { shape, method: "full", gpu, pricePerGpuHour: 2 },
      { examples: 10_000, tokensPerExample, epochs: 2, runs },
      trainingCalibration(),
      memoryConstants(),
    );

  test("is the price of the GPUs it needs for the hours it takes, at the largest micro-batch they hold", () => {
    const { gpus, tokens, tokensPerSecond, hours, pricePerHour, cost } = estimate(1000, 3);
    const work = { shape, method: "full", sequenceTokens: 1000, recompute: "full" } as const;
    expect(gpus).toBe(fewestTrainingGpus({ ...work, microBatch: 1 }, { gpu }, memoryConstants()));
    expect(gpus).toBeGreaterThan(1);
    const fits = (microBatch: number) =>
      trainingMemory({ ...work, gpus, microBatch }, memoryConstants()).totalBytes <= 0.93 * gpu.memoryBytes;
    const largest = Math.max(...[1, 2, 4, 8, 16, 32, 64].filter(fits));
    expect(largest).toBeGreaterThan(1);
    const speedAt = (microBatch: number) =>
      trainingThroughput({ ...work, microBatch, gpus, gpu }, trainingCalibration()).tokensPerSecond;
    expect(tokensPerSecond).toBe(speedAt(largest));
    const held = estimatedTrainingCost(
      { shape, method: "full", gpu, pricePerGpuHour: 2, microBatch: 1 },
      { examples: 10_000, tokensPerExample: 1000, epochs: 2, runs: 3 },
      trainingCalibration(),
      memoryConstants(),
    );
    expect(held.tokensPerSecond).toBe(speedAt(1));
    expect(tokens).toBe(20_000_000);
    expect(pricePerHour).toBe(2 * gpus);
    expect(hours).toBeCloseTo((20_000_000 / tokensPerSecond / 3600) * 1.15, 9);
    expect(cost).toBeCloseTo(3 * hours * 2 * gpus, 9);
  });
  test("packs short examples into sequences of 512", () => {
    expect(estimate(40).tokensPerSecond).toBe(estimate(512).tokensPerSecond);
    expect(estimate(40).tokens).toBe(800_000);
  });
  test("reads examples longer than the model's context all the same", () => {
    expect(estimate(20_000).tokensPerSecond).toBeLessThan(estimate(10_000).tokensPerSecond);
  });
});
