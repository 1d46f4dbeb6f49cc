import {
  type EstimateBasis,
  estimateBasis,
  type MatmulRates,
  type ServingCalibration,
  type ServingConstants,
} from "./calibration";
import { NoAnswer } from "./errors";
import { matmulRate } from "./gpuRates";
import type { GpuSpec, ModelShape } from "./hardware";
import { activeLayerParameters, cachedElements, headParameters, layerParameters } from "./parameterCounts";
import { requireWhole } from "./requirements";
import {
  type WeightBits,
  layerWeightBytes,
  requireContext,
  requireWeightBits,
  servedWeightBytes,
  servingOverheadBytes,
} from "./servingMemory";

const BYTES_16_BIT = 2;
const BYTES_PER_GB = 1e9;
/** Share of the memory left beside the weights that an engine fills with cached tokens; the rest is room for peaks. */
const USABLE_SHARE = 0.9;

export interface ServingQuestion {
  readonly shape: ModelShape;
  readonly gpu: GpuSpec;
  readonly gpus: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly concurrency: number;
  readonly weightBits: WeightBits;
}

interface ServingThroughput {
  /** Prompt and answer tokens together, as traffic is counted. */
  readonly totalTokensPerSecond: number;
  readonly outputTokensPerSecond: number;
  /** Until the first token, when the prompts of the batch arrive one after another. */
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
  /** Sequences at once that the memory holds at their full length. */
  readonly maxConcurrency: number;
}

/**
 * Bytes a sequence of so many tokens keeps. Keys and values are stored in 8 bits where the weights are and the GPU
 * computes in 8 bits.
 */
function cacheBytes({ shape, gpu, weightBits }: ServingQuestion, tokens: number): number {
  const bytes = weightBits < 16 && gpu.fp8FlopsPerSecond !== null ? 1 : BYTES_16_BIT;
  return cachedElements(shape, tokens) * bytes + shape.stateBytes;
}

/** The rate of the layers' products (FLOP/s): in 8 or 4 bits where the GPU computes in them, else in 16 after unpacking. */
function layerRate({ gpu, weightBits }: ServingQuestion, rate16: number, lowYield: number): number {
  if (weightBits === 8 && gpu.fp8FlopsPerSecond !== null)
    return rate16 * (gpu.fp8FlopsPerSecond / gpu.bf16FlopsPerSecond) * lowYield;
  if (weightBits === 4 && gpu.fp4FlopsPerSecond !== null)
    return rate16 * (gpu.fp4FlopsPerSecond / gpu.bf16FlopsPerSecond) * lowYield * lowYield;
  return rate16;
}

/** Room for keys and values on all GPUs (bytes). */
function cacheRoom({ shape, gpu, gpus, weightBits }: ServingQuestion): number {
  return (gpus * gpu.memoryBytes - servedWeightBytes(shape, weightBits) - servingOverheadBytes(gpus)) * USABLE_SHARE;
}

/** Tokens/s of a served model, unchecked: for the fit and for loops. */
export function estimateServingThroughput(
  question: ServingQuestion,
  constants: ServingConstants,
  rates: MatmulRates,
): ServingThroughput {
  const { shape, gpu, gpus, tokensIn, tokensOut, weightBits } = question;
  const room = cacheRoom(question);
  // Sequences are at different points of their answers: on average half of it is written.
  const averageTokens = tokensIn + tokensOut / 2;
  const batch = Math.max(1, Math.min(question.concurrency, Math.floor(room / cacheBytes(question, averageTokens))));

  const software = gpu.architecture.startsWith("CDNA") ? constants.amdYield : 1;
  const rate16 = matmulRate(rates, gpu) * gpus * software;
  const rateLayers = layerRate(question, matmulRate(rates, gpu), constants.lowPrecisionYield) * gpus * software;
  const active = activeLayerParameters(shape);
  const head = headParameters(shape);

  // A batch reads each expert that at least one of its tokens passes.
  const touched = shape.experts > 0 ? 1 - (1 - shape.activeExperts / shape.experts) ** batch : 0;
  const weightBytes = (active + (layerParameters(shape) - active) * touched) * layerWeightBytes(weightBits) + head * BYTES_16_BIT;
  const reading =
    (weightBytes + batch * cacheBytes(question, averageTokens)) /
    (gpus * gpu.bandwidthBytesPerSecond * constants.bandwidthUtilization * software);
  const computing = (batch * ((2 * active) / rateLayers + (2 * head) / rate16)) / constants.decodeUtilization;
  const waiting =
    (constants.stepSeconds +
      shape.layers * (constants.layerSeconds + constants.syncSeconds * Math.log2(gpus)) +
      constants.sequenceSeconds * batch) /
    software;
  const stepSeconds = Math.hypot(reading, computing) + waiting;

  const attentionFlops = 2 * tokensIn * shape.attentionHeads * shape.headDim * shape.layers;
  const promptSeconds =
    (tokensIn * ((2 * active) / rateLayers + attentionFlops / rate16) + (2 * head) / rate16) / constants.prefillUtilization;
  const prefillSeconds = batch * promptSeconds + waiting;

  const seconds = prefillSeconds + tokensOut * stepSeconds;
  const outputTokensPerSecond = (batch * tokensOut) / seconds;
  return {
    totalTokensPerSecond: (batch * (tokensIn + tokensOut)) / seconds,
    outputTokensPerSecond,
    timeToFirstTokenSeconds: promptSeconds + waiting,
    timePerOutputTokenSeconds: stepSeconds,
    maxConcurrency: Math.max(1, Math.floor(room / cacheBytes(question, tokensIn + tokensOut))),
  };
}

