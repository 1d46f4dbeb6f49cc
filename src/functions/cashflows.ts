import { cashFlows } from "../engine/cashFlows";
import { number, optional } from "./support/arguments";
import { spill } from "./support/cell";

/**
 * Month-by-month cash flows of a fine-tuning project against staying on the API.
 * @customfunction CASHFLOWS
 * @category Returns
 * @param project_cost One-time cost of the project, paid in month 0 ($).
 * @param api_cost_per_month API bill of the first month ($/month).
 * @param ft_cost_per_month Running cost of the fine-tuned model in the first month, without the project ($/month).
 * @param months Months after month 0 (months, 1 to 1200).
 * @param [api_price_change] Yearly change of API prices (fraction/year, -0.5 for a fall of 50 %); 0 when omitted.
 * @param [ft_price_change] Yearly change of the fine-tuned model's running cost (fraction/year); 0 when omitted.
 * @param [volume_growth] Yearly growth of traffic, on the API bill and the quality difference (fraction/year); 0 when omitted.
 * @param [ramp_months] Months in which the traffic moves over, in equal steps (months); 0 when omitted.
 * @param [quality_delta_per_month] What the fine-tuned model's answers cost more than the API's ($/month); 0 when omitted.
 * @returns Rows of month, api_cost (the bill avoided), ft_cost (with the quality difference), net and cumulative ($), under a header.
 * @throws #VALUE! when a cost is negative, a yearly change is not above -1 and at most 10, or months is not a whole number from 1 to 1200.
 * @example CASHFLOWS(100, 50, 20, 2) => {"month","api_cost","ft_cost","net","cumulative";0,0,100,-100,-100;1,50,20,30,-70;2,50,20,30,-40}
 * @example CASHFLOWS(0, 80, 10, 2, 0, 0, 0, 4, 8) => {"month","api_cost","ft_cost","net","cumulative";0,0,0,0,0;1,20,12,8,8;2,40,14,26,34}
 * @example CASHFLOWS(100, 50, 20, 0.5) => #VALUE!
 * @see FT.NPV and FT.IRR of the net column
 * @requiresParameterAddresses
 */
export function cashflows(
  project_cost: number,
  api_cost_per_month: number,
  ft_cost_per_month: number,
  months: number,
  api_price_change?: number,
  ft_price_change?: number,
  volume_growth?: number,
  ramp_months?: number,
  quality_delta_per_month?: number,
  call?: CustomFunctions.Invocation,
): any[][] {
  return spill(() => [
    ["month", "api_cost", "ft_cost", "net", "cumulative"],
    ...cashFlows({
      projectCost: number("project_cost", project_cost, call),
      apiCostPerMonth: number("api_cost_per_month", api_cost_per_month, call),
      ftCostPerMonth: number("ft_cost_per_month", ft_cost_per_month, call),
      months: number("months", months, call),
      apiPriceChange: optional("api_price_change", api_price_change, 0),
      ftPriceChange: optional("ft_price_change", ft_price_change, 0),
      volumeGrowth: optional("volume_growth", volume_growth, 0),
      rampMonths: optional("ramp_months", ramp_months, 0),
      qualityDeltaPerMonth: optional("quality_delta_per_month", quality_delta_per_month, 0),
    }).map((flow) => [flow.month, flow.apiCost, flow.ftCost, flow.net, flow.cumulative]),
  ]);
}
