import { requiredTokensPerSecond } from "../engine/servingCapacity";
import { number, optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Tokens per second that a fleet must be able to serve for the traffic of a day.
 * @customfunction REQUIRED_THROUGHPUT
 * @category Serving
 * @param tokens_per_day Tokens served per day, input and output (tokens/day).
 * @param [target_utilization] Share of the capacity that the traffic may use (fraction, 0.2 is 20 %); 1 when omitted or 0.
 * @param [peak_factor] Traffic of the busiest time over the average (×, 1 or more); 1 when omitted or 0.
 * @returns Throughput (tokens/s).
 * @throws #VALUE! when tokens_per_day is negative, target_utilization is above 1 or peak_factor is below 1.
 * @example REQUIRED_THROUGHPUT(10000000, 0.2) => 578.7037037037037
 * @example REQUIRED_THROUGHPUT(86400000, 0.6, 3) => 5000
 * @example REQUIRED_THROUGHPUT(10000000, 20) => #VALUE!
 * @see FT.INSTANCES for the instances that give it
 * @requiresParameterAddresses
 */
export function requiredThroughput(
  tokens_per_day: number,
  target_utilization?: number,
  peak_factor?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    requiredTokensPerSecond({
      tokensPerDay: number("tokens_per_day", tokens_per_day, call),
      targetUtilization: optionalNonZero("target_utilization", target_utilization, 1),
      peakFactor: optionalNonZero("peak_factor", peak_factor, 1),
    }),
  );
}
