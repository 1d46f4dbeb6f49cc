import { breakevenPricePer1m } from "../engine/breakeven";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * API price at which the API and the fine-tuned model cost the same.
 * @customfunction BREAKEVEN_PRICE
 * @category Returns
 * @param ft_cost_per_month Monthly cost of the fine-tuned model, without the project ($/month).
 * @param tokens_per_day Input and output tokens per day (tokens/day).
 * @param [project_cost] One-time cost of the project ($); 0 when omitted.
 * @param [life_months] Months over which the project is spread (months); 18 when omitted or 0.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Price ($/1M tokens).
 * @throws #DIV/0! when tokens_per_day is 0.
 * @throws #VALUE! when an argument is negative.
 * @example BREAKEVEN_PRICE(3000, 10000000) => 10
 * @example BREAKEVEN_PRICE(3000, 10000000, 18000, 18) => 13.333333333333334
 * @example BREAKEVEN_PRICE(3000, 0) => #DIV/0!
 * @requiresParameterAddresses
 */
export function breakevenPrice(
  ft_cost_per_month: number,
  tokens_per_day: number,
  project_cost?: number,
  life_months?: number,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    breakevenPricePer1m({
      ftCostPerMonth: number("ft_cost_per_month", ft_cost_per_month, call),
      tokensPerDay: number("tokens_per_day", tokens_per_day, call),
      projectCost: optional("project_cost", project_cost, 0),
      lifeMonths: optionalNonZero("life_months", life_months, 18),
      daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
    }),
  );
}
