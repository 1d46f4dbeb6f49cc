import { dollars, figure } from "../../figures";
import { NUMBER_INPUTS } from "../inputs";
import { failed, passed, passedUnless, unchecked, type Checks, type InputContext, type Verdict } from "./check";
import * as say from "./sentences";

/** Prices per 1M tokens that any API asks lie well inside; outside, the price is most likely meant per another number of tokens. */
const LEAST_PRICE_PER_1M = 0.01;
const MOST_PRICE_PER_1M = 1000;
/** A price below it is most likely per token, above it per 1,000 tokens. */
const PER_TOKEN_BELOW = 1e-4;
/** Few projects are done with fewer. */
export const FEWEST_RUNS = 5;

/** What tokens a price is most likely for that is too low or too high for 1M of them, and what makes it one for 1M. */
function mistakenTokens(price: number): { tokens: string; factor: number } | undefined {
  if (price > MOST_PRICE_PER_1M) return { tokens: "1,000M tokens", factor: 1 / 1000 };
  if (!(price > 0 && price < LEAST_PRICE_PER_1M)) return undefined;
  return price < PER_TOKEN_BELOW ? { tokens: "token", factor: 1e6 } : { tokens: "1,000 tokens", factor: 1e3 };
}

/** What a price that is too low or too high was most likely meant as, per 1M tokens; undefined for one that may be right. */
export function pricePer1mMeant(price: number): number | undefined {
  const mistaken = mistakenTokens(price);
  return mistaken && price * mistaken.factor;
}

