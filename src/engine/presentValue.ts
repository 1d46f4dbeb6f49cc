import { monthlyFactor, movedShare } from "./cashFlows";
import { requireFinite, requireGrowthRate } from "./requirements";

/** What 1 paid a month from now is worth today at an effective annual rate; unchecked. */
export const monthlyDiscountFactor = (ratePerYear: number): number => 1 / monthlyFactor(ratePerYear);

/** What monthly flows, the first at month 0, are worth today; unchecked. */
function discountedSum(flows: ArrayLike<number>, count: number, discountFactor: number): number {
  let sum = 0;
  for (let i = count - 1; i >= 0; i--) sum = sum * discountFactor + flows[i];
  return sum;
}

/**
 * 1 + x + x² + … over `count` terms, from sums of half the length: S(2m) = S(m) (1 + x^m), S(m + 1) = 1 + x S(m).
 * A handful of steps where adding up takes one per month, and exact also where the closed form
 * (1 - x^count) / (1 - x) loses its digits, near x = 1.
 */
function geometricSum(x: number, count: number): number {
  // Told once that it is whole: 0.85 of the time.
  const terms = count | 0;
  if (terms < 1) return 0;
  let sum = 1;
  let xToTerms = x;
  for (let bit = 30 - Math.clz32(terms); bit >= 0; bit--) {
    sum *= 1 + xToTerms;
    xToTerms *= xToTerms;
    if ((terms >> bit) & 1) {
      sum = 1 + x * sum;
      xToTerms *= x;
    }
  }
  return sum;
}

/**
 * What a monthly amount is worth today that starts at 1 at the end of month 1, changes by `factor` a month and counts
 * only for the share of the traffic that has moved; unchecked.
 */
export function annuityFactor(factor: number, discountFactor: number, months: number, rampMonths: number): number {
  const ratio = factor * discountFactor;
  // Most scenarios have no ramp: 0.8 of the time.
  if (!(rampMonths > 1)) return discountFactor * geometricSum(ratio, months);
  const rising = Math.min(months, Math.ceil(rampMonths) - 1);
  let sum = 0;
  let worth = discountFactor;
  for (let month = 1; month <= rising; month++) {
    sum += movedShare(month, rampMonths) * worth;
    worth *= ratio;
  }
  return sum + worth * geometricSum(ratio, months - rising);
}

/**
 * Net present value of monthly flows at an effective annual rate, the first at month 0.
 * <https://en.wikipedia.org/wiki/Net_present_value>
 */
export function netPresentValue(ratePerYear: number, flows: readonly number[]): number {
  const discountFactor = monthlyDiscountFactor(requireGrowthRate("rate", ratePerYear));
  flows.forEach((flow, i) => requireFinite(`cashflows (month ${i})`, flow));
  return discountedSum(flows, flows.length, discountFactor);
}
