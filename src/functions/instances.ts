import { wholeInstances } from "../engine/servingCapacity";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Whole instances that the traffic of a day needs at its peak.
 * @customfunction INSTANCES
 * @category Serving
 * @param tokens_per_day Tokens served per day, input and output (tokens/day).
 * @param tokens_per_second Throughput of one instance, input and output (tokens/s).
 * @param [target_utilization] Share of an instance that the traffic may use (fraction, 0.6 is 60 %); 1 when omitted or 0.
 * @param [peak_factor] Traffic of the busiest time over the average (×, 1 or more); 1 when omitted or 0.
 * @param [min_instances] Fewest instances that carry traffic, also without any (instances); 1 when omitted.
 * @param [spare_instances] Instances kept on top of those that carry traffic (instances); 0 when omitted.
 * @returns Instances, a whole number.
 * @throws #VALUE! when tokens_per_second is not positive, target_utilization is above 1, peak_factor is below 1, or min_instances or spare_instances is not a whole number.
 * @example INSTANCES(86400000, 400) => 3
 * @example INSTANCES(86400000, 400, 0.8, 2, 1, 2) => 9
 * @example INSTANCES(0, 400, 1, 1, 2) => 2
 * @example INSTANCES(86400000, 0) => #VALUE!
 * @see FT.SERVING_THROUGHPUT for the throughput of an instance, FT.SERVING_COST for the bill
 * @requiresParameterAddresses
 */
export function instances(
  tokens_per_day: number,
  tokens_per_second: number,
  target_utilization?: number,
  peak_factor?: number,
  min_instances?: number,
  spare_instances?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(
    () =>
      wholeInstances({
        tokensPerDay: number("tokens_per_day", tokens_per_day, call),
        tokensPerSecond: number("tokens_per_second", tokens_per_second, call),
        targetUtilization: optionalNonZero("target_utilization", target_utilization, 1),
        peakFactor: optionalNonZero("peak_factor", peak_factor, 1),
        minInstances: optional("min_instances", min_instances, 1, call),
        spareInstances: optional("spare_instances", spare_instances, 0),
      }).totalInstances,
  );
}
