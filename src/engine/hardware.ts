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
  readonly memoryBytes: number;
  readonly bandwidthBytesPerSecond: number;
  /** Board power; null where no figure is published. */
  readonly tdpWatts: number | null;
  /** Both directions together, GPU to GPU within a node; null without a fast link (PCIe only). */
  readonly interconnectBytesPerSecond: number | null;
}

/** The shape of a decoder-only transformer; experts are 0 for a dense model. */
export interface ModelShape {
  readonly key: string;
  readonly parameters: number;
  /** Parameters that one token passes through: all of a dense model. */
  readonly activeParameters: number;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly intermediateSize: number;
  readonly attentionHeads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly vocabularySize: number;
  readonly maxContextTokens: number | null;
  readonly tiedEmbeddings: boolean;
  readonly experts: number;
  readonly activeExperts: number;
  /** Elements of KV cache per token and layer where the usual 2 · kvHeads · headDim does not hold (latent attention); null otherwise. */
  readonly kvElementsPerTokenAndLayer: number | null;
}
