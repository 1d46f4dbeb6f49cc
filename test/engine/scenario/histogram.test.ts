import fc from "fast-check";
import { histogram, roundWidth } from "../../../src/engine/scenario/histogram";

describe("a width is rounded up", () => {
  // The next of 1, 2, 2.5, 5 and 10 times a power of ten.
  test.each([
    [1, 1],
    [1.2, 2],
    [2.2, 2.5],
    [3, 5],
    [7, 10],
    [71, 100],
    [0.3, 0.5],
    [120_000, 200_000],
  ])("%d to %d", (width, round) => expect(roundWidth(width)).toBeCloseTo(round, 12));
});

test("values are counted where they lie; one of exactly 0 is no gain", () => {
  const bins = histogram(Float64Array.of(-1.5, -0.5, 0, 0.5, 1.5, 1.6, NaN), 4);
  expect(bins).toEqual([
    { from: -2, to: -1, count: 1 },
    { from: -1, to: 0, count: 2 },
    { from: 0, to: 1, count: 1 },
    { from: 1, to: 2, count: 2 },
  ]);
});

test("a lowest value of exactly 0 is no gain either", () => {
  const bins = histogram(Float64Array.of(0, 0.4, 1), 2);
  expect(bins.filter(({ to }) => to > 0).reduce((sum, { count }) => sum + count, 0)).toBe(2);
});

test("one value, 0 alone, values that no width parts, and none", () => {
  // 3 / 4 rounds up to 1: the bin from 2 to 3 with one below it and two above.
  expect(histogram(Float64Array.of(3, 3), 4)).toEqual([
    { from: 1, to: 2, count: 0 },
    { from: 2, to: 3, count: 2 },
    { from: 3, to: 4, count: 0 },
    { from: 4, to: 5, count: 0 },
  ]);
  expect(histogram(Float64Array.of(0, 0), 2)).toEqual([
    { from: -0.5, to: 0, count: 2 },
    { from: 0, to: 0.5, count: 0 },
  ]);
  expect(histogram(Float64Array.of(7500, 7500.000000001), 3).map(({ count }) => count)).toEqual([0, 2, 0]);
  expect(histogram(Float64Array.of(NaN, Infinity), 10)).toEqual([]);
});

test("what a round width leaves over stands around the values, its edges without stray digits", () => {
  // 0.65 / 4 rounds up to 0.2, of which four parts do: 0 to 0.8; of six, 0.2 once more (0.65 / 6 = 0.108), and one below and above.
  const values = Float64Array.of(0.05, 0.3, 0.5, 0.7);
  expect(histogram(values, 4, 0).map(({ from }) => from)).toEqual([0, 0.2, 0.4, 0.6]);
  expect(histogram(values, 6, 0).map(({ from, count }) => [from, count])).toEqual([
    [-0.2, 0],
    [0, 1],
    [0.2, 1],
    [0.4, 1],
    [0.6, 1],
    [0.8, 0],
  ]);
});

test("far outliers do not set the width, and are counted in the outermost bins", () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => (i === 999 ? 1e9 : i));
  const bins = histogram(values, 20);
  // Of 994 in the middle, twenty parts of 50: 0 to 1000. In the last 951 to 998, and the one far off.
  expect([bins[0].from, bins[19].to, bins[19].count]).toEqual([0, 1000, 49]);
});

test("every value is counted once, and above 0 are as many as are above 0", () => {
  const amounts = fc.array(
    fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100),
    { minLength: 2, maxLength: 200 },
  );
  fc.assert(
    fc.property(amounts, fc.integer({ min: 2, max: 40 }), (list, asked) => {
      const bins = histogram(Float64Array.from(list), asked, 0);
      const count = (of: typeof bins) => of.reduce((sum, bin) => sum + bin.count, 0);
      expect(count(bins)).toBe(list.length);
      expect(bins).toHaveLength(asked);
      expect(count(bins.filter(({ to }) => to > 0))).toBe(list.filter((value) => value > 0).length);
    }),
    { seed: 14, numRuns: 300 },
  );
});
