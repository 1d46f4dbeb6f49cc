import type { ConfigFields } from "./configFields";

/** What the feed-forward part of a layer holds, and how much of it a token passes. */
export interface FeedForward {
  readonly parameters: number;
  readonly activeParameters: number;
}

export interface FeedForwardPlan {
  readonly experts: number;
  readonly activeExperts: number;
  /** Width of a routed expert, or of the one feed-forward of a dense model. */
  readonly width: number;
  readonly ofLayer: (layer: number) => FeedForward;
}

/** Families whose feed-forward has two matrices, without a gate. */
const UNGATED =
  /^(?:gpt2|gpt_neo|gpt_neox|gptj|gpt_bigcode|codegen|opt|bloom|falcon|RefinedWeb|RefinedWebModel|mpt|phi|starcoder2|nemotron|nemotron_h|persimmon|xglm|arcee|stablelm_alpha)$/;
/** The same with biases on every matrix. */
export const withBiases = (type: string): boolean =>
  /^(?:gpt2|gpt_neo|gpt_neox|gptj|gpt_bigcode|opt|bloom|phi|starcoder2)$/.test(type);
/** Families that spread four widths of the residual stream where nothing is said. */
const FOURFOLD = /^(?:gpt2|gpt_neo|gpt_neox|gptj|gpt_bigcode|codegen|bloom|falcon|RefinedWeb|RefinedWebModel|mpt)$/;

const isUngated = (type: string): boolean => UNGATED.test(type);

const EXPERTS = ["num_local_experts", "n_routed_experts", "num_experts", "moe_num_experts", "ffn_config.moe_num_experts"];
const ACTIVE = [
  "num_experts_per_tok",
  "num_experts_per_token",
  "experts_per_token",
  "moe_top_k",
  "moe_topk",
  "moe_k",
  "top_k_experts",
  "num_selected_experts",
  "ffn_config.moe_top_k",
];
const WIDTH = [
  "intermediate_size",
  "n_inner",
  "ffn_dim",
  "ffn_hidden_size",
  "ffn_config.ffn_hidden_size",
  "d_ff",
  "block_ff_dim",
];
const EXPERT_WIDTH = ["moe_intermediate_size", "expert_ffn_hidden_size", "moe_ffn_hidden_size"];
const SHARED = ["n_shared_experts", "num_shared_experts", "num_shared_expert", "moe_num_shared_experts"];
const SHARED_WIDTH = [
  "shared_expert_intermediate_size",
  "moe_shared_expert_intermediate_size",
  "shared_intermediate_size",
  "share_expert_dim",
];

/** Width of the dense feed-forward, by the field or by what the family does. */
function denseWidthOf(config: ConfigFields, type: string, hidden: number): number | undefined {
  const stated = config.optional("intermediate_size_mlp", "dense_intermediate_size", ...WIDTH);
  if (stated !== undefined) {
    // The first Qwen counts gate and value together; LFM2 states the width before it is cut to two thirds.
    if (type === "qwen") return stated / 2;
    if (type.startsWith("lfm2") && config.flag("block_auto_adjust_ff_dim")) {
      const step = config.optional("block_multiple_of") ?? 256;
      return step * Math.ceil(Math.floor((2 * stated) / 3) / step);
    }
    return stated > 0 ? stated : undefined;
  }
  const ratio = config.optional("expansion_ratio");
  if (ratio !== undefined) return ratio * hidden;
  return FOURFOLD.test(type) ? 4 * hidden : undefined;
}

/** Whether a layer is a mixture of experts. */
function mixtureLayer(config: ConfigFields, type: string): (layer: number) => boolean {
  const kinds = config.list("mlp_layer_types");
  if (kinds !== undefined) return (layer) => kinds[layer] === "sparse" || kinds[layer] === "moe";
  const frequency = config.list("moe_layer_freq");
  if (frequency !== undefined) return (layer) => frequency[layer] === 1;
  const moeLayers = config.list("moe_layers");
  if (moeLayers !== undefined) return (layer) => moeLayers.includes(layer);
  const first = config.optional("first_k_dense_replace", "num_dense_layers", "moe_layer_start_index") ?? 0;
  const period = config.optional("expert_layer_period");
  if (period !== undefined && period > 0) {
    const offset = config.optional("expert_layer_offset") ?? 0;
    return (layer) => layer % period === offset;
  }
  const dense = new Set(config.list("mlp_only_layers") ?? []);
  const step = config.optional("decoder_sparse_step", "interleave_moe_layer_step", "moe_layer_interval", "moe_layer_freq") ?? 1;
  // Every second layer means the second, the fourth …; where a first one is named, it counts from there.
  const counted = type === "deepseek_v3" || type === "deepseek_v2" ? 0 : 1;
  return (layer) => layer >= first && !dense.has(layer) && (step <= 1 || (layer + counted) % step === 0);
}

