import type { MatmulRates } from "./calibration";
import { matmulRate, peerBytesPerSecond } from "./gpuRates";
import type { GpuSpec, ModelShape } from "./hardware";
import { activeLayerParameters, groupedYield, headParameters, layerParameters } from "./parameterCounts";
import { layerWeightBytes, sequenceCacheBytes, servedWeightBytes, servingOverheadBytes, type WeightBits } from "./servingMemory";
import type { ServingSetUp } from "./servingOptions";

/*
 * One model of an instance that always has `concurrency` requests in flight. A step of the engine writes one token of
 * every sequence in the batch and reads pieces of prompts beside them; while one request writes its answer, every other of
 * the batch has its prompt read once. So a request lives
 *
 *   life = arrival + steps · step + batch · prompt
 *
 * from which follow the throughput (batch / life), the wait for a place in the batch, and, once the time to the first token is
 * known, the time per further token: the three always agree.
 */

/** What is fitted to published runs. Yields are shares of what the part could do; seconds are of the host. */
export interface ServingConstants {
  /** Share of the datasheet's bandwidth that reading weights sustains. */
  readonly bandwidthYield: number;
  /** Of that, what reading the cache sustains. */
  readonly cacheYield: number;
  /** Share of the measured matrix rate in decoding. */
  readonly decodeYield: number;
  /** Share of the measured matrix rate in reading prompts, and of attention over them. */
  readonly prefillYield: number;
  readonly attentionYield: number;
  /** What is left of the gain of 8-bit arithmetic; 4-bit loses it twice. */
  readonly lowPrecisionYield: number;
  /** Times the bytes of weights whose format the GPU does not compute in: they are unpacked on the way. */
  readonly unpacking: number;
  /** The same three for AMD's software: rate, bandwidth, cache beside it, and host time. */
  readonly amdRateYield: number;
  readonly amdBandwidthYield: number;
  readonly amdCacheYield: number;
  readonly amdHost: number;
  /** What is left today of the distance that those four were from 1 until 2024, as a power. */
  readonly amdLeft: number;
  /** Mixtures of experts: rate and bandwidth of grouped products (the rate of wide ones), host time of routing. */
  readonly expertRateYield: number;
  readonly expertBandwidthYield: number;
  readonly expertHost: number;
  /** Host time of the engines whose scheduler is not vLLM's, relative to it. */
  readonly trtllmHost: number;
  readonly sglangHost: number;
  /** Engines until 2024: host time and cache reading. */
  readonly formerHost: number;
  readonly formerCacheYield: number;
  /** Stages one behind another instead of a layer split over GPUs; only published runs have it. */
  readonly pipelineYield: number;
  readonly stepSeconds: number;
  readonly layerSeconds: number;
  /** Per layer and doubling of GPUs: waiting for one another. */
  readonly syncSeconds: number;
  /** Share of the link's datasheet rate that adding up the parts of a split layer reaches. */
  readonly linkYield: number;
  readonly sequenceSeconds: number;
  /** Until a request is in a step at all; and more with experts. */
  readonly arrivalSeconds: number;
  readonly expertArrivalSeconds: number;
  /** Prompts that are read before one's own, as a share of the batch to a power, in engines that mix them with decoding. */
  readonly vllmBunching: number;
  readonly trtllmBunching: number;
  readonly bunchingPower: number;
  /** The same as a share of the batch itself: SGLang reads every prompt that waits before it decodes, which keeps requests in waves. */
  readonly sglangBunching: number;
}

export interface ServingQuestion extends ServingSetUp {
  readonly shape: ModelShape;
  readonly gpu: GpuSpec;
  readonly gpus: number;
  /** Means over the requests: they may be fractional. */
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly concurrency: number;
  readonly weightBits: WeightBits;
  /** Stages one behind another (published runs only); 1 everywhere else. */
  readonly stages?: number;
}

export interface ServingFigures {
  /** Prompt and answer tokens together, as traffic is counted. */
  readonly totalTokensPerSecond: number;
  readonly outputTokensPerSecond: number;
  /** Mean, the wait for a place in the batch included. */
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
  /** Sequences at once that the memory holds at their full length, on all copies of the model. */
  readonly maxConcurrency: number;
}

