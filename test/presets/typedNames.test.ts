import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { findGpu, gpuKeys, resolveGpu } from "../../src/presets/gpus";
import { gpuPrices } from "../../src/presets/gpuPrices";
import { findInstance, instanceKeys } from "../../src/presets/instances";
import { likeNames } from "../../src/presets/likeness";
import { findModel, resolveModel } from "../../src/presets/models";

const typed = (file: string): { typed: string; key: string }[] =>
  parse(readFileSync(path.join(__dirname, `${file}.csv`)), { columns: true });

/* Names as people type them, from model hubs, local runners and engines' documentation, and what each means. */
describe("models as people type them", () => {
  test.each(typed("typedModelNames").map(({ typed: name, key }) => [name, key]))("%s is %s", (name, key) => {
    expect(findModel(name)).toBe(key);
  });
});

describe("GPUs as people, drivers and clouds name them", () => {
  test.each(typed("typedGpuNames").map(({ typed: name, key }) => [name, key]))("%s is %s", (name, key) => {
    expect(findGpu(name)).toBe(key);
  });

  test("one registry: what has a price is listed, and every machine type holds a listed card", () => {
    const listed = new Set(gpuKeys());
    expect(gpuPrices().filter(({ gpu }) => !listed.has(gpu))).toEqual([]);
    expect(instanceKeys().filter((name) => !listed.has(findInstance(name)?.gpu ?? ""))).toEqual([]);
  });
});

describe("a word from elsewhere has no nearest name", () => {
  test.each([
    [() => resolveGpu("banana"), 'gpu "banana" is not a GPU of the list: FT.LIST("gpus") and FT.LIST("instances") have them'],
    [() => resolveGpu("gpt-4o"), 'gpu "gpt-4o" is not a GPU of the list'],
    [() => resolveModel("sentence embeddings"), 'model "sentence embeddings" is not a model of the list (FT.LIST("models"))'],
    [() => resolveGpu("H1000"), 'gpu "H1000" is not a known GPU; nearest: h100_sxm'],
    [() => resolveModel("llama-3.1-9b"), 'model "llama-3.1-9b" is not a known model; nearest: llama-3.1-8b'],
  ])("%#", (look, message) => expect(look).toThrow(message));

  test("one letter in four may differ, and three letters in common are enough", () => {
    const { like } = likeNames(["a100_40g", "h100", "t4"]);
    expect(like("a100", 3)).toEqual(["a100_40g", "h100"]);
    expect(like("xyz", 3)).toEqual([]);
  });

  test("a long text is not repeated in the message", () => {
    expect(() => resolveGpu("x".repeat(5000))).toThrow(`gpu "${"x".repeat(60)}…" is not a GPU of the list`);
  });
});
