import { reviewCostPerMonth } from "../engine/quality";
import { number, optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly cost of people who review a share of the answers.
 * @customfunction REVIEW_COST
 * @category Quality
 * @param requests_per_day Requests per day (requests/day).
 * @param review_rate Share of answers that are reviewed (fraction, 0.02 is 2 %).
 * @param cost_per_review Cost of one review by a person ($/review).
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Cost per month ($/month).
 * @throws #VALUE! when review_rate is not between 0 and 1, or another argument is negative.
 * @example REVIEW_COST(50000, 0.02, 4) => 120000
 * @example REVIEW_COST(50000, 2, 4) => #VALUE!
 * @requiresParameterAddresses
 */
export function reviewCost(
  requests_per_day: number,
  review_rate: number,
  cost_per_review: number,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    reviewCostPerMonth({
      requestsPerDay: number("requests_per_day", requests_per_day, call),
      reviewRate: number("review_rate", review_rate, call),
      costPerReview: number("cost_per_review", cost_per_review, call),
      daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
    }),
  );
}
