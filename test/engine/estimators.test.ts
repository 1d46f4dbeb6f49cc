import fc from "fast-check";
import { DomainError, NoAnswer } from "../../src/engine/errors";
import { requirePrecision, sixteenBitPrecision } from "../../src/engine/gpuRates";
import {
  activeLayerParameters,
  adapterParameters,
  embeddingParameters,
  kvElementsPerToken,
  layerParameters,
} from "../../src/engine/parameterCounts";
import { servingMemory } from "../../src/engine/servingMemory";
import { servingThroughput } from "../../src/engine/servingThroughput";
import { shapeForSize } from "../../src/engine/shapeForSize";
import { DEFAULT_RECIPE } from "../../src/engine/trainingRecipe";
import { trainingFlopsPerToken } from "../../src/engine/trainingFlops";
import { RECOMPUTES, TRAINING_METHODS, type TrainingJob } from "../../src/engine/trainingJob";
import { fewestTrainingGpus } from "../../src/engine/trainingGpus";
import { trainingMemory } from "../../src/engine/trainingMemory";
import { trainingThroughput } from "../../src/engine/trainingThroughput";
import { memoryConstants, trainingCalibration } from "../../src/presets/calibration";
import { gpuKeys, gpuSpec } from "../../src/presets/gpus";
import { modelKeys, modelShape } from "../../src/presets/models";
import { shapeOfModel, shapeOfSize } from "../../src/presets/modelSizes";
import { servingCalibration } from "../../src/presets/servingCalibration";

const SEED = { seed: 20261122, numRuns: 300 };
const llama7b = modelShape("llama-2-7b");

const job = (more: Partial<TrainingJob> = {}): TrainingJob => ({
  shape: llama7b,
  method: "lora",
  gpus: 1,
  microBatch: 1,
  sequenceTokens: 2048,
  recompute: "full",
  ...more,
});
const speed = (more: Partial<Parameters<typeof trainingThroughput>[0]> = {}) =>
  trainingThroughput({ ...job(), gpu: gpuSpec("a100_80g"), ...more }, trainingCalibration());
const serve = (more: Partial<Parameters<typeof servingThroughput>[0]> = {}) =>
  servingThroughput(
    {
      shape: llama7b,
      gpu: gpuSpec("a100_80g"),
      gpus: 1,
      tokensIn: 512,
      tokensOut: 256,
      concurrency: 32,
      weightBits: 16,
      ...more,
    },
    servingCalibration(),
  );

describe("counting parameters, by hand from the published shape of Llama 2 7B", () => {
  // 32 layers, hidden 4,096, feed-forward 11,008, 32 heads of 128, vocabulary 32,000, input and output tables apart.
  test("layers and word tables", () => {
    // 2 × 4,096 × 32,000 = 262,144,000; 6.74e9 less that
    expect(embeddingParameters(llama7b)).toBe(262_144_000);
    expect(layerParameters(llama7b)).toBe(6_477_856_000);
    // Counted from the matrices: 32 × (4 × 4,096² + 3 × 4,096 × 11,008) = 6,476,005,376; the preset rounds to 6.74e9.
    expect(layerParameters(llama7b) / 6_476_005_376).toBeCloseTo(1, 3);
  });
  test("adapters of rank 16 on every matrix", () => {
    // 32 × 16 × (4 × (4,096 + 4,096) + 3 × (4,096 + 11,008)) = 512 × 78,080
    expect(adapterParameters(llama7b, 16)).toBe(39_976_960);
  });
  test("a mixture passes a token through its active experts only", () => {
    const mixtral = modelShape("mixtral-8x7b-v0.1");
    // 12.88e9 and 46.7e9 less 2 × 4,096 × 32,000 of word tables
    expect(activeLayerParameters(mixtral)).toBe(12.88e9 - 262_144_000);
    expect(layerParameters(mixtral)).toBe(46.7e9 - 262_144_000);
  });
});

