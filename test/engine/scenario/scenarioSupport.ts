import { CalculationError } from "../../../src/engine/errors";
import { OUTPUT_NAMES, requireOutput, type OutputName } from "../../../src/engine/scenario/outputs";
import { scenarioOf, scenarioOutputs, type OutputValue, type Scenario } from "../../../src/engine/scenario/scenario";

export type Inputs = Readonly<Record<string, number | string>>;

export const scenario = (inputs: Inputs): Scenario =>
  scenarioOf(Object.entries(inputs).map(([name, value]) => ({ name, value })));

/** Every output of a scenario, by name. */
export function model(inputs: Inputs): Record<OutputName, OutputValue> {
  const values = scenarioOutputs(
    scenario(inputs),
    OUTPUT_NAMES.map((name) => requireOutput("output", name)),
  );
  return Object.fromEntries(OUTPUT_NAMES.map((name, i) => [name, values[i]])) as Record<OutputName, OutputValue>;
}

/** An output that must be a number. */
export function figureOf(inputs: Inputs, output: OutputName): number {
  const [value] = scenarioOutputs(scenario(inputs), [requireOutput("output", output)]);
  if (value instanceof CalculationError) throw value;
  return Number(value);
}

export const output = (name: OutputName): ReturnType<typeof requireOutput> => requireOutput("output", name);

/** The second worked case over three years: a project that pays back. */
export const SUPPORT: Inputs = {
  requests_per_day: 50_000,
  tokens_in: 800,
  tokens_out: 200,
  price_in_per_1m: 5,
  price_out_per_1m: 5,
  price_per_instance_hour: 742 / 720,
  instances: 4,
  storage_price_per_gb_month: 0,
  review_rate_api: 0.02,
  review_rate_ft: 0.0201,
  cost_per_review: 4,
  other_cost: 19_800,
  life_months: 18,
  horizon_months: 36,
};
