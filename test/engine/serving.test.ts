import fc from "fast-check";
import { DomainError, NoAnswer } from "../../src/engine/errors";
import { servingMemory } from "../../src/engine/servingMemory";
import { estimateServing } from "../../src/engine/servingModel";
import { servingSetUp } from "../../src/engine/servingOptions";
import { type ServingRequest, servingThroughput } from "../../src/engine/servingThroughput";
import { gpuKeys, gpuSpec } from "../../src/presets/gpus";
import { modelShape, modelShapes } from "../../src/presets/models";
import { shapeOfSize } from "../../src/presets/modelSizes";
import { servingCalibration } from "../../src/presets/servingCalibration";

const SEED = { seed: 20261125, numRuns: 200 };
const llama8b = modelShape("llama-3.1-8b");
const serve = (more: Partial<ServingRequest> = {}) =>
  servingThroughput(
    {
      shape: llama8b,
      gpu: gpuSpec("h100_sxm"),
      gpus: 1,
      tokensIn: 1000,
      tokensOut: 200,
      concurrency: 32,
      weightBits: 16,
      ...more,
    },
    servingCalibration(),
  );
const anyRequest = fc.record({
  shape: fc.constantFrom(llama8b, modelShape("qwen3-30b-a3b"), modelShape("gpt-oss-20b"), shapeOfSize(14)),
  gpu: fc.constantFrom("h100_sxm", "mi300x", "h200_sxm").map((key) => gpuSpec(key)),
  concurrency: fc.integer({ min: 1, max: 2000 }),
  tokensIn: fc.double({ min: 1, max: 8000, noNaN: true }),
  tokensOut: fc.double({ min: 2, max: 2000, noNaN: true }),
  options: fc.constantFrom({}, { engine: "sglang" }, { engine: "trtllm", kv_bits: "8" }, { engine_year: 2024 }) as fc.Arbitrary<
    ServingRequest["options"]
  >,
});

describe("laws of an instance that always has so many requests in flight", () => {
  test("requests in flight are the rate times the time each takes (Little), also those that wait for a place", () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const figures = serve(request);
        const perRequest = figures.timeToFirstTokenSeconds + (request.tokensOut - 1) * figures.timePerOutputTokenSeconds;
        const requestsPerSecond = figures.outputTokensPerSecond / request.tokensOut;
        expect((requestsPerSecond * perRequest) / request.concurrency).toBeCloseTo(1, 9);
      }),
      SEED,
    );
  });
  test("more requests never make fewer tokens, and never a shorter wait", () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const more = serve({ ...request, concurrency: request.concurrency * 2 });
        const few = serve(request);
        expect(more.totalTokensPerSecond).toBeGreaterThanOrEqual(few.totalTokensPerSecond * (1 - 1e-12));
        expect(more.timeToFirstTokenSeconds).toBeGreaterThanOrEqual(few.timeToFirstTokenSeconds * (1 - 1e-12));
        expect(more.timePerOutputTokenSeconds).toBeGreaterThanOrEqual(few.timePerOutputTokenSeconds * (1 - 1e-12));
      }),
      SEED,
    );
  });
  test("low, the estimate and high are in this order for every card", () => {
    for (const key of gpuKeys()) {
      const { totalTokensPerSecond, lowTotalTokensPerSecond, highTotalTokensPerSecond } = serve({
        gpu: gpuSpec(key),
        shape: shapeOfSize(1),
        concurrency: 1,
      });
      expect([key, lowTotalTokensPerSecond < totalTokensPerSecond, totalTokensPerSecond < highTotalTokensPerSecond]).toEqual([
        key,
        true,
        true,
      ]);
    }
  });
});

