import { costPerAcceptedAnswer } from "../engine/acceptedCost";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Cost of one answer that is accepted, retries and refused answers included.
 * @customfunction COST_PER_ACCEPTED
 * @category Quality
 * @param cost_per_month Monthly bill for one attempt per request ($/month).
 * @param requests_per_day Requests per day (requests/day).
 * @param acceptance_rate Share of answers that are accepted in the end (fraction, 0.8 is 80 %).
 * @param [retries_per_request] Further attempts per request, on average (attempts/request); 0 when omitted.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Cost per accepted answer ($/answer).
 * @throws #DIV/0! when there are no requests or none is accepted.
 * @throws #VALUE! when acceptance_rate is not between 0 and 1, or another argument is negative.
 * @example COST_PER_ACCEPTED(3000, 1000, 0.8) => 0.125
 * @example COST_PER_ACCEPTED(3000, 1000, 0.8, 0.25) => 0.15625
 * @example COST_PER_ACCEPTED(3000, 1000, 0) => #DIV/0!
 * @requiresParameterAddresses
 */
export function costPerAccepted(
  cost_per_month: number,
  requests_per_day: number,
  acceptance_rate: number,
  retries_per_request?: number,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    costPerAcceptedAnswer({
      costPerMonth: number("cost_per_month", cost_per_month, call),
      requestsPerDay: number("requests_per_day", requests_per_day, call),
      acceptanceRate: number("acceptance_rate", acceptance_rate, call),
      retriesPerRequest: optional("retries_per_request", retries_per_request, 0),
      daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
    }),
  );
}
