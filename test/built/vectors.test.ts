import { readFileSync } from "node:fs";
import path from "node:path";
import { builtFunctions, isCellError, type Result } from "../support/builtFunctions";

/*
 * Every row of test/vectors through dist/functions.js, called as Excel calls it. The rows were made by an independent
 * implementation, unrounded; null means never. Tolerance 1e-9 relative.
 */

interface Row {
  inputs: Record<string, number | string | boolean>;
  outputs: Record<string, unknown>;
}

const vectors = (file: string): Row[] => JSON.parse(readFileSync(path.join(__dirname, "../vectors", file), "utf8")) as Row[];
const functions = builtFunctions();

function agree(got: unknown, expected: unknown, what: string): void {
  if (expected === null) {
    if (!isCellError(got) || got.error !== "#N/A" || got.message === "")
      throw new Error(`${what}: #N/A with a message expected, got ${JSON.stringify(got)}`);
    return;
  }
  if (typeof expected === "number") {
    if (typeof got !== "number" || !(Math.abs(got - expected) <= 1e-9 * Math.max(Math.abs(expected), 1e-300))) {
      throw new Error(`${what}: ${expected} expected, got ${JSON.stringify(got)}`);
    }
    return;
  }
  if (got !== expected) throw new Error(`${what}: ${JSON.stringify(expected)} expected, got ${JSON.stringify(got)}`);
}

const asColumns = (result: Result): Map<unknown, unknown> => {
  if (!Array.isArray(result)) throw new Error(`a spilled table expected, got ${JSON.stringify(result)}`);
  return new Map(result.map((row) => [row[0], row[1]]));
};

describe("cost_benefit.json: FT.COST_BENEFIT", () => {
  const rows = vectors("cost_benefit.json");
  const outputNames = (name: string) => name.replace(/_usd$/, "");
  test.each(rows.map((row, i) => [i, row] as const))("row %i", (_, { inputs: i, outputs }) => {
    const args = [
      i.training_hours,
      i.gpu_hourly_rate,
      i.storage_gb,
      i.storage_monthly_rate,
      i.baseline_monthly_api_calls,
      i.baseline_cost_per_1k_tokens,
      i.finetuned_cost_per_1k_tokens,
      i.accuracy_improvement_percent,
      i.monthly_review_cost,
      i.months_to_amortize,
    ];
    const table = asColumns(functions.call("COST_BENEFIT", ...args));
    for (const [name, expected] of Object.entries(outputs)) {
      agree(table.get(outputNames(name)), expected, name);
      const single = functions.call("COST_BENEFIT", ...args, outputNames(name));
      agree(Array.isArray(single) ? single[0][0] : single, expected, `output ${name}`);
    }
  });
  test("has rows", () => expect(rows.length).toBeGreaterThan(100));
});

describe("training_cost.json: FT.TRAINING_COST, basis reference", () => {
  const rows = vectors("training_cost.json");
  const outputNames: Record<string, string> = {
    num_gpus: "gpus",
    tokens_per_second: "tokens_per_second",
    total_tokens: "tokens",
    training_hours: "hours",
    cost_per_hour: "price_per_hour",
    total_cost_usd: "cost",
  };
  test.each(rows.map((row, i) => [i, row] as const))("row %i", (_, { inputs: i, outputs }) => {
    const args = [
      i.model_size_b,
      i.method,
      i.dataset_size_examples,
      i.avg_seq_len,
      i.epochs,
      i.instance_type,
      i.spot,
      1,
      "reference",
    ];
    const table = asColumns(functions.call("TRAINING_COST", ...args, "all"));
    for (const [name, output] of Object.entries(outputNames)) agree(table.get(output), outputs[name], output);
    const cost = functions.call("TRAINING_COST", ...args);
    agree(Array.isArray(cost) ? cost[0][0] : cost, outputs.total_cost_usd, "cost");
  });
  test("has rows", () => expect(rows.length).toBeGreaterThan(100));
});

