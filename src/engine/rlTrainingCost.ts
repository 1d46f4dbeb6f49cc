import type { MemoryConstants } from "./calibration";
import { DomainError, NoAnswer } from "./errors";
import type { GpuSpec, ModelShape } from "./hardware";
import { requireNonNegative, requirePositive, requireWhole } from "./requirements";
import { SERVING_OPTIONS, type ServingOptionValues } from "./servingOptions";
import { type ServingCalibration, servingThroughput } from "./servingThroughput";
import { largestMicroBatch, MEMORY_MARGIN } from "./trainingGpus";
import { recipeOf, type TrainingMethod } from "./trainingJob";
import { keptBytes, trainingMemory } from "./trainingMemory";
import { TRAINING_OPTIONS } from "./trainingOptions";
import type { TrainingRecipe } from "./trainingRecipe";
import { HOST_LINK_BYTES_PER_SECOND, linkBytesPerSecond } from "./trainingSeconds";
import { type TrainingCalibration, trainingThroughput } from "./trainingThroughput";

const BYTES_PER_GB = 1e9;
const SECONDS_PER_HOUR = 3600;
/** Share of the memory an engine needs free beside the weights to hold sequences at all. */
const WEIGHTS_AT_MOST = 0.7;
const BYTES_16_BIT = 2;

/**
 * The options of both estimators. Two keys are in both lists: tensor_parallel holds for writing and for learning, since both use
 * the same GPUs; measured is of learning, which reports tokens/s as any training does, while writing is timed in samples.
 */
export const RL_OPTIONS = { ...SERVING_OPTIONS, ...TRAINING_OPTIONS } as const;

/** A run that learns from what it writes: every step writes samples to prompts, scores them and learns from them. */
export interface RlRun {
  readonly shape: ModelShape;
  readonly method: TrainingMethod;
  readonly gpu: GpuSpec;
  readonly gpus: number;
  readonly steps: number;
  readonly promptsPerStep: number;
  readonly samplesPerPrompt: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Of one GPU ($/h). */
  readonly pricePerGpuHour: number;
  readonly recipe?: TrainingRecipe;
  readonly microBatch?: number;
  /** How samples are written; its tensor_parallel is the GPUs of one copy of the model. */
  readonly servingOptions?: ServingOptionValues;
  /** Tokens/s of learning in a run of one's own. */
  readonly measuredTokensPerSecond?: number;
}

export interface RlTrainingCost {
  readonly cost: number;
  readonly hours: number;
  readonly hoursWriting: number;
  readonly hoursLearning: number;
  readonly secondsPerStep: number;
  readonly gpus: number;
  readonly basis: string;
}

/** The fewest GPUs, a power of two and a divisor of those there are, that hold the weights with room for sequences. */
function gpusPerReplica({ shape, gpu, gpus }: RlRun): number {
  const weights = shape.parameters * BYTES_16_BIT;
  for (let together = 1; together < gpus; together *= 2) {
    if (gpus % together === 0 && weights <= WEIGHTS_AT_MOST * gpu.memoryBytes * together) return together;
  }
  return gpus;
}

/**
 * GPUs of one copy of the model while it writes.
 * @throws DomainError when the copies do not come out whole.
 */
function gpusOfCopy(run: RlRun): number {
  const together = run.servingOptions?.tensor_parallel ?? gpusPerReplica(run);
  if (run.gpus % together === 0) return together;
  throw new DomainError(`options tensor_parallel ${together} must divide gpus ${run.gpus} into whole copies of the model`);
}

const recipeOfRun = (run: RlRun): TrainingRecipe => ({ ...recipeOf(run), objective: "rl" });

const wholeTokens = (mean: number): number => Math.max(1, Math.round(mean));

/**
 * The longest of a step's samples, in mean lengths: they are written at once, none is replaced, and the step waits for the
 * last. Lengths that fall off exponentially and are cut at a limit a few times the mean end about there.
 */
const LONGEST_SAMPLE = 3;

