import { breakevenTokensPerDay } from "../engine/breakeven";
import { fallbackOf, number, optionalNonZero, optional } from "./support/arguments";
import { fallbackOrError, finite } from "./support/cell";

/**
 * Tokens per day at which the API bill equals the cost of the fine-tuned model.
 * @customfunction BREAKEVEN_TOKENS
 * @category Returns
 * @param fixed_cost_per_month Monthly cost of the fine-tuned model that does not depend on volume ($/month).
 * @param api_price_per_1m Blended price of the API ($/1M tokens).
 * @param [variable_cost_per_1m] Cost of the fine-tuned model that grows with volume ($/1M tokens); 0 when omitted.
 * @param [quality_cost_per_1m] Review and failure cost beyond the API's, negative when lower ($/1M tokens); 0 when omitted.
 * @param [project_cost] One-time cost of the project ($); 0 when omitted.
 * @param [life_months] Months over which the project is spread (months); 18 when omitted or 0.
 * @param [if_never] Shown instead of #N/A when no volume breaks even (number or text).
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Input and output tokens per day (tokens/day).
 * @throws #N/A when a token costs the API no more than the fine-tuned model.
 * @throws #VALUE! when a price or a cost other than quality_cost_per_1m is negative.
 * @example BREAKEVEN_TOKENS(742, 10) => 2473333.3333333335
 * @example BREAKEVEN_TOKENS(742, 5, 1, 0.5, 19800, 18) => 17542857.142857142
 * @example BREAKEVEN_TOKENS(742, 1, 2) => #N/A
 * @example BREAKEVEN_TOKENS(742, 1, 2, , , , "never") => "never"
 * @see FT.BLENDED_PRICE for the price, FT.BREAKEVEN_BANDS when instances grow with volume
 * @requiresParameterAddresses
 */
export function breakevenTokens(
  fixed_cost_per_month: number,
  api_price_per_1m: number,
  variable_cost_per_1m?: number,
  quality_cost_per_1m?: number,
  project_cost?: number,
  life_months?: number,
  if_never?: any,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): any {
  try {
    return finite(
      breakevenTokensPerDay({
        fixedCostPerMonth: number("fixed_cost_per_month", fixed_cost_per_month, call),
        apiPricePer1m: number("api_price_per_1m", api_price_per_1m, call),
        variableCostPer1m: optional("variable_cost_per_1m", variable_cost_per_1m, 0),
        qualityCostPer1m: optional("quality_cost_per_1m", quality_cost_per_1m, 0),
        projectCost: optional("project_cost", project_cost, 0),
        lifeMonths: optionalNonZero("life_months", life_months, 18),
        daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
      }),
    );
  } catch (error) {
    return fallbackOrError(fallbackOf("if_never", if_never, call), error);
  }
}
