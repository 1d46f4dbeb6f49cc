import { servingCostPer1m } from "../engine/servingCost";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Cost of a million tokens served by your own instances.
 * @customfunction COST_PER_1M
 * @category Serving
 * @param cost_per_month Serving bill of the instances ($/month).
 * @param tokens_per_second Throughput of these instances together, input and output (tokens/s).
 * @param [utilization] Share of that throughput that is used (fraction, 0.25 is 25 %); 1 when omitted.
 * @param [hours_per_month] Hours in a month (h); 720 when omitted or 0.
 * @returns Cost per 1M tokens served ($/1M tokens).
 * @throws #DIV/0! when utilization is 0: nothing is served.
 * @throws #VALUE! when tokens_per_second is not positive, utilization is not between 0 and 1, or another argument is negative.
 * @example COST_PER_1M(742, 5000) => 0.05725308641975308
 * @example COST_PER_1M(742, 5000, 0.25) => 0.22901234567901232
 * @example COST_PER_1M(742, 5000, 0) => #DIV/0!
 * @example COST_PER_1M(742, 5000, 25) => #VALUE!
 * @see FT.UTILIZATION for the share that is used
 * @requiresParameterAddresses
 */
export function costPer1m(
  cost_per_month: number,
  tokens_per_second: number,
  utilization?: number,
  hours_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    servingCostPer1m({
      costPerMonth: number("cost_per_month", cost_per_month, call),
      tokensPerSecond: number("tokens_per_second", tokens_per_second, call),
      utilizationFraction: optional("utilization", utilization, 1, call),
      hoursPerMonth: optionalNonZero("hours_per_month", hours_per_month, 720),
    }),
  );
}
