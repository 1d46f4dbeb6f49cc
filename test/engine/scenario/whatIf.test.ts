import fc from "fast-check";
import { CalculationError, DomainError } from "../../../src/engine/errors";
import { requireNumberInput, type NumberInputName } from "../../../src/engine/scenario/inputs";
import { goalSeek } from "../../../src/engine/scenario/goalSeek";
import type { OutputName } from "../../../src/engine/scenario/outputs";
import { scenarioOf } from "../../../src/engine/scenario/scenario";
import { sensitivity, type TriedValue } from "../../../src/engine/scenario/sensitivity";
import { tornado, type InputRange } from "../../../src/engine/scenario/tornado";
import { figureOf, model, output, scenario, SUPPORT, type Inputs } from "./scenarioSupport";

const input = (name: NumberInputName): ReturnType<typeof requireNumberInput> => requireNumberInput("input", name);

describe("sensitivity", () => {
  const table = (name: NumberInputName, values: TriedValue[], asked: OutputName, across?: [NumberInputName, TriedValue[]]) =>
    sensitivity(
      scenario(SUPPORT),
      output(asked),
      { input: input(name), values },
      across === undefined ? undefined : { input: input(across[0]), values: across[1] },
    );

  test.each<[NumberInputName, number[], OutputName]>([
    ["requests_per_day", [0, 1000, 50_000, 1e6], "npv"],
    ["requests_per_day", [0, 1000, 50_000, 1e6], "payback_months"],
    ["requests_per_day", [0, 1000, 50_000, 1e6], "cost_per_1m_ft"],
    ["horizon_months", [1, 2, 12, 600], "irr"],
    ["life_months", [0.5, 12, 60], "amortized_cost"],
    ["review_rate_ft", [0, 0.02, 1], "above_full_breakeven"],
    ["discount_rate", [-0.5, 0, 0.1, 3], "payback_dynamic_months"],
    ["model_b", [7, 70], "api_cost"],
  ])("of %s at %p is %s of the scenario with that value", (name, values, asked) => {
    const results = table(name, values, asked);
    expect(results).toEqual(values.map((value) => [model({ ...SUPPORT, [name]: value })[asked]]));
  });

  test("of two inputs is the scenario with both, cell by cell, also beyond one part of the rows", () => {
    const down = Array.from({ length: 40 }, (_, i) => i * 2500);
    const across = Array.from({ length: 31 }, (_, i) => -0.6 + i * 0.03);
    const results = table("requests_per_day", down, "npv", ["api_price_change", across]);
    down.forEach((requests, r) =>
      across.forEach((change, c) => {
        expect(results[r][c]).toBe(figureOf({ ...SUPPORT, requests_per_day: requests, api_price_change: change }, "npv"));
      }),
    );
  });

  test("a value that cannot be used spoils only its own cells", () => {
    const fault = new CalculationError("#DIV/0!", "values holds the error #DIV/0!");
    const [[one], [two], [three]] = table("cached_share", [0.5, 5, fault], "api_cost");
    expect(one).toBe(figureOf({ ...SUPPORT, cached_share: 0.5 }, "api_cost"));
    expect(two).toEqual(new DomainError("cached_share must be between 0 and 1: write 5 % as 0.05, not 5"));
    expect(three).toBe(fault);
  });
});

