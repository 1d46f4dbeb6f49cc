import { requestsPerDayFromBill } from "../engine/apiCost";
import { number, optional, optionalNonZero, zeroMeansDefault } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Requests per day that make an API bill: the inverse of FT.API_COST.
 * @customfunction REQUESTS_FROM_BILL
 * @category API side
 * @param bill_per_month The bill of a month ($/month).
 * @param tokens_in Input tokens per request, cached and written ones included (tokens/request).
 * @param tokens_out Output tokens of the answer, without reasoning (tokens/request).
 * @param price_in_per_1m Price of input tokens ($/1M tokens).
 * @param price_out_per_1m Price of output tokens ($/1M tokens).
 * @param [cached_share] Part of the input that is read from the cache (fraction, 0.4 is 40 %); 0 when omitted.
 * @param [price_cached_per_1m] Price of cached input tokens ($/1M tokens); price_in_per_1m when omitted, empty or 0, and `none` for a price of 0.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @param [reasoning_tokens] Reasoning (thinking) tokens per request, on top of tokens_out and billed as output (tokens/request); 0 when omitted.
 * @param [tier_multiplier] Factor on every price: 0.5 for a batch tier, above 1 for a priority tier (×); 1 when omitted or 0.
 * @param [cache_write_share] Part of the input that is written to the cache (fraction); 0 when omitted.
 * @param [price_cache_write_per_1m] Price of input tokens written to the cache ($/1M tokens); price_in_per_1m when omitted, empty or 0, and `none` for a price of 0.
 * @returns Requests per day (requests/day).
 * @throws #DIV/0! when a request costs nothing.
 * @throws #VALUE! when a price, the bill or a number of tokens is negative, or the shares are not between 0 and 1 together.
 * @example REQUESTS_FROM_BILL(8250, 500, 200, 5, 15) => 50000
 * @example REQUESTS_FROM_BILL(4875, 500, 200, 5, 15, 0.4, 2.5, 30, 100, 0.5) => 50000
 * @example REQUESTS_FROM_BILL(8000, 0, 0, 5, 15) => #DIV/0!
 * @example REQUESTS_FROM_BILL(-1, 500, 200, 5, 15) => #VALUE!
 * @requiresParameterAddresses
 */
export function requestsFromBill(
  bill_per_month: number,
  tokens_in: number,
  tokens_out: number,
  price_in_per_1m: number,
  price_out_per_1m: number,
  cached_share?: number,
  price_cached_per_1m?: any,
  days_per_month?: number,
  reasoning_tokens?: number,
  tier_multiplier?: number,
  cache_write_share?: number,
  price_cache_write_per_1m?: any,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() => {
    const billPerMonth = number("bill_per_month", bill_per_month, call);
    const priceInPer1m = number("price_in_per_1m", price_in_per_1m, call);
    return requestsPerDayFromBill({
      billPerMonth,
      tokensIn: number("tokens_in", tokens_in, call),
      tokensOut: number("tokens_out", tokens_out, call),
      priceInPer1m,
      priceOutPer1m: number("price_out_per_1m", price_out_per_1m, call),
      cachedShare: optional("cached_share", cached_share, 0),
      priceCachedPer1m: zeroMeansDefault("price_cached_per_1m", price_cached_per_1m, priceInPer1m),
      cacheWriteShare: optional("cache_write_share", cache_write_share, 0),
      priceCacheWritePer1m: zeroMeansDefault("price_cache_write_per_1m", price_cache_write_per_1m, priceInPer1m),
      reasoningTokens: optional("reasoning_tokens", reasoning_tokens, 0),
      tierMultiplier: optionalNonZero("tier_multiplier", tier_multiplier, 1),
      daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
    });
  });
}
