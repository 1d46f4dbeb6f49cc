import fc from "fast-check";
import { DomainError } from "../../src/engine/errors";
import { optionEntries, readOptions } from "../../src/engine/optionText";
import { expertParameters } from "../../src/engine/parameterCounts";
import { fewestTrainingGpus, jobOnGpus } from "../../src/engine/trainingGpus";
import { RECOMPUTES, TRAINING_METHODS, type TrainingJob } from "../../src/engine/trainingJob";
import { trainingMemory } from "../../src/engine/trainingMemory";
import { trainingThroughput } from "../../src/engine/trainingThroughput";
import { microBatchFrom, recipeBeforeGpus, recipeFromOptions, TRAINING_OPTIONS } from "../../src/engine/trainingOptions";
import { DEFAULT_RECIPE, SHARDINGS, type TrainingRecipe } from "../../src/engine/trainingRecipe";
import { memoryConstants, trainingCalibration } from "../../src/presets/calibration";
import { gpuSpec } from "../../src/presets/gpus";
import { modelShape } from "../../src/presets/models";
import { shapeOfSize } from "../../src/presets/modelSizes";

const SEED = { seed: 20261125, numRuns: 300 };
const mistral = modelShape("mistral-7b-v0.1");
const memory = (more: Partial<TrainingJob>, recipe: Partial<TrainingRecipe> = {}) =>
  trainingMemory(
    {
      shape: mistral,
      method: "full",
      gpus: 1,
      microBatch: 4,
      sequenceTokens: 4096,
      recompute: "full",
      recipe: { ...DEFAULT_RECIPE, ...recipe },
      ...more,
    },
    memoryConstants(),
  );
const allocatedGb = (...asked: Parameters<typeof memory>) => memory(...asked).allocatedBytes / 1e9;

describe("what the allocator counted in published runs (fms-acceleration, A100 80 GB, 4 × 4,096 tokens per GPU)", () => {
  const llama = modelShape("llama-3-8b");
  // Full fine-tuning peaks at the step, which is exact: 10 bytes per parameter in 16 bits, 20 in mixed precision.
  test.each([
    ["Mistral 7B in 16 bits", { gpus: 1 }, { states: "bf16" }, 72.43],
    ["Llama 3 8B in 16 bits", { shape: llama, gpus: 1 }, { states: "bf16", loss: "fused" }, 80.32],
    ["Mistral 7B, mixed, 2 GPUs", { gpus: 2 }, {}, 72.43],
    ["Mistral 7B, mixed, 4 GPUs", { gpus: 4 }, {}, 36.23],
    ["Llama 3 8B, mixed, 4 GPUs", { shape: llama, gpus: 4 }, { loss: "fused" }, 40.17],
  ] as const)("%s: within 1 %%", (_, job, recipe, published) => {
    expect(Math.abs(allocatedGb(job, recipe) / published - 1)).toBeLessThan(0.01);
  });
  // Adapters peak at the loss or in the backward pass, which the fit has to find.
  test.each([
    ["LoRA", { method: "lora" }, {}, 23.53],
    ["LoRA, 16 sequences", { method: "lora", microBatch: 16 }, { loss: "fused" }, 50.12],
    ["QLoRA", { method: "qlora" }, { loss: "fused" }, 13.04],
    ["LoRA, 2 GPUs", { method: "lora", gpus: 2 }, { loss: "fused" }, 21.22],
    ["LoRA, 4 GPUs, 8 sequences", { method: "lora", gpus: 4, microBatch: 8 }, { loss: "fused" }, 30.43],
    ["Llama 3 8B, LoRA, 4 GPUs", { shape: llama, method: "lora", gpus: 4 }, { loss: "fused" }, 19.32],
  ] as const)("%s: within 10 %%", (_, job, recipe, published) => {
    expect(Math.abs(allocatedGb(job, { loraTargets: "attention", ...recipe }) / published - 1)).toBeLessThan(0.1);
  });
});

