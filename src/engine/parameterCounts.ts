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

/** Parameters of attention in one layer where queries, keys and values are plain projections. */
const attentionParameters = ({ hiddenSize, attentionHeads, kvHeads, headDim }: ModelShape): number =>
  2 * hiddenSize * headDim * (attentionHeads + kvHeads);

/**
 * Intermediate results of the feed-forward that a backward pass needs, in units of its width: a gated one (three
 * matrices) leaves the gate, what it gates, the activation and the product; one of two matrices the first product and
 * its activation. Which of the two it is shows in the count of parameters.
 */
export function feedForwardResults(shape: ModelShape): number {
  // A bare size stands for the gated design that models have today.
  if (shape.experts > 0 || shape.origin === "size") return 4;
  const matrices =
    (layerParameters(shape) / shape.layers - attentionParameters(shape)) / (shape.hiddenSize * shape.intermediateSize);
  return matrices < 2.5 ? 2 : 4;
}

/** Experts one token passes through in a layer; a dense model counts as one. */
export const activeExperts = (shape: ModelShape): number => (shape.experts > 0 ? shape.activeExperts : 1);

/** Elements of the key-value cache that one more token leaves for good: the layers that keep every token. */
export function kvElementsPerToken(shape: ModelShape): number {
  let elements = 0;
  for (const group of shape.cache) if (group.window === null) elements += (group.layers * group.elements) / group.tokensPerEntry;
  return elements;
}

/** Elements of the key-value cache of a sequence of so many tokens: sliding windows keep only their last ones. */
export function cachedElements(shape: ModelShape, tokens: number): number {
  let elements = 0;
  for (const { layers, elements: each, window, tokensPerEntry } of shape.cache)
    elements += layers * each * (window !== null && window < tokens ? window : tokens / tokensPerEntry);
  return elements;
}

/** Parameters of all experts together: what a token does not pass through, scaled up to all of them. */
export const expertParameters = (shape: ModelShape): number =>
  shape.experts > shape.activeExperts
    ? (shape.parameters - shape.activeParameters) / (1 - shape.activeExperts / shape.experts)
    : 0;

/** Inner width of an expert at which grouped products reach half of what wide ones do. */
const HALF_YIELD_WIDTH = 512;

/** What grouped products of a mixture's experts reach of those of wide ones. */
export const groupedYield = ({ intermediateSize }: ModelShape): number =>
  intermediateSize / (intermediateSize + HALF_YIELD_WIDTH);

/** Parameters of low-rank adapters: rank × (inputs + outputs) of each matrix of attention and, unless left out, of the feed-forward. */
export function adapterParameters(shape: ModelShape, rank: number, attentionOnly = false): number {
  const { hiddenSize, intermediateSize } = shape;
  const queries = shape.attentionHeads * shape.headDim;
  const keys = shape.kvHeads * shape.headDim;
  const attention = 2 * (hiddenSize + queries) + 2 * (hiddenSize + keys);
  const feedForward = attentionOnly ? 0 : 3 * (hiddenSize + intermediateSize);
  return shape.layers * rank * (attention + feedForward);
}

/** The rate at which the bandwidth-bound work of one layer grows with the hidden and the feed-forward width (elements/token). */
export const elementwiseWidth = (shape: ModelShape): number =>
  10 * shape.hiddenSize +
  feedForwardResults(shape) * shape.intermediateSize * activeExperts(shape) +
  (shape.experts > 0 ? 4 * shape.hiddenSize * shape.activeExperts : 0);
