import fc from "fast-check";
import { DomainError, NoAnswer } from "../../src/engine/errors";
import { evalExamplesPerArm } from "../../src/engine/evalSize";

const test0 = { rateApi: 0.02, rateFt: 0.05, confidence: 0.95, power: 0.8 };

describe("evaluation size", () => {
  /*
   * The first is the catalogue's. 435 for 5 % against 10 % and 388 for 50 % against 60 % are the textbook sizes at 95 % and 80 %
   * without continuity correction. The others by hand with the printed quantiles 1.959964, 2.575829, 1.281552, 0.841621, such as
   * 0.02 against 0.05 at 99 % and 90 %: p = 0.035; (2.575829 × √(2 × 0.035 × 0.965) + 1.281552 × √(0.0196 + 0.0475))² / 0.03²
   * = (0.669468 + 0.331967)² / 0.0009 = 1114.3.
   */
  test.each([
    [0.02, 0.05, 0.95, 0.8, 588],
    [0.05, 0.1, 0.95, 0.8, 435],
    [0.5, 0.6, 0.95, 0.8, 388],
    [0.5, 0.6, 0.95, 0.9, 519],
    [0.02, 0.05, 0.99, 0.9, 1115],
    // Certain against impossible: (1.959964 × √0.5 + 0)² = 1.92.
    [0, 1, 0.95, 0.8, 2],
  ])("%d against %d at confidence %d and power %d takes %d", (rateApi, rateFt, confidence, power, expected) => {
    expect(evalExamplesPerArm({ rateApi, rateFt, confidence, power })).toBe(expected);
  });

  test.each([
    [0.3, 0.1 + 0.2],
    [0.3, 1 - 0.7],
    [0, 0],
    [1, 1],
  ])("no size tells %d from %d: they are one rate, rounded", (rateApi, rateFt) => {
    expect(() => evalExamplesPerArm({ ...test0, rateApi, rateFt })).toThrow(NoAnswer);
  });

  test("equal rates are equal however they were computed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), (a, b) => {
        fc.pre(a + b <= 1000);
        const [one, other] = [(a + b) / 1000, a / 1000 + b / 1000];
        expect(() => evalExamplesPerArm({ ...test0, rateApi: one, rateFt: other })).toThrow(NoAnswer);
        expect(evalExamplesPerArm({ ...test0, rateApi: one, rateFt: one - 1e-6 })).toBeLessThan(1e13);
      }),
      { seed: 20261125, numRuns: 500 },
    );
  });

  test("does not depend on which side has which rate", () => {
    const rate = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(rate, rate, (rateApi, rateFt) => {
        fc.pre(rateApi !== rateFt);
        const size = evalExamplesPerArm({ ...test0, rateApi, rateFt });
        expect(Number.isInteger(size) && size >= 1).toBe(true);
        expect(evalExamplesPerArm({ ...test0, rateApi: rateFt, rateFt: rateApi })).toBe(size);
      }),
      { seed: 20240605, numRuns: 300 },
    );
  });

  test("grows with confidence, with power and with nearness of the rates", () => {
    const share = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const size = (change: Partial<typeof test0>): number => evalExamplesPerArm({ ...test0, ...change });
        expect(size({ confidence: low })).toBeLessThanOrEqual(size({ confidence: high }));
        expect(size({ power: low })).toBeLessThanOrEqual(size({ power: high }));
        // Both rates at the same distance from one half, nearer and further.
        expect(size({ rateApi: 0.5 - high / 2, rateFt: 0.5 + high / 2 })).toBeLessThanOrEqual(
          size({ rateApi: 0.5 - low / 2, rateFt: 0.5 + low / 2 }),
        );
      }),
      { seed: 20240606, numRuns: 300 },
    );
  });

  test("a power that chance alone exceeds takes one example, not a large number", () => {
    // z of 1 % confidence is 0.0125, z of 1 % power is −2.33: their sum is negative.
    expect(evalExamplesPerArm({ ...test0, confidence: 0.01, power: 0.01 })).toBe(1);
  });

  test("equal rates have no answer; percents are named as such", () => {
    expect(() => evalExamplesPerArm({ ...test0, rateFt: 0.02 })).toThrow(NoAnswer);
    expect(() => evalExamplesPerArm({ ...test0, rateApi: 2 })).toThrow(
      new DomainError("rate_api must be between 0 and 1: write 2 % as 0.02, not 2"),
    );
    expect(() => evalExamplesPerArm({ ...test0, confidence: 95 })).toThrow(
      new DomainError("confidence must be greater than 0 and below 1: write 95 % as 0.95, not 95"),
    );
    expect(() => evalExamplesPerArm({ ...test0, power: 1 })).toThrow("power must be greater than 0 and below 1, not 1");
  });
});
