import fc from "fast-check";
import { irr as independentMonthlyIrr, npv as independentNpv } from "financial";
import { CalculationError, DivisionByZero, DomainError, NoAnswer } from "../../../src/engine/errors";
import { NUMBER_INPUTS } from "../../../src/engine/scenario/inputs";
import { requireOutput, type OutputName } from "../../../src/engine/scenario/outputs";
import { scenarioOf, scenarioOutputs } from "../../../src/engine/scenario/scenario";
import { workedCases } from "../../../src/presets/cases";
import { figureOf, model, scenario, SUPPORT, type Inputs } from "./scenarioSupport";

const close = (value: unknown, expected: number, relative = 1e-9): void => {
  expect(typeof value).toBe("number");
  expect(Math.abs((value as number) - expected)).toBeLessThanOrEqual(relative * Math.max(Math.abs(expected), 1e-300));
};

/*
 * The 121 rows of test/vectors/roi.json run through the built function in test/built/vectors.test.ts. Here: the six
 * worked cases, the outputs those rows do not have, and laws.
 */
describe("worked cases", () => {
  test.each(workedCases().map((entry) => [entry.key, entry] as const))("%s comes to its working", (_, { inputs, comesTo }) => {
    const outputs = model(inputs);
    for (const [name, expected] of Object.entries(comesTo)) {
      if (typeof expected === "boolean") expect(outputs[name as OutputName]).toBe(expected);
      else close(outputs[name as OutputName], expected);
    }
  });

  test("case 2 over 36 months at 10 % is worth 102,825 with flat API prices, and -25,057 when they halve each year", () => {
    // By hand: 3,932 a month for 36 months. d = 1.1^(-1/12) = 0.99208894; annuity = d (1 - d^36) / (1 - d) = 31.1864...;
    // 3,932 × 31.1864 - 19,800 = 102,825.
    const d = 1.1 ** (-1 / 12);
    close(figureOf(SUPPORT, "npv"), (3932 * d * (1 - d ** 36)) / (1 - d) - 19_800, 1e-9);
    expect(Math.round(figureOf(SUPPORT, "npv"))).toBe(102_825);
    const falling = { ...SUPPORT, api_price_change: -0.5 };
    expect(Math.round(figureOf(falling, "npv"))).toBe(-25_057);
    expect(Number(figureOf(falling, "payback_dynamic_months").toFixed(2))).toBe(7.23);
  });
});

/** The monthly flows of a scenario as the specification writes them, month by month, independently of the steps. */
function flowsByHand(inputs: Inputs): { rate: number; flows: number[] } {
  const at = (name: string): number => {
    const value = inputs[name] ?? NUMBER_INPUTS.find((input) => input.name === name)?.fallback;
    if (typeof value !== "number") throw new Error(`${name} has no value`);
    return value;
  };
  const months = (inputs.horizon_months as number | undefined) ?? Math.max(1, Math.floor(at("life_months")));
  const tokens = at("tokens_in") + at("tokens_out") + at("reasoning_tokens");
  const cached = (inputs.price_cached_per_1m as number | undefined) ?? at("price_in_per_1m");
  const perRequest =
    ((at("tokens_in") * ((1 - at("cached_share")) * at("price_in_per_1m") + at("cached_share") * cached) +
      (at("tokens_out") + at("reasoning_tokens")) * at("price_out_per_1m")) /
      1e6) *
    at("tier_multiplier");
  const requests = at("requests_per_day") * at("days_per_month");
  const quality =
    requests *
    ((at("review_rate_ft") - at("review_rate_api")) * at("cost_per_review") +
      (at("failure_rate_ft") - at("failure_rate_api")) * at("cost_per_failure"));
  const storageGb = (inputs.storage_gb as number | undefined) ?? at("model_b") * at("bytes_per_param");
  const steady =
    at("overhead_per_month") +
    storageGb * at("storage_price_per_gb_month") +
    (at("retrain_months") > 0 ? at("retrain_cost") / at("retrain_months") : 0);
  const hours = at("hours_data") + at("hours_experiments") + at("hours_evaluation") + at("hours_deployment");
  const project =
    (at("training_runs") * at("cost_per_run") + hours * at("hourly_rate") + at("other_cost")) * (1 + at("contingency"));
  const flows = [-project];
  for (let t = 1; t <= months; t++) {
    const years = (t - 1) / 12;
    const volume = (1 + at("volume_growth")) ** years;
    const share = at("ramp_months") > 0 ? Math.min(1, t / at("ramp_months")) : 1;
    const needed =
      at("tokens_per_second") > 0
        ? (((at("requests_per_day") * tokens * volume) / 86400) * at("peak_factor")) /
          at("target_utilization") /
          at("tokens_per_second")
        : 0;
    const instances = Math.max(at("instances"), Math.ceil(needed));
    const serving =
      instances *
        at("price_per_instance_hour") *
        24 *
        at("days_per_month") *
        (1 - at("commit_discount")) *
        (1 + at("gpu_price_change")) ** years +
      steady;
    const api = requests * perRequest * volume * (1 + at("api_price_change")) ** years;
    flows.push(share * (api - quality * volume) - serving);
  }
  return { rate: at("discount_rate"), flows };
}

