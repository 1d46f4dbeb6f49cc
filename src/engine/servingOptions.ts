import { DomainError } from "./errors";
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
    fallback: "1",
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
}

/** @throws DomainError when the copies of the model do not come out whole. */
export function servingSetUp(options: ServingOptionValues, gpus: number): ServingSetUp {
  const tensorParallel = options.tensor_parallel ?? gpus;
  if (gpus % tensorParallel !== 0)
    throw new DomainError(`options tensor_parallel ${tensorParallel} must divide gpus ${gpus} into whole copies of the model`);
  return {
    engine: options.engine ?? "vllm",
    engineYear: options.engine_year ?? 2026,
    kvBits: options.kv_bits === "8" ? 8 : 16,
    tensorParallel,
    prefixCachedShare: options.prefix_cached_share ?? 0,
    tokensPerStep: options.tokens_per_step ?? 1,
  };
}
