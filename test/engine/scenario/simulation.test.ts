import { type DistributionKind, samplerOf } from "../../../src/engine/distributions";
import { CalculationError, DomainError } from "../../../src/engine/errors";
import { requireNumberInput, type NumberInputName } from "../../../src/engine/scenario/inputs";
import type { OutputName } from "../../../src/engine/scenario/outputs";
import type { Sampling } from "../../../src/engine/scenario/draws";
import { simulate } from "../../../src/engine/scenario/simulation";
import { figureOf, output, scenario, SUPPORT, type Inputs } from "./scenarioSupport";

type Draw = readonly [NumberInputName, DistributionKind, readonly number[]];

function simulation(
  draws: readonly Draw[],
  asked: OutputName,
  {
    inputs = SUPPORT,
    trials = 20_000,
    seed = 1,
    sampling = "sobol",
  }: { inputs?: Inputs; trials?: number; seed?: number; sampling?: Sampling } = {},
): Map<string, number | CalculationError> {
  const uncertain = draws.map(([name, kind, numbers]) => ({
    input: requireNumberInput("distributions", name),
    sampler: samplerOf(name, kind, numbers),
  }));
  const experiment = { uncertain, trials, seed, sampling, correlations: [] };
  return new Map(simulate(scenario(inputs), output(asked), experiment).map(({ name, value }) => [name, value]));
}

/*
 * The API bill of the support case is 0.15 $ per request and day of traffic (30 days × 1,000 tokens × 5 / 1e6), so it has
 * the distribution of the requests, times 0.15: every statistic has a closed form. Standard errors: of the mean sd/√n; of
 * a share √(p(1-p)/n); of a percentile √(p(1-p)/n) / density.
 */
const SCALE = 0.15;
const TRIALS = 100_000;

describe.each<[DistributionKind, number[], { mean: number; sd: number }]>([
  ["uniform", [20_000, 80_000], { mean: 50_000, sd: 60_000 / Math.sqrt(12) }],
  ["triangular", [10_000, 40_000, 100_000], { mean: 50_000, sd: Math.sqrt((1e8 + 16e8 + 100e8 - 4e8 - 10e8 - 40e8) / 18) }],
  ["pert", [10_000, 40_000, 100_000], { mean: 45_000, sd: Math.sqrt(((45_000 - 10_000) * (100_000 - 45_000)) / 7) }],
  ["normal", [50_000, 5000], { mean: 50_000, sd: 5000 }],
  ["lognormal", [50_000, 0.3], { mean: 50_000 * Math.exp(0.045), sd: 50_000 * Math.exp(0.045) * Math.sqrt(Math.exp(0.09) - 1) }],
  [
    "discrete",
    [20_000, 0.25, 60_000, 0.5, 70_000, 0.25],
    { mean: 52_500, sd: Math.sqrt(0.25 * 32_500 ** 2 + 0.5 * 7500 ** 2 + 0.25 * 17_500 ** 2) },
  ],
])("the API bill over %s requests", (kind, numbers, { mean, sd }) => {
  const found = simulation([["requests_per_day", kind, numbers]], "api_cost", { trials: TRIALS });
  const random = simulation([["requests_per_day", kind, numbers]], "api_cost", { trials: TRIALS, sampling: "random" });

  test.each([
    ["sobol", found],
    ["random", random],
  ])("has the mean and deviation of the closed form within 4 standard errors: %s", (_sampling, found) => {
    const error = (sd * SCALE) / Math.sqrt(TRIALS);
    expect(Math.abs((found.get("mean") as number) - mean * SCALE)).toBeLessThan(4 * error);
    // The error of a deviation is about that of the mean times √((kurtosis - 1) / 4): at most 2 here (lognormal).
    expect(Math.abs((found.get("sd") as number) - sd * SCALE)).toBeLessThan(4 * error * (kind === "lognormal" ? 2 : 1));
  });

  test("has no trial without a value, nor one below 0", () => {
    expect(found.get("share without a value")).toBe(0);
    expect(found.get("probability above 0")).toBe(1);
    expect(found.get("expected loss")).toBe(0);
    expect(found.get("trials")).toBe(TRIALS);
    expect(found.get("seed")).toBe(1);
  });
});

