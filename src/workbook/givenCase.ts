import { type InputName, NUMBER_INPUTS, requireInDomain, requireInput, SCENARIO_INPUTS } from "../engine/scenario/inputs";
import { apiPriceOn } from "../presets/apiPrices";
import { gpuPriceFact } from "../presets/gpuPrices";
import type { GivenInputs, Origin } from "./case/caseInputs";
import { EXTRA_NAMES, type ExtraName } from "./case/extraInputs";

/* The inputs of a business case as they stand in a file: names and values, the prices of the models and GPUs it names filled in. */

type Value = number | string;

/** What a usage export comes to, and what it is called. */
export interface GivenTraffic {
  readonly file: string;
  readonly values: Readonly<Partial<Record<InputName, Value>>>;
}

const isExtra = (name: string): name is ExtraName => EXTRA_NAMES.includes(name as ExtraName);
const MOST_TEXT = 200;

/**
 * A case from the names and values of `record`; what they leave out comes from `traffic`, from presets or from defaults.
 * @throws Error naming the file, the name and what is required of it.
 */
export function givenCase(record: unknown, file: string, date: string, traffic?: GivenTraffic): GivenInputs {
  if (typeof record !== "object" || record === null || Array.isArray(record))
    throw new Error(`${file} must hold one record of names and values, such as {"requests_per_day": 50000}.`);
  const { title = traffic?.file ?? file, date: day = date, ...values } = record as Record<string, unknown>;
  if (typeof title !== "string" || title.length > MOST_TEXT)
    throw new Error(`${file}: title must be a text of at most ${MOST_TEXT} characters.`);
  if (typeof day !== "string" || !isDay(day)) throw new Error(`${file}: date must be a day such as "2026-11-25".`);
  const scenario: Partial<Record<InputName, Value>> = { ...traffic?.values };
  const extras: Partial<Record<ExtraName, Value>> = {};
  for (const [name, value] of Object.entries(values)) {
    if (isExtra(name)) extras[name] = valueOf(file, name, value);
    else setInput(scenario, file, name, value);
  }
  const origins = { ...trafficOrigins(traffic, values), ...pricesOf(scenario, file, day) };
  requireRequired(scenario, file);
  return { title, date: day, scenario, extras, origins, origin: { source: file, asOf: "", evidence: "typed" } };
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

function valueOf(file: string, name: string, value: unknown): Value {
  if ((typeof value === "number" && Number.isFinite(value)) || (typeof value === "string" && value.length <= MOST_TEXT))
    return value;
  throw new Error(`${file}: ${name} must be a number or a short text, not ${JSON.stringify(value)?.slice(0, 40)}.`);
}

function setInput(scenario: Partial<Record<InputName, Value>>, file: string, name: string, value: unknown): void {
  const input = saying(file, () => requireInput("inputs", name));
  const given = valueOf(file, name, value);
  if (input.kind === "text") {
    scenario[input.name] = String(given);
    return;
  }
  if (typeof given !== "number") throw new Error(`${file}: ${name} must be a number, not "${given}".`);
  scenario[input.name] = saying(file, () => requireInDomain(input, given));
}

/** An error of the engine or the presets, as one of this file. */
function saying<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function trafficOrigins(traffic: GivenTraffic | undefined, over: Record<string, unknown>): Partial<Record<InputName, Origin>> {
  const names = Object.keys(traffic?.values ?? {}).filter((name) => !(name in over)) as InputName[];
  return Object.fromEntries(names.map((name) => [name, { source: traffic?.file ?? "", asOf: "", evidence: "measured" }]));
}

/** Fills in what the named model and GPU cost, where no price is given. */
function pricesOf(scenario: Partial<Record<InputName, Value>>, file: string, day: string): Partial<Record<InputName, Origin>> {
  const origins: Partial<Record<InputName, Origin>> = {};
  const take = (name: InputName, value: number | undefined, { source, asOf }: { source: string; asOf: string }): void => {
    if (scenario[name] !== undefined || value === undefined) return;
    scenario[name] = value;
    origins[name] = { source, asOf, evidence: "published" };
  };
  const { api_model: model, gpu } = scenario;
  const isPriced = scenario.price_in_per_1m !== undefined;
  if (model !== undefined && model !== "none" && !(isPriced && scenario.price_out_per_1m !== undefined)) {
    const price = saying(file, () => apiPriceOn(String(model), day, "api_model"));
    take("price_out_per_1m", price.prices.output, price);
    if (!isPriced) {
      take("price_in_per_1m", price.prices.input, price);
      take("price_cached_per_1m", price.prices.cached_input, price);
      take("price_cache_write_per_1m", price.prices.cache_write, price);
    }
  }
  if (gpu !== undefined && gpu !== "none" && scenario.price_per_instance_hour === undefined) {
    const rent = saying(file, () => gpuPriceFact(String(gpu)));
    take("price_per_instance_hour", Number(rent.value) * Number(scenario.gpus_per_instance ?? 1), {
      source: rent.source,
      asOf: rent.asOf,
    });
  }
  return origins;
}

function requireRequired(scenario: Partial<Record<InputName, Value>>, file: string): void {
  for (const { name, fallback, instead } of NUMBER_INPUTS) {
    if (fallback !== undefined || scenario[name] !== undefined) continue;
    if (instead !== undefined && instead !== "api_model" && instead !== "gpu" && scenario[instead] !== undefined) continue;
    throw new Error(`${file}: ${name} is missing${instead === undefined ? "" : `; ${instead} may be given in its place`}.`);
  }
  if (SCENARIO_INPUTS.every(({ name }) => scenario[name] === undefined)) throw new Error(`${file} holds no input.`);
}