describe("a step, by hand", () => {
  test("one sequence on a card without losses takes the time of its bytes and of its products", () => {
    // Llama 3.1 8B, 1 request of 1,000 and 200 tokens: weights 8.03e9 × 2 bytes less one word table of 128,256 × 4,096 × 2;
    // cache 1,100 tokens × 32 layers × 2 × 8 × 128 × 2 bytes, at 3,350 GB/s
    const bytes = (8.03e9 - 128_256 * 4096) * 2 + 1100 * 32 * 2048 * 2;
    const flops = 2 * (8.03e9 - 128_256 * 4096);
    const ideal = {
      ...servingCalibration().constants,
      ...{
        bandwidthYield: 1,
        cacheYield: 1,
        decodeYield: 1,
        stepSeconds: 0,
        layerSeconds: 0,
        sequenceSeconds: 0,
        arrivalSeconds: 0,
      },
    };
    const figures = estimateServing(
      {
        ...servingSetUp({}, { shape: llama8b, gpus: 1 }, new Map()),
        ...{ shape: llama8b, gpu: gpuSpec("h100_sxm"), gpus: 1, tokensIn: 1000, tokensOut: 200, concurrency: 1, weightBits: 16 },
      },
      ideal,
      // 1e15 products a second
      { measured: { h100_sxm: 1e15 }, shareByArchitecture: {}, shareElsewhere: 1 },
    );
    expect(figures.timePerOutputTokenSeconds).toBeCloseTo(Math.hypot(bytes / 3.35e12, flops / 1e15), 12);
  });

  test("two GPUs that split a layer add up twice a layer what a token left, around a ring", () => {
    const still = { stepSeconds: 0, layerSeconds: 0, syncSeconds: 0, sequenceSeconds: 0, arrivalSeconds: 0 };
    const step = (key: string, linkYield: number) =>
      estimateServing(
        {
          ...servingSetUp({}, { shape: llama8b, gpus: 2 }, new Map()),
          ...{ shape: llama8b, gpu: gpuSpec(key), gpus: 2, tokensIn: 1000, tokensOut: 200, concurrency: 1, weightBits: 16 },
        },
        { ...servingCalibration().constants, ...still, linkYield },
        { measured: {}, shareByArchitecture: {}, shareElsewhere: 1 },
      ).timePerOutputTokenSeconds;
    // 32 layers, 2 sums of 4,096 numbers of 2 bytes, of which a ring of two passes each once: 524,288 bytes a token,
    // at 450 GB/s (900 both ways) and, over PCIe, at 32 GB/s.
    expect(step("h100_sxm", 1) - step("h100_sxm", 1e12)).toBeCloseTo(524288 / 450e9, 12);
    expect(step("l40s", 1) - step("l40s", 1e12)).toBeCloseTo(524288 / 32e9, 12);
  });
});

describe("engines and makers", () => {
  const first = (engine: "vllm" | "sglang" | "trtllm", concurrency: number) =>
    serve({ concurrency, options: { engine } }).timeToFirstTokenSeconds;
  test("SGLang reads every prompt that waits before it decodes: the wait grows with the batch itself", () => {
    const growth = (engine: "vllm" | "sglang") => (first(engine, 64) - first(engine, 1)) / (first(engine, 16) - first(engine, 1));
    // 63 others against 15, but for the book-keeping of a step.
    expect(growth("sglang")).toBeCloseTo(63 / 15, 1);
    expect(growth("vllm")).toBeLessThan(63 / 15 - 1);
  });
  test("a compiled scheduler is no slower than one in Python", () => {
    const alone = (engine: "vllm" | "trtllm") => serve({ concurrency: 1, options: { engine } }).outputTokensPerSecond;
    expect(alone("trtllm")).toBeGreaterThan(alone("vllm"));
  });
  test("AMD's software of today is ahead of that of 2024 by more than others' is", () => {
    const gain = (key: string) => {
      const of = (options: object) => serve({ gpu: gpuSpec(key), options }).totalTokensPerSecond;
      return of({}) / of({ engine_year: 2024 });
    };
    expect(gain("h100_sxm")).toBeGreaterThan(1);
    expect(gain("mi300x")).toBeGreaterThan(gain("h100_sxm"));
  });
});