describe("percentiles", () => {
  test("of a normal bill are those of the normal distribution within 4 standard errors", () => {
    const found = simulation([["requests_per_day", "normal", [50_000, 5000]]], "api_cost", { trials: TRIALS });
    // z of 5, 10, 25, 50, 75, 90 and 95 %.
    const quantiles: [string, number, number][] = [
      ["P5", 0.05, -1.6448536],
      ["P10", 0.1, -1.2815516],
      ["P25", 0.25, -0.6744898],
      ["P50", 0.5, 0],
      ["P75", 0.75, 0.6744898],
      ["P90", 0.9, 1.2815516],
      ["P95", 0.95, 1.6448536],
    ];
    for (const [name, share, z] of quantiles) {
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      const error = (5000 * SCALE * Math.sqrt((share * (1 - share)) / TRIALS)) / density;
      expect(Math.abs((found.get(name) as number) - (50_000 + 5000 * z) * SCALE)).toBeLessThan(4 * error);
    }
  });
});

describe("several uncertain inputs", () => {
  test("are drawn independently: the mean of a product is the product of the means", () => {
    const found = simulation(
      [
        ["requests_per_day", "uniform", [20_000, 80_000]],
        ["price_in_per_1m", "lognormal", [5, 0.2]],
        ["tier_multiplier", "discrete", [0.5, 0.3, 1, 0.7]],
      ],
      "api_cost",
      { trials: TRIALS, inputs: { ...SUPPORT, tokens_out: 0 } },
    );
    const mean = (50_000 * 30 * 800 * 5 * Math.exp(0.02) * 0.85) / 1e6;
    // Relative variances: of a product of independent factors, 1 + v is the product of the factors' 1 + v.
    const variance = (1 + 1 / 12 / (50 / 60) ** 2) * Math.exp(0.04) * (1 + (0.3 * 0.25 + 0.7 - 0.85 ** 2) / 0.85 ** 2) - 1;
    expect(Math.abs((found.get("mean") as number) / mean - 1)).toBeLessThan(4 * Math.sqrt(variance / TRIALS));
  });

  test("npv, linear in cost and requests, has the npv of the means as its mean", () => {
    const found = simulation(
      [
        ["other_cost", "triangular", [10_000, 20_000, 40_000]],
        ["requests_per_day", "pert", [30_000, 50_000, 90_000]],
      ],
      "npv",
      { trials: TRIALS },
    );
    const expected = figureOf({ ...SUPPORT, other_cost: 70_000 / 3, requests_per_day: 320_000 / 6 }, "npv");
    expect(Math.abs((found.get("mean") as number) - expected)).toBeLessThan(
      (4 * (found.get("sd") as number)) / Math.sqrt(TRIALS),
    );
  });
});

describe("losses", () => {
  // Saving = 0.15 r - 0.0001 × 4 × 30 r - 2,968 - 1,100 = 0.138 r - 4,068, over r uniform from 0 to 60,000.
  const found = simulation([["requests_per_day", "uniform", [0, 60_000]]], "saving", { trials: TRIALS });
  const breakeven = 4068 / 0.138;

  test("the probability above 0 is the share of requests above the break-even", () => {
    const share = 1 - breakeven / 60_000;
    expect(Math.abs((found.get("probability above 0") as number) - share)).toBeLessThan(
      4 * Math.sqrt((share * (1 - share)) / TRIALS),
    );
  });

  test("the expected loss is the integral of the loss", () => {
    // ∫ (4,068 - 0.138 r) dr / 60,000 from 0 to the break-even.
    const loss = (4068 * breakeven) / 2 / 60_000;
    expect(Math.abs((found.get("expected loss") as number) - loss)).toBeLessThan((4 * 4068) / Math.sqrt(TRIALS));
    expect(Math.abs((found.get("expected loss") as number) / loss - 1)).toBeLessThan(0.02);
  });
});

