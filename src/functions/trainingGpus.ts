import { fewestTrainingGpus, MEMORY_MARGIN } from "../engine/trainingGpus";
import { recipeBeforeGpus, TRAINING_OPTIONS } from "../engine/trainingOptions";
import { memoryConstants } from "../presets/calibration";
import { optional, optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";
import { gpuArgument, gpusPerInstance, methodArgument, microBatchArgument, modelArgument } from "./support/estimatorArguments";
import { optionsArgument } from "./support/optionsArgument";

/**
 * The fewest GPUs whose memory holds a fine-tuning job: 1, 2, 4, 8, then whole nodes of 8.
 * @customfunction TRAINING_GPUS
 * @category Training
 * @param model_b Size in billions of parameters (7, 8.03, 70) or a key of FT.LIST("models").
 * @param method full, lora or qlora.
 * @param gpu A key of FT.LIST("gpus"), a common spelling such as "A100-80GB" or "H100 SXM", or a machine type such as "p5.48xlarge": the GPUs are then whole machines.
 * @param [micro_batch] Sequences each GPU works on at once; 1 when omitted.
 * @param [seq_len] Tokens per sequence (tokens); 2048 when omitted.
 * @param [margin] Share of each GPU's memory to spare (fraction); 0.07 when omitted.
 * @param [options] Text "key=value; key=value" or two columns: the keys of FT.LIST("training_options").
 * @options method trainingMethods
 * @returns GPUs, every layer recomputed in the backward pass.
 * @throws #N/A when no number of GPUs holds it, with what each would need, or the model or GPU is unknown.
 * @throws #VALUE! when the method is unknown or micro_batch is not a whole number.
 * @example TRAINING_GPUS("llama-2-7b", "qlora", "a10g") => 1
 * @example TRAINING_GPUS("llama-2-13b", "lora", "a10g", 1, 4096) => 4
 * @example TRAINING_GPUS("llama-2-13b", "lora", "a10g", 1, 4096, 0) => 2
 * @example TRAINING_GPUS("llama-2-7b", "full", "a100_80g") => 2
 * @example TRAINING_GPUS("llama-3-8b", "lora", "a100_80g", 1, 200000) => #N/A
 * @example TRAINING_GPUS("llama-3-8b", "lora", "a100_80g", 1, 200000, 0.07, "sequence_parallel=8") => 8
 * @example TRAINING_GPUS("llama-2-7b", "qlora", "p5.48xlarge") => 8
 * @example TRAINING_GPUS("llama-2-7b", "lora", "a100_80g", 1, 2048, 1) => #VALUE!
 * @example TRAINING_GPUS("llama-3.1-405b", "full", "t4") => #N/A
 * @example TRAINING_GPUS("llama-2-7b", "lora", "a100_80g", 0.5) => #VALUE!
 * @see FT.TRAINING_MEMORY for what fills the memory
 * @requiresParameterAddresses
 */
export function trainingGpus(
  model_b: any,
  method: string,
  gpu: string,
  micro_batch?: number,
  seq_len?: number,
  margin?: number,
  options?: any,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() => {
    const shape = modelArgument(model_b);
    const way = methodArgument(method);
    const said = optionsArgument(options, TRAINING_OPTIONS);
    return fewestTrainingGpus(
      {
        shape,
        method: way,
        microBatch: microBatchArgument(micro_batch, said) ?? 1,
        sequenceTokens: optionalNonZero("seq_len", seq_len, 2048),
        recompute: "full",
        recipe: recipeBeforeGpus(said, way),
      },
      {
        gpu: gpuArgument(gpu),
        margin: optional("margin", margin, MEMORY_MARGIN, call),
        gpusPerInstance: gpusPerInstance(gpu),
      },
      memoryConstants(),
    );
  });
}
