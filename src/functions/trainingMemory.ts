import { RECOMPUTES } from "../engine/trainingJob";
import { trainingMemory as estimateMemory, type TrainingMemory } from "../engine/trainingMemory";
import { memoryConstants } from "../presets/calibration";
import { option, optionalNonZero, optionalNumber } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { methodArgument, modelArgument } from "./support/estimatorArguments";

/** @customenum {string} */
const enum TrainingMethod {
  /** Every weight is trained (AdamW, mixed precision) */
  Full = "full",
  /** Low-rank adapters beside frozen 16-bit weights */
  Lora = "lora",
  /** Low-rank adapters beside frozen 4-bit weights */
  Qlora = "qlora",
}

/** @customenum {string} */
const enum Recompute {
  /** Everything is kept: fastest, most memory */
  None = "none",
  /** Attention is computed again in the backward pass */
  Selective = "selective",
  /** Every layer is computed again in the backward pass: least memory */
  Full = "full",
}

/** @customenum {string} */
const enum TrainingMemoryOutput {
  /** Weights, adapters and the layer being gathered (GB) */
  Weights = "weights",
  /** Gradients of what is trained (GB) */
  Gradients = "gradients",
  /** AdamW's 32-bit copy and moments of what is trained (GB) */
  Optimizer = "optimizer",
  /** Kept results of the forward pass (GB) */
  Activations = "activations",
  /** Scores over the vocabulary (GB) */
  Logits = "logits",
  /** Context, buffers, allocator (GB) */
  Overhead = "overhead",
  /** All of it together (GB) */
  Total = "total",
  /** All of them as rows of name, value, unit */
  All = "all",
}

const BYTES_PER_GB = 1e9;

const PARTS: Readonly<Record<Exclude<`${TrainingMemoryOutput}`, "all">, keyof TrainingMemory>> = {
  weights: "weightsBytes",
  gradients: "gradientsBytes",
  optimizer: "optimizerBytes",
  activations: "activationsBytes",
  logits: "logitsBytes",
  overhead: "overheadBytes",
  total: "totalBytes",
};
const PART_NAMES = Object.keys(PARTS) as (keyof typeof PARTS)[];
const OUTPUTS: readonly `${TrainingMemoryOutput}`[] = [...PART_NAMES, "all"];

/**
 * Memory each GPU needs for a fine-tuning job, sharded over the GPUs as FSDP and ZeRO-3 do.
 * @customfunction TRAINING_MEMORY
 * @category Training
 * @param model_b Size in billions of parameters (7, 8.03, 70) or a key of FT.LIST("models").
 * @param method full (16 bytes per parameter), lora (16-bit frozen weights) or qlora (4-bit frozen weights).
 * @param [gpus] GPUs that share the job; 1 when omitted.
 * @param [micro_batch] Sequences each GPU works on at once; 1 when omitted.
 * @param [seq_len] Tokens per sequence (tokens): up to twice the context of the model; 2048 when omitted.
 * @param [recompute] What the backward pass computes again: none, selective or full; full when omitted.
 * @param [output] One part, or "all"; "total" when omitted.
 * @returns GB per GPU (1e9 bytes), or the part asked for; "all" gives rows of name, value, unit.
 * @throws #N/A when the model is unknown, with the nearest keys.
 * @throws #VALUE! when the method or output is unknown, gpus is not a whole number of 1 or more, or the sequence is too long for the model.
 * @example TRAINING_MEMORY("llama-2-7b", "full", 1, 1, 2048, "full", "optimizer") => 80.88
 * @example TRAINING_MEMORY("llama-2-7b", "qlora", 1, 1, 2048, "full", "weights") => 4.0375056
 * @example TRAINING_MEMORY("llama-2-7b", "half") => #VALUE!
 * @example TRAINING_MEMORY("llama-2-7b", "lora", 1, 1, 65536) => #VALUE!
 * @see FT.TRAINING_GPUS for the GPUs that hold it
 */
export function trainingMemory(
  model_b: any,
  method: TrainingMethod,
  gpus?: number,
  micro_batch?: number,
  seq_len?: number,
  recompute?: Recompute,
  output?: TrainingMemoryOutput,
): any[][] {
  return cellOrSpill(() => {
    const memory = estimateMemory(
      {
        shape: modelArgument(model_b),
        method: methodArgument(method),
        gpus: optionalNumber("gpus", gpus, 1),
        microBatch: optionalNonZero("micro_batch", micro_batch, 1),
        sequenceTokens: optionalNonZero("seq_len", seq_len, 2048),
        recompute: option("recompute", recompute, RECOMPUTES, { fallback: "full" }),
      },
      memoryConstants(),
    );
    const wanted = option("output", output, OUTPUTS, { fallback: "total" });
    if (wanted !== "all") return memory[PARTS[wanted]] / BYTES_PER_GB;
    return PART_NAMES.map((name) => [name, memory[PARTS[name]] / BYTES_PER_GB, "GB"]);
  });
}