describe("trials that never pay back", () => {
  // cash_saving = 0.138 r - 2,968 is positive above 21,507 requests: of 10,000 to 60,000 a share of 0.2301 never pays back.
  const draws: Draw[] = [["requests_per_day", "uniform", [10_000, 60_000]]];
  const share = (2968 / 0.138 - 10_000) / 50_000;
  const found = simulation(draws, "payback_months", { trials: TRIALS });

  test("are counted", () => {
    expect(Math.abs((found.get("share without a value") as number) - share)).toBeLessThan(
      4 * Math.sqrt((share * (1 - share)) / TRIALS),
    );
    expect(found.get("probability above 0")).toBeCloseTo(1 - (found.get("share without a value") as number), 12);
  });

  test("rank last: the median of all trials, not of those that pay back", () => {
    // The payback falls as requests rise, so its median is that of 35,000 requests.
    const median = 19_800 / (0.138 * 35_000 - 2968);
    expect(Math.abs((found.get("P50") as number) / median - 1)).toBeLessThan(0.02);
    expect(found.get("P75")).not.toBeInstanceOf(CalculationError);
    expect((found.get("P90") as CalculationError).message).toMatch(
      /^P90 falls among the \d+ of 100000 trials in which payback_months is never reached$/,
    );
  });

  test("leave no mean", () => {
    expect((found.get("mean") as CalculationError).code).toBe("#N/A");
    expect((found.get("sd") as CalculationError).code).toBe("#N/A");
  });

  test("of an output without a rank for them, the others are described and the share says how many", () => {
    const irr = simulation(draws, "irr", { trials: 2000 });
    expect(irr.get("share without a value")).toBeGreaterThan(0);
    expect(typeof irr.get("mean")).toBe("number");
  });

  test("all of them leave nothing to describe", () => {
    const none = simulation([["requests_per_day", "uniform", [0, 1000]]], "payback_months", { trials: 100 });
    expect(none.get("share without a value")).toBe(1);
    expect((none.get("P5") as CalculationError).message).toBe("payback_months has a value in none of the 100 trials");
  });
});

