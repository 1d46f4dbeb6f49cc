import type { MatmulRates, TrainingConstants } from "./calibration";
import { type Precision, datasheetRate, matmulRate, PCIE_BYTES_PER_SECOND, peerBytesPerSecond } from "./gpuRates";
import type { GpuSpec, ModelShape } from "./hardware";
import {
  activeExperts,
  activeLayerParameters,
  adapterParameters,
  elementwiseWidth,
  groupedYield,
  layerParameters,
} from "./parameterCounts";
import { trainingFlopsPerToken } from "./trainingFlops";
import { GPUS_PER_NODE, type TrainingJob, recipeOf, recomputedPasses, spreadsExperts, trainsAdapters } from "./trainingJob";
import { answersPerExample, scoringPasses, type TrainingRecipe } from "./trainingRecipe";

/*
 * The time of one micro-batch: what the GPU computes, what the host starts, what the link carries, and how far the
 * three hide one another.
 */

const BYTES_16_BIT = 2;
/** Bytes per weight of 4-bit storage with its scales. */
const BYTES_4_BIT = 0.53;
/** Unpacking 4 bits reads half a byte and writes two that the product reads again. */
const UNPACKED_BYTES = 4.5;
/** Scores of attention, written and read, 16 bits and 32 bits, where they are stored. */
const SCORE_TRAFFIC_BYTES = 16;
/**
 * Times a plain loss moves each score of the vocabulary: a 32-bit copy, a shifted one, the logarithm of its softmax,
 * and their gradients on the way back, about fifteen passes of four bytes.
 */
const LOGIT_TRAFFIC_BYTES = 60;
/** Share of a link's datasheet rate that gathering layer by layer reaches: pieces are small and wait for one another. */
const LINK_SHARE = 0.5;
/** The network of a node is built in proportion to the link inside it: 200 GB/s beside 600 (A100), 300-400 beside 900 (H100). */
const NETWORK_SHARE = 1 / 3;
/** Idle time when GPUs take the layers in turns, many micro-batches under way at once, instead of gathering the weights. */
const PIPELINE_LOSS = 0.1;
/** Sharding hooks into every module before and after: the host starts about twice as much. */
const SHARDED_HOST = 2;
/** One expert visited in a loop: find its tokens, three products, the activation, add the results back; of about a hundred starts per layer. */
const EXPERT_HOST_SHARE = 0.15;
/** Micro-batches per step of the optimizer where a step costs time of its own. */
const ACCUMULATED = 8;
/** Parameters that the processors of one node take through AdamW in a second. */
const HOST_ADAM_PARAMETERS_PER_SECOND = 1.5e9;
export interface ThroughputQuestion extends TrainingJob {
  readonly gpu: GpuSpec;
  readonly precision: Precision;
}

/** 8-bit and 4-bit training comes with a stack of fused kernels, pipelines and grouped experts. */
const isFused = (precision: Precision): boolean => precision === "fp8" || precision === "fp4";

/** Whether the experts' products are grouped in one kernel: pre-training stacks do; adapters and small jobs loop over experts. */
const groupsExperts = ({ method, gpus, precision }: ThroughputQuestion): boolean =>
  isFused(precision) || spreadsExperts(method, gpus);

/**
 * How work on the GPU, on the host and on the link overlaps. An exponent of 1 would add the three, infinity would show
 * only the longest. Where a stack starts kernel by kernel, host-bound and GPU-bound stretches take turns: 1.5. Stacks
 * with fused kernels start work far ahead: 3.
 */
function overlapped(fused: boolean, a: number, b: number, c: number): number {
  if (fused) return Math.cbrt(a * a * a + b * b * b + c * c * c);
  const sum = a * Math.sqrt(a) + b * Math.sqrt(b) + c * Math.sqrt(c);
  return Math.cbrt(sum * sum);
}

/** What is left of the matrix rate in the layers of a mixture: narrow experts fill the units less. */
function expertYield(question: ThroughputQuestion, constants: TrainingConstants): number {
  const { shape } = question;
  if (shape.experts === 0) return 1;
  if (!groupsExperts(question)) return 1;
  return constants.expertYield * groupedYield(shape);
}

