import { DomainError, NoAnswer } from "./errors";
import { paybackMonths } from "./payback";
import { requireFraction, requireNonNegative, requirePositive } from "./requirements";
import { storageCost } from "./storageCost";
import { isFiniteNumber } from "./numbers";

/** A fine-tuning project as the simple framework sees it. */
export interface SimpleProject {
  trainingHours: number;
  pricePerGpuHour: number;
  storageGb: number;
  storagePricePerGbMonth: number;
  apiCallsPerMonth: number;
  baselineCostPer1k: number;
  finetunedCostPer1k: number;
  /** The share of the review bill that better answers save. */
  accuracyImprovementFraction: number;
  reviewCostPerMonth: number;
  months: number;
}

/** Costs and benefits of a project over its months ($ unless the name says otherwise). */
export interface CostBenefit {
  trainingCost: number;
  storageCost: number;
  totalUpfront: number;
  inferenceSavingPerMonth: number;
  reviewSavingPerMonth: number;
  totalBenefitPerMonth: number;
  totalInferenceSaving: number;
  totalReviewSaving: number;
  totalBenefit: number;
  netBenefit: number;
  /** Percent of the upfront cost; 0 when nothing is spent up front. */
  roiPercent: number;
  /** NoAnswer when the monthly saving is not positive. */
  paybackMonths: number | NoAnswer;
  worthwhile: boolean;
}

/**
 * The simple cost-benefit framework: training and storage once, against savings on inference and review.
 * Its price per 1K applies to calls, not tokens, as the framework defines it.
 */
export function costBenefit(project: SimpleProject): CostBenefit {
  const months = requirePositive("months", project.months);
  const trainingCost =
    requireNonNegative("training_hours", project.trainingHours) *
    requireNonNegative("price_per_gpu_hour", project.pricePerGpuHour);
  const storagePrice = requireNonNegative("storage_price_per_gb_month", project.storagePricePerGbMonth);
  const storage = storageCost(project.storageGb, storagePrice, months);
  const totalUpfront = trainingCost + storage;

  const inferenceSavingPerMonth =
    (requireNonNegative("api_calls_per_month", project.apiCallsPerMonth) / 1000) *
    (requireNonNegative("baseline_cost_per_1k", project.baselineCostPer1k) -
      requireNonNegative("finetuned_cost_per_1k", project.finetunedCostPer1k));
  const reviewSavingPerMonth =
    requireNonNegative("review_cost_per_month", project.reviewCostPerMonth) *
    requireFraction("accuracy_improvement", project.accuracyImprovementFraction);
  const totalBenefitPerMonth = inferenceSavingPerMonth + reviewSavingPerMonth;
  const totalBenefit = totalBenefitPerMonth * months;
  const netBenefit = totalBenefit - totalUpfront;
  // Comparisons answer even for infinite or undefined amounts, so a verdict on those must not be given.
  if (!isFiniteNumber(netBenefit)) throw new DomainError("the amounts are too large to compare: an input is too large");

  return {
    trainingCost,
    storageCost: storage,
    totalUpfront,
    inferenceSavingPerMonth,
    reviewSavingPerMonth,
    totalBenefitPerMonth,
    totalInferenceSaving: inferenceSavingPerMonth * months,
    totalReviewSaving: reviewSavingPerMonth * months,
    totalBenefit,
    netBenefit,
    roiPercent: totalUpfront === 0 ? 0 : (netBenefit / totalUpfront) * 100,
    paybackMonths:
      totalBenefitPerMonth > 0
        ? paybackMonths(totalUpfront, totalBenefitPerMonth)
        : new NoAnswer("it never pays back: the monthly savings are not positive"),
    worthwhile: netBenefit > 0,
  };
}
