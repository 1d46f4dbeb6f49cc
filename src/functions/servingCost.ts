import { servingCostPerMonth } from "../engine/servingCost";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly bill of instances that run all the time.
 * @customfunction SERVING_COST
 * @category Serving
 * @param instances Instances, on average over the month (instances).
 * @param price_per_instance_hour Price of one instance, all its GPUs, for an hour ($/instance-hour).
 * @param [commit_discount] Discount on the instances for a commitment (fraction, 0.3 is 30 %); 0 when omitted.
 * @param [overhead_per_month] Load balancer, monitoring, network, on-call ($/month); 0 when omitted.
 * @param [hours_per_month] Hours in a month (h); 720 when omitted or 0.
 * @returns Cost per month ($/month).
 * @throws #VALUE! when commit_discount is not between 0 and 1, or another argument is negative.
 * @example SERVING_COST(2, 1.5) => 2160
 * @example SERVING_COST(2, 1.5, 0.3, 100) => 1612
 * @example SERVING_COST(2, 1.5, 30) => #VALUE!
 * @see FT.INSTANCES for the instances
 * @requiresParameterAddresses
 */
export function servingCost(
  instances: number,
  price_per_instance_hour: number,
  commit_discount?: number,
  overhead_per_month?: number,
  hours_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(
    () =>
      servingCostPerMonth({
        instances: number("instances", instances, call),
        pricePerInstanceHour: number("price_per_instance_hour", price_per_instance_hour, call),
        commitDiscount: optional("commit_discount", commit_discount, 0),
        overheadPerMonth: optional("overhead_per_month", overhead_per_month, 0),
        hoursPerMonth: optionalNonZero("hours_per_month", hours_per_month, 720),
      }).totalCost,
  );
}
