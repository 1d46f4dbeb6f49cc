import { comparedDollars, comparedFigures, dollars, figure, tokenFigure } from "../../figures";
import { zeroIsDefault, type NumberInput, type NumberInputName } from "../inputs";

/*
 * What the checks say where they fail: both figures, and what to do. The checks decide, these sentences speak.
 */

export const percentTypedAsFraction = (name: string, value: number): string =>
  `${name} is ${figure(value)}, which means ${figure(value * 100)} %: if ${figure(value)} % is meant, enter ${value / 100}`;

/** Says of each input that is 0 or empty, while its default is not, what it was taken for. */
export function zerosTaken(zeros: readonly NumberInput[], value: (name: NumberInputName) => number): string {
  const taken = (isDefault: boolean, of: (input: NumberInput) => string): string =>
    zeros
      .filter((input) => (zeroIsDefault(input) || input.fallback === undefined) === isDefault)
      .map((input) => `${input.name} ${of(input)}`)
      .join(", ");
  const defaults = taken(true, ({ name, fallback }) => (typeof fallback === "string" ? `(${fallback})` : figure(value(name))));
  const meant = taken(false, ({ fallback }) => `(default ${String(fallback)})`);
  const sentences = [
    defaults === "" ? "" : `0 or empty and taken at the default: ${defaults}; write none for a true 0`,
    meant === "" ? "" : `0 or empty and taken as 0: ${meant}; write default for the default`,
  ].filter((sentence) => sentence !== "");
  return sentences.length === 0 ? "no input with another default is 0 or empty" : sentences.join(". ");
}

export const requiredIsZero = (name: string): string => `${name} is 0 or empty: enter it, or none where a true 0 is meant`;

export const priceTooLow = (name: string, price: number, per: { least: number; tokens: string; factor: number }): string =>
  `${name} is ${dollars(price)}, below ${dollars(per.least)}: if it is per ${per.tokens}, enter ${figure(price * per.factor)} per 1M tokens`;

export const priceTooHigh = (name: string, price: number, most: number): string =>
  `${name} is ${dollars(price)}, above ${dollars(most)}: if it is per 1,000M tokens, enter ${figure(price / 1000)} per 1M tokens`;

export function outputCheaperThanInput(priceOut: number, priceIn: number): string {
  const [low, high] = comparedDollars(priceOut, priceIn);
  return `price_out_per_1m ${low} is below price_in_per_1m ${high}: no API prices output below input; are they swapped?`;
}

export const cachedPriceMissing = (share: number, priceIn: number): string =>
  `cached_share is ${share}, but price_cached_per_1m is not given, so cached tokens cost ${dollars(priceIn)} as well: enter their price`;

export function cachedPriceAboveInput(priceCached: number, priceIn: number): string {
  const [high, low] = comparedDollars(priceCached, priceIn);
  return `price_cached_per_1m ${high} is above price_in_per_1m ${low}: a cache makes input cheaper; check both`;
}

export const utilizationAboveOne = (target: number): string =>
  `target_utilization is ${figure(target)}, above 1: no instance serves more than its capacity; enter a fraction`;

/** Rates of two sides and what one case costs, of which one makes no sense without the other. */
export interface RatedCost {
  readonly api: NumberInputName;
  readonly ft: NumberInputName;
  readonly cost: NumberInputName;
  /** "a review" */
  readonly what: string;
}

export const ratesWithoutCost = ({ api, ft, cost, what }: RatedCost, rateApi: number, rateFt: number): string =>
  `${api} is ${rateApi} and ${ft} ${rateFt}, but ${cost} is 0, so neither counts: enter what ${what} costs`;

export const costWithoutRates = ({ api, ft, cost }: RatedCost, amount: number): string =>
  `${cost} is ${dollars(amount)}, but ${api} and ${ft} are 0, so it never counts: enter the rates`;

export const tooFewRuns = (runs: number, fewest: number): string =>
  `training_runs is ${figure(runs)}, below ${fewest}: experiments and repeats take at least ${fewest} runs; plan for them`;

export const givenAsOneSum = (otherCost: number, without: string): string =>
  `the project is given as one sum, other_cost ${dollars(otherCost)}, and no ${without}`;

export const hoursWithoutRate = (hours: number): string =>
  `${figure(hours)} engineering hours cost nothing, since hourly_rate is 0: enter the cost of an hour`;

export const NOBODY_WORKS =
  "engineering hours are 0 and other_cost is 0: a project that nobody works on; enter hours_data, hours_evaluation and the others";

