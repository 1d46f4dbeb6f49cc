import type { MatmulRates } from "./calibration";
import { DomainError, NoAnswer } from "./errors";
import type { GpuSpec, ModelShape } from "./hardware";
import { requirePositive, requireWhole } from "./requirements";
import { type ServingCoverage, servingFooting, type ServingKind } from "./servingBasis";
import { type Band, type RunWorth, shiftBy } from "./trainingBasis";
import { requireWeightBits, sequenceCacheBytes, servedWeightBytes } from "./servingMemory";
import {
  cacheRoomBytes,
  estimateServing,
  type ServingConstants,
  type ServingFigures,
  type ServingQuestion,
} from "./servingModel";
import { type DraftAcceptance, type ServingOptionValues, servingSetUp } from "./servingOptions";

const BYTES_PER_GB = 1e9;
/** The most GPUs that are looked through for the fewest that hold a model. */
const MOST_GPUS = 1024;

/** Everything an estimate of serving speed takes from measurements. */
export interface ServingCalibration {
  readonly constants: ServingConstants;
  readonly rates: MatmulRates;
  readonly bands: Readonly<Record<ServingKind, Band>>;
  readonly coverage: ServingCoverage;
  readonly runWorth: RunWorth;
  readonly acceptance: DraftAcceptance;
}

/** An estimate with the span that most measured runs lie in, of both counts of tokens. */
export interface ServingEstimate extends ServingFigures {
  readonly lowTotalTokensPerSecond: number;
  readonly highTotalTokensPerSecond: number;
  readonly basis: string;
}

function requireFit(question: ServingQuestion): void {
  const { shape, gpu, tensorParallel, weightBits } = question;
  const sequence = sequenceCacheBytes(shape, question.tokensIn + question.tokensOut, question.kvBits);
  if (cacheRoomBytes(question) >= sequence) return;
  const needed = servedWeightBytes(shape, weightBits) + sequence;
  // Heads are split evenly, so that instances have 1, 2, 4 or 8 GPUs and not 7.
  let fewest = 1;
  while (fewest < MOST_GPUS && cacheRoomBytes({ ...question, tensorParallel: fewest }) < sequence) fewest *= 2;
  const copy = question.gpus === tensorParallel ? "" : " in one copy of the model";
  throw new NoAnswer(
    `it does not fit: the weights and one sequence of ${shape.key} need ${(needed / BYTES_PER_GB).toFixed(1)} GB, ` +
      `${tensorParallel} × ${gpu.key}${copy} have ${((tensorParallel * gpu.memoryBytes) / BYTES_PER_GB).toFixed(1)} GB, of which engines take 90 %; ` +
      `use at least ${fewest} GPUs, or fewer weight_bits`,
  );
}

function requireContext(shape: ModelShape, tokens: number): void {
  if (shape.maxContextTokens !== null && tokens > shape.maxContextTokens)
    throw new DomainError(`tokens_in + tokens_out must be at most ${shape.maxContextTokens} for ${shape.key}, not ${tokens}`);
}

export interface ServingRequest {
  readonly shape: ModelShape;
  readonly gpu: GpuSpec;
  readonly gpus: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly concurrency: number;
  readonly weightBits: number;
  readonly options?: ServingOptionValues;
}

/**
 * Speed of an instance that always has `concurrency` requests in flight: as many as its memory holds are worked on together,
 * the others wait for a place. Tokens are means, so they may be fractional.
 * @throws DomainError when an argument is out of range or the context longer than the model takes.
 * @throws NoAnswer when the model does not fit the GPUs.
 */
export function servingThroughput(
  request: ServingRequest,
  { constants, rates, bands, coverage, runWorth, acceptance }: ServingCalibration,
): ServingEstimate {
  const { shape, gpu, options = {} } = request;
  const gpus = requireWhole("gpus", request.gpus, 1);
  const concurrency = requireWhole("concurrency", request.concurrency, 1);
  const tokensIn = requirePositive("tokens_in", request.tokensIn);
  const tokensOut = requirePositive("tokens_out", request.tokensOut);
  const weightBits = requireWeightBits(request.weightBits);
  requireContext(shape, tokensIn + tokensOut);
  const setUp = servingSetUp(options, { shape, gpus }, acceptance);
  const question: ServingQuestion = {
    shape,
    gpu,
    gpus,
    tokensIn,
    tokensOut,
    concurrency,
    weightBits,
    engine: setUp.engine,
    engineYear: setUp.engineYear,
    kvBits: setUp.kvBits,
    tensorParallel: setUp.tensorParallel,
    prefixCachedShare: setUp.prefixCachedShare,
    tokensPerStep: setUp.tokensPerStep,
    draftTokens: setUp.draftTokens,
  };
  requireFit(question);
  const estimate = estimateServing(question, constants, rates);
  const { basis, band } = servingFooting(question, coverage, bands);
  const measured = options.measured;
  const shift = measured === undefined ? 1 : shiftBy(measured, estimate.totalTokensPerSecond, runWorth);
  const width = measured === undefined ? 1 : runWorth.widthLeft;
  const total = estimate.totalTokensPerSecond * shift;
  // Written out: a sheet asks ten thousand times, and spreading an object costs more than the estimate.
  return {
    totalTokensPerSecond: total,
    outputTokensPerSecond: estimate.outputTokensPerSecond * shift,
    timeToFirstTokenSeconds: estimate.timeToFirstTokenSeconds / shift,
    timePerOutputTokenSeconds: estimate.timePerOutputTokenSeconds / shift,
    maxConcurrency: estimate.maxConcurrency,
    lowTotalTokensPerSecond: total * band.low ** width,
    highTotalTokensPerSecond: total * band.high ** width,
    basis: measured === undefined ? basis : `your own run, and ${basis}`,
  };
}
