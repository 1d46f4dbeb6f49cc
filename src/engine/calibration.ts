/*
 * What the estimators take from measurements rather than from datasheets. The values are presets, written by the
 * calibration together with the error they leave; the engine only says what each one means.
 */

/** Rates of matrix products that GPUs were measured to reach, where datasheets promise more. */
export interface MatmulRates {
  /** Measured 16-bit rate by GPU key (FLOP/s). */
  readonly measured: Readonly<Record<string, number>>;
  /** Share of the datasheet's 16-bit rate reached by the GPUs of an architecture, for the parts that are not measured. */
  readonly shareByArchitecture: Readonly<Record<string, number>>;
  readonly shareElsewhere: number;
}

export interface TrainingConstants {
  /** Share of the measured matrix rate that the matrix products of a training step sustain. */
  readonly matmulUtilization: number;
  /** The same for attention, counted causally. */
  readonly attentionUtilization: number;
  /** Attention on Hopper relative to that: its kernels gained less than its matrix products. */
  readonly hopperAttention: number;
  /** What is left of twice the rate when the layers multiply in 8 bits. */
  readonly fp8Yield: number;
  /** What is left of the 4-bit rate when the layers multiply in 4 bits. */
  readonly fp4Yield: number;
  /** What is left of the matrix rate when the products of wide experts are grouped in one kernel. */
  readonly expertYield: number;
  /** Times the activations of a layer pass through memory, forward, backward or recomputed. */
  readonly elementwisePasses: number;
  /** The same for adapters on every matrix. */
  readonly adapterPasses: number;
  /** Time to unpack 4-bit weights before each pass, in units of the time their bytes alone take. */
  readonly unpackingSlowdown: number;
  /** Time the host needs to start the work of one layer in one pass (s). */
  readonly hostSecondsPerLayerPass: number;
  /** What is left of memory passes and host time in the fused stacks that 8-bit and 4-bit training needs. */
  readonly fusedShare: number;
  /** Loss when work is split over GPUs at all, whatever the link. */
  readonly splitLoss: number;
  /** Loss per doubling of the number of nodes. */
  readonly nodeLoss: number;
}

export interface MemoryConstants {
  /** Bytes kept alive per element of the layer in work, in units of its 2-byte activations. */
  readonly liveLayerCopies: number;
  /** Bytes per logit at the moment of a loss that stores them: 16-bit, 32-bit and its gradient. */
  readonly bytesPerLogit: number;
  /** Context and kernels (bytes per GPU). */
  readonly contextBytes: number;
  /** Buffers of the collective operations where several GPUs work together (bytes per GPU). */
  readonly communicationBytes: number;
  /** Room that blocks take beyond what is in them, as a share of what does not stay from step to step. */
  readonly allocatorShare: number;
  /** Blocks of the other moments that the highest one cannot use, as a share of what those moments hold. */
  readonly heldShare: number;
}

/** The span of runs measured of one model on one GPU. */
export interface MeasuredRuns {
  readonly model: string;
  readonly gpu: string;
  /** Method of fine-tuning. */
  readonly method: string;
  /** Bits of the matrix products. */
  readonly bits: number;
  readonly fewestGpus: number;
  readonly mostGpus: number;
  /** Tokens per sequence. */
  readonly shortest: number;
  readonly longest: number;
  /** Tokens per micro-batch. */
  readonly smallestBatch: number;
  readonly largestBatch: number;
}
