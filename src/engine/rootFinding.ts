/*
 * Roots of a function of one variable between two points at which it has opposite signs.
 */

const MOST_STEPS = 200;

/** A point and the function's value there. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The root between two points of opposite sign, to the last digit, or where the function jumps across 0 the place of the
 * jump: Brent's method, which takes the fast steps of interpolation and never more than those of halving.
 * R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4.
 * @returns The last two points of opposite sign, the one nearer to 0 first.
 */
export function signChangeBetween(f: (x: number) => number, from: Point, to: Point): [Point, Point] {
  let a = from;
  let b = to;
  let c = from;
  let step = b.x - a.x;
  let stepBefore = step;
  for (let i = 0; i < MOST_STEPS; i++) {
    if (Math.abs(c.y) < Math.abs(b.y)) [a, b, c] = [b, c, b];
    const tolerance = Number.EPSILON * Math.abs(b.x);
    const half = (c.x - b.x) / 2;
    if (b.y === 0 || Math.abs(half) <= tolerance) break;
    if (Math.abs(stepBefore) < tolerance || Math.abs(a.y) <= Math.abs(b.y)) {
      step = stepBefore = half;
    } else {
      const s = b.y / a.y;
      let p: number;
      let q: number;
      if (a.x === c.x) {
        p = 2 * half * s;
        q = 1 - s;
      } else {
        const r = a.y / c.y;
        const t = b.y / c.y;
        p = s * (2 * half * r * (r - t) - (b.x - a.x) * (t - 1));
        q = (r - 1) * (t - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      const interpolates = 2 * p < Math.min(3 * half * q - Math.abs(tolerance * q), Math.abs(stepBefore * q));
      stepBefore = interpolates ? step : half;
      step = interpolates ? p / q : half;
    }
    const x = b.x + (Math.abs(step) > tolerance ? step : half > 0 ? tolerance : -tolerance);
    a = b;
    b = { x, y: f(x) };
    if (b.y > 0 === c.y > 0) {
      c = a;
      step = stepBefore = b.x - a.x;
    }
  }
  return Math.abs(b.y) <= Math.abs(c.y) ? [b, c] : [c, b];
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The point between two where the function is nearest to 0, given that a point between is nearer than both: the golden
 * section, ended as soon as the sign changes.
 */
export function nearestToZero(f: (x: number) => number, from: Point, between: Point, to: Point): Point {
  let [left, middle, right] = [from, between, to];
  const sign = Math.sign(middle.y);
  while (right.x - left.x > 1e-12 * Math.abs(middle.x) && Math.sign(middle.y) === sign) {
    const isLeftLonger = middle.x - left.x > right.x - middle.x;
    const x = isLeftLonger ? middle.x - (1 - GOLDEN) * (middle.x - left.x) : middle.x + (1 - GOLDEN) * (right.x - middle.x);
    if (x === middle.x || x <= left.x || x >= right.x) break;
    const tried = { x, y: f(x) };
    if (Math.abs(tried.y) < Math.abs(middle.y) || Math.sign(tried.y) !== sign) {
      if (isLeftLonger) right = middle;
      else left = middle;
      middle = tried;
    } else if (isLeftLonger) left = tried;
    else right = tried;
  }
  return middle;
}