/** Scenarios of every kind, with and without the optional inputs. */
const anyInputs: fc.Arbitrary<Inputs> = fc
  .record(
    {
      requests_per_day: fc.integer({ min: 0, max: 1_000_000 }),
      tokens_in: fc.integer({ min: 1, max: 8000 }),
      tokens_out: fc.integer({ min: 0, max: 2000 }),
      price_in_per_1m: fc.double({ min: 0.1, max: 20, noNaN: true }),
      price_out_per_1m: fc.double({ min: 0.1, max: 80, noNaN: true }),
      price_per_instance_hour: fc.double({ min: 0.5, max: 60, noNaN: true }),
      reasoning_tokens: fc.integer({ min: 0, max: 3000 }),
      cached_share: fc.double({ min: 0, max: 1, noNaN: true }),
      price_cached_per_1m: fc.double({ min: 0, max: 2, noNaN: true }),
      tier_multiplier: fc.constantFrom(0.5, 1, 1.7),
      instances: fc.integer({ min: 1, max: 8 }),
      // No round figures: a demand that fills the fleet exactly would turn on the last digit of either side.
      tokens_per_second: fc.constantFrom(0, 811.7, 5003.3),
      target_utilization: fc.double({ min: 0.2, max: 1, noNaN: true }),
      peak_factor: fc.double({ min: 1, max: 4, noNaN: true }),
      commit_discount: fc.double({ min: 0, max: 0.6, noNaN: true }),
      overhead_per_month: fc.integer({ min: 0, max: 5000 }),
      review_rate_ft: fc.double({ min: 0, max: 0.1, noNaN: true }),
      review_rate_api: fc.double({ min: 0, max: 0.1, noNaN: true }),
      cost_per_review: fc.double({ min: 0, max: 5, noNaN: true }),
      failure_rate_ft: fc.double({ min: 0, max: 0.1, noNaN: true }),
      cost_per_failure: fc.double({ min: 0, max: 5, noNaN: true }),
      other_cost: fc.integer({ min: 0, max: 200_000 }),
      contingency: fc.double({ min: 0, max: 0.5, noNaN: true }),
      retrain_cost: fc.integer({ min: 0, max: 10_000 }),
      retrain_months: fc.constantFrom(0, 3, 6),
      life_months: fc.double({ min: 0.5, max: 60, noNaN: true }),
      horizon_months: fc.integer({ min: 1, max: 72 }),
      api_price_change: fc.double({ min: -0.8, max: 0.5, noNaN: true }),
      gpu_price_change: fc.double({ min: -0.8, max: 0.5, noNaN: true }),
      volume_growth: fc.double({ min: -0.5, max: 2, noNaN: true }),
      ramp_months: fc.constantFrom(0, 1, 2.5, 6, 100),
      discount_rate: fc.double({ min: -0.2, max: 0.5, noNaN: true }),
      days_per_month: fc.constantFrom(22, 30, 30.4375),
    },
    {
      requiredKeys: [
        "requests_per_day",
        "tokens_in",
        "tokens_out",
        "price_in_per_1m",
        "price_out_per_1m",
        "price_per_instance_hour",
      ],
    },
  )
  .map((inputs) => inputs as Inputs);

