import { requireNonNegative } from "./requirements";

const TOKENS_PER_PRICE = 1e6;

/** What a provider charges for training by the token ($), no run below its least charge. */
export function managedTrainingCost(training: {
  /** Of one run, all epochs. */
  tokens: number;
  pricePer1m: number;
  runs: number;
  minCharge: number;
}): number {
  const tokens = requireNonNegative("tokens", training.tokens);
  const byToken = (tokens / TOKENS_PER_PRICE) * requireNonNegative("price_per_1m", training.pricePer1m);
  return requireNonNegative("runs", training.runs) * Math.max(byToken, requireNonNegative("min_charge", training.minCharge));
}
