import { hasValue } from "./numbers";

/*
 * Every root of a polynomial between 0 and a greatest x, none missed, however near to each other two lie.
 *
 * Descartes: a polynomial has at most as many positive roots as its coefficients have changes of sign, and exactly one where
 * there is one change. Rolle: between two roots of p(x) / x^k lies a root of its slope, and the coefficients of that slope,
 * cₜ (t - k), have one change of sign fewer when k lies within a change. So the slope's roots, found in the same way down to a
 * single change of sign, cut the axis into pieces on which p has at most one root, and its signs at their ends say which.
 * <https://en.wikipedia.org/wiki/Descartes%27_rule_of_signs>, <https://en.wikipedia.org/wiki/Rolle%27s_theorem>.
 */

const STEPS = 200;
/** A Newton step so small that the next one would change no digit, and a halving so small that it changes none. */
const LAST_STEP = 1e-9;
const LAST_HALF = 1e-15;
/** How far a sum of products may be off, in units of the sum of their sizes for each product. */
const ROUNDING = Number.EPSILON;
/** What is smaller beside the largest coefficient has lost digits, or is gone. */
const SMALLEST_KNOWN = 1e-290;

/** The roots, rising, and whether there can be no others. */
export interface PositiveRoots {
  readonly roots: readonly number[];
  /** False where a coefficient of a slope became too small for a number, so that a root may have been missed. */
  readonly areAll: boolean;
}

/**
 * The polynomial's value, divided by x^(count - 1) where x is above 1: the sign and the roots are the same, and no power
 * overflows.
 */
function scaledValue(coefficients: ArrayLike<number>, count: number, x: number): number {
  let value = 0;
  if (x <= 1) {
    for (let i = count - 1; i >= 0; i--) value = value * x + coefficients[i];
  } else {
    const y = 1 / x;
    for (let i = 0; i < count; i++) value = value * y + coefficients[i];
  }
  return value;
}

/** The sign of the polynomial at x, 0 where its rounding errors may be larger than its value. */
function certainSign(coefficients: ArrayLike<number>, count: number, x: number): number {
  const value = scaledValue(coefficients, count, x);
  let size = 0;
  if (x <= 1) {
    for (let i = count - 1; i >= 0; i--) size = size * x + Math.abs(coefficients[i]);
  } else {
    const y = 1 / x;
    for (let i = 0; i < count; i++) size = size * y + Math.abs(coefficients[i]);
  }
  return Math.abs(value) <= 2 * count * ROUNDING * size ? 0 : Math.sign(value);
}

/**
 * The root between `from` and `to`, where the polynomial has the sign `fromSign` and the opposite: Newton's steps, halving
 * where they leave the bracket or do not converge.
 */
function rootBetween(
  coefficients: ArrayLike<number>,
  count: number,
  { from, to, fromSign, start }: { from: number; to: number; fromSign: number; start: number },
): number {
  let low = from;
  let high = to;
  let x = start;
  let lastMove = to - from;
  for (let step = 0; step < STEPS; step++) {
    let value = 0;
    let slope = 0;
    let newton: number;
    if (x <= 1) {
      for (let i = count - 1; i >= 0; i--) {
        slope = slope * x + value;
        value = value * x + coefficients[i];
      }
      newton = value / slope;
    } else {
      const y = 1 / x;
      for (let i = 0; i < count; i++) {
        slope = slope * y + value;
        value = value * y + coefficients[i];
      }
      newton = value / (y * ((count - 1) * value - y * slope));
    }
    if (value === 0) return x;
    if (value > 0 === fromSign > 0) low = x;
    else high = x;
    const isNewton = x - newton > low && x - newton < high && Math.abs(2 * newton) <= Math.abs(lastMove);
    const move = isNewton ? newton : x - (low + high) / 2;
    if (Math.abs(move) <= (isNewton ? LAST_STEP : LAST_HALF) * x) return x - move;
    lastMove = move;
    x -= move;
  }
  return x;
}

/**
 * The root of a polynomial whose coefficients change sign once; NaN where it lies above `most`.
 * @param start Where to look first.
 */
export function onlyRoot(
  coefficients: ArrayLike<number>,
  count: number,
  { firstSign, start, most }: { firstSign: number; start: number; most: number },
): number {
  let low = 0;
  let high = Math.min(start, most);
  while (scaledValue(coefficients, count, high) > 0 === firstSign > 0) {
    if (high >= most) return NaN;
    low = high;
    high = Math.min(high * 1.5, most);
  }
  const between = { from: low, to: high, fromSign: firstSign };
  return rootBetween(coefficients, count, { ...between, start: low === 0 ? high : (low + high) / 2 });
}

/** Every root above 0 and up to `most`; where rounding hides whether the polynomial touches 0 or passes by, it counts as a root. */
export function positiveRoots(
  coefficients: ArrayLike<number>,
  length: number,
  { start, most }: { start: number; most: number },
): PositiveRoots {
  // Without the zeros at the end, beside which powers of a large x would leave nothing of the rest.
  let count = length;
  while (count > 0 && coefficients[count - 1] === 0) count--;
  const changes = signChanges(coefficients, count);
  if (changes.length === 0) return { roots: [], areAll: true };
  const firstSign = Math.sign(coefficients[changes[0].from]);
  if (changes.length === 1) {
    const root = onlyRoot(coefficients, count, { firstSign, start, most });
    return { roots: hasValue(root) ? [root] : [], areAll: true };
  }
  const { from, to } = changes[changes.length >> 1];
  const slope = slopeAround(coefficients, count, (from + to) / 2);
  const turns = positiveRoots(slope.coefficients, count, { start, most });

  const roots: number[] = [];
  let before = 0;
  let signBefore = firstSign;
  for (const turn of [...turns.roots, most]) {
    const sign = certainSign(coefficients, count, turn);
    if (sign === 0) {
      roots.push(turn);
    } else if (sign === -signBefore) {
      const start = before === 0 ? turn : (before + turn) / 2;
      roots.push(rootBetween(coefficients, count, { from: before, to: turn, fromSign: signBefore, start }));
    }
    before = turn;
    signBefore = sign;
  }
  return { roots, areAll: turns.areAll && slope.isExact };
}

/** The pairs of neighbouring terms, those that are 0 left out, whose signs differ. */
function signChanges(coefficients: ArrayLike<number>, count: number): { from: number; to: number }[] {
  const changes: { from: number; to: number }[] = [];
  let last = -1;
  for (let t = 0; t < count; t++) {
    if (coefficients[t] === 0) continue;
    if (last >= 0 && coefficients[t] > 0 !== coefficients[last] > 0) changes.push({ from: last, to: t });
    last = t;
  }
  return changes;
}

/** The coefficients of x^(k + 1) (p(x) / x^k)', scaled to at most 1. */
function slopeAround(
  coefficients: ArrayLike<number>,
  count: number,
  k: number,
): { coefficients: Float64Array; isExact: boolean } {
  const slope = new Float64Array(count);
  let largest = 0;
  for (let t = 0; t < count; t++) {
    slope[t] = coefficients[t] * ((t - k) / count);
    largest = Math.max(largest, Math.abs(slope[t]));
  }
  let isExact = true;
  for (let t = 0; t < count; t++) {
    slope[t] /= largest;
    if (Math.abs(slope[t]) < SMALLEST_KNOWN && coefficients[t] !== 0 && t !== k) isExact = false;
  }
  return { coefficients: slope, isExact };
}
