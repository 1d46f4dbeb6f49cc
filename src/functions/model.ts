import { SCENARIO_OUTPUTS } from "../engine/scenario/outputs";
import { scenarioOutputs } from "../engine/scenario/scenario";
import { normalizeName } from "../engine/names";
import { optionalText } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { output as outputOf, scenario as scenarioOf } from "./support/scenario";

/** @customenum {string} */
const enum ModelOutput {
  /** Every output: rows of name, value, unit */
  All = "all",
  /** Traffic in tokens, reasoning included (tokens/day) */
  TokensPerDay = "tokens_per_day",
  /** API bill ($/month) */
  ApiCost = "api_cost",
  /** Instances and overhead ($/month) */
  ServingCost = "serving_cost",
  /** Storage of weights, checkpoints and data ($/month) */
  StorageCost = "storage_cost",
  /** Project cost spread over the model's life ($/month) */
  AmortizedCost = "amortized_cost",
  /** What the fine-tuned model's answers cost more than the API's ($/month) */
  QualityDelta = "quality_delta",
  /** Refreshes spread over the months between them ($/month) */
  RetrainCostPerMonth = "retrain_cost_per_month",
  /** Serving, storage, amortised project, quality and retraining ($/month) */
  FtCost = "ft_cost",
  /** API bill less the whole cost of the fine-tuned model ($/month) */
  Saving = "saving",
  /** The saving before the project is amortised ($/month) */
  CashSaving = "cash_saving",
  /** Training runs of the project ($) */
  ComputeCost = "compute_cost",
  /** Engineering hours of the project ($) */
  EngineeringCost = "engineering_cost",
  /** Compute, engineering and other cost with the contingency ($) */
  ProjectCost = "project_cost",
  /** Project cost over the cash saving of a month (months) */
  PaybackMonths = "payback_months",
  /** One request's API bill over its tokens ($/1M tokens) */
  BlendedPricePer1m = "blended_price_per_1m",
  /** Volume at which the API bill equals serving and storage (tokens/day) */
  BreakevenTokensPerDay = "breakeven_tokens_per_day",
  /** Volume at which the API bill equals every cost of the fine-tuned model (tokens/day) */
  FullBreakevenTokensPerDay = "full_breakeven_tokens_per_day",
  /** Whether the traffic reaches breakeven_tokens_per_day */
  AboveBreakeven = "above_breakeven",
  /** Whether the traffic reaches full_breakeven_tokens_per_day */
  AboveFullBreakeven = "above_full_breakeven",
  /** API bill over the month's tokens ($/1M tokens) */
  CostPer1mApi = "cost_per_1m_api",
  /** Cost of the fine-tuned model over the month's tokens ($/1M tokens) */
  CostPer1mFt = "cost_per_1m_ft",
  /** Highest review_rate_ft at which cash_saving is not negative (fraction) */
  QualityBreakevenRate = "quality_breakeven_rate",
  /** Present value of the cash flows over the horizon ($) */
  Npv = "npv",
  /** Rate of return of the cash flows over the horizon (effective annual) */
  Irr = "irr",
  /** Month in which the cash flows first cover the project (months) */
  PaybackDynamicMonths = "payback_dynamic_months",
}

// As text: naming the enum would keep all of its members in functions.js.
const ALL = "all";

/**
 * The full comparison of fine-tuning with staying on the API, from one block of inputs.
 * @customfunction MODEL
 * @category What-if
 * @param scenario Two columns, input name and value, in any order (FT.LIST("inputs")); with names given, a row or column of values.
 * @param [output] One output (FT.LIST("outputs")), or all for rows of name, value, unit; all when omitted.
 * @param [names] A row or column of input names that belong to the values of scenario, so that the formula can be dragged down rows.
 * @returns One output, or rows of name, value and unit.
 * @throws #VALUE! when an input is unknown, named twice, missing, not a number or outside its domain; the message names it.
 * @throws #N/A for an output that never comes, such as payback_months without a saving; within "all" in its own cell.
 * @example MODEL({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25;"instances",4}, "saving") => 3899.678
 * @example MODEL({50000,800,200,5,5,1.25,4,15598.712}, "payback_months", {"requests_per_day","tokens_in","tokens_out","price_in_per_1m","price_out_per_1m","price_per_instance_hour","instances","other_cost"}) => 4
 * @example MODEL({"requests_per_day",5000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",1;"price_out_per_1m",1;"price_per_instance_hour",1.25}, "payback_months") => #N/A
 * @example MODEL({"requets_per_day",5000}) => #VALUE!
 * @see docs/what-if.md for every input, output and equation
 */
export function model(scenario: any[][], output?: ModelOutput, names?: any[][]): any[][] {
  return cellOrSpill(() => {
    const asked = optionalText("output", output, ALL);
    const given = scenarioOf(scenario, names);
    if (normalizeName(asked) !== ALL) return scenarioOutputs(given, [outputOf(asked, "")])[0];
    const values = scenarioOutputs(given, SCENARIO_OUTPUTS);
    return SCENARIO_OUTPUTS.map(({ name, unit }, i) => [name, values[i], unit]);
  });
}
