import { CalculationError } from "../../../src/engine/errors";
import { checkScenario } from "../../../src/engine/scenario/checks";
import type { CheckFacts, Finding } from "../../../src/engine/scenario/checks/check";
import { uncheckedScenario } from "../../../src/engine/scenario/scenario";
import { SUPPORT, type Inputs } from "./scenarioSupport";

const NO_FACTS: CheckFacts = {
  unknown: [],
  gpuPrices: "gpu is not given",
  memory: "gpu is not given",
  context: "the longest context is not known",
  apiPrice: "api_model is not given",
  presets: "today is not given",
};
const SOUND: Inputs = {
  ...SUPPORT,
  horizon_months: 18,
  training_runs: 8,
  cost_per_run: 12,
  hours_data: 100,
  hourly_rate: 150,
  tokens_per_second: 1000,
};

function findings(inputs: Inputs, facts: Partial<CheckFacts> = {}): Map<string, Finding> {
  const entries = Object.entries(inputs).map(([name, value]) => ({ name, value }));
  return new Map(checkScenario(uncheckedScenario(entries), { ...NO_FACTS, ...facts }).map((finding) => [finding.check, finding]));
}

test("a sound scenario passes every check that can be made, the master flag first", () => {
  const all = [...findings(SOUND).values()];
  expect(all[0]).toEqual({ check: "all checks", pass: true, message: "22 of 30 checks pass, 8 not checked" });
  expect(all.filter(({ pass }) => pass === false)).toEqual([]);
  for (const { pass, message } of all) expect(message.startsWith("not checked: ")).toBe(pass === undefined);
});

test("there are at least twelve of them, with different names", () => {
  expect(findings(SOUND).size).toBeGreaterThan(12);
});

