import { DomainError } from "./errors";
import type { ModelShape } from "./hardware";
import { cachedElements, embeddingParameters, kvElementsPerToken, layerParameters } from "./parameterCounts";
import { requireWhole } from "./requirements";

/** Bits per weight that serving engines load. */
export type WeightBits = 16 | 8 | 4;

const BYTES_16_BIT = 2;
/** Bytes per weight of the layers with the scales of the format; embeddings stay at 16 bits. */
const WEIGHT_BYTES: Readonly<Record<WeightBits, number>> = { 16: 2, 8: 1.03, 4: 0.55 };
/** Context of the driver and the engine, and its working buffers. */
const CONTEXT_BYTES = 1.5e9;

/** Memory of a served model (bytes), all its GPUs together. */
export interface ServingMemory {
  readonly weightsBytes: number;
  readonly kvCacheBytes: number;
  readonly overheadBytes: number;
  readonly totalBytes: number;
}

/** @throws DomainError for anything but 16, 8 or 4. */
export function requireWeightBits(bits: number): WeightBits {
  if (bits === 16 || bits === 8 || bits === 4) return bits;
  throw new DomainError(`weight_bits must be 16, 8 or 4, not ${bits}`);
}

/** Bytes per weight of the layers. */
export const layerWeightBytes = (bits: WeightBits): number => WEIGHT_BYTES[bits];

/** Bytes of all weights. */
export const servedWeightBytes = (shape: ModelShape, bits: WeightBits): number =>
  layerParameters(shape) * WEIGHT_BYTES[bits] + embeddingParameters(shape) * BYTES_16_BIT;

/** Bytes that one more token leaves for good in a 16-bit cache. */
export const kvBytesPerToken = (shape: ModelShape): number => kvElementsPerToken(shape) * BYTES_16_BIT;

/** Bytes that a sequence of so many tokens keeps: its cache, and the state of its linear layers. */
export const sequenceCacheBytes = (shape: ModelShape, tokens: number, kvBits: 16 | 8): number =>
  cachedElements(shape, tokens) * (kvBits / 8) + shape.stateBytes;

/** Context and buffers of the GPUs that serve (bytes). */
export const servingOverheadBytes = (gpus: number): number => gpus * CONTEXT_BYTES;

/** @throws DomainError when a context is longer than the model was made for. */
function requireContext(name: string, shape: ModelShape, tokens: number): number {
  requireWhole(name, tokens, 1);
  if (shape.maxContextTokens !== null && tokens > shape.maxContextTokens) {
    throw new DomainError(`${name} must be at most ${shape.maxContextTokens} for ${shape.key}, not ${tokens}`);
  }
  return tokens;
}

/** Memory to serve a model: its weights, the keys and values of every token in work, and the engine itself. */
export function servingMemory(request: {
  shape: ModelShape;
  weightBits: number;
  contextTokens: number;
  concurrency: number;
  kvBits?: 16 | 8;
}): ServingMemory {
  const bits = requireWeightBits(request.weightBits);
  const context = requireContext("context_tokens", request.shape, request.contextTokens);
  const concurrency = requireWhole("concurrency", request.concurrency, 1);
  const weightsBytes = servedWeightBytes(request.shape, bits);
  const kvCacheBytes = sequenceCacheBytes(request.shape, context, request.kvBits ?? 16) * concurrency;
  const overheadBytes = servingOverheadBytes(1);
  return { weightsBytes, kvCacheBytes, overheadBytes, totalBytes: weightsBytes + kvCacheBytes + overheadBytes };
}
