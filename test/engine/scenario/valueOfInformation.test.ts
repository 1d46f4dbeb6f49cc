import fc from "fast-check";
import { samplerOf, type DistributionKind } from "../../../src/engine/distributions";
import { DomainError } from "../../../src/engine/errors";
import type { Experiment, UncertainInput } from "../../../src/engine/scenario/draws";
import { requireNumberInput } from "../../../src/engine/scenario/inputs";
import { ALL_INPUTS, valueOfInformation, type Worth } from "../../../src/engine/scenario/valueOfInformation";
import { simulate } from "../../../src/engine/scenario/simulation";
import golden from "../../vectors/voi.json";
import { type Inputs, output, scenario } from "./scenarioSupport";

type Row = readonly [string, DistributionKind, ...number[]];

const uncertain = (rows: readonly Row[]): UncertainInput[] =>
  rows.map(([name, kind, ...numbers]) => ({
    input: requireNumberInput("distributions", name),
    sampler: samplerOf(name, kind, numbers),
    isDiscrete: kind === "discrete",
  }));

const voi = (inputs: Inputs, rows: readonly Row[], more: Partial<Experiment> = {}, name: "npv" | "saving" = "npv"): Worth[] =>
  valueOfInformation(scenario(inputs), output(name), {
    uncertain: uncertain(rows),
    trials: 100_000,
    seed: 1,
    sampling: "sobol",
    correlations: [],
    ...more,
  });

const worths = (found: readonly Worth[]): Record<string, number> =>
  Object.fromEntries(found.map(({ name, worth }) => [name, worth]));

const GOLDEN_SCENARIO = Object.fromEntries(golden.scenario as [string, number][]);
const GOLDEN_ROWS = golden.distributions as unknown as Row[];
const GOLDEN_WORTH = golden.worth as unknown as Record<string, [number, number]>;

describe("the nested simulation of an implementation of its own", () => {
  test.each([1, 2, 3])("is met with seed %d", (seed) => {
    const found = voi(GOLDEN_SCENARIO, GOLDEN_ROWS, { seed });
    expect(found[0].name).toBe(ALL_INPUTS);
    const [evpi, off] = GOLDEN_WORTH.EVPI;
    expect(Math.abs(found[0].worth - evpi)).toBeLessThan(Math.max(0.03 * evpi, off));
    const each = worths(found.slice(1));
    expect(Object.keys(each)).toHaveLength(GOLDEN_ROWS.length);
    for (const [name, worth] of Object.entries(each)) {
      const [expected, error] = GOLDEN_WORTH[name];
      expect(Math.abs(worth - expected)).toBeLessThan(Math.max(0.03 * evpi, error));
    }
    expect(found[1].name).toBe("requests_per_day");
  });

  test("is exactly nothing for the inputs that it says change no decision", () => {
    const each = worths(voi(GOLDEN_SCENARIO, GOLDEN_ROWS));
    for (const [name, [expected]] of Object.entries(GOLDEN_WORTH)) if (expected === 0) expect(each[name]).toBe(0);
  });
});

describe("nested simulation of the same model", () => {
  // For each of 48 values of the input the mean over 2,048 trials of the others, by FT.SIMULATE: no blocks of values.
  const SUPPORT_ROWS: readonly Row[] = [
    ["requests_per_day", "triangular", 5000, 20_000, 60_000],
    ["price_out_per_1m", "uniform", 4, 12],
    ["other_cost", "lognormal", 40_000, 0.5],
  ];
  const inputs: Inputs = { ...GOLDEN_SCENARIO, other_cost: 40_000, hours_data: 0 };
  const VALUES = 48;

  test.each(SUPPORT_ROWS.map((row) => [row[0], row] as const))("agrees on %s", (name, [, kind, ...numbers]) => {
    const sampler = samplerOf(name, kind, numbers);
    const values = Float64Array.from({ length: VALUES }, (_, i) => (i + 0.5) / VALUES);
    sampler(values, VALUES);
    const means = [...values].map((value) => {
      const rows = SUPPORT_ROWS.map((row): Row => (row[0] === name ? [name, "discrete", value, 1] : row));
      const experiment = { uncertain: uncertain(rows), trials: 2048, seed: 5, sampling: "sobol", correlations: [] } as const;
      return simulate(scenario(inputs), output("npv"), experiment)[0].value as number;
    });
    const mean = (of: readonly number[]): number => of.reduce((sum, each) => sum + each, 0) / VALUES;
    const nested = mean(means.map((each) => Math.max(0, each))) - Math.max(0, mean(means));
    const found = worths(voi(inputs, SUPPORT_ROWS));
    expect(found[ALL_INPUTS]).toBeGreaterThan(300);
    expect(Math.abs(found[name] - nested)).toBeLessThan(0.03 * found[ALL_INPUTS]);
  });
});

