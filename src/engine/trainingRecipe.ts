import { DomainError } from "./errors";
import { requireWhole } from "./requirements";

/** What the optimizer keeps: 32-bit masters, everything in 16 bits, 8-bit moments, or a step taken layer by layer. */
export const TRAINING_STATES = ["mixed", "bf16", "adam_8bit", "fused_backward"] as const;
export type TrainingStates = (typeof TRAINING_STATES)[number];

/** A loss that stores its scores over the vocabulary, or one computed in pieces. */
export const LOSSES = ["plain", "fused"] as const;

/** What the GPUs divide among them: nothing, the optimizer, gradients too, weights too. */
export const SHARDINGS = ["none", "zero1", "zero2", "zero3"] as const;
export type Sharding = (typeof SHARDINGS)[number];

/** What waits in the host's memory. */
export const OFFLOADS = ["none", "optimizer", "all"] as const;

/** The matrices beside which adapters stand. */
export const LORA_TARGETS = ["attention", "all"] as const;

/** Attention that never stores its scores, or one that does. */
export const ATTENTIONS = ["flash", "eager"] as const;

/** Supervised fine-tuning, or preferences between two answers judged beside a reference model. */
export const OBJECTIVES = ["sft", "dpo"] as const;

/** How a job is run, beside its method: what people set in their training scripts. */
export interface TrainingRecipe {
  readonly states: TrainingStates;
  readonly loss: (typeof LOSSES)[number];
  readonly sharding: Sharding;
  readonly offload: (typeof OFFLOADS)[number];
  /** GPUs that share one sequence, each holding a part of its tokens. */
  readonly sequenceParallel: number;
  /** GPUs that share every matrix. */
  readonly tensorParallel: number;
  readonly loraRank: number;
  readonly loraTargets: (typeof LORA_TARGETS)[number];
  readonly attention: (typeof ATTENTIONS)[number];
  readonly objective: (typeof OBJECTIVES)[number] | "rl";
}

/** Sequences that one example is: a preference is two answers. */
export const answersPerExample = ({ objective }: TrainingRecipe): number => (objective === "dpo" ? 2 : 1);

/** Whether a reference model reads every sequence too, forward only. */
export const hasReference = ({ objective }: TrainingRecipe): boolean => objective !== "sft";

/**
 * Forward passes over what is learned beside the trained one: the reference model's and, where the model learns from what it
 * wrote, its own before the step, whose probabilities the loss compares.
 */
export const scoringPasses = ({ objective }: TrainingRecipe): number => (objective === "sft" ? 0 : objective === "dpo" ? 1 : 2);

export const DEFAULT_RECIPE: TrainingRecipe = {
  states: "mixed",
  loss: "plain",
  sharding: "zero3",
  offload: "none",
  sequenceParallel: 1,
  tensorParallel: 1,
  loraRank: 16,
  loraTargets: "all",
  attention: "flash",
  objective: "sft",
};

const contradiction = (one: string, other: string, why: string): never => {
  throw new DomainError(`options ${one} and ${other} contradict each other: ${why}`);
};

/**
 * A recipe that can be run: no two of its choices exclude each other.
 * @param given The keys the user wrote, so that only what was asked for is refused.
 * @throws DomainError that names both choices.
 */
export function requireRecipe(
  recipe: TrainingRecipe,
  { method, gpus, given }: { readonly method: string; readonly gpus: number; readonly given: ReadonlySet<string> },
): TrainingRecipe {
  const { states, sharding, offload, sequenceParallel, tensorParallel } = recipe;
  requireWhole("sequence_parallel", sequenceParallel, 1);
  requireWhole("tensor_parallel", tensorParallel, 1);
  requireWhole("lora_rank", recipe.loraRank, 1);
  if (method === "full") {
    for (const key of ["lora_rank", "lora_targets"]) {
      if (given.has(key)) contradiction(key, "method full", "full fine-tuning has no adapters");
    }
  } else if (states === "fused_backward") {
    contradiction("states=fused_backward", `method ${method}`, "adapters have no gradients worth freeing layer by layer");
  }
  if (states === "fused_backward" && offload !== "none") {
    contradiction("states=fused_backward", `offload=${offload}`, "its step is taken on the GPU, layer by layer");
  }
  if (gpus > 1) {
    if (offload === "all" && sharding !== "zero3") {
      contradiction("offload=all", `sharding=${sharding}`, "weights that wait in the host are gathered as zero3 does");
    }
    if (states === "fused_backward" && (sharding === "zero1" || sharding === "zero2")) {
      contradiction("states=fused_backward", `sharding=${sharding}`, "it has no gradients left to divide");
    }
  } else if (given.has("sharding") && sharding !== "none") {
    contradiction(`sharding=${sharding}`, "gpus 1", "one GPU has nobody to share with");
  }
  const together = sequenceParallel * tensorParallel;
  if (gpus % together !== 0) {
    const parts = [
      ...(sequenceParallel > 1 ? [`sequence_parallel=${sequenceParallel}`] : []),
      ...(tensorParallel > 1 ? [`tensor_parallel=${tensorParallel}`] : []),
    ];
    throw new DomainError(`options ${parts.join(" and ")} contradict gpus ${gpus}: gpus must be a multiple of ${together}`);
  }
  return recipe;
}
