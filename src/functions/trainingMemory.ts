import { RECOMPUTES } from "../engine/trainingJob";
import { trainingMemory as estimateMemory } from "../engine/trainingMemory";
import { recipeFromOptions, TRAINING_OPTIONS } from "../engine/trainingOptions";
import { memoryConstants } from "../presets/calibration";
import { trainingMemoryOutputs } from "./options/trainingMemory";
import { option, optionalNonZero } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { methodArgument, microBatchArgument, modelArgument } from "./support/estimatorArguments";
import { optionsArgument } from "./support/optionsArgument";
import { outputAsked, outputCells } from "./support/outputs";

/**
 * Memory each GPU needs for a fine-tuning job at its highest moment: the loss, the backward pass or the optimizer's step.
 * @customfunction TRAINING_MEMORY
 * @category Training
 * @param model_b Size in billions of parameters (7, 8.03, 70) or a key of FT.LIST("models").
 * @param method full (20 bytes per parameter at the step), lora (16-bit frozen weights) or qlora (4-bit frozen weights).
 * @param [gpus] GPUs that share the job; 1 when omitted.
 * @param [micro_batch] Sequences each GPU works on at once; 1 when omitted.
 * @param [seq_len] Tokens per sequence (tokens); 2048 when omitted. Beyond twice the context of the model it is extrapolated.
 * @param [recompute] What the backward pass computes again: none, selective or full; full when omitted.
 * @param [output] One part, or "all"; "total" when omitted. The parts are those of the highest moment.
 * @param [options] Text "key=value; key=value" or two columns: the keys of FT.LIST("training_options").
 * @options method trainingMethods
 * @options recompute recomputes
 * @options output trainingMemoryOutputs
 * @returns GB per GPU (1e9 bytes), or the part asked for; "all" gives rows of name, value, unit.
 * @throws #N/A when the model is unknown, with the nearest keys.
 * @throws #VALUE! when the method or output is unknown, or gpus is not a whole number of 1 or more.
 * @example TRAINING_MEMORY("llama-2-7b", "full", 1, 1, 2048, "full", "optimizer") => 80.88
 * @example TRAINING_MEMORY("llama-2-7b", "qlora", 1, 1, 2048, "full", "weights") => 4.0375056
 * @example TRAINING_MEMORY("mistral-7b-v0.1", "full", 1, 4, 4096, "full", "allocated", "states=bf16") => 72.4
 * @example TRAINING_MEMORY("llama-2-7b", "lora", 8, 1, 2048, "full", "total", "states=fused_backward") => #VALUE!
 * @example TRAINING_MEMORY("llama-2-7b", "half") => #VALUE!
 * @example TRAINING_MEMORY("llama-2-7b", "lora", 0.5) => #VALUE!
 * @see FT.TRAINING_GPUS for the GPUs that hold it
 */
export function trainingMemory(
  model_b: any,
  method: string,
  gpus?: number,
  micro_batch?: number,
  seq_len?: number,
  recompute?: string,
  output?: string,
  options?: any,
): any[][] {
  return cellOrSpill(() => {
    const shape = modelArgument(model_b);
    const way = methodArgument(method);
    const shared = optionalNonZero("gpus", gpus, 1);
    const said = optionsArgument(options, TRAINING_OPTIONS);
    const memory = estimateMemory(
      {
        shape,
        method: way,
        gpus: shared,
        recipe: recipeFromOptions(said, { method: way, gpus: shared }),
        microBatch: microBatchArgument(micro_batch, said) ?? 1,
        sequenceTokens: optionalNonZero("seq_len", seq_len, 2048),
        recompute: option("recompute", recompute, RECOMPUTES, { fallback: "full" }),
      },
      memoryConstants(),
    );
    return outputCells(trainingMemoryOutputs, outputAsked(trainingMemoryOutputs, output, "total"), memory);
  });
}
