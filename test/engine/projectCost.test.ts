import fc from "fast-check";
import { DomainError } from "../../src/engine/errors";
import { projectCost, projectWeeks } from "../../src/engine/projectCost";
import { amortizedCostPerMonth, retrainCostPerMonth } from "../../src/engine/spreadCost";
import { storageCost } from "../../src/engine/storageCost";
import { expectClose, vectorRows } from "../support/vectors";

const work = { hours: [100], hourlyRate: 150, runs: 0, costPerRun: 0, dataCost: 0, otherCost: 0, contingencyFraction: 0 };
const seeded = { seed: 20240602, numRuns: 300 };

describe("project cost", () => {
  test.each(vectorRows("roi.json").map((row, i) => [i, row] as const))("agrees with vector %i", (_, { inputs, outputs }) => {
    const cost = projectCost({
      ...work,
      hours: [
        inputs.engineer_hours_data,
        inputs.engineer_hours_experiments,
        inputs.engineer_hours_evaluation,
        inputs.engineer_hours_deployment,
      ],
      hourlyRate: inputs.engineer_hourly_rate,
      runs: inputs.num_training_runs,
      costPerRun: inputs.compute_cost_per_run,
    });
    expectClose(cost.engineeringCost, outputs.engineering_cost as number);
    expectClose(cost.computeCost, outputs.compute_cost as number);
    expectClose(cost.totalCost, outputs.total_project_cost as number);
    expectClose(
      amortizedCostPerMonth(cost.totalCost, inputs.model_lifetime_months),
      outputs.monthly_amortized_project_cost as number,
    );
    // The vectors keep 2 bytes per parameter at $0.023 per GB-month.
    expectClose(storageCost(inputs.model_size_b * 2, 0.023, 1), outputs.monthly_storage_cost as number);
  });

  test("contingency is a share of everything", () => {
    // 100 h × 150 + 8 × 12 + 2,000 + 500 = 17,596, and a tenth of it.
    const cost = projectCost({ ...work, runs: 8, costPerRun: 12, dataCost: 2000, otherCost: 500, contingencyFraction: 0.1 });
    expectClose(cost.contingencyCost, 1759.6);
    expectClose(cost.totalCost, 19355.6);
  });

  test("its parts add up to the total, and the order of the hours does not matter", () => {
    const amount = fc.integer({ min: 0, max: 1e8 }).map((n) => n / 100);
    const works = fc.record({
      hours: fc.array(amount, { minLength: 1, maxLength: 12 }),
      hourlyRate: amount,
      runs: amount,
      costPerRun: amount,
      dataCost: amount,
      otherCost: amount,
      contingencyFraction: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    });
    fc.assert(
      fc.property(works, (each) => {
        const cost = projectCost(each);
        const sum = cost.engineeringCost + cost.computeCost + cost.dataCost + cost.otherCost + cost.contingencyCost;
        expectClose(sum, cost.totalCost, 1e-12);
        expectClose(projectCost({ ...each, hours: [...each.hours].reverse() }).totalCost, cost.totalCost, 1e-12);
      }),
      seeded,
    );
  });

  test.each([
    [{ hours: [40, -20] }, "hours (value 2) must be 0 or more, not -20"],
    [{ hours: [-20] }, "hours must be 0 or more, not -20"],
    [{ hourlyRate: -150 }, "hourly_rate must be 0 or more, not -150"],
    [{ contingencyFraction: 15 }, "contingency must be between 0 and 1: write 15 % as 0.15, not 15"],
  ])("%j is refused", (wrong, message) => {
    expect(() => projectCost({ ...work, ...wrong })).toThrow(new DomainError(message));
  });
});

describe("project weeks", () => {
  test("divides hours by what the team really has for them", () => {
    // Two engineers × 0.6 × 40 h = 48 h a week.
    expectClose(projectWeeks({ hours: 132, engineers: 2, availabilityFraction: 0.6, hoursPerWeek: 40 }), 2.75);
  });

  test("needs a team with time", () => {
    const weeks = { hours: 132, engineers: 2, availabilityFraction: 0.6, hoursPerWeek: 40 };
    expect(() => projectWeeks({ ...weeks, engineers: 0 })).toThrow("engineers must be greater than 0, not 0");
    expect(() => projectWeeks({ ...weeks, availabilityFraction: 60 })).toThrow("write 60 % as 0.6");
  });
});

describe("costs spread over months", () => {
  test("are even shares", () => {
    expectClose(amortizedCostPerMonth(19800, 18), 1100);
    expectClose(retrainCostPerMonth(3000, 6), 500);
    // 28 GB × 0.02 × 12 months
    expectClose(storageCost(28, 0.02, 12), 6.72);
  });

  test("need months to be spread over", () => {
    expect(() => amortizedCostPerMonth(19800, 0)).toThrow(new DomainError("life_months must be greater than 0, not 0"));
    expect(() => retrainCostPerMonth(3000, 0)).toThrow(new DomainError("months_between must be greater than 0, not 0"));
    expect(() => storageCost(-28, 0.02, 12)).toThrow(new DomainError("storage_gb must be 0 or more, not -28"));
  });
});
