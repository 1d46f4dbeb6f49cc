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
  readonly doc: string;
  /** True where no value means that it never comes, so that it ranks behind every value. */
  readonly neverRanksLast?: boolean;
}

const DEFINITIONS = [
  { name: "tokens_per_day", unit: "tokens/day", kind: "number", doc: "Traffic in tokens, reasoning included." },
  { name: "api_cost", unit: "$/month", kind: "number", doc: "API bill." },
  { name: "serving_cost", unit: "$/month", kind: "number", doc: "Instances and overhead." },
  { name: "storage_cost", unit: "$/month", kind: "number", doc: "Storage of weights, checkpoints and data." },
  { name: "amortized_cost", unit: "$/month", kind: "number", doc: "Project cost spread over the model's life." },
  {
    name: "quality_delta",
    unit: "$/month",
    kind: "number",
    doc: "What the fine-tuned model's answers cost more than the API's.",
  },
  { name: "retrain_cost_per_month", unit: "$/month", kind: "number", doc: "Refreshes spread over the months between them." },
  { name: "ft_cost", unit: "$/month", kind: "number", doc: "Serving, storage, amortised project, quality and retraining." },
  { name: "saving", unit: "$/month", kind: "number", doc: "API bill less the whole cost of the fine-tuned model." },
  { name: "cash_saving", unit: "$/month", kind: "number", doc: "The saving before the project is amortised." },
  { name: "compute_cost", unit: "$", kind: "number", doc: "Training runs of the project." },
  { name: "engineering_cost", unit: "$", kind: "number", doc: "Engineering hours of the project." },
  { name: "project_cost", unit: "$", kind: "number", doc: "Compute, engineering and other cost with the contingency." },
  {
    name: "payback_months",
    unit: "months",
    kind: "number",
    doc: "Project cost over the cash saving of a month.",
    neverRanksLast: true,
  },
  { name: "blended_price_per_1m", unit: "$/1M tokens", kind: "number", doc: "One request's API bill over its tokens." },
  {
    name: "breakeven_tokens_per_day",
    unit: "tokens/day",
    kind: "number",
    doc: "Volume at which the API bill equals serving and storage.",
    neverRanksLast: true,
  },
  {
    name: "full_breakeven_tokens_per_day",
    unit: "tokens/day",
    kind: "number",
    doc: "Volume at which the API bill equals every cost of the fine-tuned model.",
    neverRanksLast: true,
  },
  { name: "above_breakeven", unit: "TRUE/FALSE", kind: "flag", doc: "Whether the traffic reaches breakeven_tokens_per_day." },
  {
    name: "above_full_breakeven",
    unit: "TRUE/FALSE",
    kind: "flag",
    doc: "Whether the traffic reaches full_breakeven_tokens_per_day.",
  },
  { name: "cost_per_1m_api", unit: "$/1M tokens", kind: "number", doc: "API bill over the month's tokens." },
  { name: "cost_per_1m_ft", unit: "$/1M tokens", kind: "number", doc: "Cost of the fine-tuned model over the month's tokens." },
  {
    name: "quality_breakeven_rate",
    unit: "fraction",
    kind: "number",
    doc: "Highest review_rate_ft at which cash_saving is not negative.",
  },
  { name: "npv", unit: "$", kind: "number", doc: "Present value of the cash flows over the horizon." },
  { name: "irr", unit: "effective annual", kind: "number", doc: "Rate of return of the cash flows over the horizon." },
  {
    name: "payback_dynamic_months",
    unit: "months",
    kind: "number",
    doc: "Month in which the cash flows first cover the project.",
    neverRanksLast: true,
  },
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
