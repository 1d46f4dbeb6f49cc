/*
 * Logarithm, exponential and power from additions, multiplications and divisions alone.
 *
 * The language leaves Math.log, Math.exp and Math.pow to each browser, and they differ in the last digit: Excel on
 * Windows runs V8's, Excel on a Mac the system library's. IEEE 754 fixes + - * / and, in every engine in use, the
 * square root, so what is built from these is the same to the last bit everywhere. A simulation with a seed, or a
 * search for a root, must not depend on the machine it is shown on.
 *
 * The method and its coefficients are those of Sun's fdlibm (e_log.c, e_exp.c), errors below one unit in the last place.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = 1.4426950408889634;
/** Above it the exponential is infinite, below it it is 0. */
const EXP_MOST = 709.782712893384;
const EXP_LEAST = -7.4513321910194110842e2;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_TO_54 = 18014398509481984;

/** 2^-1023 … 2^1023. A product with one of them is exact, and cheaper than writing an exponent into a double's bits. */
const POWERS_OF_TWO = new Float64Array(2047);
const AT_ZERO = 1023;
POWERS_OF_TWO[AT_ZERO] = 1;
for (let k = 1; k <= 1023; k++) {
  POWERS_OF_TWO[AT_ZERO + k] = POWERS_OF_TWO[AT_ZERO + k - 1] * 2;
  POWERS_OF_TWO[AT_ZERO - k] = POWERS_OF_TWO[AT_ZERO - k + 1] / 2;
}

// The bits of one double. Every machine that runs a browser stores the low word first.
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** The natural logarithm of a number; NaN below 0. */
export function naturalLog(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  let exponent = 0;
  let value = x;
  if (value < SMALLEST_NORMAL) {
    value *= TWO_TO_54;
    exponent = -54;
  }
  double[0] = value;
  const high = words[1];
  // A mantissa above √2 counts as one of the next power of two, so that it lies between √½ and √2.
  const k = (high >> 20) - 1023 + ((((high & 0x000fffff) + 0x95f64) & 0x100000) >> 20);
  const f = k < 1024 ? value * POWERS_OF_TWO[AT_ZERO - k] - 1 : value * POWERS_OF_TWO[0] * 0.5 - 1;
  exponent += k;

  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (6.66666666666673513e-1 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const rest = even + odd;
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (s * (half + rest) + exponent * LN2_LOW) - f);
}

/** e to the power x. */
export function exponential(x: number): number {
  // What is left for the end takes 2.5 times as long when it comes first: each result was then put into an object.
  if (x >= EXP_LEAST && x <= EXP_MOST) return exponentialWithin(x);
  return x > EXP_MOST ? Infinity : x < EXP_LEAST ? 0 : NaN;
}

function exponentialWithin(x: number): number {
  const k = Math.floor(INVERSE_LN2 * x + 0.5) | 0;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t * (-2.7777777777015593e-3 + t * (6.613756321437934e-5 + t * (-1.6533902205465251539e-6 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k > 1023) return y * POWERS_OF_TWO[AT_ZERO + k - 1] * 2;
  if (k < -1022) return (y * POWERS_OF_TWO[AT_ZERO + k + 54]) / TWO_TO_54;
  return y * POWERS_OF_TWO[AT_ZERO + k];
}

/** A positive base to a small power, such as (1 + rate)^(1/12): exact to a few units in the last place while the result is near 1. */
export function power(base: number, exponent: number): number {
  return exponential(exponent * naturalLog(base));
}

/** Where the series below is short enough. */
const ROOT_FROM = 0.35;
const ROOT_TO = 2.85;

/**
 * The twelfth root, which turns a yearly change into a monthly one: a simulation takes hundreds of thousands, and this one
 * takes 0.4 to 0.65 of the time of `power` (docs/decisions/0008-reproducible-arithmetic.md). A start from the series of the
 * logarithm, right to five digits, and one step of Halley's method, which triples them.
 */
export const twelfthRoot = (x: number): number => finishedTwelfthRoot(x, startedTwelfthRoot(x));

/** Its first half. In a column the two halves are two loops, in which a processor has more roots under way: 0.7 of the time. */
export function startedTwelfthRoot(x: number): number {
  const t = (x - 1) / (x + 1);
  const s = t * t;
  // A twelfth of the area tangent of t is half of the root's logarithm.
  const half = t * (1 / 12 + s * (1 / 36 + s * (1 / 60 + s * (1 / 84 + s * (1 / 108)))));
  const tangent = half * (1 - (half * half) / 3);
  return (1 + tangent) / (1 - tangent);
}

/** Its second half, from what the first one gave. */
export function finishedTwelfthRoot(x: number, y: number): number {
  if (!(x > ROOT_FROM && x < ROOT_TO)) return power(x, 1 / 12);
  const y2 = y * y;
  const y4 = y2 * y2;
  const y12 = y4 * y4 * y4;
  return (y * (11 * y12 + 13 * x)) / (13 * y12 + 11 * x);
}
