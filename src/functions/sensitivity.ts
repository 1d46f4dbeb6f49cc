import { DomainError } from "../engine/errors";
import { requireNumberInput, type NumberInput } from "../engine/scenario/inputs";
import { scenarioOf } from "../engine/scenario/scenario";
import { sensitivity as sensitivityOf, type TriedValue, type Variation } from "../engine/scenario/sensitivity";
import { isBlank, type RawCell, rows, text } from "./support/arguments";
import { spill } from "./support/cell";
import { errorIn, inputNumber, output as outputOf, scenarioEntries } from "./support/scenario";

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

/** @customenum {string} */
const enum ScenarioInput {
  /** Requests on an average day (requests/day) */
  RequestsPerDay = "requests_per_day",
  /** Input tokens of an average request, cached ones included (tokens/request) */
  TokensIn = "tokens_in",
  /** Output tokens of an average request, without reasoning (tokens/request) */
  TokensOut = "tokens_out",
  /** Tokens the API model thinks with, billed as output (tokens/request) */
  ReasoningTokens = "reasoning_tokens",
  /** API price of input tokens ($/1M tokens) */
  PriceInPer1m = "price_in_per_1m",
  /** API price of output tokens ($/1M tokens) */
  PriceOutPer1m = "price_out_per_1m",
  /** Share of the input tokens read from the provider's cache (fraction) */
  CachedShare = "cached_share",
  /** API price of cached input tokens ($/1M tokens) */
  PriceCachedPer1m = "price_cached_per_1m",
  /** Factor on every API price: 0.5 for a batch tier, above 1 for a priority tier (×) */
  TierMultiplier = "tier_multiplier",
  /** Price of one serving instance with all its GPUs ($/instance-hour) */
  PricePerInstanceHour = "price_per_instance_hour",
  /** Instances that run; with tokens_per_second given, the fewest that run (instances) */
  Instances = "instances",
  /** Input and output tokens one instance serves per second; 0 takes `instances` as they are (tokens/s per instance) */
  TokensPerSecond = "tokens_per_second",
  /** Highest share of an instance's capacity that the peak may use (fraction) */
  TargetUtilization = "target_utilization",
  /** Traffic at the peak against the daily average (×) */
  PeakFactor = "peak_factor",
  /** Discount on the instance price for a commitment (fraction) */
  CommitDiscount = "commit_discount",
  /** Monitoring, networking and on-call beside the instances ($/month) */
  OverheadPerMonth = "overhead_per_month",
  /** GPUs in one instance; read by the checks only (GPUs) */
  GpusPerInstance = "gpus_per_instance",
  /** Size of the fine-tuned model in billions of parameters (B parameters) */
  ModelB = "model_b",
  /** Bits per weight as served; read by the checks only (bits) */
  WeightBits = "weight_bits",
  /** Bytes per parameter as stored (bytes) */
  BytesPerParam = "bytes_per_param",
  /** What is kept: weights, checkpoints, data (GB) */
  StorageGb = "storage_gb",
  /** Price of storage ($/GB-month) */
  StoragePricePerGbMonth = "storage_price_per_gb_month",
  /** Share of the API's answers a person reviews (fraction) */
  ReviewRateApi = "review_rate_api",
  /** Share of the fine-tuned model's answers a person reviews (fraction) */
  ReviewRateFt = "review_rate_ft",
  /** Cost of one review ($/review) */
  CostPerReview = "cost_per_review",
  /** Share of the API's answers that fail unnoticed (fraction) */
  FailureRateApi = "failure_rate_api",
  /** Share of the fine-tuned model's answers that fail unnoticed (fraction) */
  FailureRateFt = "failure_rate_ft",
  /** Cost of one failed answer ($/failure) */
  CostPerFailure = "cost_per_failure",
  /** Training runs of the project, experiments included (runs) */
  TrainingRuns = "training_runs",
  /** Compute cost of one training run ($/run) */
  CostPerRun = "cost_per_run",
  /** Engineering hours for data (h) */
  HoursData = "hours_data",
  /** Engineering hours for experiments (h) */
  HoursExperiments = "hours_experiments",
  /** Engineering hours for evaluation (h) */
  HoursEvaluation = "hours_evaluation",
  /** Engineering hours for deployment (h) */
  HoursDeployment = "hours_deployment",
  /** Cost of one engineering hour ($/h) */
  HourlyRate = "hourly_rate",
  /** Other one-time cost: labelling, licences, migration ($) */
  OtherCost = "other_cost",
  /** Share added to the whole project cost for what is not foreseen (fraction) */
  Contingency = "contingency",
  /** Cost of one refresh of the model ($) */
  RetrainCost = "retrain_cost",
  /** Months between refreshes; 0 for never (months) */
  RetrainMonths = "retrain_months",
  /** Months over which the project cost is spread (months) */
  LifeMonths = "life_months",
  /** Months whose cash flows count in npv, irr and payback_dynamic_months (months) */
  HorizonMonths = "horizon_months",
  /** Yearly change of API prices: -0.5 for a fall of 50 % (fraction/year) */
  ApiPriceChange = "api_price_change",
  /** Yearly change of the instance price (fraction/year) */
  GpuPriceChange = "gpu_price_change",
  /** Yearly growth of traffic (fraction/year) */
  VolumeGrowth = "volume_growth",
  /** Months in which the traffic moves over, in equal steps (months) */
  RampMonths = "ramp_months",
  /** Rate at which later cash flows are discounted (effective annual) */
  DiscountRate = "discount_rate",
  /** Days of traffic and serving in a month (days) */
  DaysPerMonth = "days_per_month",
}