describe("options, by hand for Llama 2 7B (6.74e9 parameters)", () => {
  const llama2 = modelShape("llama-2-7b");
  const of = (recipe: Partial<TrainingRecipe>, more: Partial<TrainingJob> = {}) =>
    memory({ shape: llama2, microBatch: 1, sequenceTokens: 512, ...more }, recipe);
  test("8-bit moments: 2 bytes of weight, 2 of gradient, 2.03 of moments", () => {
    const { weightsBytes, optimizerBytes } = of({ states: "adam_8bit" });
    expect(weightsBytes + optimizerBytes).toBeCloseTo(4.03 * 6.74e9, 0);
    // At the end of the backward pass the gradients are whole, and the last layer's activations, below 0.2 GB, are still there.
    const { allocatedBytes } = of({ states: "adam_8bit" });
    expect(allocatedBytes).toBeGreaterThanOrEqual(6.03 * 6.74e9);
    expect(allocatedBytes).toBeLessThan(6.03 * 6.74e9 + 0.2e9);
  });
  test("a step fused into the backward pass never holds the gradients", () => {
    // 2 bytes of weight and 4 of moments; one layer's gradient, 202e6 × 2 bytes, and the layer's activations beside them
    const fused = of({ states: "fused_backward" });
    expect(fused.weightsBytes + fused.optimizerBytes).toBeCloseTo(6 * 6.74e9, 0);
    expect(fused.allocatedBytes).toBeLessThan(6.3 * 6.74e9);
  });
  test("on 4 GPUs zero1 divides the optimizer, zero2 the gradients too, zero3 the weights too", () => {
    const part = (sharding: TrainingRecipe["sharding"]) => {
      const { weightsBytes, gradientsBytes, optimizerBytes } = of({ sharding }, { gpus: 4 });
      return [weightsBytes, gradientsBytes, optimizerBytes].map((bytes) => +(bytes / 1e9).toFixed(3));
    };
    expect(part("none")).toEqual([13.48, 13.48, 80.88]);
    expect(part("zero1")).toEqual([13.48, 13.48, 20.22]);
    expect(part("zero2")).toEqual([13.48, 3.37, 20.22]);
    expect(part("zero3")).toEqual([3.37, 3.37, 20.22]);
  });
  test("what waits in the host is not on the GPU", () => {
    expect(of({ offload: "optimizer" }).optimizerBytes).toBe(0);
    const all = of({ offload: "all" });
    // Layers pass through: two of 32 layers at 2 bytes, and the word tables.
    expect(all.weightsBytes).toBeLessThanOrEqual(2 * 2 * (6.48e9 / 32) + 2 * 0.263e9);
  });
  test("a reference model is a second set of 16-bit weights in full fine-tuning, none under adapters", () => {
    expect(of({ objective: "dpo" }).weightsBytes - of({}).weightsBytes).toBeCloseTo(2 * 6.74e9, 0);
    const adapters = (objective: "sft" | "dpo") => of({ objective }, { method: "lora" }).weightsBytes;
    expect(adapters("dpo")).toBe(adapters("sft"));
  });
  test("two GPUs that share a sequence hold half of its tokens each", () => {
    const long = { method: "lora", gpus: 2, sequenceTokens: 65_536 } as const;
    const alone = of({ loss: "fused" }, long);
    const shared = of({ loss: "fused", sequenceParallel: 2 }, long);
    expect(shared.activationsBytes).toBeCloseTo(alone.activationsBytes / 2, 0);
  });
  test("the experts of a full training job stay where they are", () => {
    // Mixtral: 46.7e9 in all, 12.88e9 pass a token through 2 of 8 experts: (46.7 − 12.88)e9 / (1 − 2/8)
    expect(expertParameters(modelShape("mixtral-8x7b-v0.1"))).toBeCloseTo(45.0933e9, -6);
    expect(expertParameters(llama2)).toBe(0);
  });
});

