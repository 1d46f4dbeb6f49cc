import { MissingPreset } from "../../src/engine/errors";
import { findGpu, gpuKeys, gpuProvenance, gpuSpec, resolveGpu } from "../../src/presets/gpus";
import { cachedElements, kvElementsPerToken } from "../../src/engine/parameterCounts";
import { findModel, modelKeys, modelProvenance, modelShape, modelShapes, resolveModel } from "../../src/presets/models";

describe("GPUs", () => {
  test("a row of data/gpu_specs.csv arrives in the engine's units", () => {
    // A100-80GB-SXM,Ampere,312,,,80,2039,400,600 and B200-SXM,Blackwell,2250,4500,9000,180,7700,1000,1800
    expect(gpuSpec("a100_80g")).toEqual({
      key: "a100_80g",
      architecture: "Ampere",
      bf16FlopsPerSecond: 312e12,
      fp8FlopsPerSecond: null,
      fp4FlopsPerSecond: null,
      // 81,920 MiB as the driver prints it, where the label says 80 GB.
      memoryBytes: 81920 * 2 ** 20,
      bandwidthBytesPerSecond: 2039e9,
      tdpWatts: 400,
      interconnectBytesPerSecond: 600e9,
    });
    expect(gpuSpec("b200")).toMatchObject({
      fp8FlopsPerSecond: 4500e12,
      fp4FlopsPerSecond: 9000e12,
      memoryBytes: 183359 * 2 ** 20,
      tdpWatts: 1000,
    });
    // TPU-v5e,TPU,197,,,16,820,,,
    expect(gpuSpec("tpu_v5e")).toMatchObject({ tdpWatts: null, interconnectBytesPerSecond: null });
    expect(gpuKeys()).toHaveLength(76);
  });

  test.each([
    ["A100-80GB", "a100_80g"],
    ["A100 80GB", "a100_80g"],
    ["a100_80g", "a100_80g"],
    ["A100_SXM4 80GB", "a100_80g"],
    ["A100-80GB-SXM", "a100_80g"],
    ["NVIDIA A100-SXM4-80GB", "a100_80g"],
    ["A100-80GB-PCIe", "a100_80g_pcie"],
    ["A100_PCIE 80GB", "a100_80g_pcie"],
    ["A100-40GB", "a100_40g"],
    ["a10g", "a10g"],
    ["H100", "h100_sxm"],
    ["h100", "h100_sxm"],
    ["H100-SXM", "h100_sxm"],
    ["H100 SXM", "h100_sxm"],
    ["H100-PCIe", "h100_pcie"],
    ["H200-SXM", "h200_sxm"],
    ["RTX4090", "rtx_4090"],
    ["GeForce RTX 4090", "rtx_4090"],
    ["L40S", "l40s"],
    ["AMD Instinct MI300X", "mi300x"],
    ["B200", "b200"],
    ["GB200", "gb200"],
    ["B300", "b300"],
    ["GH200", "gh200"],
    ["RTX-PRO-6000", "rtx_pro_6000"],
    ["V100-SXM2-16/32GB", "v100"],
  ])("%s is %s", (spelling, key) => {
    expect(resolveGpu(spelling)).toBe(key);
  });

  test("an ambiguous or unknown GPU is not guessed, and the nearest keys are named", () => {
    expect(findGpu("A100")).toBeUndefined();
    expect(() => gpuSpec("A100")).toThrow(MissingPreset);
    expect(() => gpuSpec("A100")).toThrow(/gpu "A100" is not a known GPU; nearest: .*a100_40g, a100_80g/);
    expect(() => resolveGpu("H1000")).toThrow(/h100_sxm/);
  });

  test("what is not verified has confidence low", () => {
    const low = gpuKeys().filter((key) => gpuProvenance(key).confidence === "low");
    expect(low.slice(0, 4)).toEqual(["a10g", "rtx_a5000", "rtx_6000_ada", "h100_96g"]);
    // And every row of data/gpu_specs_more.csv, whose rates were not read again.
    expect(low).toHaveLength(4 + 38);
  });
});

