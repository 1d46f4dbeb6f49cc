import fc from "fast-check";
import { breakevenPricePer1m, breakevenTokensPerDay, type TwoBills } from "../../src/engine/breakeven";
import { DivisionByZero, DomainError, NoAnswer } from "../../src/engine/errors";
import { returnOnInvestment } from "../../src/engine/returnOnInvestment";
import { expectClose, vectorRows } from "../support/vectors";

const bills: TwoBills = {
  fixedCostPerMonth: 742,
  apiPricePer1m: 1,
  variableCostPer1m: 0,
  qualityCostPer1m: 0,
  projectCost: 0,
  lifeMonths: 18,
  daysPerMonth: 30,
};
const dollars = fc.integer({ min: 1, max: 1e7 }).map((n) => n / 100);
const seeded = { seed: 20240608, numRuns: 500 };

describe("break-even volume", () => {
  test.each<[Partial<TwoBills>, number]>([
    // 742 × 1e6 / 30 at $1, a tenth of it at $10.
    [{}, 24733333.333333332],
    [{ apiPricePer1m: 10 }, 2473333.3333333335],
    // (742 + 19,800 / 18) / (5 − 1 − 0.5) × 1e6 / 30 = 1,842 / 3.5 × 1e6 / 30
    [{ apiPricePer1m: 5, variableCostPer1m: 1, qualityCostPer1m: 0.5, projectCost: 19800 }, 17542857.142857142],
    // Better answers are worth $1 per 1M tokens: 742 / 2 × 1e6 / 30.
    [{ qualityCostPer1m: -1 }, 12366666.666666666],
    [{ fixedCostPerMonth: 0 }, 0],
  ])("%j comes to %d tokens a day", (change, tokens) => {
    expectClose(breakevenTokensPerDay({ ...bills, ...change }), tokens);
  });

  test.each(vectorRows("roi.json").map((row, i) => [i, row] as const))("agrees with vector %i", (_, { inputs, outputs }) => {
    const tokens = inputs.avg_input_tokens_per_request + inputs.avg_output_tokens_per_request;
    const perRequest =
      inputs.avg_input_tokens_per_request * inputs.input_price_per_1m_tokens +
      inputs.avg_output_tokens_per_request * inputs.output_price_per_1m_tokens;
    const volume = breakevenTokensPerDay({
      ...bills,
      fixedCostPerMonth: (outputs.monthly_serving_cost as number) + (outputs.monthly_storage_cost as number),
      apiPricePer1m: perRequest / tokens,
    });
    expectClose(volume, outputs.break_even_tokens_per_day as number);
  });

  test("at it, both bills are equal; above it the API's is higher", () => {
    fc.assert(
      fc.property(dollars, dollars, dollars, dollars, dollars, (fixed, variable, margin, projectCost, lifeMonths) => {
        const each = { ...bills, fixedCostPerMonth: fixed, variableCostPer1m: variable, projectCost, lifeMonths };
        const two = { ...each, apiPricePer1m: variable + margin };
        const tokensPerDay = breakevenTokensPerDay(two);
        const api = (tokens: number): number => ((tokens * 30) / 1e6) * two.apiPricePer1m;
        const own = (tokens: number): number => fixed + projectCost / lifeMonths + ((tokens * 30) / 1e6) * variable;
        // The margin is known to about one part in 1e-16 × price / margin.
        const relative = 1e-12 + (1e-15 * two.apiPricePer1m) / margin;
        expectClose(api(tokensPerDay), own(tokensPerDay), relative);
        expect(api(tokensPerDay * 1.01)).toBeGreaterThan(own(tokensPerDay * 1.01));
        expect(api(tokensPerDay * 0.99)).toBeLessThan(own(tokensPerDay * 0.99));
      }),
      seeded,
    );
  });

  test("does not exist when a token costs the API no more", () => {
    expect(() => breakevenTokensPerDay({ ...bills, variableCostPer1m: 1 })).toThrow(NoAnswer);
    expect(() => breakevenTokensPerDay({ ...bills, qualityCostPer1m: 2, fixedCostPerMonth: 0 })).toThrow(NoAnswer);
  });

  test.each<[Partial<TwoBills>, string]>([
    [{ fixedCostPerMonth: -1 }, "fixed_cost_per_month must be 0 or more, not -1"],
    [{ apiPricePer1m: -1 }, "api_price_per_1m must be 0 or more, not -1"],
    [{ variableCostPer1m: -1 }, "variable_cost_per_1m must be 0 or more, not -1"],
    [{ qualityCostPer1m: Infinity }, "quality_cost_per_1m must be a finite number, not Infinity"],
    [{ projectCost: -1 }, "project_cost must be 0 or more, not -1"],
    [{ lifeMonths: -18 }, "life_months must be greater than 0, not -18"],
    [{ daysPerMonth: 0 }, "days_per_month must be greater than 0, not 0"],
  ])("%j is refused", (wrong, message) => {
    expect(() => breakevenTokensPerDay({ ...bills, ...wrong })).toThrow(new DomainError(message));
  });
});

describe("break-even price", () => {
  const use = { ftCostPerMonth: 3000, tokensPerDay: 1e7, projectCost: 18000, lifeMonths: 18, daysPerMonth: 30 };

  test("spreads the month's cost over its tokens", () => {
    // (3,000 + 1,000) / 300M tokens
    expectClose(breakevenPricePer1m(use), 40 / 3);
  });

  test("is the price at which the volume breaks even", () => {
    fc.assert(
      fc.property(dollars, dollars, dollars, (fixedCostPerMonth, apiPricePer1m, projectCost) => {
        const tokensPerDay = breakevenTokensPerDay({ ...bills, fixedCostPerMonth, apiPricePer1m, projectCost });
        const price = breakevenPricePer1m({ ...use, ftCostPerMonth: fixedCostPerMonth, tokensPerDay, projectCost });
        expectClose(price, apiPricePer1m, 1e-12);
      }),
      seeded,
    );
  });

  test("does not exist without traffic", () => {
    expect(() => breakevenPricePer1m({ ...use, tokensPerDay: 0 })).toThrow(DivisionByZero);
    expect(() => breakevenPricePer1m({ ...use, tokensPerDay: -1 })).toThrow("tokens_per_day must be 0 or more");
  });
});

describe("return on investment", () => {
  test.each([
    [150, 100, 0.5],
    [50, 100, -0.5],
    [-50, 100, -1.5],
  ])("%d from %d is %d", (benefit, cost, expected) => {
    expectClose(returnOnInvestment(benefit, cost), expected);
  });

  test("does not exist on no cost; a negative cost is refused", () => {
    expect(() => returnOnInvestment(100, 0)).toThrow(DivisionByZero);
    expect(() => returnOnInvestment(100, -1)).toThrow(new DomainError("total_cost must be 0 or more, not -1"));
  });
});
