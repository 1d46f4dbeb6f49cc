import fc from "fast-check";
import { managedTrainingCost } from "../../src/engine/managedTraining";
import { trainingHours } from "../../src/engine/trainingTime";
import { trainingTokens } from "../../src/engine/trainingTokens";

const SEED = { seed: 20261122 };
const amount = fc.double({ min: 0.01, max: 1e9, noNaN: true });
const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

describe("training tokens", () => {
  test("hand calculation", () => {
    // 50,000 examples × 512 tokens × 3 epochs
    expect(trainingTokens(50_000, 512, 3)).toBe(76_800_000);
    expect(trainingTokens(0, 512, 3)).toBe(0);
  });

  test("names what is out of range", () => {
    expect(() => trainingTokens(-1, 512, 3)).toThrow("examples must be 0 or more, not -1");
    expect(() => trainingTokens(1, -512, 3)).toThrow("tokens_per_example must be 0 or more, not -512");
    expect(() => trainingTokens(1, 512, 0)).toThrow("epochs must be greater than 0, not 0");
  });
});

describe("training hours", () => {
  test("hand calculation", () => {
    // 76,800,000 / 1,800 = 42,666.67 s = 11.851852 h = 320/27 h; × 1.15 = 368/27 = 13.6296 h
    expect(trainingHours({ tokens: 76_800_000, tokensPerSecond: 1800, overheadFraction: 0.15 })).toBeCloseTo(368 / 27, 12);
  });

  test("twice the speed halves the hours, and overhead comes on top", () => {
    fc.assert(
      fc.property(amount, positive, fc.double({ min: 0, max: 3, noNaN: true }), (tokens, tokensPerSecond, overheadFraction) => {
        const hours = (speed: number, overhead: number) =>
          trainingHours({ tokens, tokensPerSecond: speed, overheadFraction: overhead });
        expect(hours(tokensPerSecond * 2, overheadFraction)).toBe(hours(tokensPerSecond, overheadFraction) / 2);
        expect(hours(tokensPerSecond, overheadFraction)).toBeGreaterThanOrEqual(hours(tokensPerSecond, 0));
      }),
      SEED,
    );
  });

  test("names what is out of range", () => {
    const training = { tokens: 1, tokensPerSecond: 1, overheadFraction: 0 };
    expect(() => trainingHours({ ...training, tokens: -1 })).toThrow("tokens must be 0 or more");
    expect(() => trainingHours({ ...training, tokensPerSecond: 0 })).toThrow("tokens_per_second must be greater than 0, not 0");
    expect(() => trainingHours({ ...training, overheadFraction: -0.1 })).toThrow("overhead must be 0 or more");
  });
});

describe("managed training", () => {
  test("hand calculations", () => {
    // 1.536M tokens at $8 per 1M
    expect(managedTrainingCost({ tokens: 1_536_000, pricePer1m: 8, runs: 1, minCharge: 0 })).toBeCloseTo(12.288, 12);
    // 0.1M tokens at $8 are $0.80 a run, under the least charge of $4: three runs cost $12.
    expect(managedTrainingCost({ tokens: 100_000, pricePer1m: 8, runs: 3, minCharge: 4 })).toBe(12);
  });

  test("never less than the least charge of each run, nor than the tokens", () => {
    fc.assert(
      fc.property(amount, positive, fc.integer({ min: 1, max: 50 }), positive, (tokens, pricePer1m, runs, minCharge) => {
        const cost = managedTrainingCost({ tokens, pricePer1m, runs, minCharge });
        expect(cost).toBeGreaterThanOrEqual(runs * minCharge);
        expect(cost).toBeGreaterThanOrEqual(managedTrainingCost({ tokens, pricePer1m, runs, minCharge: 0 }));
      }),
      SEED,
    );
  });

  test("names what is out of range", () => {
    const training = { tokens: 1, pricePer1m: 1, runs: 1, minCharge: 0 };
    expect(() => managedTrainingCost({ ...training, pricePer1m: -8 })).toThrow("price_per_1m must be 0 or more, not -8");
    expect(() => managedTrainingCost({ ...training, minCharge: -1 })).toThrow("min_charge must be 0 or more");
  });
});
