import { costBenefit as compareCostAndBenefit } from "../engine/costBenefit";
import { costBenefitOutputs } from "./options/costBenefit";
import { number } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { outputAsked, outputCells } from "./support/outputs";

/**
 * Costs and benefits of a fine-tuning project by the simple framework: training and storage against savings per month.
 * @customfunction COST_BENEFIT
 * @category Returns
 * @param training_hours GPU-hours of training (h).
 * @param price_per_gpu_hour Price of a GPU-hour ($/h).
 * @param storage_gb Data kept: weights, checkpoints, data (GB).
 * @param storage_price_per_gb_month Price of keeping one GB for a month ($/GB-month).
 * @param api_calls_per_month Calls per month (calls/month).
 * @param baseline_cost_per_1k Price of 1,000 calls today ($/1K calls, not tokens: see FT.API_COST).
 * @param finetuned_cost_per_1k Price of 1,000 calls to the fine-tuned model ($/1K calls, not tokens).
 * @param accuracy_improvement Share of the review cost that better answers save (fraction, 0.12 is 12 %).
 * @param review_cost_per_month Cost of reviews today ($/month).
 * @param months Months over which costs and benefits are counted (months).
 * @param [output] One figure, or every figure as rows of name, value, unit; "all" when omitted.
 * @options output costBenefitOutputs
 * @returns The figure asked for, or rows of name, value, unit.
 * @throws #N/A for payback_months when the monthly savings are not positive.
 * @throws #VALUE! when accuracy_improvement is not between 0 and 1, months is not positive, or another argument is negative.
 * @example COST_BENEFIT(24, 1.5, 28, 0.02, 5000000, 0.3, 0.05, 0.12, 2000, 12) => {"training_cost",36,"$";"storage_cost",6.72,"$";"total_upfront",42.72,"$"} ...
 * @example COST_BENEFIT(24, 1.5, 28, 0.02, 5000000, 0.3, 0.05, 0.12, 2000, 12, "net_roi") => 17837.28
 * @example COST_BENEFIT(24, 1.5, 28, 0.02, 5000000, 0.05, 0.3, 0.12, 2000, 12, "payback_months") => #N/A
 * @example COST_BENEFIT(24, 1.5, 28, 0.02, 5000000, 0.3, 0.05, 12, 2000, 12) => #VALUE!
 * @see FT.API_COST for bills by tokens, FT.MODEL for the full business case
 * @requiresParameterAddresses
 */
export function costBenefit(
  training_hours: number,
  price_per_gpu_hour: number,
  storage_gb: number,
  storage_price_per_gb_month: number,
  api_calls_per_month: number,
  baseline_cost_per_1k: number,
  finetuned_cost_per_1k: number,
  accuracy_improvement: number,
  review_cost_per_month: number,
  months: number,
  output?: string,
  call?: CustomFunctions.Invocation,
): any[][] {
  return cellOrSpill(() => {
    const result = compareCostAndBenefit({
      trainingHours: number("training_hours", training_hours, call),
      pricePerGpuHour: number("price_per_gpu_hour", price_per_gpu_hour, call),
      storageGb: number("storage_gb", storage_gb, call),
      storagePricePerGbMonth: number("storage_price_per_gb_month", storage_price_per_gb_month, call),
      apiCallsPerMonth: number("api_calls_per_month", api_calls_per_month, call),
      baselineCostPer1k: number("baseline_cost_per_1k", baseline_cost_per_1k, call),
      finetunedCostPer1k: number("finetuned_cost_per_1k", finetuned_cost_per_1k, call),
      accuracyImprovementFraction: number("accuracy_improvement", accuracy_improvement, call),
      reviewCostPerMonth: number("review_cost_per_month", review_cost_per_month, call),
      months: number("months", months, call),
    });
    return outputCells(costBenefitOutputs, outputAsked(costBenefitOutputs, output, "all"), result);
  });
}
