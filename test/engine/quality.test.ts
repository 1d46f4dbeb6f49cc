import fc from "fast-check";
import { costPerAcceptedAnswer } from "../../src/engine/acceptedCost";
import { DivisionByZero, DomainError, NoAnswer } from "../../src/engine/errors";
import { highestReviewRate, qualityDeltaPerMonth, reviewCostPerMonth } from "../../src/engine/quality";
import { expectClose, vectorRows } from "../support/vectors";

const traffic = { requestsPerDay: 50000, daysPerMonth: 30 };
const quality = {
  ...traffic,
  reviewRateFt: 0.02,
  reviewRateApi: 0.02,
  costPerReview: 4,
  failureRateFt: 0,
  failureRateApi: 0,
  costPerFailure: 0,
};
const rate = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const amount = fc.integer({ min: 0, max: 1e6 }).map((n) => n / 100);
const seeded = { seed: 20240603, numRuns: 300 };

describe("the difference in quality cost", () => {
  test.each(vectorRows("roi.json").map((row, i) => [i, row] as const))("agrees with vector %i", (_, { inputs, outputs }) => {
    const delta = qualityDeltaPerMonth({
      ...quality,
      requestsPerDay: inputs.requests_per_day,
      reviewRateFt: inputs.human_review_rate_ft,
      reviewRateApi: inputs.human_review_rate_api,
      costPerReview: inputs.human_review_cost_per_review,
    });
    expectClose(delta.totalDelta, outputs.monthly_quality_cost_delta as number);
  });

  test("adds failures to reviews", () => {
    // 1.5M requests: reviews 0.01 × 4 = 0.04 each, failures −0.002 × 10 = −0.02 each.
    const delta = qualityDeltaPerMonth({
      ...quality,
      reviewRateFt: 0.03,
      failureRateFt: 0.001,
      failureRateApi: 0.003,
      costPerFailure: 10,
    });
    expectClose(delta.reviewDelta, 60000);
    expectClose(delta.failureDelta, -30000);
    expectClose(delta.totalDelta, 30000);
  });

  test("is the difference of the two review bills, and turns its sign with the sides", () => {
    fc.assert(
      fc.property(rate, rate, amount, (reviewRateFt, reviewRateApi, costPerReview) => {
        const delta = qualityDeltaPerMonth({ ...quality, reviewRateFt, reviewRateApi, costPerReview }).totalDelta;
        const bill = (reviewRate: number): number => reviewCostPerMonth({ ...traffic, reviewRate, costPerReview });
        expect(Math.abs(delta - (bill(reviewRateFt) - bill(reviewRateApi)))).toBeLessThanOrEqual(
          1e-12 * (bill(reviewRateFt) + bill(reviewRateApi)),
        );
        const turned = { ...quality, reviewRateFt: reviewRateApi, reviewRateApi: reviewRateFt, costPerReview };
        expect(qualityDeltaPerMonth(turned).totalDelta + delta).toBe(0);
      }),
      seeded,
    );
  });

  test("percents and negative costs are refused", () => {
    expect(() => qualityDeltaPerMonth({ ...quality, reviewRateFt: 5 })).toThrow(
      new DomainError("review_rate_ft must be between 0 and 1: write 5 % as 0.05, not 5"),
    );
    expect(() => qualityDeltaPerMonth({ ...quality, failureRateApi: 1.5 })).toThrow("failure_rate_api must be between 0 and 1");
    expect(() => qualityDeltaPerMonth({ ...quality, costPerFailure: -1 })).toThrow("cost_per_failure must be 0 or more");
  });
});

describe("the highest review rate", () => {
  const use = { ...traffic, savingPerMonth: 4532, costPerReview: 4, reviewRateApi: 0.02 };

  test("spends the saving on reviews", () => {
    // 4,532 / (1.5M requests × $4) = 0.000755333… above the API's 2 %.
    expectClose(highestReviewRate(use), 0.020755333333333334);
  });

  test("at it, the difference in reviews takes exactly the saving", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e5, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        rate,
        (savingPerMonth, requestsPerDay, costPerReview, reviewRateApi) => {
          const wanted = { requestsPerDay, daysPerMonth: 30, savingPerMonth, costPerReview, reviewRateApi };
          const unbounded = reviewRateApi + savingPerMonth / (requestsPerDay * 30 * costPerReview);
          if (unbounded < 0) {
            expect(() => highestReviewRate(wanted)).toThrow(NoAnswer);
            return;
          }
          const reviewRateFt = highestReviewRate(wanted);
          expect(reviewRateFt).toBeLessThanOrEqual(1);
          const spent = qualityDeltaPerMonth({ ...quality, requestsPerDay, reviewRateFt, reviewRateApi, costPerReview });
          if (reviewRateFt < 1) {
            expect(Math.abs(spent.totalDelta - savingPerMonth)).toBeLessThanOrEqual(1e-9 * requestsPerDay * 30 * costPerReview);
          }
        },
      ),
      seeded,
    );
  });

  test("is 1 when even a review of every answer leaves a saving", () => {
    expect(highestReviewRate({ ...use, savingPerMonth: 9e6 })).toBe(1);
  });

  test("is 0 when the saving is exactly what the API's reviews cost", () => {
    // 0.02 × 1.5M × $4 = 120,000
    expect(highestReviewRate({ ...use, savingPerMonth: -120000 })).toBe(0);
  });

  test("does not exist below 0, nor where nothing is reviewed or a review is free", () => {
    expect(() => highestReviewRate({ ...use, savingPerMonth: -120001 })).toThrow(NoAnswer);
    expect(() => highestReviewRate({ ...use, requestsPerDay: 0 })).toThrow(DivisionByZero);
    expect(() => highestReviewRate({ ...use, costPerReview: 0 })).toThrow(DivisionByZero);
  });
});

describe("the cost of an accepted answer", () => {
  const use = { requestsPerDay: 1000, daysPerMonth: 30, costPerMonth: 3000, acceptanceRate: 0.8, retriesPerRequest: 0.25 };

  test("counts every attempt and only accepted answers", () => {
    // 3,000 × 1.25 / (30,000 × 0.8)
    expectClose(costPerAcceptedAnswer(use), 0.15625);
  });

  test("does not exist when none is accepted or asked for", () => {
    expect(() => costPerAcceptedAnswer({ ...use, acceptanceRate: 0 })).toThrow(DivisionByZero);
    expect(() => costPerAcceptedAnswer({ ...use, requestsPerDay: 0 })).toThrow(DivisionByZero);
    expect(() => costPerAcceptedAnswer({ ...use, acceptanceRate: 80 })).toThrow("write 80 % as 0.8");
  });
});
