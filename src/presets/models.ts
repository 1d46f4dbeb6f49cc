import type { ModelShape } from "../engine/hardware";
import { readRows } from "./compactTable";
import type { Confidence, Provenance } from "./fact";
import { indexByKey, splitAliases } from "./keyIndex";
import table from "./models.json";
import { once } from "./once";

/** A row of models.json: parameters in billions with embeddings, as counted from the shape. */
interface ModelRow {
  readonly key: string;
  /** The published name, where the key does not give it away. */
  readonly name: string;
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
  readonly kv_elements_per_token_and_layer: number | null;
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
} as const;
export type ModelField = keyof typeof MODEL_FIELDS;

/** A published name without its organisation and without the words that name a tuned variant of the same shape. */
function plainName(text: string): string[] {
  const name = text.slice(text.lastIndexOf("/") + 1).replace(/^meta[-_ ]/i, "");
  return [name, name.replace(/[-_ ](?:instruct|chat|it|hf|base)(?=[-_ ]|$)/gi, "")];
}

const index = once(() =>
  indexByKey<ModelRow>({
    what: "a known model",
    items: readRows<ModelRow>(table),
    keyOf: ({ key }) => key,
    aliasesOf: ({ name, aliases }) => [...(name === "" ? [] : [name]), ...splitAliases(aliases)],
    formsOf: plainName,
  }),
);

function toShape(row: ModelRow): ModelShape {
  return {
    key: row.key,
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
    kvElementsPerTokenAndLayer: row.kv_elements_per_token_and_layer,
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
  return index().require(argument, text)[field];
}

/** Where the figures of a model come from. */
export function modelProvenance(text: string, argument = "model"): Provenance {
  const row = index().require(argument, text);
  return { source: table.sources[row.source], asOf: row.as_of, confidence: row.confidence };
}