const BYTES_16_BIT = 2;
/** Share of the memory that engines take for themselves (their default); the rest is left to the driver and others. */
const ENGINE_SHARE = 0.9;
/** The last year of the former engines. */
const FORMER_YEAR = 2024;
/** Beyond the tokens accepted, a step of speculative decoding also checks those that are not, where their number is not said. */
const CHECKED_IN_VAIN = 0.5;

/** Tokens of one sequence that a step checks: all that were drafted, and the one that follows them. */
function checkedPerStep({ tokensPerStep, draftTokens }: ServingSetUp): number {
  if (draftTokens !== undefined) return 1 + draftTokens;
  return tokensPerStep === 1 ? 1 : tokensPerStep + CHECKED_IN_VAIN;
}

export const isAmd = (gpu: GpuSpec): boolean => /^(?:CDNA|RDNA)/.test(gpu.architecture);

/** GPUs of one copy of the model. */
const gpusOfCopy = ({ tensorParallel, stages }: ServingQuestion): number => tensorParallel * (stages ?? 1);

/** Room for keys and values on the GPUs of one copy (bytes). */
export function cacheRoomBytes(question: ServingQuestion): number {
  const { shape, gpu, weightBits } = question;
  const gpus = gpusOfCopy(question);
  return gpus * gpu.memoryBytes * ENGINE_SHARE - servedWeightBytes(shape, weightBits) - servingOverheadBytes(gpus);
}

/** True where the GPU multiplies in the format of the weights, so that nothing is unpacked. */
function computesInWeightFormat(gpu: GpuSpec, bits: WeightBits): boolean {
  if (bits === 16) return true;
  return (bits === 8 ? gpu.fp8FlopsPerSecond : gpu.fp4FlopsPerSecond) !== null;
}

/** The rate of the layers' products relative to 16 bits. */
function formatGain(gpu: GpuSpec, bits: WeightBits, lowYield: number): number {
  if (bits === 8 && gpu.fp8FlopsPerSecond !== null) return (gpu.fp8FlopsPerSecond / gpu.bf16FlopsPerSecond) * lowYield;
  if (bits === 4 && gpu.fp4FlopsPerSecond !== null) return (gpu.fp4FlopsPerSecond / gpu.bf16FlopsPerSecond) * lowYield * lowYield;
  return 1;
}

/** A yield of AMD's software: until 2024 what is fitted, since then the part of its distance from 1 that is left. */
const amdYield = (gpu: GpuSpec, former: boolean, fitted: number, left: number): number =>
  isAmd(gpu) ? (former ? fitted : fitted ** left) : 1;

/** Host time of an engine relative to vLLM's: compiled in TensorRT-LLM, in Python in the others. */
function engineHost(engine: ServingSetUp["engine"], constants: ServingConstants): number {
  if (engine === "trtllm") return constants.trtllmHost;
  return engine === "sglang" ? constants.sglangHost : 1;
}

/** Prompts that are read until one's own is, itself included, when so many others are at work. */
function promptsRead(engine: ServingSetUp["engine"], others: number, constants: ServingConstants): number {
  if (engine === "sglang") return 1 + constants.sglangBunching * others;
  const bunching = engine === "trtllm" ? constants.trtllmBunching : constants.vllmBunching;
  return 1 + bunching * others ** constants.bunchingPower;
}

/** Seconds per token to add up what the GPUs of a split layer found: twice a layer, around a ring. */
function linkSecondsPerToken({ shape, gpu, tensorParallel }: ServingQuestion, linkYield: number): number {
  const ring = (2 * (tensorParallel - 1)) / tensorParallel;
  const bytes = 2 * shape.layers * ring * shape.hiddenSize * BYTES_16_BIT;
  return bytes / (peerBytesPerSecond(gpu) * linkYield);
}

