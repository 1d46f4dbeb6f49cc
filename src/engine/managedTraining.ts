import { DomainError } from "./errors";
import { requireNonNegative } from "./requirements";

const TOKENS_PER_PRICE = 1e6;

/** What a provider charges for training ($): by the token, by the hour, for its grader; within its least and most charge. */
export function managedTrainingCost(training: {
  /** Of one run, all epochs; so are the hours, the grader and both charges. */
  tokens: number;
  pricePer1m: number;
  runs: number;
  minCharge: number;
  hours: number;
  pricePerHour: number;
  /** Calls of the model that scores the answers. */
  graderCost: number;
  /** Infinity where a run has no cap. */
  maxCharge: number;
}): number {
  const tokens = requireNonNegative("tokens", training.tokens);
  const byToken = (tokens / TOKENS_PER_PRICE) * requireNonNegative("price_per_1m", training.pricePer1m);
  const byHour = requireNonNegative("hours", training.hours) * requireNonNegative("price_per_hour", training.pricePerHour);
  const charge = byToken + byHour + requireNonNegative("grader_cost", training.graderCost);
  const least = requireNonNegative("min_charge", training.minCharge);
  const most = training.maxCharge;
  if (most !== Infinity) requireNonNegative("max_charge", most);
  if (most < least) throw new DomainError(`max_charge must be min_charge (${least}) or more, not ${most}`);
  return requireNonNegative("runs", training.runs) * Math.min(most, Math.max(least, charge));
}