describe.each<[string, Inputs, Partial<CheckFacts>, string]>([
  ["inputs_in_range", { price_in_per_1m: -5 }, {}, "price_in_per_1m must be 0 or more, not -5"],
  [
    "prices_and_traffic_given",
    { price_per_instance_hour: 0 },
    {},
    "price_per_instance_hour is 0 or empty: enter it, or none where a true 0 is meant",
  ],
  [
    "prices_and_traffic_given",
    { requests_per_day: 0, tokens_out: 0 },
    {},
    "requests_per_day is 0 or empty: enter it, or none where a true 0 is meant; tokens_out is 0 or empty: enter it, or none where a true 0 is meant",
  ],
  [
    "api_bill_matches_traffic",
    { api_bill_per_month: 8000 },
    {},
    "requests_per_day, tokens and prices come to $7,500/month on the API, but api_bill_per_month is $8,000: requests_per_day counts; leave it out to follow the bill, or correct one of them",
  ],
  [
    "context_fits_model",
    {},
    { context: { model: "llama-3.1-8b", tokens: 140_000, mostTokens: 131_072 } },
    "a request with its answer has 140,000 tokens, but llama-3.1-8b takes at most 131,072: shorten the prompt, or take a model with a longer context",
  ],
  ["presets_known", {}, { unknown: ['gpu "h100x" is not a known GPU'] }, 'gpu "h100x" is not a known GPU'],
  ["rates_are_fractions", { review_rate_ft: 5 }, {}, "review_rate_ft is 5, which means 500 %: if 5 % is meant, enter 0.05"],
  ["rates_are_fractions", { discount_rate: 8 }, {}, "discount_rate is 8, which means 800 %: if 8 % is meant, enter 0.08"],
  [
    "prices_per_1m_tokens",
    { price_in_per_1m: 0.000005 },
    {},
    "price_in_per_1m is $0.000005, below $0.01: if it is per token, enter 5 per 1M tokens",
  ],
  [
    "prices_per_1m_tokens",
    { price_out_per_1m: 0.005, price_in_per_1m: 0.0015 },
    {},
    "price_in_per_1m is $0.0015, below $0.01: if it is per 1,000 tokens, enter 1.5 per 1M tokens; price_out_per_1m is $0.005, below $0.01: if it is per 1,000 tokens, enter 5 per 1M tokens",
  ],
  [
    "prices_per_1m_tokens",
    { price_out_per_1m: 15_000 },
    {},
    "price_out_per_1m is $15,000, above $1,000: if it is per 1,000M tokens, enter 15 per 1M tokens",
  ],
  [
    "output_price_above_input_price",
    { price_in_per_1m: 15, price_out_per_1m: 5 },
    {},
    "price_out_per_1m $5 is below price_in_per_1m $15: no API prices output below input; are they swapped?",
  ],
  [
    "cached_price_below_input_price",
    { cached_share: 0.5 },
    {},
    "cached_share is 0.5, but price_cached_per_1m is not given, so cached tokens cost $5 as well: enter their price",
  ],
  [
    "cached_price_below_input_price",
    { cached_share: 0.5, price_cached_per_1m: 7 },
    {},
    "price_cached_per_1m $7 is above price_in_per_1m $5: a cache makes input cheaper; check both",
  ],
  [
    "utilization_at_most_1",
    { target_utilization: 80 },
    {},
    "target_utilization is 80, above 1: no instance serves more than its capacity; enter a fraction",
  ],
  [
    "review_rates_used",
    { cost_per_review: 0 },
    {},
    "review_rate_api is 0.02 and review_rate_ft 0.0201, but cost_per_review is 0, so neither counts: enter what a review costs",
  ],
  [
    "failure_rates_used",
    { cost_per_failure: 3 },
    {},
    "cost_per_failure is $3, but failure_rate_api and failure_rate_ft are 0, so it never counts: enter the rates",
  ],
  [
    "training_runs",
    { training_runs: 2 },
    {},
    "training_runs is 2, below 5: experiments and repeats take at least 5 runs; plan for them",
  ],
  [
    "engineering_hours",
    { hourly_rate: 0 },
    {},
    "100 engineering hours cost nothing, since hourly_rate is 0: enter the cost of an hour",
  ],
  [
    "engineering_hours",
    { hours_data: 0, other_cost: 0 },
    {},
    "engineering hours are 0 and other_cost is 0: a project that nobody works on; enter hours_data, hours_evaluation and the others",
  ],
  [
    "retraining_complete",
    { retrain_cost: 500 },
    {},
    "retrain_cost is $500, but retrain_months is 0, which means never: enter the months between refreshes",
  ],
  ["retraining_complete", { retrain_months: 6 }, {}, "retrain_months is 6, but retrain_cost is 0: enter the cost of a refresh"],
  [
    "storage_holds_weights",
    { storage_gb: 10 },
    {},
    "storage_gb is 10, but the weights alone take 14 GB (model_b × bytes_per_param): raise storage_gb or lower bytes_per_param",
  ],
  [
    "horizon_within_life",
    { horizon_months: 36 },
    {},
    "horizon_months 36 is beyond life_months 18: npv counts savings of a model that has been replaced; shorten the horizon, or add retrain_cost and lengthen the life",
  ],
  [
    "ramp_within_horizon",
    { ramp_months: 24 },
    {},
    "ramp_months 24 is beyond the horizon of 18 months: the traffic never moves over whole; shorten the ramp",
  ],
  [
    "fleet_follows_growth",
    { volume_growth: 0.5, tokens_per_second: 0 },
    {},
    "volume_growth is 0.5, but the fleet stays at 4 instances since tokens_per_second is not given: enter it, and the fleet grows too",
  ],
  [
    "fleet_carries_traffic",
    { peak_factor: 10 },
    {},
    "the peak needs 5,787 tokens/s, but 4 instances may carry 4,000 (tokens_per_second × target_utilization): the model counts the further instances; raise instances to see them",
  ],
  [
    "traffic",
    { requests_per_day: 0 },
    {},
    "tokens_per_day is 0: with no traffic there is nothing to save; enter requests_per_day and tokens",
  ],
  [
    "payback_within_life",
    { other_cost: 200_000 },
    {},
    "payback_months 54.7 is beyond life_months 18: the model is replaced before it has paid for itself",
  ],
  [
    "npv_agrees_with_saving",
    { api_price_change: -0.8 },
    {},
    "saving is $1,993/month today, but npv over the horizon is -$42,674: prices, volume or the ramp turn it; show both, and decide by npv",
  ],
  [
    "instance_price_counted_once",
    { price_per_instance_hour: 4.12 },
    { gpuPrices: [{ gpu: "a10g", pricePerHour: 1.03 }] },
    "price_per_instance_hour $4.12 is 4 × $1.03, the price of one a10g: it already counts all 4 instances; enter 1.03 or set instances to 1",
  ],
  [
    "gpu_price_plausible",
    { price_per_instance_hour: 20, gpu: "a10g" },
    {
      gpuPrices: [
        { gpu: "a10g", pricePerHour: 1.03 },
        { gpu: "a10g", pricePerHour: 1.4 },
      ],
    },
    "price_per_instance_hour comes to $20 per GPU-hour, against $1.03 to $1.40 for one a10g: check it, and gpus_per_instance",
  ],
  [
    "model_fits_gpu",
    { model_b: 70 },
    { memory: { model: "70B", neededBytes: 143e9, availableBytes: 80e9, instance: "one h100_sxm" } },
    "70B at 16 bits needs 143 GB, but one h100_sxm has 80 GB: take more GPUs per instance, a larger GPU, or fewer weight_bits",
  ],
  [
    "api_price_matches",
    {},
    { apiPrice: { model: "gpt-4o", asOf: "2026-11-01", input: 2.5, output: 10 } },
    "price_in_per_1m is $5, the price of gpt-4o is $2.50 (2026-11-01); price_out_per_1m is $5, the price of gpt-4o is $10 (2026-11-01): update them, or name another api_model or as_of",
  ],
  [
    "presets_current",
    {},
    {
      presets: [
        { key: "gpt-4o", asOf: "2024-05-13", status: "stale" },
        { key: "a10g", asOf: "2026-11-01", status: "current" },
      ],
    },
    "gpt-4o is stale (2024-05-13): look the price up again, and enter it with its date",
  ],
])("%s of %p", (check, more, facts, message) => {
  const found = findings({ ...SOUND, ...more }, facts);
  test("fails with both figures and what to do, and so does the master flag", () => {
    expect(found.get(check)).toEqual({ check, pass: false, message });
    expect(found.get("all checks")?.pass).toBe(false);
    expect(found.get("all checks")?.message).toContain(check);
  });
});

