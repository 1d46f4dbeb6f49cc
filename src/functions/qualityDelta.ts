import { qualityDeltaPerMonth } from "../engine/quality";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly cost of reviews and failures that the fine-tuned model causes beyond those of the API.
 * @customfunction QUALITY_DELTA
 * @category Quality
 * @param requests_per_day Requests per day (requests/day).
 * @param review_rate_ft Share of the fine-tuned model's answers that are reviewed (fraction, 0.02 is 2 %).
 * @param review_rate_api Share of the API's answers that are reviewed (fraction).
 * @param cost_per_review Cost of one review by a person ($/review).
 * @param [failure_rate_ft] Share of the fine-tuned model's answers that fail in use (fraction); 0 when omitted.
 * @param [failure_rate_api] Share of the API's answers that fail in use (fraction); 0 when omitted.
 * @param [cost_per_failure] Cost of one failure ($/failure); 0 when omitted.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Cost per month ($/month); positive when the fine-tuned model costs more.
 * @throws #VALUE! when a rate is not between 0 and 1, or a cost is negative.
 * @example QUALITY_DELTA(50000, 0.0201, 0.02, 4) => 600
 * @example QUALITY_DELTA(50000, 0.02, 0.02, 4, 0.001, 0.003, 10) => -30000
 * @example QUALITY_DELTA(50000, 5, 2, 4) => #VALUE!
 * @requiresParameterAddresses
 */
export function qualityDelta(
  requests_per_day: number,
  review_rate_ft: number,
  review_rate_api: number,
  cost_per_review: number,
  failure_rate_ft?: number,
  failure_rate_api?: number,
  cost_per_failure?: number,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(
    () =>
      qualityDeltaPerMonth({
        requestsPerDay: number("requests_per_day", requests_per_day, call),
        reviewRateFt: number("review_rate_ft", review_rate_ft, call),
        reviewRateApi: number("review_rate_api", review_rate_api, call),
        costPerReview: number("cost_per_review", cost_per_review, call),
        failureRateFt: optional("failure_rate_ft", failure_rate_ft, 0),
        failureRateApi: optional("failure_rate_api", failure_rate_api, 0),
        costPerFailure: optional("cost_per_failure", cost_per_failure, 0),
        daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
      }).totalDelta,
  );
}
