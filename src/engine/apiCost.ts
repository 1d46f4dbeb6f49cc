import { DivisionByZero, DomainError } from "./errors";
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
  /** The part of `tokensIn` that is written to the provider's cache; what is neither read nor written has the plain price. */
  cacheWriteShare: number;
  priceCacheWritePer1m: number;
  /** Tokens that the model thinks with and nobody reads; billed as output. */
  reasoningTokens: number;
  /** 0.5 for a batch tier, above 1 for a priority tier. */
  tierMultiplier: number;
}

/** What one request costs ($), by kind of token; the parts add up to the total. */
export interface ApiRequestCost {
  inputCost: number;
  cachedInputCost: number;
  cacheWriteCost: number;
  outputCost: number;
  reasoningCost: number;
  totalCost: number;
}

/** The bill for one request; unchecked, for loops over many requests. */
export function billRequest(request: ApiRequest): ApiRequestCost {
  const perToken = request.tierMultiplier / TOKENS_PER_PRICE;
  // Shares that make up the whole can leave a rest just below 0.
  const plainShare = Math.max(0, 1 - request.cachedShare - request.cacheWriteShare);
  const inputCost = request.tokensIn * plainShare * request.priceInPer1m * perToken;
  const cachedInputCost = request.tokensIn * request.cachedShare * request.priceCachedPer1m * perToken;
  const cacheWriteCost = request.tokensIn * request.cacheWriteShare * request.priceCacheWritePer1m * perToken;
  const outputCost = request.tokensOut * request.priceOutPer1m * perToken;
  const reasoningCost = request.reasoningTokens * request.priceOutPer1m * perToken;
  const totalCost = inputCost + cachedInputCost + cacheWriteCost + outputCost + reasoningCost;
  return { inputCost, cachedInputCost, cacheWriteCost, outputCost, reasoningCost, totalCost };
}

/** Shares typed with a few decimals may pass 1 by a rounding. */
const WHOLE = 1 + 1e-9;

/** Whether read and written tokens can be different parts of the same input. */
export const cacheSharesFit = (cachedShare: number, cacheWriteShare: number): boolean => cachedShare + cacheWriteShare <= WHOLE;

/** What is wrong with shares that are more than the whole. */
export function cacheSharesProblem(cachedShare: number, cacheWriteShare: number): DomainError | undefined {
  if (cacheSharesFit(cachedShare, cacheWriteShare)) return undefined;
  return new DomainError(
    `cached_share and cache_write_share are parts of the same input: together they must be at most 1, not ${cachedShare} + ${cacheWriteShare}`,
  );
}

/** The API bill for one request. Cached and written tokens are parts of the input, never added to it. */
export function apiCostPerRequest(request: ApiRequest): ApiRequestCost {
  requireNonNegative("tokens_in", request.tokensIn);
  requireNonNegative("tokens_out", request.tokensOut);
  requireNonNegative("price_in_per_1m", request.priceInPer1m);
  requireNonNegative("price_out_per_1m", request.priceOutPer1m);
  requireFraction("cached_share", request.cachedShare);
  requireNonNegative("price_cached_per_1m", request.priceCachedPer1m);
  requireFraction("cache_write_share", request.cacheWriteShare);
  const problem = cacheSharesProblem(request.cachedShare, request.cacheWriteShare);
  if (problem !== undefined) throw problem;
  requireNonNegative("price_cache_write_per_1m", request.priceCacheWritePer1m);
  requireNonNegative("reasoning_tokens", request.reasoningTokens);
  requirePositive("tier_multiplier", request.tierMultiplier);
  return billRequest(request);
}

/** The API bill of a month ($/month), by kind of token; the parts add up to the total. */
export function apiCostPerMonth(use: ApiRequest & Traffic): ApiRequestCost {
  const requests = requestsPerMonth(use);
  const each = apiCostPerRequest(use);
  return {
    inputCost: each.inputCost * requests,
    cachedInputCost: each.cachedInputCost * requests,
    cacheWriteCost: each.cacheWriteCost * requests,
    outputCost: each.outputCost * requests,
    reasoningCost: each.reasoningCost * requests,
    totalCost: each.totalCost * requests,
  };
}

/**
 * The requests a day that make a bill: what the bill of a month says about the traffic when nothing else is known.
 * @throws DivisionByZero where a request costs nothing.
 */
export function requestsPerDayFromBill(bill: ApiRequest & { billPerMonth: number; daysPerMonth: number }): number {
  const billPerMonth = requireNonNegative("bill_per_month", bill.billPerMonth);
  const days = requirePositive("days_per_month", bill.daysPerMonth);
  const { totalCost } = apiCostPerRequest(bill);
  if (totalCost === 0)
    throw new DivisionByZero("a request costs nothing at these tokens and prices, so no number of them makes a bill");
  return billPerMonth / (totalCost * days);
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
