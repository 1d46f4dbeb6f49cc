import type { CacheGroup, ModelShape } from "../engine/hardware";
import { kvBytesPerToken } from "../engine/servingMemory";
import { readRows } from "./compactTable";
import type { Confidence, Provenance } from "./fact";
import { indexByKey, splitAliases } from "./keyIndex";
import table from "./models.json";
import { once } from "./once";

/** A row of models.json: parameters in billions with embeddings, as counted from the shape. */
interface ModelRow {
  readonly key: string;
  /** The published names, where the key does not give them away. */
  readonly names: string;
  readonly aliases: string;
  readonly params_b: number;
  readonly active_params_b: number;
  readonly layers: number;
  readonly hidden_size: number;
  readonly intermediate_size: number;
  readonly attention_heads: number;
  readonly kv_heads: number;
  readonly head_dim: number;
  readonly vocab_size: number;
  readonly max_context: number;
  readonly tied_embeddings: number;
  readonly experts: number;
  readonly active_experts: number;
  /** Groups of layers that keep keys and values: "61x576", "25x4096@1024", "30x512/4". */
  readonly cache: string;
  readonly state_bytes: number;
  readonly native_bits: 16 | 8 | 4;
  readonly source: number;
  readonly as_of: string;
  readonly confidence: Confidence;
}

/** The fields of a model that a formula can ask for, with their units. */
export const MODEL_FIELDS = {
  params_b: "B params",
  active_params_b: "B params",
  layers: "layers",
  hidden_size: "dimensions",
  intermediate_size: "dimensions",
  attention_heads: "heads",
  kv_heads: "heads",
  head_dim: "dimensions",
  vocab_size: "tokens",
  max_context: "tokens",
  experts: "experts",
  active_experts: "experts",
  kv_bytes_per_token: "bytes",
} as const;
export type ModelField = keyof typeof MODEL_FIELDS;

/** How a file was packed: the same shape in fewer bits. */
const PACKED =
  /[-_ .:](?:gguf|awq|gptq|exl[23]|mlx|bnb|hqq|autoround|quantized|dynamic|unsloth|fp8|fp4|nvfp4|mxfp4|bf16|fp16|f16|int[48]|w[48]a(?:8|16)|[348][-_]?bits?|g128|ud[-_]\w+|i?q[2-8](?:[-_][0-9a-z]+)*)(?=[-_ .:]|$)/gi;
/** What a model was tuned for: the same shape. */
const TUNED = /[-_ :](?:instruct|chat|it|hf|base|text|preview|sft|dpo|thinking|think|latest)(?=[-_ :]|$)/gi;

/** A name without words of a pattern, however many stand one behind another. */
const without = (name: string, words: RegExp): string => {
  for (let before = "", now = name; ; before = now, now = now.replace(words, "")) if (before === now) return now;
};

/**
 * The names a spelling may mean, the most literal first: without the organisation, without the packing of the file, without
 * the words of a tuned variant; a runner's "llama3.1:8b" reads as llama3.1-8b.
 */
function plainNames(text: string): string[] {
  const name = text.slice(text.replace(/\/+$/, "").lastIndexOf("/") + 1).replace(/^meta[-_ ]/i, "");
  const unpacked = without(name, PACKED);
  const plain = without(unpacked, TUNED);
  const version = plain.replace(/[-_ ]v\d+(?:\.\d+)?$/i, "");
  return [name, unpacked, plain, version].map((form) => form.replace(/:/g, "-"));
}

const index = once(() =>
  indexByKey<ModelRow>({
    what: "a known model",
    otherwise: 'is not a model of the list (FT.LIST("models")): give its size in billions, or the text of its config.json',
    items: readRows<ModelRow>(table),
    keyOf: ({ key }) => key,
    aliasesOf: ({ names, aliases }) => [...splitAliases(names), ...splitAliases(aliases)],
    formsOf: plainNames,
  }),
);

const CACHE_GROUP = /^(\d+)x(\d+)(?:@(\d+))?(?:\/(\d+))?$/;

function readCacheGroup(text: string): CacheGroup {
  const [, layers, elements, window, tokensPerEntry] = CACHE_GROUP.exec(text) as RegExpExecArray;
  return {
    layers: Number(layers),
    elements: Number(elements),
    window: window === undefined ? null : Number(window),
    tokensPerEntry: tokensPerEntry === undefined ? 1 : Number(tokensPerEntry),
  };
}

function toShape(row: ModelRow): ModelShape {
  return {
    key: row.key,
    origin: "model",
    parameters: row.params_b * 1e9,
    activeParameters: row.active_params_b * 1e9,
    layers: row.layers,
    hiddenSize: row.hidden_size,
    intermediateSize: row.intermediate_size,
    attentionHeads: row.attention_heads,
    kvHeads: row.kv_heads,
    headDim: row.head_dim,
    vocabularySize: row.vocab_size,
    maxContextTokens: row.max_context,
    tiedEmbeddings: row.tied_embeddings === 1,
    experts: row.experts,
    activeExperts: row.active_experts,
    cache: row.cache.split(";").map(readCacheGroup),
    stateBytes: row.state_bytes,
    nativeWeightBits: row.native_bits,
  };
}

const shapes = once(() => {
  const all = readRows<ModelRow>(table).map(toShape);
  return { all: all as readonly ModelShape[], byKey: new Map(all.map((shape) => [shape.key, shape])) };
});

/** The keys of the models whose shape is shipped, in the order of the list. */
export function modelKeys(): readonly string[] {
  return index().keys;
}

/** The key of a model spelled in any known way ("meta-llama/Llama-3.1-8B-Instruct"); undefined when it is none. */
export function findModel(text: string): string | undefined {
  return index().find(text)?.key;
}

/**
 * The key of a model spelled in any known way.
 * @throws MissingPreset that names the nearest keys.
 */
export function resolveModel(text: string, argument = "model"): string {
  return index().require(argument, text).key;
}

/**
 * The shape of a model, by key or any known spelling; the same object on every call.
 * @throws MissingPreset that names the nearest keys.
 */
export function modelShape(text: string, argument = "model"): ModelShape {
  return shapes().byKey.get(resolveModel(text, argument)) as ModelShape;
}

/** Every shape that is shipped. */
export function modelShapes(): readonly ModelShape[] {
  return shapes().all;
}

/** A figure of a model. */
export function modelFigure(text: string, field: ModelField, argument = "model"): number {
  const row = index().require(argument, text);
  return field === "kv_bytes_per_token" ? kvBytesPerToken(modelShape(row.key)) : row[field];
}

/** Where the figures of a model come from. */
export function modelProvenance(text: string, argument = "model"): Provenance {
  const row = index().require(argument, text);
  return { source: table.sources[row.source], asOf: row.as_of, confidence: row.confidence };
}
