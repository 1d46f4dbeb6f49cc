import { fewestTrainingGpus } from "../engine/trainingGpus";
import { memoryConstants } from "../presets/calibration";
import { optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";
import { gpuArgument, methodArgument, modelArgument } from "./support/estimatorArguments";

/**
 * The fewest GPUs whose memory holds a fine-tuning job: 1, 2, 4, 8, then whole nodes of 8.
 * @customfunction TRAINING_GPUS
 * @category Training
 * @param model_b Size in billions of parameters (7, 8.03, 70) or a key of FT.LIST("models").
 * @param method full, lora or qlora.
 * @param gpu A key of FT.LIST("gpus") or a common spelling such as "A100-80GB" or "H100 SXM".
 * @param [micro_batch] Sequences each GPU works on at once; 1 when omitted.
 * @param [seq_len] Tokens per sequence (tokens); 2048 when omitted.
 * @options method trainingMethods
 * @returns GPUs, every layer recomputed in the backward pass.
 * @throws #N/A when no number of GPUs holds it, with what each would need, or the model or GPU is unknown.
 * @throws #VALUE! when the method is unknown or micro_batch is not a whole number.
 * @example TRAINING_GPUS("llama-2-7b", "qlora", "a10g") => 1
 * @example TRAINING_GPUS("llama-2-7b", "full", "a100_80g") => 2
 * @example TRAINING_GPUS("llama-3.1-405b", "full", "t4") => #N/A
 * @example TRAINING_GPUS("llama-2-7b", "lora", "a100_80g", 0.5) => #VALUE!
 * @see FT.TRAINING_MEMORY for what fills the memory
 */
export function trainingGpus(model_b: any, method: string, gpu: string, micro_batch?: number, seq_len?: number): number {
  return cell(() =>
    fewestTrainingGpus(
      {
        shape: modelArgument(model_b),
        method: methodArgument(method),
        microBatch: optionalNonZero("micro_batch", micro_batch, 1),
        sequenceTokens: optionalNonZero("seq_len", seq_len, 2048),
        recompute: "full",
      },
      { gpu: gpuArgument(gpu) },
      memoryConstants(),
    ),
  );
}
