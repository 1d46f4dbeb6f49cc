import type { ModelShape } from "./hardware";
import { requireBetween } from "./requirements";

/** Smallest and largest size (parameters) for which a shape between or beside the known ones is drawn. */
const LEAST_PARAMETERS = 0.1e9;
const MOST_PARAMETERS = 2000e9;
/** The word table of a bare size, and the most of its parameters that the tables of input and output take together. */
const VOCABULARY = 128_256;
const MOST_EMBEDDINGS_SHARE = 0.4;

/** A size and the dimensions models of about that size have: each column grows, so that a larger size is larger in every way. */
export interface SizeStep {
  readonly parameters: number;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly intermediateSize: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

/** On the straight line through two points on paper with two logarithmic axes. */
const between = (low: number, high: number, position: number): number =>
  Math.exp(Math.log(low) + (Math.log(high) - Math.log(low)) * position);

/**
 * The shape that stands for a bare size: dense, grouped-query attention, one word table for all. Each dimension lies log-log
 * between the nearest smaller and larger step, and on along the line of the last two beyond them, so that memory never
 * falls and speed never rises as the size grows. It is no model's shape: a model is asked for by its name or its configuration.
 * @param ladder Steps from the smallest to the largest.
 */
export function shapeForSize(ladder: readonly SizeStep[], parametersB: number): ModelShape {
  requireBetween("model_b", parametersB, LEAST_PARAMETERS / 1e9, MOST_PARAMETERS / 1e9);
  const parameters = parametersB * 1e9;
  const above = ladder.findIndex((step) => step.parameters > parameters);
  const upper = Math.max(1, above < 0 ? ladder.length - 1 : above);
  const low = ladder[upper - 1];
  const high = ladder[upper];
  const position = Math.log(parameters / low.parameters) / Math.log(high.parameters / low.parameters);
  const draw = (dimension: (step: SizeStep) => number): number => between(dimension(low), dimension(high), position);
  const layers = draw((step) => step.layers);
  const hiddenSize = draw((step) => step.hiddenSize);
  const kvHeads = draw((step) => step.kvHeads);
  const headDim = draw((step) => step.headDim);
  return {
    key: `${parametersB}b`,
    origin: "size",
    parameters,
    activeParameters: parameters,
    layers,
    hiddenSize,
    intermediateSize: draw((step) => step.intermediateSize),
    attentionHeads: hiddenSize / headDim,
    kvHeads,
    headDim,
    vocabularySize: Math.min(VOCABULARY, (MOST_EMBEDDINGS_SHARE * parameters) / (2 * hiddenSize)),
    // A size is not a model: what context it takes is not known, so none is refused.
    maxContextTokens: null,
    tiedEmbeddings: false,
    experts: 0,
    activeExperts: 0,
    cache: [{ layers, elements: 2 * kvHeads * headDim, window: null, tokensPerEntry: 1 }],
    stateBytes: 0,
    nativeWeightBits: 16,
  };
}
