import fc from "fast-check";
import { irr as independentMonthlyIrr, npv as independentNpv } from "financial";
import { cashFlows } from "../../src/engine/cashFlows";
import { CalculationError, DomainError, NoAnswer } from "../../src/engine/errors";
import { annualRateOfReturn, internalRateOfReturn } from "../../src/engine/internalRate";
import { annuityFactor, monthlyDiscountFactor, netPresentValue } from "../../src/engine/presentValue";

const project = {
  projectCost: 0,
  apiCostPerMonth: 0,
  ftCostPerMonth: 0,
  months: 24,
  apiPriceChange: 0,
  ftPriceChange: 0,
  volumeGrowth: 0,
  rampMonths: 0,
  qualityDeltaPerMonth: 0,
};

const close = (value: number, expected: number, relative = 1e-12): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.max(1e-300, Math.abs(expected)));

describe("cash flows", () => {
  test("month 0 pays for the project, the others run level without changes", () => {
    const flows = cashFlows({ ...project, projectCost: 19800, apiCostPerMonth: 7500, ftCostPerMonth: 3568, months: 3 });
    expect(flows).toEqual([
      { month: 0, apiCost: 0, ftCost: 19800, net: -19800, cumulative: -19800 },
      { month: 1, apiCost: 7500, ftCost: 3568, net: 3932, cumulative: -15868 },
      { month: 2, apiCost: 7500, ftCost: 3568, net: 3932, cumulative: -11936 },
      { month: 3, apiCost: 7500, ftCost: 3568, net: 3932, cumulative: -8004 },
    ]);
  });

  test("yearly changes start with month 2 and are complete in month 13", () => {
    const flows = cashFlows({
      ...project,
      apiCostPerMonth: 1000,
      ftCostPerMonth: 100,
      qualityDeltaPerMonth: 10,
      apiPriceChange: -0.5,
      ftPriceChange: -0.19,
      volumeGrowth: 0.44,
    });
    // Month 1 as given. Month 13, a year later: 1000 × 0.5 × 1.44 = 720; 100 × 0.81 + 10 × 1.44 = 95.4.
    // Month 7, half a year later: √0.5 × √1.44 = 0.7071… × 1.2; √0.81 = 0.9.
    close(flows[1].apiCost, 1000);
    close(flows[1].ftCost, 110);
    close(flows[7].apiCost, 1000 * Math.SQRT1_2 * 1.2);
    close(flows[7].ftCost, 100 * 0.9 + 10 * 1.2);
    close(flows[13].apiCost, 720);
    close(flows[13].ftCost, 95.4);
  });

  test("a ramp moves the traffic over in equal steps, the fleet is paid for from the first month", () => {
    const flows = cashFlows({
      ...project,
      apiCostPerMonth: 900,
      ftCostPerMonth: 100,
      qualityDeltaPerMonth: 30,
      rampMonths: 3,
      months: 4,
    });
    expect(flows.map((flow) => flow.apiCost)).toEqual([0, 300, 600, 900, 900]);
    expect(flows.map((flow) => flow.ftCost)).toEqual([0, 110, 120, 130, 130]);
  });

  test.each([
    [{ projectCost: -1 }, "project_cost must be 0 or more, not -1"],
    [{ months: 0 }, "months must be a whole number of 1 or more, not 0"],
    [{ months: 1e9 }, "months must be at most 1200, not 1000000000"],
    [{ apiPriceChange: -1 }, "api_price_change must be greater than -1 (a fraction: -0.5 for a fall of 50 %), not -1"],
    [{ qualityDeltaPerMonth: Infinity }, "quality_delta_per_month must be a finite number, not Infinity"],
  ])("refuses %p", (wrong, message) => {
    expect(() => cashFlows({ ...project, ...wrong })).toThrow(new DomainError(message));
  });
});

const amounts = fc.integer({ min: -1_000_000, max: 1_000_000 });
const rates = fc.double({ min: -0.5, max: 3, noNaN: true });

