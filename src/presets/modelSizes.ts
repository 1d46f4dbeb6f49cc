import type { ModelShape } from "../engine/hardware";
import { shapeForSize } from "../engine/shapeForSize";
import { modelShape } from "./models";
import { once } from "./once";

/** Dense models from the smallest to the largest between which the shape of a bare size is drawn. */
const LADDER = [
  "qwen2.5-0.5b",
  "qwen2.5-1.5b",
  "llama-3.2-3b",
  "llama-2-7b",
  "llama-3-8b",
  "llama-2-13b",
  "qwen2.5-32b",
  "llama-3-70b",
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

/** A size written as text: "7", "7b", "8.03 B". */
const SIZE = /^(\d+(?:\.\d+)?)\s*b?$/i;

/**
 * The shape of a model given by its key, in any known spelling, or by its size in billions.
 * @throws MissingPreset that names the nearest keys.
 */
export function shapeOfModel(model: number | string, argument = "model_b"): ModelShape {
  if (typeof model === "number") return shapeOfSize(model);
  const size = SIZE.exec(model);
  return size === null ? modelShape(model, argument) : shapeOfSize(Number(size[1]));
}
