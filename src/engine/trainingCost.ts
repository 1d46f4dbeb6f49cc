import type { MemoryConstants } from "./calibration";
import { gpuCost } from "./gpuCost";
import type { GpuSpec, ModelShape } from "./hardware";
import type { ReferenceJob } from "./referenceTraining";
import { requireNonNegative } from "./requirements";
import { fewestTrainingGpus, jobOnGpus, largestMicroBatch } from "./trainingGpus";
import type { TrainingMethod } from "./trainingJob";
import { answersPerExample, type TrainingRecipe } from "./trainingRecipe";
import { type TrainingCalibration, trainingThroughput } from "./trainingThroughput";
import { trainingHours } from "./trainingTime";
import { trainingTokens } from "./trainingTokens";

/** Share of the time that checkpoints, evaluation and start-up add. */
const OVERHEAD = 0.15;
/** Shorter examples are packed into sequences of this length. */
const PACKED_TOKENS = 512;

/** What is trained on, and how often. */
export interface TrainingRuns {
  readonly examples: number;
  readonly tokensPerExample: number;
  readonly epochs: number;
  readonly runs: number;
}

/** The compute of training: tokens and hours of one run, cost of all runs. */
export interface TrainingCost {
  readonly cost: number;
  readonly hours: number;
  readonly gpus: number;
  readonly tokens: number;
  readonly tokensPerSecond: number;
  /** Of all GPUs together ($/h). */
  readonly pricePerHour: number;
  readonly basis: "reference" | "estimate";
}

function costOf(job: ReferenceJob, data: TrainingRuns, basis: TrainingCost["basis"]): TrainingCost {
  const tokens = trainingTokens(data.examples, data.tokensPerExample, data.epochs);
  const { tokensPerSecond, gpus, pricePerHour } = job;
  const hours = trainingHours({ tokens, tokensPerSecond, overheadFraction: OVERHEAD });
  const cost = gpuCost({ hours, pricePerGpuHour: pricePerHour, gpus: 1, runs: data.runs, spotFactor: 1 });
  return { cost, hours, gpus, tokens, tokensPerSecond, pricePerHour, basis };
}

/** What training costs by a job of the reference rule, exactly as the rule counts it; `spotFactor` is 1 on demand. */
export function referenceTrainingCost(job: ReferenceJob, data: TrainingRuns & { spotFactor: number }): TrainingCost {
  const pricePerHour = job.pricePerHour * data.spotFactor;
  return costOf({ ...job, pricePerHour }, data, "reference");
}

/** A job whose cost the estimators find. */
export interface EstimatedJob {
  readonly shape: ModelShape;
  readonly method: TrainingMethod;
  readonly gpu: GpuSpec;
  readonly pricePerGpuHour: number;
  readonly recipe?: TrainingRecipe;
  /** Sequences each GPU works on at once; as many as fit where left out. */
  readonly microBatch?: number;
  /** GPUs that are rented together. */
  readonly gpusPerInstance?: number;
  readonly measuredTokensPerSecond?: number;
}

/**
 * What training costs by the estimators: the fewest GPUs that hold the job, the largest micro-batch they hold,
 * everything recomputed, at their estimated speed and their rent.
 * @throws NoAnswer when no number of GPUs holds it.
 */
export function estimatedTrainingCost(
  job: EstimatedJob,
  data: TrainingRuns,
  calibration: TrainingCalibration,
  memory: MemoryConstants,
): TrainingCost {
  requireNonNegative("tokens_per_example", data.tokensPerExample);
  const { shape, method, gpu, recipe, gpusPerInstance } = job;
  const sequenceTokens = Math.max(PACKED_TOKENS, Math.ceil(data.tokensPerExample));
  const room = { gpu, gpusPerInstance };
  const work = { shape, method, sequenceTokens, recompute: "full" as const, recipe };
  const gpus = fewestTrainingGpus({ ...work, microBatch: job.microBatch ?? 1 }, room, memory);
  const microBatch = job.microBatch ?? largestMicroBatch({ ...work, gpus }, room, memory);
  const { tokensPerSecond } = trainingThroughput(
    { ...jobOnGpus({ ...work, microBatch }, gpus), gpu, measuredTokensPerSecond: job.measuredTokensPerSecond },
    calibration,
  );
  // A preference is two answers, each as long as an example.
  const answers = recipe === undefined ? 1 : answersPerExample(recipe);
  const read = { ...data, tokensPerExample: data.tokensPerExample * answers };
  return costOf({ tokensPerSecond, gpus, pricePerHour: job.pricePerGpuHour * gpus }, read, "estimate");
}
