import { DomainError } from "../../../src/engine/errors";
import { closedBounds, requireNumberInput } from "../../../src/engine/scenario/inputs";
import { typedRange, type TypedRange } from "../../../src/engine/scenario/typedRange";
import { expectClose } from "../../support/vectors";
import { phrasings } from "../../vectors/rangePhrasings.json";

const read = (name: string, text: string): TypedRange | undefined => typedRange(requireNumberInput("scenario", name), text);
const shares = [0.001, 0.05, 0.1, 0.5, 0.9, 0.95, 0.999];

describe(`${phrasings.length} phrasings`, () => {
  const of = (reads: string) =>
    phrasings.filter((each) => each.reads === reads).map((each) => [each.text, each.input, each] as const);

  test("are two hundred or more", () => expect(phrasings.length).toBeGreaterThanOrEqual(200));

  test.each(of("refused"))("%j for %s is refused, and the forms are shown", (text, input, { problem }) => {
    expect(() => read(input, text)).toThrow(DomainError);
    expect(() => read(input, text)).toThrow(problem);
    expect(() => read(input, text)).toThrow(
      'A range is typed as "20 to 40", "30 ± 5", "30 ± 20 %", "20 | 30 | 60" or "uniform 20 to 40", a fixed value as a number',
    );
  });

  test.each(of("none"))("%j for %s is no range", (text, input) => expect(read(input, text)).toBeUndefined());

  // 1.6448536269514722 standard deviations on each side of the median hold 90 % of a normal distribution.
  test.each([...of("interval"), ...of("around")])(
    "%j for %s has its P5 and P95 there",
    (text, input, { reads, numbers = [] }) => {
      const range = read(input, text);
      const [low, high] = reads === "interval" ? numbers : [numbers[0] - numbers[1], numbers[0] + numbers[1]];
      const isLognormal = reads === "interval" && low > 0;
      expect(range?.kind).toBe(isLognormal ? "lognormal" : "normal");
      const centre = isLognormal ? Math.sqrt(low * high) : (low + high) / 2;
      expect(Math.abs((range?.centre ?? NaN) - centre)).toBeLessThanOrEqual(1e-12 * (high - low));
      const [lowest] = closedBounds(requireNumberInput("scenario", input).domain);
      // Where nothing of it is cut, the draws have these percentiles.
      if (isLognormal || low - 8 * (high - low) > lowest) {
        expect(Math.abs((range?.quantile(0.05) ?? NaN) - low)).toBeLessThan(1e-5 * (high - low));
        expect(Math.abs((range?.quantile(0.95) ?? NaN) - high)).toBeLessThan(1e-5 * (high - low));
      }
    },
  );

  test.each(of("likely"))("%j for %s is a PERT distribution around the likely value", (text, input, { numbers = [] }) => {
    const range = read(input, text);
    const [low, likely, high] = numbers;
    expect(range?.kind).toBe("pert");
    expectClose(range?.centre ?? NaN, likely, 1e-12);
    // Its mean is (low + 4 likely + high) / 6.
    const count = 20_000;
    let sum = 0;
    for (let i = 0; i < count; i++) sum += range?.quantile((i + 0.5) / count) ?? NaN;
    expect(Math.abs(sum / count - (low + 4 * likely + high) / 6)).toBeLessThan(1e-5 * (high - low));
  });

  test.each(of("uniform"))("%j for %s is even between its ends", (text, input, { numbers = [] }) => {
    const range = read(input, text);
    const [low, high] = numbers;
    expect(range?.kind).toBe("uniform");
    expect(Math.abs((range?.centre ?? NaN) - (low + high) / 2)).toBeLessThan(1e-12 * (high - low));
    for (const share of shares)
      expect(Math.abs((range?.quantile(share) ?? NaN) - (low + share * (high - low)))).toBeLessThan(1e-12 * (high - low));
  });

  test("draw values of the domain only, rising with the share", () => {
    for (const { text, input, reads } of phrasings) {
      if (reads === "refused" || reads === "none") continue;
      const [lowest, highest] = closedBounds(requireNumberInput("scenario", input).domain);
      const values = [1e-12, ...shares, 1 - 1e-12].map((share) => read(input, text)?.quantile(share) ?? NaN);
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(values[0]).toBeGreaterThanOrEqual(lowest);
      expect(values[values.length - 1]).toBeLessThanOrEqual(highest);
    }
  });
});

describe("the ends of the domain", () => {
  test("cut a normal distribution by its quantile function over what is inside", () => {
    // 2 % ± 2 %: sd 0.02 / 1.6448536 = 0.012159; 5 % lies below 0. The median of the rest is the quantile at 0.05 + 0.95 / 2
    // = 0.525, 0.062707 standard deviations above 0.02.
    const range = read("review_rate_ft", "2 % ± 2 %");
    expect(range?.centre).toBe(0.02);
    expect(Math.abs((range?.quantile(0.5) ?? NaN) - (0.02 + 0.0627067779 * 0.0121591356))).toBeLessThan(1e-8);
    expect(range?.quantile(1e-9) ?? NaN).toBeLessThan(1e-8);
  });

  test("cut up to a tenth, and say how much more they would cut", () => {
    expect(() => read("review_rate_ft", "uniform -10 % to 90 %")).not.toThrow();
    expect(() => read("review_rate_ft", "uniform -11 % to 89 %")).toThrow(
      "11 % of it lies outside of what it can be, between 0 and 1",
    );
  });

  test("whole inputs are drawn, and stand, as whole numbers", () => {
    const range = read("gpus_per_instance", "1 to 8");
    expect(range?.centre).toBe(3);
    for (const share of shares) expect(Number.isInteger(range?.quantile(share))).toBe(true);
    expect(read("horizon_months", "12 to 35.5")?.centre).toBe(21);
  });
});

test("a model's configuration is not taken for a range", () => {
  expect(read("model_b", '{"bos_token": "<|begin|>", "note": "20 to 40"}')).toBeUndefined();
});