/** How wide the feed-forward of a pruned layer is: a multiple of the hidden size, cut to two thirds, in steps of 256. */
function prunedWidth(config: ConfigFields, hidden: number, layer: number): number | undefined {
  const block = config.list("block_configs")?.[layer] as { ffn?: Record<string, unknown> } | undefined;
  if (block === undefined) return undefined;
  if (block.ffn?.no_op === true) return 0;
  const factor = block.ffn?.ffn_mult;
  if (typeof factor === "number") return 256 * Math.ceil(Math.floor((2 * factor * hidden) / 3) / 256);
  return typeof block.ffn?.intermediate_size === "number" ? block.ffn.intermediate_size : undefined;
}

export function feedForwardPlan(config: ConfigFields, type: string, hidden: number, layers: number): FeedForwardPlan {
  const matrices = isUngated(type) || config.text("mlp_hidden_act", "hidden_act", "activation_function") === "relu2" ? 2 : 3;
  const biases = withBiases(type);
  const one = (width: number, input = hidden): number => matrices * input * width + (biases ? width + hidden : 0);
  const experts = config.optional(...EXPERTS) ?? 0;
  const stated = denseWidthOf(config, type, hidden);
  if (experts <= 1) {
    const shared = stated === undefined || type === "granitemoehybrid" ? config.optional("shared_intermediate_size") : undefined;
    const width = shared ?? stated;
    const wide = config.flag("use_double_wide_mlp") ? layers - (config.optional("num_kv_shared_layers") ?? 0) : layers;
    const widthOf = (layer: number): number => {
      const pruned = prunedWidth(config, hidden, layer);
      if (pruned !== undefined) return pruned;
      const own = config.perLayer(WIDTH, layer) ?? width;
      if (own === undefined || width === undefined) throw config.error(`has no ${WIDTH[0]} (or ${WIDTH.slice(1, 4).join(", ")})`);
      // A list of widths is one per layer; a single one went through the family's own rule.
      const each = config.list(...WIDTH) === undefined ? width : own;
      return layer >= wide ? 2 * each : each;
    };
    const widths = Array.from({ length: layers }, (_, layer) => widthOf(layer));
    return {
      experts: 0,
      activeExperts: 0,
      width: widths.reduce((sum, value) => sum + value, 0) / layers,
      ofLayer: (layer) => ({ parameters: one(widths[layer]), activeParameters: one(widths[layer]) }),
    };
  }
  const active = config.required(...ACTIVE);
  if (active > experts) throw config.error(`has ${ACTIVE[0]} ${active} above ${EXPERTS[0]} ${experts}`);
  const width = config.optional(...EXPERT_WIDTH) ?? config.required(...WIDTH);
  // Llama 4 always has one shared expert and does not say so; Gemma 4 runs its dense feed-forward beside the experts.
  const beside = config.flag("enable_moe_block") ? (stated ?? 0) : 0;
  const sharedCount = config.optional(...SHARED) ?? (type.startsWith("llama4") || config.has(...SHARED_WIDTH) ? 1 : 0);
  const sharedWidth =
    beside +
    (type === "qwen2_moe" ||
    config.has("moe_shared_expert_intermediate_size", "share_expert_dim", "shared_expert_intermediate_size")
      ? (config.optional(...SHARED_WIDTH) ?? 0)
      : sharedCount * (config.optional("shared_intermediate_size") ?? width));
  const latent = config.optional("moe_latent_size", "routed_expert_hidden_size");
  const expertBiases = type === "gpt_oss" ? 2 * width + hidden : 0;
  const expert = one(width, latent ?? hidden) + expertBiases;
  const always =
    hidden * experts + one(sharedWidth) * (sharedWidth > 0 ? 1 : 0) + (latent === undefined ? 0 : 2 * hidden * latent);
  const isMixture = mixtureLayer(config, type);
  const denseWidth = stated ?? width;
  return {
    experts,
    activeExperts: active,
    width,
    ofLayer: (layer) =>
      isMixture(layer)
        ? { parameters: always + experts * expert, activeParameters: always + active * expert }
        : { parameters: one(denseWidth), activeParameters: one(denseWidth) },
  };
}
