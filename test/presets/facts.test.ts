import { readFileSync } from "node:fs";
import path from "node:path";
import { MissingPreset } from "../../src/engine/errors";
import { normalizeName } from "../../src/engine/names";
import type { Fact } from "../../src/presets/fact";
import { factsOf, presetKeys, requireFact } from "../../src/presets/facts";
import { gpuPriceFact, gpuPrices } from "../../src/presets/gpuPrices";
import { presetStatus } from "../../src/presets/status";

const everyFact: Fact[] = [
  ...presetKeys().flatMap(factsOf),
  // The rents by cloud, beside the medians that stand for a GPU.
  ...gpuPrices().map(({ gpu, basis, cloud }) => gpuPriceFact(gpu, basis, cloud)),
];

/** What a figure of that unit can be on this planet; a slip of a decimal or of a unit falls outside. */
const PLAUSIBLE: Record<string, [least: number, most: number]> = {
  "TFLOP/s": [10, 20000],
  GB: [8, 512],
  "GB/s": [50, 20000],
  W: [50, 2000],
  "$/GPU-hour": [0.1, 20],
  "$/1M tokens": [0.001, 700],
  "B params": [0.05, 3000],
  layers: [6, 150],
  dimensions: [32, 75000],
  heads: [1, 250],
  tokens: [2000, 11e6],
  experts: [0, 900],
  "tokens/s": [100, 10000],
  GPUs: [1, 16],
  "$/h": [1, 50],
  "$/month": [500, 4000],
  h: [4, 60],
  "$/1,000 requests": [1, 20],
  "$/1,000 searches": [1, 50],
  "×": [1, 25],
  fraction: [0, 1],
  // 0 where every layer slides; GPT-3 keeps 4.7 MB.
  bytes: [0, 5e6],
  text: [0, 0],
};

test("there is a fact for everything that is shipped", () => {
  // 38 GPUs with at least four figures, 90 models with twelve, 287 API models with at least two prices.
  expect(everyFact.length).toBeGreaterThan(38 * 4 + 90 * 12 + 287 * 2);
  expect(presetKeys().filter((key) => factsOf(key).length === 0)).toEqual([]);
});

test("every fact has a source, a day and a confidence", () => {
  const faulty = everyFact.filter(
    ({ source, asOf, confidence, availableUntil }) =>
      source.length < 8 ||
      source.includes("{") ||
      !/^20\d\d-\d\d-\d\d$/.test(asOf) ||
      Number.isNaN(Date.parse(asOf)) ||
      !["high", "medium", "low"].includes(confidence) ||
      (availableUntil !== undefined && !/^20\d\d-\d\d-\d\d$/.test(availableUntil)),
  );
  expect(faulty).toEqual([]);
});

test("every figure is plausible in its unit", () => {
  const outside = everyFact.filter(({ value, unit }) => {
    const range = PLAUSIBLE[unit];
    if (range === undefined) return true;
    return typeof value === "number" && (value < range[0] || value > range[1]);
  });
  expect(outside).toEqual([]);
});

