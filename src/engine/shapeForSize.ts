import type { ModelShape } from "./hardware";
import { requireBetween } from "./requirements";

/** Smallest and largest size (parameters) for which a shape between or beside the known ones is drawn. */
const LEAST_PARAMETERS = 0.1e9;
const MOST_PARAMETERS = 2000e9;

/** On the straight line through two points on paper with two logarithmic axes. */
const between = (low: number, high: number, position: number): number =>
  Math.exp(Math.log(low) + (Math.log(high) - Math.log(low)) * position);

/**
 * The shape a dense model of a given size would have: each dimension log-log between the nearest smaller and larger
 * of the given shapes, and on along the line of the last two beyond them. A size that is listed gives its own shape.
 * @param ladder Dense shapes from the smallest to the largest.
 */
export function shapeForSize(ladder: readonly ModelShape[], parametersB: number): ModelShape {
  requireBetween("model_b", parametersB, LEAST_PARAMETERS / 1e9, MOST_PARAMETERS / 1e9);
  const parameters = parametersB * 1e9;
  const listed = ladder.find((shape) => shape.parameters === parameters);
  if (listed !== undefined) return listed;
  const above = ladder.findIndex((shape) => shape.parameters > parameters);
  const upper = Math.max(1, above < 0 ? ladder.length - 1 : above);
  const low = ladder[upper - 1];
  const high = ladder[upper];
  const position = Math.log(parameters / low.parameters) / Math.log(high.parameters / low.parameters);
  const draw = (dimension: (shape: ModelShape) => number): number => between(dimension(low), dimension(high), position);
  return {
    key: `${parametersB}b`,
    parameters,
    activeParameters: parameters,
    layers: draw((shape) => shape.layers),
    hiddenSize: draw((shape) => shape.hiddenSize),
    intermediateSize: draw((shape) => shape.intermediateSize),
    attentionHeads: draw((shape) => shape.attentionHeads),
    kvHeads: draw((shape) => shape.kvHeads),
    headDim: draw((shape) => shape.headDim),
    vocabularySize: draw((shape) => shape.vocabularySize),
    // A size is not a model: what context it takes is not known, so none is refused.
    maxContextTokens: null,
    tiedEmbeddings: parameters - low.parameters < high.parameters - parameters ? low.tiedEmbeddings : high.tiedEmbeddings,
    experts: 0,
    activeExperts: 0,
    kvElementsPerTokenAndLayer: null,
  };
}
