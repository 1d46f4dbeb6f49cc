import { serverlessCostPerMonth } from "../engine/serverlessCost";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly bill of an endpoint that is billed by the second while a worker is up, for requests that come at random.
 * @customfunction SERVERLESS_COST
 * @category Serving
 * @param requests_per_day Requests per day (requests/day).
 * @param seconds_per_request Time a worker needs for one request (s).
 * @param price_per_second Price of a worker ($/s): the price per hour divided by 3,600.
 * @param [cold_start_seconds] Billed time until a new worker answers (s); 0 when omitted.
 * @param [idle_seconds] Time a worker waits for the next request before it ends, billed as well (s); 0 when omitted.
 * @param [concurrency] Requests one worker answers at a time (requests); 1 when omitted or 0.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Cost per month ($/month): the work, the cold starts of requests that find no worker, and the waiting; never more than workers that run all day.
 * @throws #VALUE! when a time, a price or the number of requests is negative.
 * @example SERVERLESS_COST(10000, 0.5, 0.00006, 0, 0) => 9
 * @example SERVERLESS_COST(1000, 2, 0.0002, 20, 0) => 132
 * @example SERVERLESS_COST(0, 2, 0.0002, 20, 60) => 0
 * @example SERVERLESS_COST(1000, -2, 0.0002) => #VALUE!
 * @see FT.SERVING_COST for instances by the hour
 * @requiresParameterAddresses
 */
export function serverlessCost(
  requests_per_day: number,
  seconds_per_request: number,
  price_per_second: number,
  cold_start_seconds?: number,
  idle_seconds?: number,
  concurrency?: number,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(
    () =>
      serverlessCostPerMonth({
        requestsPerDay: number("requests_per_day", requests_per_day, call),
        secondsPerRequest: number("seconds_per_request", seconds_per_request, call),
        pricePerSecond: number("price_per_second", price_per_second, call),
        coldStartSeconds: optional("cold_start_seconds", cold_start_seconds, 0),
        idleSeconds: optional("idle_seconds", idle_seconds, 0),
        concurrency: optionalNonZero("concurrency", concurrency, 1),
        daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
      }).totalCost,
  );
}
