import { CustomFunctionsError } from "../support/customFunctionsGlobal";
import { checks } from "../../src/functions/checks";
import { goalseek } from "../../src/functions/goalseek";
import { model } from "../../src/functions/model";
import { scenarios } from "../../src/functions/scenarios";
import { sensitivity } from "../../src/functions/sensitivity";
import { simulate } from "../../src/functions/simulate";
import { tornado } from "../../src/functions/tornado";
import { voi } from "../../src/functions/voi";

type Cell = string | number | null;

/** The cost of the API is 30 × 1,000 tokens × 5 $ / 1e6 = 0.15 $ a month for each request a day. */
const withRequests = (requests: Cell, more: Cell[][] = []): Cell[][] => [
  ["requests_per_day", requests],
  ["tokens_in", 800],
  ["tokens_out", 200],
  ["price_in_per_1m", 5],
  ["price_out_per_1m", 5],
  ["price_per_instance_hour", 1.25],
  ...more,
];
const named = (table: unknown[][]): Map<unknown, unknown> => new Map(table.map(([name, value]) => [name, value]));
const messageOf = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    if (error instanceof CustomFunctionsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error("no error");
};

describe("a range in a cell counts as its centre", () => {
  const range = withRequests("20k | 50k | 90k");
  const fixed = withRequests(50_000);

  test("in FT.MODEL", () => {
    expect(model(range, "api_cost")).toEqual([[7500]]);
    expect(model(range)).toEqual(model(fixed));
    expect(model([["20000 to 80000", 800, 200, 5, 5, 1.25]], "api_cost", [fixed.map(([name]) => name)])).toEqual([[6000]]);
  });

  test("in FT.SCENARIOS, whose other rows stand where one cannot be read", () => {
    const headers = [fixed.map(([name]) => name)];
    const rest = [800, 200, 5, 5, 1.25];
    const [, ...rows] = scenarios(
      headers,
      [
        ["30k ± 20 %", ...rest],
        ["40 to 20", ...rest],
        [50_000, ...rest],
      ],
      [["api_cost"]],
    );
    expect(rows[0]).toEqual([4500]);
    expect((rows[1][0] as CustomFunctionsError).message).toContain("wrong way round");
    expect(rows[2]).toEqual([7500]);
  });

  test("in FT.SENSITIVITY, FT.GOALSEEK and FT.CHECKS", () => {
    const values = [[1], [2]];
    expect(sensitivity(range, "tier_multiplier", values, "api_cost")).toEqual(
      sensitivity(fixed, "tier_multiplier", values, "api_cost"),
    );
    expect(goalseek(range, "tier_multiplier", 3750, "api_cost")).toEqual(goalseek(fixed, "tier_multiplier", 3750, "api_cost"));
    expect(checks(range)).toEqual(checks(fixed));
  });

  test("as the base of FT.TORNADO, whose ends are P10 and P90 of the ranges where none are given", () => {
    const [header, bar, ...others] = tornado(withRequests("uniform 20k to 70k"), undefined, "api_cost");
    expect(header).toEqual(["name", "low", "base", "high", "swing"]);
    expect(others).toEqual([]);
    // P10 25,000, centre 45,000, P90 65,000.
    const [name, ...figures] = bar as [string, ...number[]];
    expect(name).toBe("requests_per_day");
    expect(figures.map((figure) => Number(figure.toFixed(9)))).toEqual([3750, 6750, 9750, 6000]);
    expect(messageOf(() => tornado(fixed))).toMatch(/^#VALUE!: ranges is required: rows of an input's name/);
  });
});

describe("FT.SIMULATE", () => {
  test("draws from the ranges in cells", () => {
    const found = named(simulate(withRequests("uniform 20k to 80k"), undefined, "api_cost", 4096));
    expect(Math.abs((found.get("mean") as number) - 7500)).toBeLessThan(1);
    expect(Math.abs((found.get("P5") as number) - 0.15 * 23_000)).toBeLessThan(5);
    expect(Math.abs((found.get("P95") as number) - 0.15 * 77_000)).toBeLessThan(5);
  });

  test("takes rows of distributions before ranges in cells, and both together", () => {
    const cells = withRequests("uniform 20k to 80k", [["tier_multiplier", "0.5 to 1"]]);
    const row = [["requests_per_day", "discrete", 10_000, 1]];
    const found = named(simulate(cells, row, "api_cost", 4096));
    // 10,000 requests cost 1,500 $ times the multiplier, of which P5 is 0.5 and P95 is 1.
    expect(Math.abs((found.get("P5") as number) - 750)).toBeLessThan(2);
    expect(Math.abs((found.get("P95") as number) - 1500)).toBeLessThan(3);
  });

  test("a range of blank rows counts as left out; nothing uncertain is an error", () => {
    const blank = [
      [null, null, null],
      ["", 0, ""],
    ];
    const cells = withRequests("20k to 80k");
    expect(simulate(cells, blank, "api_cost", 100)).toEqual(simulate(cells, undefined, "api_cost", 100));
    expect(messageOf(() => simulate(withRequests(5), blank))).toMatch(/^#VALUE!: nothing is uncertain: give distributions/);
  });

  test("correlates by rank, and names what is wrong", () => {
    const cells = withRequests("uniform 20k to 80k", [["tier_multiplier", "uniform 0.5 to 1.5"]]);
    const pair = (...row: Cell[]): Cell[][] => [row];
    const sd = (correlations?: Cell[][]): number =>
      named(simulate(cells, undefined, "api_cost", 10_000, 1, correlations)).get("sd") as number;
    // Both uniform: x = 50,000 + 30,000 a, y = 1 + 0.5 b; together (a = b) the product has a wider spread than apart.
    expect(sd(pair("requests_per_day", "tier_multiplier", 1))).toBeGreaterThan(1.3 * sd());
    expect(sd(pair("tier_multiplier", "requests_per_day", -1))).toBeLessThan(0.5 * sd());
    const wrong = (...row: Cell[]): string => messageOf(() => sd(pair(...row)));
    expect(wrong("requests_per_day", "requests_per_day", 0.5)).toBe(
      "#VALUE!: correlations: requests_per_day cannot be correlated with itself",
    );
    expect(wrong("requests_per_day", "tokens_in", 0.5)).toContain("tokens_in is not uncertain");
    expect(wrong("requests_per_day", "tier", 0.5)).toContain('there is no input "tier"');
    expect(wrong("requests_per_day", "tier_multiplier", 2)).toContain("must be between -1 and 1");
    expect(wrong("requests_per_day", "tier_multiplier")).toContain("needs a third column");
  });

  test.each([
    [1, "trials must be a whole number of 2 or more"],
    [1_000_001, "trials must be at most 1000000"],
  ])("refuses %d trials", (trials, message) => {
    expect(messageOf(() => simulate(withRequests("20k to 80k"), undefined, "npv", trials))).toContain(message);
  });

  describe("a histogram in place of the statistics", () => {
    const bars = (bins: Cell, cells = withRequests("uniform 20k to 80k"), output = "api_cost"): Cell[][] =>
      simulate(cells, undefined, output, 8192, 1, undefined, undefined, bins as number) as Cell[][];

    test("has a row for each bar, with its share of the trials", () => {
      // 0.15 $ a request and day and month: $3,000 to $12,000, ten bars of 1,000, of which 3,000 to 12,000 are nine alike.
      expect(bars(10)[0]).toEqual(["above", "up to", "share"]);
      const rows = bars(10).slice(1);
      expect(rows.map(([above, upTo]) => [above, upTo])).toEqual(rows.map((_, i) => [3000 + 1000 * i, 4000 + 1000 * i]));
      for (const [, upTo, share] of rows) {
        expect(Math.abs((share as number) - ((upTo as number) <= 12_000 ? 1 / 9 : 0))).toBeLessThan(0.001);
      }
    });

    test("is not asked for by 0 or an empty cell", () => {
      expect(bars(0)).toEqual(bars(null));
      expect(bars(0)[0][0]).toBe("mean");
    });

    test.each([
      [1, "bins must be a whole number from 2 to 100, not 1"],
      [2.5, "bins must be a whole number from 2 to 100, not 2.5"],
      [101, "bins must be a whole number from 2 to 100, not 101"],
      ["many", "bins must be a number"],
    ])("of %p bars is refused", (bins, message) => expect(messageOf(() => bars(bins))).toContain(message));

    test("of an output that no trial has is #N/A", () => {
      const losing = withRequests("20k to 30k", [
        ["review_rate_ft", 1],
        ["cost_per_review", 5],
      ]);
      expect(messageOf(() => bars(10, losing, "payback_months"))).toBe(
        "#N/A: payback_months has a value in none of the 8192 trials",
      );
    });
  });

  test("knows two ways of sampling", () => {
    const cells = withRequests("20k to 80k");
    const by = (sampling?: string): unknown =>
      named(simulate(cells, undefined, "api_cost", 1000, 1, undefined, sampling)).get("P5");
    expect(by("Sobol")).toBe(by());
    expect(by("random")).not.toBe(by());
    expect(messageOf(() => by("latin"))).toContain("sampling");
  });
});

describe("FT.VOI", () => {
  const cells = withRequests("20k | 50k | 90k", [
    ["instances", 7],
    ["review_rate_ft", "1 % ± 0.5 %"],
    ["cost_per_review", 0.05],
  ]);

  test("spills what to measure first", () => {
    const [header, all, first, second, ...others] = voi(cells, undefined, "saving", 20_000);
    expect(header).toEqual(["input", "worth", "share"]);
    expect(others).toEqual([]);
    expect([all[0], first[0], second[0]]).toEqual(["all inputs", "requests_per_day", "review_rate_ft"]);
    expect(all[2]).toBe(1);
    expect(first[1]).toBeLessThanOrEqual(all[1] as number);
    expect(first[2]).toBe((first[1] as number) / (all[1] as number));
  });

  test("decides by npv, saving and cash_saving only", () => {
    expect(messageOf(() => voi(cells, undefined, "api_cost"))).toContain("output must be one of npv, saving, cash_saving");
    expect(() => voi(cells, undefined, "cash_saving", 100)).not.toThrow();
    expect(voi(cells, undefined, undefined, 100)).toEqual(voi(cells, undefined, "npv", 100));
  });
});
