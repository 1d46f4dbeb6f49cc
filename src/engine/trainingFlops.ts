import { activeLayerParameters, headParameters } from "./parameterCounts";
import { type TrainingJob, recipeOf, recomputedPasses, trainsAdapters } from "./trainingJob";
import { scoringPasses } from "./trainingRecipe";

/** The arithmetic of one token in one training step (FLOP), by the part of the model that does it. */
export interface TrainingFlops {
  readonly layersFlops: number;
  readonly headFlops: number;
  readonly attentionFlops: number;
  readonly totalFlops: number;
}

/**
 * A weight costs 2 FLOP per token forward, 2 to pass the gradient on and, where it is trained, 2 for its own gradient:
 * 6 per weight for full fine-tuning, 4 under adapters. Recomputing the forward pass costs 2 more, the output layer
 * excepted. Attention costs 4 × length × width per layer forward, half of it under the causal mask, and twice that
 * backward. <https://arxiv.org/abs/2205.05198> (activation recomputation), <https://arxiv.org/abs/2001.08361> (6N)
 */
export function trainingFlopsPerToken({
  shape,
  method,
  sequenceTokens,
  recompute,
  recipe,
}: Omit<TrainingJob, "gpus" | "microBatch">): TrainingFlops {
  const ownGradients = trainsAdapters(method) ? 0 : 1;
  const recomputed = recomputedPasses(recompute);
  const scoring = scoringPasses(recipeOf({ recipe }));
  const layersFlops = 2 * activeLayerParameters(shape) * (2 + recomputed + ownGradients + scoring);
  const headFlops = 2 * headParameters(shape) * (2 + ownGradients + scoring);
  const causalForward = 2 * sequenceTokens * shape.attentionHeads * shape.headDim * shape.layers;
  const attentionFlops = causalForward * (3 + (recompute === "none" ? 0 : 1) + scoring);
  return { layersFlops, headFlops, attentionFlops, totalFlops: layersFlops + headFlops + attentionFlops };
}