describe("FLOP per token, by hand", () => {
  test("LoRA, everything recomputed: 2 forward, 2 again, 2 for the gradient that is passed on", () => {
    const flops = trainingFlopsPerToken(job());
    expect(flops.layersFlops).toBe(2 * 6_477_856_000 * 3);
    expect(flops.headFlops).toBe(2 * 131_072_000 * 2);
    // causal: 2 × 2,048 × 4,096 × 32 forward; forward, again, and twice backward
    expect(flops.attentionFlops).toBe(2 * 2048 * 4096 * 32 * 4);
    expect(flops.totalFlops).toBe(41_538_907_648);
  });
  test("full fine-tuning without recomputation is 6 per weight", () => {
    expect(trainingFlopsPerToken(job({ method: "full", recompute: "none" })).layersFlops).toBe(6 * 6_477_856_000);
  });
  test("selective recomputation repeats attention alone", () => {
    const none = trainingFlopsPerToken(job({ recompute: "none" }));
    const selective = trainingFlopsPerToken(job({ recompute: "selective" }));
    expect(selective.layersFlops).toBe(none.layersFlops);
    expect(selective.attentionFlops / none.attentionFlops).toBeCloseTo(4 / 3, 12);
  });
});

describe("memory, by hand", () => {
  const gb = (bytes: number) => bytes / 1e9;
  test("full fine-tuning: 16 bytes per parameter", () => {
    const memory = trainingMemory(job({ method: "full" }), memoryConstants());
    // 6.74e9 × 2, × 2, × 12
    expect(gb(memory.weightsBytes)).toBeCloseTo(13.48, 10);
    expect(gb(memory.gradientsBytes)).toBeCloseTo(13.48, 10);
    expect(gb(memory.optimizerBytes)).toBeCloseTo(80.88, 10);
  });
  test("QLoRA: 4 bits in the layers, 16 in the word tables and the adapters", () => {
    const memory = trainingMemory(job({ method: "qlora" }), memoryConstants());
    // 0.53 × 6,477,856,000 + 2 × 262,144,000 + 2 × 39,976,960
    expect(gb(memory.weightsBytes)).toBeCloseTo(4.0375056, 10);
    expect(gb(memory.optimizerBytes)).toBeCloseTo((12 * 39_976_960) / 1e9, 10);
  });
  test("on two GPUs each holds half", () => {
    const one = trainingMemory(job({ method: "full" }), memoryConstants());
    const two = trainingMemory(job({ method: "full", gpus: 2 }), memoryConstants());
    expect(two.optimizerBytes).toBe(one.optimizerBytes / 2);
    // The step is the highest moment of both: nothing is gathered then.
    expect(gb(two.weightsBytes)).toBeCloseTo(13.48 / 2, 10);
  });
  test("serving: 2 bytes per weight, 2 × 32 × 32 × 128 elements of cache per token, 1.5 GB of engine", () => {
    const memory = servingMemory({ shape: llama7b, weightBits: 16, contextTokens: 4096, concurrency: 8 });
    expect(memory.weightsBytes).toBe(13.48e9);
    expect(memory.kvCacheBytes).toBe(524_288 * 4096 * 8);
    expect(memory.overheadBytes).toBe(1.5e9);
  });
  test("latent attention caches 576 elements per token and layer (DeepSeek V3: 61 layers)", () => {
    const memory = servingMemory({ shape: modelShape("deepseek-v3"), weightBits: 8, contextTokens: 1000, concurrency: 1 });
    expect(memory.kvCacheBytes).toBe(576 * 61 * 2 * 1000);
  });
});

