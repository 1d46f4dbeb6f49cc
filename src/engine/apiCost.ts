import { DivisionByZero } from "./errors";
import { requireFraction, requireNonNegative, requirePositive } from "./requirements";
import { requestsPerMonth, type Traffic } from "./traffic";

const TOKENS_PER_PRICE = 1e6;

/** The tokens of one request and the prices they are billed at. */
export interface ApiRequest {
  tokensIn: number;
  tokensOut: number;
  priceInPer1m: number;
  priceOutPer1m: number;
  /** The part of `tokensIn` that is read from the provider's cache. */
  cachedShare: number;
  priceCachedPer1m: number;
  /** Tokens that the model thinks with and nobody reads; billed as output. */
  reasoningTokens: number;
  /** 0.5 for a batch tier, above 1 for a priority tier. */
  tierMultiplier: number;
}

/** What one request costs ($), by kind of token; the parts add up to the total. */
export interface ApiRequestCost {
  inputCost: number;
  cachedInputCost: number;
  outputCost: number;
  reasoningCost: number;
  totalCost: number;
}

/** The API bill for one request. Cached tokens are a part of the input, never added to it. */
export function apiCostPerRequest(request: ApiRequest): ApiRequestCost {
  const tokensIn = requireNonNegative("tokens_in", request.tokensIn);
  const tokensOut = requireNonNegative("tokens_out", request.tokensOut);
  const priceIn = requireNonNegative("price_in_per_1m", request.priceInPer1m);
  const priceOut = requireNonNegative("price_out_per_1m", request.priceOutPer1m);
  const cachedShare = requireFraction("cached_share", request.cachedShare);
  const priceCached = requireNonNegative("price_cached_per_1m", request.priceCachedPer1m);
  const reasoningTokens = requireNonNegative("reasoning_tokens", request.reasoningTokens);
  const perToken = requirePositive("tier_multiplier", request.tierMultiplier) / TOKENS_PER_PRICE;

  const inputCost = tokensIn * (1 - cachedShare) * priceIn * perToken;
  const cachedInputCost = tokensIn * cachedShare * priceCached * perToken;
  const outputCost = tokensOut * priceOut * perToken;
  const reasoningCost = reasoningTokens * priceOut * perToken;
  return {
    inputCost,
    cachedInputCost,
    outputCost,
    reasoningCost,
    totalCost: inputCost + cachedInputCost + outputCost + reasoningCost,
  };
}

/** The API bill of a month ($/month), by kind of token; the parts add up to the total. */
export function apiCostPerMonth(use: ApiRequest & Traffic): ApiRequestCost {
  const requests = requestsPerMonth(use);
  const each = apiCostPerRequest(use);
  return {
    inputCost: each.inputCost * requests,
    cachedInputCost: each.cachedInputCost * requests,
    outputCost: each.outputCost * requests,
    reasoningCost: each.reasoningCost * requests,
    totalCost: each.totalCost * requests,
  };
}

/** What tokens cost on average ($/1M); unchecked. */
export const averagePricePer1m = (cost: number, tokens: number): number => (cost / tokens) * TOKENS_PER_PRICE;

/**
 * The average price of a request's tokens ($/1M), whatever the volume.
 * @throws DivisionByZero for a request without tokens.
 */
export function blendedPricePer1m(request: ApiRequest): number {
  const { totalCost } = apiCostPerRequest(request);
  const tokens = request.tokensIn + request.tokensOut + request.reasoningTokens;
  if (tokens === 0) throw new DivisionByZero("no blended price: tokens_in and tokens_out are both 0");
  return averagePricePer1m(totalCost, tokens);
}
