import { breakevenBands as bandsOf } from "../engine/breakevenBands";
import { number, optionalNonZero, optional } from "./support/arguments";
import { spill } from "./support/cell";

/**
 * Ranges of daily volume over which the API or the fine-tuned model is cheaper when instances come whole.
 * @customfunction BREAKEVEN_BANDS
 * @category Returns
 * @param api_price_per_1m API price, blended over input and output ($/1M tokens).
 * @param price_per_instance_hour Price of one serving instance ($/instance-hour).
 * @param tokens_per_second Input and output tokens one instance serves per second (tokens/s).
 * @param [fixed_cost_per_month] Monthly cost beside the instances ($/month); 0 when omitted.
 * @param [target_utilization] Highest share of its capacity that the peak may use (fraction, 0.6 is 60 %); 1 when omitted or 0.
 * @param [peak_factor] Traffic at the peak against the daily average (×, 1 or more); 1 when omitted or 0.
 * @param [max_instances] Largest fleet shown (instances); 16 when omitted or 0.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Rows of from and to (tokens/day), instances and cheaper (API or fine-tuned) under a header; the last to is blank.
 * @throws #VALUE! when tokens_per_second is not positive or max_instances is not a whole number from 1 to 10,000.
 * @example BREAKEVEN_BANDS(1, 1, 500, 0, 1, 1, 2) => {"from","to","instances","cheaper";0,24000000,1,"API";24000000,43200000,1,"fine-tuned";43200000,48000000,2,"API";48000000,"",2,"fine-tuned"}
 * @example BREAKEVEN_BANDS(1, 1, 0) => #VALUE!
 * @requiresParameterAddresses
 */
export function breakevenBands(
  api_price_per_1m: number,
  price_per_instance_hour: number,
  tokens_per_second: number,
  fixed_cost_per_month?: number,
  target_utilization?: number,
  peak_factor?: number,
  max_instances?: number,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): any[][] {
  return spill(() => [
    ["from", "to", "instances", "cheaper"],
    ...bandsOf({
      apiPricePer1m: number("api_price_per_1m", api_price_per_1m, call),
      pricePerInstanceHour: number("price_per_instance_hour", price_per_instance_hour, call),
      tokensPerSecond: number("tokens_per_second", tokens_per_second, call),
      fixedCostPerMonth: optional("fixed_cost_per_month", fixed_cost_per_month, 0),
      targetUtilization: optionalNonZero("target_utilization", target_utilization, 1),
      peakFactor: optionalNonZero("peak_factor", peak_factor, 1),
      maxInstances: optionalNonZero("max_instances", max_instances, 16),
      daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
    }).map((band) => [band.fromTokensPerDay, band.toTokensPerDay, band.instances, band.cheaper]),
  ]);
}