describe("tornado", () => {
  const bars = (ranges: [NumberInputName, number, number][], asked: OutputName = "npv", inputs: Inputs = SUPPORT) =>
    tornado(
      scenario(inputs),
      output(asked),
      ranges.map(([name, low, high]): InputRange => ({ input: input(name), low, high })),
    );

  test("shows the output at both ends of each range, the widest first", () => {
    const ranges: [NumberInputName, number, number][] = [
      ["discount_rate", 0.05, 0.15],
      ["requests_per_day", 40_000, 60_000],
      ["review_rate_ft", 0.02, 0.022],
      ["model_b", 7, 70],
    ];
    const found = bars(ranges);
    // A month: reviews 0.002 × 1.5M × 4 = 12,000; requests 20,000 × 30 × (1,000 × 5 / 1e6 - 0.0001 × 4) = 2,760.
    expect(found.map(({ name }) => name)).toEqual(["review_rate_ft", "requests_per_day", "discount_rate", "model_b"]);
    for (const { name, low, base, high, swing } of found) {
      const [, from, to] = ranges.find((range) => range[0] === name) as [string, number, number];
      expect(low).toBe(figureOf({ ...SUPPORT, [name]: from }, "npv"));
      expect(high).toBe(figureOf({ ...SUPPORT, [name]: to }, "npv"));
      expect(base).toBe(figureOf(SUPPORT, "npv"));
      expect(swing).toBe(Math.abs((high as number) - (low as number)));
    }
  });

  test("a range that ends where the output has no value stands first", () => {
    const [first] = bars(
      [
        ["other_cost", 0, 1e6],
        ["price_per_instance_hour", 1, 5],
      ],
      "payback_months",
    );
    expect(first.name).toBe("price_per_instance_hour");
    expect(first.high).toBeInstanceOf(CalculationError);
    expect(first.swing).toBe(first.high);
  });

  test("inputs at their defaults, and defaults that follow, are part of the base", () => {
    const [bar] = bars([["price_cached_per_1m", 0, 5]], "api_cost", { ...SUPPORT, cached_share: 0.5 });
    // Half of 800 input tokens at 0 or 5 $/1M: 400 × 1.5M requests × 5 / 1e6 = 3,000 $ a month between them.
    expect(bar).toEqual({ name: "price_cached_per_1m", low: 4500, base: 7500, high: 7500, swing: 3000 });
  });

  test.each<[[NumberInputName, number, number][], string]>([
    [[["requests_per_day", 60_000, 20_000]], "the range of requests_per_day is the wrong way round: 60000 is above 20000"],
    [[["cached_share", 0, 5]], "cached_share must be between 0 and 1: write 5 % as 0.05, not 5"],
    [
      [
        ["model_b", 1, 2],
        ["model_b", 1, 2],
      ],
      "ranges names model_b twice",
    ],
    [[], "ranges is empty: it needs rows of an input's name, its lowest and highest value"],
  ])("refuses %p", (ranges, message) => {
    expect(() => bars(ranges)).toThrow(new DomainError(message));
  });
});

