import { DomainError } from "../engine/errors";
import { type InputRange, tornado as tornadoOf } from "../engine/scenario/tornado";
import { requireNumberInput, type NumberInput } from "../engine/scenario/inputs";
import { isBlank, type RawCell, rows, text } from "./support/arguments";
import { spill } from "./support/cell";
import { errorIn, inputNumber, output as outputOf, scenario as scenarioOf } from "./support/scenario";

/** @customenum {string} */
const enum ScenarioOutput {
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

function endOf(input: NumberInput, end: "low" | "high", raw: RawCell): InputRange["low"] {
  if (isBlank(raw)) throw new DomainError(`ranges: ${input.name} needs a ${end} value`);
  return errorIn(input.name, raw) ?? inputNumber(input, raw);
}

/**
 * How far each input moves an output between a low and a high value, widest first, the others staying as they are.
 * @customfunction TORNADO
 * @category What-if
 * @param scenario Two columns, input name and value: the base.
 * @param ranges Three columns, input name, low and high value; blank rows are skipped.
 * @param [output] The output to show (FT.LIST("outputs")); npv when omitted.
 * @returns Rows of name, low, base, high (the output at each) and swing under a header, widest swing first.
 * @throws #VALUE! when an input is unknown or named twice, or a range is the wrong way round; the message names the input.
 * @example TORNADO({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, {"tier_multiplier",0.5,1;"requests_per_day",20000,60000}, "api_cost") => {"name","low","base","high","swing";"requests_per_day",3000,7500,9000,6000;"tier_multiplier",3750,7500,7500,3750}
 * @example TORNADO({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, {"requests_per_day",60000,20000}, "api_cost") => #VALUE!
 */
export function tornado(scenario: any[][], ranges: any[][], output?: ScenarioOutput): any[][] {
  return spill(() => {
    const given = scenarioOf(scenario);
    const limits = rows(ranges)
      .filter((row) => !row.every(isBlank))
      .map((row): InputRange => {
        const input = requireNumberInput("ranges", text("ranges (a name)", row[0]));
        return { input, low: endOf(input, "low", row[1]), high: endOf(input, "high", row[2]) };
      });
    const bars = tornadoOf(given, outputOf(output, "npv"), limits);
    return [
      ["name", "low", "base", "high", "swing"],
      ...bars.map(({ name, low, base, high, swing }) => [name, low, base, high, swing]),
    ];
  });
}
