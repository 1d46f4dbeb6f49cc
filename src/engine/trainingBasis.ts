import type { Precision } from "./gpuRates";
import type { ModelShape } from "./hardware";
import type { ThroughputQuestion } from "./trainingSeconds";
import { beyondContext, recipeOf, type TrainingMethod, trainsAdapters } from "./trainingJob";

/*
 * How sure an estimate of training speed is: in what way it goes beyond the runs that were measured, and how far such
 * runs lay from their estimates.
 */

/** Kinds of training whose errors are alike. */
export const TRAINING_KINDS = ["full", "adapters", "mixture"] as const;
export type TrainingKind = (typeof TRAINING_KINDS)[number];

export const trainingKind = (shape: ModelShape, method: TrainingMethod): TrainingKind =>
  shape.experts > 0 ? "mixture" : trainsAdapters(method) ? "adapters" : "full";

/** Actual over estimated: eight runs in ten of publishers left out lie between the two. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** What was measured, as far as it decides what an estimate rests on. */
export interface TrainingCoverage {
  /** "gpu bits", as in "h100_sxm 8". */
  readonly gpusByBits: ReadonlySet<string>;
  readonly gpus: ReadonlySet<string>;
  readonly methods: ReadonlySet<string>;
  readonly smallestModel: number;
  readonly largestModel: number;
  readonly longestSequence: number;
  readonly mostGpus: number;
}

const BITS: Readonly<Record<Precision, number>> = { bf16: 16, fp16: 16, fp8: 8, fp4: 4 };

/** In which ways a question goes beyond what was measured; none where it does not. */
function extrapolations(question: ThroughputQuestion, coverage: TrainingCoverage): string[] {
  const { shape, gpu, gpus, method, precision, sequenceTokens } = question;
  const ways: string[] = [];
  if (!coverage.gpus.has(gpu.key)) ways.push("another GPU");
  else if (!coverage.gpusByBits.has(`${gpu.key} ${BITS[precision]}`)) ways.push("another precision");
  if (!coverage.methods.has(method)) ways.push("another method");
  if (shape.parameters > coverage.largestModel) ways.push("larger model");
  else if (shape.parameters < coverage.smallestModel) ways.push("smaller model");
  if (gpus > coverage.mostGpus) ways.push("more GPUs");
  if (beyondContext(question)) ways.push("beyond the model's context");
  else if (sequenceTokens > coverage.longestSequence) ways.push("longer sequence");
  return ways;
}

/** Choices of a recipe whose effect on speed is reckoned, not fitted. */
function assumptions(question: ThroughputQuestion): string[] {
  const recipe = recipeOf(question);
  const made: string[] = [];
  if (recipe.offload !== "none") made.push("offload");
  if (recipe.sequenceParallel > 1) made.push("sequence_parallel");
  if (recipe.tensorParallel > 1) made.push("tensor_parallel");
  if (recipe.attention === "eager") made.push("attention");
  if (recipe.objective === "dpo") made.push("objective");
  if (recipe.objective === "rl") made.push("reference pass");
  if (recipe.sharding === "none" && question.gpus > 1) made.push("sharding");
  return made;
}

/** What is not measured adds its own doubt: half as much again, on a logarithmic scale; what is assumed as much again. */
const EXTRAPOLATED = 1.5;
const ASSUMED = 2;

/** An estimate's footing in words, and the band that goes with it. */
export interface Footing {
  readonly basis: string;
  readonly band: Band;
}

export function footingOf(
  question: ThroughputQuestion,
  coverage: TrainingCoverage,
  bands: Readonly<Record<TrainingKind, Band>>,
): Footing {
  const band = bands[trainingKind(question.shape, question.method)];
  const assumed = assumptions(question);
  const beyond = extrapolations(question, coverage);
  if (assumed.length === 0 && beyond.length === 0) return { basis: "calibrated", band };
  const widening = assumed.length > 0 ? ASSUMED : EXTRAPOLATED;
  const basis = [
    ...(assumed.length > 0 ? [`assumed: ${assumed.join(", ")}`] : []),
    ...(beyond.length > 0 ? [`extrapolated: ${beyond.join(", ")}`] : []),
  ].join("; ");
  return { basis, band: { low: band.low ** widening, high: band.high ** widening } };
}

/** What one measured run of a set-up says of it, on a logarithmic scale: how far to go to it, and how much doubt is left. */
export interface RunWorth {
  /** From the estimate (0) to the measurement (1). */
  readonly shrinkage: number;
  /** Width of the band after, as a share of the width before. */
  readonly widthLeft: number;
}

/** The factor a measured run puts on the estimate. */
export const shiftBy = (measured: number, estimated: number, worth: RunWorth): number =>
  (measured / estimated) ** worth.shrinkage;
