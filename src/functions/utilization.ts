import { utilizationFraction } from "../engine/servingCapacity";
import { number, optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Share of a fleet's capacity that the traffic of a day uses.
 * @customfunction UTILIZATION
 * @category Serving
 * @param tokens_per_day Tokens served per day, input and output (tokens/day).
 * @param tokens_per_second Throughput of one instance, input and output (tokens/s).
 * @param [instances] Instances (instances); 1 when omitted or 0.
 * @returns Utilization (fraction); above 1 the fleet is too small.
 * @throws #VALUE! when tokens_per_second is not positive, or another argument is negative.
 * @example UTILIZATION(43200000, 5000) => 0.1
 * @example UTILIZATION(43200000, 5000, 2) => 0.05
 * @example UTILIZATION(43200000, 0) => #VALUE!
 * @requiresParameterAddresses
 */
export function utilization(
  tokens_per_day: number,
  tokens_per_second: number,
  instances?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    utilizationFraction({
      tokensPerDay: number("tokens_per_day", tokens_per_day, call),
      tokensPerSecond: number("tokens_per_second", tokens_per_second, call),
      instances: optionalNonZero("instances", instances, 1),
    }),
  );
}
