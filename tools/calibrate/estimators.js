/**
 * The training estimators as calibration sees them: which constants it may move, what physics expects of each, and which
 * runs count. An expected value with its tolerance (a factor of e^tolerance either way, roughly) does the work of the
 * data where the data of the other publishers say nothing: how long a host takes to start a kernel shows only in runs
 * with few tokens, how fast 4 bits unpack only in QLoRA runs.
 */
require("../loadTypescript.js");
const { estimateTrainingThroughput } = require("../../src/engine/trainingThroughput.ts");
const { estimateTrainingMemory } = require("../../src/engine/trainingMemory.ts");

const ratio = "×";
const seconds = "s";

const training = {
  name: "training",
  constants: {
    matmulUtilization: {
      expected: 0.85,
      tolerance: 0.1,
      unit: "of the measured matrix rate",
      why: "products of a step are smaller than the best case",
    },
    attentionUtilization: {
      expected: 0.55,
      tolerance: 0.15,
      unit: "of the measured matrix rate",
      why: "published FlashAttention-2 rates on A100",
    },
    hopperAttention: {
      expected: 0.7,
      tolerance: 0.15,
      unit: ratio,
      why: "published FlashAttention-2 rates on H100 against A100",
    },
    fp8Yield: { expected: 0.85, tolerance: 0.15, unit: ratio, why: "scaling and casts beside 8-bit products" },
    fp4Yield: { expected: 0.65, tolerance: 0.3, unit: ratio, why: "scaling per block beside 4-bit products" },
    expertYield: { expected: 0.7, tolerance: 0.4, unit: ratio, why: "grouped products and the exchange of tokens" },
    elementwisePasses: {
      expected: 2.5,
      tolerance: 0.3,
      unit: ratio,
      why: "norms, residuals and activations of eager frameworks",
    },
    adapterPasses: {
      expected: 1.2,
      tolerance: 0.2,
      unit: ratio,
      why: "adapters read each input and add to each output, fused or not",
    },
    unpackingSlowdown: { expected: 4.5, tolerance: 0.3, unit: ratio, why: "unpacking kernels reach a quarter of the bandwidth" },
    hostSecondsPerLayerPass: { expected: 1.2e-3, tolerance: 0.3, unit: seconds, why: "about a hundred kernel starts of 10 µs" },
    fusedShare: {
      expected: 0.5,
      tolerance: 0.2,
      unit: ratio,
      why: "8-bit training needs fused kernels, which spare half of both",
    },
    splitLoss: { expected: 0.04, tolerance: 0.4, unit: "fraction", why: "waiting for the slowest GPU" },
    nodeLoss: { expected: 0.012, tolerance: 0.4, unit: "fraction per doubling", why: "waiting for the slowest node" },
  },
  estimate: (run, constants, rates) => estimateTrainingThroughput(run, constants, rates).tokensPerSecondPerGpu,
  /** Fine-tuning is what is asked; pre-training of the same models says the same of GPUs and precisions, with less weight. */
  weight: (run) => (run.suspect ? 0 : run.stage !== "pretrain" ? 1 : run.shape.experts > 0 ? 0.2 : 0.3),
};

const allocatedBytes = (run, constants) => estimateTrainingMemory(run, constants).allocatedBytes;

const memory = {
  name: "memory",
  constants: {
    liveLayerCopies: { expected: 1.5, tolerance: 0.3, unit: ratio, why: "one layer with its gradients, part of them freed" },
    bytesPerLogit: {
      expected: 10,
      tolerance: 0.3,
      unit: "bytes",
      why: "16-bit, 32-bit and its gradient; loss kernels in place need 8, eager ones 12",
    },
    contextBytes: { expected: 1e9, tolerance: 0.3, unit: "bytes per GPU", why: "driver context and kernels: 0.5-1.5 GB" },
    communicationBytes: {
      expected: 1.5e9,
      tolerance: 0.4,
      unit: "bytes per GPU of several",
      why: "buffers of the collective operations: 1-2 GB",
    },
    allocatorShare: { expected: 0.1, tolerance: 0.4, unit: "of what passes", why: "blocks rounded up and split" },
    heldShare: {
      expected: 0.4,
      tolerance: 0.4,
      unit: "of the other moments",
      why: "blocks held in sizes that the peak cannot use",
    },
  },
  estimate: (run, constants) => estimateTrainingMemory(run, constants).totalBytes,
  alsoMeasured: (run, constants) => (run.allocated === null ? [] : [allocatedBytes(run, constants) / run.allocated]),
  /** Word tables trained beside adapters say nothing about the constants: no option asks for them. */
  weight: (run) => (run.trainsEmbeddings ? 0 : 1),
};

module.exports = { training, memory, allocatedBytes };
