import fc from "fast-check";
import { DomainError, NoAnswer } from "../../src/engine/errors";
import { paybackMonths, paybackMonthsOfFlows } from "../../src/engine/payback";
import { figureOf } from "./scenario/scenarioSupport";
import { expectClose } from "../support/vectors";

const dollars = fc.integer({ min: 1, max: 1e8 }).map((n) => n / 100);
const seeded = { seed: 20240607, numRuns: 500 };

describe("payback of a level saving", () => {
  test("is cost over saving", () => {
    // Case 2 of the worked cases: 19,800 / 3,932 = 5.0356…
    expectClose(paybackMonths(19800, 3932), 5.03560528992879);
    expect(paybackMonths(0, 10)).toBe(0);
  });

  test("comes later for a higher cost, sooner for a higher saving", () => {
    fc.assert(
      fc.property(dollars, dollars, dollars, (cost, saving, more) => {
        expect(paybackMonths(cost + more, saving)).toBeGreaterThanOrEqual(paybackMonths(cost, saving));
        expect(paybackMonths(cost, saving + more)).toBeLessThanOrEqual(paybackMonths(cost, saving));
      }),
      seeded,
    );
  });

  test.each([0, -5])("never comes with a saving of %d, also for no cost", (saving) => {
    expect(() => paybackMonths(100, saving)).toThrow(NoAnswer);
    expect(() => paybackMonths(0, saving)).toThrow(NoAnswer);
  });

  test("a negative cost and a saving that is no number are refused", () => {
    expect(() => paybackMonths(-1, 10)).toThrow(new DomainError("project_cost must be 0 or more, not -1"));
    expect(() => paybackMonths(1, NaN)).toThrow(new DomainError("saving_per_month must be a finite number, not NaN"));
  });
});

describe("payback month by month", () => {
  test.each([
    // 40 + 40 leave 20 of the 40 of month 3.
    [100, [40, 40, 40], 2.5],
    [100, [0, 100], 2],
    [100, [100, 100], 1],
    // Down to −50, so that 150 of 200 are needed in month 2.
    [100, [-50, 200], 1.75],
    // The first cover counts, whatever comes after.
    [100, [200, -500, 700], 0.5],
    [0, [10, 10], 0],
    // The total falls to −10 first, so that it takes a quarter of month 2 to come back to 0.
    [0, [-10, 40], 1.25],
  ])("%d from %j takes %d months", (cost, savings, months) => {
    expectClose(paybackMonthsOfFlows(cost, savings), months);
  });

  test("at it, the running total is the cost", () => {
    const savings = fc.array(
      fc.integer({ min: -1e6, max: 2e6 }).map((n) => n / 100),
      { minLength: 2, maxLength: 60 },
    );
    fc.assert(
      fc.property(dollars, savings, (cost, each) => {
        let months: number;
        try {
          months = paybackMonthsOfFlows(cost, each);
        } catch (error) {
          // It may only fail where no month ends at or above the cost.
          expect(error).toBeInstanceOf(NoAnswer);
          let total = 0;
          for (const saving of each) expect((total += saving)).toBeLessThan(cost);
          return;
        }
        const whole = Math.ceil(months) - 1;
        const before = each.slice(0, whole).reduce((sum, saving) => sum + saving, 0);
        expect(Math.abs(before + (months - whole) * each[whole] - cost)).toBeLessThan(1e-6);
      }),
      seeded,
    );
  });

  test("of equal months it is the payback of a level saving", () => {
    fc.assert(
      fc.property(dollars, dollars, (cost, saving) => {
        fc.pre(cost / saving <= 200);
        const months = Array.from({ length: 202 }, () => saving);
        expectClose(paybackMonthsOfFlows(cost, months), paybackMonths(cost, saving), 1e-9);
      }),
      seeded,
    );
  });

  test("says what is missing when the savings end before", () => {
    expect(() => paybackMonthsOfFlows(19800, [5000, 4000.5])).toThrow(
      new NoAnswer("it does not pay back within 2 months: the savings add up to $9,001, the project costs $19,800"),
    );
    expect(() => paybackMonthsOfFlows(100, [0, -3])).toThrow("no month of saving_per_month is positive");
    expect(() => paybackMonthsOfFlows(100, [1, Infinity])).toThrow("saving_per_month (month 2) must be a finite number");
  });
});

describe("exact multiples pay back in exactly that many months", () => {
  test("ten months of 0.1 cover 1, and 0.3 takes 3 of them", () => {
    expect(paybackMonthsOfFlows(1, Array<number>(10).fill(0.1))).toBe(10);
    expect(paybackMonthsOfFlows(0.3, [0.1, 0.1, 0.1])).toBe(3);
    expect(paybackMonths(0.3, 0.1)).toBe(3);
  });

  const cents = fc.integer({ min: 1, max: 10_000_000 });
  const monthCount = fc.integer({ min: 1, max: 120 });

  test("of any number of cents, level or month by month, and with months to spare", () => {
    fc.assert(
      fc.property(cents, monthCount, fc.integer({ min: 0, max: 3 }), (c, n, spare) => {
        expect(paybackMonths((n * c) / 100, c / 100)).toBe(n);
        expect(paybackMonthsOfFlows((n * c) / 100, Array<number>(n + spare).fill(c / 100))).toBe(n);
      }),
      { ...seeded, numRuns: 7000 },
    );
  });

  test("of any months that add up to the cost in cents, losses among them", () => {
    const each = fc.array(fc.integer({ min: -50_000, max: 1_000_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(each, (months) => {
        const cost = months.reduce((sum, month) => sum + month, 0);
        // The first month whose running total, in whole cents, is the cost or more.
        let total = 0;
        const first = months.findIndex((month) => (total += month) >= cost && month > 0);
        fc.pre(cost > 0 && first === months.length - 1);
        const dollarsEach = months.map((month) => month / 100);
        expect(paybackMonthsOfFlows(cost / 100, dollarsEach)).toBe(months.length);
      }),
      seeded,
    );
  });

  test("a cent more takes longer than the months there are", () => {
    fc.assert(
      fc.property(cents, monthCount, (c, n) => {
        expect(() => paybackMonthsOfFlows((n * c + 1) / 100, Array<number>(n).fill(c / 100))).toThrow(NoAnswer);
        expect(paybackMonths((n * c + 1) / 100, c / 100)).toBeGreaterThan(n);
      }),
      seeded,
    );
  });

  test("in a scenario, where the saving is the difference of two bills", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 60 }),
        (savingCents, hostingCents, n) => {
          // 10,000 requests a day of 1,000 + 0 tokens over 30 days are 300M tokens: a bill of 300 × price.
          const inputs = {
            requests_per_day: 10_000,
            tokens_in: 1000,
            tokens_out: 0,
            price_in_per_1m: (savingCents + hostingCents) / 100 / 300,
            price_out_per_1m: 0,
            price_per_instance_hour: hostingCents / 100 / 720,
            storage_price_per_gb_month: 0,
            other_cost: (n * savingCents) / 100,
            horizon_months: 60,
          };
          // The bill itself is known to about 1e-15 of its size, which is more of a small saving.
          fc.pre(savingCents * 1000 > hostingCents);
          expect(figureOf(inputs, "payback_dynamic_months")).toBe(n);
          expect(figureOf(inputs, "payback_months")).toBe(n);
        },
      ),
      seeded,
    );
  });
});
