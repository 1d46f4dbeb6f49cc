import { SERVING_OPTIONS } from "../engine/servingOptions";
import { servingMemory as memoryToServe } from "../engine/servingMemory";
import { servingMemoryOutputs } from "./options/servingMemory";
import { optionalNonZero } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { modelArgument } from "./support/estimatorArguments";
import { optionsArgument } from "./support/optionsArgument";
import { outputAsked, outputCells } from "./support/outputs";

/**
 * Memory that serving a model needs: its weights, the cache of every token in work, and the engine.
 * @customfunction SERVING_MEMORY
 * @category Serving
 * @param model_b Size in billions of parameters (7, 8.03, 70), a model by its name, or the text of its config.json.
 * @param [weight_bits] Bits per weight: 16, 8 or 4; 16 when omitted.
 * @param [context_tokens] Tokens of a request with its answer (tokens), at most the context of the model; 4096 when omitted.
 * @param [concurrency] Requests at once; 1 when omitted.
 * @param [output] One part, or "all"; "total" when omitted.
 * @param [options] Text "key=value; key=value" or two columns: the keys of FT.LIST("serving_options"), of which kv_bits counts here.
 * @options output servingMemoryOutputs
 * @returns GB of all GPUs together (1e9 bytes), or the part asked for; "all" gives rows of name, value, unit.
 * @throws #N/A when the model is unknown, with the nearest keys.
 * @throws #VALUE! when weight_bits is not 16, 8 or 4, a number is not a whole one of 1 or more, or the context is too long for the model.
 * @example SERVING_MEMORY("llama-2-7b", 16, 4096, 1) => 17.127483648
 * @example SERVING_MEMORY("llama-2-7b", 16, 4096, 8, "kv_cache") => 17.179869184
 * @example SERVING_MEMORY("llama-2-7b", 16, 4096, 8, "kv_cache", "kv_bits=8") => 8.589934592
 * @example SERVING_MEMORY("llama-2-7b", 5) => #VALUE!
 * @example SERVING_MEMORY("llama-9") => #N/A
 * @see FT.SERVING_THROUGHPUT for the speed, FT.GPU_SPEC for the memory of a GPU
 */
export function servingMemory(
  model_b: any,
  weight_bits?: number,
  context_tokens?: number,
  concurrency?: number,
  output?: string,
  options?: any,
): any[][] {
  return cellOrSpill(() => {
    const memory = memoryToServe({
      shape: modelArgument(model_b),
      weightBits: optionalNonZero("weight_bits", weight_bits, 16),
      contextTokens: optionalNonZero("context_tokens", context_tokens, 4096),
      concurrency: optionalNonZero("concurrency", concurrency, 1),
      kvBits: optionsArgument(options, SERVING_OPTIONS).kv_bits === "8" ? 8 : 16,
    });
    return outputCells(servingMemoryOutputs, outputAsked(servingMemoryOutputs, output, "total"), memory);
  });
}