describe("fewest GPUs", () => {
  const gpusFor = (model: string, method: TrainingJob["method"], gpu: string) =>
    fewestTrainingGpus({ ...job(), shape: modelShape(model), method }, { gpu: gpuSpec(gpu) }, memoryConstants());
  test("1, 2, 4, 8, then whole nodes", () => {
    // The step of full 7B takes 20 bytes × 6.74e9 = 135 GB: two A100. Of full 70B it is 1,411 GB: 16 of 80 GB would hold
    // 88 GB each, 24 hold 59. 405B at 4 bits is 221 GB: two B200 of 180 GB hold 111 GB each, and gathered layers and word
    // tables, activations and logits besides.
    expect(gpusFor("llama-2-7b", "qlora", "a10g")).toBe(1);
    expect(gpusFor("llama-2-7b", "full", "a100_80g")).toBe(2);
    expect(gpusFor("llama-3-70b", "full", "a100_80g")).toBe(24);
    expect(gpusFor("llama-3.1-405b", "qlora", "b200")).toBe(2);
  });
  test("says what is needed where no number of GPUs helps", () => {
    expect(() => gpusFor("llama-3.1-405b", "full", "t4")).toThrow(NoAnswer);
    expect(() => gpusFor("llama-3.1-405b", "full", "t4")).toThrow(
      /does not fit t4: even on 512 GPUs each needs [\d.]+ GB of the 15.0 GB that the margin leaves/,
    );
  });
  test("what is found fits, and the step before does not", () => {
    const steps = [1, 2, 4, ...Array.from({ length: 64 }, (_, i) => 8 * (i + 1))];
    const sizes = fc.double({ min: 0.3, max: 400, noNaN: true });
    fc.assert(
      fc.property(
        sizes,
        fc.constantFrom(...TRAINING_METHODS),
        fc.constantFrom("l4", "a100_40g", "h100_sxm", "b200"),
        (size, method, key) => {
          const work = { ...job(), shape: shapeOfSize(size), method };
          const gpu = gpuSpec(key);
          const room = gpu.memoryBytes * 0.93;
          const need = (gpus: number) => trainingMemory({ ...work, gpus }, memoryConstants()).totalBytes;
          let found: number;
          try {
            found = fewestTrainingGpus(work, { gpu }, memoryConstants());
          } catch (error) {
            expect(error).toBeInstanceOf(NoAnswer);
            expect(need(512)).toBeGreaterThan(room);
            return;
          }
          expect(need(found)).toBeLessThanOrEqual(room);
          const before = steps[steps.indexOf(found) - 1];
          if (before !== undefined) expect(need(before)).toBeGreaterThan(room);
        },
      ),
      SEED,
    );
  });
});

