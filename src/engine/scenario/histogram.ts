import { isFiniteNumber } from "../numbers";
import { valuesOfRanks } from "../orderStatistics";

/** A part of a histogram: the values above `from` up to `to`, and how many there are. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const ROUND_STEPS = [1, 2, 2.5, 5, 10];
/** The next step above a round width is looked for from a little above it. */
const ABOVE_ONE = 1.001;
/** Values nearer to each other than this share of themselves are one. */
const ALIKE = 1e-9;
/** Of an edge: what a multiplication leaves behind them is no part of it. */
const DIGITS = 12;

/** The smallest round number (1, 2, 2.5 or 5 times a power of ten) that is not below a width. */
export function roundWidth(width: number): number {
  let power = 1;
  while (power * 10 <= width) power *= 10;
  while (power > width) power /= 10;
  return power * (ROUND_STEPS.find((step) => step * power >= width) ?? 10);
}

/** A round width, and the first and last edge in units of it, between which all from `low` to `high` lies in at most `most` parts. */
function roundParts(low: number, high: number, most: number): { width: number; first: number; last: number } {
  const isOne = !(high - low > ALIKE * Math.max(Math.abs(low), Math.abs(high)));
  let width = roundWidth((isOne ? Math.abs(high) || 1 : high - low) / most);
  for (;;) {
    // A part ends with its upper edge: a value of exactly 0 is no gain.
    const first = Math.ceil(low / width) - 1;
    const last = Math.max(first + 1, Math.ceil(high / width));
    if (last - first <= most) return { width, first, last };
    width = roundWidth(width * ABOVE_ONE);
  }
}

/**
 * How often values fall where, in exactly so many bins of one round width. An edge lies at 0, so that no bin mixes gains and
 * losses. The outermost shares of the values are left out of the width, and counted in the first and last bin.
 */
export function histogram(values: Float64Array, bins: number, leftOut = 0.005): Bin[] {
  const finite = values.filter(isFiniteNumber);
  const { length } = finite;
  if (length === 0) return [];
  const beyond = Math.floor(length * leftOut);
  const ends = [beyond, length - 1 - beyond];
  const ranked = valuesOfRanks(finite, ends);
  const [low, high] = ends.map((rank) => ranked.get(rank) ?? NaN);
  const { width, first: needed, last } = roundParts(low, high, bins);
  // What a round width leaves over stands half below and half above.
  const first = needed - ((bins - (last - needed)) >> 1);
  const counts = new Array<number>(bins).fill(0);
  for (const value of finite) {
    const place = Math.ceil(value / width) - 1 - first;
    counts[Math.min(bins - 1, Math.max(0, place))]++;
  }
  const edge = (place: number): number => Number(((first + place) * width).toPrecision(DIGITS));
  return counts.map((count, i) => ({ from: edge(i), to: edge(i + 1), count }));
}