/** An estimate with the span that most measured runs lie in, of both counts of tokens. */
export interface ServingEstimate extends ServingThroughput {
  readonly lowTotalTokensPerSecond: number;
  readonly highTotalTokensPerSecond: number;
  readonly basis: EstimateBasis;
}

function requireFit(question: ServingQuestion): void {
  const { shape, gpu, gpus, weightBits } = question;
  const needed = servedWeightBytes(shape, weightBits) + cacheBytes(question, question.tokensIn + question.tokensOut);
  const there = gpus * gpu.memoryBytes;
  if (needed <= there) return;
  // Heads are split evenly, so that instances have 1, 2, 4 or 8 GPUs and not 7.
  let fewest = 1;
  while (fewest * gpu.memoryBytes * USABLE_SHARE < needed) fewest *= 2;
  throw new NoAnswer(
    `it does not fit: the weights and one sequence of ${shape.key} need ${(needed / BYTES_PER_GB).toFixed(1)} GB, ` +
      `${gpus} × ${gpu.key} have ${(there / BYTES_PER_GB).toFixed(1)} GB; use at least ${fewest} GPUs, or fewer weight_bits`,
  );
}

/**
 * Tokens/s of an instance that works on `concurrency` sequences at once, or on as many as its memory holds: a step reads
 * the weights once and every cached token, and multiplies them; a prompt is read before its answer.
 * @throws DomainError when an argument is out of range or the context longer than the model takes.
 * @throws NoAnswer when the model does not fit the GPUs.
 */
export function servingThroughput(
  question: Omit<ServingQuestion, "weightBits"> & { weightBits: number },
  { constants, rates, spreads, coverage }: ServingCalibration,
): ServingEstimate {
  const { shape, gpu, gpus, tokensIn, tokensOut, concurrency } = question;
  requireWhole("gpus", gpus, 1);
  requireWhole("concurrency", concurrency, 1);
  requireWhole("tokens_in", tokensIn, 1);
  requireWhole("tokens_out", tokensOut, 1);
  const weightBits = requireWeightBits(question.weightBits);
  requireContext("tokens_in + tokens_out", shape, tokensIn + tokensOut);
  const checked = { shape, gpu, gpus, tokensIn, tokensOut, concurrency, weightBits };
  requireFit(checked);
  const estimate = estimateServingThroughput(checked, constants, rates);
  const basis = estimateBasis(coverage, {
    model: shape.key,
    parameters: shape.parameters,
    gpu: gpu.key,
    method: "",
    bits: weightBits,
    gpus,
    length: tokensIn + tokensOut,
    batch: concurrency,
  });
  // Written out: a sheet asks ten thousand times, and spreading an object costs more than the estimate.
  return {
    totalTokensPerSecond: estimate.totalTokensPerSecond,
    outputTokensPerSecond: estimate.outputTokensPerSecond,
    timeToFirstTokenSeconds: estimate.timeToFirstTokenSeconds,
    timePerOutputTokenSeconds: estimate.timePerOutputTokenSeconds,
    maxConcurrency: estimate.maxConcurrency,
    lowTotalTokensPerSecond: estimate.totalTokensPerSecond * spreads[basis].low,
    highTotalTokensPerSecond: estimate.totalTokensPerSecond * spreads[basis].high,
    basis,
  };
}