describe("decision.json: FT.DECISION and FT.DECISION_SCORE", () => {
  const rows = vectors("decision.json");
  test.each(rows.map((row, i) => [i, row] as const))("row %i", (_, { inputs: i, outputs }) => {
    const args = [
      i.daily_requests,
      i.avg_tokens_per_request,
      i.current_api_cost_per_1m,
      i.task_consistency,
      i.latency_requirement_ms,
      i.quality_requirement,
      i.team_ml_expertise,
      i.iteration_speed_priority,
    ];
    const single = (output: string) => {
      const result = functions.call("DECISION", ...args, output);
      return Array.isArray(result) ? result[0][0] : result;
    };
    agree(functions.call("DECISION_SCORE", ...args), outputs.score, "score");
    agree(single("score"), outputs.score, "score");
    agree(single("verdict"), outputs.verdict, "verdict");
    agree(single("api_cost_per_month"), outputs.monthly_api_cost_estimate, "api_cost_per_month");
    const table = functions.call("DECISION", ...args, "table") as unknown[][];
    const factors = Object.values(outputs.factors as Record<string, number>);
    expect(table.slice(1, -1).map((row) => row[2])).toEqual(factors);
    expect(table.at(-1)?.[2]).toBe(outputs.score);
  });
  test("has rows", () => expect(rows.length).toBeGreaterThan(100));
});

describe("roi.json: FT.MODEL", () => {
  const rows = vectors("roi.json");
  const inputNames: Record<string, string> = {
    avg_input_tokens_per_request: "tokens_in",
    avg_output_tokens_per_request: "tokens_out",
    input_price_per_1m_tokens: "price_in_per_1m",
    output_price_per_1m_tokens: "price_out_per_1m",
    model_size_b: "model_b",
    num_instances: "instances",
    instance_cost_per_hour: "price_per_instance_hour",
    human_review_rate_api: "review_rate_api",
    human_review_rate_ft: "review_rate_ft",
    human_review_cost_per_review: "cost_per_review",
    num_training_runs: "training_runs",
    compute_cost_per_run: "cost_per_run",
    engineer_hours_data: "hours_data",
    engineer_hours_experiments: "hours_experiments",
    engineer_hours_evaluation: "hours_evaluation",
    engineer_hours_deployment: "hours_deployment",
    engineer_hourly_rate: "hourly_rate",
    model_lifetime_months: "life_months",
    requests_per_day: "requests_per_day",
  };
  const outputNames: Record<string, string> = {
    monthly_api_cost: "api_cost",
    monthly_serving_cost: "serving_cost",
    monthly_storage_cost: "storage_cost",
    monthly_amortized_project_cost: "amortized_cost",
    monthly_quality_cost_delta: "quality_delta",
    monthly_ft_total: "ft_cost",
    monthly_savings: "saving",
    total_project_cost: "project_cost",
    compute_cost: "compute_cost",
    engineering_cost: "engineering_cost",
    payback_months: "payback_months",
    current_daily_tokens: "tokens_per_day",
    break_even_tokens_per_day: "breakeven_tokens_per_day",
    is_above_break_even: "above_breakeven",
  };
  test.each(rows.map((row, i) => [i, row] as const))("row %i", (_, { inputs, outputs }) => {
    const scenario = Object.entries(inputs).map(([name, value]) => {
      if (!inputNames[name]) throw new Error(`no scenario name for ${name}`);
      return [inputNames[name], value];
    });
    const table = asColumns(functions.call("MODEL", scenario));
    for (const [name, expected] of Object.entries(outputs)) {
      if (!outputNames[name]) throw new Error(`no scenario name for ${name}`);
      agree(table.get(outputNames[name]), expected, outputNames[name]);
    }
  });
  test("has rows", () => expect(rows.length).toBeGreaterThan(100));
});
