import { blendedPricePer1m } from "../engine/apiCost";
import { number, optional, zeroMeansDefault } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Average price per 1M tokens at a mix of input, cached and output tokens.
 * @customfunction BLENDED_PRICE
 * @category API side
 * @param price_in_per_1m Price of input tokens ($/1M tokens).
 * @param price_out_per_1m Price of output tokens ($/1M tokens).
 * @param tokens_in Input tokens per request, cached and written ones included (tokens/request).
 * @param tokens_out Output tokens per request, reasoning included (tokens/request).
 * @param [cached_share] Part of the input that is read from the cache (fraction, 0.4 is 40 %); 0 when omitted.
 * @param [price_cached_per_1m] Price of cached input tokens ($/1M tokens); price_in_per_1m when omitted, empty or 0, and `none` for a price of 0.
 * @param [cache_write_share] Part of the input that is written to the cache (fraction); 0 when omitted.
 * @param [price_cache_write_per_1m] Price of input tokens written to the cache ($/1M tokens); price_in_per_1m when omitted, empty or 0, and `none` for a price of 0.
 * @returns Price of an average token ($/1M tokens).
 * @throws #DIV/0! when tokens_in and tokens_out are both 0.
 * @throws #VALUE! when a price or a number of tokens is negative, or the shares are not between 0 and 1, alone and together.
 * @example BLENDED_PRICE(5, 15, 500, 200) => 7.857142857142857
 * @example BLENDED_PRICE(5, 15, 500, 200, 0.4, 2.5) => 7.142857142857143
 * @example BLENDED_PRICE(3, 15, 1000, 200, 0.5, 0.3, 0.4, 3.75) => 4.125
 * @example BLENDED_PRICE(5, 15, 0, 0) => #DIV/0!
 * @requiresParameterAddresses
 */
export function blendedPrice(
  price_in_per_1m: number,
  price_out_per_1m: number,
  tokens_in: number,
  tokens_out: number,
  cached_share?: number,
  price_cached_per_1m?: any,
  cache_write_share?: number,
  price_cache_write_per_1m?: any,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    blendedPricePer1m({
      priceInPer1m: number("price_in_per_1m", price_in_per_1m, call),
      priceOutPer1m: number("price_out_per_1m", price_out_per_1m, call),
      tokensIn: number("tokens_in", tokens_in, call),
      tokensOut: number("tokens_out", tokens_out, call),
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
      reasoningTokens: 0,
      tierMultiplier: 1,
    }),
  );
}