/** Checks of the inputs by themselves, which hold also where one of them is out of range. */
export const INPUT_CHECKS: Checks<InputContext> = {
  inputs_in_range({ scenario }) {
    const faults = [...scenario.problems, ...scenario.faults.values()];
    return passedUnless(
      faults.map(({ message }) => message),
      "every input is within its range",
    );
  },

  zeros_and_empty_cells({ scenario, input }) {
    const zeros = NUMBER_INPUTS.filter(
      ({ name, fallback }) => scenario.zeros.has(name) && fallback !== 0 && (fallback !== undefined || !scenario.given.has(name)),
    );
    return passed(say.zerosTaken(zeros, input));
  },

  prices_and_traffic_given({ scenario }) {
    const missing = NUMBER_INPUTS.filter(
      ({ name, fallback }) => fallback === undefined && scenario.zeros.has(name) && scenario.given.has(name),
    );
    return passedUnless(
      missing.map(({ name }) => say.requiredIsZero(name)),
      "every required price and traffic has a value",
    );
  },

  presets_known({ scenario, facts }) {
    if (facts.unknown.length > 0) return failed(facts.unknown.join("; "));
    const named = [...scenario.texts].map(([name, key]) => `${name} ${name === "as_of" ? (facts.asOf ?? key) : key}`);
    return named.length === 0 ? unchecked("gpu, api_model and as_of are not given") : passed(named.join(", "));
  },

  rates_are_fractions({ input }) {
    const inputs = NUMBER_INPUTS.filter(({ domain, name }) => domain.fraction === true && Math.abs(input(name)) > 1);
    return passedUnless(
      inputs.map(({ name }) => say.percentTypedAsFraction(name, input(name))),
      "every rate and share is a fraction",
    );
  },

  prices_per_1m_tokens({ input, given }) {
    const names = (["price_in_per_1m", "price_out_per_1m", "price_cached_per_1m", "price_cache_write_per_1m"] as const).filter(
      given,
    );
    const wrong = names.flatMap((name) => {
      const price = input(name);
      const mistaken = mistakenTokens(price);
      if (mistaken === undefined) return [];
      return [
        price > MOST_PRICE_PER_1M
          ? say.priceTooHigh(name, price, MOST_PRICE_PER_1M)
          : say.priceTooLow(name, price, { least: LEAST_PRICE_PER_1M, ...mistaken }),
      ];
    });
    return passedUnless(wrong, "token prices have the size of prices per 1M tokens");
  },

  output_price_above_input_price({ input }) {
    const [priceIn, priceOut] = [input("price_in_per_1m"), input("price_out_per_1m")];
    return priceOut >= priceIn
      ? passed(`output costs ${dollars(priceOut)}, input ${dollars(priceIn)} per 1M tokens`)
      : failed(say.outputCheaperThanInput(priceOut, priceIn));
  },

  cached_price_below_input_price({ input, given }) {
    const share = input("cached_share");
    if (!(share > 0)) return passed("no input is read from the cache");
    const priceIn = input("price_in_per_1m");
    const priceCached = input("price_cached_per_1m");
    if (!given("price_cached_per_1m") && priceCached === priceIn) return failed(say.cachedPriceMissing(share, priceIn));
    return priceCached <= priceIn
      ? passed(`cached input costs ${dollars(priceCached)}, other input ${dollars(priceIn)} per 1M tokens`)
      : failed(say.cachedPriceAboveInput(priceCached, priceIn));
  },

  utilization_at_most_1({ input }) {
    const target = input("target_utilization");
    return target > 1 ? failed(say.utilizationAboveOne(target)) : passed(`target_utilization is ${figure(target)}`);
  },

  review_rates_used: (context) =>
    ratesUsed(context, { api: "review_rate_api", ft: "review_rate_ft", cost: "cost_per_review", what: "a review" }),

  failure_rates_used: (context) =>
    ratesUsed(context, { api: "failure_rate_api", ft: "failure_rate_ft", cost: "cost_per_failure", what: "a failure" }),

  training_runs({ input }) {
    const runs = input("training_runs");
    if (runs >= FEWEST_RUNS) return passed(`training_runs is ${figure(runs)}`);
    if (runs === 0 && input("other_cost") > 0) {
      return unchecked(say.givenAsOneSum(input("other_cost"), "training_runs"));
    }
    return failed(say.tooFewRuns(runs, FEWEST_RUNS));
  },

  engineering_hours({ input }) {
    const hours = input("hours_data") + input("hours_experiments") + input("hours_evaluation") + input("hours_deployment");
    const rate = input("hourly_rate");
    if (hours > 0 && rate > 0) return passed(`${figure(hours)} engineering hours at ${dollars(rate)}`);
    if (hours > 0) return failed(say.hoursWithoutRate(hours));
    return input("other_cost") > 0 ? unchecked(say.givenAsOneSum(input("other_cost"), "hours")) : failed(say.NOBODY_WORKS);
  },

  retraining_complete({ input }) {
    const [cost, months] = [input("retrain_cost"), input("retrain_months")];
    if (cost > 0 === months > 0) {
      return passed(cost > 0 ? `a refresh of ${dollars(cost)} every ${figure(months)} months` : "the model is never refreshed");
    }
    return failed(cost > 0 ? say.refreshNever(cost) : say.refreshFree(months));
  },

  storage_holds_weights({ input, given }) {
    const weights = input("model_b") * input("bytes_per_param");
    if (!given("storage_gb")) return passed(`storage is that of the weights, ${figure(weights)} GB`);
    const storage = input("storage_gb");
    return storage >= weights
      ? passed(`storage of ${figure(storage)} GB holds weights of ${figure(weights)} GB`)
      : failed(say.storageBelowWeights(storage, weights));
  },

  horizon_within_life({ input, given }) {
    const [horizon, life] = [input("horizon_months"), input("life_months")];
    if (!given("horizon_months")) return passed(`the horizon is the model's life, ${figure(life)} months`);
    return horizon <= life
      ? passed(`horizon_months ${figure(horizon)} is within life_months ${figure(life)}`)
      : failed(say.horizonBeyondLife(horizon, life));
  },

  ramp_within_horizon({ input, given }) {
    const ramp = input("ramp_months");
    const horizon = given("horizon_months") ? input("horizon_months") : input("life_months");
    return ramp <= horizon
      ? passed(`the traffic has moved after ${figure(ramp)} of ${figure(horizon)} months`)
      : failed(say.rampBeyondHorizon(ramp, horizon));
  },

  fleet_follows_growth({ input }) {
    const growth = input("volume_growth");
    if (!(growth > 0)) return passed("the traffic does not grow");
    return input("tokens_per_second") > 0
      ? passed(`the fleet is sized for traffic that grows ${figure(growth * 100)} % a year`)
      : failed(say.fleetStays(growth, input("instances")));
  },
};

function ratesUsed({ input }: InputContext, rated: say.RatedCost): Verdict {
  const [rateApi, rateFt, cost] = [input(rated.api), input(rated.ft), input(rated.cost)];
  const isRated = Math.max(rateApi, rateFt) > 0;
  if (isRated === cost > 0) {
    return passed(
      isRated ? `${rated.api} ${rateApi} and ${rated.ft} ${rateFt} at ${dollars(cost)}` : `no ${rated.what.slice(2)} is counted`,
    );
  }
  return failed(isRated ? say.ratesWithoutCost(rated, rateApi, rateFt) : say.costWithoutRates(rated, cost));
}
