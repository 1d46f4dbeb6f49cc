import { PRECISIONS } from "../engine/gpuRates";
import { RECOMPUTES } from "../engine/trainingJob";
import { trainingThroughput as estimateThroughput } from "../engine/trainingThroughput";
import { recipeFromOptions, TRAINING_OPTIONS } from "../engine/trainingOptions";
import { trainingCalibration } from "../presets/calibration";
import { trainingThroughputOutputs } from "./options/trainingThroughput";
import { isBlank, option, optionalNonZero } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import {
  gpuArgument,
  gpusPerInstance,
  methodArgument,
  microBatchArgument,
  modelArgument,
  PRECISION_ALIASES,
} from "./support/estimatorArguments";
import { optionsArgument } from "./support/optionsArgument";
import { outputAsked, outputCells } from "./support/outputs";

/**
 * Tokens per second of a fine-tuning job on any GPU, estimated from physics calibrated against published runs.
 * @customfunction TRAINING_THROUGHPUT
 * @category Training
 * @param model_b Size in billions of parameters (7, 8.03, 70) or a key of FT.LIST("models").
 * @param method full, lora or qlora.
 * @param gpu A key of FT.LIST("gpus"), a common spelling such as "A100-80GB" or "H100 SXM", or a machine type such as "p5.48xlarge".
 * @param [gpus] GPUs of the whole job; 1 when omitted, or what the machine type holds.
 * @param [micro_batch] Sequences each GPU works on at once; 1 when omitted.
 * @param [seq_len] Tokens per sequence (tokens); 2048 when omitted. Beyond twice the context of the model the estimate is extrapolated.
 * @param [precision] Format of the matrix products: bf16, fp16, fp8 or fp4, which the GPU must have; its 16-bit format when omitted: bf16, on V100 and T4 fp16.
 * @param [recompute] What the backward pass computes again: none, selective or full; full when omitted.
 * @param [output] One figure, or "all"; "tokens_per_second" when omitted.
 * @param [options] Text "key=value; key=value" or two columns: the keys of FT.LIST("training_options").
 * @options method trainingMethods
 * @options precision precisions
 * @options recompute recomputes
 * @options output trainingThroughputOutputs
 * @returns Tokens/s of the whole job, or the output asked for; "all" gives rows of name, value, unit.
 * @throws #N/A when the model or the GPU is unknown, with the nearest keys.
 * @throws #VALUE! when the method or output is unknown, the GPU lacks the precision, or gpus is not a whole number of 1 or more.
 * @example TRAINING_THROUGHPUT("llama-2-7b", "lora", "a100_80g", 1, 1, 2048, "bf16", "full", "flops_per_token") => 41538907648
 * @example TRAINING_THROUGHPUT("llama-2-70b", "lora", "H100 SXM", 8, 1, 4096, "fp8", "none", "basis") => "calibrated"
 * @example TRAINING_THROUGHPUT("llama-2-7b", "lora", "l4", 1, 1, 2048, "bf16", "full", "basis") => "extrapolated: another GPU"
 * @example TRAINING_THROUGHPUT("llama-2-70b", "lora", "h100", 8, 1, 4096, "bf16", "full", "basis", "offload=optimizer") => "assumed: offload"
 * @example TRAINING_THROUGHPUT(7, "lora", "a100_80g", 1, 1, 2048, "fp8") => #VALUE!
 * @example TRAINING_THROUGHPUT(7, "lora", "a100_80g", 1.5) => #VALUE!
 * @example TRAINING_THROUGHPUT("llama-2-70c", "lora", "a100_80g") => #N/A
 * @see FT.TRAINING_MEMORY for whether it fits, FT.TRAINING_HOURS for the time, docs/accuracy.md for how far to trust it
 */
export function trainingThroughput(
  model_b: any,
  method: string,
  gpu: string,
  gpus?: number,
  micro_batch?: number,
  seq_len?: number,
  precision?: string,
  recompute?: string,
  output?: string,
  options?: any,
): any[][] {
  return cellOrSpill(() => {
    const shape = modelArgument(model_b);
    const way = methodArgument(method);
    const shared = optionalNonZero("gpus", gpus, gpusPerInstance(gpu) ?? 1);
    const said = optionsArgument(options, TRAINING_OPTIONS);
    const estimate = estimateThroughput(
      {
        shape,
        method: way,
        gpu: gpuArgument(gpu),
        gpus: shared,
        recipe: recipeFromOptions(said, { method: way, gpus: shared }),
        measuredTokensPerSecond: said.measured,
        microBatch: microBatchArgument(micro_batch, said) ?? 1,
        sequenceTokens: optionalNonZero("seq_len", seq_len, 2048),
        precision: isBlank(precision) ? undefined : option("precision", precision, PRECISIONS, { aliases: PRECISION_ALIASES }),
        recompute: option("recompute", recompute, RECOMPUTES, { fallback: "full" }),
      },
      trainingCalibration(),
    );
    return outputCells(trainingThroughputOutputs, outputAsked(trainingThroughputOutputs, output, "tokens_per_second"), estimate);
  });
}