describe("the flows over the horizon", () => {
  test("npv is that of an independent library, of flows written out month by month", () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { rate, flows } = flowsByHand(inputs);
        const monthly = (1 + rate) ** (1 / 12) - 1;
        const size = flows.reduce((sum, flow) => sum + Math.abs(flow), 0) * Math.max(1, (1 + rate) ** (-flows.length / 12));
        const parts =
          figureOf(inputs, "api_cost") + Math.abs(figureOf(inputs, "quality_delta")) + figureOf(inputs, "serving_cost");
        // Where flows nearly cancel, the digits are those of their parts.
        const tolerance = 1e-9 * (size + parts * flows.length);
        expect(Math.abs(figureOf(inputs, "npv") - independentNpv(monthly, flows))).toBeLessThanOrEqual(tolerance);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  test("payback_dynamic_months is where the running total of those flows reaches 0", () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { flows } = flowsByHand(inputs);
        const outputs = model(inputs);
        let total = flows[0];
        for (let t = 1; t < flows.length; t++) {
          if (flows[t] > 0 && total + flows[t] >= 0) {
            close(outputs.payback_dynamic_months, t - 1 + Math.max(0, -total) / flows[t], 1e-6);
            return;
          }
          total += flows[t];
        }
        expect(outputs.payback_dynamic_months).toBeInstanceOf(NoAnswer);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  test("irr makes those flows worth nothing, and is that of an independent library where the flows change sign once", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { flows } = flowsByHand(inputs);
        const { irr } = model(inputs);
        if (typeof irr !== "number") return;
        const size = flows.reduce((sum, flow, t) => sum + Math.abs(flow) * (1 + irr) ** (-t / 12) * (1 + t), 0);
        const worth = flows.reduce((sum, flow, t) => sum + flow * (1 + irr) ** (-t / 12), 0);
        expect(Math.abs(worth)).toBeLessThanOrEqual((1e-9 + 1e-12 / (1 + irr)) * size);
        const signChanges = flows.filter((flow, t) => t > 0 && flow * flows[t - 1] < 0).length;
        const monthly = independentMonthlyIrr(flows, 0.02, 1e-12, 200);
        if (signChanges !== 1 || Number.isNaN(monthly) || irr > 10 || irr < -0.5) return;
        close(1 + irr, (1 + monthly) ** 12, 1e-6);
        compared++;
      }),
      { seed: 4, numRuns: 800 },
    );
    expect(compared).toBeGreaterThan(20);
  });
});

describe("laws of the comparison of a month", () => {
  const law = (name: string, check: (inputs: Inputs, outputs: ReturnType<typeof model>) => void): void => {
    test(name, () => {
      fc.assert(
        fc.property(anyInputs, (inputs) => check(inputs, model(inputs))),
        { seed: 4, numRuns: 500 },
      );
    });
  };
  const sum = (outputs: ReturnType<typeof model>, ...names: OutputName[]): number =>
    names.reduce((total, name) => total + (outputs[name] as number), 0);

  law("the parts add up", (_, outputs) => {
    const whole = sum(outputs, "serving_cost", "storage_cost", "amortized_cost", "retrain_cost_per_month");
    close(outputs.ft_cost, whole + (outputs.quality_delta as number), 1e-9);
    expect(Math.abs((outputs.saving as number) - (outputs.api_cost as number) + (outputs.ft_cost as number))).toBeLessThan(
      1e-9 * ((outputs.api_cost as number) + whole),
    );
  });

  law("at the full break-even volume, with the fleet of today, nothing is saved and nothing lost", (inputs, outputs) => {
    const volume = outputs.full_breakeven_tokens_per_day;
    if (typeof volume !== "number") return;
    const tokens =
      (inputs.tokens_in as number) + (inputs.tokens_out as number) + ((inputs.reasoning_tokens as number | undefined) ?? 0);
    const fleet =
      ((outputs.serving_cost as number) - ((inputs.overhead_per_month as number | undefined) ?? 0)) / fleetPrice(inputs);
    const there = model({ ...inputs, tokens_per_second: 0, instances: fleet, requests_per_day: volume / tokens });
    if (volume / tokens > 1e15) return;
    const size = (there.api_cost as number) + Math.abs(there.quality_delta as number) + (there.serving_cost as number);
    expect(Math.abs(there.saving as number)).toBeLessThanOrEqual(1e-8 * size);
  });

  law("at the break-even review rate no cash is saved", (inputs, outputs) => {
    const rate = outputs.quality_breakeven_rate;
    if (typeof rate !== "number" || rate === 1) return;
    const there = model({ ...inputs, review_rate_ft: rate });
    const size = (there.api_cost as number) + (there.serving_cost as number) + Math.abs(there.quality_delta as number);
    expect(Math.abs(there.cash_saving as number)).toBeLessThanOrEqual(1e-9 * size);
  });

  law("every output is a finite number, TRUE or FALSE, or an error that says why", (_, outputs) => {
    for (const value of Object.values(outputs)) {
      if (value instanceof CalculationError) expect(value.message.length).toBeGreaterThan(10);
      else expect(typeof value === "boolean" || Number.isFinite(value)).toBe(true);
    }
  });
});

