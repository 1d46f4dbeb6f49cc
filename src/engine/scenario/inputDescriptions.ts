import type { InputName } from "./inputs";

/*
 * What the inputs of a scenario are, for people: sheets, tooltips and help read it. Functions compute without it and never
 * import it, so that functions.js does not carry it.
 */

type InputGroup =
  "Traffic" | "API prices" | "Serving" | "Model and storage" | "Quality" | "Project" | "Retraining" | "Time and change";

interface InputDescription {
  readonly group: InputGroup;
  /** One sentence, as a comment on the cell or a tooltip shows it. */
  readonly doc: string;
}

export const INPUT_DESCRIPTIONS: Readonly<Record<InputName, InputDescription>> = {
  requests_per_day: { group: "Traffic", doc: "Requests on an average day." },
  api_bill_per_month: {
    group: "Traffic",
    doc: "API bill of a month, from which requests_per_day follows where it is not given.",
  },
  tokens_in: { group: "Traffic", doc: "Input tokens of an average request, cached ones included." },
  tokens_out: { group: "Traffic", doc: "Output tokens of an average request, without reasoning." },
  reasoning_tokens: { group: "Traffic", doc: "Tokens the API model thinks with, billed as output." },
  price_in_per_1m: { group: "API prices", doc: "API price of input tokens." },
  price_out_per_1m: { group: "API prices", doc: "API price of output tokens." },
  cached_share: { group: "API prices", doc: "Share of the input tokens read from the provider's cache." },
  price_cached_per_1m: { group: "API prices", doc: "API price of cached input tokens." },
  cache_write_share: { group: "API prices", doc: "Share of the input tokens written to the provider's cache." },
  price_cache_write_per_1m: { group: "API prices", doc: "API price of input tokens written to the cache." },
  tier_multiplier: { group: "API prices", doc: "Factor on every API price: 0.5 for a batch tier, above 1 for a priority tier." },
  api_model: { group: "API prices", doc: "API model whose prices hold where none are entered." },
  price_per_instance_hour: { group: "Serving", doc: "Price of one serving instance with all its GPUs." },
  instances: { group: "Serving", doc: "Instances that run; with tokens_per_second given, the fewest that run." },
  tokens_per_second: {
    group: "Serving",
    doc: "Input and output tokens one instance serves per second; 0 takes `instances` as they are.",
  },
  target_utilization: { group: "Serving", doc: "Highest share of an instance's capacity that the peak may use." },
  peak_factor: { group: "Serving", doc: "Traffic at the peak against the daily average." },
  commit_discount: { group: "Serving", doc: "Discount on the instance price for a commitment." },
  overhead_per_month: { group: "Serving", doc: "Monitoring, networking and on-call beside the instances." },
  gpu: { group: "Serving", doc: "GPU of an instance, or a cloud instance, whose price then holds where none is entered." },
  gpus_per_instance: { group: "Serving", doc: "GPUs in one instance; read by the checks only." },
  model_b: { group: "Model and storage", doc: "Size of the fine-tuned model in billions of parameters." },
  weight_bits: { group: "Model and storage", doc: "Bits per weight as served; read by the checks only." },
  bytes_per_param: { group: "Model and storage", doc: "Bytes per parameter as stored." },
  storage_gb: { group: "Model and storage", doc: "What is kept: weights, checkpoints, data." },
  storage_price_per_gb_month: { group: "Model and storage", doc: "Price of storage." },
  review_rate_api: { group: "Quality", doc: "Share of the API's answers a person reviews." },
  review_rate_ft: { group: "Quality", doc: "Share of the fine-tuned model's answers a person reviews." },
  cost_per_review: { group: "Quality", doc: "Cost of one review." },
  failure_rate_api: { group: "Quality", doc: "Share of the API's answers that fail unnoticed." },
  failure_rate_ft: { group: "Quality", doc: "Share of the fine-tuned model's answers that fail unnoticed." },
  cost_per_failure: { group: "Quality", doc: "Cost of one failed answer." },
  training_runs: { group: "Project", doc: "Training runs of the project, experiments included." },
  cost_per_run: { group: "Project", doc: "Compute cost of one training run." },
  hours_data: { group: "Project", doc: "Engineering hours for data." },
  hours_experiments: { group: "Project", doc: "Engineering hours for experiments." },
  hours_evaluation: { group: "Project", doc: "Engineering hours for evaluation." },
  hours_deployment: { group: "Project", doc: "Engineering hours for deployment." },
  hourly_rate: { group: "Project", doc: "Cost of one engineering hour." },
  other_cost: { group: "Project", doc: "Other one-time cost: labelling, licences, migration." },
  contingency: { group: "Project", doc: "Share added to the whole project cost for what is not foreseen." },
  retrain_cost: { group: "Retraining", doc: "Cost of one refresh of the model." },
  retrain_months: { group: "Retraining", doc: "Months between refreshes; 0 for never." },
  life_months: { group: "Time and change", doc: "Months over which the project cost is spread." },
  horizon_months: { group: "Time and change", doc: "Months whose cash flows count in npv, irr and payback_dynamic_months." },
  api_price_change: { group: "Time and change", doc: "Yearly change of API prices: -0.5 for a fall of 50 %." },
  gpu_price_change: { group: "Time and change", doc: "Yearly change of the instance price." },
  volume_growth: { group: "Time and change", doc: "Yearly growth of traffic." },
  ramp_months: { group: "Time and change", doc: "Months in which the traffic moves over, in equal steps." },
  discount_rate: { group: "Time and change", doc: "Rate at which later cash flows are discounted." },
  days_per_month: { group: "Time and change", doc: "Days of traffic and serving in a month." },
  as_of: { group: "Time and change", doc: "Date of the API model's prices; the newest ones when it is not given." },
};
