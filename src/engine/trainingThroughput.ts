import type { MatmulRates, TrainingConstants } from "./calibration";
import { type Precision, datasheetRate, requirePrecision, sixteenBitPrecision } from "./gpuRates";
import { requirePositive } from "./requirements";
import { type Band, footingOf, type RunWorth, shiftBy, type TrainingCoverage, type TrainingKind } from "./trainingBasis";
import { trainingFlopsPerToken } from "./trainingFlops";
import { recipeOf, requireTrainingJob } from "./trainingJob";
import { microBatchSeconds, type ThroughputQuestion, tokensPerGpu } from "./trainingSeconds";

/** Everything an estimate of training speed takes from measurements. */
export interface TrainingCalibration {
  readonly constants: TrainingConstants;
  readonly rates: MatmulRates;
  readonly bands: Readonly<Record<TrainingKind, Band>>;
  readonly coverage: TrainingCoverage;
  readonly runWorth: RunWorth;
}

interface TrainingThroughput {
  readonly tokensPerSecond: number;
  readonly tokensPerSecondPerGpu: number;
  /** Hardware FLOP/s as a share of the datasheet's rate in that precision, recomputation counted. */
  readonly hardwareUtilization: number;
  readonly flopsPerToken: number;
}

/** Tokens/s of a training job, unchecked: for the fit and for loops. */
export function estimateTrainingThroughput(
  question: ThroughputQuestion,
  constants: TrainingConstants,
  rates: MatmulRates,
): TrainingThroughput {
  const { gpu, gpus, precision } = question;
  const recipe = recipeOf(question);
  const seconds = microBatchSeconds(question, constants, rates);
  const perGpu = tokensPerGpu(question, recipe) / recipe.tensorParallel / seconds;
  const flopsPerToken = trainingFlopsPerToken(question).totalFlops;
  return {
    tokensPerSecond: perGpu * gpus,
    tokensPerSecondPerGpu: perGpu,
    hardwareUtilization: (perGpu * flopsPerToken) / datasheetRate(gpu, precision),
    flopsPerToken,
  };
}

/** An estimate with the span that eight runs in ten lie in, and what it rests on. */
export interface TrainingEstimate extends TrainingThroughput {
  readonly lowTokensPerSecond: number;
  readonly highTokensPerSecond: number;
  /** "calibrated", or in which way it goes beyond what was measured. */
  readonly basis: string;
}

/**
 * Tokens/s of a training job: the time of one micro-batch from arithmetic, memory traffic, host and link, each at the
 * rate that calibration against published runs found, on a GPU whose matrix rate was measured.
 * @param question.measuredTokensPerSecond A run of the very same job: the estimate moves towards it, and its band narrows.
 * @throws DomainError when an argument is out of range or the precision not the GPU's.
 */
export function trainingThroughput(
  question: Omit<ThroughputQuestion, "precision"> & { precision?: Precision; measuredTokensPerSecond?: number },
  { constants, rates, bands, coverage, runWorth }: TrainingCalibration,
): TrainingEstimate {
  requireTrainingJob(question);
  const precision = requirePrecision(question.gpu, question.precision ?? sixteenBitPrecision(question.gpu));
  const { shape, method, gpu, gpus, microBatch, sequenceTokens, recompute, recipe } = question;
  const checked = { shape, method, gpu, gpus, microBatch, sequenceTokens, recompute, recipe, precision };
  const estimate = estimateTrainingThroughput(checked, constants, rates);
  const { basis, band } = footingOf(checked, coverage, bands);
  const measured = question.measuredTokensPerSecond;
  const shift = measured === undefined ? 1 : shiftBy(requirePositive("measured", measured), estimate.tokensPerSecond, runWorth);
  const width = measured === undefined ? 1 : runWorth.widthLeft;
  const tokensPerSecond = estimate.tokensPerSecond * shift;
  // Written out: a sheet asks ten thousand times, and spreading an object costs more than the estimate.
  return {
    tokensPerSecond,
    tokensPerSecondPerGpu: estimate.tokensPerSecondPerGpu * shift,
    hardwareUtilization: estimate.hardwareUtilization * shift,
    flopsPerToken: estimate.flopsPerToken,
    lowTokensPerSecond: tokensPerSecond * (width === 1 ? band.low : band.low ** width),
    highTokensPerSecond: tokensPerSecond * (width === 1 ? band.high : band.high ** width),
    basis: measured === undefined ? basis : `${basis}; your run`,
  };
}
