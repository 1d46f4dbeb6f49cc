import { amortizedCostPerMonth } from "../engine/spreadCost";
import { number } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly share of a one-time project cost over the life of the model.
 * @customfunction AMORTIZED_COST
 * @category Project
 * @param project_cost One-time cost of the project ($).
 * @param life_months Months the model stays in use (months).
 * @returns Cost per month ($/month).
 * @throws #VALUE! when life_months is not positive, or project_cost is negative.
 * @example AMORTIZED_COST(19800, 18) => 1100
 * @example AMORTIZED_COST(19800, 0) => #VALUE!
 * @requiresParameterAddresses
 */
export function amortizedCost(project_cost: number, life_months: number, call?: CustomFunctions.Invocation): number {
  return cell(() => amortizedCostPerMonth(number("project_cost", project_cost, call), number("life_months", life_months, call)));
}