/** What one instance costs in a month. */
const fleetPrice = (inputs: Inputs): number =>
  (inputs.price_per_instance_hour as number) *
  24 *
  ((inputs.days_per_month as number | undefined) ?? 30) *
  (1 - ((inputs.commit_discount as number | undefined) ?? 0));

describe("a fleet sized for its traffic", () => {
  // 1,000 requests × 100 tokens × 24 × 36 = 86.4M tokens a day are 1,000 tokens/s on average.
  const fleet: Inputs = {
    ...SUPPORT,
    requests_per_day: 864_000,
    tokens_in: 80,
    tokens_out: 20,
    price_per_instance_hour: 1,
    tokens_per_second: 500,
  };
  test.each([
    [{ instances: 1 }, 2],
    [{ instances: 5 }, 5],
    [{ instances: 1, peak_factor: 2 }, 4],
    [{ instances: 1, target_utilization: 0.8 }, 3],
    [{ instances: 1, peak_factor: 2, target_utilization: 0.5 }, 8],
  ])("with %p has %p instances", (more, instances) => {
    close(figureOf({ ...fleet, ...more }, "serving_cost"), instances * 720);
  });

  test("grows with the volume: from 2 instances over 3 to 4 as the traffic doubles in a year", () => {
    // Month t needs 2 × 2^((t-1)/12): 2 in month 1, 3 up to ×1.5 (months 2 to 8), 4 up to ×2 (months 9 to 13), then more.
    const growing = { ...fleet, instances: 1, volume_growth: 1, horizon_months: 13, discount_rate: 0, other_cost: 0 };
    const withoutBill = { ...growing, price_in_per_1m: 0, price_out_per_1m: 0, cost_per_review: 0 };
    close(figureOf(withoutBill, "npv"), -720 * (2 + 7 * 3 + 5 * 4));
  });
});

describe("defaults", () => {
  const required = {
    requests_per_day: 100,
    tokens_in: 500,
    tokens_out: 100,
    price_in_per_1m: 2,
    price_out_per_1m: 8,
    price_per_instance_hour: 1,
  };

  test("each input at its default changes nothing", () => {
    const plain = model(required);
    for (const input of NUMBER_INPUTS) {
      if (typeof input.fallback === "number") expect(model({ ...required, [input.name]: input.fallback })).toEqual(plain);
    }
    expect(model({ ...required, price_cached_per_1m: 2, storage_gb: 14, horizon_months: 18 })).toEqual(plain);
  });

  test("follow the inputs they are made of", () => {
    close(figureOf({ ...required, model_b: 70, bytes_per_param: 0.5 }, "storage_cost"), 35 * 0.023);
    close(figureOf({ ...required, cached_share: 1, tokens_out: 0 }, "api_cost"), (100 * 30 * 500 * 2) / 1e6);
    expect(figureOf({ ...required, life_months: 24.9 }, "npv")).toBe(
      figureOf({ ...required, life_months: 24.9, horizon_months: 24 }, "npv"),
    );
    expect(figureOf({ ...required, life_months: 0.4 }, "npv")).toBe(
      figureOf({ ...required, life_months: 0.4, horizon_months: 1 }, "npv"),
    );
  });

  test("0 means the default where it cannot be meant, as a blank cell of the desktop", () => {
    const zeros = {
      instances: 0,
      life_months: 0,
      horizon_months: 0,
      target_utilization: 0,
      peak_factor: 0,
      days_per_month: 0,
      model_b: 0,
      tier_multiplier: 0,
    };
    expect(model({ ...required, ...zeros })).toEqual(model(required));
  });
});