describe("laws of training speed", () => {
  const anyGpu = fc.constantFrom(...gpuKeys());
  const anyMethod = fc.constantFrom(...TRAINING_METHODS);
  const anyRecompute = fc.constantFrom(...RECOMPUTES);
  const size = fc.double({ min: 0.3, max: 400, noNaN: true });
  const question = fc.record({
    size,
    key: anyGpu,
    method: anyMethod,
    recompute: anyRecompute,
    gpus: fc.integer({ min: 1, max: 256 }),
    microBatch: fc.integer({ min: 1, max: 32 }),
    sequenceTokens: fc.integer({ min: 16, max: 65536 }),
  });
  const ask = ({ size: b, key, ...rest }: { size: number; key: string } & Partial<TrainingJob>) =>
    speed({ ...rest, shape: shapeOfSize(b), gpu: gpuSpec(key) });

  test("finite, within its span, and never above the datasheet", () => {
    fc.assert(
      fc.property(question, (asked) => {
        const estimate = ask(asked);
        expect(estimate.tokensPerSecond).toBeGreaterThan(0);
        expect(estimate.tokensPerSecond).toBeLessThan(Infinity);
        expect(estimate.lowTokensPerSecond).toBeLessThan(estimate.tokensPerSecond);
        expect(estimate.highTokensPerSecond).toBeGreaterThan(estimate.tokensPerSecond);
        expect(estimate.hardwareUtilization).toBeLessThan(1);
        expect(estimate.tokensPerSecondPerGpu * asked.gpus).toBeCloseTo(estimate.tokensPerSecond, 6);
      }),
      SEED,
    );
  });
  test("a larger model is never faster, a larger micro-batch never slower, recomputing never faster", () => {
    fc.assert(
      fc.property(question, fc.double({ min: 1.01, max: 3, noNaN: true }), (asked, more) => {
        const estimate = ask(asked).tokensPerSecond;
        // Between presets the vocabulary may shrink; a model half as large again is larger in every way that counts.
        expect(ask({ ...asked, size: asked.size * 1.5 * more }).tokensPerSecond).toBeLessThan(estimate * 1.02);
        expect(ask({ ...asked, microBatch: asked.microBatch * 2 }).tokensPerSecond).toBeGreaterThanOrEqual(
          estimate * (1 - 1e-12),
        );
        expect(ask({ ...asked, recompute: "full" }).tokensPerSecond).toBeLessThanOrEqual(
          ask({ ...asked, recompute: "none" }).tokensPerSecond * (1 + 1e-12),
        );
      }),
      SEED,
    );
  });
  test("more GPUs of one job are never slower together", () => {
    for (const method of TRAINING_METHODS) {
      const speeds = [1, 2, 4, 8, 16, 64, 256].map((gpus) => speed({ method, gpus }).tokensPerSecond);
      expect(speeds).toEqual([...speeds].sort((a, b) => a - b));
    }
  });
  test("QLoRA needs less memory than LoRA, LoRA less than full, for every model", () => {
    for (const key of modelKeys()) {
      const total = (method: TrainingJob["method"]) =>
        trainingMemory(job({ shape: modelShape(key), method, sequenceTokens: 512 }), memoryConstants()).totalBytes;
      expect(total("qlora")).toBeLessThan(total("lora"));
      expect(total("lora")).toBeLessThan(total("full"));
    }
  });
});

describe("laws of serving speed", () => {
  test("more sequences are never slower together, and each of them never faster", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 30, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(4, 8, 16),
        (size, concurrency, weightBits) => {
          const gpu = gpuSpec("h100_sxm");
          const few = serve({ shape: shapeOfSize(size), gpu, concurrency, weightBits });
          const many = serve({ shape: shapeOfSize(size), gpu, concurrency: concurrency * 2, weightBits });
          expect(many.outputTokensPerSecond).toBeGreaterThanOrEqual(few.outputTokensPerSecond * (1 - 1e-12));
          expect(many.timePerOutputTokenSeconds).toBeGreaterThanOrEqual(few.timePerOutputTokenSeconds * (1 - 1e-12));
          expect(few.totalTokensPerSecond / few.outputTokensPerSecond).toBeCloseTo((512 + 256) / 256, 9);
        },
      ),
      SEED,
    );
  });
  test("fewer bits leave room for more sequences", () => {
    const room = [16, 8, 4].map((weightBits) => serve({ weightBits }).maxConcurrency);
    // 81,920 MiB are 85.90 GB: (85.90 × 0.9 − 13.48 − 1.5) GB / (524,288 × 768 bytes) = 154.8
    expect(room[0]).toBe(154);
    expect(room[1]).toBeGreaterThan(room[0]);
    expect(room[2]).toBeGreaterThan(room[1]);
  });
  test("one sequence cannot be read faster than the memory delivers the weights", () => {
    const alone = serve({ concurrency: 1 });
    // 13.2 GB of weights at 2,039 GB/s: 6.5 ms at the very least
    expect(alone.timePerOutputTokenSeconds).toBeGreaterThan(0.0065);
    expect(alone.timePerOutputTokenSeconds).toBeLessThan(3 * 0.0065);
  });
});