/* One month, no discount, no project: saving = 30 × requests × price × tokens / 1e6 − 720 × hour. */
const LINEAR: Inputs = {
  requests_per_day: 1000,
  tokens_in: 1000,
  tokens_out: 0,
  price_in_per_1m: 10,
  price_out_per_1m: 0,
  price_per_instance_hour: 300 / 720,
  storage_price_per_gb_month: 0,
};

describe("worth by hand", () => {
  test("of one input is that of all: half of the trials lose 50 on average, of which knowing saves 25", () => {
    // The bill is uniform from 200 to 400, hosting 300: saving uniform from -100 to 100. mean(max(0, x)) = 25, mean 0.
    const found = voi(LINEAR, [["price_in_per_1m", "uniform", 200 / 30, 400 / 30]], {}, "saving");
    expect(found.map(({ name }) => name)).toEqual([ALL_INPUTS, "price_in_per_1m"]);
    expect(Math.abs(found[0].worth - 25)).toBeLessThan(0.01);
    expect(Math.abs(found[1].worth - 25)).toBeLessThan(0.2);
    expect(found[0].share).toBe(1);
  });

  test("of two values with a chance each: 0.25 × 300 lost unless one knows", () => {
    // saving 300 × (2 − 1) with chance 0.75, 300 × (0 − 1) with 0.25: mean 150; known: 0.75 × 300 = 225.
    const found = voi(LINEAR, [["price_in_per_1m", "discrete", 20, 0.75, 0, 0.25]], {}, "saving");
    expect(Math.abs(found[0].worth - 75)).toBeLessThan(0.1);
    expect(found[1].worth).toBe(found[0].worth);
  });

  test("of normal inputs is the unit normal loss: for mean 0 and sd s it is s × 0.3989, of a part by its own sd", () => {
    // saving = bill − hosting with sd 40 and 30: together 50. φ(0) = 0.398942.
    const found = worths(
      voi(
        { ...LINEAR, days_per_month: 30 },
        [
          ["price_in_per_1m", "normal", 10, 40 / 30],
          ["price_per_instance_hour", "normal", 300 / 720, 30 / 720],
        ],
        {},
        "saving",
      ),
    );
    expect(Math.abs(found[ALL_INPUTS] - 50 * 0.398942)).toBeLessThan(0.05);
    expect(Math.abs(found.price_in_per_1m - 40 * 0.398942)).toBeLessThan(0.2);
    expect(Math.abs(found.price_per_instance_hour - 30 * 0.398942)).toBeLessThan(0.2);
  });

  test.each([0.6, -0.5])("of normal inputs that go together tells of the other as well: rank correlation %d", (rank) => {
    // With correlation r = 2 sin(π/6 rank) the sd of the saving is √(40² + 30² − 2 r 40 · 30); knowing the bill moves its mean by
    // 40 − 30 r a standard deviation, knowing the hosting by 30 − 40 r.
    const r = 2 * Math.sin((Math.PI / 6) * rank);
    const found = worths(
      voi(
        LINEAR,
        [
          ["price_in_per_1m", "normal", 10, 40 / 30],
          ["price_per_instance_hour", "normal", 300 / 720, 30 / 720],
        ],
        { correlations: [{ one: "price_in_per_1m", other: "price_per_instance_hour", rank }] },
        "saving",
      ),
    );
    expect(Math.abs(found[ALL_INPUTS] - Math.sqrt(2500 - 2400 * r) * 0.398942)).toBeLessThan(0.2);
    expect(Math.abs(found.price_in_per_1m - Math.abs(40 - 30 * r) * 0.398942)).toBeLessThan(0.3);
    expect(Math.abs(found.price_per_instance_hour - Math.abs(30 - 40 * r) * 0.398942)).toBeLessThan(0.3);
  });

  test("of an input with whole values is taken value by value", () => {
    const found = voi({ ...LINEAR, instances: 1 }, [["instances", "discrete", 1, 0.5, 2, 0.25, 3, 0.25]], {}, "saving");
    // saving 0, -300, -600: one never goes.
    expect(found.map(({ worth }) => worth)).toEqual([0, 0]);
    expect(found.map(({ share }) => share)).toEqual([0, 0]);
  });

  test("is nothing where every trial decides alike", () => {
    const found = voi({ ...LINEAR, price_in_per_1m: 1000 }, [
      ["requests_per_day", "uniform", 500, 2000],
      ["price_per_instance_hour", "lognormal", 0.4, 0.3],
    ]);
    expect(found.map(({ worth }) => worth)).toEqual([0, 0, 0]);
  });
});

