import type { Prices } from "../../engine/apiBill";
import type { PresetSource, TokenPrices } from "../../engine/scenario/supplied";
import { apiPriceOn } from "../../presets/apiPrices";
import { findInstance } from "../../presets/instances";
import { optionalDay } from "./dates";

/*
 * What a scenario's keys stand for, from the presets. Prices are those of the standard tier: the scenario's own
 * tier_multiplier does the rest.
 */

const tokenPrices = (prices: Prices): TokenPrices => ({
  input: prices.input,
  output: prices.output,
  cachedInput: prices.cached_input,
  cacheWrite: prices.cache_write,
});

export const PRESETS: PresetSource = {
  apiPrices(texts) {
    const { prices, long } = apiPriceOn(texts.get("api_model") ?? "", optionalDay("as_of", texts.get("as_of")), "api_model");
    if (long === undefined) return tokenPrices(prices);
    return { ...tokenPrices(prices), long: { above: long.above, ...tokenPrices(long.prices) } };
  },
  instance(texts) {
    const instance = findInstance(texts.get("gpu") ?? "");
    if (instance === undefined) return undefined;
    const { gpus, on_demand: perGpu } = instance;
    return { gpus, pricePerHour: perGpu === null ? undefined : perGpu * gpus };
  },
};