describe("bare sizes", () => {
  test("a size is a size, however it is written, and never a model", () => {
    expect(shapeOfModel("70.55B")).toBe(shapeOfSize(70.55));
    expect(shapeOfModel(" 7 billion ")).toBe(shapeOfSize(7));
    expect(shapeOfSize(8.03)).toMatchObject({ origin: "size", key: "8.03b", experts: 0 });
    // Grouped-query attention: 8 heads of 128 in 32 layers, where Llama 2 at nearly this size keeps four times as much.
    expect(kvElementsPerToken(shapeOfSize(8.03))).toBeCloseTo(32 * 2 * 8 * 128, 6);
  });
  /** 200 sizes from 0.1 to 2,000 billion, equally far apart in the logarithm. */
  const sizes = Array.from({ length: 200 }, (_, i) => 0.1 * 20_000 ** (i / 199));
  const neverFalls = (values: number[]) => values.filter((value, i) => i > 0 && value < values[i - 1] * (1 - 1e-12));
  test.each([16, 8, 4])("over 200 sizes memory at %d bits never falls", (weightBits) => {
    const memory = sizes.map((size) =>
      servingMemory({ shape: shapeOfSize(size), weightBits, contextTokens: 4096, concurrency: 8 }),
    );
    for (const part of ["weightsBytes", "kvCacheBytes", "totalBytes"] as const)
      expect(neverFalls(memory.map((each) => each[part]))).toEqual([]);
  });
  test.each([
    [1, 512, 256],
    [32, 512, 256],
    [256, 4000, 100],
  ])("over 200 sizes throughput with %d requests of %d and %d tokens never rises", (concurrency, tokensIn, tokensOut) => {
    for (const gpu of ["h100_sxm", "mi300x", "l4"]) {
      const speeds = sizes.map(
        (size) =>
          serve({ shape: shapeOfSize(size), gpu: gpuSpec(gpu), gpus: 512, concurrency, tokensIn, tokensOut })
            .totalTokensPerSecond,
      );
      expect(neverFalls(speeds.map((value) => -value))).toEqual([]);
    }
  });
  test("halfway in the logarithm is the geometric mean of every dimension", () => {
    const [low, high] = [modelShape("llama-2-13b"), modelShape("qwen2.5-32b")];
    const middle = shapeForSize([low, high], Math.sqrt(13.02 * 32.76));
    // √(40 × 64), √(5,120 × 5,120), √(13,824 × 27,648)
    expect(middle.layers).toBeCloseTo(Math.sqrt(40 * 64), 9);
    expect(middle.hiddenSize).toBeCloseTo(5120, 6);
    expect(middle.intermediateSize).toBeCloseTo(Math.sqrt(13824 * 27648), 5);
    expect(middle.parameters).toBeCloseTo(Math.sqrt(13.02 * 32.76) * 1e9, 0);
  });
  test("a size is not refused a long context, and nonsense is refused", () => {
    expect(shapeOfSize(7).maxContextTokens).toBeNull();
    expect(() => shapeOfSize(0)).toThrow(new DomainError("model_b must be between 0.1 and 2000, not 0"));
    expect(() => shapeOfSize(7e9)).toThrow("model_b must be between 0.1 and 2000");
  });
});

