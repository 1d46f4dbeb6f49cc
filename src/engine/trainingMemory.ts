import type { MemoryConstants } from "./calibration";
import { NoAnswer } from "./errors";
import type { GpuSpec, ModelShape } from "./hardware";
import { activeExperts, adapterParameters, layerParameters } from "./parameterCounts";
import { ADAPTER_RANK, GPUS_PER_NODE, type TrainingJob, requireTrainingJob, trainsAdapters } from "./trainingJob";

const BYTES_16_BIT = 2;
/** A 4-bit weight with its scales, as NF4 with double quantization stores it. */
const BYTES_4_BIT = 0.53;
/** AdamW in mixed precision: a 32-bit copy of the weight and its two moments. */
const OPTIMIZER_BYTES = 12;
const BYTES_PER_GB = 1e9;

/** Memory of one GPU (bytes), by what holds it. */
export interface TrainingMemory {
  readonly weightsBytes: number;
  readonly gradientsBytes: number;
  readonly optimizerBytes: number;
  readonly activationsBytes: number;
  readonly logitsBytes: number;
  readonly overheadBytes: number;
  readonly totalBytes: number;
}

/** The 2-byte activations that one token leaves in one layer: attention's inputs and outputs, the feed-forward's four widths. */
const layerActivationBytes = (shape: ModelShape): number =>
  BYTES_16_BIT * (6 * shape.hiddenSize + 2 * shape.kvHeads * shape.headDim + 4 * shape.intermediateSize * activeExperts(shape));

/** Memory per GPU of a training job, unchecked: for the fit and for loops. */
export function estimateTrainingMemory(
  { shape, method, gpus, microBatch, sequenceTokens, recompute }: TrainingJob,
  constants: MemoryConstants,
): TrainingMemory {
  const frozen = trainsAdapters(method);
  const trained = frozen ? adapterParameters(shape, ADAPTER_RANK) : shape.parameters;
  const storedLayers = layerParameters(shape) * (method === "qlora" ? BYTES_4_BIT : BYTES_16_BIT);
  // The rest is word tables, which stay at 16 bits.
  const stored = storedLayers + (shape.parameters - layerParameters(shape)) * BYTES_16_BIT;
  // Sharded, a GPU still holds one layer whole, at 16 bits, while it works on it, and the next one as it is stored.
  const gathered = gpus > 1 ? (layerParameters(shape) * BYTES_16_BIT + storedLayers) / shape.layers : 0;
  const weightsBytes = (stored + (frozen ? trained * BYTES_16_BIT : 0)) / gpus + gathered;
  const gradientsBytes = (trained * BYTES_16_BIT) / gpus;
  const optimizerBytes = (trained * OPTIMIZER_BYTES) / gpus;

  const tokens = microBatch * sequenceTokens;
  const perLayer = tokens * layerActivationBytes(shape);
  const checkpoints = tokens * BYTES_16_BIT * shape.hiddenSize * shape.layers;
  const activationsBytes = recompute === "full" ? checkpoints + perLayer * constants.liveLayerCopies : perLayer * shape.layers;
  const logitsBytes = tokens * shape.vocabularySize * constants.bytesPerLogit;

  const held = weightsBytes + gradientsBytes + optimizerBytes + activationsBytes + logitsBytes;
  const overheadBytes = constants.contextBytes + constants.allocatorShare * held;
  return {
    weightsBytes,
    gradientsBytes,
    optimizerBytes,
    activationsBytes,
    logitsBytes,
    overheadBytes,
    totalBytes: held + overheadBytes,
  };
}

/**
 * Memory per GPU of a training job: AdamW in mixed precision (16 bytes per trained parameter), frozen weights at
 * 2 bytes or 4 bits, sharded over the GPUs as FSDP and ZeRO-3 do. <https://arxiv.org/abs/1910.02054>
 * Attention never stores its length × length scores; selective recomputation, which was made to spare them, then
 * saves nothing more.
 */
export function trainingMemory(job: TrainingJob, constants: MemoryConstants): TrainingMemory {
  return estimateTrainingMemory(requireTrainingJob(job), constants);
}

/** Nodes beyond which no job is sized: 512 GPUs hold every model that is listed. */
const MOST_NODES = 64;

/**
 * The fewest GPUs whose memory holds a job: 1, 2, 4, 8, then whole nodes of 8.
 * @throws NoAnswer that says what is missing, when more GPUs do not help: activations are not sharded.
 */
export function fewestTrainingGpus(job: Omit<TrainingJob, "gpus">, gpu: GpuSpec, constants: MemoryConstants): number {
  requireTrainingJob({ ...job, gpus: 1 });
  const fits = (gpus: number): boolean => estimateTrainingMemory({ ...job, gpus }, constants).totalBytes <= gpu.memoryBytes;
  for (let gpus = 1; gpus <= GPUS_PER_NODE; gpus *= 2) if (fits(gpus)) return gpus;
  for (let nodes = 2; nodes <= MOST_NODES; nodes++) if (fits(nodes * GPUS_PER_NODE)) return nodes * GPUS_PER_NODE;
  const most = MOST_NODES * GPUS_PER_NODE;
  const needed = estimateTrainingMemory({ ...job, gpus: most }, constants).totalBytes / BYTES_PER_GB;
  throw new NoAnswer(
    `it does not fit ${gpu.key}: even on ${most} GPUs each needs ${needed.toFixed(1)} GB of its ${gpu.memoryBytes / BYTES_PER_GB} GB; ` +
      `use a smaller micro_batch or seq_len, or a GPU with more memory`,
  );
}
