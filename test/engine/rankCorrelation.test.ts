import { DomainError } from "../../src/engine/errors";
import { correlate } from "../../src/engine/rankCorrelation";
import { fillUniform, streamState } from "../../src/engine/randomNumbers";
import { fillSobol } from "../../src/engine/sobol";

const COUNT = 10_000;
const random = (seed: number): Float64Array => {
  const numbers = new Float64Array(COUNT);
  fillUniform(streamState([seed]), numbers, COUNT);
  return numbers;
};
const sobol = (dimension: number): Float64Array => {
  const numbers = new Float64Array(COUNT);
  fillSobol(dimension, 1000 + dimension, 0, numbers, COUNT);
  return numbers;
};

/** Spearman's: Pearson's of the ranks; no two numbers are equal. */
function spearman(a: Float64Array, b: Float64Array): number {
  const ranks = (values: Float64Array): number[] => {
    const order = [...values.keys()].sort((i, j) => values[i] - values[j]);
    const rank = Array<number>(values.length);
    order.forEach((place, r) => (rank[place] = r));
    return rank;
  };
  const [x, y] = [ranks(a), ranks(b)];
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += (x[i] - y[i]) ** 2;
  const n = x.length;
  return 1 - (6 * squares) / (n * (n * n - 1));
}

describe.each([
  ["random", random],
  ["sobol", sobol],
])("%s samples", (_name, sample) => {
  test.each([-1, -0.99, -0.8, -0.3, 0, 0.1, 0.5, 0.9, 0.999, 1])("of two inputs get a rank correlation of %d", (rank) => {
    const samples = [sample(1), sample(2)];
    const before = samples.map((values) => values.slice().sort());
    correlate(samples, [{ one: 0, other: 1, rank }]);
    expect(Math.abs(spearman(samples[0], samples[1]) - rank)).toBeLessThan(0.01);
    // Every sample keeps its values.
    samples.forEach((values, s) =>
      expect(
        values
          .slice()
          .sort()
          .every((value, i) => value === before[s][i]),
      ).toBe(true),
    );
  });

  test("of four inputs get all six, those not asked for being 0", () => {
    const samples = [sample(1), sample(2), sample(3), sample(4)];
    const asked = [
      { one: 0, other: 1, rank: 0.7 },
      { one: 2, other: 0, rank: -0.4 },
      { one: 3, other: 1, rank: 0.5 },
    ];
    correlate(samples, asked);
    const matrix = [
      [1, 0.7, -0.4, 0],
      [0.7, 1, 0, 0.5],
      [-0.4, 0, 1, 0],
      [0, 0.5, 0, 1],
    ];
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < i; j++) expect(Math.abs(spearman(samples[i], samples[j]) - matrix[i][j])).toBeLessThan(0.01);
    }
  });
});

test("the first sample stays as it is", () => {
  const first = random(1);
  const samples = [first.slice(), random(2)];
  correlate(samples, [{ one: 0, other: 1, rank: 0.8 }]);
  expect(samples[0].every((value, i) => value === first[i])).toBe(true);
});

test("correlations that contradict each other are refused", () => {
  const impossible = [
    { one: 0, other: 1, rank: 0.9 },
    { one: 1, other: 2, rank: 0.9 },
    { one: 0, other: 2, rank: -0.9 },
  ];
  expect(() => correlate([random(1), random(2), random(3)], impossible)).toThrow(
    new DomainError("correlations contradict each other: no numbers can go together as all of these rows ask"),
  );
  const onTheEdge = [
    { one: 0, other: 1, rank: 1 },
    { one: 1, other: 2, rank: 1 },
    { one: 0, other: 2, rank: 1 },
  ];
  const samples = [random(1), random(2), random(3)];
  correlate(samples, onTheEdge);
  expect(spearman(samples[1], samples[2])).toBeCloseTo(1, 6);
});

test("samples of few trials and of one value do not fail", () => {
  const samples = [Float64Array.of(0.2, 0.7), Float64Array.of(0.5, 0.5)];
  correlate(samples, [{ one: 0, other: 1, rank: 0.5 }]);
  expect([...samples[1]]).toEqual([0.5, 0.5]);
});