describe("each wrong input has its own words", () => {
  test.each([
    [() => speed({ precision: "fp8" }), "precision must be one that a100_80g computes in (bf16, fp16), not fp8"],
    [() => speed({ gpu: gpuSpec("v100"), precision: "bf16" }), "precision must be one that v100 computes in (fp16), not bf16"],
    [() => speed({ gpu: gpuSpec("h100_sxm"), precision: "fp4" }), "(bf16, fp16, fp8), not fp4"],
    [() => speed({ gpus: 0 }), "gpus must be a whole number of 1 or more, not 0"],
    [() => speed({ gpus: 1.5 }), "gpus must be a whole number of 1 or more, not 1.5"],
    [() => speed({ microBatch: -1 }), "micro_batch must be a whole number of 1 or more, not -1"],
    [() => speed({ sequenceTokens: 0 }), "seq_len must be a whole number of 1 or more, not 0"],
    [() => speed({ measuredTokensPerSecond: 0 }), "measured must be greater than 0, not 0"],
    [() => serve({ weightBits: 5 }), "weight_bits must be 16, 8 or 4, not 5"],
    [() => serve({ concurrency: 0.5 }), "concurrency must be a whole number of 1 or more, not 0.5"],
    [() => serve({ tokensIn: 4000 }), "tokens_in + tokens_out must be at most 4096 for llama-2-7b, not 4256"],
    [
      () => servingMemory({ shape: llama7b, weightBits: 16, contextTokens: 5000, concurrency: 1 }),
      "context_tokens must be at most 4096 for llama-2-7b, not 5000",
    ],
  ])("%#", (compute, message) => {
    expect(compute).toThrow(DomainError);
    expect(compute).toThrow(message);
  });
  test("a model too large to serve says what it needs", () => {
    // 68.98e9 × 2 = 137.96 GB and 768 tokens × 80 layers × 2 × 8 × 128 × 2 bytes = 0.25 GB
    expect(() => serve({ shape: modelShape("llama-2-70b") })).toThrow(
      "the weights and one sequence of llama-2-70b need 138.2 GB, 1 × a100_80g have 85.9 GB, of which engines take 90 %; use at least 2 GPUs",
    );
  });
  test("16 bits mean fp16 where there is no bf16", () => {
    expect(sixteenBitPrecision(gpuSpec("t4"))).toBe("fp16");
    expect(speed({ gpu: gpuSpec("t4") }).tokensPerSecond).toBe(speed({ gpu: gpuSpec("t4"), precision: "fp16" }).tokensPerSecond);
    expect(requirePrecision(gpuSpec("a100_80g"), "bf16")).toBe("bf16");
  });
});

describe("on what an estimate rests", () => {
  const llama70b = modelShape("llama-2-70b");
  test("calibrated where its kind was measured, extrapolated elsewhere, with the way it goes", () => {
    const lora = { shape: llama70b, gpu: gpuSpec("h100_sxm"), precision: "fp8", recompute: "none", gpus: 8 } as const;
    expect(speed({ ...lora, sequenceTokens: 4096 }).basis).toBe("calibrated");
    expect(speed({ ...lora, sequenceTokens: 8193 }).basis).toBe("extrapolated: beyond the model's context");
    expect(speed({ ...lora, gpu: gpuSpec("mi300x") }).basis).toBe("extrapolated: another GPU");
    expect(speed({ gpu: gpuSpec("h100_pcie"), shape: shapeOfSize(0.5) }).basis).toBe("extrapolated: another GPU, smaller model");
    expect(speed({ ...lora, gpus: 4096 }).basis).toBe("extrapolated: more GPUs");
    const offload = { ...DEFAULT_RECIPE, offload: "optimizer" } as const;
    expect(speed({ ...lora, recipe: offload }).basis).toBe("assumed: offload");
  });
  test("the less is known the wider the span", () => {
    const width = (more: Parameters<typeof speed>[0]) => {
      const { lowTokensPerSecond, highTokensPerSecond } = speed(more);
      return highTokensPerSecond / lowTokensPerSecond;
    };
    const known = width({});
    expect(width({ shape: shapeOfSize(0.5) })).toBeCloseTo(known ** 1.5, 9);
    expect(width({ recipe: { ...DEFAULT_RECIPE, attention: "eager" } })).toBeCloseTo(known ** 2, 9);
    expect(width({ measuredTokensPerSecond: 3000 })).toBeLessThan(known);
  });
  test("a run of the same job draws the estimate towards it, by the same share on a logarithmic scale", () => {
    const { shrinkage } = trainingCalibration().runWorth;
    const estimated = speed().tokensPerSecond;
    const twice = speed({ measuredTokensPerSecond: 2 * estimated });
    expect(twice.tokensPerSecond / estimated).toBeCloseTo(2 ** shrinkage, 9);
    expect(twice.basis).toMatch(/; your run$/);
    expect(speed({ measuredTokensPerSecond: estimated }).tokensPerSecond).toBeCloseTo(estimated, 6);
    expect(shrinkage).toBeGreaterThan(0);
    expect(shrinkage).toBeLessThan(1);
  });
});
