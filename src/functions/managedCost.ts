import { managedCostPerMonth } from "../engine/managedCost";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly bill of a fine-tuned model that a provider hosts: its tokens and its hosting by the hour.
 * @customfunction MANAGED_COST
 * @category API side
 * @param requests_per_day Requests per day (requests/day).
 * @param tokens_in Input tokens per request (tokens/request).
 * @param tokens_out Output tokens per request (tokens/request).
 * @param price_in_per_1m Price of input tokens ($/1M tokens).
 * @param price_out_per_1m Price of output tokens ($/1M tokens).
 * @param [hosting_per_hour] Price of keeping one deployment running ($/hour); 0 when omitted.
 * @param [deployments] Deployments that run around the clock, on average over the month (deployments); 1 when omitted or 0.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Cost per month ($/month).
 * @throws #VALUE! when a price, a volume or a number of deployments is negative.
 * @example MANAGED_COST(50000, 500, 200, 3, 6) => 4050
 * @example MANAGED_COST(50000, 500, 200, 3, 6, 2.5, 2) => 7650
 * @example MANAGED_COST(50000, 500, 200, -3, 6) => #VALUE!
 * @requiresParameterAddresses
 */
export function managedCost(
  requests_per_day: number,
  tokens_in: number,
  tokens_out: number,
  price_in_per_1m: number,
  price_out_per_1m: number,
  hosting_per_hour?: number,
  deployments?: number,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(
    () =>
      managedCostPerMonth({
        requestsPerDay: number("requests_per_day", requests_per_day, call),
        tokensIn: number("tokens_in", tokens_in, call),
        tokensOut: number("tokens_out", tokens_out, call),
        priceInPer1m: number("price_in_per_1m", price_in_per_1m, call),
        priceOutPer1m: number("price_out_per_1m", price_out_per_1m, call),
        hostingPerHour: optional("hosting_per_hour", hosting_per_hour, 0),
        deployments: optionalNonZero("deployments", deployments, 1),
        daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
      }).totalCost,
  );
}
