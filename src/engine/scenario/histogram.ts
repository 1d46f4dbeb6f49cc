import { isFiniteNumber } from "../numbers";
import { valuesOfRanks } from "../orderStatistics";

/** A part of a histogram: the values above `from` up to `to`, and how many there are. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const ROUND_STEPS = [1, 2, 2.5, 5, 10];

/** The smallest round number (1, 2, 2.5 or 5 times a power of ten) that is not below a width. */
export function roundWidth(width: number): number {
  let power = 1;
  while (power * 10 <= width) power *= 10;
  while (power > width) power /= 10;
  return power * (ROUND_STEPS.find((step) => step * power >= width) ?? 10);
}

/**
 * How often values fall where, in at most `mostBins` + 1 bins of one round width. An edge lies at 0, so that no bin mixes gains
 * and losses. The outermost shares of the values are left out of the width, and counted in the first and last bin.
 */
export function histogram(values: Float64Array, mostBins: number, leftOut = 0.005): Bin[] {
  const finite = values.filter(isFiniteNumber);
  const { length } = finite;
  if (length === 0) return [];
  const beyond = Math.floor(length * leftOut);
  const ends = [beyond, length - 1 - beyond];
  const ranked = valuesOfRanks(finite, ends);
  const [low, high] = ends.map((rank) => ranked.get(rank) ?? NaN);
  if (low === high) return [{ from: low, to: high, count: length }];
  const width = roundWidth((high - low) / mostBins);
  // A bin ends with its upper edge: a value of exactly 0 is no gain.
  const first = Math.ceil(low / width) - 1;
  const last = Math.max(first + 1, Math.ceil(high / width));
  // Values so near to each other that no width lies between them are one.
  if (!(last - first <= mostBins + 2)) return [{ from: low, to: high, count: length }];
  const counts = new Array<number>(last - first).fill(0);
  for (const value of finite) {
    const place = Math.ceil(value / width) - 1 - first;
    counts[Math.min(counts.length - 1, Math.max(0, place))]++;
  }
  return counts.map((count, i) => ({ from: (first + i) * width, to: (first + i + 1) * width, count }));
}
