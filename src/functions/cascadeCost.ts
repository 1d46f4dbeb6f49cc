import { cascadeCostPerMonth } from "../engine/cascadeCost";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly bill of a small model that answers first and a large one that answers the escalated share.
 * @customfunction CASCADE_COST
 * @category API side
 * @param requests_per_day Requests per day (requests/day).
 * @param small_cost_per_request Cost of one request to the small model, paid for every request ($/request).
 * @param large_cost_per_request Cost of one request to the large model ($/request).
 * @param escalation_rate Share of requests that go on to the large model (fraction, 0.2 is 20 %).
 * @param [router_cost_per_request] Cost of deciding who answers, paid for every request ($/request); 0 when omitted.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Cost per month ($/month).
 * @throws #VALUE! when escalation_rate is not between 0 and 1, or a cost is negative.
 * @example CASCADE_COST(100000, 0.0004, 0.006, 0.2) => 4800
 * @example CASCADE_COST(100000, 0.0004, 0.006, 0.2, 0.0001) => 5100
 * @example CASCADE_COST(100000, 0.0004, 0.006, 20) => #VALUE!
 * @requiresParameterAddresses
 */
export function cascadeCost(
  requests_per_day: number,
  small_cost_per_request: number,
  large_cost_per_request: number,
  escalation_rate: number,
  router_cost_per_request?: number,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(
    () =>
      cascadeCostPerMonth({
        requestsPerDay: number("requests_per_day", requests_per_day, call),
        smallCostPerRequest: number("small_cost_per_request", small_cost_per_request, call),
        largeCostPerRequest: number("large_cost_per_request", large_cost_per_request, call),
        escalationRate: number("escalation_rate", escalation_rate, call),
        routerCostPerRequest: optional("router_cost_per_request", router_cost_per_request, 0),
        daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
      }).totalCost,
  );
}
