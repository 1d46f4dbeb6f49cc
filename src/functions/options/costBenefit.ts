import type { CostBenefit } from "../../engine/costBenefit";
import type { Outputs } from "../support/outputs";

export const costBenefitOutputs = {
  all: { tooltip: "Every figure below, one per row: name, value, unit" },
  training_cost: { tooltip: "Training hours × price per hour ($)", unit: "$", of: (result) => result.trainingCost },
  storage_cost: { tooltip: "Storage over all months ($)", unit: "$", of: (result) => result.storageCost },
  total_upfront: { tooltip: "Training and storage ($)", unit: "$", of: (result) => result.totalUpfront },
  monthly_inference_savings: {
    tooltip: "Saved on API calls each month ($/month)",
    unit: "$/month",
    of: (result) => result.inferenceSavingPerMonth,
  },
  monthly_review_savings: {
    tooltip: "Saved on reviews each month ($/month)",
    unit: "$/month",
    of: (result) => result.reviewSavingPerMonth,
  },
  total_monthly_benefit: {
    tooltip: "Both savings each month ($/month)",
    unit: "$/month",
    of: (result) => result.totalBenefitPerMonth,
  },
  total_inference_savings: {
    tooltip: "Saved on API calls over all months ($)",
    unit: "$",
    of: (result) => result.totalInferenceSaving,
  },
  total_review_savings: { tooltip: "Saved on reviews over all months ($)", unit: "$", of: (result) => result.totalReviewSaving },
  total_benefit: { tooltip: "Both savings over all months ($)", unit: "$", of: (result) => result.totalBenefit },
  net_roi: { tooltip: "Benefit − upfront cost ($)", unit: "$", of: (result) => result.netBenefit },
  roi_percent: {
    tooltip: "Net benefit as a percent of the upfront cost (%)",
    unit: "%",
    of: (result) => result.roiPercent,
  },
  payback_months: {
    tooltip: "Months until the savings have repaid the upfront cost",
    unit: "months",
    of: (result) => result.paybackMonths,
  },
  worthwhile: {
    tooltip: "TRUE when the net benefit is positive",
    unit: "TRUE/FALSE",
    of: (result) => result.worthwhile,
  },
} as const satisfies Outputs<CostBenefit>;
