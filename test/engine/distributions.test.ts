import { type DistributionKind, samplerOf } from "../../src/engine/distributions";
import { DomainError } from "../../src/engine/errors";

/** Values of a distribution at evenly spread probabilities: their mean and deviation are integrals, not samples. */
function values(kind: DistributionKind, numbers: number[], parts = 200_000): Float64Array {
  const column = Float64Array.from({ length: parts }, (_, i) => (i + 0.5) / parts);
  samplerOf("input", kind, numbers)(column, parts);
  return column;
}
const mean = (column: Float64Array): number => column.reduce((sum, value) => sum + value, 0) / column.length;
const deviation = (column: Float64Array): number => {
  const centre = mean(column);
  return Math.sqrt(column.reduce((sum, value) => sum + (value - centre) ** 2, 0) / column.length);
};

/*
 * Closed forms of the moments: https://en.wikipedia.org/wiki/ Continuous_uniform_distribution, Triangular_distribution,
 * PERT_distribution (variance (mean - a)(b - mean) / 7), Normal_distribution, Log-normal_distribution.
 */
test.each<[DistributionKind, number[], number, number]>([
  ["uniform", [2, 5], 3.5, 3 / Math.sqrt(12)],
  ["triangular", [1, 2, 6], 3, Math.sqrt((1 + 4 + 36 - 2 - 6 - 12) / 18)],
  ["triangular", [0, 0, 3], 1, Math.sqrt((9 + 0) / 18)],
  ["pert", [10, 20, 60], 25, Math.sqrt(((25 - 10) * (60 - 25)) / 7)],
  ["pert", [0, 6, 6], 5, Math.sqrt((5 * 1) / 7)],
  ["normal", [100, 15], 100, 15],
  ["lognormal", [50, 0.4], 50 * Math.exp(0.08), 50 * Math.exp(0.08) * Math.sqrt(Math.exp(0.16) - 1)],
  ["discrete", [10, 0.5, 20, 0.3, 50, 0.2], 21, Math.sqrt(50 + 120 + 500 - 441)],
])("%s of %p has mean %p and deviation %p", (kind, numbers, expectedMean, expectedDeviation) => {
  const column = values(kind, numbers);
  // A finite number of parts cuts the normal's tails a little short.
  expect(Math.abs(mean(column) / expectedMean - 1)).toBeLessThan(2e-5);
  expect(Math.abs(deviation(column) / expectedDeviation - 1)).toBeLessThan(2e-4);
});

test.each<[DistributionKind, number[], number, number]>([
  ["uniform", [2, 5], 0.25, 2.75],
  // P(X < mode) is 1/5: at a half, 6 - √(½ · 5 · 4).
  ["triangular", [1, 2, 6], 0.5, 6 - Math.sqrt(10)],
  ["triangular", [1, 2, 6], 0.05, 1 + Math.sqrt(0.25)],
  ["pert", [0, 3, 6], 0.5, 3],
  ["normal", [100, 15], 0.975, 100 + 15 * 1.959963984540054],
  ["lognormal", [50, 0.4], 0.5, 50],
  ["lognormal", [50, 0.4], 0.975, 50 * Math.exp(0.4 * 1.959963984540054)],
  ["discrete", [20, 0.3, 10, 0.7], 0.69, 10],
  ["discrete", [20, 0.3, 10, 0.7], 0.71, 20],
])("%s of %p has the quantile of %p at %p", (kind, numbers, probability, expected) => {
  const column = Float64Array.of(probability);
  samplerOf("input", kind, numbers)(column, 1);
  expect(column[0]).toBeCloseTo(expected, 9);
});

test.each<[DistributionKind, number[]]>([
  ["uniform", [4, 4]],
  ["triangular", [4, 4, 4]],
  ["pert", [4, 4, 4]],
  ["normal", [4, 0]],
  ["lognormal", [4, 0]],
  ["discrete", [4, 1]],
])("%s of %p is always 4", (kind, numbers) => {
  for (const value of values(kind, numbers, 50)) expect(value).toBe(4);
});

test("no distribution falls as the probability rises", () => {
  for (const [kind, numbers] of [
    ["uniform", [-1, 1]],
    ["triangular", [-1, 0.5, 1]],
    ["pert", [-1, 0.5, 1]],
    ["normal", [0, 1]],
    ["lognormal", [1, 2]],
    ["discrete", [3, 0.2, 1, 0.5, 2, 0.3]],
  ] as [DistributionKind, number[]][]) {
    const column = values(kind, numbers, 20_000);
    expect(column.findIndex((value, i) => i > 0 && value < column[i - 1])).toBe(-1);
  }
});

test.each<[DistributionKind, number[], string]>([
  ["uniform", [5, 2], "tokens_in: low, mode and high must rise, and 5 is above 2"],
  ["uniform", [5], "tokens_in: uniform takes low, high, not 1 numbers"],
  ["triangular", [1, 7, 6], "tokens_in: low, mode and high must rise, and 7 is above 6"],
  ["normal", [1, -1], "tokens_in (sd) must be 0 or more, not -1"],
  ["lognormal", [0, 1], "tokens_in (median) must be greater than 0, not 0"],
  ["discrete", [1, 0.5, 2, 0.4], "tokens_in: the probabilities must add up to 1, not 0.9"],
  ["discrete", [1, 1.5, 2, -0.5], "tokens_in (probability 2) must be 0 or more, not -0.5"],
  ["discrete", [1], "tokens_in: discrete takes pairs of a value and its probability"],
  ["normal", [Infinity, 1], "tokens_in (mean) must be a finite number, not Infinity"],
])("%s of %p is refused", (kind, numbers, message) => {
  expect(() => samplerOf("tokens_in", kind, numbers)).toThrow(new DomainError(message));
});
