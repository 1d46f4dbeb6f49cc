import { type CostBenefit, costBenefit as compareCostAndBenefit } from "../engine/costBenefit";
import { number, option } from "./support/arguments";
import { cellOrSpill } from "./support/cell";

/** @customenum {string} */
const enum CostBenefitOutput {
  /** Every figure below, one per row: name, value, unit */
  All = "all",
  /** Training hours × price per hour ($) */
  TrainingCost = "training_cost",
  /** Storage over all months ($) */
  StorageCost = "storage_cost",
  /** Training and storage ($) */
  TotalUpfront = "total_upfront",
  /** Saved on API calls each month ($/month) */
  MonthlyInferenceSavings = "monthly_inference_savings",
  /** Saved on reviews each month ($/month) */
  MonthlyReviewSavings = "monthly_review_savings",
  /** Both savings each month ($/month) */
  TotalMonthlyBenefit = "total_monthly_benefit",
  /** Saved on API calls over all months ($) */
  TotalInferenceSavings = "total_inference_savings",
  /** Saved on reviews over all months ($) */
  TotalReviewSavings = "total_review_savings",
  /** Both savings over all months ($) */
  TotalBenefit = "total_benefit",
  /** Benefit − upfront cost ($) */
  NetRoi = "net_roi",
  /** Net benefit as a percent of the upfront cost (%) */
  RoiPercent = "roi_percent",
  /** Months until the savings have repaid the upfront cost */
  PaybackMonths = "payback_months",
  /** TRUE when the net benefit is positive */
  Worthwhile = "worthwhile",
}

type Output = Exclude<`${CostBenefitOutput}`, "all">;

/** The outputs in the order of their rows, each with its unit and where it stands in the result. */
const OUTPUTS: Record<Output, { unit: string; key: keyof CostBenefit }> = {
  training_cost: { unit: "$", key: "trainingCost" },
  storage_cost: { unit: "$", key: "storageCost" },
  total_upfront: { unit: "$", key: "totalUpfront" },
  monthly_inference_savings: { unit: "$/month", key: "inferenceSavingPerMonth" },
  monthly_review_savings: { unit: "$/month", key: "reviewSavingPerMonth" },
  total_monthly_benefit: { unit: "$/month", key: "totalBenefitPerMonth" },
  total_inference_savings: { unit: "$", key: "totalInferenceSaving" },
  total_review_savings: { unit: "$", key: "totalReviewSaving" },
  total_benefit: { unit: "$", key: "totalBenefit" },
  net_roi: { unit: "$", key: "netBenefit" },
  roi_percent: { unit: "%", key: "roiPercent" },
  payback_months: { unit: "months", key: "paybackMonths" },
  worthwhile: { unit: "TRUE/FALSE", key: "worthwhile" },
};
const OUTPUT_NAMES = Object.keys(OUTPUTS) as Output[];

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
 * @returns The figure asked for, or rows of name, value, unit.
 * @throws #N/A for payback_months when the monthly savings are not positive.
 * @throws #VALUE! when accuracy_improvement is not between 0 and 1, months is not positive, or another argument is negative.
 * @example COST_BENEFIT(24, 1.5, 28, 0.02, 5000000, 0.3, 0.05, 0.12, 2000, 12) => {"training_cost",36,"$";"storage_cost",6.72,"$";"total_upfront",42.72,"$"} ...
 * @example COST_BENEFIT(24, 1.5, 28, 0.02, 5000000, 0.3, 0.05, 0.12, 2000, 12, "net_roi") => 17837.28
 * @example COST_BENEFIT(24, 1.5, 28, 0.02, 5000000, 0.05, 0.3, 0.12, 2000, 12, "payback_months") => #N/A
 * @example COST_BENEFIT(24, 1.5, 28, 0.02, 5000000, 0.3, 0.05, 12, 2000, 12) => #VALUE!
 * @see FT.API_COST for bills by tokens, FT.MODEL for the full business case
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
  output?: CostBenefitOutput,
): any[][] {
  return cellOrSpill(() => {
    const result = compareCostAndBenefit({
      trainingHours: number("training_hours", training_hours),
      pricePerGpuHour: number("price_per_gpu_hour", price_per_gpu_hour),
      storageGb: number("storage_gb", storage_gb),
      storagePricePerGbMonth: number("storage_price_per_gb_month", storage_price_per_gb_month),
      apiCallsPerMonth: number("api_calls_per_month", api_calls_per_month),
      baselineCostPer1k: number("baseline_cost_per_1k", baseline_cost_per_1k),
      finetunedCostPer1k: number("finetuned_cost_per_1k", finetuned_cost_per_1k),
      accuracyImprovementFraction: number("accuracy_improvement", accuracy_improvement),
      reviewCostPerMonth: number("review_cost_per_month", review_cost_per_month),
      months: number("months", months),
    });
    const wanted = option("output", output, ["all", ...OUTPUT_NAMES], { fallback: "all" });
    if (wanted !== "all") return result[OUTPUTS[wanted].key];
    return OUTPUT_NAMES.map((name) => [name, result[OUTPUTS[name].key], OUTPUTS[name].unit]);
  });
}