describe("outputs without a value", () => {
  const required = {
    requests_per_day: 100,
    tokens_in: 500,
    tokens_out: 100,
    price_in_per_1m: 2,
    price_out_per_1m: 8,
    price_per_instance_hour: 1,
  };
  const errorOf = (inputs: Inputs, output: OutputName): unknown => model(inputs)[output];

  test.each<[OutputName, Inputs, CalculationError]>([
    ["payback_months", {}, new NoAnswer("it never pays back: cash_saving is not positive")],
    ["cost_per_1m_api", { requests_per_day: 0 }, new DivisionByZero("no cost per 1M tokens: there is no traffic")],
    ["cost_per_1m_ft", { requests_per_day: 0 }, new DivisionByZero("no cost per 1M tokens: there is no traffic")],
    [
      "blended_price_per_1m",
      { tokens_in: 0, tokens_out: 0 },
      new DivisionByZero("a request has no tokens: tokens_in, tokens_out and reasoning_tokens are all 0"),
    ],
    [
      "breakeven_tokens_per_day",
      { price_in_per_1m: 0, price_out_per_1m: 0 },
      new NoAnswer("it never breaks even: the API costs nothing"),
    ],
    [
      "full_breakeven_tokens_per_day",
      { review_rate_ft: 0.5, cost_per_review: 1 },
      new NoAnswer("it never breaks even: the difference in quality costs as much per token as the API"),
    ],
    ["quality_breakeven_rate", {}, new DivisionByZero("no break-even review rate: no requests, or a review costs nothing")],
    [
      "quality_breakeven_rate",
      { cost_per_review: 0.01 },
      new NoAnswer("no review rate breaks even: the saving is lost even without any review"),
    ],
    ["irr", {}, new NoAnswer("no rate of return: no rate makes the cash flows over the horizon worth 0")],
    ["payback_dynamic_months", {}, new NoAnswer("the cash flows do not cover the project within the horizon")],
  ])("%s of %p", (output, more, error) => {
    const found = errorOf({ ...required, ...more }, output);
    expect(found).toBeInstanceOf(error.constructor);
    expect((found as CalculationError).message).toBe(error.message);
  });

  test("leave the others standing: the break-even volume is shown without traffic", () => {
    const outputs = model({ ...required, requests_per_day: 0 });
    // Serving 720 + storage 0.322 at a blended (500 × 2 + 100 × 8) / 600 = 3 $/1M over 30 days.
    close(outputs.breakeven_tokens_per_day, ((720 + 0.322) / 3 / 30) * 1e6);
    expect(outputs.above_breakeven).toBe(false);
  });
});

describe("wrong scenarios", () => {
  const required = {
    requests_per_day: 100,
    tokens_in: 500,
    tokens_out: 100,
    price_in_per_1m: 2,
    price_out_per_1m: 8,
    price_per_instance_hour: 1,
  };
  test.each<[Inputs, string]>([
    [
      { ...required, requets_per_day: 1 },
      'scenario: there is no input "requets_per_day"; the nearest are requests_per_day, price_in_per_1m, price_out_per_1m',
    ],
    [{ ...required, review_rate_ft: 5 }, "review_rate_ft must be between 0 and 1: write 5 % as 0.05, not 5"],
    [{ ...required, price_in_per_1m: -2 }, "price_in_per_1m must be 0 or more, not -2"],
    [{ ...required, requests_per_day: 1e308 }, "requests_per_day must be at most 1000000000000000, not 1e+308"],
    [{ ...required, horizon_months: 17.5 }, "horizon_months must be a whole number greater than 0 and at most 600, not 17.5"],
    [{ ...required, api_price_change: -1 }, "api_price_change must be greater than -1 and at most 10, not -1"],
    [{ ...required, discount_rate: 12 }, "discount_rate must be greater than -1 and at most 10: write 12 % as 0.12, not 12"],
    [{ ...required, tokens_in: "many" }, 'tokens_in must be a number, not "many"'],
    [
      { tokens_in: 1 },
      "scenario needs requests_per_day, tokens_out, price_in_per_1m, price_out_per_1m, price_per_instance_hour: they have no default",
    ],
    [{ ...required, "Requests per day": 5 }, "scenario names requests_per_day twice"],
  ])("%p", (inputs, message) => {
    expect(() => scenario(inputs)).toThrow(new DomainError(message));
  });

  test("an error cell spoils only the outputs that depend on it", () => {
    const fault = new CalculationError("#DIV/0!", "hourly_rate holds the error #DIV/0!");
    const spoilt = scenarioOf([
      ...Object.entries(required).map(([name, value]) => ({ name, value })),
      { name: "hourly_rate", value: fault },
    ]);
    const names = ["api_cost", "serving_cost", "cash_saving", "project_cost", "npv", "saving"] as const;
    const values = scenarioOutputs(
      spoilt,
      names.map((name) => requireOutput("output", name)),
    );
    expect(values.map((value) => (value === fault ? "fault" : typeof value))).toEqual([
      "number",
      "number",
      "number",
      "fault",
      "fault",
      "fault",
    ]);
  });
});
