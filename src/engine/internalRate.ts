import { NoAnswer } from "./errors";
import { exponential, naturalLog } from "./elementary";
import { discountedSum, monthlyDiscountFactor } from "./presentValue";
import { requireFinite, requireGrowthRate } from "./requirements";
import { hasValue } from "./numbers";

/*
 * The internal rate of return is a root of the present value. It is sought in the discount factor of one month, x,
 * in which the present value is a polynomial; the rate per year is x^-12 - 1.
 */

const STEPS = 200;
/** A Newton step so small that the next one would change no digit, and a halving so small that it changes none. */
const LAST_STEP = 1e-9;
const LAST_HALF = 1e-15;
/** The discount factor of a rate so near -100 % a year that the difference no longer shows in a number. */
const LARGEST_FACTOR = 17.7;
/** Where many rates are possible, they are sought between about -99.9 % and +16,000,000 % a year. */
const SCAN = { fromLog: -7, toLog: 12, parts: 96 };

/** The rate per year of a month's discount factor; NaN where it is indistinguishable from -100 %. */
const rateOf = (discountFactor: number): number =>
  discountFactor < LARGEST_FACTOR ? exponential(-12 * naturalLog(discountFactor)) - 1 : NaN;

/**
 * The root between `from` and `to`, where the present value has the signs `fromSign` and the opposite: Newton's steps,
 * halving where they leave the bracket or do not converge.
 */
function discountFactorBetween(
  flows: ArrayLike<number>,
  count: number,
  from: number,
  to: number,
  fromSign: number,
  start: number,
): number {
  let low = from;
  let high = to;
  let x = start;
  let lastMove = to - from;
  for (let step = 0; step < STEPS; step++) {
    let value = 0;
    let slope = 0;
    for (let i = count - 1; i >= 0; i--) {
      slope = slope * x + value;
      value = value * x + flows[i];
    }
    if (value === 0) return x;
    if (value > 0 === fromSign > 0) low = x;
    else high = x;
    const newton = value / slope;
    const isNewton = x - newton > low && x - newton < high && Math.abs(2 * newton) <= Math.abs(lastMove);
    const move = isNewton ? newton : x - (low + high) / 2;
    if (Math.abs(move) <= (isNewton ? LAST_STEP : LAST_HALF) * x) return x - move;
    lastMove = move;
    x -= move;
  }
  return x;
}

/** Flows with one change of sign have exactly one root above 0 (Descartes). */
function onlyRoot(flows: ArrayLike<number>, count: number, firstSign: number, start: number): number {
  let low = 0;
  let high = start;
  while (discountedSum(flows, count, high) > 0 === firstSign > 0) {
    low = high;
    high *= 1.5;
    if (low > LARGEST_FACTOR) return NaN;
  }
  return discountFactorBetween(flows, count, low, high, firstSign, low === 0 ? high : (low + high) / 2);
}

/** Room for the slopes of the longest flows there are. */
const slopes = new Float64Array(1200);

/**
 * Flows with two changes of sign, such as a project that earns and then loses: their slope changes sign once, so they have
 * one turning point, and two roots around it or none.
 */
function rootAroundTurn(flows: ArrayLike<number>, count: number, firstSign: number, start: number, guess: number): number {
  for (let t = 1; t < count; t++) slopes[t - 1] = t * flows[t];
  const turn = onlyRoot(slopes, count - 1, -firstSign, start);
  const last = turn < LARGEST_FACTOR ? turn : LARGEST_FACTOR;
  if (discountedSum(flows, count, last) > 0 === firstSign > 0) return NaN;
  const before = discountFactorBetween(flows, count, 0, last, firstSign, start < last ? start : last);
  if (last === LARGEST_FACTOR) return before;
  let high = last * 1.05;
  while (discountedSum(flows, count, high) > 0 !== firstSign > 0) {
    if (high > LARGEST_FACTOR) return before;
    high *= 1.2;
  }
  const after = discountFactorBetween(flows, count, last, high, -firstSign, high);
  return Math.abs(rateOf(after) - guess) < Math.abs(rateOf(before) - guess) ? after : before;
}

/** Of several roots the one whose rate is nearest to the guess. */
function nearestRoot(flows: ArrayLike<number>, count: number, guess: number): number {
  let nearest = NaN;
  let lastX = NaN;
  let lastValue = NaN;
  for (let part = 0; part <= SCAN.parts; part++) {
    const logGrowth = SCAN.fromLog + ((SCAN.toLog - SCAN.fromLog) * part) / SCAN.parts;
    const x = exponential(-logGrowth / 12);
    const value = discountedSum(flows, count, x);
    let root = NaN;
    if (value === 0) root = x;
    else if (value * lastValue < 0) root = discountFactorBetween(flows, count, x, lastX, value, (x + lastX) / 2);
    if (hasValue(root) && !(Math.abs(rateOf(root) - guess) >= Math.abs(rateOf(nearest) - guess))) nearest = root;
    lastX = x;
    lastValue = value;
  }
  return nearest;
}

/**
 * The effective annual rate at which monthly flows, the first at month 0, are worth nothing; NaN when there is none.
 * Where several rates do so, the only positive one if the running total shows that there is one and the guess is not
 * negative, else the nearest to the guess. Unchecked, for loops over many projects.
 */
export function annualRateOfReturn(flows: ArrayLike<number>, count: number, guess: number): number {
  let firstSign = 0;
  let lastSign = 0;
  let signChanges = 0;
  let total = 0;
  let totalSign = 0;
  let totalSignChanges = 0;
  for (let i = 0; i < count; i++) {
    const sign = Math.sign(flows[i]);
    if (sign !== 0) {
      if (firstSign === 0) firstSign = sign;
      else if (sign !== lastSign) signChanges++;
      lastSign = sign;
    }
    total += flows[i];
    const nowSign = Math.sign(total);
    if (nowSign !== 0) {
      if (totalSign !== 0 && nowSign !== totalSign) totalSignChanges++;
      totalSign = nowSign;
    }
  }
  if (signChanges === 0) return NaN;
  const start = monthlyDiscountFactor(guess);
  if (signChanges === 1) return rateOf(onlyRoot(flows, count, firstSign, start));
  // Norstrøm: a running total that changes sign once has one root at a positive rate, x between 0 and 1.
  if (guess >= 0 && totalSignChanges === 1 && totalSign === -firstSign && flows[0] !== 0) {
    return rateOf(discountFactorBetween(flows, count, 0, 1, firstSign, Math.min(start, 1)));
  }
  if (signChanges === 2 && flows[0] !== 0 && count <= slopes.length) {
    return rateOf(rootAroundTurn(flows, count, firstSign, start, guess));
  }
  return rateOf(nearestRoot(flows, count, guess));
}

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
  const rate = annualRateOfReturn(flows, flows.length, guess);
  if (!hasValue(rate)) throw new NoAnswer("no internal rate of return: no rate above -1 makes cashflows worth 0");
  return rate;
}
