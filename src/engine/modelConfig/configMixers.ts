import type { ConfigFields } from "./configFields";
import { withBiases } from "./configFeedForward";

/** What mixes the tokens of a layer: its weights, what it keeps of each token, and what it keeps of a sequence as a whole. */
export interface Mixer {
  readonly parameters: number;
  readonly cache: readonly { readonly elements: number; readonly window: number | null; readonly tokensPerEntry: number }[];
  readonly stateBytes: number;
}

export interface AttentionHeads {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

const KV_HEADS = ["num_key_value_heads", "num_kv_heads", "n_head_kv", "n_kv_heads", "attn_config.kv_n_heads", "num_query_groups"];
const HEADS = ["num_attention_heads", "n_head", "n_heads", "num_heads"];
const HEAD_DIM = ["head_dim", "attention_head_dim", "kv_channels"];
const BYTES_32_BIT = 4;
const BYTES_16_BIT = 2;

export function attentionHeads(config: ConfigFields, type: string, hidden: number): AttentionHeads {
  const heads = config.required(...HEADS);
  const headDim = config.optional(...HEAD_DIM, ...(config.has("kv_lora_rank") ? ["v_head_dim"] : [])) ?? hidden / heads;
  if (!Number.isInteger(headDim))
    throw config.error(`has no head_dim, and hidden_size ${hidden} is no multiple of ${heads} heads`);
  return { heads, kvHeads: kvHeadsOf(config, type, heads), headDim };
}

function kvHeadsOf(config: ConfigFields, type: string, heads: number): number {
  if (config.flag("multi_query_attention")) return config.optional("multi_query_group_num") ?? 1;
  const falcon = /^(?:falcon|RefinedWeb|RefinedWebModel)$/.test(type);
  if (falcon && !config.flag("new_decoder_architecture") && config.flag("multi_query", true)) return 1;
  if (type === "gpt_bigcode" && config.flag("multi_query", true)) return 1;
  const stated = config.optional(...KV_HEADS);
  return stated === undefined || stated === 0 ? heads : stated;
}

interface AttentionShape {
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly window: number | null;
  /** One tensor is key and value. */
  readonly oneTensor?: boolean;
  /** A gate as wide as the queries. */
  readonly gated?: boolean;
  readonly biases?: boolean;
}

/** Multi-head, grouped-query or multi-query attention. */
function groupedAttention(shape: AttentionShape): Mixer {
  const { hidden, heads, kvHeads, keyDim, valueDim, window } = shape;
  const queries = heads * keyDim * (shape.gated === true ? 2 : 1);
  const keysAndValues = kvHeads * (keyDim + (shape.oneTensor === true ? 0 : valueDim));
  const biases = shape.biases === true ? queries + keysAndValues + hidden : 0;
  return {
    parameters: hidden * (queries + keysAndValues + heads * valueDim) + biases,
    cache: [{ elements: keysAndValues, window, tokensPerEntry: 1 }],
    stateBytes: 0,
  };
}

/** Multi-head latent attention: keys and values are unpacked from one short vector per token. */
function latentAttention(config: ConfigFields, hidden: number, heads: number, layer: number): Mixer {
  const latent = config.required("kv_lora_rank");
  const rotary = config.required("qk_rope_head_dim");
  const plain = config.required("qk_nope_head_dim");
  const valueDim = config.required("v_head_dim");
  const queryRank = config.optional("q_lora_rank") ?? 0;
  const queries = heads * (plain + rotary);
  const query = queryRank > 0 ? hidden * queryRank + queryRank * queries : hidden * queries;
  const gate = config.flag("mla_use_output_gate") ? hidden * heads * valueDim : 0;
  const indexer = sparseIndexer(config, hidden, queryRank, layer);
  return {
    parameters:
      query +
      hidden * (latent + rotary) +
      latent * heads * (plain + valueDim) +
      heads * valueDim * hidden +
      gate +
      indexer.parameters,
    cache: [{ elements: latent + rotary, window: null, tokensPerEntry: 1 }, ...indexer.cache],
    stateBytes: 0,
  };
}

/** The indexer of sparse attention keeps a short key per token, on the layers that have one of their own. */
function sparseIndexer(config: ConfigFields, hidden: number, queryRank: number, layer: number): Omit<Mixer, "stateBytes"> {
  const dim = config.optional("index_head_dim");
  const heads = config.optional("index_n_heads");
  const types = config.list("indexer_types");
  if (dim === undefined || heads === undefined || (types !== undefined && types[layer] !== "full"))
    return { parameters: 0, cache: [] };
  return {
    parameters: (queryRank > 0 ? queryRank : hidden) * heads * dim + hidden * dim + hidden * heads,
    cache: [{ elements: dim, window: null, tokensPerEntry: 1 }],
  };
}

/** Gated delta network: a matrix of state per head, and a short convolution. */
function deltaNetwork(config: ConfigFields, hidden: number): Mixer {
  const keyHeads = config.required("linear_num_key_heads");
  const valueHeads = config.required("linear_num_value_heads");
  const keyDim = config.required("linear_key_head_dim");
  const valueDim = config.required("linear_value_head_dim");
  const kernel = config.optional("linear_conv_kernel_dim") ?? 4;
  const [keys, values] = [keyHeads * keyDim, valueHeads * valueDim];
  const mixed = 2 * keys + values;
  return {
    parameters: hidden * (mixed + values + 2 * valueHeads) + kernel * mixed + values * hidden,
    cache: [],
    stateBytes: valueHeads * keyDim * valueDim * BYTES_32_BIT + (kernel - 1) * mixed * BYTES_16_BIT,
  };
}

/** Kimi delta attention: the delta network with a gate for every channel. */
function kimiDelta(linear: ConfigFields, hidden: number): Mixer {
  const heads = linear.required("num_heads");
  const dim = linear.required("head_dim");
  const kernel = linear.optional("short_conv_kernel_size") ?? 4;
  const width = heads * dim;
  const gate = linear.flag("use_full_rank_gate") ? hidden * width : hidden * dim + dim * width;
  return {
    parameters: 3 * hidden * width + (hidden * dim + dim * width) + gate + hidden * heads + 3 * kernel * width + width * hidden,
    cache: [],
    stateBytes: heads * dim * dim * BYTES_32_BIT + 3 * (kernel - 1) * width * BYTES_16_BIT,
  };
}

/** Mamba-2: a state of so many elements per channel, in groups. */
function mamba2(config: ConfigFields, hidden: number): Mixer {
  const heads = config.required("mamba_num_heads", "mamba_n_heads");
  const dim = config.required("mamba_head_dim", "mamba_d_head");
  const state = config.required("ssm_state_size", "mamba_d_state");
  const groups = config.optional("n_groups", "mamba_n_groups") ?? 1;
  const kernel = config.optional("conv_kernel", "mamba_d_conv") ?? 4;
  const inner = heads * dim;
  const mixed = inner + 2 * groups * state;
  return {
    parameters: hidden * (inner + mixed + heads) + (kernel + 1) * mixed + inner * hidden + inner,
    cache: [],
    stateBytes: inner * state * BYTES_32_BIT + (kernel - 1) * mixed * BYTES_16_BIT,
  };
}

/** The first Mamba, as Jamba has it. */
function mamba1(config: ConfigFields, hidden: number): Mixer {
  const inner = (config.optional("mamba_expand") ?? 2) * hidden;
  const state = config.optional("mamba_d_state") ?? 16;
  const rank = config.optional("mamba_dt_rank") ?? Math.ceil(hidden / 16);
  const kernel = config.optional("mamba_d_conv") ?? 4;
  return {
    parameters: 2 * hidden * inner + kernel * inner + inner * (rank + 2 * state) + rank * inner + inner * state + inner * hidden,
    cache: [],
    stateBytes: inner * state * BYTES_32_BIT + (kernel - 1) * inner * BYTES_16_BIT,
  };
}

/** Lightning attention: as many matrices as attention and a gate, a matrix of state per head. */
const lightning = (hidden: number, { heads, headDim }: AttentionHeads): Mixer => ({
  parameters: 5 * hidden * heads * headDim,
  cache: [],
  stateBytes: heads * headDim * headDim * BYTES_32_BIT,
});

/** A gated short convolution. */
function shortConvolution(config: ConfigFields, hidden: number): Mixer {
  const kernel = config.optional("conv_L_cache") ?? 3;
  return { parameters: 4 * hidden * hidden + kernel * hidden, cache: [], stateBytes: kernel * hidden * BYTES_16_BIT };
}

/** Compressed attention: a window of single tokens, and one vector for so many tokens beyond it. */
function compressedAttention(config: ConfigFields, hidden: number, { heads, headDim }: AttentionHeads, ratio: number): Mixer {
  const queryRank = config.required("q_lora_rank");
  const outRank = config.required("o_lora_rank");
  const groups = config.required("o_groups");
  const width = heads * headDim;
  const indexHeads = config.optional("index_n_heads") ?? 0;
  const indexDim = config.optional("index_head_dim") ?? 0;
  const compressor = ratio > 0 ? 2 * hidden * headDim : 0;
  const indexer = ratio > 0 && ratio <= 8 ? queryRank * indexHeads * indexDim + 2 * hidden * indexDim + hidden * indexHeads : 0;
  const recent = { elements: headDim, window: config.required("sliding_window"), tokensPerEntry: 1 };
  return {
    parameters:
      hidden * queryRank +
      queryRank * width +
      hidden * headDim +
      width * outRank +
      groups * outRank * hidden +
      compressor +
      indexer,
    cache: ratio > 0 ? [recent, { elements: headDim, window: null, tokensPerEntry: ratio }] : [recent],
    stateBytes: 0,
  };
}

const NOTHING: Mixer = { parameters: 0, cache: [], stateBytes: 0 };

/** The kinds of layers a pattern or list names, in one vocabulary. */
type Kind = "full" | "sliding" | "linear" | "mamba" | "convolution" | "none";

const KIND_OF_TYPE: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["full_attention", "full"],
  ["deepseek_sparse_attention", "full"],
  ["minimax_sparse_attention", "full"],
  ["attention", "full"],
  ["global_attention", "full"],
  ["global", "full"],
  ["sliding_attention", "sliding"],
  ["chunked_attention", "sliding"],
  ["local_attention", "sliding"],
  ["local", "sliding"],
  ["linear_attention", "linear"],
  ["mamba", "mamba"],
  ["mamba2", "mamba"],
  ["conv", "convolution"],
]);