/** Tokens of the micro-batch that one GPU works on; a preference is two answers. */
export const tokensPerGpu = ({ microBatch, sequenceTokens }: TrainingJob, recipe: TrainingRecipe): number =>
  (microBatch * sequenceTokens * answersPerExample(recipe)) / recipe.sequenceParallel;

/** Seconds one GPU computes on one micro-batch. */
function gpuSeconds(
  question: ThroughputQuestion,
  recipe: TrainingRecipe,
  constants: TrainingConstants,
  rates: MatmulRates,
): number {
  const { shape, gpu, method, precision, recompute, gpus } = question;
  const tokens = tokensPerGpu(question, recipe);
  const flops = trainingFlopsPerToken(question);
  const rate16 = matmulRate(rates, gpu);
  const fused = isFused(precision);
  const yieldOf = precision === "fp8" ? constants.fp8Yield : precision === "fp4" ? constants.fp4Yield : 1;
  const layerRate = rate16 * (datasheetRate(gpu, precision) / gpu.bf16FlopsPerSecond) * yieldOf;
  const matmul = constants.matmulUtilization;
  const attention = constants.attentionUtilization * (gpu.architecture === "Hopper" ? constants.hopperAttention : 1);
  const arithmetic =
    flops.layersFlops / (layerRate * matmul * expertYield(question, constants)) +
    flops.headFlops / (rate16 * matmul) +
    flops.attentionFlops / (rate16 * attention);

  const recomputed = recomputedPasses(recompute);
  const passes = 3 + recomputed + scoringPasses(recipe);
  const width = elementwiseWidth(shape);
  const onAttention = recipe.loraTargets === "attention";
  const adapters = trainsAdapters(method) ? constants.adapterPasses * (onAttention ? 8 * shape.hiddenSize : width) : 0;
  const elementwise =
    BYTES_16_BIT * shape.layers * passes * (constants.elementwisePasses * width + adapters) * (fused ? constants.fusedShare : 1);
  const logits = recipe.loss === "fused" || fused ? 0 : LOGIT_TRAFFIC_BYTES * shape.vocabularySize;
  const scores =
    recipe.attention === "eager"
      ? SCORE_TRAFFIC_BYTES * shape.layers * passes * shape.attentionHeads * question.sequenceTokens
      : 0;
  const traffic = elementwise + logits + scores;

  // Once per micro-batch, however few its tokens: every weight is read in every pass, and its gradient read and written.
  const active = activeLayerParameters(shape);
  const all = layerParameters(shape);
  const held = shape.experts > 0 && gpus > 1 ? active + (all - active) / gpus : all;
  const trained = trainsAdapters(method) ? 0 : 3;
  const weightPasses = 2 + recomputed + trained;
  const unpacked = method === "qlora" ? constants.unpackingSlowdown * UNPACKED_BYTES * (2 + recomputed) * all : 0;
  const streamed = BYTES_16_BIT * held * weightPasses + unpacked;

  const seconds = tokens * (arithmetic + traffic / gpu.bandwidthBytesPerSecond) + streamed / gpu.bandwidthBytesPerSecond;
  return seconds / recipe.tensorParallel;
}

/** Seconds the host needs to start the work of one micro-batch. */
function hostSeconds(question: ThroughputQuestion, recipe: TrainingRecipe, constants: TrainingConstants): number {
  const { shape, recompute, precision } = question;
  const passes = 3 + recomputedPasses(recompute) + scoringPasses(recipe);
  const visited = Math.min(shape.experts, tokensPerGpu(question, recipe) * activeExperts(shape));
  const looped = shape.experts > 0 && !groupsExperts(question) ? 1 + EXPERT_HOST_SHARE * visited : 1;
  return constants.hostSecondsPerLayerPass * shape.layers * passes * looped * (isFused(precision) ? constants.fusedShare : 1);
}

/** One direction of the link between the GPUs of a job (bytes/s), the network where they fill more than a node. */
export function linkBytesPerSecond(gpu: GpuSpec, gpus: number): number {
  const oneWay = peerBytesPerSecond(gpu);
  return gpus > GPUS_PER_NODE ? Math.min(oneWay * LINK_SHARE, 2 * oneWay * NETWORK_SHARE) : oneWay * LINK_SHARE;
}

