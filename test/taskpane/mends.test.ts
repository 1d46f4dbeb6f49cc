import fc from "fast-check";
import { requireOutput } from "../../src/engine/scenario/outputs";
import { projectPhases, trainingReferences } from "../../src/presets/reference";
import { checksOf } from "../../src/taskpane/risk/checkMends";
import { crossings, mendsOfVerdict, roundedAway, type Mend } from "../../src/taskpane/risk/mends";
import { baseValue } from "../../src/taskpane/risk/risk";
import { scenarioInCells, type ScenarioInCells } from "../../src/taskpane/risk/scenarioInCells";

type Row = [string, string | number];

const TODAY = "2026-11-25";
const SAVING = requireOutput("output", "saving");
const taken = (rows: readonly Row[]): ScenarioInCells =>
  scenarioInCells({ address: "", sheetName: "Sheet1", row: 0, column: 0, values: rows.map((row) => [...row]) });

/** 1,000 tokens at $5 per million: $0.15 a month for each request a day; four instances are 3,600, storage 0.322. */
const scenario = (changed: Record<string, string | number> = {}): Row[] =>
  Object.entries({
    requests_per_day: 20_000,
    tokens_in: 800,
    tokens_out: 200,
    price_in_per_1m: 5,
    price_out_per_1m: 5,
    price_per_instance_hour: 1.25,
    instances: 4,
    ...changed,
  });

/** The rows once a button was pressed. */
const mended = (rows: readonly Row[], { changes }: Mend): Row[] =>
  rows.map(([name, value], r) => [name, changes.find(({ cell }) => cell.row === r)?.becomes ?? value]);

const said = ({ changes }: Mend): Record<string, number | string> =>
  Object.fromEntries(changes.map(({ cell, becomes }) => [cell.input.name, becomes]));

test.each([
  [24_002.15, true, 4, false, 24_010],
  [24_002.15, false, 4, false, 24_000],
  [0.560385, false, 4, false, 0.5603],
  [0.5, true, 4, false, 0.5],
  [0.5, true, 4, true, 0.5001],
  [0.5, false, 4, true, 0.4999],
  [-0.123456, true, 4, false, -0.1234],
  [999.96, true, 4, false, 1000],
  [1e-7, true, 4, true, 1.001e-7],
])("%p, moved up: %p, to %p digits, beyond: %p, is %p", (exact, isUp, digits, isBeyond, rounded) => {
  expect(roundedAway(exact, { isUp, digits, isBeyond })).toBe(rounded);
});

describe("a verdict that is lost", () => {
  const mendsOf = (rows: readonly Row[]) => {
    const cells = taken(rows);
    return mendsOfVerdict(cells, SAVING, crossings(cells, SAVING));
  };

  // 0.15 × requests, and the same with one other figure moved, against 3,600.322: each by hand.
  test.each<[string, number]>([
    // 3600.322 / 0.15 = 24,002.15
    ["requests_per_day", 24_010],
    // 1,200.107 tokens in all
    ["tokens_in", 1001],
    // 480 p + 600 = 3600.322: 6.25067
    ["price_in_per_1m", 6.251],
    // 2400 + 120 p = 3600.322: 10.00268
    ["price_out_per_1m", 10.01],
    // 2880 p + 0.322 = 3000: 1.041555
    ["price_per_instance_hour", 1.041],
    // 900 n + 0.322 = 3000: 3.33298, of which only whole ones can be had.
    ["instances", 3],
  ])("is turned by %s at %p", (name, becomes) => {
    const mend = mendsOf(scenario()).get(name)!;
    expect(said(mend)).toEqual({ [name]: becomes });
    expect(baseValue(taken(mended(scenario(), mend)), SAVING)).toBeGreaterThan(0);
  });

  test("is turned by a range that keeps its shape", () => {
    const rows = scenario({ requests_per_day: "uniform 10000 to 30000" });
    // The limits × 24,002.15 / 20,000: 12,001.07 and 36,003.2.
    expect(said(mendsOf(rows).get("requests_per_day")!)).toEqual({ requests_per_day: "uniform 12010 to 36010" });
  });

  test("is not touched where it pays", () => expect(mendsOf(scenario({ requests_per_day: 50_000 })).size).toBe(0));

  test("offers nothing for inputs without a cell", () => {
    expect([...mendsOf(scenario()).keys()].sort()).toEqual(
      [
        "requests_per_day",
        "tokens_in",
        "tokens_out",
        "price_in_per_1m",
        "price_out_per_1m",
        "price_per_instance_hour",
        "instances",
      ].sort(),
    );
  });

  test("is turned by every change that is offered, and by none much larger than needed", () => {
    fc.assert(
      fc.property(
        fc.record({
          requests_per_day: fc.integer({ min: 100, max: 20_000 }),
          tokens_in: fc.integer({ min: 1, max: 1000 }),
          price_out_per_1m: fc.double({ min: 0.1, max: 5, noNaN: true }),
          commit_discount: fc.constantFrom(0.1, 0.3),
          review_rate_ft: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
          cost_per_review: fc.constantFrom(0.01, 4),
        }),
        (changed) => {
          const rows = scenario(changed);
          const cells = taken(rows);
          const found = crossings(cells, SAVING);
          for (const [name, mend] of mendsOfVerdict(cells, SAVING, found)) {
            expect(baseValue(taken(mended(rows, mend)), SAVING)).toBeGreaterThan(0);
            const { switchesAt } = found.find((each) => each.name === name)!;
            const becomes = Number(said(mend)[name]);
            const piece = /^(requests|tokens|instances|life|horizon)/.test(name) ? 1 : 0;
            expect(Math.abs(becomes - switchesAt)).toBeLessThanOrEqual(2e-3 * Math.abs(switchesAt) + piece);
          }
        },
      ),
      { seed: 14, numRuns: 60 },
    );
  });
});

