import { DivisionByZero, NoAnswer } from "./errors";
import { requireDivisor, requireFinite, requireFraction, requireNonNegative } from "./requirements";
import { requestsPerMonth, type Traffic } from "./traffic";

/** How often answers of each side are reviewed by a person or fail, and what that costs ($). */
export interface AnswerQuality {
  reviewRateFt: number;
  reviewRateApi: number;
  costPerReview: number;
  failureRateFt: number;
  failureRateApi: number;
  costPerFailure: number;
}

/** What the fine-tuned model's answers cost more than the API's ($); negative where they cost less. */
export interface QualityDelta {
  reviewDelta: number;
  failureDelta: number;
  totalDelta: number;
}

/** The difference in quality cost of one request; unchecked, for loops over many. */
export function compareQuality(quality: AnswerQuality): QualityDelta {
  const reviewDelta = (quality.reviewRateFt - quality.reviewRateApi) * quality.costPerReview;
  const failureDelta = (quality.failureRateFt - quality.failureRateApi) * quality.costPerFailure;
  return { reviewDelta, failureDelta, totalDelta: reviewDelta + failureDelta };
}

/** The difference in quality cost of one request. */
function qualityDeltaPerRequest(quality: AnswerQuality): QualityDelta {
  requireFraction("review_rate_ft", quality.reviewRateFt);
  requireFraction("review_rate_api", quality.reviewRateApi);
  requireNonNegative("cost_per_review", quality.costPerReview);
  requireFraction("failure_rate_ft", quality.failureRateFt);
  requireFraction("failure_rate_api", quality.failureRateApi);
  requireNonNegative("cost_per_failure", quality.costPerFailure);
  return compareQuality(quality);
}

/** The difference in quality cost of a month ($/month). */
export function qualityDeltaPerMonth(use: AnswerQuality & Traffic): QualityDelta {
  const requests = requestsPerMonth(use);
  const each = qualityDeltaPerRequest(use);
  return {
    reviewDelta: each.reviewDelta * requests,
    failureDelta: each.failureDelta * requests,
    totalDelta: each.totalDelta * requests,
  };
}

/** The cost of people reviewing a share of a month's answers ($/month). */
export function reviewCostPerMonth(review: Traffic & { reviewRate: number; costPerReview: number }): number {
  return (
    requestsPerMonth(review) *
    requireFraction("review_rate", review.reviewRate) *
    requireNonNegative("cost_per_review", review.costPerReview)
  );
}

/** The review rate at which a saving is gone, also where no rate between 0 and 1 does it; unchecked. */
export const reviewRateWithoutSaving = (reviewRateApi: number, saving: number, costOfReviewingAll: number): number =>
  reviewRateApi + saving / costOfReviewingAll;

/**
 * The highest review rate the fine-tuned model may have before its saving is gone; 1 where even reviewing every answer leaves some.
 * @throws NoAnswer when no review at all would still lose money.
 * @throws DivisionByZero when there is nothing to review, or a review costs nothing.
 */
export function highestReviewRate(
  use: Traffic & { savingPerMonth: number; costPerReview: number; reviewRateApi: number },
): number {
  const saving = requireFinite("saving_before_quality", use.savingPerMonth);
  const costPerReview = requireNonNegative("cost_per_review", use.costPerReview);
  const costOfReviewingAll = requireDivisor(requestsPerMonth(use) * costPerReview, use.requestsPerDay, costPerReview);
  const reviewRateApi = requireFraction("review_rate_api", use.reviewRateApi);
  if (costOfReviewingAll === 0) throw new DivisionByZero("no break-even review rate: no requests, or a review costs nothing");
  const rate = reviewRateWithoutSaving(reviewRateApi, saving, costOfReviewingAll);
  if (rate < 0) throw new NoAnswer("no review rate breaks even: saving_before_quality is lost even without any review");
  return Math.min(rate, 1);
}
