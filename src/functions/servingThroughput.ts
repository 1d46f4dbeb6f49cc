import { servingThroughput as estimateThroughput } from "../engine/servingThroughput";
import { SERVING_OPTIONS } from "../engine/servingOptions";
import { servingCalibration } from "../presets/servingCalibration";
import { servingThroughputOutputs } from "./options/servingThroughput";
import { optionalNonZero } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { gpuArgument, gpusPerInstance, modelArgument } from "./support/estimatorArguments";
import { optionsArgument } from "./support/optionsArgument";
import { outputAsked, outputCells } from "./support/outputs";

/**
 * Tokens per second of an instance that serves a model, estimated from physics calibrated against published runs.
 * @customfunction SERVING_THROUGHPUT
 * @category Serving
 * @param model_b Size in billions of parameters (7, 8.03, 70), a model by its name, or the text of its config.json.
 * @param gpu A key of FT.LIST("gpus"), a common spelling such as "A100-80GB" or "H100 SXM", or a machine type such as "p5.48xlarge".
 * @param [gpus] GPUs of the instance, the model split over them; those of the machine type, else 1, when omitted.
 * @param [tokens_in] Mean input tokens per request (tokens); 512 when omitted.
 * @param [tokens_out] Mean output tokens per request (tokens); 256 when omitted.
 * @param [concurrency] Requests always in flight; no more than the memory holds are worked on together, the others wait; 32 when omitted.
 * @param [weight_bits] Bits per weight: 16, 8 or 4; 16 when omitted.
 * @param [output] One figure, or "all"; "total_tokens_per_second" when omitted.
 * @param [options] Text "key=value; key=value", or two columns, of FT.LIST("serving_options"): engine, kv_bits, tensor_parallel, prefix_cached_share, tokens_per_step, measured, draft_tokens.
 * @options output servingThroughputOutputs
 * @returns Tokens/s of the instance, input and output together, or the output asked for; "all" gives rows of name, value, unit.
 * @throws #N/A when the model does not fit the GPUs, with what it needs, or the model or GPU is unknown.
 * @throws #VALUE! when gpus or concurrency is not a whole number of 1 or more, tokens are not positive, weight_bits is not 16, 8 or 4, or the context is too long for the model.
 * @example SERVING_THROUGHPUT("llama-2-7b", "a100_80g", 1, 512, 256, 32, 16, "max_concurrency") => 154
 * @example SERVING_THROUGHPUT("llama-2-7b", "a100_40g", 1, 128, 128, 16, 16, "basis") => "calibrated: nvidia dense; model llama-2-7b"
 * @example SERVING_THROUGHPUT("llama-2-7b", "a100_80g", 1, 512, 256, 32, 16, "max_concurrency", "kv_bits=8") => 309
 * @example SERVING_THROUGHPUT("llama-2-70b", "a100_80g") => #N/A
 * @example SERVING_THROUGHPUT("llama-2-7b", "a100_80g", 1, 4000, 256) => #VALUE!
 * @see FT.SERVING_MEMORY for what fills the memory, docs/accuracy.md for how far to trust it
 */
export function servingThroughput(
  model_b: any,
  gpu: string,
  gpus?: number,
  tokens_in?: number,
  tokens_out?: number,
  concurrency?: number,
  weight_bits?: number,
  output?: string,
  options?: any,
): any[][] {
  return cellOrSpill(() => {
    const estimate = estimateThroughput(
      {
        shape: modelArgument(model_b),
        gpu: gpuArgument(gpu),
        gpus: optionalNonZero("gpus", gpus, gpusPerInstance(gpu) ?? 1),
        tokensIn: optionalNonZero("tokens_in", tokens_in, 512),
        tokensOut: optionalNonZero("tokens_out", tokens_out, 256),
        concurrency: optionalNonZero("concurrency", concurrency, 32),
        weightBits: optionalNonZero("weight_bits", weight_bits, 16),
        options: optionsArgument(options, SERVING_OPTIONS),
      },
      servingCalibration(),
    );
    return outputCells(
      servingThroughputOutputs,
      outputAsked(servingThroughputOutputs, output, "total_tokens_per_second"),
      estimate,
    );
  });
}
