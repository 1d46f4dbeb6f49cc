import { DomainError } from "./errors";
import type { ModelShape } from "./hardware";
import type { OptionValues } from "./optionText";

/** The options of the serving estimator; each says what it rests on. */
export const SERVING_OPTIONS = {
  engine: {
    values: ["vllm", "sglang", "trtllm", "lmdeploy", "tgi"],
    aliases: { "tensorrt-llm": "trtllm", tensorrt: "trtllm" },
    fallback: "vllm",
    meaning: "serving engine; it decides how prompts wait for one another (lmdeploy and tgi as vllm)",
    rests: "calibrated",
  },
  engine_year: {
    least: 2023,
    most: 2030,
    whole: true,
    fallback: "2026",
    meaning: "year of the engine's version: until 2024 the host and the cache cost more",
    rests: "calibrated",
  },
  kv_bits: { values: ["16", "8"], fallback: "16", meaning: "bits per element of the key-value cache", rests: "arithmetic" },
  tensor_parallel: {
    least: 1,
    most: 1024,
    whole: true,
    fallback: "gpus",
    meaning: "GPUs that share one copy of the model; the others hold further copies",
    rests: "calibrated",
  },
  prefix_cached_share: {
    least: 0,
    most: 0.99,
    fallback: "0",
    meaning: "share of the input whose keys and values are already there",
    rests: "assumed",
  },
  tokens_per_step: {
    least: 1,
    most: 16,
    fallback: "1, with draft_tokens the model's published mean",
    meaning: "mean tokens accepted per step of speculative decoding",
    rests: "assumed",
  },
  measured: {
    least: 0.001,
    most: Infinity,
    fallback: "none",
    meaning: "total tokens/s that you measured of this set-up: shifts the estimate to it and narrows the band",
    rests: "measured",
  },
  draft_tokens: {
    least: 1,
    most: 8,
    whole: true,
    fallback: "none",
    meaning:
      "tokens drafted per step of speculative decoding; tokens_per_step is then what was published of the model on coding prompts",
    rests: "assumed",
  },
} as const;

export type ServingOptionValues = OptionValues<typeof SERVING_OPTIONS>;
export type ServingEngine = (typeof SERVING_OPTIONS)["engine"]["values"][number];

/** How a set-up serves, with every default filled in. */
export interface ServingSetUp {
  readonly engine: ServingEngine;
  readonly engineYear: number;
  readonly kvBits: 16 | 8;
  /** GPUs of one copy of the model. */
  readonly tensorParallel: number;
  readonly prefixCachedShare: number;
  readonly tokensPerStep: number;
  /** Tokens drafted per step, where it was said. */
  readonly draftTokens?: number;
}

/** Mean tokens accepted per step on published runs: by model, one figure for 1, 2, … tokens drafted. */
export type DraftAcceptance = ReadonlyMap<string, readonly number[]>;

/**
 * What a step of speculative decoding is reckoned to accept.
 * @throws DomainError when more is accepted than drafted, or nothing is published and nothing said.
 */
function tokensPerStepOf(options: ServingOptionValues, shape: ModelShape, acceptance: DraftAcceptance): number {
  const { draft_tokens: drafted, tokens_per_step: said } = options;
  if (drafted === undefined) return said ?? 1;
  if (said !== undefined) {
    if (said <= drafted + 1) return said;
    throw new DomainError(
      `options tokens_per_step ${said} and draft_tokens ${drafted} contradict each other: a step gives at most one token more than it drafts`,
    );
  }
  const published = shape.origin === "model" ? acceptance.get(shape.key) : undefined;
  if (published !== undefined) return published[drafted - 1];
  throw new DomainError(
    `options draft_tokens needs tokens_per_step for ${shape.key}: what it accepts per step is published only for ${[...acceptance.keys()].join(", ")}`,
  );
}

/** @throws DomainError when the copies of the model do not come out whole, or what is said of drafts does not add up. */
export function servingSetUp(
  options: ServingOptionValues,
  { shape, gpus }: { readonly shape: ModelShape; readonly gpus: number },
  acceptance: DraftAcceptance,
): ServingSetUp {
  const tensorParallel = options.tensor_parallel ?? gpus;
  if (gpus % tensorParallel !== 0)
    throw new DomainError(`options tensor_parallel ${tensorParallel} must divide gpus ${gpus} into whole copies of the model`);
  return {
    engine: options.engine ?? "vllm",
    engineYear: options.engine_year ?? 2026,
    kvBits: options.kv_bits === "8" ? 8 : 16,
    tensorParallel,
    prefixCachedShare: options.prefix_cached_share ?? 0,
    tokensPerStep: tokensPerStepOf(options, shape, acceptance),
    draftTokens: options.draft_tokens,
  };
}
