import { apiCostPerMonth } from "../engine/apiCost";
import { number, optional, optionalNonZero, zeroMeansDefault } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly bill of an API for a volume of requests.
 * @customfunction API_COST
 * @category API side
 * @param requests_per_day Requests per day (requests/day).
 * @param tokens_in Input tokens per request, cached and written ones included (tokens/request).
 * @param tokens_out Output tokens of the answer, without reasoning (tokens/request).
 * @param price_in_per_1m Price of input tokens ($/1M tokens).
 * @param price_out_per_1m Price of output tokens ($/1M tokens).
 * @param [cached_share] Part of the input that is read from the cache (fraction, 0.4 is 40 %); 0 when omitted.
 * @param [price_cached_per_1m] Price of cached input tokens ($/1M tokens); price_in_per_1m when omitted, empty or 0, and `none` for a price of 0.
 * @param [reasoning_tokens] Reasoning (thinking) tokens per request, on top of tokens_out and billed as output (tokens/request); 0 when omitted.
 * @param [tier_multiplier] Factor on every price: 0.5 for a batch tier, above 1 for a priority tier (×); 1 when omitted or 0.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @param [cache_write_share] Part of the input that is written to the cache (fraction); 0 when omitted.
 * @param [price_cache_write_per_1m] Price of input tokens written to the cache ($/1M tokens); price_in_per_1m when omitted, empty or 0, and `none` for a price of 0.
 * @returns Cost per month ($/month).
 * @throws #VALUE! when a price, a volume or a number of tokens is negative, or the shares are not between 0 and 1, alone and together.
 * @example API_COST(50000, 500, 200, 5, 15) => 8250
 * @example API_COST(50000, 500, 200, 5, 15, 0.4, 2.5, 100, 0.5) => 4875
 * @example API_COST(1000, 12307, 550, 3, 15, 0, , , , 1, 0.999756236288291, 3.75) => 54.399
 * @example API_COST(50000, 500, 200, 5, 15, 40) => #VALUE!
 * @see FT.API_PRICE for dated prices, FT.BLENDED_PRICE for one price per token
 * @requiresParameterAddresses
 */
export function apiCost(
  requests_per_day: number,
  tokens_in: number,
  tokens_out: number,
  price_in_per_1m: number,
  price_out_per_1m: number,
  cached_share?: number,
  price_cached_per_1m?: any,
  reasoning_tokens?: number,
  tier_multiplier?: number,
  days_per_month?: number,
  cache_write_share?: number,
  price_cache_write_per_1m?: any,
  call?: CustomFunctions.Invocation,
): number {
  return cell(
    () =>
      apiCostPerMonth({
        requestsPerDay: number("requests_per_day", requests_per_day, call),
        tokensIn: number("tokens_in", tokens_in, call),
        tokensOut: number("tokens_out", tokens_out, call),
        priceInPer1m: number("price_in_per_1m", price_in_per_1m, call),
        priceOutPer1m: number("price_out_per_1m", price_out_per_1m, call),
        cachedShare: optional("cached_share", cached_share, 0),
        priceCachedPer1m: zeroMeansDefault(
          "price_cached_per_1m",
          price_cached_per_1m,
          number("price_in_per_1m", price_in_per_1m, call),
        ),
        cacheWriteShare: optional("cache_write_share", cache_write_share, 0),
        priceCacheWritePer1m: zeroMeansDefault(
          "price_cache_write_per_1m",
          price_cache_write_per_1m,
          number("price_in_per_1m", price_in_per_1m, call),
        ),
        reasoningTokens: optional("reasoning_tokens", reasoning_tokens, 0),
        tierMultiplier: optionalNonZero("tier_multiplier", tier_multiplier, 1),
        daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
      }).totalCost,
  );
}
