import fc from "fast-check";
import { costBenefit } from "../../src/engine/costBenefit";
import { DomainError, NoAnswer } from "../../src/engine/errors";
import { expectClose, vectorRows } from "../support/vectors";

const project = {
  trainingHours: 24,
  pricePerGpuHour: 1.5,
  storageGb: 28,
  storagePricePerGbMonth: 0.02,
  apiCallsPerMonth: 5e6,
  baselineCostPer1k: 0.3,
  finetunedCostPer1k: 0.05,
  accuracyImprovementFraction: 0.12,
  reviewCostPerMonth: 2000,
  months: 12,
};

type Outputs = Record<string, number | boolean | null>;

test.each(vectorRows<Record<string, number>, Outputs>("cost_benefit.json").map((row, i) => [i, row] as const))(
  "vector %i",
  (_, { inputs, outputs }) => {
    const result = costBenefit({
      trainingHours: inputs.training_hours,
      pricePerGpuHour: inputs.gpu_hourly_rate,
      storageGb: inputs.storage_gb,
      storagePricePerGbMonth: inputs.storage_monthly_rate,
      apiCallsPerMonth: inputs.baseline_monthly_api_calls,
      baselineCostPer1k: inputs.baseline_cost_per_1k_tokens,
      finetunedCostPer1k: inputs.finetuned_cost_per_1k_tokens,
      accuracyImprovementFraction: inputs.accuracy_improvement_percent,
      reviewCostPerMonth: inputs.monthly_review_cost,
      months: inputs.months_to_amortize,
    });
    expectClose(result.trainingCost, outputs.training_cost_usd as number);
    expectClose(result.storageCost, outputs.storage_cost_usd as number);
    expectClose(result.totalUpfront, outputs.total_upfront_usd as number);
    expectClose(result.inferenceSavingPerMonth, outputs.monthly_inference_savings_usd as number);
    expectClose(result.reviewSavingPerMonth, outputs.monthly_review_savings_usd as number);
    expectClose(result.totalBenefitPerMonth, outputs.total_monthly_benefit_usd as number);
    expectClose(result.totalInferenceSaving, outputs.total_inference_savings_usd as number);
    expectClose(result.totalReviewSaving, outputs.total_review_savings_usd as number);
    expectClose(result.totalBenefit, outputs.total_benefit_usd as number);
    expectClose(result.netBenefit, outputs.net_roi_usd as number);
    expectClose(result.roiPercent, outputs.roi_percent as number);
    if (outputs.payback_months === null) expect(result.paybackMonths).toBeInstanceOf(NoAnswer);
    else expectClose(result.paybackMonths as number, outputs.payback_months as number);
    expect(result.worthwhile).toBe(outputs.worthwhile);
  },
);

test("is worthwhile exactly when it pays back within its months", () => {
  const dollars = fc.integer({ min: 0, max: 1e6 }).map((n) => n / 100);
  const projects = fc.record({
    trainingHours: dollars,
    pricePerGpuHour: dollars,
    storageGb: dollars,
    storagePricePerGbMonth: dollars,
    apiCallsPerMonth: fc.integer({ min: 0, max: 1e8 }),
    baselineCostPer1k: dollars,
    finetunedCostPer1k: dollars,
    accuracyImprovementFraction: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    reviewCostPerMonth: dollars,
    months: fc.integer({ min: 1, max: 60 }),
  });
  fc.assert(
    fc.property(projects, (each) => {
      const result = costBenefit(each);
      expectClose(result.trainingCost + result.storageCost, result.totalUpfront, 1e-12);
      const { paybackMonths } = result;
      if (paybackMonths instanceof NoAnswer) expect(result.worthwhile).toBe(false);
      else if (Math.abs(paybackMonths / each.months - 1) > 1e-9) expect(result.worthwhile).toBe(paybackMonths < each.months);
    }),
    { seed: 20240609, numRuns: 500 },
  );
});

test("without anything spent the return is 0 percent and the payback immediate", () => {
  const result = costBenefit({ ...project, trainingHours: 0, storageGb: 0 });
  expect(result.roiPercent).toBe(0);
  expect(result.paybackMonths).toBe(0);
  expect(result.worthwhile).toBe(true);
});

test.each([
  [{ trainingHours: -1 }, "training_hours must be 0 or more, not -1"],
  [{ pricePerGpuHour: -1 }, "price_per_gpu_hour must be 0 or more, not -1"],
  [{ storageGb: -1 }, "storage_gb must be 0 or more, not -1"],
  [{ storagePricePerGbMonth: -1 }, "storage_price_per_gb_month must be 0 or more, not -1"],
  [{ apiCallsPerMonth: -1 }, "api_calls_per_month must be 0 or more, not -1"],
  [{ baselineCostPer1k: -1 }, "baseline_cost_per_1k must be 0 or more, not -1"],
  [{ finetunedCostPer1k: -1 }, "finetuned_cost_per_1k must be 0 or more, not -1"],
  [{ accuracyImprovementFraction: 12 }, "accuracy_improvement must be between 0 and 1: write 12 % as 0.12, not 12"],
  [{ reviewCostPerMonth: -1 }, "review_cost_per_month must be 0 or more, not -1"],
  [{ months: 0 }, "months must be greater than 0, not 0"],
  // Infinite costs against infinite benefits: no verdict.
  [{ trainingHours: 1e308, apiCallsPerMonth: 1e308, baselineCostPer1k: 1e308 }, "the amounts are too large to compare"],
])("%j is refused", (wrong, message) => {
  const compute = () => costBenefit({ ...project, ...wrong });
  expect(compute).toThrow(DomainError);
  expect(compute).toThrow(message);
});
