import { NoAnswer } from "./errors";
import { exponential, naturalLog } from "./elementary";
import { hasValue } from "./numbers";
import { onlyRoot, positiveRoots } from "./positiveRoots";
import { monthlyDiscountFactor } from "./presentValue";
import { requireFinite, requireGrowthRate } from "./requirements";

/*
 * The internal rate of return is a root of the present value. It is sought in the discount factor of one month, x,
 * in which the present value is a polynomial; the rate per year is x^-12 - 1.
 */

/** The discount factor of a rate so near -100 % a year that the difference no longer shows in a number. */
const LARGEST_FACTOR = 17.7;

/** The rate per year of a month's discount factor; NaN where it is indistinguishable from -100 %. */
const rateOf = (discountFactor: number): number =>
  discountFactor < LARGEST_FACTOR ? exponential(-12 * naturalLog(discountFactor)) - 1 : NaN;

/** The rates that make flows worth nothing, and whether there can be no others. */
interface Rates {
  readonly nearest: number;
  readonly areAll: boolean;
}

/** Of all rates the nearest to the guess; NaN where there is none. */
function nearestRate(flows: ArrayLike<number>, count: number, guess: number): Rates {
  let firstSign = 0;
  let lastSign = 0;
  let signChanges = 0;
  for (let i = 0; i < count; i++) {
    const flow = flows[i];
    const sign = flow > 0 ? 1 : flow < 0 ? -1 : lastSign;
    if (sign === lastSign) continue;
    if (firstSign === 0) firstSign = sign;
    else signChanges++;
    lastSign = sign;
  }
  if (signChanges === 0) return { nearest: NaN, areAll: true };
  const search = { start: monthlyDiscountFactor(guess), most: LARGEST_FACTOR };
  // The common project, which costs first and earns then, is asked for by the hundred thousand.
  if (signChanges === 1) return { nearest: rateOf(onlyRoot(flows, count, { firstSign, ...search })), areAll: true };
  const { roots, areAll } = positiveRoots(flows, count, search);
  let nearest = NaN;
  for (const root of roots) {
    const rate = rateOf(root);
    if (hasValue(rate) && !(Math.abs(rate - guess) >= Math.abs(nearest - guess))) nearest = rate;
  }
  return { nearest, areAll };
}

/**
 * The effective annual rate at which monthly flows, the first at month 0, are worth nothing, the nearest to the guess where
 * several rates do so; NaN when there is none. Unchecked, for loops over many projects.
 */
export const annualRateOfReturn = (flows: ArrayLike<number>, count: number, guess: number): number =>
  nearestRate(flows, count, guess).nearest;

/**
 * Internal rate of return of monthly flows, the first at month 0, as an effective annual rate.
 * <https://en.wikipedia.org/wiki/Internal_rate_of_return>
 * @throws NoAnswer when no rate makes the flows worth nothing.
 */
export function internalRateOfReturn(flows: readonly number[], guess: number): number {
  requireGrowthRate("guess", guess);
  flows.forEach((flow, i) => requireFinite(`cashflows (month ${i})`, flow));
  if (!flows.some((flow) => flow > 0)) throw new NoAnswer("no internal rate of return: no month of cashflows is positive");
  if (!flows.some((flow) => flow < 0)) throw new NoAnswer("no internal rate of return: no month of cashflows is negative");
  const { nearest, areAll } = nearestRate(flows, flows.length, guess);
  if (hasValue(nearest)) return nearest;
  if (areAll) throw new NoAnswer("no internal rate of return: no rate above -1 makes cashflows worth 0");
  throw new NoAnswer("no internal rate of return was found, but cashflows changes sign too often to be sure that there is none");
}