export const refreshNever = (cost: number): string =>
  `retrain_cost is ${dollars(cost)}, but retrain_months is 0, which means never: enter the months between refreshes`;

export const refreshFree = (months: number): string =>
  `retrain_months is ${figure(months)}, but retrain_cost is 0: enter the cost of a refresh`;

export function storageBelowWeights(storageGb: number, weightsGb: number): string {
  const [low, high] = comparedFigures(storageGb, weightsGb);
  return `storage_gb is ${low}, but the weights alone take ${high} GB (model_b × bytes_per_param): raise storage_gb or lower bytes_per_param`;
}

export const horizonBeyondLife = (horizon: number, life: number): string =>
  `horizon_months ${figure(horizon)} is beyond life_months ${figure(life)}: npv counts savings of a model that has been replaced; shorten the horizon, or add retrain_cost and lengthen the life`;

export function rampBeyondHorizon(ramp: number, horizon: number): string {
  const [high, low] = comparedFigures(ramp, horizon);
  return `ramp_months ${high} is beyond the horizon of ${low} months: the traffic never moves over whole; shorten the ramp`;
}

export const fleetStays = (growth: number, instances: number): string =>
  `volume_growth is ${growth}, but the fleet stays at ${figure(instances)} instances since tokens_per_second is not given: enter it, and the fleet grows too`;

export const countedTwice = (price: number, instances: number, gpu: string): string =>
  `price_per_instance_hour ${dollars(price)} is ${figure(instances)} × ${dollars(price / instances)}, the price of one ${gpu}: it already counts all ${figure(instances)} instances; enter ${figure(price / instances)} or set instances to 1`;

export const gpuPriceImplausible = (price: number, range: string): string =>
  `price_per_instance_hour comes to ${dollars(price)} per GPU-hour, against ${range}: check it, and gpus_per_instance`;

export const modelTooLarge = (model: string, needed: string, available: string, instance: string): string =>
  `${model} needs ${needed} GB, but ${instance} has ${available} GB: take more GPUs per instance, a larger GPU, or fewer weight_bits`;

export const promptTooLong = (model: string, tokens: string, most: string): string =>
  `a request with its answer has ${tokens} tokens, but ${model} takes at most ${most}: shorten the prompt, or take a model with a longer context`;

export const otherPrice = (name: string, value: number, known: { model: string; price: number; asOf: string }): string =>
  `${name} is ${dollars(value)}, the price of ${known.model} is ${dollars(known.price)} (${known.asOf})`;

export const NO_TRAFFIC = "tokens_per_day is 0: with no traffic there is nothing to save; enter requests_per_day and tokens";

export const otherBill = (cost: number, bill: number): string =>
  `requests_per_day, tokens and prices come to ${dollars(cost)}/month on the API, but api_bill_per_month is ${dollars(bill)}: requests_per_day counts; leave it out to follow the bill, or correct one of them`;

export const fleetTooSmall = (need: string, instances: number, have: string): string =>
  `the peak needs ${need} tokens/s, but ${figure(instances)} instances may carry ${have} (tokens_per_second × target_utilization): the model counts the further instances; raise instances to see them`;

export function losesAboveBreakeven(facts: {
  tokensPerDay: number;
  breakevenTokensPerDay: number;
  saving: number;
  largest: { name: string; cost: number };
  /** Where the largest cost is that of quality. */
  rates: { reviewRateFt: number; highest: number } | undefined;
}): string {
  const { tokensPerDay, breakevenTokensPerDay, saving, largest, rates } = facts;
  const limit =
    rates === undefined
      ? ""
      : `; review_rate_ft ${rates.reviewRateFt} would have to be at most ${Number(rates.highest.toPrecision(3))}`;
  return `${tokenFigure(tokensPerDay)} tokens/day are above the bill break-even of ${tokenFigure(breakevenTokensPerDay)}, yet fine-tuning costs ${dollars(-saving)}/month more than the API: ${largest.name} of ${dollars(largest.cost)}/month is not in that break-even${limit}; go by full_breakeven_tokens_per_day and saving`;
}

export function paybackBeyondLife(payback: number, life: number): string {
  const [high, low] = comparedFigures(payback, life);
  return `payback_months ${high} is beyond life_months ${low}: the model is replaced before it has paid for itself`;
}

export const horizonTurnsIt = (saving: number, npv: number): string =>
  `saving is ${dollars(saving)}/month today, but npv over the horizon is ${dollars(npv)}: prices, volume or the ramp turn it; show both, and decide by npv`;
