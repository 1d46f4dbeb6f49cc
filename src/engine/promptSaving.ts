import { requireFraction, requireNonNegative } from "./requirements";
import { requestsPerMonth, type Traffic } from "./traffic";

/** Few-shot examples and instructions that a fine-tuned model no longer needs in its prompt. */
export interface RemovedPrompt extends Traffic {
  tokensRemoved: number;
  priceInPer1m: number;
  /** The part of the removed tokens that was billed at the cached price. */
  cachedShare: number;
  priceCachedPer1m: number;
}

/** What dropping prompt tokens saves ($/month), at the price that was really paid for them. */
export function promptSavingPerMonth(prompt: RemovedPrompt): number {
  const cachedShare = requireFraction("cached_share", prompt.cachedShare);
  const pricePer1m =
    (1 - cachedShare) * requireNonNegative("price_in_per_1m", prompt.priceInPer1m) +
    cachedShare * requireNonNegative("price_cached_per_1m", prompt.priceCachedPer1m);
  return (requestsPerMonth(prompt) * requireNonNegative("tokens_removed", prompt.tokensRemoved) * pricePer1m) / 1e6;
}
