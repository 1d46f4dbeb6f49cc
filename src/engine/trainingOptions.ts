import { DomainError } from "./errors";
import type { OptionValues } from "./optionText";
import type { TrainingMethod } from "./trainingJob";
import {
  ATTENTIONS,
  DEFAULT_RECIPE,
  LORA_TARGETS,
  LOSSES,
  OBJECTIVES,
  OFFLOADS,
  requireRecipe,
  SHARDINGS,
  TRAINING_STATES,
  type TrainingRecipe,
} from "./trainingRecipe";

/** The largest rank of adapters in use; above it full fine-tuning is cheaper. */
const HIGHEST_RANK = 4096;
/** More GPUs than any job is sized for. */
const MOST_PARTS = 1024;

/** The `[options]` of the training functions: what people set in their training scripts. */
export const TRAINING_OPTIONS = {
  states: {
    values: TRAINING_STATES,
    aliases: { fp32: "mixed", adamw_8bit: "adam_8bit", adamw_bnb_8bit: "adam_8bit", "8bit": "adam_8bit" },
    fallback: "mixed",
    meaning:
      "what the optimizer keeps per trained parameter, in bytes at its step: mixed 20, bf16 10, adam_8bit 6, fused_backward 6",
    rests: "calibrated",
  },
  loss: {
    values: LOSSES,
    aliases: { liger: "fused", chunked: "fused" },
    fallback: "plain",
    meaning: "plain stores the scores over the vocabulary, fused computes them in pieces",
    rests: "calibrated",
  },
  sharding: {
    values: SHARDINGS,
    aliases: { fsdp: "zero3", ddp: "none" },
    fallback: "zero3 when gpus > 1",
    meaning: "what the GPUs divide: the optimizer (zero1), gradients too (zero2), weights too (zero3)",
    rests: "calibrated",
  },
  offload: { values: OFFLOADS, fallback: "none", meaning: "what waits in the host's memory", rests: "assumed" },
  sequence_parallel: {
    least: 1,
    most: MOST_PARTS,
    whole: true,
    fallback: "1",
    meaning: "GPUs that share each sequence; in FT.TRAINING_GPUS the most that may",
    rests: "assumed",
  },
  tensor_parallel: {
    least: 1,
    most: MOST_PARTS,
    whole: true,
    fallback: "1",
    meaning: "GPUs that share each matrix",
    rests: "assumed",
  },
  lora_rank: { least: 1, most: HIGHEST_RANK, whole: true, fallback: "16", meaning: "rank of the adapters", rests: "arithmetic" },
  lora_targets: {
    values: LORA_TARGETS,
    fallback: "all",
    meaning: "matrices with adapters beside them: attention's, or every one",
    rests: "calibrated",
  },
  attention: {
    values: ATTENTIONS,
    aliases: { flash_attention: "flash", flash_attention_2: "flash", sdpa: "flash" },
    fallback: "flash",
    meaning: "flash never stores the scores of a length by its length, eager does",
    rests: "assumed",
  },
  objective: {
    values: OBJECTIVES,
    fallback: "sft",
    meaning: "dpo: a reference model beside the trained one, two answers per example",
    rests: "assumed",
  },
  micro_batch: {
    least: 1,
    most: 1e6,
    whole: true,
    fallback: "as the function says",
    meaning: "sequences each GPU works on at once; holds FT.TRAINING_COST to it",
    rests: "calibrated",
  },
  measured: {
    least: 1e-3,
    most: Infinity,
    fallback: "none",
    meaning: "tokens/s of the whole job in a run of your own: moves the estimate towards it and narrows its band",
    rests: "measured",
  },
} as const;

export type TrainingOptions = OptionValues<typeof TRAINING_OPTIONS>;

const RECIPE_KEYS = {
  states: "states",
  loss: "loss",
  sharding: "sharding",
  offload: "offload",
  sequence_parallel: "sequenceParallel",
  tensor_parallel: "tensorParallel",
  lora_rank: "loraRank",
  lora_targets: "loraTargets",
  attention: "attention",
  objective: "objective",
} as const satisfies Partial<Record<keyof TrainingOptions, keyof TrainingRecipe>>;
const RECIPE_OPTIONS = Object.keys(RECIPE_KEYS) as (keyof typeof RECIPE_KEYS)[];

/**
 * The recipe that options describe; nothing where they say nothing of it.
 * @throws DomainError that names both of two options that exclude each other.
 */
export function recipeFromOptions(
  options: TrainingOptions,
  job: { readonly method: TrainingMethod; readonly gpus: number },
): TrainingRecipe | undefined {
  const given = RECIPE_OPTIONS.filter((key) => options[key] !== undefined);
  if (given.length === 0) return undefined;
  const said = Object.fromEntries(given.map((key) => [RECIPE_KEYS[key], options[key]])) as Partial<TrainingRecipe>;
  return requireRecipe({ ...DEFAULT_RECIPE, ...said }, { ...job, given: new Set<string>(given) });
}

/**
 * The same for a job whose GPUs are still to be found: on as many as its options share the work over at least.
 */
export const recipeBeforeGpus = (options: TrainingOptions, method: TrainingMethod): TrainingRecipe | undefined => {
  const parts = (options.sequence_parallel ?? 1) * (options.tensor_parallel ?? 1);
  const several = options.sharding !== undefined && options.sharding !== "none" ? 2 : 1;
  return recipeFromOptions(options, { method, gpus: parts * several });
};

/** Sequences at once, said by the argument, by the options, or by neither. */
export function microBatchFrom(options: TrainingOptions, argument: number | undefined): number | undefined {
  const option = options.micro_batch;
  if (argument !== undefined && option !== undefined && argument !== option) {
    throw new DomainError(`micro_batch ${argument} and options micro_batch=${option} contradict each other: give one of them`);
  }
  return argument ?? option;
}