/** Parameters that get a gradient. */
const trainedParameters = (shape: ModelShape, method: TrainingJob["method"], recipe: TrainingRecipe): number =>
  trainsAdapters(method) ? adapterParameters(shape, recipe.loraRank, recipe.loraTargets === "attention") : shape.parameters;

/** Seconds to share a micro-batch's weights, gradients and, where sequences or matrices are split, its activations. */
function linkSeconds(question: ThroughputQuestion, recipe: TrainingRecipe): number {
  const { shape, gpu, gpus, method, recompute } = question;
  const { sharding, tensorParallel, sequenceParallel } = recipe;
  const sharers = gpus / tensorParallel;
  const weightBytes = shape.parameters * (method === "qlora" ? BYTES_4_BIT : BYTES_16_BIT);
  const gradientBytes = trainedParameters(shape, method, recipe) * BYTES_16_BIT;
  const gathers = 2 + recomputedPasses(recompute);
  const perPass = sharding === "zero3" ? gathers * weightBytes + gradientBytes : 2 * gradientBytes;
  const states = (perPass * (sharers - 1)) / sharers / tensorParallel;
  // Ulysses sends queries, keys, values and results to the heads' owners; tensor parallelism adds up two results per layer.
  const passes = 3 + recomputedPasses(recompute);
  const streamBytes = tokensPerGpu(question, recipe) * shape.hiddenSize * BYTES_16_BIT * shape.layers * passes;
  const sequences = (4 * streamBytes * (sequenceParallel - 1)) / sequenceParallel;
  const matrices = (4 * streamBytes * (tensorParallel - 1)) / tensorParallel;
  return (states + sequences + matrices) / linkBytesPerSecond(gpu, gpus);
}

/** One direction between a GPU and the memory of its host (bytes/s). */
export const HOST_LINK_BYTES_PER_SECOND = (PCIE_BYTES_PER_SECOND / 2) * LINK_SHARE;

/** Seconds that weights, gradients and the optimizer's step take on their way through the host. */
function offloadSeconds({ shape, method, gpus, recompute }: ThroughputQuestion, recipe: TrainingRecipe): number {
  if (recipe.offload === "none") return 0;
  const trained = trainedParameters(shape, method, recipe);
  const perNode = trained / Math.max(1, gpus / GPUS_PER_NODE);
  const step = (2 * trained * BYTES_16_BIT) / gpus / HOST_LINK_BYTES_PER_SECOND + perNode / HOST_ADAM_PARAMETERS_PER_SECOND;
  const weightBytes = shape.parameters * (method === "qlora" ? BYTES_4_BIT : BYTES_16_BIT);
  const weights =
    recipe.offload === "all" ? ((2 + recomputedPasses(recompute)) * weightBytes) / gpus / HOST_LINK_BYTES_PER_SECOND : 0;
  return weights + step / ACCUMULATED;
}

/** Seconds of one micro-batch, all GPUs of the job at work. */
export function microBatchSeconds(question: ThroughputQuestion, constants: TrainingConstants, rates: MatmulRates): number {
  const recipe = recipeOf(question);
  const { gpus, precision } = question;
  const fused = isFused(precision);
  const computing = gpuSeconds(question, recipe, constants, rates);
  const starting = hostSeconds(question, recipe, constants);
  const waiting = offloadSeconds(question, recipe);
  const alone = overlapped(fused, computing, starting, waiting);
  if (gpus === 1) return alone;
  const nodes = Math.ceil(gpus / GPUS_PER_NODE);
  const losses = (1 + constants.splitLoss) * (1 + constants.nodeLoss * Math.log2(nodes));
  const hooked = starting * (fused || recipe.sharding !== "zero3" ? 1 : SHARDED_HOST);
  const sharded = overlapped(fused, computing, hooked, linkSeconds(question, recipe) + waiting) * losses;
  // Large jobs and fused stacks can be pipelined where gathering costs more; at worst the GPUs take turns.
  const pipelines = fused || gpus > GPUS_PER_NODE;
  const pipelined = pipelines ? overlapped(fused, computing * (1 + PIPELINE_LOSS), starting, waiting) * losses : Infinity;
  return Math.min(sharded, pipelined, alone * gpus);
}
