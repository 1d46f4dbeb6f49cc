import { DomainError } from "../../../src/engine/errors";
import { shapeOfConfig } from "../../../src/engine/modelConfig/modelConfig";
import { cachedElements, kvElementsPerToken } from "../../../src/engine/parameterCounts";
import { findModel, modelShape } from "../../../src/presets/models";
import { shapeOfModel } from "../../../src/presets/modelSizes";
import published from "./publishedConfigs.json";

/*
 * publishedConfigs.json: fields of published configurations with the total their makers state and the elements one token
 * leaves in the cache, reckoned by hand from the architecture (layers with full attention × 2 × heads × width, or the latent
 * vector), neither taken from this code.
 */
interface Published {
  readonly published_b: number;
  readonly cache_elements_per_token: number;
  readonly config: unknown;
}
const configs = Object.entries(published as unknown as Record<string, Published>);
const shapeOf = (name: string) => shapeOfConfig(JSON.stringify((published as unknown as Record<string, Published>)[name].config));
const config = (fields: Record<string, unknown>): string =>
  JSON.stringify({
    model_type: "llama",
    hidden_size: 4096,
    intermediate_size: 14336,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    num_hidden_layers: 32,
    vocab_size: 128256,
    ...fields,
  });

describe("published configurations", () => {
  test.each(configs)("%s", (_, { config: json, published_b, cache_elements_per_token }) => {
    const shape = shapeOfConfig(JSON.stringify(json));
    expect(Math.abs(shape.parameters / 1e9 / published_b - 1)).toBeLessThan(0.03);
    expect(kvElementsPerToken(shape)).toBe(cache_elements_per_token);
    expect(shape.origin).toBe("config");
  });

  test("half of them within half a percent of the published total", () => {
    const errors = configs
      .map(([, { config: json, published_b }]) =>
        Math.abs(shapeOfConfig(JSON.stringify(json)).parameters / 1e9 / published_b - 1),
      )
      .sort((a, b) => a - b);
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.005);
  });

  test.each([
    // Vendors' active counts; those of gpt-oss leave out the input embedding (201,088 × 2,880 = 0.58 billion).
    ["Mixtral-8x7B", 12.9],
    ["DeepSeek-V3", 37.5],
    ["Qwen3-30B-A3B", 3.35],
    ["gpt-oss-120b", 5.13 + 0.58],
    ["Qwen2-57B-A14B", 14.2],
    ["Jamba-v0.1", 12.1],
  ])("%s passes %d billion per token", (name, active) => {
    expect(shapeOf(name).activeParameters / 1e9 / active).toBeCloseTo(1, 1.7);
  });

  test.each([
    ["DeepSeek-V3", 8],
    ["Kimi-K2.5", 4],
    ["gpt-oss-20b", 4],
    ["DeepSeek-V4-Flash", 4],
    ["Llama-3.1-8B", 16],
  ])("%s is published in %d bits", (name, bits) => expect(shapeOf(name).nativeWeightBits).toBe(bits));

  test("a sliding window keeps its last tokens only", () => {
    // 12 layers keep all of 10,000 tokens and 12 the last 128, each 2 × 8 × 64 elements.
    expect(cachedElements(shapeOf("gpt-oss-20b"), 10_000)).toBe(12 * 1024 * (10_000 + 128));
    // Mistral's first model slides on every layer: beyond 4,096 tokens nothing grows.
    expect(cachedElements(shapeOf("Mistral-7B-v0.1"), 4096)).toBe(cachedElements(shapeOf("Mistral-7B-v0.1"), 30_000));
  });

  test("linear layers keep a state, whatever the length", () => {
    // Qwen3.5 27B: 48 layers of 48 heads of 128 × 128 in 32 bits, and 3 inputs of a convolution over 2 × 2,048 + 6,144 in 16.
    expect(shapeOf("Qwen3.5-27B").stateBytes).toBe(48 * (48 * 128 * 128 * 4 + 3 * 10_240 * 2));
  });

  test("a configuration and the listed model it is of agree", () => {
    for (const name of ["Llama-3.1-8B", "Qwen3-8B", "DeepSeek-V3", "gpt-oss-20b", "Qwen3.5-27B", "MiMo-V2-Flash", "GLM-5"]) {
      const listed = modelShape(findModel(name) as string);
      const read = shapeOf(name);
      expect(read.parameters / listed.parameters).toBeCloseTo(1, 2);
      expect(kvElementsPerToken(read)).toBe(kvElementsPerToken(listed));
      expect(read.stateBytes).toBe(listed.stateBytes);
    }
  });
});