describe("names", () => {
  const readTable = (name: string) => JSON.parse(readFileSync(path.join(__dirname, `../../src/presets/${name}.json`), "utf8"));
  const listed = (text: string) => (text === "" ? [] : text.split("|"));
  const namesOfKind: Record<string, [key: string, alias: string][]> = {
    gpus: [...readTable("gpus").rows.flatMap(([key, aliases]: string[]) => [key, ...listed(aliases)].map((name) => [key, name]))],
    models: readTable("models").rows.flatMap(([key, name, aliases]: string[]) =>
      [key, ...listed(name), ...listed(aliases)].map((alias) => [key, alias]),
    ),
    apiModels: [
      ...readTable("apiPrices").rows.map(([key]: string[]) => [key, key]),
      ...Object.entries<string>(readTable("apiPrices").aliases).flatMap(([key, aliases]) =>
        listed(aliases).map((name) => [key, name]),
      ),
    ],
  };

  test("keys are unique across all kinds", () => {
    const keys = presetKeys().map((key) => key.toLowerCase());
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  test.each(Object.keys(namesOfKind))("no name of %s means two keys", (kind) => {
    const meaning = new Map<string, Set<string>>();
    for (const [key, name] of namesOfKind[kind])
      meaning.set(normalizeName(name), (meaning.get(normalizeName(name)) ?? new Set()).add(key));
    // These two are told apart by their dot, which counts where a spelling is found with it.
    if (kind === "models") meaning.delete(normalizeName("opt-13b"));
    expect([...meaning].filter(([, keys]) => keys.size > 1).map(([name, keys]) => [name, ...keys])).toEqual([]);
  });

  test("no alias of one kind is a key of another", () => {
    const kindOfKey = new Map(
      Object.entries(namesOfKind).flatMap(([kind, names]) => names.map(([key]) => [normalizeName(key), kind])),
    );
    const crossing = Object.entries(namesOfKind).flatMap(([kind, names]) =>
      names.filter(([, name]) => (kindOfKey.get(normalizeName(name)) ?? kind) !== kind),
    );
    // FT.SOURCE goes by keys before aliases; as model_b and as an API model these are asked for in different arguments.
    expect(new Set(crossing.map(([, name]) => normalizeName(name)))).toEqual(
      new Set([
        "commanda",
        "commandrplus",
        "commandr",
        "commandr7b",
        "commandr7b122024",
        "ministral8b2410",
        "deepseekr10528",
        "minimaxm21",
      ]),
    );
  });

  test("every key finds itself, as a fact", () => {
    const lost = presetKeys().filter((key) => {
      try {
        return !requireFact(key).key.startsWith(key);
      } catch (error) {
        return !(error instanceof MissingPreset);
      }
    });
    expect(lost).toEqual([]);
  });
});

describe("a fact by its name", () => {
  test.each([
    // data/gpu_specs.csv: H100-SXM,Hopper,989,1979,,80,3350,700,900
    ["h100_sxm", 989, "TFLOP/s"],
    ["H100 SXM:memory_gb", 80, "GB"],
    ["h100_sxm:spot:coreweave", 2.4638, "$/GPU-hour"],
    ["h100_sxm:commit_3yr:gcp", 4.858, "$/GPU-hour"],
    ["h100_sxm:reserved_3y:gcp", 4.858, "$/GPU-hour"],
    ["p5.48xlarge:on_demand", 6.88, "$/GPU-hour"],
    ["p5.48xlarge", 8, "GPUs"],
    ["a10g:reference", 1.03, "$/GPU-hour"],
    ["a40:on_demand", 0.44, "$/GPU-hour"],
    ["llama-3.1-8b", 8.03, "B params"],
    ["llama-3.1-8b:layers", 32, "layers"],
    ["gpt-4o:output", 10, "$/1M tokens"],
    ["bedrock/mistral.mistral-7b-instruct-v0:2", 0.15, "$/1M tokens"],
    ["bedrock/mistral.mistral-7b-instruct-v0:2:output", 0.2, "$/1M tokens"],
    ["openai-ft/gpt-4o-2024-08-06", 25, "$/1M tokens"],
    ["openai-ft/gpt-4o-2024-08-06:output", 15, "$/1M tokens"],
    ["together-ft/up-to-16b", "0.48-1.35", "$/1M tokens"],
    ["training_70b_full_a100_80g:price_per_hour", 49.6, "$/h"],
    ["serving_13b_a100_40g:cost_per_month", 1440, "$/month"],
    ["deployment", "8-24", "h"],
    ["engine_speedup:high", 20, "×"],
    ["support", "2 Customer support: 50,000 requests a day at $5 per 1M", "text"],
  ])("%s is %s %s", (name, value, unit) => {
    expect(requireFact(name)).toMatchObject({ value, unit });
  });

  test("what is not trusted says so", () => {
    expect(requireFact("a10g").confidence).toBe("low");
    expect(requireFact("training_7b_lora_a10g").confidence).toBe("low");
    // The token prices are good, the training price is second-hand.
    expect(requireFact("openai-ft/gpt-4o-2024-08-06:input").confidence).toBe("high");
    expect(requireFact("openai-ft/gpt-4o-2024-08-06").confidence).toBe("low");
  });

  test("an unknown key, field or part names what there is", () => {
    expect(() => requireFact("h100_smx")).toThrow(/key "h100_smx" is not a known preset; nearest: h100_sxm/);
    expect(() => requireFact("gpt-4o:price")).toThrow(
      /gpt-4o has no "price": write gpt-4o: and one of input, cached_input, output/,
    );
    expect(() => requireFact("gpt-4o:output:aws")).toThrow(MissingPreset);
    expect(() => requireFact("h100:spot:aws:now")).toThrow(/more parts than key:field:cloud/);
    expect(() => requireFact("a100_80g:fp8_tflops")).toThrow(/a100_80g has no fp8_tflops/);
  });
});

describe("status", () => {
  const fact = { source: "a list", asOf: "2026-01-01", confidence: "high" } as const;
  test("a preset is stale after 180 days", () => {
    // 2026-01-01 + 180 days = 2026-06-30
    expect(presetStatus(fact, "2026-06-30")).toBe("current");
    expect(presetStatus(fact, "2026-07-01")).toBe("stale");
    expect(presetStatus(fact, "2025-12-31")).toBe("current");
  });
  test("it expires the day after the last, stale or not", () => {
    expect(presetStatus({ ...fact, availableUntil: "2026-02-01" }, "2026-02-01")).toBe("current");
    expect(presetStatus({ ...fact, availableUntil: "2026-02-01" }, "2026-02-02")).toBe("expired");
    expect(presetStatus({ ...fact, availableUntil: "2026-12-01" }, "2026-12-02")).toBe("expired");
  });
  test("without a day it is not checked", () => {
    expect(presetStatus(fact, undefined)).toBe("not checked");
  });
});
