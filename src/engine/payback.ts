import { NoAnswer } from "./errors";
import { comparedFigures } from "./figures";
import { requireFinite, requireNonNegative } from "./requirements";
import { hasValue } from "./numbers";

/**
 * Months until a monthly saving that holds for ever has repaid a one-time cost.
 * Plain payback: not discounted. <https://en.wikipedia.org/wiki/Payback_period>
 * @throws NoAnswer when the saving is not positive, also for no cost.
 */
export function paybackMonths(projectCost: number, savingPerMonth: number): number {
  requireNonNegative("project_cost", projectCost);
  requireFinite("saving_per_month", savingPerMonth);
  if (savingPerMonth <= 0) throw new NoAnswer("it never pays back: saving_per_month is not positive");
  return projectCost / savingPerMonth;
}

/**
 * Months until a running total of month-by-month savings first covers a one-time cost, interpolated inside the month.
 * @throws NoAnswer when the savings end before the cost is covered, or none of them is positive.
 */
export function paybackMonthsOfFlows(projectCost: number, savingsPerMonth: readonly number[]): number {
  requireNonNegative("project_cost", projectCost);
  savingsPerMonth.forEach((saving, month) => requireFinite(`saving_per_month (month ${month + 1})`, saving));
  const months = monthsToCover(projectCost, savingsPerMonth, savingsPerMonth.length);
  if (hasValue(months)) return months;
  if (!savingsPerMonth.some((saving) => saving > 0)) {
    throw new NoAnswer("it never pays back: no month of saving_per_month is positive");
  }
  const total = savingsPerMonth.reduce((sum, saving) => sum + saving, 0);
  const [saved, cost] = comparedFigures(total, projectCost);
  throw new NoAnswer(
    `it does not pay back within ${savingsPerMonth.length} months: the savings add up to ${saved}, the project costs ${cost}`,
  );
}

/** The month, with its fraction, in which the savings first cover the cost; NaN when they never do. Unchecked. */
export function monthsToCover(projectCost: number, savingsPerMonth: ArrayLike<number>, months: number): number {
  let total = 0;
  for (let month = 0; month < months; month++) {
    const saving = savingsPerMonth[month];
    if (saving > 0 && total + saving >= projectCost) return month + Math.max(0, projectCost - total) / saving;
    total += saving;
  }
  return NaN;
}