const everyNth =
  (n: number): ((layer: number) => Kind) =>
  (layer) =>
    (layer + 1) % n === 0 ? "full" : "sliding";

/** Where nothing but a window is said, the family knows which layers slide. */
function slidingKinds(config: ConfigFields, type: string, window: number | undefined): (layer: number) => Kind {
  const pattern = config.value("sliding_window_pattern", "_sliding_window_pattern");
  if (typeof pattern === "number" && pattern > 0) return everyNth(pattern);
  if (typeof pattern === "string" && pattern !== "")
    return (layer) => (pattern[layer % pattern.length].toUpperCase() === "L" ? "sliding" : "full");
  if (/^(?:gemma2|gpt_oss)/.test(type)) return (layer) => (layer % 2 === 0 ? "sliding" : "full");
  if (/^gemma3n/.test(type)) return everyNth(5);
  if (/^gemma3/.test(type)) return everyNth(6);
  if (/^cohere2/.test(type)) return everyNth(4);
  if (type.startsWith("llama4")) {
    const rotary = config.list("no_rope_layers");
    if (rotary !== undefined && rotary.length > 0) return (layer) => (rotary[layer] === 0 ? "full" : "sliding");
    return everyNth(config.optional("no_rope_layer_interval") ?? 4);
  }
  if (config.has("use_sliding_window")) {
    if (!config.flag("use_sliding_window")) return () => "full";
    const first = config.optional("max_window_layers") ?? 0;
    return (layer) => (layer >= first ? "sliding" : "full");
  }
  return window === undefined ? () => "full" : () => "sliding";
}

