import type { ModelShape } from "./hardware";
import { requireWhole } from "./requirements";
import { DEFAULT_RECIPE, type TrainingRecipe } from "./trainingRecipe";

/** Ways of fine-tuning. */
export const TRAINING_METHODS = ["full", "lora", "qlora"] as const;
export type TrainingMethod = (typeof TRAINING_METHODS)[number];

/** How much of the forward pass is computed again in the backward pass instead of being kept. */
export const RECOMPUTES = ["none", "selective", "full"] as const;
export type Recompute = (typeof RECOMPUTES)[number];

/** The work of one GPU group: what decides its speed and its memory. */
export interface TrainingJob {
  readonly shape: ModelShape;
  readonly method: TrainingMethod;
  readonly gpus: number;
  /** Sequences each GPU works on at once. */
  readonly microBatch: number;
  readonly sequenceTokens: number;
  readonly recompute: Recompute;
  /** Everything else that is set in a training script; its defaults where left out. */
  readonly recipe?: TrainingRecipe;
}

/**
 * Training stretches a context that inference does not: positions can be scaled, and Llama 2 70B (4,096) is trained
 * at 8,192 in MLPerf. Twice the published context is common practice, more is another model: computed, but said to be
 * extrapolated.
 */
const CONTEXT_STRETCH = 2;

/** Whether the sequence is longer than training of this model commonly goes. */
export const beyondContext = ({ shape, sequenceTokens }: Pick<TrainingJob, "shape" | "sequenceTokens">): boolean =>
  shape.maxContextTokens !== null && sequenceTokens > shape.maxContextTokens * CONTEXT_STRETCH;

/** @throws DomainError that names the argument that is out of range. */
export function requireTrainingJob(job: TrainingJob): TrainingJob {
  requireWhole("gpus", job.gpus, 1);
  requireWhole("micro_batch", job.microBatch, 1);
  requireWhole("seq_len", job.sequenceTokens, 1);
  return job;
}

/** How the job is run; every choice at its default where nothing is said. */
export const recipeOf = (job: Pick<TrainingJob, "recipe">): TrainingRecipe => job.recipe ?? DEFAULT_RECIPE;

/** Adapters train few parameters beside frozen weights; without them every weight is trained. */
export const trainsAdapters = (method: TrainingMethod): boolean => method !== "full";

/** Forward passes recomputed in the backward pass; selectively, that is attention alone. */
export const recomputedPasses = (recompute: Recompute): number => (recompute === "full" ? 1 : 0);

/** Whether the experts of a mixture are divided among the GPUs: pre-training stacks do so, stacks for adapters and small jobs do not. */
export const spreadsExperts = (method: TrainingMethod, gpus: number): boolean => !trainsAdapters(method) && gpus >= GPUS_PER_NODE;

/** GPUs in one machine: beyond them work crosses the network between machines. */
export const GPUS_PER_NODE = 8;
