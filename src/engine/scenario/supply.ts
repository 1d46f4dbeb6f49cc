import { CalculationError, DomainError, MissingPreset } from "../errors";
import { isFiniteNumber } from "../numbers";
import { evaluateRows, inputSlot } from "./evaluation";
import { ANY_VALID_VALUE, inheritedFault } from "./faults";
import { NUMBER_INPUTS, type InputName, type NumberInputName, type TextInputName } from "./inputs";
import { NO_TRAFFIC_FROM_BILL } from "./missingOutput";
import { suppliedPrices, type ApiModelPrices, type PresetSource, type RentedInstance } from "./supplied";

/** A scenario that is still being put together. */
interface Draft {
  readonly numbers: Float64Array;
  readonly texts: ReadonlyMap<TextInputName, string>;
  readonly given: Set<InputName>;
  readonly faults: Map<InputName, CalculationError>;
  readonly zeros: ReadonlySet<NumberInputName>;
}

/**
 * Adds what presets supply for required inputs that are left out, empty or 0, and the traffic that a bill stands for.
 * @returns The required inputs that follow from another one.
 */
export function supply(draft: Draft, varied: readonly NumberInputName[], presets: PresetSource): ReadonlySet<NumberInputName> {
  const followed = new Set<NumberInputName>();
  const instance = supplyInstance(draft, presets);
  for (const { name, instead } of NUMBER_INPUTS) {
    if (instead === undefined || (draft.given.has(name) && !draft.zeros.has(name))) continue;
    const follows = (): void => {
      followed.add(name);
      draft.given.delete(name);
      draft.numbers[inputSlot(name)] = NaN;
    };
    const fault = draft.faults.get(instead);
    if (fault !== undefined && instead !== "api_bill_per_month") {
      follows();
      fail(draft, name, fault);
      continue;
    }
    if (instead === "api_model" && draft.texts.has(instead)) follows();
    if (instead === "gpu" && instance?.pricePerHour !== undefined) follows();
    if (instead === "api_bill_per_month" && (draft.given.has(instead) || varied.includes(instead))) follows();
  }
  if (followed.has("price_in_per_1m") || followed.has("price_out_per_1m")) supplyPrices(draft, followed, presets);
  if (followed.has("requests_per_day")) supplyTraffic(draft, varied);
  return followed;
}

/** What `find` gives; the error it fails with becomes that of the inputs that need it. */
function found<Value>(draft: Draft, inputs: readonly NumberInputName[], find: () => Value): Value | undefined {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof CalculationError)) throw error;
    for (const name of inputs) fail(draft, name, error);
    return undefined;
  }
}

function fail(draft: Draft, name: NumberInputName, error: CalculationError): void {
  draft.faults.set(name, error);
  draft.numbers[inputSlot(name)] = ANY_VALID_VALUE;
}

/** The instance that `gpu` names, with which its GPUs and its price come. */
function supplyInstance(draft: Draft, presets: PresetSource): RentedInstance | undefined {
  const instance = draft.texts.has("gpu") ? presets.instance(draft.texts) : undefined;
  if (instance === undefined) return undefined;
  if (!draft.given.has("gpus_per_instance")) draft.numbers[inputSlot("gpus_per_instance")] = instance.gpus;
  draft.numbers[inputSlot("gpu_instance_price")] = instance.pricePerHour ?? NaN;
  return instance;
}

function supplyPrices(draft: Draft, followed: ReadonlySet<NumberInputName>, presets: PresetSource): void {
  const priceInputs = (["price_in_per_1m", "price_out_per_1m"] as const).filter((name) => followed.has(name));
  const prices = found<ApiModelPrices>(draft, priceInputs, () => presets.apiPrices(draft.texts));
  if (prices === undefined) return;
  const known = { price_in_per_1m: prices.input, price_out_per_1m: prices.output };
  for (const name of priceInputs) {
    if (known[name] === undefined) fail(draft, name, new MissingPreset(`api_model has no ${name}: enter one`));
  }
  const supplied = suppliedPrices(prices, { isInputPriceOwn: !followed.has("price_in_per_1m") });
  for (const [name, value] of Object.entries(supplied)) draft.numbers[inputSlot(name as keyof typeof supplied)] = value;
}

/** The daily requests that a dollar of the monthly bill stands for; NaN where a request costs nothing. */
export const requestsPerBillDollar = (costOfRequest: number, daysPerMonth: number): number =>
  costOfRequest > 0 ? 1 / (costOfRequest * daysPerMonth) : NaN;

/** Derives, once and from the scenario's own values, the daily requests that a dollar of the monthly bill stands for. */
function supplyTraffic(draft: Draft, varied: readonly NumberInputName[]): void {
  const fault = inheritedFault(draft, "request_cost");
  if (fault !== undefined) {
    fail(draft, "requests_per_day", fault);
    return;
  }
  evaluateRows({
    numbers: draft.numbers,
    varied: [],
    outputs: ["request_cost", "days_per_month"],
    count: 1,
    fill: () => undefined,
    take: ([cost, days]) => {
      const perDollar = requestsPerBillDollar(cost[0], days[0]);
      if (cost[0] === 0) fail(draft, "requests_per_day", NO_TRAFFIC_FROM_BILL);
      else if (isFiniteNumber(perDollar)) draft.numbers[inputSlot("requests_per_bill_dollar")] = perDollar;
      else if (!varied.includes("requests_per_day")) {
        fail(
          draft,
          "requests_per_day",
          new DomainError("requests_per_day follows from api_bill_per_month at the scenario's own values: enter each of them"),
        );
      }
    },
  });
}
