import { apiCostPerRequest } from "./apiCost";
import { requireNonNegative, requirePositive } from "./requirements";
import { requestsPerMonth, type Traffic } from "./traffic";

const HOURS_PER_DAY = 24;

/** A fine-tuned model that a provider hosts. */
export interface ManagedModel extends Traffic {
  tokensIn: number;
  tokensOut: number;
  priceInPer1m: number;
  priceOutPer1m: number;
  hostingPerHour: number;
  /** Billed around the clock; a fraction is an average over the month. */
  deployments: number;
}

/** The bill for a managed fine-tuned model ($/month): tokens, and hosting by the hour. */
export function managedCostPerMonth(model: ManagedModel): { tokenCost: number; hostingCost: number; totalCost: number } {
  const request = apiCostPerRequest({
    tokensIn: model.tokensIn,
    tokensOut: model.tokensOut,
    priceInPer1m: model.priceInPer1m,
    priceOutPer1m: model.priceOutPer1m,
    cachedShare: 0,
    priceCachedPer1m: 0,
    cacheWriteShare: 0,
    priceCacheWritePer1m: 0,
    reasoningTokens: 0,
    tierMultiplier: 1,
  });
  const tokenCost = request.totalCost * requestsPerMonth(model);
  const hostingCost =
    requireNonNegative("hosting_per_hour", model.hostingPerHour) *
    requirePositive("deployments", model.deployments) *
    HOURS_PER_DAY *
    model.daysPerMonth;
  return { tokenCost, hostingCost, totalCost: tokenCost + hostingCost };
}
