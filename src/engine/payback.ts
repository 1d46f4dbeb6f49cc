import { NoAnswer } from "./errors";
import { comparedDollars } from "./figures";
import { requireFinite, requireNonNegative } from "./requirements";
import { hasValue } from "./numbers";

/**
 * By how much a cost may be missed and is covered all the same, as a share of the amounts involved. No amount is known to
 * twelve digits; binary fractions, and savings that are the difference of two computed bills, are off by less.
 */
const ROUNDING_SHARE = 1e-12;

/**
 * Months until a monthly saving that holds for ever has repaid a one-time cost.
 * Plain payback: not discounted. <https://en.wikipedia.org/wiki/Payback_period>
 * @throws NoAnswer when the saving is not positive, also for no cost.
 */
export function paybackMonths(projectCost: number, savingPerMonth: number): number {
  requireNonNegative("project_cost", projectCost);
  requireFinite("saving_per_month", savingPerMonth);
  if (savingPerMonth <= 0) throw new NoAnswer("it never pays back: saving_per_month is not positive");
  return wholeMonths(projectCost / savingPerMonth);
}

/** Months without what binary fractions add: 0.3 / 0.1 comes to a hair less than 3. */
function wholeMonths(months: number): number {
  const whole = Math.round(months);
  return Math.abs(months - whole) <= whole * ROUNDING_SHARE ? whole : months;
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
  const [saved, cost] = comparedDollars(total, projectCost);
  throw new NoAnswer(
    `it does not pay back within ${savingsPerMonth.length} months: the savings add up to ${saved}, the project costs ${cost}`,
  );
}

/**
 * The month, with its fraction, in which the savings first cover the cost; NaN when they never do. Unchecked.
 *
 * The running total is kept without rounding (Neumaier's summation), so that what it misses the cost by is only what the
 * amounts themselves are off by: ten months of 0.1 cover 1, as they are meant to.
 */
export function monthsToCover(projectCost: number, savingsPerMonth: ArrayLike<number>, months: number): number {
  let total = 0;
  let lost = 0;
  let size = projectCost;
  for (let month = 0; month < months; month++) {
    const saving = savingsPerMonth[month];
    const before = total + lost;
    const sum = total + saving;
    lost += Math.abs(total) >= Math.abs(saving) ? total - sum + saving : saving - sum + total;
    total = sum;
    size += Math.abs(saving);
    if (!(saving > 0)) continue;
    const left = projectCost - (total + lost);
    if (Math.abs(left) <= size * ROUNDING_SHARE) return month + 1;
    if (left < 0) return month + Math.max(0, projectCost - before) / saving;
  }
  return NaN;
}
