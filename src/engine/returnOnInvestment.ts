import { DivisionByZero } from "./errors";
import { requireFinite, requireNonNegative } from "./requirements";

/**
 * Return on investment as a fraction of the cost: 0.5 when 100 brings 150. <https://en.wikipedia.org/wiki/Return_on_investment>
 * @throws DivisionByZero when nothing was spent.
 */
export function returnOnInvestment(totalBenefit: number, totalCost: number): number {
  const benefit = requireFinite("total_benefit", totalBenefit);
  const cost = requireNonNegative("total_cost", totalCost);
  if (cost === 0) throw new DivisionByZero("no return on a cost of 0: total_cost is 0");
  return (benefit - cost) / cost;
}
