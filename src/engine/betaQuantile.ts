import { exponential, naturalLog, power } from "./elementary";

/*
 * Quantiles of a beta distribution from a table made once: a simulation asks for 100,000 of them, and each one exactly
 * would take a search. The table holds exact points of the distribution, dense where it bends, and joins them by cubics
 * with the exact slopes, 1 / density. Its error is below a millionth of the range (see the test).
 */

const CELLS = 256;
/** Gauss-Legendre nodes and weights on [-1, 1], exact for polynomials up to degree 5. */
const NODES = [-0.7745966692414834, 0, 0.7745966692414834];
const WEIGHTS = [5 / 9, 8 / 9, 5 / 9];
/** How much steeper than its cell a cubic may start or end: beyond it the distribution is better joined by a power. */
const STEEPEST = 1.1;

/** Gives the x below which a share `probability` of the distribution lies. */
export type Quantile = (probability: number) => number;

/** The quantiles of the beta distribution on [0, 1] with shapes of at least 1, as PERT's are. */
export function betaQuantile(alpha: number, beta: number): Quantile {
  const density = (x: number): number => exponential((alpha - 1) * safeLog(x) + (beta - 1) * safeLog(1 - x));
  // Cells shrink towards both ends, where the quantile bends most.
  const xs = new Float64Array(CELLS + 1);
  for (let i = 0; i <= CELLS; i++) {
    const t = i / CELLS;
    xs[i] = t * t * (3 - 2 * t);
  }
  const masses = new Float64Array(CELLS);
  let total = 0;
  for (let i = 0; i < CELLS; i++) {
    const half = (xs[i + 1] - xs[i]) / 2;
    const middle = xs[i] + half;
    for (let n = 0; n < NODES.length; n++) masses[i] += half * WEIGHTS[n] * density(middle + half * NODES[n]);
    total += masses[i];
  }
  const below = new Float64Array(CELLS + 1);
  for (let i = 0; i < CELLS; i++) below[i + 1] = below[i] + masses[i] / total;
  const above = new Float64Array(CELLS + 1);
  for (let i = CELLS - 1; i >= 0; i--) above[i] = above[i + 1] + masses[i] / total;

  const densities = xs.map(density);

  // x = a + s (b + s (c + s d)) with s from 0 to 1 inside the cell.
  const cubics = new Float64Array(4 * CELLS);
  const isCubic = new Uint8Array(CELLS);
  for (let i = 0; i < CELLS; i++) {
    const rise = xs[i + 1] - xs[i];
    const from = masses[i] / densities[i];
    const to = masses[i] / densities[i + 1];
    cubics.set([xs[i], from, 3 * rise - 2 * from - to, from + to - 2 * rise], 4 * i);
    isCubic[i] = from <= STEEPEST * rise && to <= STEEPEST * rise ? 1 : 0;
  }
  const guide = new Uint16Array(CELLS + 1);
  for (let part = 0, i = 0; part <= CELLS; part++) {
    while (i < CELLS - 1 && below[i + 1] <= part / CELLS) i++;
    guide[part] = i;
  }

  return (probability) => {
    let i = guide[Math.floor(probability * CELLS)];
    while (i < CELLS - 1 && below[i + 1] < probability) i++;
    if (isCubic[i] === 1) {
      const s = (probability - below[i]) / (below[i + 1] - below[i]);
      const at = 4 * i;
      return cubics[at] + s * (cubics[at + 1] + s * (cubics[at + 2] + s * cubics[at + 3]));
    }
    return i < CELLS / 2
      ? powerBetween(probability, below[i], below[i + 1], xs[i], xs[i + 1], alpha)
      : 1 - powerBetween(1 - probability, above[i + 1], above[i], 1 - xs[i + 1], 1 - xs[i], beta);
  };
}

const safeLog = (x: number): number => (x > 0 ? naturalLog(x) : -1e9);

/** Near an end the distribution is a power of the distance x to it. */
function powerBetween(mass: number, massFrom: number, massTo: number, xFrom: number, xTo: number, shape: number): number {
  if (!(xFrom > 0) || !(massFrom > 0)) return xTo * power(mass / massTo, 1 / shape);
  const exponent = naturalLog(xTo / xFrom) / naturalLog(massTo / massFrom);
  return xFrom * power(mass / massFrom, exponent);
}