const BLOCKS: ReadonlyMap<string, Kind | "feedForward"> = new Map<string, Kind | "feedForward">([
  ["M", "mamba"],
  ["*", "full"],
  ["E", "feedForward"],
  ["-", "feedForward"],
  ["mamba", "mamba"],
  ["attention", "full"],
  ["moe", "feedForward"],
  ["mlp", "feedForward"],
]);

/** Nemotron-H counts a mixer and a feed-forward as a layer each and lists which is which; others have both in every layer. */
export function singleBlocks(config: ConfigFields): readonly (Kind | "feedForward")[] | undefined {
  const listed = config.list("layers_block_type", "layer_types") ?? [];
  const pattern = config.text("hybrid_override_pattern");
  const names = pattern !== "" ? [...pattern] : listed.some((name) => name === "moe" || name === "mlp") ? listed : undefined;
  return names?.map((name) => {
    const block = BLOCKS.get(String(name));
    if (block === undefined) throw config.error(`has a block "${String(name)}", which is not covered: take its size in billions`);
    return block;
  });
}

function layerKinds(config: ConfigFields, type: string, window: number | undefined): (layer: number) => Kind {
  const blocks = singleBlocks(config);
  if (blocks !== undefined) return (layer) => (blocks[layer] === "feedForward" ? "none" : blocks[layer]);
  const types = config.list("layer_types", "layers_block_type");
  if (types !== undefined)
    return (layer) => {
      const kind = KIND_OF_TYPE.get(String(types[layer]));
      if (kind === undefined)
        throw config.error(`has a layer of type "${String(types[layer])}", which is not covered: take its size in billions`);
      return kind;
    };
  const fullLayers = config.list("linear_attn_config.full_attn_layers");
  if (fullLayers !== undefined) return (layer) => (fullLayers.includes(layer + 1) ? "full" : "linear");
  const hybrid = config.list("hybrid_layer_pattern");
  if (hybrid !== undefined) return (layer) => (hybrid[layer] === 1 ? "sliding" : "full");
  const attention = config.list("attn_type_list");
  if (attention !== undefined) return (layer) => (attention[layer] === 1 ? "full" : "linear");
  const indices = config.list("attn_layer_indices");
  if (indices !== undefined) return (layer) => (indices.includes(layer) ? "full" : "mamba");
  const period = config.optional("attn_layer_period");
  if (period !== undefined && period > 0) {
    const offset = config.optional("attn_layer_offset") ?? 0;
    return (layer) => (layer % period === offset ? "full" : "mamba");
  }
  const interval = config.optional("full_attention_interval");
  if (interval !== undefined && interval > 0) return (layer) => ((layer + 1) % interval === 0 ? "full" : "linear");
  return slidingKinds(config, type, window);
}

