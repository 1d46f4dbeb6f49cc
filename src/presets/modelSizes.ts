import { MissingPreset } from "../engine/errors";
import type { ModelShape } from "../engine/hardware";
import { looksLikeConfig, shapeOfConfig } from "../engine/modelConfig/modelConfig";
import { kvBytesPerToken } from "../engine/servingMemory";
import { shapeForSize } from "../engine/shapeForSize";
import { type ModelField, modelFigure, modelShape } from "./models";
import { once } from "./once";

/**
 * Dense models with grouped-query attention from the smallest to the largest, each larger than the one before in every
 * dimension: the steps between which the shape of a bare size is drawn.
 */
const LADDER = [
  "qwen2.5-0.5b",
  "qwen2.5-1.5b",
  "llama-3.2-3b",
  "llama-3.1-8b",
  "qwen3-14b",
  "qwen2.5-32b",
  "llama-3.1-70b",
  "mistral-large-2407",
  "llama-3.1-405b",
];

const ladder = once(() => LADDER.map((key) => modelShape(key)));

/** Shapes of sizes already asked for: a sheet asks for the same few thousands of times. */
const drawn = new Map<number, ModelShape>();
const MOST_REMEMBERED = 1000;

/** The shape of a dense model of so many billions of parameters. */
export function shapeOfSize(parametersB: number): ModelShape {
  const known = drawn.get(parametersB);
  if (known !== undefined) return known;
  const shape = shapeForSize(ladder(), parametersB);
  if (drawn.size >= MOST_REMEMBERED) drawn.clear();
  drawn.set(parametersB, shape);
  return shape;
}

/** Configurations already read: a sheet holds the same text in thousands of cells. */
const read = new Map<string, ModelShape>();
const MOST_READ = 100;

function shapeOfText(config: string, argument: string): ModelShape {
  const known = read.get(config);
  if (known !== undefined) return known;
  const shape = shapeOfConfig(config, argument);
  if (read.size >= MOST_READ) read.clear();
  read.set(config, shape);
  return shape;
}

/** A size written as text: "7", "7b", "8.03 B", "70 billion". */
const SIZE = /^(\d+(?:\.\d+)?|\.\d+)\s*(?:b|bn|billion)?(?:\s*(?:params|parameters))?$/i;

/**
 * The shape of a model given by its key, in any known spelling, by the text of its config.json, or by its size in billions.
 * @throws MissingPreset that names the nearest keys.
 */
export function shapeOfModel(model: number | string, argument = "model_b"): ModelShape {
  if (typeof model === "number") return shapeOfSize(model);
  if (looksLikeConfig(model)) return shapeOfText(model, argument);
  const size = SIZE.exec(model.trim());
  return size === null ? modelShape(model, argument) : shapeOfSize(Number(size[1]));
}

const FIGURES: Readonly<Record<ModelField, (shape: ModelShape) => number | null>> = {
  params_b: ({ parameters }) => parameters / 1e9,
  active_params_b: ({ activeParameters }) => activeParameters / 1e9,
  layers: ({ layers }) => layers,
  hidden_size: ({ hiddenSize }) => hiddenSize,
  intermediate_size: ({ intermediateSize }) => intermediateSize,
  attention_heads: ({ attentionHeads }) => attentionHeads,
  kv_heads: ({ kvHeads }) => kvHeads,
  head_dim: ({ headDim }) => headDim,
  vocab_size: ({ vocabularySize }) => vocabularySize,
  max_context: ({ maxContextTokens }) => maxContextTokens,
  experts: ({ experts }) => experts,
  active_experts: ({ activeExperts }) => activeExperts,
  kv_bytes_per_token: kvBytesPerToken,
};

/**
 * A figure of a model of the list, or of the one whose configuration is given.
 * @throws MissingPreset when the model is unknown or its configuration does not say.
 */
export function figureOfModel(model: string, field: ModelField, argument = "model"): number {
  if (!looksLikeConfig(model)) return modelFigure(model, field, argument);
  const figure = FIGURES[field](shapeOfText(model, argument));
  if (figure === null) throw new MissingPreset(`${argument}: the config does not say ${field}`);
  return figure;
}
