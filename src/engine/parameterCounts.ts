import type { ModelShape } from "./hardware";

/*
 * How the parameters of a transformer divide: what the matrix products of its layers use, what looks words up, what
 * predicts them. Costs follow from the parts, not from the total: an embedding is memory but no arithmetic, an expert
 * that a token does not pass is memory but no arithmetic either.
 */

/** The output layer (and, tied or not, one copy of the word table): hidden size × vocabulary. */
export const headParameters = (shape: ModelShape): number => shape.hiddenSize * shape.vocabularySize;

/** Word tables of the input and the output; one and the same where they are tied. */
export const embeddingParameters = (shape: ModelShape): number => headParameters(shape) * (shape.tiedEmbeddings ? 1 : 2);

/** Parameters of the layers, all experts included. */
export const layerParameters = (shape: ModelShape): number => Math.max(0, shape.parameters - embeddingParameters(shape));

/** Parameters of the layers that one token passes through. */
export const activeLayerParameters = (shape: ModelShape): number =>
  Math.max(0, shape.activeParameters - embeddingParameters(shape));

/** Experts one token passes through in a layer; a dense model counts as one. */
export const activeExperts = (shape: ModelShape): number => (shape.experts > 0 ? shape.activeExperts : 1);

/** Elements of the key-value cache that one token leaves in the whole model. */
export const kvElementsPerToken = (shape: ModelShape): number =>
  shape.layers * (shape.kvElementsPerTokenAndLayer ?? 2 * shape.kvHeads * shape.headDim);

/** Parameters of low-rank adapters on every matrix of attention and feed-forward: rank × (inputs + outputs) of each. */
export function adapterParameters(shape: ModelShape, rank: number): number {
  const { hiddenSize, intermediateSize } = shape;
  const queries = shape.attentionHeads * shape.headDim;
  const keys = shape.kvHeads * shape.headDim;
  const attention = 2 * (hiddenSize + queries) + 2 * (hiddenSize + keys);
  const feedForward = 3 * (hiddenSize + intermediateSize);
  return shape.layers * rank * (attention + feedForward);
}

/** The rate at which the bandwidth-bound work of one layer grows with the hidden and the feed-forward width (elements/token). */
export const elementwiseWidth = (shape: ModelShape): number =>
  10 * shape.hiddenSize +
  4 * shape.intermediateSize * activeExperts(shape) +
  (shape.experts > 0 ? 4 * shape.hiddenSize * shape.activeExperts : 0);