describe("laws of training memory", () => {
  const job = fc.record({
    size: fc.double({ min: 0.3, max: 400, noNaN: true }),
    method: fc.constantFrom(...TRAINING_METHODS),
    recompute: fc.constantFrom(...RECOMPUTES),
    gpus: fc.constantFrom(1, 2, 4, 8, 16, 64),
    microBatch: fc.integer({ min: 1, max: 16 }),
    sequenceTokens: fc.integer({ min: 64, max: 262_144 }),
    loss: fc.constantFrom("plain", "fused"),
    sharding: fc.constantFrom(...SHARDINGS),
    attention: fc.constantFrom("flash", "eager"),
    objective: fc.constantFrom("sft", "dpo"),
  });
  type Asked = typeof job extends fc.Arbitrary<infer Value> ? Value : never;
  const of = ({ size, loss, sharding, attention, objective, ...rest }: Asked) =>
    trainingMemory(
      {
        ...rest,
        shape: shapeOfSize(size),
        recipe: { ...DEFAULT_RECIPE, loss, sharding, attention, objective } as TrainingRecipe,
      },
      memoryConstants(),
    );
  const parts = (memory: ReturnType<typeof of>) =>
    memory.weightsBytes +
    memory.gradientsBytes +
    memory.optimizerBytes +
    memory.activationsBytes +
    memory.logitsBytes +
    memory.overheadBytes;

  test("the parts make the total, none is negative, and the allocator counts no more than that", () => {
    fc.assert(
      fc.property(job, (asked) => {
        const found = of(asked);
        expect(parts(found)).toBeCloseTo(found.totalBytes, 0);
        expect(Math.min(...Object.values(found))).toBeGreaterThanOrEqual(0);
        expect(found.allocatedBytes).toBeLessThan(found.totalBytes);
      }),
      SEED,
    );
  });
  test("a fused loss never needs more, a longer sequence and a larger micro-batch never less", () => {
    fc.assert(
      fc.property(job, fc.double({ min: 1, max: 8, noNaN: true }), (asked, times) => {
        const total = (more: Partial<Asked>) => of({ ...asked, ...more }).totalBytes * (1 + 1e-12);
        expect(total({ loss: "plain" })).toBeGreaterThanOrEqual(of({ ...asked, loss: "fused" }).totalBytes);
        expect(total({ sequenceTokens: Math.ceil(asked.sequenceTokens * times) })).toBeGreaterThanOrEqual(of(asked).totalBytes);
        expect(total({ microBatch: Math.ceil(asked.microBatch * times) })).toBeGreaterThanOrEqual(of(asked).totalBytes);
        expect(total({ attention: "eager" })).toBeGreaterThanOrEqual(of({ ...asked, attention: "flash" }).totalBytes);
        expect(total({ objective: "dpo" })).toBeGreaterThanOrEqual(of({ ...asked, objective: "sft" }).totalBytes);
      }),
      SEED,
    );
  });
});

describe("laws over 200 bare sizes, 0.1 to 2,000 billion", () => {
  const sizes = Array.from({ length: 200 }, (_, i) => 0.1 * 20_000 ** (i / 199));
  const cases = TRAINING_METHODS.flatMap((method) =>
    [1, 8].flatMap((gpus) => (["none", "full"] as const).map((recompute) => [method, gpus, recompute] as const)),
  );
  test.each(cases)("%s on %d GPUs, recompute %s: memory never falls, throughput never rises", (method, gpus, recompute) => {
    const found = sizes.map((size) => {
      const job = { shape: shapeOfSize(size), method, gpus, microBatch: 1, sequenceTokens: 2048, recompute };
      return {
        memory: trainingMemory(job, memoryConstants()).totalBytes,
        speed: trainingThroughput({ ...job, gpu: gpuSpec("h100_sxm") }, trainingCalibration()).tokensPerSecond,
      };
    });
    found.slice(1).forEach(({ memory, speed }, i) => {
      expect(memory).toBeGreaterThanOrEqual(found[i].memory);
      expect(speed).toBeLessThanOrEqual(found[i].speed);
    });
  });
});

describe("laws of training speed", () => {
  const question = fc.record({
    size: fc.double({ min: 0.3, max: 400, noNaN: true }),
    key: fc.constantFrom("h100_sxm", "a100_80g", "l4", "rtx_4090", "b200"),
    method: fc.constantFrom(...TRAINING_METHODS),
    microBatch: fc.integer({ min: 1, max: 16 }),
    sequenceTokens: fc.integer({ min: 16, max: 32_768 }),
  });
  const speed = ({ size, key, ...rest }: Omit<TrainingJob, "shape" | "recompute"> & { size: number; key: string }) =>
    trainingThroughput({ ...rest, shape: shapeOfSize(size), gpu: gpuSpec(key), recompute: "full" }, trainingCalibration())
      .tokensPerSecond;
  test("more GPUs never cost more hours", () => {
    fc.assert(
      fc.property(question, (asked) => {
        const speeds = [1, 2, 4, 8, 16, 24, 64, 256].map((gpus) => speed({ ...asked, gpus }));
        speeds.slice(1).forEach((one, i) => expect(one).toBeGreaterThanOrEqual(speeds[i] * (1 - 1e-12)));
      }),
      SEED,
    );
  });
  test("a mixture that is looped over is slower than a dense model of its total size, as published runs found", () => {
    // fms-acceleration, Granite 3.0 3B A800M in plain transformers: 1,951 tokens/s; PowerLM 3B, dense: three times that and more
    const granite = { size: 3.37, active: 0.88, layers: 32, hidden: 1536, width: 512, experts: 40, activeExperts: 8 };
    const shape = {
      ...shapeOfSize(granite.size),
      origin: "model" as const,
      activeParameters: granite.active * 1e9,
      layers: granite.layers,
      hiddenSize: granite.hidden,
      intermediateSize: granite.width,
      experts: granite.experts,
      activeExperts: granite.activeExperts,
    };
    const job = {
      method: "full",
      gpus: 1,
      microBatch: 1,
      sequenceTokens: 2048,
      recompute: "full",
      gpu: gpuSpec("a100_80g"),
    } as const;
    const sparse = trainingThroughput({ ...job, shape }, trainingCalibration()).tokensPerSecond;
    const dense = trainingThroughput({ ...job, shape: shapeOfSize(granite.size) }, trainingCalibration()).tokensPerSecond;
    expect(sparse).toBeLessThan(dense);
  });
});

