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
  const training = {
    tokens: 0,
    pricePer1m: 0,
    runs: 1,
    minCharge: 0,
    hours: 0,
    pricePerHour: 0,
    graderCost: 0,
    maxCharge: Infinity,
  };

  test("hand calculations", () => {
    // 1.536M tokens at $8 per 1M
    expect(managedTrainingCost({ ...training, tokens: 1_536_000, pricePer1m: 8 })).toBeCloseTo(12.288, 12);
    // 0.1M tokens at $8 are $0.80 a run, under the least charge of $4: three runs cost $12.
    expect(managedTrainingCost({ ...training, tokens: 100_000, pricePer1m: 8, runs: 3, minCharge: 4 })).toBe(12);
    // 20 hours at $100 and a grader of $350: $2,350 a run; 60 hours are $6,000, capped at $5,000.
    const byHour = { ...training, hours: 20, pricePerHour: 100, graderCost: 350, runs: 2 };
    expect(managedTrainingCost(byHour)).toBe(4700);
    expect(managedTrainingCost({ ...byHour, hours: 60, runs: 1, maxCharge: 5000 })).toBe(5000);
    // The cap is of one run.
    expect(managedTrainingCost({ ...byHour, hours: 60, maxCharge: 5000 })).toBe(10000);
  });

  test("between the least and the most charge of each run, never less than the tokens where nothing caps them", () => {
    fc.assert(
      fc.property(amount, positive, fc.integer({ min: 1, max: 50 }), positive, (tokens, pricePer1m, runs, minCharge) => {
        const each = { ...training, tokens, pricePer1m, runs, minCharge };
        const cost = managedTrainingCost(each);
        expect(cost).toBeGreaterThanOrEqual(runs * minCharge);
        expect(cost).toBeGreaterThanOrEqual(managedTrainingCost({ ...each, minCharge: 0 }));
        expect(managedTrainingCost({ ...each, maxCharge: minCharge })).toBe(runs * minCharge);
      }),
      SEED,
    );
  });

  test.each([
    [{ pricePer1m: -8 }, "price_per_1m must be 0 or more, not -8"],
    [{ minCharge: -1 }, "min_charge must be 0 or more"],
    [{ hours: -1 }, "hours must be 0 or more"],
    [{ pricePerHour: -1 }, "price_per_hour must be 0 or more"],
    [{ graderCost: -1 }, "grader_cost must be 0 or more"],
    [{ maxCharge: -1 }, "max_charge must be 0 or more"],
    [{ minCharge: 5, maxCharge: 4 }, "max_charge must be min_charge (5) or more, not 4"],
  ])("%j is refused", (wrong, message) => {
    expect(() => managedTrainingCost({ ...training, ...wrong })).toThrow(message);
  });
});
