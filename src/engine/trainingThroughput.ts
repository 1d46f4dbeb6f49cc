import {
  type Coverage,
  type EstimateBasis,
  estimateBasis,
  type MatmulRates,
  type TrainingCalibration,
  type TrainingConstants,
} from "./calibration";
import { type Precision, datasheetRate, matmulRate, requirePrecision, sixteenBitPrecision } from "./gpuRates";
import type { GpuSpec } from "./hardware";
import { activeLayerParameters, elementwiseWidth, layerParameters } from "./parameterCounts";
import { trainingFlopsPerToken } from "./trainingFlops";
import { GPUS_PER_NODE, type TrainingJob, recomputedPasses, requireTrainingJob, trainsAdapters } from "./trainingJob";

const BYTES_16_BIT = 2;
/** Bytes per weight of 4-bit storage with its scales. */
const BYTES_4_BIT = 0.53;
/** Unpacking 4 bits reads half a byte and writes two that the product reads again. */
const UNPACKED_BYTES = 4.5;
/** Share of a link's datasheet rate that collective operations reach. */
const LINK_SHARE = 0.8;
/** A card without a fast link of its own sends over PCIe 4.0 ×16: 64 GB/s both ways together. */
const PCIE_BYTES_PER_SECOND = 64e9;
/** The network of a node is built in proportion to the link inside it: 200 GB/s beside 600 (A100), 300-400 beside 900 (H100). */
const NETWORK_SHARE = 1 / 3;
/** Idle time when GPUs take the layers in turns instead of gathering the weights. */
const PIPELINE_LOSS = 0.2;

interface TrainingThroughput {
  readonly tokensPerSecond: number;
  readonly tokensPerSecondPerGpu: number;
  /** Hardware FLOP/s as a share of the datasheet's rate in that precision, recomputation counted. */
  readonly hardwareUtilization: number;
  readonly flopsPerToken: number;
}

export interface ThroughputQuestion extends TrainingJob {
  readonly gpu: GpuSpec;
  readonly precision: Precision;
  /** True where adapters sit on the matrices of attention only; by default on every matrix. */
  readonly adaptersOnAttentionOnly?: boolean;
}

/**
 * How work on the GPU, on the host and on the link overlaps. An exponent of 1 would add the three, infinity would show
 * only the longest; 3 lies where measured runs do.
 */
const overlapped = (a: number, b: number, c: number): number => Math.cbrt(a * a * a + b * b * b + c * c * c);

/** Seconds one GPU computes on one micro-batch. */
function gpuSeconds(question: ThroughputQuestion, constants: TrainingConstants, rates: MatmulRates): number {
  const { shape, gpu, method, precision, recompute, gpus } = question;
  const tokens = question.microBatch * question.sequenceTokens;
  const flops = trainingFlopsPerToken(question);
  const rate16 = matmulRate(rates, gpu);
  const fused = precision === "fp8" || precision === "fp4";
  const yieldOf = precision === "fp8" ? constants.fp8Yield : precision === "fp4" ? constants.fp4Yield : 1;
  const layerRate = rate16 * (datasheetRate(gpu, precision) / gpu.bf16FlopsPerSecond) * yieldOf;
  const matmul = constants.matmulUtilization;
  const experts = shape.experts > 0 ? constants.expertYield : 1;
  const attention = constants.attentionUtilization * (gpu.architecture === "Hopper" ? constants.hopperAttention : 1);
  const arithmetic =
    flops.layersFlops / (layerRate * matmul * experts) +
    flops.headFlops / (rate16 * matmul) +
    flops.attentionFlops / (rate16 * attention);

  const passes = 3 + recomputedPasses(recompute);
  const width = elementwiseWidth(shape);
  const adapters = trainsAdapters(method)
    ? constants.adapterPasses * (question.adaptersOnAttentionOnly === true ? 8 * shape.hiddenSize : width)
    : 0;
  const traffic =
    BYTES_16_BIT * shape.layers * passes * (constants.elementwisePasses * width + adapters) * (fused ? constants.fusedShare : 1);

  // Once per micro-batch, however few its tokens: every weight is read in every pass, and its gradient read and written.
  const active = activeLayerParameters(shape);
  const all = layerParameters(shape);
  const held = shape.experts > 0 && gpus > 1 ? active + (all - active) / gpus : all;
  const weightPasses = 2 + recomputedPasses(recompute) + (trainsAdapters(method) ? 0 : 3);
  const unpacked =
    method === "qlora" ? constants.unpackingSlowdown * UNPACKED_BYTES * (2 + recomputedPasses(recompute)) * all : 0;
  const streamed = BYTES_16_BIT * held * weightPasses + unpacked;

  return tokens * (arithmetic + traffic / gpu.bandwidthBytesPerSecond) + streamed / gpu.bandwidthBytesPerSecond;
}

