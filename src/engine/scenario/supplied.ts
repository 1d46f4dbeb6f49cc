import type { TextInputName } from "./inputs";

/*
 * What a scenario is computed from beside its inputs: prices that presets know for the keys it names, and the traffic that
 * its bill stands for. They have columns like inputs do, and are NaN where the scenario does not need them.
 */

/** Prices of tokens ($/1M); undefined where a model has none of a kind. */
export interface TokenPrices {
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly cachedInput: number | undefined;
  readonly cacheWrite: number | undefined;
}

/** The prices of an API model on a day; a prompt of more than `above` tokens may have others. */
export interface ApiModelPrices extends TokenPrices {
  readonly long?: TokenPrices & { readonly above: number };
}

/** A machine that is rented as a whole: its GPUs, and its price of an hour where one is known. */
export interface RentedInstance {
  readonly gpus: number;
  readonly pricePerHour: number | undefined;
}

/** Looks up what a scenario's keys stand for; each throws CalculationError for a key or date that is not known. */
export interface PresetSource {
  /** The prices of `api_model` as of `as_of`. */
  readonly apiPrices: (texts: ReadonlyMap<TextInputName, string>) => ApiModelPrices;
  /** The cloud instance that `gpu` names; undefined where it names a card. */
  readonly instance: (texts: ReadonlyMap<TextInputName, string>) => RentedInstance | undefined;
}

export const SUPPLIED_QUANTITIES = [
  "model_price_in",
  "model_price_out",
  "model_price_cached",
  "model_price_cache_write",
  "long_prompt_above",
  "long_price_in",
  "long_price_out",
  "long_price_cached",
  "long_price_cache_write",
  "gpu_instance_price",
  "requests_per_bill_dollar",
] as const;
export type SuppliedName = (typeof SUPPLIED_QUANTITIES)[number];

const price = (value: number | undefined): number => value ?? NaN;

/** The prices of a model as supplied quantities; those of its cache only where its input price holds as well. */
export function suppliedPrices(
  prices: ApiModelPrices,
  { isInputPriceOwn }: { isInputPriceOwn: boolean },
): Partial<Record<SuppliedName, number>> {
  const { long } = prices;
  return {
    model_price_in: price(prices.input),
    model_price_out: price(prices.output),
    model_price_cached: isInputPriceOwn ? NaN : price(prices.cachedInput),
    model_price_cache_write: isInputPriceOwn ? NaN : price(prices.cacheWrite),
    long_prompt_above: long?.above ?? NaN,
    long_price_in: price(long?.input),
    long_price_out: price(long?.output),
    long_price_cached: isInputPriceOwn ? NaN : price(long?.cachedInput),
    long_price_cache_write: isInputPriceOwn ? NaN : price(long?.cacheWrite),
  };
}
