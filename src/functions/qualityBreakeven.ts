import { highestReviewRate } from "../engine/quality";
import { number, optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Highest review rate the fine-tuned model may have before its saving is gone.
 * @customfunction QUALITY_BREAKEVEN
 * @category Quality
 * @param saving_before_quality Saving per month before any difference in reviews ($/month).
 * @param requests_per_day Requests per day (requests/day).
 * @param cost_per_review Cost of one review by a person ($/review).
 * @param review_rate_api Share of the API's answers that are reviewed (fraction, 0.02 is 2 %).
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Review rate (fraction); 1 when even a review of every answer leaves a saving.
 * @throws #N/A when the saving is lost even without any review.
 * @throws #DIV/0! when there are no requests or a review costs nothing.
 * @throws #VALUE! when review_rate_api is not between 0 and 1, or requests_per_day or cost_per_review is negative.
 * @example QUALITY_BREAKEVEN(4532, 50000, 4, 0.02) => 0.020755333333333334
 * @example QUALITY_BREAKEVEN(9000000, 50000, 4, 0.02) => 1
 * @example QUALITY_BREAKEVEN(-200000, 50000, 4, 0.02) => #N/A
 * @example QUALITY_BREAKEVEN(4532, 0, 4, 0.02) => #DIV/0!
 * @requiresParameterAddresses
 */
export function qualityBreakeven(
  saving_before_quality: number,
  requests_per_day: number,
  cost_per_review: number,
  review_rate_api: number,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    highestReviewRate({
      savingPerMonth: number("saving_before_quality", saving_before_quality, call),
      requestsPerDay: number("requests_per_day", requests_per_day, call),
      costPerReview: number("cost_per_review", cost_per_review, call),
      reviewRateApi: number("review_rate_api", review_rate_api, call),
      daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
    }),
  );
}
