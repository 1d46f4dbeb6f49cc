import fc from "fast-check";
import { comparedDollars, comparedFigures, comparedTokenFigures, dollars, figure, tokenFigure } from "../../src/engine/figures";

const SEED = { seed: 20261122 };

test.each([
  [0, "0"],
  [742, "742"],
  [232.638462, "233"],
  [7500, "7,500"],
  [-19800, "-19,800"],
  [217358.8885314, "217,359"],
  [24.7333333, "24.7"],
  [0.05, "0.05"],
  [0.0572, "0.0572"],
  [1e20, "1.00e+20"],
])("figure(%d) is %s", (value, text) => expect(figure(value)).toBe(text));

test.each([
  [0, "0"],
  [900, "900"],
  [1500, "1.5K"],
  [24733333.33, "24.7M"],
  [432e6, "432M"],
  [1.25e9, "1.25B"],
  [1e18, "1,000,000T"],
])("tokenFigure(%d) is %s", (value, text) => expect(tokenFigure(value)).toBe(text));

test.each([
  [0, "$0"],
  [0.14, "$0.14"],
  [0.5, "$0.50"],
  [0.00393, "$0.00393"],
  [0.0572530864, "$0.0573"],
  [0.996, "$1"],
  [2.5, "$2.50"],
  [3.92, "$3.92"],
  [5, "$5"],
  [42.72, "$42.72"],
  [99.996, "$100"],
  [742, "$742"],
  [7500, "$7,500"],
  [-220_555.38866, "-$220,555"],
  [999_999.7, "$1M"],
  [1_200_000, "$1.2M"],
  [1_234_567, "$1.23M"],
  [999_600_000, "$1B"],
  [2.5e9, "$2.5B"],
  [-1.5, "-$1.50"],
])("dollars(%d) is %s", (value, text) => expect(dollars(value)).toBe(text));

test("compared amounts are told apart as the numbers are", () => {
  expect(comparedDollars(7500, 5000)).toEqual(["$7,500", "$5,000"]);
  expect(comparedDollars(5000.004, 5000)).toEqual(["$5,000.004", "$5,000"]);
  expect(comparedDollars(0.14, 0.142)).toEqual(["$0.14", "$0.142"]);
  expect(comparedDollars(1_231_000, 1_232_000)).toEqual(["$1,231,000", "$1,232,000"]);
});

test("compared figures gain digits until they differ as the numbers do", () => {
  expect(comparedFigures(7500, 5000)).toEqual(["7,500", "5,000"]);
  expect(comparedFigures(5000.004, 5000)).toEqual(["5,000.004", "5,000"]);
  expect(comparedFigures(499.9999, 500)).toEqual(["499.9999", "500"]);
  expect(comparedFigures(5000, 5000)).toEqual(["5,000", "5,000"]);
  // Both round to 24.7M and, with one digit more, to 24.72M and 24.73M.
  expect(comparedTokenFigures(24_720_000, 24_733_333)).toEqual(["24.72M", "24.73M"]);
});

test("read back, compared figures stand to each other as the numbers do", () => {
  const positive = fc.double({ min: 1e-9, max: 1e14, noNaN: true });
  const near = fc.tuple(positive, fc.double({ min: -1e-3, max: 1e-3, noNaN: true })).map(([a, share]) => [a, a * (1 + share)]);
  fc.assert(
    fc.property(fc.oneof(near, fc.tuple(positive, positive)), ([a, b]) => {
      const [shownA, shownB] = comparedFigures(a, b).map((text) => Number(text.replaceAll(",", "")));
      expect(Math.sign(shownA - shownB)).toBe(Math.sign(a - b));
    }),
    SEED,
  );
});
