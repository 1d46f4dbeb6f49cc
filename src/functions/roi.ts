import { returnOnInvestment } from "../engine/returnOnInvestment";
import { number } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Return on investment: what a cost brings beyond itself, as a fraction of it.
 * @customfunction ROI
 * @category Returns
 * @param total_benefit Benefit over the whole horizon ($).
 * @param total_cost Cost over the same horizon ($).
 * @returns Return (fraction, 0.5 is 50 %).
 * @throws #DIV/0! when total_cost is 0.
 * @throws #VALUE! when total_cost is negative.
 * @example ROI(150, 100) => 0.5
 * @example ROI(17880, 42.72) => 417.53932584269666
 * @example ROI(50, 0) => #DIV/0!
 * @requiresParameterAddresses
 */
export function roi(total_benefit: number, total_cost: number, call?: CustomFunctions.Invocation): number {
  return cell(() => returnOnInvestment(number("total_benefit", total_benefit, call), number("total_cost", total_cost, call)));
}
