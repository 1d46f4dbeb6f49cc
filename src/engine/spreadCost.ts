import { requireNonNegative, requirePositive } from "./requirements";

/*
 * One-time and recurring costs that are spread evenly over months.
 */

/** The monthly share of a one-time project cost over the model's life ($/month). */
export function amortizedCostPerMonth(projectCost: number, lifeMonths: number): number {
  return requireNonNegative("project_cost", projectCost) / requirePositive("life_months", lifeMonths);
}

/** The monthly share of a refresh that is repeated every so many months ($/month). */
export function retrainCostPerMonth(costPerRefresh: number, monthsBetween: number): number {
  return requireNonNegative("cost_per_refresh", costPerRefresh) / requirePositive("months_between", monthsBetween);
}