describe("a check that fails", () => {
  const A10G = trainingReferences().find(({ gpu }) => gpu === "a10g")!;
  const a10gHour = A10G.price_per_hour / A10G.gpus;

  test.each<[string, Record<string, string | number>, Record<string, number | string>[]]>([
    ["inputs_in_range", { review_rate_ft: 2, horizon_months: 18.4 }, [{ review_rate_ft: 0.02, horizon_months: 18 }]],
    ["rates_are_fractions", { volume_growth: 5 }, [{ volume_growth: 0.05 }]],
    [
      "prices_per_1m_tokens",
      { price_in_per_1m: 0.000005, price_out_per_1m: 0.000015 },
      [{ price_in_per_1m: 5, price_out_per_1m: 15 }],
    ],
    ["output_price_above_input_price", { price_in_per_1m: 15 }, [{ price_in_per_1m: 5, price_out_per_1m: 15 }]],
    ["cached_price_below_input_price", { cached_share: 0.5, price_cached_per_1m: 6 }, [{ price_cached_per_1m: 5 }]],
    ["training_runs", { training_runs: 2 }, [{ training_runs: 5 }]],
    // 7 billion parameters of 2 bytes; 5 GB hold 7 billion of 5 / 7 bytes.
    ["storage_holds_weights", { storage_gb: 5, bytes_per_param: 2 }, [{ bytes_per_param: 0.7142 }, { storage_gb: 14 }]],
    ["horizon_within_life", { horizon_months: 24, life_months: 18 }, [{ horizon_months: 18 }, { life_months: 24 }]],
    ["ramp_within_horizon", { ramp_months: 30, horizon_months: 18 }, [{ ramp_months: 18 }, { horizon_months: 30 }]],
    // 20,000 requests come to $3,000 a month.
    ["api_bill_matches_traffic", { api_bill_per_month: 6000 }, [{ api_bill_per_month: 3000 }, { requests_per_day: 40_000 }]],
    // 20e6 tokens a day are 231.5 tokens/s, 463 at the peak; 70 of each instance: 6.6.
    ["fleet_carries_traffic", { tokens_per_second: 100, peak_factor: 2, target_utilization: 0.7 }, [{ instances: 7 }]],
    [
      "instance_price_counted_once",
      { gpu: "a10g", price_per_instance_hour: 4 * a10gHour },
      [{ price_per_instance_hour: a10gHour }, { instances: 1 }],
    ],
    // Two rates of which none counts: leaving them out changes no result, and what a review costs is not made up.
    [
      "review_rates_used",
      { review_rate_api: 0.02, review_rate_ft: 0.03, cost_per_review: 0 },
      [{ review_rate_api: 0, review_rate_ft: 0 }],
    ],
    ["failure_rates_used", { failure_rate_api: 0, failure_rate_ft: 0, cost_per_failure: 4 }, [{ cost_per_failure: 0 }]],
    ["utilization_at_most_1", { target_utilization: 70 }, [{ target_utilization: 0.7 }]],
    ["utilization_at_most_1", { target_utilization: 1000 }, [{ target_utilization: 1 }]],
    ["prices_and_traffic_given", { price_out_per_1m: 0 }, [{ price_out_per_1m: "none" }]],
    // Never, or once in the model's life.
    [
      "retraining_complete",
      { retrain_cost: 500, retrain_months: 0, life_months: 18 },
      [{ retrain_cost: 0 }, { retrain_months: 18 }],
    ],
    // Never, or for what a training run costs.
    [
      "retraining_complete",
      { retrain_cost: 0, retrain_months: 6, cost_per_run: 50 },
      [{ retrain_months: 0 }, { retrain_cost: 50 }],
    ],
    // 20e6 tokens a day are 231.48 tokens/s, twice that at the peak, on four instances that are half full.
    [
      "fleet_follows_growth",
      { volume_growth: 0.2, tokens_per_second: 0, peak_factor: 2, target_utilization: 0.5 },
      [{ volume_growth: 0 }, { tokens_per_second: 231.5 }],
    ],
    // llama-3.1-8b takes 131,072 tokens, 200 of them for the answer: 130,872, to four digits.
    ["context_fits_model", { model_b: "llama-3.1-8b", tokens_in: 200_000 }, [{ tokens_in: 130_800 }]],
  ])("%s is mended by the figure that is meant or follows", (check, changed, expected) => {
    const rows = scenario(changed);
    const { mends } = checksOf(taken(rows), TODAY).failed.find((each) => each.check === check)!;
    expect(mends.map(said)).toEqual(expected);
    for (const mend of mends) {
      expect(checksOf(taken(mended(rows, mend)), TODAY).failed.map((each) => each.check)).not.toContain(check);
    }
  });

  test.each<[string, Record<string, string | number>]>([
    ["model_fits_gpu", { gpu: "a10g", model_b: 70, gpus_per_instance: 1, weight_bits: 16 }],
    ["gpu_price_plausible", { gpu: "a10g", price_per_instance_hour: 100 }],
    ["breakeven_agrees_with_saving", { requests_per_day: 30_000, review_rate_ft: 0.05, cost_per_review: 1 }],
    ["payback_within_life", { requests_per_day: 30_000, other_cost: 100_000, life_months: 18 }],
    ["npv_agrees_with_saving", { requests_per_day: 30_000, api_price_change: -0.9, life_months: 18 }],
    ["api_price_matches", { api_model: "gpt-4o" }],
    ["presets_known", { gpu: "h100_sxmm" }],
    ["presets_known", { api_model: "gpt-4oo" }],
    ["presets_current", { api_model: "gpt-4o", as_of: "2024-06-01" }],
  ])("%s is turned by what is offered", (check, changed) => {
    const rows = scenario(changed);
    const { mends } = checksOf(taken(rows), TODAY).failed.find((each) => each.check === check)!;
    expect(mends.length).toBeGreaterThan(0);
    for (const mend of mends) {
      expect(checksOf(taken(mended(rows, mend)), TODAY).failed.map((each) => each.check)).not.toContain(check);
    }
  });

  test("the fewest GPUs that hold the model are taken", () => {
    const rows = scenario({ gpu: "a10g", model_b: 70, gpus_per_instance: 1 });
    const [mend] = checksOf(taken(rows), TODAY).failed.find(({ check }) => check === "model_fits_gpu")!.mends;
    const { gpus_per_instance: gpus } = said(mend);
    const fewer = scenario({ gpu: "a10g", model_b: 70, gpus_per_instance: Number(gpus) - 1 });
    expect(checksOf(taken(fewer), TODAY).failed.map(({ check }) => check)).toContain("model_fits_gpu");
  });

  test("a project that nobody works on takes the hours that projects usually take", () => {
    const rows = scenario({ hours_data: 0, hours_experiments: 0, hours_evaluation: 0, hours_deployment: 0, hourly_rate: 150 });
    const { mends } = checksOf(taken(rows), TODAY).failed.find((each) => each.check === "engineering_hours")!;
    const phases = projectPhases();
    const usual = phases.reduce((sum, { low_hours, high_hours }) => sum + (low_hours + high_hours) / 2, 0);
    const hours = Object.values(said(mends[0])).map(Number);
    expect(hours).toHaveLength(4);
    expect(hours.reduce((sum, each) => sum + each)).toBe(Math.round(usual));
  });

  test("the nearest keys stand in place of one that is not known", () => {
    const { mends } = checksOf(taken(scenario({ gpu: "h100_sxmm" })), TODAY).failed.find(
      ({ check }) => check === "presets_known",
    )!;
    expect(said(mends[0])).toEqual({ gpu: "h100_sxm" });
  });

  test.each<[string, Record<string, string | number>]>([
    ["traffic", { requests_per_day: 0 }],
    ["prices_and_traffic_given", { requests_per_day: 0 }],
    ["engineering_hours", { hours_data: 100, hourly_rate: 0 }],
  ])("what only the user knows is not made up: %s", (check, changed) => {
    expect(checksOf(taken(scenario(changed)), TODAY).failed.find((each) => each.check === check)?.mends).toEqual([]);
  });

  test("its summary is the sheet's", () => {
    expect(checksOf(taken(scenario()), TODAY).summary).toBe(
      "2 of 30 checks fail, 8 not checked: training_runs, engineering_hours",
    );
  });
});
