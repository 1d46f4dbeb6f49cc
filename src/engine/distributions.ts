import { betaQuantile } from "./betaQuantile";
import { exponential } from "./elementary";
import { DomainError } from "./errors";
import { fillStandardNormal } from "./normalDistribution";
import { requireFinite, requireNonNegative, requirePositive } from "./requirements";

/*
 * Distributions, sampled by inverse transform: a number between 0 and 1 becomes the value below which that share of the
 * distribution lies. A larger number never gives a smaller value, and one number gives one value.
 */

export const DISTRIBUTION_KINDS = ["uniform", "triangular", "pert", "normal", "lognormal", "discrete"] as const;
export type DistributionKind = (typeof DISTRIBUTION_KINDS)[number];

/** What the numbers behind a kind are, in order; discrete takes any number of pairs of a value and its probability. */
export const DISTRIBUTION_PARAMETERS: Readonly<Record<Exclude<DistributionKind, "discrete">, readonly string[]>> = {
  uniform: ["low", "high"],
  triangular: ["low", "mode", "high"],
  pert: ["low", "mode", "high"],
  normal: ["mean", "sd"],
  lognormal: ["median", "sigma"],
};

/** Turns a column of numbers between 0 and 1 into values of the distribution. */
export type Sampler = (column: Float64Array, count: number) => void;

/** How far from 1 probabilities may add up: they are typed in percent, or as thirds. */
const PROBABILITY_TOLERANCE = 1e-6;

/**
 * The sampler of a distribution.
 * @throws DomainError that names the distribution and what is wrong with its numbers.
 */
export function samplerOf(name: string, kind: DistributionKind, numbers: readonly number[]): Sampler {
  if (kind === "discrete") return discrete(name, numbers);
  const parameters = DISTRIBUTION_PARAMETERS[kind];
  if (numbers.length !== parameters.length) {
    throw new DomainError(`${name}: ${kind} takes ${parameters.join(", ")}, not ${numbers.length} numbers`);
  }
  parameters.forEach((parameter, i) => requireFinite(`${name} (${parameter})`, numbers[i]));
  const [a, b, c] = numbers;
  switch (kind) {
    case "uniform":
      requireRising(name, a, b);
      return uniform(a, b);
    case "triangular":
      requireRising(name, a, b, c);
      return triangular(a, b, c);
    case "pert":
      requireRising(name, a, b, c);
      return pert(a, b, c);
    case "normal":
      requireNonNegative(`${name} (sd)`, b);
      return normal(a, b);
    case "lognormal":
      requirePositive(`${name} (median)`, a);
      requireNonNegative(`${name} (sigma)`, b);
      return lognormal(a, b);
  }
}

function requireRising(name: string, ...values: number[]): void {
  for (let i = 1; i < values.length; i++) {
    if (values[i - 1] > values[i]) {
      throw new DomainError(`${name}: low, mode and high must rise, and ${values[i - 1]} is above ${values[i]}`);
    }
  }
}

const uniform =
  (low: number, high: number): Sampler =>
  (column, count) => {
    for (let i = 0; i < count; i++) column[i] = low + (high - low) * column[i];
  };

function triangular(low: number, mode: number, high: number): Sampler {
  const width = high - low;
  const shareBelowMode = width > 0 ? (mode - low) / width : 1;
  // Looked up by 0 above the mode and 1 below it, in half of the time: a processor cannot foretell on which side the next draw lies.
  const ends = Float64Array.of(high, low);
  const directions = Float64Array.of(-1, 1);
  const scales = Float64Array.of(width * (high - mode), width * (mode - low));
  return (column, count) => {
    for (let i = 0; i < count; i++) {
      const u = column[i];
      const below = Number(u < shareBelowMode);
      column[i] = ends[below] + directions[below] * Math.sqrt(Math.abs(1 - below - u) * scales[below]);
    }
  };
}

/** A beta distribution whose mean weighs the mode four times: (low + 4 mode + high) / 6. <https://en.wikipedia.org/wiki/PERT_distribution> */
function pert(low: number, mode: number, high: number): Sampler {
  const width = high - low;
  if (width === 0) return uniform(low, low);
  const quantile = betaQuantile(1 + (4 * (mode - low)) / width, 1 + (4 * (high - mode)) / width);
  return (column, count) => {
    for (let i = 0; i < count; i++) column[i] = low + width * quantile(column[i]);
  };
}

const normal =
  (mean: number, sd: number): Sampler =>
  (column, count) => {
    fillStandardNormal(column, count);
    for (let i = 0; i < count; i++) column[i] = mean + sd * column[i];
  };

const lognormal =
  (median: number, sigma: number): Sampler =>
  (column, count) => {
    fillStandardNormal(column, count);
    for (let i = 0; i < count; i++) column[i] = median * exponential(sigma * column[i]);
  };

function discrete(name: string, numbers: readonly number[]): Sampler {
  if (numbers.length < 2 || numbers.length % 2 !== 0) {
    throw new DomainError(`${name}: discrete takes pairs of a value and its probability`);
  }
  const pairs: { value: number; probability: number }[] = [];
  for (let i = 0; i < numbers.length; i += 2) {
    pairs.push({
      value: requireFinite(`${name} (value ${i / 2 + 1})`, numbers[i]),
      probability: requireNonNegative(`${name} (probability ${i / 2 + 1})`, numbers[i + 1]),
    });
  }
  // In the order of their values, so that a larger number never gives a smaller value.
  pairs.sort((one, other) => one.value - other.value);
  const total = pairs.reduce((sum, { probability }) => sum + probability, 0);
  if (Math.abs(total - 1) > PROBABILITY_TOLERANCE) {
    throw new DomainError(`${name}: the probabilities must add up to 1, not ${total}`);
  }
  const values = pairs.map(({ value }) => value);
  const upTo: number[] = [];
  pairs.reduce((sum, { probability }) => {
    upTo.push((sum + probability) / total);
    return sum + probability;
  }, 0);
  const last = values.length - 1;
  return (column, count) => {
    for (let i = 0; i < count; i++) {
      let at = 0;
      while (at < last && column[i] >= upTo[at]) at++;
      column[i] = values[at];
    }
  };
}