describe("the fifth worked case, above its break-even and losing money", () => {
  test("fails with the volume, the break-even, the loss and its cause", () => {
    // Golden row 1: 35M against 12,586,093 tokens/day; saving -220,555; quality 225,000. The break-even review rate:
    // 0.05 - 219,716.722 / (50,000 × 30 × 5) = 0.0207.
    const message = findings({
      requests_per_day: 50_000,
      tokens_in: 500,
      tokens_out: 200,
      price_in_per_1m: 5,
      price_out_per_1m: 15,
      price_per_instance_hour: 2.06,
      instances: 2,
      review_rate_api: 0.02,
      review_rate_ft: 0.05,
      cost_per_review: 5,
      training_runs: 8,
      cost_per_run: 12,
      hours_data: 100,
      hourly_rate: 150,
    }).get("breakeven_agrees_with_saving");
    expect(message).toEqual({
      check: "breakeven_agrees_with_saving",
      pass: false,
      message:
        "35M tokens/day are above the bill break-even of 12.6M, yet fine-tuning costs $220,555/month more than the API: quality_delta of $225,000/month is not in that break-even; review_rate_ft 0.05 would have to be at most 0.0207; go by full_breakeven_tokens_per_day and saving",
    });
  });
});

describe("what cannot be checked", () => {
  test("a project given as one sum is not asked for runs and hours", () => {
    const found = findings(SUPPORT);
    expect(found.get("training_runs")).toEqual({
      check: "training_runs",
      pass: undefined,
      message: "not checked: the project is given as one sum, other_cost $19,800, and no training_runs",
    });
    expect(found.get("engineering_hours")?.pass).toBeUndefined();
  });

  test("with an input out of range, what the scenario comes to is not judged", () => {
    const found = findings({ ...SOUND, review_rate_ft: 5 });
    for (const check of ["traffic", "breakeven_agrees_with_saving", "payback_within_life"]) {
      expect(found.get(check)?.message).toBe("not checked: correct the inputs that are out of range first");
    }
  });

  test("with an error cell, only that is said", () => {
    const fault = new CalculationError("#REF!", "hourly_rate holds the error #REF!");
    const entries = [...Object.entries(SUPPORT).map(([name, value]) => ({ name, value })), { name: "hourly_rate", value: fault }];
    const failures = checkScenario(uncheckedScenario(entries), NO_FACTS).filter(({ pass }) => pass !== undefined);
    expect(failures).toEqual([
      { check: "all checks", pass: false, message: "1 of 30 checks fail, 29 not checked: inputs_in_range" },
      { check: "inputs_in_range", pass: false, message: "hourly_rate holds the error #REF!" },
    ]);
  });
});

describe("zeros and empty cells", () => {
  test("of a project given as one sum leave its runs unchecked", () => {
    const runs = findings({ ...SOUND, training_runs: 0 }).get("training_runs");
    expect(runs?.pass).toBeUndefined();
    expect(runs?.message).toContain("the project is given as one sum, other_cost $19,800");
  });
});

describe("a bill beside its traffic", () => {
  test("passes within 5 %, and where the traffic follows from it", () => {
    // The traffic of SUPPORT comes to $7,500 a month.
    expect(findings({ ...SOUND, api_bill_per_month: 7500 / 1.049 }).get("api_bill_matches_traffic")?.pass).toBe(true);
    expect(findings({ ...SOUND, api_bill_per_month: 7500 / 1.051 }).get("api_bill_matches_traffic")?.pass).toBe(false);
    const derived = findings({ ...SOUND, storage_price_per_gb_month: 0.02, requests_per_day: 0, api_bill_per_month: 15_000 });
    expect(derived.get("api_bill_matches_traffic")?.message).toBe("the bill of $15,000/month stands for 100,000 requests a day");
    expect(derived.get("prices_and_traffic_given")?.pass).toBe(true);
    expect(derived.get("zeros_and_empty_cells")?.message).toBe(
      "0 or empty and taken at the default: requests_per_day 100,000; write none for a true 0",
    );
  });
});
