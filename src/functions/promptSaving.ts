import { promptSavingPerMonth } from "../engine/promptSaving";
import { number, optionalNonZero, optional, zeroMeansDefault } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly saving from dropping few-shot examples and instructions from the prompt, net of caching.
 * @customfunction PROMPT_SAVING
 * @category API side
 * @param requests_per_day Requests per day (requests/day).
 * @param tokens_removed Prompt tokens that are no longer sent (tokens/request).
 * @param price_in_per_1m Price of input tokens ($/1M tokens).
 * @param [cached_share] Part of the removed tokens that was read from the cache (fraction, 0.4 is 40 %); 0 when omitted.
 * @param [price_cached_per_1m] Price of cached input tokens ($/1M tokens); price_in_per_1m when omitted, empty or 0, and `none` for a price of 0.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Saving per month ($/month).
 * @throws #VALUE! when a price or a volume is negative, or cached_share is not between 0 and 1.
 * @example PROMPT_SAVING(50000, 800, 5) => 6000
 * @example PROMPT_SAVING(50000, 800, 5, 0.5, 2.5) => 4500
 * @example PROMPT_SAVING(50000, 800, 5, 50) => #VALUE!
 * @requiresParameterAddresses
 */
export function promptSaving(
  requests_per_day: number,
  tokens_removed: number,
  price_in_per_1m: number,
  cached_share?: number,
  price_cached_per_1m?: any,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    promptSavingPerMonth({
      requestsPerDay: number("requests_per_day", requests_per_day, call),
      tokensRemoved: number("tokens_removed", tokens_removed, call),
      priceInPer1m: number("price_in_per_1m", price_in_per_1m, call),
      cachedShare: optional("cached_share", cached_share, 0),
      priceCachedPer1m: zeroMeansDefault(
        "price_cached_per_1m",
        price_cached_per_1m,
        number("price_in_per_1m", price_in_per_1m, call),
      ),
      daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
    }),
  );
}