describe("options", () => {
  test("an 8-bit cache holds twice the sequences", () => {
    const ratio = serve({ options: { kv_bits: "8" } }).maxConcurrency / serve().maxConcurrency;
    expect(ratio).toBeCloseTo(2, 1);
    const kv = (kvBits: 16 | 8) =>
      servingMemory({ shape: llama8b, weightBits: 16, contextTokens: 4096, concurrency: 1, kvBits }).kvCacheBytes;
    expect(kv(16)).toBe(2 * kv(8));
  });
  test("two copies of one GPU are twice a copy with half of the requests", () => {
    const copies = serve({ gpus: 2, concurrency: 64, options: { tensor_parallel: 1 } });
    const single = serve({ concurrency: 32 });
    expect(copies.totalTokensPerSecond).toBeCloseTo(2 * single.totalTokensPerSecond, 6);
    expect(copies.timePerOutputTokenSeconds).toBeCloseTo(single.timePerOutputTokenSeconds, 12);
    expect(copies.maxConcurrency).toBe(2 * single.maxConcurrency);
  });
  test("what the cache holds already is not read again, and accepted drafts save steps", () => {
    expect(serve({ options: { prefix_cached_share: 0.9 } }).totalTokensPerSecond).toBeGreaterThan(serve().totalTokensPerSecond);
    const fast = serve({ concurrency: 1, options: { tokens_per_step: 2.5 } });
    const slow = serve({ concurrency: 1 });
    expect(slow.timePerOutputTokenSeconds / fast.timePerOutputTokenSeconds).toBeGreaterThan(2);
    // The first step writes 2.5 tokens of which one is the first: 199 further ones in 79 steps, 2.52 a step, less what is checked in vain.
    expect(slow.timePerOutputTokenSeconds / fast.timePerOutputTokenSeconds).toBeLessThan(199 / 79);
  });
  test.each([
    // Of the published rows at that depth: 2.49 thinking and 2.97 not; 1.83 and 1.80; one row.
    ["deepseek-v4-pro", 3, 2.73],
    ["kimi-k2.5", 1, 1.815],
    ["glm-5.2", 5, 3.61],
  ])("drafts of %s, %d at a time, are accepted as published", (model, draft_tokens, tokens_per_step) => {
    const big = { shape: modelShape(model), gpu: gpuSpec("b200"), gpus: 16, concurrency: 4, weightBits: 8 };
    const published = serve({ ...big, options: { draft_tokens } });
    expect(published).toEqual(serve({ ...big, options: { draft_tokens, tokens_per_step } }));
    expect(published.outputTokensPerSecond).toBeGreaterThan(serve(big).outputTokensPerSecond);
    expect(published.basis).toContain(`tokens_per_step ${tokens_per_step} of draft_tokens ${draft_tokens}`);
    // A step checks what was drafted and one more, so that more in vain never makes it faster.
    const deeper = serve({ ...big, options: { draft_tokens: 8, tokens_per_step } });
    expect(deeper.outputTokensPerSecond).toBeLessThanOrEqual(published.outputTokensPerSecond);
  });
  test("drafts of which nothing is published ask for what is accepted, and no step gives more than it drafts", () => {
    expect(() => serve({ options: { draft_tokens: 3 } })).toThrow(
      /^options draft_tokens needs tokens_per_step for llama-3\.1-8b: what it accepts per step is published only for .*deepseek-v4-pro/,
    );
    expect(serve({ options: { draft_tokens: 3, tokens_per_step: 2 } }).totalTokensPerSecond).toBeGreaterThan(0);
    expect(() => serve({ options: { draft_tokens: 2, tokens_per_step: 3.5 } })).toThrow(
      "options tokens_per_step 3.5 and draft_tokens 2 contradict each other",
    );
  });
  test("former engines are slower", () => {
    expect(serve({ options: { engine_year: 2024 } }).totalTokensPerSecond).toBeLessThan(serve().totalTokensPerSecond);
  });
  test("a run of one's own draws the estimate to it and narrows the band, all figures by the same factor", () => {
    const { shrinkage, widthLeft } = servingCalibration().runWorth;
    const before = serve();
    const measured = before.totalTokensPerSecond * 1.5;
    const after = serve({ options: { measured } });
    expect(after.totalTokensPerSecond / before.totalTokensPerSecond).toBeCloseTo(1.5 ** shrinkage, 12);
    expect(after.outputTokensPerSecond / before.outputTokensPerSecond).toBeCloseTo(1.5 ** shrinkage, 12);
    expect(before.timePerOutputTokenSeconds / after.timePerOutputTokenSeconds).toBeCloseTo(1.5 ** shrinkage, 12);
    const width = ({ lowTotalTokensPerSecond, highTotalTokensPerSecond }: typeof before) =>
      Math.log(highTotalTokensPerSecond / lowTotalTokensPerSecond);
    expect(width(after) / width(before)).toBeCloseTo(widthLeft, 9);
    expect(after.basis).toBe(`your own run, and ${before.basis}`);
  });
  test("copies come out whole", () => {
    expect(() => serve({ gpus: 8, options: { tensor_parallel: 3 } })).toThrow(
      new DomainError("options tensor_parallel 3 must divide gpus 8 into whole copies of the model"),
    );
    expect(() => serve({ gpus: 8, shape: modelShape("llama-3.1-70b"), options: { tensor_parallel: 1 } })).toThrow(NoAnswer);
  });
});