/** Seconds to write the samples of one step: the serving estimator, every sample in flight at once on copies of the model. */
function writingSeconds(run: RlRun, samples: number, serving: ServingCalibration): { seconds: number; basis: string } {
  const options = { ...run.servingOptions, tensor_parallel: undefined };
  const together = gpusOfCopy(run);
  const replicas = run.gpus / together;
  const concurrency = Math.max(1, Math.ceil(samples / replicas));
  const engine = {
    shape: run.shape,
    gpu: run.gpu,
    gpus: together,
    tokensIn: wholeTokens(run.tokensIn),
    tokensOut: wholeTokens(run.tokensOut),
    weightBits: 16 as const,
    options,
  };
  const full = servingThroughput({ ...engine, concurrency }, serving);
  const alone = servingThroughput({ ...engine, concurrency: 1 }, serving);
  const writing = (samples * run.tokensOut) / (full.outputTokensPerSecond * replicas);
  // While the engine empties, a step takes what it takes for the last sequence alone.
  const emptying = (LONGEST_SAMPLE - 1) * run.tokensOut * alone.timePerOutputTokenSeconds;
  return { seconds: writing + emptying, basis: full.basis };
}

/**
 * Seconds to change from learning to writing and back: the engine takes nearly all of the memory, so that what learning keeps
 * waits in the host meanwhile, and every copy of the model gets the new weights.
 */
function handOverSeconds(run: RlRun): number {
  const { shape, gpu, gpus } = run;
  const kept = keptBytes({ ...run, microBatch: 1, sequenceTokens: 1, recompute: "full", recipe: recipeOfRun(run) });
  const renewed = (shape.parameters * BYTES_16_BIT) / gpusOfCopy(run);
  return (2 * kept) / HOST_LINK_BYTES_PER_SECOND + renewed / linkBytesPerSecond(gpu, gpus);
}

/** Seconds to learn from them: the training estimator, with forward passes of the reference model and of the one that wrote. */
function learningSeconds(
  run: RlRun,
  samples: number,
  training: TrainingCalibration,
  memory: MemoryConstants,
): { seconds: number; basis: string } {
  const { shape, method, gpu, gpus } = run;
  const sequenceTokens = Math.ceil(run.tokensIn + run.tokensOut);
  const recipe = recipeOfRun(run);
  const job = { shape, method, gpus, sequenceTokens, recompute: "full" as const, recipe };
  const least = trainingMemory({ ...job, microBatch: run.microBatch ?? 1 }, memory).totalBytes;
  const room = gpu.memoryBytes * (1 - MEMORY_MARGIN);
  if (least > room) {
    throw new NoAnswer(
      `learning does not fit ${gpus} × ${gpu.key}: each needs ${(least / BYTES_PER_GB).toFixed(1)} GB of the ` +
        `${(room / BYTES_PER_GB).toFixed(1)} GB that the margin leaves; use more GPUs, or options loss=fused`,
    );
  }
  const microBatch = run.microBatch ?? largestMicroBatch(job, { gpu }, memory);
  const { tokensPerSecond, basis } = trainingThroughput(
    { ...job, microBatch, gpu, measuredTokensPerSecond: run.measuredTokensPerSecond },
    training,
  );
  return { seconds: (samples * (run.tokensIn + run.tokensOut)) / tokensPerSecond, basis };
}

/**
 * Cost of a GRPO-like run: writing and learning take turns on the same GPUs; scoring by a program costs nothing here.
 * <https://arxiv.org/abs/2402.03300> (group relative policy optimization)
 * @throws NoAnswer when the GPUs do not hold the job.
 */
export function rlTrainingCost(
  run: RlRun,
  training: TrainingCalibration,
  serving: ServingCalibration,
  memory: MemoryConstants,
): RlTrainingCost {
  if (run.recipe?.objective === "dpo") {
    throw new DomainError(
      "options objective=dpo and a run that writes its own samples contradict each other: leave objective out",
    );
  }
  requireWhole("gpus", run.gpus, 1);
  requireNonNegative("steps", run.steps);
  requireWhole("prompts_per_step", run.promptsPerStep, 1);
  requireWhole("samples_per_prompt", run.samplesPerPrompt, 1);
  requirePositive("tokens_in", run.tokensIn);
  requirePositive("tokens_out", run.tokensOut);
  const samples = run.promptsPerStep * run.samplesPerPrompt;
  const writing = writingSeconds(run, samples, serving);
  const writingAndChange = writing.seconds + handOverSeconds(run);
  const learning = learningSeconds(run, samples, training, memory);
  const secondsPerStep = writingAndChange + learning.seconds;
  const hours = (run.steps * secondsPerStep) / SECONDS_PER_HOUR;
  return {
    cost: hours * run.gpus * run.pricePerGpuHour,
    hours,
    hoursWriting: (run.steps * writingAndChange) / SECONDS_PER_HOUR,
    hoursLearning: (run.steps * learning.seconds) / SECONDS_PER_HOUR,
    secondsPerStep,
    gpus: run.gpus,
    basis: `writing ${writing.basis}; learning ${learning.basis}`,
  };
}
