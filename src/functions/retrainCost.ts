import { retrainCostPerMonth } from "../engine/spreadCost";
import { number } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly share of a refresh of the model that is repeated every few months.
 * @customfunction RETRAIN_COST
 * @category Project
 * @param cost_per_refresh Cost of one refresh: data, training, evaluation ($).
 * @param months_between Months from one refresh to the next (months).
 * @returns Cost per month ($/month).
 * @throws #VALUE! when months_between is not positive, or cost_per_refresh is negative.
 * @example RETRAIN_COST(3000, 6) => 500
 * @example RETRAIN_COST(3000, 0) => #VALUE!
 * @requiresParameterAddresses
 */
export function retrainCost(cost_per_refresh: number, months_between: number, call?: CustomFunctions.Invocation): number {
  return cell(() =>
    retrainCostPerMonth(number("cost_per_refresh", cost_per_refresh, call), number("months_between", months_between, call)),
  );
}