describe("on what an estimate rests", () => {
  test.each([
    [{}, "calibrated: nvidia dense; model llama-3.1-8b"],
    [{ shape: shapeOfSize(7) }, "calibrated: nvidia dense; size 7b"],
    [{ shape: modelShape("qwen3-30b-a3b") }, "calibrated: nvidia mixture; model qwen3-30b-a3b"],
    [{ gpu: gpuSpec("mi300x") }, "calibrated: amd dense; model llama-3.1-8b"],
    [{ gpu: gpuSpec("l40") }, "extrapolated: another GPU; model llama-3.1-8b"],
    [{ weightBits: 4 }, "extrapolated: other weight bits; model llama-3.1-8b"],
    [{ gpus: 16 }, "extrapolated: more GPUs; model llama-3.1-8b"],
    [{ shape: modelShape("qwen3.5-27b") }, "extrapolated: linear attention; model qwen3.5-27b"],
    [{ gpu: gpuSpec("gaudi3") }, "assumed: no published runs of this maker; extrapolated: another GPU; model llama-3.1-8b"],
    [{ options: { prefix_cached_share: 0.5 } }, "assumed: prefix_cached_share; model llama-3.1-8b"],
  ] as [Partial<ServingRequest>, string][])("%#", (request, basis) => expect(serve(request).basis).toBe(basis));

  test("the less is known the wider the span", () => {
    const width = (more: Partial<ServingRequest>) => {
      const { lowTotalTokensPerSecond, highTotalTokensPerSecond } = serve(more);
      return Math.log(highTotalTokensPerSecond / lowTotalTokensPerSecond);
    };
    expect(width({ gpu: gpuSpec("l40") }) / width({})).toBeCloseTo(1.5, 9);
    expect(width({ options: { tokens_per_step: 2 } }) / width({})).toBeCloseTo(2, 9);
  });
});

test("every model of the list is served on enough cards", () => {
  for (const shape of modelShapes()) {
    const request = { shape, gpu: gpuSpec("b200"), gpus: 32, concurrency: 8, tokensIn: 500, tokensOut: 100, weightBits: 8 };
    expect([shape.key, serve(request).totalTokensPerSecond > 0]).toEqual([shape.key, true]);
  }
});

describe("laws over bare sizes", () => {
  // Two hundred sizes from 0.1 to 1,000 billion, the same factor apart.
  const shapes = Array.from({ length: 200 }, (_, i) => shapeOfSize(0.1 * 10_000 ** (i / 199)));
  const pairs = shapes.slice(1).map((larger, i) => [shapes[i], larger] as const);

  test("the memory of a larger one never falls", () => {
    for (const weightBits of [16, 8, 4]) {
      const of = (shape: ServingRequest["shape"]) =>
        servingMemory({ shape, weightBits, contextTokens: 4096, concurrency: 16 }).totalBytes;
      expect(pairs.filter(([smaller, larger]) => of(larger) < of(smaller)).map(([, { key }]) => key)).toEqual([]);
    }
  });
  test("a larger one never writes faster, alone or among many", () => {
    for (const concurrency of [1, 64, 1024]) {
      const of = (shape: ServingRequest["shape"]) =>
        serve({ shape, gpu: gpuSpec("b300"), gpus: 32, concurrency }).totalTokensPerSecond;
      expect(pairs.filter(([smaller, larger]) => of(larger) > of(smaller)).map(([, { key }]) => key)).toEqual([]);
    }
  });
});

test("a longer context never takes less memory, and no larger batch or faster answer", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...modelShapes()),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 8 }),
      (shape, share, streams) => {
        // Half of what the model takes at most, so that twice as much is still served.
        const context = Math.max(1, Math.floor(((shape.maxContextTokens ?? 131_072) / 2 - 100) * share));
        const memory = (contextTokens: number) =>
          servingMemory({ shape, weightBits: 8, contextTokens, concurrency: streams }).totalBytes;
        expect(memory(context + 1)).toBeGreaterThanOrEqual(memory(context));
        expect(memory(2 * context)).toBeGreaterThanOrEqual(memory(context));
        const cards = { shape, gpu: gpuSpec("b300"), gpus: 32, weightBits: 8, tokensOut: 100, concurrency: 32 * streams };
        const [short, long] = [serve({ ...cards, tokensIn: context }), serve({ ...cards, tokensIn: 2 * context })];
        expect(long.maxConcurrency).toBeLessThanOrEqual(short.maxConcurrency);
        expect(long.outputTokensPerSecond).toBeLessThanOrEqual(short.outputTokensPerSecond);
        expect(long.timeToFirstTokenSeconds).toBeGreaterThanOrEqual(short.timeToFirstTokenSeconds);
      },
    ),
    SEED,
  );
});
