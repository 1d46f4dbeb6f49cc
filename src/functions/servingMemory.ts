import { servingMemory as memoryToServe, type ServingMemory } from "../engine/servingMemory";
import { option, optionalNonZero } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { modelArgument } from "./support/estimatorArguments";

/** @customenum {string} */
const enum ServingMemoryOutput {
  /** Weights (GB) */
  Weights = "weights",
  /** Keys and values of the tokens in work (GB) */
  KvCache = "kv_cache",
  /** Context and buffers of the engine (GB) */
  Overhead = "overhead",
  /** All of it together (GB) */
  Total = "total",
  /** All of them as rows of name, value, unit */
  All = "all",
}

const BYTES_PER_GB = 1e9;

const PARTS: Readonly<Record<Exclude<`${ServingMemoryOutput}`, "all">, keyof ServingMemory>> = {
  weights: "weightsBytes",
  kv_cache: "kvCacheBytes",
  overhead: "overheadBytes",
  total: "totalBytes",
};
const PART_NAMES = Object.keys(PARTS) as (keyof typeof PARTS)[];
const OUTPUTS: readonly `${ServingMemoryOutput}`[] = [...PART_NAMES, "all"];

/**
 * Memory that serving a model needs: its weights, the 16-bit cache of every token in work, and the engine.
 * @customfunction SERVING_MEMORY
 * @category Serving
 * @param model_b Size in billions of parameters (7, 8.03, 70) or a key of FT.LIST("models").
 * @param [weight_bits] Bits per weight: 16, 8 or 4; 16 when omitted.
 * @param [context_tokens] Tokens of a request with its answer (tokens), at most the context of the model; 4096 when omitted.
 * @param [concurrency] Requests at once; 1 when omitted.
 * @param [output] One part, or "all"; "total" when omitted.
 * @returns GB of all GPUs together (1e9 bytes), or the part asked for; "all" gives rows of name, value, unit.
 * @throws #N/A when the model is unknown, with the nearest keys.
 * @throws #VALUE! when weight_bits is not 16, 8 or 4, a number is not a whole one of 1 or more, or the context is too long for the model.
 * @example SERVING_MEMORY("llama-2-7b", 16, 4096, 1) => 17.127483648
 * @example SERVING_MEMORY("llama-2-7b", 16, 4096, 8, "kv_cache") => 17.179869184
 * @example SERVING_MEMORY("llama-2-7b", 5) => #VALUE!
 * @example SERVING_MEMORY("llama-9") => #N/A
 * @see FT.SERVING_THROUGHPUT for the speed, FT.GPU_SPEC for the memory of a GPU
 */
export function servingMemory(
  model_b: any,
  weight_bits?: number,
  context_tokens?: number,
  concurrency?: number,
  output?: ServingMemoryOutput,
): any[][] {
  return cellOrSpill(() => {
    const memory = memoryToServe({
      shape: modelArgument(model_b),
      weightBits: optionalNonZero("weight_bits", weight_bits, 16),
      contextTokens: optionalNonZero("context_tokens", context_tokens, 4096),
      concurrency: optionalNonZero("concurrency", concurrency, 1),
    });
    const wanted = option("output", output, OUTPUTS, { fallback: "total" });
    if (wanted !== "all") return memory[PARTS[wanted]] / BYTES_PER_GB;
    return PART_NAMES.map((name) => [name, memory[PARTS[name]] / BYTES_PER_GB, "GB"]);
  });
}