/** How many query heads share a key, in layers that were pruned one by one; "none" where attention is gone. */
function prunedAttention(config: ConfigFields, layer: number): { sharing: number } | "none" | undefined {
  const block = config.list("block_configs")?.[layer] as { attention?: Record<string, unknown> } | undefined;
  if (block === undefined) return undefined;
  if (block.attention?.no_op === true || block.attention?.replace_with_linear === true) return "none";
  const sharing = block.attention?.n_heads_in_group;
  return typeof sharing === "number" ? { sharing } : undefined;
}

/** The mixer of each layer. */
export function mixerPlan(config: ConfigFields, type: string, hidden: number, layers: number): (layer: number) => Mixer {
  const dims = attentionHeads(config, type, hidden);
  const context = config.optional("max_position_embeddings") ?? Infinity;
  const stated = config.optional("sliding_window", "sliding_window_size", "attention_chunk_size");
  const window = stated === undefined || stated === 0 || stated >= context ? undefined : stated;
  const kindOf = layerKinds(config, type, window);
  const shared = layers - (config.optional("num_kv_shared_layers") ?? 0);
  const ratios = config.list("compress_ratios");
  const linear = config.part("linear_attn_config");
  const biases = withBiases(type);

  const attention = (kind: Kind, layer: number): Mixer => {
    if (ratios !== undefined) return compressedAttention(config, hidden, dims, Number(ratios[layer] ?? 0));
    if (config.has("kv_lora_rank")) return latentAttention(config, hidden, dims.heads, layer);
    const slides = kind === "sliding" && window !== undefined;
    const own = slides ? "swa_" : "global_";
    const global = !slides && config.has("num_global_key_value_heads", "global_head_dim");
    const keyDim = (slides ? config.optional("swa_head_dim") : config.optional(`${own}head_dim`)) ?? dims.headDim;
    const pruned = prunedAttention(config, layer);
    if (pruned === "none") return NOTHING;
    const kvHeads =
      (slides ? config.optional("swa_num_key_value_heads") : config.optional("num_global_key_value_heads")) ??
      (pruned === undefined ? dims.kvHeads : dims.heads / pruned.sharing);
    return groupedAttention({
      hidden,
      heads: (slides ? config.optional("swa_num_attention_heads") : undefined) ?? dims.heads,
      kvHeads,
      keyDim,
      valueDim: (slides ? config.optional("swa_v_head_dim") : undefined) ?? config.optional("v_head_dim") ?? keyDim,
      window: slides ? (window ?? null) : null,
      oneTensor: global && config.flag("attention_k_eq_v"),
      gated: config.flag("attn_output_gate") || type === "qwen3_next",
      biases,
    });
  };

  const ofKind = (kind: Kind, layer: number): Mixer => {
    if (kind === "none") return NOTHING;
    if (kind === "convolution") return shortConvolution(config, hidden);
    if (kind === "mamba")
      return config.has("mamba_expand") && !config.has("mamba_n_heads", "mamba_num_heads")
        ? mamba1(config, hidden)
        : mamba2(config, hidden);
    if (kind === "linear") {
      if (linear !== undefined) return kimiDelta(linear, hidden);
      if (config.has("attn_type_list")) return lightning(hidden, dims);
      return deltaNetwork(config, hidden);
    }
    return attention(kind, layer);
  };

  return (layer) => {
    const mixer = ofKind(kindOf(layer), layer);
    // The last layers may read the cache of earlier ones.
    if (layer >= shared) return { ...mixer, cache: [] };
    if (type !== "falcon_h1") return mixer;
    const beside = mamba2(config, hidden);
    return {
      parameters: mixer.parameters + beside.parameters,
      cache: mixer.cache,
      stateBytes: beside.stateBytes,
    };
  };
}