/** The figures of an instance, unchecked: for the fit and for loops. */
export function estimateServing(question: ServingQuestion, constants: ServingConstants, rates: MatmulRates): ServingFigures {
  const { shape, gpu, gpus, tokensIn, tokensOut, weightBits, tensorParallel, tokensPerStep } = question;
  const c = constants;
  const split = gpusOfCopy(question);
  const copies = gpus / split;
  const pipeline = question.stages === undefined || question.stages === 1 ? 1 : c.pipelineYield;
  const experts = shape.experts > 0;
  const former = question.engineYear <= FORMER_YEAR;

  // Sequences are at different points of their answers: on average half of it is written.
  const cachedBytes = sequenceCacheBytes(shape, tokensIn + tokensOut / 2, question.kvBits);
  const room = cacheRoomBytes(question);
  const each = question.concurrency / copies;
  const batch = Math.max(1, Math.min(each, room / cachedBytes));

  const bandwidth =
    split * gpu.bandwidthBytesPerSecond * c.bandwidthYield * pipeline * amdYield(gpu, former, c.amdBandwidthYield, c.amdLeft);
  const rate16 = matmulRate(rates, gpu) * split * pipeline * amdYield(gpu, former, c.amdRateYield, c.amdLeft);
  const rateLayers =
    rate16 * formatGain(gpu, weightBits, c.lowPrecisionYield) * (experts ? c.expertRateYield * groupedYield(shape) : 1);
  const hostYield =
    amdYield(gpu, former, c.amdHost, c.amdLeft) *
    (experts ? c.expertHost : 1) *
    (former ? c.formerHost : 1) *
    engineHost(question.engine, c);
  const cacheYield = c.cacheYield * amdYield(gpu, former, c.amdCacheYield, c.amdLeft) * (former ? c.formerCacheYield : 1);

  const active = activeLayerParameters(shape);
  const head = headParameters(shape);
  // A step checks more tokens than it accepts, and every expert that at least one of them passes is read.
  const checked = batch * checkedPerStep(question);
  const touched = experts ? 1 - (1 - shape.activeExperts / shape.experts) ** checked : 0;
  const unpacking = computesInWeightFormat(gpu, weightBits) ? 1 : c.unpacking;
  const weightBytes =
    (active + (layerParameters(shape) - active) * touched) * layerWeightBytes(weightBits) * unpacking + head * BYTES_16_BIT;
  const reading = (weightBytes / (experts ? c.expertBandwidthYield : 1) + (batch * cachedBytes) / cacheYield) / bandwidth;
  const computing = (checked * ((2 * active) / rateLayers + (2 * head) / rate16)) / c.decodeYield;
  const host =
    (c.stepSeconds + shape.layers * (c.layerSeconds + c.syncSeconds * Math.log2(tensorParallel)) + c.sequenceSeconds * batch) *
    hostYield;
  const linkPerToken = linkSecondsPerToken(question, c.linkYield);
  const step = Math.hypot(reading, computing) + checked * linkPerToken + host;

  // What the cache holds already is not read again, but the new part attends to all of it.
  const read = tokensIn * (1 - question.prefixCachedShare);
  const attention = 4 * read * (tokensIn - read / 2) * shape.attentionHeads * shape.headDim * attentionLayers(shape);
  const prompt =
    ((read * 2 * active) / rateLayers + (2 * head) / rate16) / c.prefillYield +
    attention / (rate16 * c.attentionYield) +
    read * linkPerToken;

  // Prompts read until one's own is: one's own at least, those of the whole batch at most.
  const bunched = Math.min(batch, promptsRead(question.engine, Math.max(0, batch - 1), c));
  const arrival = c.arrivalSeconds + (experts ? c.expertArrivalSeconds : 0);
  const firstToken = arrival + step + prompt * bunched;
  const life = arrival + (tokensOut / tokensPerStep) * step + batch * prompt;
  const requestsPerSecond = (batch / life) * copies;
  const waiting = (Math.max(0, each - batch) * life) / batch;
  return {
    totalTokensPerSecond: requestsPerSecond * (tokensIn + tokensOut),
    outputTokensPerSecond: requestsPerSecond * tokensOut,
    timeToFirstTokenSeconds: waiting + firstToken,
    timePerOutputTokenSeconds: tokensOut > 1 ? Math.max(0, life - firstToken) / (tokensOut - 1) : step / tokensPerStep,
    maxConcurrency: Math.max(1, Math.floor(room / sequenceCacheBytes(shape, tokensIn + tokensOut, question.kvBits)) * copies),
  };
}

/**
 * Layers that compare tokens with one another. Several groups of a model may be of the same layers (an index beside the
 * cache, a window beside what is compressed), so that their sum is no more than the layers there are.
 */
function attentionLayers(shape: ModelShape): number {
  let layers = 0;
  for (const group of shape.cache) layers += group.layers;
  return Math.min(shape.layers, layers);
}
