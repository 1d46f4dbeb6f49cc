import type { MemoryConstants } from "./calibration";
import type { ModelShape } from "./hardware";
import {
  activeExperts,
  adapterParameters,
  expertParameters,
  feedForwardResults,
  headParameters,
  layerParameters,
} from "./parameterCounts";
import { type TrainingJob, recipeOf, requireTrainingJob, spreadsExperts, trainsAdapters } from "./trainingJob";
import { answersPerExample, hasReference, type TrainingRecipe, type TrainingStates } from "./trainingRecipe";

const BYTES_16_BIT = 2;
const BYTES_32_BIT = 4;
/** A 4-bit weight with its scales, as NF4 with double quantization stores it. */
const BYTES_4_BIT = 0.53;

/** What one trained parameter holds beside its 16-bit weight, in bytes. */
interface StateBytes {
  readonly gradient: number;
  /** Between the steps: masters and moments. */
  readonly optimizer: number;
  /** In the step alone: the list of square roots that AdamW makes before it divides by them. */
  readonly step: number;
}

/**
 * AdamW in mixed precision keeps a 32-bit weight and two 32-bit moments, and makes one 32-bit list more in its step:
 * 20 bytes in all. In 16 bits throughout it is 10: two for the weight, the gradient, each moment and the list.
 */
const STATE_BYTES: Readonly<Record<TrainingStates, StateBytes>> = {
  mixed: { gradient: 2, optimizer: 12, step: 4 },
  bf16: { gradient: 2, optimizer: 4, step: 2 },
  // Each moment is a byte, with a 32-bit scale for every 256 of them; the kernel makes no list.
  adam_8bit: { gradient: 2, optimizer: 2.03, step: 0 },
  fused_backward: { gradient: 0, optimizer: 4, step: 0 },
};

/** Scores of attention where they are stored: 16-bit scores, 32-bit softmax, its 16-bit copy. */
const BYTES_PER_SCORE = 8;

/** Memory of one GPU (bytes) at its highest moment, by what holds it then. */
export interface TrainingMemory {
  readonly weightsBytes: number;
  readonly gradientsBytes: number;
  readonly optimizerBytes: number;
  readonly activationsBytes: number;
  readonly logitsBytes: number;
  readonly overheadBytes: number;
  readonly totalBytes: number;
  /** What the framework's allocator counts: everything but the context and the blocks it holds without using them. */
  readonly allocatedBytes: number;
}

/** The 2-byte activations that one token leaves in one layer: attention's inputs and outputs, the feed-forward's widths. */
const layerActivationBytes = (shape: ModelShape): number =>
  BYTES_16_BIT *
  (6 * shape.hiddenSize +
    2 * shape.kvHeads * shape.headDim +
    feedForwardResults(shape) * shape.intermediateSize * activeExperts(shape));

/** What stays from step to step, and what passes. */
interface StateMemory {
  readonly weights: number;
  /** Weights gathered from the other GPUs, or from the host, while a layer works. */
  readonly gathered: number;
  readonly gradients: number;
  readonly optimizer: number;
  readonly step: number;
}

function stateMemory({ shape, method, gpus }: TrainingJob, recipe: TrainingRecipe): StateMemory {
  const { sharding, offload, states, tensorParallel } = recipe;
  const frozen = trainsAdapters(method);
  const trained = frozen ? adapterParameters(shape, recipe.loraRank, recipe.loraTargets === "attention") : shape.parameters;
  const inLayers = layerParameters(shape);
  const storedLayers = inLayers * (method === "qlora" ? BYTES_4_BIT : BYTES_16_BIT);
  // The rest is word tables, which stay at 16 bits.
  const tables = (shape.parameters - inLayers) * BYTES_16_BIT;
  const adapters = frozen ? trained * BYTES_16_BIT : 0;
  // A reference model beside the trained one; under adapters it is the same weights with the adapters off.
  const models = hasReference(recipe) && !frozen ? 2 : 1;
  const stored = (storedLayers + tables) * models + adapters;

  const sharers = gpus / tensorParallel;
  const over = (shared: boolean): number => (shared ? sharers : 1) * tensorParallel;
  const fromHost = offload === "all";
  const sharesWeights = sharding === "zero3" && sharers > 1;
  // One layer whole at 16 bits while it works and the next one as it is stored; the word tables wait for the loss.
  // Experts of a full training job stay where they are: their tokens travel.
  const travelling = spreadsExperts(method, gpus) ? 1 - expertParameters(shape) / inLayers : 1;
  const layers = (travelling * (inLayers * BYTES_16_BIT + storedLayers)) / shape.layers;
  const elsewhere = fromHost ? 1 : 1 - 1 / sharers;
  const gathered = sharesWeights || fromHost ? (layers + tables * elsewhere) / tensorParallel : 0;

  const bytes = STATE_BYTES[states];
  const largestPiece = Math.max(inLayers / shape.layers, headParameters(shape)) * BYTES_16_BIT;
  const sharesGradients = sharding === "zero2" || sharding === "zero3";
  const gradients =
    states === "fused_backward" ? largestPiece / tensorParallel : (trained * bytes.gradient) / over(sharesGradients);
  const onHost = offload !== "none";
  return {
    weights: fromHost ? 0 : stored / over(sharesWeights),
    gathered,
    gradients,
    optimizer: onHost ? 0 : (trained * bytes.optimizer) / over(sharding !== "none"),
    step: onHost ? 0 : (trained * bytes.step) / over(sharding !== "none"),
  };
}

