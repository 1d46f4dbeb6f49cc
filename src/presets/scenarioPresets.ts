import type { Prices } from "../engine/apiBill";
import type { TextInputName } from "../engine/scenario/inputs";
import type { PresetSource, TokenPrices } from "../engine/scenario/supplied";
import { apiPriceOn } from "./apiPrices";
import { findInstance } from "./instances";

/*
 * What a scenario's keys stand for. Prices are those of the standard tier: the scenario's own tier_multiplier does the rest.
 */

const tokenPrices = (prices: Prices): TokenPrices => ({
  input: prices.input,
  output: prices.output,
  cachedInput: prices.cached_input,
  cacheWrite: prices.cache_write,
});

/** @param dayOf Reads the day (ISO text) that a text input holds. */
export const scenarioPresets = (dayOf: (name: TextInputName, text: string | undefined) => string | undefined): PresetSource => ({
  apiPrices(texts) {
    const { prices, long } = apiPriceOn(texts.get("api_model") ?? "", dayOf("as_of", texts.get("as_of")), "api_model");
    if (long === undefined) return tokenPrices(prices);
    return { ...tokenPrices(prices), long: { above: long.above, ...tokenPrices(long.prices) } };
  },
  instance(texts) {
    const instance = findInstance(texts.get("gpu") ?? "");
    if (instance === undefined) return undefined;
    const { gpus, on_demand: perGpu } = instance;
    return { gpus, pricePerHour: perGpu === null ? undefined : perGpu * gpus };
  },
});
