import fc from "fast-check";
import { costPerAcceptedAnswer } from "../../src/engine/acceptedCost";
import { breakevenPricePer1m } from "../../src/engine/breakeven";
import { DomainError } from "../../src/engine/errors";
import { projectWeeks } from "../../src/engine/projectCost";
import { highestReviewRate } from "../../src/engine/quality";
import { servingCostPer1m } from "../../src/engine/servingCost";
import { trainingHours } from "../../src/engine/trainingTime";

/*
 * Where a result is an amount over a product, the product may be too large or too small for a number although the result is
 * not. Doubling is exact in binary, so that the right answer for amounts scaled by powers of two is known from moderate ones:
 * a function may refuse to compute it, but must not give another.
 */
const FUNCTIONS: Readonly<Record<string, (a: number, b: number, c: number) => number>> = {
  BREAKEVEN_PRICE: (a, b, c) =>
    breakevenPricePer1m({ ftCostPerMonth: a, tokensPerDay: b, projectCost: 0, lifeMonths: 18, daysPerMonth: c }),
  COST_PER_ACCEPTED: (a, b, c) =>
    costPerAcceptedAnswer({ costPerMonth: a, requestsPerDay: b, acceptanceRate: 0.5, retriesPerRequest: 0, daysPerMonth: c }),
  COST_PER_1M: (a, b, c) => servingCostPer1m({ costPerMonth: a, tokensPerSecond: b, utilizationFraction: 0.5, hoursPerMonth: c }),
  PROJECT_WEEKS: (a, b, c) => projectWeeks({ hours: a, engineers: b, availabilityFraction: 0.5, hoursPerWeek: c }),
  TRAINING_HOURS: (a, b) => trainingHours({ tokens: a, tokensPerSecond: b, overheadFraction: 0 }),
};

const amount = fc.integer({ min: 1, max: 4096 });
const scale = fc.integer({ min: -1000, max: 1000 });

describe.each(Object.entries(FUNCTIONS))("FT.%s of amounts at the edge of what a number holds", (name, compute) => {
  test("is right or refused", () => {
    let refused = 0;
    fc.assert(
      fc.property(amount, amount, amount, scale, scale, scale, (a, b, c, i, j, k) => {
        const exponent = name === "TRAINING_HOURS" ? i - j : i - j - k;
        fc.pre(Math.abs(exponent) < 900);
        const expected = compute(a, b, c) * 2 ** exponent;
        try {
          const result = compute(a * 2 ** i, b * 2 ** j, c * 2 ** k);
          expect(Number.isFinite(result) ? Math.abs(result / expected - 1) : 0).toBeLessThan(1e-12);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          refused++;
        }
      }),
      { seed: 20261125, numRuns: 2000 },
    );
    expect(refused).toBeLessThan(1200);
  });
});

test.each([
  ["BREAKEVEN_PRICE", () => FUNCTIONS.BREAKEVEN_PRICE(1e308, 1e308, 30)],
  ["COST_PER_ACCEPTED", () => FUNCTIONS.COST_PER_ACCEPTED(1e308, 1e308, 30)],
  [
    "QUALITY_BREAKEVEN",
    () =>
      highestReviewRate({
        savingPerMonth: 1e308,
        requestsPerDay: 1e200,
        costPerReview: 1e200,
        reviewRateApi: 0.02,
        daysPerMonth: 30,
      }),
  ],
])("FT.%s refuses a product that no number holds", (_name, compute) => {
  expect(compute).toThrow(new DomainError("the result cannot be computed: the arguments together are too large or too small"));
});
