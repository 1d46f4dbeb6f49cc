import type { MemoryConstants } from "./calibration";
import { NoAnswer } from "./errors";
import type { GpuSpec } from "./hardware";
import { requireFractionBelowOne } from "./requirements";
import { GPUS_PER_NODE, type TrainingJob, recipeOf, requireTrainingJob } from "./trainingJob";
import { estimateTrainingMemory } from "./trainingMemory";

const BYTES_PER_GB = 1e9;
/** Nodes beyond which no job is sized: 512 GPUs hold every model that is listed. */
const MOST_NODES = 64;
/** Share of the memory that stays free: what an estimate is off by at the median, and what a longer example needs. */
export const MEMORY_MARGIN = 0.07;

/** What a job has to fit into. */
export interface Room {
  readonly gpu: GpuSpec;
  /** Share of each GPU's memory to spare. */
  readonly margin?: number;
  /** GPUs that are rented together; 1, 2, 4, 8 and whole nodes where any number can be had. */
  readonly gpusPerInstance?: number;
}

/** What the greatest number that divides both is: how far a sequence is shared that may be shared so far. */
const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/** The job on that many GPUs, its sequences shared as far as its recipe allows and they divide. */
export function jobOnGpus(job: Omit<TrainingJob, "gpus">, gpus: number): TrainingJob {
  const recipe = recipeOf(job);
  const sequenceParallel = commonDivisor(recipe.sequenceParallel, gpus / recipe.tensorParallel);
  return { ...job, gpus, recipe: { ...recipe, sequenceParallel } };
}

const bytesOn = (job: Omit<TrainingJob, "gpus">, gpus: number, constants: MemoryConstants): number =>
  estimateTrainingMemory(jobOnGpus(job, gpus), constants).totalBytes;

/** Numbers of GPUs that can be had, fewest first. */
function* counts(gpusPerInstance: number | undefined): Generator<number> {
  const most = MOST_NODES * GPUS_PER_NODE;
  if (gpusPerInstance !== undefined) {
    for (let gpus = gpusPerInstance; gpus <= Math.max(most, gpusPerInstance); gpus += gpusPerInstance) yield gpus;
    return;
  }
  for (let gpus = 1; gpus < GPUS_PER_NODE; gpus *= 2) yield gpus;
  for (let gpus = GPUS_PER_NODE; gpus <= most; gpus += GPUS_PER_NODE) yield gpus;
}

/** The bytes of each GPU that a job may fill. */
const roomBytes = ({ gpu, margin = MEMORY_MARGIN }: Room): number =>
  gpu.memoryBytes * (1 - requireFractionBelowOne("margin", margin));

/**
 * The fewest GPUs whose memory holds a job with a margin to spare: 1, 2, 4, 8, then whole nodes of 8, or whole instances.
 * @throws NoAnswer that says what is missing, when more GPUs do not help: activations are not sharded.
 */
export function fewestTrainingGpus(job: Omit<TrainingJob, "gpus">, room: Room, constants: MemoryConstants): number {
  requireTrainingJob({ ...job, gpus: 1 });
  const most = roomBytes(room);
  const { tensorParallel } = recipeOf(job);
  let last = 1;
  for (const gpus of counts(room.gpusPerInstance)) {
    if (gpus % tensorParallel !== 0) continue;
    if (bytesOn(job, gpus, constants) <= most) return gpus;
    last = gpus;
  }
  const needed = bytesOn(job, last, constants) / BYTES_PER_GB;
  throw new NoAnswer(
    `it does not fit ${room.gpu.key}: even on ${last} GPUs each needs ${needed.toFixed(1)} GB of the ${(most / BYTES_PER_GB).toFixed(1)} GB ` +
      `that the margin leaves; use a smaller micro_batch or seq_len, options loss=fused or sequence_parallel, or a GPU with more memory`,
  );
}

/** Doublings of the micro-batch after which nothing is gained: a million tokens at once. */
const MOST_TOKENS = 2 ** 20;

/** The largest power of two of sequences that GPUs holding one of them hold, with the same margin. */
export function largestMicroBatch(job: Omit<TrainingJob, "microBatch">, room: Room, constants: MemoryConstants): number {
  const most = roomBytes(room);
  let microBatch = 1;
  while (
    2 * microBatch * job.sequenceTokens <= MOST_TOKENS &&
    bytesOn({ ...job, microBatch: 2 * microBatch }, job.gpus, constants) <= most
  ) {
    microBatch *= 2;
  }
  return microBatch;
}