describe("net present value", () => {
  test("of twelve months by hand: 1100 in a year are worth 1000 today at 10 %", () => {
    close(netPresentValue(0.1, [0, ...Array<number>(11).fill(0), 1100]), 1000);
  });

  test("is that of an independent library, whose rate is per period", () => {
    fc.assert(
      fc.property(rates, fc.array(amounts, { minLength: 1, maxLength: 60 }), (rate, flows) => {
        const monthly = Math.pow(1 + rate, 1 / 12) - 1;
        const size = flows.reduce((sum, flow, t) => sum + Math.abs(flow) * (1 + rate) ** (-t / 12), 0);
        expect(Math.abs(netPresentValue(rate, flows) - independentNpv(monthly, flows))).toBeLessThanOrEqual(1e-12 * size);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test("of a changing monthly amount, by its factor, is the sum of its months", () => {
    fc.assert(
      fc.property(
        rates,
        rates,
        fc.integer({ min: 1, max: 120 }),
        fc.constantFrom(0, 0.5, 1, 2, 2.5, 12, 500),
        (change, rate, months, rampMonths) => {
          let sum = 0;
          for (let t = 1; t <= months; t++) {
            const share = rampMonths > 0 ? Math.min(1, t / rampMonths) : 1;
            sum += share * (1 + change) ** ((t - 1) / 12) * (1 + rate) ** (-t / 12);
          }
          close(annuityFactor(Math.pow(1 + change, 1 / 12), monthlyDiscountFactor(rate), months, rampMonths), sum, 1e-11);
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe("internal rate of return", () => {
  test("is that of an independent library for an investment that pays back", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 3, maxLength: 60 }),
        fc.double({ min: 0.2, max: 0.9, noNaN: true }),
        (savings, share) => {
          const flows = [-share * savings.reduce((sum, saving) => sum + saving, 0), ...savings];
          const monthly = independentMonthlyIrr(flows, 0.05, 1e-12, 200);
          // The library gives up where its iteration does not converge; those flows are checked by the law below.
          if (Number.isNaN(monthly)) return;
          close(1 + internalRateOfReturn(flows, 0.1), (1 + monthly) ** 12, 1e-8);
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  test("brings the flows to nothing, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 2, maxLength: 40 }), rates, (flows, guess) => {
        const rate = annualRateOfReturn(flows, flows.length, guess);
        if (Number.isNaN(rate)) return;
        const discount = monthlyDiscountFactor(rate);
        const size = flows.reduce((sum, flow, t) => sum + Math.abs(flow) * discount ** t * (1 + t), 0);
        const worth = flows.reduce((sum, flow, t) => sum + flow * discount ** t, 0);
        // A rate near -1 has few digits left for what remains of 1 + rate.
        expect(Math.abs(worth)).toBeLessThanOrEqual((1e-13 / (1 + rate) + 1e-13) * size);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  test("finds a loss as well as a gain of many times the investment", () => {
    close(internalRateOfReturn([-100, ...Array<number>(11).fill(0), 50], 0.1), -0.5);
    // -100 and 200 a month later: doubling every month, 2^12 - 1 a year.
    close(internalRateOfReturn([-100, 200], 0.1), 4095);
    close(internalRateOfReturn([-1e-3, 1], 0.1), 1e36, 1e-9);
  });

  test("of several rates gives the one nearest to the guess", () => {
    // -1000 + 2500 x¹² - 1560 x²⁴ = 0 at x^-12 = 1.2 and 1.3: 20 % and 30 % a year.
    const flows = Array<number>(25).fill(0);
    [flows[0], flows[12], flows[24]] = [-1000, 2500, -1560];
    close(internalRateOfReturn(flows, 0.1), 0.2, 1e-9);
    close(internalRateOfReturn(flows, 0.4), 0.3, 1e-9);
  });

  test("of several gives the nearest also where only one is positive", () => {
    // -100, 400, -280 is worth 0 at a month's discount factor x = (400 ± √(160,000 - 112,000)) / 560 = 0.3231 and 1.1055:
    // 770,000 a year and -70 %, which is nearer to every guess in use.
    const far = (400 - Math.sqrt(48_000)) / 560;
    const near = (400 + Math.sqrt(48_000)) / 560;
    close(internalRateOfReturn([-100, 400, -280], 0.1), near ** -12 - 1, 1e-9);
    close(internalRateOfReturn([-100, 400, -280], 1e6), far ** -12 - 1, 1e-9);
  });

  test("finds two rates that lie close", () => {
    // Adds up to 0, so that 0 is one rate; the other one, 4.913 %, by a search of its own in 50 digits.
    const flows = [-20500, 7600, 7600, 7600, -28100, ...Array<number>(15).fill(3800), -31200];
    expect(flows.reduce((sum, flow) => sum + flow, 0)).toBe(0);
    expect(Math.abs(internalRateOfReturn(flows, 0))).toBeLessThan(1e-12);
    expect(internalRateOfReturn(flows, 0.1)).toBeCloseTo(0.0491317920314, 12);
  });

  test.each([
    [[100, 50], "no internal rate of return: no month of cashflows is negative"],
    [[-100, -50, 0], "no internal rate of return: no month of cashflows is positive"],
    [[0, 0], "no internal rate of return: no month of cashflows is positive"],
    [[100, -210, 120], "no internal rate of return: no rate above -1 makes cashflows worth 0"],
  ])("of %p there is none", (flows, message) => {
    expect(() => internalRateOfReturn(flows, 0.1)).toThrow(new NoAnswer(message));
  });

  test("refuses what is not a number", () => {
    expect(() => internalRateOfReturn([-100, NaN], 0.1)).toThrow(CalculationError);
    expect(() => internalRateOfReturn([-100, 110], -1)).toThrow(CalculationError);
  });
});
