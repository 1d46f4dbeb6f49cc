import fc from "fast-check";
import { readRangeText } from "../../src/engine/rangeText";
import { requireNumberInput } from "../../src/engine/scenario/inputs";
import { typedRange } from "../../src/engine/scenario/typedRange";
import { rangeText, scaledRangeText, understood } from "../../src/taskpane/risk/writtenRange";

const SEED = { seed: 14, numRuns: 1000 };
const amount = fc
  .oneof(
    fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    fc.integer({ min: -999_999, max: 999_999 }).map((n) => n / 1000),
  )
  // No cell tells -0 from 0.
  .map((value) => value + 0);
const rising = (count: number) =>
  fc.uniqueArray(amount, { minLength: count, maxLength: count }).map((numbers) => [...numbers].sort((a, b) => a - b));

describe("a range written into a cell", () => {
  // The text is read back by the functions' own reader.
  test("has the numbers it was made of, however they look", () => {
    fc.assert(
      fc.property(rising(3), ([low, likely, high]) => {
        for (const form of ["interval", "uniform"] as const)
          expect(readRangeText(rangeText(form, [low, high]))).toMatchObject({ form, low, high });
        expect(readRangeText(rangeText("likely", [low, likely, high]))).toMatchObject({ form: "likely", low, likely, high });
      }),
      SEED,
    );
    fc.assert(
      fc.property(
        amount,
        amount.filter((by) => by > 0),
        (centre, by) => expect(readRangeText(rangeText("around", [centre, by]))).toMatchObject({ centre, by }),
      ),
      SEED,
    );
  });

  test.each([
    ["interval", [20, 40], "20 to 40"],
    ["likely", [20, 30, 60], "20 | 30 | 60"],
    ["around", [30, 5], "30 ± 5"],
    ["uniform", [0.1, 0.4], "uniform 0.1 to 0.4"],
    // Alone "1.234" is one thousand in half of the world.
    ["interval", [1.234, 12.345], "1.2340 to 12.3450"],
    ["interval", [-0.2, 0.1], "-0.2 to 0.1"],
  ] as const)("%s of %j is %s", (form, numbers, text) => expect(rangeText(form, numbers)).toBe(text));
});

test("what was understood of it is said by its percentiles", () => {
  const range = typedRange(requireNumberInput("", "hours_data"), "20 to 40");
  // Lognormal: the median is √(20 × 40).
  expect(understood(range!, (value) => value.toFixed(0))).toBe("P5 20, median 28, P95 40");
});

test.each([
  ["20 to 40", "30 to 60"],
  ["uniform 20 to 40", "uniform 30 to 60"],
  ["20 | 30 | 60", "30 | 45 | 90"],
  ["30 ± 5", "45 ± 7.5"],
  ["30 ± 20 %", "45 ± 20 %"],
  ["2k to 4k", "3000 to 6000"],
  ["20 % to 40 %", "0.3 to 0.6"],
])("%s, half as large again, is %s", (text, scaled) => {
  const rounded = (value: number) => Number(value.toPrecision(6));
  expect(scaledRangeText(text, { factor: 1.5, unit: 1, rounded })).toBe(scaled);
});
