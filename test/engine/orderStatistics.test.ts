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

  test("that fall on values beyond those known are not known", () => {
    // Four known values of ten: rank 0.5 × 9 = 4.5 needs the fifth and sixth; rank 0.3 × 9 = 2.7 the third and fourth.
    const [beyond, known] = percentiles(Float64Array.of(4, 2, 1, 3), 10, [0.5, 0.3]);
    expect(beyond).toBeNaN();
    expect(known).toBeCloseTo(3.7, 12);
  });
});