/** What one GPU keeps from step to step (bytes): weights and optimizer. */
export function keptBytes(job: TrainingJob): number {
  const { weights, optimizer } = stateMemory(job, recipeOf(job));
  return weights + optimizer;
}

/** What the tokens of one micro-batch leave. */
interface TokenMemory {
  /** Kept from the forward pass until the backward pass comes by. */
  readonly kept: number;
  /** The layer that is computed again and differentiated. */
  readonly live: number;
  readonly logits: number;
}

function tokenMemory(job: TrainingJob, recipe: TrainingRecipe, constants: MemoryConstants): TokenMemory {
  const { shape, recompute } = job;
  const tokens =
    (job.microBatch * job.sequenceTokens * answersPerExample(recipe)) / (recipe.sequenceParallel * recipe.tensorParallel);
  const scores = recipe.attention === "eager" ? tokens * shape.attentionHeads * job.sequenceTokens * BYTES_PER_SCORE : 0;
  const plain = tokens * layerActivationBytes(shape);
  const keptScores = recompute === "none" ? scores : 0;
  // Adapters at 32 bits beside gathered 16-bit weights: their sums make the stream between the layers 32 bits wide.
  const streamBytes = trainsAdapters(job.method) && recipe.sharding === "zero3" && job.gpus > 1 ? BYTES_32_BIT : BYTES_16_BIT;
  const kept =
    recompute === "full" ? tokens * streamBytes * shape.hiddenSize * shape.layers : (plain + keptScores) * shape.layers;
  const live =
    recompute === "full" ? plain * constants.liveLayerCopies + scores : plain * (constants.liveLayerCopies - 1) + scores;
  const logits = tokens * shape.vocabularySize * constants.bytesPerLogit;
  return { kept, live: Math.max(0, live), logits: recipe.loss === "fused" ? 0 : logits };
}

/** Memory per GPU of a training job, unchecked: for the fit and for loops. */
export function estimateTrainingMemory(job: TrainingJob, constants: MemoryConstants): TrainingMemory {
  const recipe = recipeOf(job);
  const state = stateMemory(job, recipe);
  const token = tokenMemory(job, recipe, constants);
  const working = state.weights + state.gathered;
  // Gradients fill up as the kept activations are freed: the backward pass is highest at one of its ends.
  const backwardKept = Math.max(token.kept, state.gradients);
  const held = state.optimizer;
  const loss = working + held + token.kept + token.logits;
  const backward = working + held + backwardKept + token.live;
  const step = state.weights + held + state.gradients + state.step;
  const allocatedBytes = Math.max(loss, backward, step);

  const inStep = allocatedBytes === step;
  const inLoss = !inStep && allocatedBytes === loss;
  const endOfBackward = !inStep && !inLoss && state.gradients > token.kept;
  const gradientsBytes = inStep || endOfBackward ? state.gradients : 0;
  const activationsBytes = inStep ? 0 : inLoss ? token.kept : (endOfBackward ? 0 : token.kept) + token.live;
  const logitsBytes = inLoss ? token.logits : 0;
  // Blocks of the other moments that the highest one cannot use: the allocator holds them in sizes that do not fit it.
  const everything = token.kept + token.live + token.logits + state.gradients + state.step + state.gathered;
  const inUse = allocatedBytes - state.weights - held;
  const overheadBytes =
    constants.contextBytes +
    (job.gpus > 1 ? constants.communicationBytes : 0) +
    constants.allocatorShare * inUse +
    constants.heldShare * (everything - inUse) +
    (inStep ? state.step : 0);
  const weightsBytes = inStep ? state.weights : working;
  return {
    weightsBytes,
    gradientsBytes,
    optimizerBytes: held,
    activationsBytes,
    logitsBytes,
    overheadBytes,
    totalBytes: weightsBytes + gradientsBytes + held + activationsBytes + logitsBytes + overheadBytes,
    allocatedBytes,
  };
}

/** Memory per GPU of a training job at the highest of its moments: the loss, the backward pass, the optimizer's step. */
export function trainingMemory(job: TrainingJob, constants: MemoryConstants): TrainingMemory {
  return estimateTrainingMemory(requireTrainingJob(job), constants);
}
