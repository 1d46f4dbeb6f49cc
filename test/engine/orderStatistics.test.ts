import fc from "fast-check";
import { percentiles } from "../../src/engine/orderStatistics";

describe("percentiles", () => {
  // Worked examples of Microsoft's page on PERCENTILE.INC, and by hand: rank p (n - 1), interpolated.
  test.each([
    [[1, 2, 3, 4], 0.3, 1.9],
    [[1, 3, 2, 4], 0.3, 1.9],
    [[15, 20, 35, 40, 50], 0.4, 29],
    [[7], 0.95, 7],
    [[3, 3, 3], 0.5, 3],
    [[10, 20], 0.25, 12.5],
  ])("of %p at %p is %p", (values, share, expected) => {
    expect(percentiles(Float64Array.from(values), values.length, [share])[0]).toBeCloseTo(expected, 12);
  });

  test("are those of the sorted values, several at a time and in any order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 300 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 }),
        (values, shares) => {
          const sorted = [...values].sort((a, b) => a - b);
          const expected = shares.map((share) => {
            const rank = share * (sorted.length - 1);
            const [below, above] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
            return below + (rank - Math.floor(rank)) * (above - below);
          });
          expect(percentiles(Float64Array.from(values), values.length, shares)).toEqual(expected);
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });

  // Alike, in a few steps, with a far outlier on either side, and so far apart that their distance is no number.
  test.each<[string, (i: number) => number]>([
    ["spread", (i) => ((i * 7919) % 20011) / 3 - 2000],
    ["in steps", (i) => i % 3],
    ["alike", () => 7],
    ["with outliers", (i) => (i === 5 ? 1e300 : i === 9 ? -1e300 : (i * 31) % 1000)],
    ["close", (i) => 1 + ((i * 7) % 5) * 2 ** -52],
    ["at both ends", (i) => (i % 2 === 0 ? 1.5e308 : -1.5e308)],
    ["next to nothing", (i) => (i % 4) * 5e-324],
  ])("of 16,385 values %s are those of the sorted ones", (_, valueOf) => {
    // A power of 2 and 1 more, so that every share is exact and nothing is interpolated.
    const values = Float64Array.from({ length: 16_385 }, (_value, i) => valueOf(i));
    const sorted = values.slice().sort();
    const ranks = [0, 1, 999, 1000, 10_000, 15_999, 16_384];
    expect(
      percentiles(
        values,
        values.length,
        ranks.map((rank) => rank / 16_384),
      ).map((value, i) => value - sorted[ranks[i]]),
    ).toEqual(ranks.map(() => 0));
  });

  test("that fall on values beyond those known are not known", () => {
    // Four known values of ten: rank 0.5 × 9 = 4.5 needs the fifth and sixth; rank 0.3 × 9 = 2.7 the third and fourth.
    const [beyond, known] = percentiles(Float64Array.of(4, 2, 1, 3), 10, [0.5, 0.3]);
    expect(beyond).toBeNaN();
    expect(known).toBeCloseTo(3.7, 12);
  });
});
