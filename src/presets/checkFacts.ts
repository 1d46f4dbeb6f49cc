import { CalculationError } from "../engine/errors";
import type { ModelShape } from "../engine/hardware";
import type { CheckFacts } from "../engine/scenario/checks/check";
import { inputSlot } from "../engine/scenario/evaluation";
import type { NumberInputName, TextInputName } from "../engine/scenario/inputs";
import type { UncheckedScenario } from "../engine/scenario/scenario";
import { servingMemory, servingOverheadBytes } from "../engine/servingMemory";
import { type ApiPrice, apiPriceOn, findApiModel } from "./apiPrices";
import type { Provenance } from "./fact";
import { gpuPriceFact, gpuPrices } from "./gpuPrices";
import { gpuSpec, resolveGpu } from "./gpus";
import { shapeOfModel } from "./modelSizes";
import { trainingReferences } from "./reference";
import { presetStatus } from "./status";

/* What the checks of a scenario compare it with. */

/** What `find` gives, or why it gives nothing. */
function factOr<Fact>(find: () => Fact): Fact | string {
  try {
    return find();
  } catch (error) {
    if (error instanceof CalculationError) return error.message;
    throw error;
  }
}

/** Prices of one GPU on demand, those of the reference table among them; of every GPU in that table where none is named. */
function knownGpuPrices(gpu: string | undefined): CheckFacts["gpuPrices"] {
  const reference = trainingReferences()
    .filter((row) => gpu === undefined || row.gpu === gpu)
    .map((row) => ({ gpu: row.gpu, pricePerHour: row.price_per_hour / row.gpus }));
  const offers = gpuPrices()
    .filter((offer) => offer.gpu === gpu && offer.basis === "on_demand")
    .map((offer) => ({ gpu: offer.gpu, pricePerHour: offer.price }));
  const prices = [...reference, ...offers];
  return prices.length > 0 ? prices : `no price of ${gpu} is known`;
}

/** The model that is served, by the name the scenario gives it or by its size. */
function modelOf(scenario: UncheckedScenario): { name: string; shape: ModelShape } {
  const key = scenario.keys.get("model_b");
  const size = scenario.numbers[inputSlot("model_b")];
  const shape = shapeOfModel(key ?? size);
  return { name: key === undefined ? `${size}B` : shape.key, shape };
}

/** Tokens of a request with its answer, which a model has to keep at once. */
function contextTokens(number: (name: NumberInputName) => number): number {
  return Math.max(1, Math.ceil(number("tokens_in") + number("tokens_out") + number("reasoning_tokens")));
}

function memoryOf(
  scenario: UncheckedScenario,
  gpu: string | undefined,
  number: (name: NumberInputName) => number,
): CheckFacts["memory"] {
  if (gpu === undefined) return "gpu is not given";
  return factOr(() => {
    const gpus = number("gpus_per_instance");
    const { name, shape } = modelOf(scenario);
    const context = contextTokens(number);
    const memory = servingMemory({ shape, weightBits: number("weight_bits"), contextTokens: context, concurrency: 1 });
    return {
      model: name,
      neededBytes: memory.weightsBytes + memory.kvCacheBytes + servingOverheadBytes(gpus),
      availableBytes: gpus * gpuSpec(gpu).memoryBytes,
      instance: gpus === 1 ? `one ${gpu}` : `${gpus} × ${gpu}`,
    };
  });
}

function contextOf(scenario: UncheckedScenario, number: (name: NumberInputName) => number): CheckFacts["context"] {
  return factOr(() => {
    const { name, shape } = modelOf(scenario);
    if (shape.maxContextTokens === null) return `the longest context of ${name} is not known`;
    return { model: name, tokens: contextTokens(number), mostTokens: shape.maxContextTokens };
  });
}

/** The prices of a model on a day for a prompt of so many tokens. */
function priceOf(price: ApiPrice, promptTokens: number): Exclude<CheckFacts["apiPrice"], string> {
  const { long } = price;
  const prices = long !== undefined && promptTokens > long.above ? long.prices : price.prices;
  // A model of embeddings answers nothing.
  return { model: price.key, asOf: price.asOf, input: prices.input ?? 0, output: prices.output ?? 0 };
}

/**
 * What presets know of a scenario's keys, model and GPU.
 * @param today The day on which prices are judged (ISO text); their age is not checked without one.
 * @param dayOf Reads the day (ISO text) that a text input holds.
 */
export function checkFacts(
  scenario: UncheckedScenario,
  today: string | undefined,
  dayOf: (name: TextInputName, text: string | undefined) => string | undefined,
): CheckFacts {
  const unknown: string[] = [];
  /** What a text input means; what it does not mean is noted. */
  const meaning = (name: TextInputName, find: (text: string) => string | undefined): string | undefined => {
    const text = scenario.texts.get(name);
    if (text === undefined) return undefined;
    try {
      return find(text);
    } catch (error) {
      if (!(error instanceof CalculationError)) throw error;
      unknown.push(error.message);
      return undefined;
    }
  };
  const number = (name: NumberInputName): number => scenario.numbers[inputSlot(name)];

  // The look-ups of a price name the nearest keys where there is none.
  const gpu = meaning("gpu", (text) => resolveGpu(text));
  const apiModel = meaning("api_model", (text) => findApiModel(text) ?? apiPriceOn(text, undefined, "api_model").key);
  const asOf = meaning("as_of", (text) => dayOf("as_of", text));
  const apiPrice =
    apiModel === undefined ? "api_model is not given" : factOr(() => apiPriceOn(apiModel, asOf ?? today, "api_model"));

  const presets: (Provenance & { key: string })[] = [];
  if (asOf !== undefined) presets.push({ key: "as_of", asOf, source: "the scenario", confidence: "high" });
  if (typeof apiPrice === "object") presets.push(apiPrice);
  const gpuPrice = gpu === undefined ? "" : factOr(() => gpuPriceFact(gpu));
  if (typeof gpuPrice === "object") presets.push(gpuPrice);

  return {
    unknown,
    asOf,
    gpuPrices: scenario.texts.has("gpu") && gpu === undefined ? "gpu is not known" : knownGpuPrices(gpu),
    memory: memoryOf(scenario, gpu, number),
    context: contextOf(scenario, number),
    apiPrice: typeof apiPrice === "string" ? apiPrice : priceOf(apiPrice, number("tokens_in")),
    presets:
      today === undefined
        ? "today is not given"
        : presets.length === 0
          ? "gpu, api_model and as_of are not given"
          : presets.map((preset) => ({
              key: preset.key,
              asOf: preset.asOf,
              status: presetStatus(preset, today) as "current" | "stale" | "expired",
            })),
  };
}
