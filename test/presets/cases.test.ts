import { readFileSync } from "node:fs";
import path from "node:path";
import { costBenefit } from "../../src/engine/costBenefit";
import { SCENARIO_OUTPUTS } from "../../src/engine/scenario/outputs";
import { scenarioOf, scenarioOutputs } from "../../src/engine/scenario/scenario";
import { apiPrice } from "../../src/presets/apiPrices";
import { findCase, workedCases, type WorkedCase } from "../../src/presets/cases";
import { gpuPrice } from "../../src/presets/gpuPrices";
import { caseTitles } from "../../src/presets/reference";

function outputsOf(inputs: WorkedCase["inputs"]): Record<string, unknown> {
  const scenario = scenarioOf(Object.entries(inputs).map(([name, value]) => ({ name, value })));
  const values = scenarioOutputs(scenario, SCENARIO_OUTPUTS);
  return Object.fromEntries(SCENARIO_OUTPUTS.map(({ name }, i) => [name, values[i]]));
}

const relative = (got: unknown, expected: number): number =>
  Math.abs((got as number) - expected) / Math.max(1, Math.abs(expected));

const requireCase = (key: string): WorkedCase => {
  const found = findCase(key);
  if (found === undefined) throw new Error(`no case ${key}`);
  return found;
};

/** What the lesson's six cases come to, worked out on paper in cases.json: the scenario gives the same from the inputs. */
test.each(workedCases().map((entry) => [entry.key, entry] as const))("%s comes to what its working says", (_key, entry) => {
  const outputs = outputsOf(entry.inputs);
  for (const [name, expected] of Object.entries(entry.comesTo)) {
    if (typeof expected === "boolean") expect([name, outputs[name]]).toEqual([name, expected]);
    else expect([name, outputs[name], relative(outputs[name], expected) < 1e-9]).toEqual([name, outputs[name], true]);
  }
});

test("there are six, the fourth with a low and a high variant", () => {
  expect(workedCases().map(({ title }) => title.split(" ")[0])).toEqual(["1", "2", "3", "4a", "4b", "5", "6"]);
  for (const { working, verdict, source, asOf } of workedCases()) {
    expect(working.length).toBeGreaterThan(2);
    expect(verdict).toMatch(/\.$/);
    expect([source.length > 10, asOf]).toEqual([true, "2024-12-31"]);
  }
});

test("the list of cases has their keys and titles", () => {
  expect(caseTitles()).toEqual(workedCases().map(({ key, title }) => ({ key, title })));
});

test("the printed figures of the cases", () => {
  // Case 1: $150 against $742. Case 2: 7,500, saving 2,832, payback 5.04. Case 3: 30,000, 24,864, 0.83. Case 4: 8,000, 7,258, 5.0 and 6.6.
  const printed = (key: string, ...names: string[]) =>
    names.map((name) => Number((outputsOf(requireCase(key).inputs)[name] as number).toFixed(2)));
  expect(printed("classification", "api_cost", "serving_cost")).toEqual([150, 742]);
  expect(printed("support", "api_cost", "quality_delta", "saving", "payback_months")).toEqual([7500, 600, 2832, 5.04]);
  expect(printed("code_generation", "api_cost", "quality_delta", "saving", "payback_months")).toEqual([
    30000, -2000, 24864, 0.83,
  ]);
  expect(printed("startup_low", "api_cost", "cash_saving", "payback_months")).toEqual([8000, 7258, 4.96]);
  expect(printed("startup_high", "payback_months")).toEqual([6.61]);
});

test("case 2 at 10 % a year over 36 months, with flat and with falling API prices", () => {
  // Worked out beforehand: NPV 102,825 flat; -25,057 when API prices fall 50 % a year, and then payback_dynamic 7.23 months.
  const base = { ...requireCase("support").inputs, discount_rate: 0.1, horizon_months: 36 };
  expect(Math.round(outputsOf(base).npv as number)).toBe(102825);
  const falling = outputsOf({ ...base, api_price_change: -0.5 });
  expect(Math.round(falling.npv as number)).toBe(-25057);
  expect(Number((falling.payback_dynamic_months as number).toFixed(2))).toBe(7.23);
});

test("case 5 is the first row of test/vectors/roi.json, at the API's price of that day", () => {
  const [{ inputs }] = JSON.parse(readFileSync(path.join(__dirname, "../vectors/roi.json"), "utf8")) as {
    inputs: Record<string, number>;
  }[];
  const block = requireCase("gpt_4o_replacement").inputs;
  expect([block.tokens_in, block.tokens_out, block.requests_per_day]).toEqual([
    inputs.avg_input_tokens_per_request,
    inputs.avg_output_tokens_per_request,
    inputs.requests_per_day,
  ]);
  expect([block.price_in_per_1m, block.price_out_per_1m]).toEqual([
    apiPrice(String(block.api_model), "input", { day: String(block.as_of) }),
    apiPrice(String(block.api_model), "output", { day: String(block.as_of) }),
  ]);
  // Its hourly price is two GPUs of the reference table, and it counts two instances of it.
  expect(block.price_per_instance_hour).toBe(2 * gpuPrice(String(block.gpu), "reference"));
});

test("case 6 told in the simple framework is the first row of test/vectors/cost_benefit.json", () => {
  const [{ outputs }] = JSON.parse(readFileSync(path.join(__dirname, "../vectors/cost_benefit.json"), "utf8")) as {
    outputs: Record<string, number>;
  }[];
  const given = requireCase("simple_framework").costBenefit;
  if (given === null) throw new Error("case 6 has no framework");
  const result = costBenefit({
    trainingHours: given.training_hours,
    pricePerGpuHour: given.price_per_gpu_hour,
    storageGb: given.storage_gb,
    storagePricePerGbMonth: given.storage_price_per_gb_month,
    apiCallsPerMonth: given.api_calls_per_month,
    baselineCostPer1k: given.baseline_cost_per_1k,
    finetunedCostPer1k: given.finetuned_cost_per_1k,
    accuracyImprovementFraction: given.accuracy_improvement,
    reviewCostPerMonth: given.review_cost_per_month,
    months: given.months,
  });
  expect(result.totalUpfront).toBeCloseTo(outputs.total_upfront_usd, 9);
  expect(result.netBenefit).toBeCloseTo(outputs.net_roi_usd, 6);
  expect(result.paybackMonths).toBeCloseTo(outputs.payback_months, 12);
});