describe("GPUs whose memory holds a job", () => {
  const work = {
    shape: modelShape("llama-3-8b"),
    method: "lora",
    microBatch: 1,
    sequenceTokens: 200_000,
    recompute: "full",
  } as const;
  const gpu = gpuSpec("a100_80g");
  const found = (recipe: Partial<TrainingRecipe>, room: { margin?: number; gpusPerInstance?: number } = {}) =>
    fewestTrainingGpus({ ...work, recipe: { ...DEFAULT_RECIPE, ...recipe } }, { gpu, ...room }, memoryConstants());
  test("a sequence no GPU holds is shared where that is allowed", () => {
    expect(() => found({})).toThrow(/does not fit a100_80g: even on 512 GPUs/);
    const gpus = found({ sequenceParallel: 8 });
    expect(gpus).toBeLessThanOrEqual(8);
    expect(jobOnGpus({ ...work, recipe: { ...DEFAULT_RECIPE, sequenceParallel: 8 } }, 4).recipe?.sequenceParallel).toBe(4);
  });
  test("whole instances, and as many GPUs as share a matrix", () => {
    expect(found({ sequenceParallel: 8 }, { gpusPerInstance: 8 })).toBe(8);
    expect(found({ sequenceParallel: 8, tensorParallel: 2 }) % 2).toBe(0);
  });
  test("more to spare never needs fewer GPUs", () => {
    const counts = [0, 0.07, 0.3, 0.6].map((margin) => found({ sequenceParallel: 64, loss: "fused" }, { margin }));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(() => found({}, { margin: 1 })).toThrow("margin must be 0 or more and below 1");
  });
});

describe("options that exclude each other are both named", () => {
  const read = (text: string) => readOptions("options", optionEntries("options", text), TRAINING_OPTIONS);
  const recipe = (text: string, method: TrainingJob["method"] = "full", gpus = 8) =>
    recipeFromOptions(read(text), { method, gpus });
  test.each([
    ["offload=all; sharding=zero2", "full", 8, "offload=all and sharding=zero2"],
    ["states=fused_backward; offload=optimizer", "full", 8, "states=fused_backward and offload=optimizer"],
    ["states=fused_backward; sharding=zero1", "full", 8, "states=fused_backward and sharding=zero1"],
    ["states=fused_backward", "lora", 8, "states=fused_backward and method lora"],
    ["lora_rank=8", "full", 8, "lora_rank and method full"],
    ["lora_targets=all", "full", 8, "lora_targets and method full"],
    ["sharding=zero3", "full", 1, "sharding=zero3 and gpus 1"],
    ["sequence_parallel=3", "full", 8, "sequence_parallel=3 contradict gpus 8"],
    ["sequence_parallel=4; tensor_parallel=4", "full", 8, "sequence_parallel=4 and tensor_parallel=4 contradict gpus 8"],
  ] as const)("%s, %s on %d GPUs", (text, method, gpus, message) => {
    expect(() => recipe(text, method, gpus)).toThrow(DomainError);
    expect(() => recipe(text, method, gpus)).toThrow(message);
  });
  test("micro_batch said twice, differently", () => {
    expect(() => microBatchFrom(read("micro_batch=4"), 2)).toThrow(
      "micro_batch 2 and options micro_batch=4 contradict each other",
    );
    expect(microBatchFrom(read("micro_batch=4"), 4)).toBe(4);
    expect(microBatchFrom(read("micro_batch=4"), undefined)).toBe(4);
    expect(microBatchFrom(read(""), undefined)).toBeUndefined();
  });
  test("what is not said stays at its default", () => {
    expect(recipe("")).toBeUndefined();
    expect(recipe("measured=1000; micro_batch=2")).toBeUndefined();
    expect(recipe("states=8bit; attention=sdpa; sharding=fsdp")).toEqual({ ...DEFAULT_RECIPE, states: "adam_8bit" });
    expect(recipe("sharding=none", "lora", 1)).toEqual({ ...DEFAULT_RECIPE, sharding: "none" });
    expect(recipeBeforeGpus(read("sharding=zero2; sequence_parallel=4"), "lora")?.sequenceParallel).toBe(4);
  });
});