describe("goal seek", () => {
  const seek = (name: NumberInputName, target: number, asked: OutputName, more: Inputs = {}, low?: number, high?: number) =>
    goalSeek(scenario({ ...SUPPORT, ...more }), output(asked), input(name), { target, low, high });

  test.each<[NumberInputName, number, OutputName, Inputs]>([
    ["requests_per_day", 0, "npv", {}],
    ["requests_per_day", 6, "payback_months", {}],
    ["price_in_per_1m", 0, "npv", { api_price_change: -0.5 }],
    ["price_per_instance_hour", 12, "payback_months", {}],
    ["review_rate_ft", 0, "cash_saving", {}],
    ["api_price_change", 0, "npv", {}],
    ["discount_rate", 50_000, "npv", {}],
    ["other_cost", 1, "irr", {}],
    ["tokens_out", 8000, "api_cost", {}],
    ["life_months", 3000, "saving", {}],
    ["storage_gb", 100, "storage_cost", { storage_price_per_gb_month: 0.023 }],
    ["contingency", 24_000, "project_cost", {}],
    ["volume_growth", 200_000, "npv", {}],
  ])("%s at which %s is the target, put back, gives it", (name, target, asked, more) => {
    const found = seek(name, target, asked, more);
    const there = figureOf({ ...SUPPORT, ...more, [name]: found }, asked);
    expect(Math.abs(there - target)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(target)));
  });

  test("is the inverse of the model wherever that is monotone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (requests, share) => {
        const api = figureOf({ ...SUPPORT, requests_per_day: requests }, "api_cost");
        expect(Math.abs(seek("requests_per_day", api, "api_cost") / requests - 1)).toBeLessThan(1e-9);
        const saving = figureOf({ ...SUPPORT, review_rate_ft: share }, "cash_saving");
        expect(Math.abs(seek("review_rate_ft", saving, "cash_saving") - share)).toBeLessThan(1e-9);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  test("needs no value of the input it seeks", () => {
    const entries = Object.entries(SUPPORT).map(([name, value]) => ({ name, value }));
    const others = scenarioOf(
      entries.filter(({ name }) => name !== "requests_per_day"),
      ["requests_per_day"],
    );
    const ends = { target: 7500, low: undefined, high: undefined };
    expect(goalSeek(others, output("api_cost"), input("requests_per_day"), ends)).toBeCloseTo(50_000, 6);
  });

  test.each<[string, () => number, string]>([
    [
      "a target out of reach",
      () => seek("cached_share", 9000, "api_cost"),
      "api_cost of 9,000 is reached by no cached_share between 0 and 1: it runs from 7,500 to 7,500",
    ],
    ["an input that does not matter", () => seek("model_b", 9000, "api_cost"), "api_cost does not depend on model_b"],
    ["every value", () => seek("cached_share", 7500, "api_cost"), "api_cost of 7,500 holds for every cached_share from 0 to 1"],
    [
      "a jump from one whole instance to the next",
      // 864,000 requests of 100 tokens are 1,000 tokens/s: 2 instances of 500, so a month costs 1,440 and then 2,160.
      () =>
        seek(
          "tokens_in",
          2000,
          "serving_cost",
          {
            requests_per_day: 864_000,
            tokens_in: 80,
            tokens_out: 20,
            price_per_instance_hour: 1,
            instances: 1,
            tokens_per_second: 500,
          },
          60,
          100,
        ),
      "serving_cost jumps across 2,000 at tokens_in 80: it is 1,440 on one side and 2,160 on the other",
    ],
    [
      "a whole number between two",
      () => seek("horizon_months", 100_000, "npv"),
      "npv jumps across 100,000 at horizon_months 36: it is 99,871 on one side and 102,825 on the other",
    ],
    [
      "no value at all",
      () => seek("price_per_instance_hour", 3, "payback_months", {}, 20, 50),
      "payback_months has no value for any price_per_instance_hour between 20 and 50",
    ],
    [
      "TRUE/FALSE",
      () => seek("tokens_in", 1, "above_breakeven"),
      "output must be a number to be sought: above_breakeven is TRUE/FALSE",
    ],
    ["ends the wrong way round", () => seek("tokens_in", 1, "npv", {}, 5, 2), "low must not be above high: 5 is above 2"],
  ])("%s is said", (_, ask, message) => {
    expect(ask).toThrow(message);
  });

  test("several values are named, and low and high choose one", () => {
    // Its API bill halving each year it saves at first and loses later: a higher discount rate first hides the losses, so
    // that npv rises, and then the savings too. At 100, 200 and 1000 % a year npv is 1,368, 3,277 and 924.
    const twice: Inputs = { ...SUPPORT, api_price_change: -0.5, other_cost: 10_000 };
    const target = 2000;
    const found = ((): string => {
      try {
        return String(seek("discount_rate", target, "npv", twice));
      } catch (error) {
        return (error as Error).message;
      }
    })();
    const several = /is reached at several values of discount_rate: ([\d.]+), ([\d.]+); give low and high around one$/.exec(
      found,
    );
    expect(several).not.toBeNull();
    const [one, other] = (several as RegExpExecArray).slice(1).map(Number);
    expect(seek("discount_rate", target, "npv", twice, one * 0.9, one * 1.1)).toBeCloseTo(one, 6);
    expect(seek("discount_rate", target, "npv", twice, other * 0.9, other * 1.1)).toBeCloseTo(other, 6);
  });

  test("finds a root next to where the output loses its value", () => {
    // Payback grows without bound as the cash saving falls to 0: 1,000,000 months are just before.
    const found = seek("price_per_instance_hour", 1e6, "payback_months");
    expect(Math.abs(figureOf({ ...SUPPORT, price_per_instance_hour: found }, "payback_months") / 1e6 - 1)).toBeLessThan(1e-6);
  });
});
