import type { CacheGroup, ModelShape } from "../hardware";
import { ConfigFields } from "./configFields";
import { feedForwardPlan, withBiases } from "./configFeedForward";
import { requireDecoder } from "./configKind";
import { attentionHeads, mixerPlan, singleBlocks } from "./configMixers";

/** Families whose output layer is the word table unless their file says otherwise. */
const TIED =
  /^(?:gemma|gemma2|gemma3|gemma3_text|gemma3n|gemma3n_text|gemma4|gemma4_text|gpt2|gpt_neo|gpt_bigcode|opt|bloom|falcon|RefinedWeb|RefinedWebModel|mpt|cohere|cohere2|starcoder2|smollm3|xglm|lfm2|lfm2_moe)$/;
/** Families with a table of learned positions. */
const LEARNED_POSITIONS = /^(?:gpt2|gpt_neo|gpt_bigcode|opt)$/;

/** True for text that is meant as a configuration and not as a name. */
export const looksLikeConfig = (text: string): boolean => /^\s*\{/.test(text);

const numberOfBits = (bits: number): 16 | 8 | 4 => (bits <= 4 ? 4 : bits <= 8 ? 8 : 16);

/** Bits of the weights as published: of the experts where they differ, since they are nearly all of them. */
function nativeBits(config: ConfigFields): 16 | 8 | 4 {
  if (/4/.test(config.text("expert_dtype"))) return 4;
  const quantization = config.part("quantization_config");
  if (quantization === undefined) return 16;
  const words =
    `${quantization.text("quant_method")} ${quantization.text("quant_algo")} ${quantization.text("format")}`.toLowerCase();
  const bits = quantization.optional("bits", "num_bits", "config_groups.group_0.weights.num_bits");
  if (bits !== undefined) return numberOfBits(bits);
  if (/fp4|int4|awq|4bit/.test(words) || quantization.flag("load_in_4bit")) return 4;
  return /fp8|int8/.test(words) || quantization.flag("load_in_8bit") ? 8 : 16;
}

const CONTEXT = [
  "max_position_embeddings",
  "n_positions",
  "n_ctx",
  "max_seq_len",
  "max_sequence_length",
  "seq_length",
  "model_max_length",
];
const VOCABULARY = ["vocab_size", "padded_vocab_size", "n_vocab"];

/** Gemma's tables of words per layer: looked up, not multiplied, and what feeds them into the layers. */
function perLayerEmbeddings(config: ConfigFields, hidden: number, layers: number): { table: number; matrices: number } {
  const width = config.optional("hidden_size_per_layer_input") ?? 0;
  if (width === 0) return { table: 0, matrices: 0 };
  const words = config.optional("vocab_size_per_layer_input") ?? config.required(...VOCABULARY);
  return { table: words * layers * width, matrices: hidden * layers * width + layers * 2 * hidden * width };
}

/**
 * The shape a configuration describes. Parameters are counted matrix by matrix, embeddings included; vision, audio and
 * further prediction heads are not counted.
 * @throws DomainError that names the field that is missing, or says what kind of model is not covered.
 */
export function shapeOfConfig(text: string, argument = "model_b"): ModelShape {
  const { whole, language: config } = ConfigFields.of(text, argument);
  requireDecoder(whole, config);
  const type = config.text("model_type") || whole.text("model_type");
  const blocks = singleBlocks(config);
  const layers = blocks?.length ?? config.required("num_hidden_layers", "n_layer", "n_layers", "num_layers");
  const hiddenSize = config.required("hidden_size", "n_embd", "d_model", "n_embed", "model_dim");
  const vocabularySize = config.required(...VOCABULARY);
  const dims = attentionHeads(config, type, hiddenSize);
  const mixerOf = mixerPlan(config, type, hiddenSize, layers);
  const plan = feedForwardPlan(config, type, hiddenSize, layers);

  let parameters = hiddenSize;
  let activeParameters = hiddenSize;
  let stateBytes = 0;
  const groups = new Map<string, CacheGroup>();
  for (let layer = 0; layer < layers; layer++) {
    const mixer = mixerOf(layer);
    const feedForward =
      blocks === undefined || blocks[layer] === "feedForward" ? plan.ofLayer(layer) : { parameters: 0, activeParameters: 0 };
    const norms = 2 * hiddenSize * (withBiases(type) ? 2 : 1);
    parameters += mixer.parameters + feedForward.parameters + norms;
    activeParameters += mixer.parameters + feedForward.activeParameters + norms;
    stateBytes += mixer.stateBytes;
    for (const entry of mixer.cache) {
      const key = `${entry.elements} ${entry.window} ${entry.tokensPerEntry}`;
      groups.set(key, { ...entry, layers: (groups.get(key)?.layers ?? 0) + 1 });
    }
  }
  const tiedEmbeddings = config.has("tie_word_embeddings", "tie_embedding")
    ? config.value("tie_word_embeddings", "tie_embedding") === true
    : TIED.test(type);
  const words = hiddenSize * vocabularySize * (tiedEmbeddings ? 1 : 2);
  const context = config.optional(...CONTEXT);
  const positions = LEARNED_POSITIONS.test(type) ? hiddenSize * ((context ?? 0) + (type === "opt" ? 2 : 0)) : 0;
  const perLayer = perLayerEmbeddings(config, hiddenSize, layers);
  return {
    key: whole.text("_name_or_path") || config.text("_name_or_path") || type || "config",
    origin: "config",
    parameters: parameters + words + positions + perLayer.table + perLayer.matrices,
    activeParameters: activeParameters + words + positions + perLayer.matrices,
    layers,
    hiddenSize,
    intermediateSize: plan.width,
    attentionHeads: dims.heads,
    kvHeads: dims.kvHeads,
    headDim: dims.headDim,
    vocabularySize,
    maxContextTokens: context === undefined || context === 0 ? null : context,
    tiedEmbeddings,
    experts: plan.experts,
    activeExperts: plan.activeExperts,
    cache: [...groups.values()],
    stateBytes,
    nativeWeightBits: nativeBits(config),
  };
}