function valuesOf(argument: string, input: NumberInput, raw: RawCell): TriedValue[] {
  const values = rows(raw)
    .flat()
    .filter((cell) => !isBlank(cell))
    .map((cell) => errorIn(argument, cell) ?? inputNumber(input, cell));
  if (values.length === 0) throw new DomainError(`${argument} is required: enter the values ${input.name} is to take`);
  return values;
}

/**
 * One output of a scenario for every value of one input, or of two: what Excel's Data Table computes.
 * @customfunction SENSITIVITY
 * @category What-if
 * @param scenario Two columns, input name and value; the varied inputs may be left out.
 * @param input The input to vary (FT.LIST("inputs")).
 * @param values The values it is to take, a range; blank cells are left out.
 * @param [output] The output to show (FT.LIST("outputs")); npv when omitted.
 * @param [input_2] A second input to vary, across.
 * @param [values_2] The values it is to take, a range.
 * @returns Rows of value and result under a header; with input_2 a table whose first row holds the values of input_2.
 * @throws #VALUE! when an input or output is unknown; a value outside the input's domain gives it in its own cell.
 * @example SENSITIVITY({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, "requests_per_day", {10000,20000}, "api_cost") => {"requests_per_day","api_cost";10000,1500;20000,3000}
 * @example SENSITIVITY({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, "requests_per_day", {10000,20000}, "api_cost", "tier_multiplier", {0.5,1}) => {"api_cost",0.5,1;10000,750,1500;20000,1500,3000}
 * @example SENSITIVITY({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, "cached_share", {0.5,5}, "api_cost") => {"cached_share","api_cost";0.5,7500;5,#VALUE!}
 * @example SENSITIVITY({"requests_per_day",50000}, "reqests_per_day", {1,2}) => #VALUE!
 */
export function sensitivity(
  scenario: any[][],
  input: ScenarioInput,
  values: any[][],
  output?: ScenarioOutput,
  input_2?: ScenarioInput,
  values_2?: any[][],
): any[][] {
  return spill(() => {
    const entries = scenarioEntries(scenario);
    const downInput = requireNumberInput("input", text("input", input));
    const hasSecond = !isBlank(input_2) && (input_2 as RawCell) !== 0;
    if (!hasSecond && values_2 !== null && values_2 !== undefined && !rows(values_2).flat().every(isBlank)) {
      throw new DomainError("input_2 is required with values_2: enter the input that takes them");
    }
    const acrossInput = hasSecond ? requireNumberInput("input_2", text("input_2", input_2)) : undefined;
    if (acrossInput === downInput) throw new DomainError(`input_2 must be another input than input: both are ${downInput.name}`);
    const varied = acrossInput === undefined ? [downInput.name] : [downInput.name, acrossInput.name];

    const given = scenarioOf(entries, varied);
    const asked = outputOf(output, "npv");
    const down: Variation = { input: downInput, values: valuesOf("values", downInput, values) };
    const across =
      acrossInput === undefined ? undefined : { input: acrossInput, values: valuesOf("values_2", acrossInput, values_2) };
    const results = sensitivityOf(given, asked, down, across);
    return [
      across === undefined ? [downInput.name, asked.name] : [asked.name, ...across.values],
      ...results.map((row, i) => [down.values[i], ...row]),
    ];
  });
}