describe("models", () => {
  test("rows of data/model_shapes.csv arrive in the engine's units", () => {
    // qwen3-30b-a3b,Qwen3-30B-A3B,30.53,3.35,48,2048,768,32,4,128,151936,40960,no,128,8
    expect(modelShape("qwen3-30b-a3b")).toEqual({
      key: "qwen3-30b-a3b",
      origin: "model",
      parameters: 30.53e9,
      activeParameters: 3.35e9,
      layers: 48,
      hiddenSize: 2048,
      intermediateSize: 768,
      attentionHeads: 32,
      kvHeads: 4,
      headDim: 128,
      vocabularySize: 151936,
      maxContextTokens: 40960,
      tiedEmbeddings: false,
      experts: 128,
      activeExperts: 8,
      cache: [{ layers: 48, elements: 1024, window: null, tokensPerEntry: 1 }],
      stateBytes: 0,
      nativeWeightBits: 16,
    });
    expect(modelShape("llama-3.2-1b").tiedEmbeddings).toBe(true);
    // 90 of data/model_shapes.csv, 137 complete ones of data/model_shapes_2026.csv and the 6 of model_shapes_more.csv that were not.
    expect(modelShapes()).toHaveLength(233);
    expect(modelKeys()).toEqual(modelShapes().map(({ key }) => key));
  });

  test("what a token leaves in the cache, by the kind of attention", () => {
    const elements = (key: string) => kvElementsPerToken(modelShape(key));
    // Latent attention: "KV cache = 512+64=576 elements per token per layer", 61 layers.
    expect(elements("deepseek-v3")).toBe(61 * 576);
    // Its indexer keeps 128 more on 78 layers.
    expect(elements("glm-5")).toBe(78 * (576 + 128));
    // Hybrid: only 16 of 64 layers keep anything, 2 × 4 heads × 256.
    expect(elements("qwen3.5-27b")).toBe(16 * 2048);
    // Sliding: every sixth layer of 62 is full, 2 × 16 × 128.
    expect(elements("gemma-3-27b")).toBe(10 * 4096);
    expect(cachedElements(modelShape("gemma-3-27b"), 8192)).toBe(4096 * (10 * 8192 + 52 * 1024));
    // Compressed: 30 layers keep 1 of 4 and 31 layers 1 of 128 tokens, all the last 128.
    expect(cachedElements(modelShape("deepseek-v4-pro"), 12_800)).toBe(512 * (61 * 128 + 30 * 3200 + 31 * 100));
  });

  test.each([
    ["meta-llama/Meta-Llama-3.1-8B-Instruct", "llama-3.1-8b"],
    ["Llama 3.1 8B", "llama-3.1-8b"],
    ["llama2-7b", "llama-2-7b"],
    ["meta-llama/Llama-2-7b-chat-hf", "llama-2-7b"],
    ["Qwen/Qwen2.5-7B-Instruct", "qwen2.5-7b"],
    ["google/gemma-3-27b-it", "gemma-3-27b"],
    ["mistralai/Mistral-7B-Instruct-v0.3", "mistral-7b-v0.3"],
    ["mistralai/Mixtral-8x7B-Instruct-v0.1", "mixtral-8x7b-v0.1"],
    ["deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "r1-distill-llama-70b"],
    ["llama4-scout", "llama-4-scout"],
    ["microsoft/phi-4", "phi-4"],
  ])("%s is %s", (spelling, key) => {
    expect(resolveModel(spelling)).toBe(key);
  });

  test("an unknown model is not guessed, and the nearest keys are named", () => {
    expect(findModel("llama")).toBeUndefined();
    expect(() => modelShape("llama-3.1-9b")).toThrow(/model "llama-3.1-9b" is not a known model; nearest: llama-3.1-8b/);
  });

  test("where a shape was read from", () => {
    expect(modelProvenance("llama-2-7b")).toEqual({
      source: "Lightning-AI/litgpt litgpt/config.py @26857050fe (2026-06-29)",
      asOf: "2026-06-29",
      confidence: "high",
    });
    // "no" under verified: copied from a model of the same shape, second-hand, or filled in from memory.
    expect(modelProvenance("glm-4.5").confidence).toBe("low");
    expect(modelProvenance("deepseek-r1-0528").confidence).toBe("low");
    expect(modelProvenance("command-a-111b").confidence).toBe("low");
    expect(modelProvenance("kimi-k3").confidence).toBe("medium");
    expect(modelProvenance("glm-5").confidence).toBe("high");
  });
});