describe("the same seed", () => {
  const draws: Draw[] = [
    ["requests_per_day", "triangular", [30_000, 50_000, 80_000]],
    ["review_rate_ft", "pert", [0.019, 0.02, 0.024]],
    ["api_price_change", "normal", [-0.3, 0.05]],
    ["other_cost", "lognormal", [20_000, 0.3]],
  ];

  test("gives the same result in every digit, on every machine, of random draws", () => {
    // Made on Node 20; the same digits must come out of every browser, whatever its Math.exp and Math.log are.
    const found = simulation(draws, "npv", { trials: 5000, seed: 7, sampling: "random" });
    expect(Object.fromEntries(found)).toMatchInlineSnapshot(`
     {
       "P10": -286316.7232764702,
       "P25": -163288.9568727097,
       "P5": -372779.15212436474,
       "P50": -33503.60430012102,
       "P75": 78281.92999856579,
       "P90": 159562.6329838473,
       "P95": 206868.23787985623,
       "expected loss": 97078.91817245874,
       "mean": -50822.49203805231,
       "probability above 0": 0.4284,
       "sd": 177074.64260214622,
       "seed": 7,
       "share without a value": 0,
       "trials": 5000,
     }
    `);
    const [exp, log, pow] = [Math.exp, Math.log, Math.pow];
    try {
      Math.exp = (x) => exp(x) * (1 + 1e-15);
      Math.log = (x) => log(x) * (1 - 1e-15);
      Math.pow = (x, y) => pow(x, y) * (1 + 1e-15);
      expect(simulation(draws, "npv", { trials: 5000, seed: 7, sampling: "random" })).toEqual(found);
    } finally {
      [Math.exp, Math.log, Math.pow] = [exp, log, pow];
    }
  });

  test("gives the same result in every digit, on every machine", () => {
    // Made on Node 20; the same digits must come out of every browser, whatever its Math.exp and Math.log are.
    const found = simulation(draws, "npv", { trials: 5000, seed: 7 });
    expect(Object.fromEntries(found)).toMatchInlineSnapshot(`
     {
       "P10": -296113.06187957036,
       "P25": -166212.66348247608,
       "P5": -373830.7269201017,
       "P50": -35085.34873128459,
       "P75": 75594.2337543666,
       "P90": 158932.87252396625,
       "P95": 201982.55820382547,
       "expected loss": 98695.45885882383,
       "mean": -53569.85149061343,
       "probability above 0": 0.4256,
       "sd": 177069.64441464012,
       "seed": 7,
       "share without a value": 0,
       "trials": 5000,
     }
    `);
    const [exp, log, pow] = [Math.exp, Math.log, Math.pow];
    try {
      Math.exp = (x) => exp(x) * (1 + 1e-15);
      Math.log = (x) => log(x) * (1 - 1e-15);
      Math.pow = (x, y) => pow(x, y) * (1 + 1e-15);
      expect(simulation(draws, "npv", { trials: 5000, seed: 7 })).toEqual(found);
    } finally {
      [Math.exp, Math.log, Math.pow] = [exp, log, pow];
    }
  });

  test("gives the same trials whatever the order of the distributions", () => {
    expect(simulation([...draws].reverse(), "npv", { trials: 1500 })).toEqual(simulation(draws, "npv", { trials: 1500 }));
  });

  test("gives an input the same draws when another input becomes uncertain", () => {
    // A discrete distribution of one value changes nothing but the set of uncertain inputs.
    const more: Draw[] = [["tier_multiplier", "discrete", [1, 1]], ...draws];
    expect(simulation(more, "npv", { trials: 1500 })).toEqual(simulation(draws, "npv", { trials: 1500 }));
  });

  test("another seed gives other trials of the same distribution", () => {
    const one = simulation(draws, "npv", { seed: 1 });
    const other = simulation(draws, "npv", { seed: 2 });
    expect(one.get("mean")).not.toBe(other.get("mean"));
    const error = ((one.get("sd") as number) * Math.SQRT2) / Math.sqrt(20_000);
    expect(Math.abs((one.get("mean") as number) - (other.get("mean") as number))).toBeLessThan(4 * error);
  });

  test("seeds that share their low 32 bits differ", () => {
    const one = simulation(draws, "npv", { trials: 100, seed: 5 });
    expect(simulation(draws, "npv", { trials: 100, seed: 5 + 2 ** 32 }).get("mean")).not.toBe(one.get("mean"));
  });
});

describe("refused are", () => {
  test.each<[Draw[], Parameters<typeof simulation>[2], string]>([
    [[["price_in_per_1m", "normal", [1, 1]]], {}, "price_in_per_1m must be 0 or more, but trial"],
    [
      [["horizon_months", "uniform", [12, 36]]],
      {},
      "horizon_months must be a whole number greater than 0 and at most 600, but trial 1 draws",
    ],
    [
      [
        ["tokens_in", "uniform", [1, 2]],
        ["tokens_in", "uniform", [1, 2]],
      ],
      {},
      "distributions names tokens_in twice",
    ],
    [[["tokens_in", "uniform", [1, 2]]], { trials: 1 }, "trials must be a whole number of 2 or more, not 1"],
    [[["tokens_in", "uniform", [1, 2]]], { trials: 2e6 }, "trials must be at most 1000000, not 2000000"],
    [[["tokens_in", "uniform", [1, 2]]], { seed: 1.5 }, "seed must be a whole number of 1 or more, not 1.5"],
  ])("%p with %p", (draws, options, message) => {
    expect(() => simulation(draws, "npv", options)).toThrow(DomainError);
    expect(() => simulation(draws, "npv", options)).toThrow(message);
  });
});
