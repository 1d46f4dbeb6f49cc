import { requireOption } from "../names";

/*
 * The one definition of a scenario's outputs, in the order in which "all" lists them. How each is computed stands in
 * steps.ts under the same name, why one has no value in missingOutput.ts.
 */

interface OutputText {
  readonly name: string;
  readonly unit: string;
  /** A number, or TRUE/FALSE. */
  readonly kind: "number" | "flag";
  /** True where no value means that it never comes, so that it ranks behind every value. */
  readonly neverRanksLast?: boolean;
}

const DEFINITIONS = [
  { name: "tokens_per_day", unit: "tokens/day", kind: "number" },
  { name: "api_cost", unit: "$/month", kind: "number" },
  { name: "serving_cost", unit: "$/month", kind: "number" },
  { name: "storage_cost", unit: "$/month", kind: "number" },
  { name: "amortized_cost", unit: "$/month", kind: "number" },
  { name: "quality_delta", unit: "$/month", kind: "number" },
  { name: "retrain_cost_per_month", unit: "$/month", kind: "number" },
  { name: "ft_cost", unit: "$/month", kind: "number" },
  { name: "saving", unit: "$/month", kind: "number" },
  { name: "cash_saving", unit: "$/month", kind: "number" },
  { name: "compute_cost", unit: "$", kind: "number" },
  { name: "engineering_cost", unit: "$", kind: "number" },
  { name: "project_cost", unit: "$", kind: "number" },
  { name: "payback_months", unit: "months", kind: "number", neverRanksLast: true },
  { name: "blended_price_per_1m", unit: "$/1M tokens", kind: "number" },
  { name: "breakeven_tokens_per_day", unit: "tokens/day", kind: "number", neverRanksLast: true },
  { name: "full_breakeven_tokens_per_day", unit: "tokens/day", kind: "number", neverRanksLast: true },
  { name: "above_breakeven", unit: "TRUE/FALSE", kind: "flag" },
  { name: "above_full_breakeven", unit: "TRUE/FALSE", kind: "flag" },
  { name: "cost_per_1m_api", unit: "$/1M tokens", kind: "number" },
  { name: "cost_per_1m_ft", unit: "$/1M tokens", kind: "number" },
  { name: "quality_breakeven_rate", unit: "fraction", kind: "number" },
  { name: "npv", unit: "$", kind: "number" },
  { name: "irr", unit: "effective annual", kind: "number" },
  { name: "payback_dynamic_months", unit: "months", kind: "number", neverRanksLast: true },
] as const satisfies readonly OutputText[];

export type OutputName = (typeof DEFINITIONS)[number]["name"];
export type ScenarioOutput = OutputText & { readonly name: OutputName };

/** Every output of a scenario, in the order of "all". */
export const SCENARIO_OUTPUTS: readonly ScenarioOutput[] = DEFINITIONS;

export const OUTPUT_NAMES: readonly OutputName[] = SCENARIO_OUTPUTS.map((output) => output.name);

const byName = new Map<string, ScenarioOutput>(SCENARIO_OUTPUTS.map((output) => [output.name, output]));

/**
 * The output meant by a name, matched without case, spaces, hyphens and underscores.
 * @throws DomainError that names the nearest outputs.
 */
export function requireOutput(argument: string, name: string): ScenarioOutput {
  return byName.get(name) ?? (byName.get(requireOption(argument, name, OUTPUT_NAMES)) as ScenarioOutput);
}
