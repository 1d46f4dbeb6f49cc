/*
 * What the estimators need to know of a GPU and of a model. The facts themselves are presets; the engine only says
 * which of them it computes with, and in which units.
 */

/** A GPU as its datasheet gives it; rates are dense (without sparsity), null where the part lacks the format. */
export interface GpuSpec {
  readonly key: string;
  readonly architecture: string;
  readonly bf16FlopsPerSecond: number;
  readonly fp8FlopsPerSecond: number | null;
  readonly fp4FlopsPerSecond: number | null;
  /** Memory as the device reports it, where that is published; else the label's gigabytes of 10⁹ bytes. */
  readonly memoryBytes: number;
  readonly bandwidthBytesPerSecond: number;
  /** Board power; null where no figure is published. */
  readonly tdpWatts: number | null;
  /** Both directions together, GPU to GPU within a node; null without a fast link (PCIe only). */
  readonly interconnectBytesPerSecond: number | null;
}

/**
 * Layers that keep keys and values in the same way. A layer keeps a vector for every token, or only for the last `window`
 * tokens, or one for every `tokensPerEntry` tokens; layers that keep none (linear attention, shared caches) are in no group.
 */
export interface CacheGroup {
  readonly layers: number;
  /** Elements of one entry in one layer: 2 · heads · width, or the compressed vector of latent attention. */
  readonly elements: number;
  /** Tokens that are kept at most; null where all are. */
  readonly window: number | null;
  /** Tokens that share an entry; 1 where each has its own. */
  readonly tokensPerEntry: number;
}

/** What a shape stands for: a model of the list, the text of a configuration, or a bare size. */
export type ShapeOrigin = "model" | "config" | "size";

/** The shape of a decoder-only transformer; experts are 0 for a dense model. */
export interface ModelShape {
  readonly key: string;
  readonly origin: ShapeOrigin;
  readonly parameters: number;
  /** Parameters that one token passes through: all of a dense model. */
  readonly activeParameters: number;
  readonly layers: number;
  readonly hiddenSize: number;
  /** Width of the feed-forward layer; of one expert in a mixture. */
  readonly intermediateSize: number;
  readonly attentionHeads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly vocabularySize: number;
  readonly maxContextTokens: number | null;
  readonly tiedEmbeddings: boolean;
  readonly experts: number;
  readonly activeExperts: number;
  readonly cache: readonly CacheGroup[];
  /** Fixed memory of one sequence in layers of linear attention or state space (bytes); 0 without such layers. */
  readonly stateBytes: number;
  /** Bits of the weights as they are published. */
  readonly nativeWeightBits: 16 | 8 | 4;
}