describe("laws", () => {
  const rows = fc.record({
    requests: fc.integer({ min: 1000, max: 90_000 }),
    spread: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
    price: fc.double({ min: 0.5, max: 20, noNaN: true }),
    sigma: fc.double({ min: 0, max: 0.8, noNaN: true }),
    hosting: fc.double({ min: 0.1, max: 5, noNaN: true }),
    project: fc.integer({ min: 0, max: 80_000 }),
    trials: fc.integer({ min: 2, max: 4000 }),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
  });

  test("never negative, never above all inputs, most first, shares of the whole", () => {
    fc.assert(
      fc.property(rows, ({ requests, spread, price, sigma, hosting, project, trials, seed }) => {
        const found = voi(
          { ...LINEAR, other_cost: project, instances: 2 },
          [
            ["requests_per_day", "uniform", requests * (1 - spread), requests * (1 + spread)],
            ["price_in_per_1m", "lognormal", price, sigma],
            ["price_per_instance_hour", "pert", hosting * 0.5, hosting, hosting * 3],
            ["instances", "discrete", 1, 0.3, 2, 0.5, 5, 0.2],
          ],
          { trials, seed },
        );
        const [all, ...each] = found;
        for (const { worth, share } of each) {
          expect(worth).toBeGreaterThanOrEqual(0);
          expect(worth).toBeLessThanOrEqual(all.worth);
          expect(share).toBe(all.worth > 0 ? worth / all.worth : 0);
        }
        expect(each.map(({ worth }) => worth)).toEqual(each.map(({ worth }) => worth).sort((a, b) => b - a));
      }),
      { seed: 20261125, numRuns: 200 },
    );
  });

  test("repeats with its seed, and another seed moves it a little only", () => {
    const one = voi(GOLDEN_SCENARIO, GOLDEN_ROWS, { trials: 20_000, seed: 7 });
    expect(voi(GOLDEN_SCENARIO, GOLDEN_ROWS, { trials: 20_000, seed: 7 })).toEqual(one);
    const other = voi(GOLDEN_SCENARIO, GOLDEN_ROWS, { trials: 20_000, seed: 8 });
    expect(other[0].worth).not.toBe(one[0].worth);
    expect(Math.abs(other[0].worth / one[0].worth - 1)).toBeLessThan(0.02);
  });
});

test("an output that does not say when to go ahead is refused", () => {
  expect(() =>
    valueOfInformation(scenario(LINEAR), output("api_cost"), {
      uncertain: uncertain([["price_in_per_1m", "uniform", 1, 2]]),
      trials: 100,
      seed: 1,
      sampling: "sobol",
      correlations: [],
    }),
  ).toThrow(DomainError);
});
