import { DivisionByZero } from "./errors";
import { requireDivisor, requireFraction, requireNonNegative } from "./requirements";
import { requestsPerMonth, type Traffic } from "./traffic";

/**
 * What one accepted answer costs ($), retries and refused answers included.
 * @param use.costPerMonth The bill for one attempt per request ($/month).
 * @throws DivisionByZero when no answer is accepted.
 */
export function costPerAcceptedAnswer(
  use: Traffic & { costPerMonth: number; acceptanceRate: number; retriesPerRequest: number },
): number {
  const cost = requireNonNegative("cost_per_month", use.costPerMonth);
  const acceptanceRate = requireFraction("acceptance_rate", use.acceptanceRate);
  const accepted = requireDivisor(requestsPerMonth(use) * acceptanceRate, use.requestsPerDay, acceptanceRate);
  const attempts = 1 + requireNonNegative("retries_per_request", use.retriesPerRequest);
  if (accepted === 0) throw new DivisionByZero("no cost per accepted answer: none is accepted");
  return (cost * attempts) / accepted;
}