/** Seconds to gather the shards of the weights for each pass and, in full fine-tuning, to spread the gradients. */
function linkSeconds({ shape, gpu, gpus, method }: ThroughputQuestion): number {
  const weightBytes = shape.parameters * (method === "qlora" ? BYTES_4_BIT : BYTES_16_BIT);
  const gradientBytes = trainsAdapters(method) ? 0 : shape.parameters * BYTES_16_BIT;
  const bytes = ((2 * weightBytes + gradientBytes) * (gpus - 1)) / gpus;
  const bothWays = gpu.interconnectBytesPerSecond ?? PCIE_BYTES_PER_SECOND;
  const oneWay = (bothWays / 2) * LINK_SHARE;
  return bytes / (gpus > GPUS_PER_NODE ? Math.min(oneWay, bothWays * NETWORK_SHARE) : oneWay);
}

/** Tokens/s of a training job, unchecked: for the fit and for loops. */
export function estimateTrainingThroughput(
  question: ThroughputQuestion,
  constants: TrainingConstants,
  rates: MatmulRates,
): TrainingThroughput {
  const { shape, gpu, gpus, precision, recompute } = question;
  const fused = precision === "fp8" || precision === "fp4";
  const computing = gpuSeconds(question, constants, rates);
  const starting =
    constants.hostSecondsPerLayerPass * shape.layers * (3 + recomputedPasses(recompute)) * (fused ? constants.fusedShare : 1);
  let seconds = overlapped(computing, starting, 0);
  if (gpus > 1) {
    const sharded = overlapped(computing, starting, linkSeconds(question));
    const pipelined = overlapped(computing * (1 + PIPELINE_LOSS), starting, 0);
    const nodes = Math.ceil(gpus / GPUS_PER_NODE);
    seconds = Math.min(sharded, pipelined) * (1 + constants.splitLoss) * (1 + constants.nodeLoss * Math.log2(nodes));
  }
  const perGpu = (question.microBatch * question.sequenceTokens) / seconds;
  const flopsPerToken = trainingFlopsPerToken(question).totalFlops;
  return {
    tokensPerSecond: perGpu * gpus,
    tokensPerSecondPerGpu: perGpu,
    hardwareUtilization: (perGpu * flopsPerToken) / datasheetRate(gpu, precision),
    flopsPerToken,
  };
}

const BITS: Readonly<Record<Precision, number>> = { bf16: 16, fp16: 16, fp8: 8, fp4: 4 };

/** How near an estimate lies to runs that were measured: 16-bit formats count as one. */
function basisOf(question: ThroughputQuestion, coverage: Coverage): EstimateBasis {
  const { shape, gpu, gpus, method, precision, microBatch, sequenceTokens } = question;
  return estimateBasis(coverage, {
    model: shape.key,
    parameters: shape.parameters,
    gpu: gpu.key,
    method,
    bits: BITS[precision],
    gpus,
    length: sequenceTokens,
    batch: microBatch * sequenceTokens,
  });
}

/** An estimate with the span that most measured runs lie in. */
export interface TrainingEstimate extends TrainingThroughput {
  readonly lowTokensPerSecond: number;
  readonly highTokensPerSecond: number;
  readonly basis: EstimateBasis;
}

/**
 * Tokens/s of a training job: the time of one micro-batch from arithmetic, memory traffic, host and link, each at the
 * rate that calibration against published runs found, on a GPU whose matrix rate was measured.
 * @throws DomainError when an argument is out of range, the sequence too long or the precision not the GPU's.
 */
export function trainingThroughput(
  question: Omit<ThroughputQuestion, "precision"> & { precision?: Precision },
  { constants, rates, spreads, coverage }: TrainingCalibration,
): TrainingEstimate {
  requireTrainingJob(question);
  const precision = requirePrecision(question.gpu, question.precision ?? sixteenBitPrecision(question.gpu));
  const { shape, method, gpu, gpus, microBatch, sequenceTokens, recompute, adaptersOnAttentionOnly } = question;
  const checked = { shape, method, gpu, gpus, microBatch, sequenceTokens, recompute, adaptersOnAttentionOnly, precision };
  const estimate = estimateTrainingThroughput(checked, constants, rates);
  const basis = basisOf(checked, coverage);
  // Written out: a sheet asks ten thousand times, and spreading an object costs more than the estimate.
  return {
    tokensPerSecond: estimate.tokensPerSecond,
    tokensPerSecondPerGpu: estimate.tokensPerSecondPerGpu,
    hardwareUtilization: estimate.hardwareUtilization,
    flopsPerToken: estimate.flopsPerToken,
    lowTokensPerSecond: estimate.tokensPerSecond * spreads[basis].low,
    highTokensPerSecond: estimate.tokensPerSecond * spreads[basis].high,
    basis,
  };
}