describe("what a configuration may look like", () => {
  test("numbers that Python writes and a language part inside the whole are read", () => {
    const inside = `{"model_type": "llava", "text_config": ${config({ time_step_limit: 0 })}, "vision_config": {"hidden_size": 1024}, "limit": [0.0, Infinity], "x": NaN}`;
    expect(shapeOfConfig(inside).parameters).toBe(shapeOfConfig(config({})).parameters);
  });
  test("a quantized copy has the same shape and says its bits", () => {
    const copy = config({ quantization_config: { quant_method: "gptq", bits: 4 } });
    expect(shapeOfConfig(copy)).toEqual({ ...shapeOfConfig(config({})), nativeWeightBits: 4 });
  });
  test("a text is parsed once", () => {
    const text = config({ hidden_size: 2048 });
    expect(shapeOfModel(text)).toBe(shapeOfModel(`${text}`));
  });
});

describe("a configuration that cannot be read says why", () => {
  test.each([
    ["{", "model_b begins like a config.json but is not one"],
    ["{}", "model_b: the config has no num_hidden_layers (or n_layer, n_layers, num_layers)"],
    [config({ hidden_size: undefined }), "model_b: the config has no hidden_size (or n_embd, d_model, n_embed)"],
    [config({ vocab_size: undefined }), "model_b: the config has no vocab_size"],
    [config({ num_attention_heads: undefined }), "model_b: the config has no num_attention_heads"],
    [config({ intermediate_size: undefined }), "model_b: the config has no intermediate_size"],
    [config({ num_hidden_layers: -1 }), "num_hidden_layers must be a whole number of 0 or more, not -1"],
    [config({ hidden_size: "big" }), 'hidden_size must be a whole number of 0 or more, not "big"'],
    [config({ num_local_experts: 8 }), "model_b: the config has no num_experts_per_tok"],
    [config({ num_local_experts: 8, num_experts_per_tok: 9 }), "has num_experts_per_tok 9 above num_local_experts 8"],
    [config({ kv_lora_rank: 512 }), "has no qk_rope_head_dim"],
    [config({ layer_types: Array(32).fill("recurrent") }), 'has a layer of type "recurrent", which is not covered'],
    ['{"model_type":"bert","hidden_size":768}', "is of an encoder, which reads text and writes none (bert)"],
    ['{"model_type":"xlm-roberta"}', "is of an encoder"],
    ['{"architectures":["ModernBertForMaskedLM"],"model_type":"modernbert"}', "for embeddings take FT.API_BILL"],
    ['{"model_type":"whisper","d_model":1280}', "is of a speech model (whisper)"],
    ['{"model_type":"t5","is_encoder_decoder":true}', "is of an encoder-decoder (t5)"],
    ['{"_class_name":"FluxTransformer2DModel","_diffusers_version":"0.30"}', "is of an image or video generator (diffusion)"],
    ['{"model_type":"clip"}', "is of a vision model (clip)"],
    ['{"model_type":"mamba2"}', "is of a recurrent model without attention (mamba2)"],
  ])("%s", (text, message) => {
    expect(() => shapeOfConfig(text)).toThrow(DomainError);
    expect(() => shapeOfConfig(text)).toThrow(message);
  });
});
