import type { NumberInputName } from "./inputs";

/*
 * Which dimension of Sobol's sequence an input has. A saved simulation repeats only while it stays the same, so that an input
 * keeps its place here for ever and a new one is appended. The first are those most often uncertain: the first dimensions fill
 * their space most evenly.
 */
export const IN_ORDER: readonly string[] = [
  "requests_per_day",
  "review_rate_ft",
  "price_out_per_1m",
  "price_in_per_1m",
  "api_price_change",
  "price_per_instance_hour",
  "hours_data",
  "volume_growth",
  "hourly_rate",
  "tokens_out",
  "tokens_in",
  "tokens_per_second",
  "training_runs",
  "cost_per_review",
  "review_rate_api",
  "other_cost",
  "cost_per_run",
  "instances",
  "api_bill_per_month",
  "gpu_price_change",
  "cached_share",
  "reasoning_tokens",
  "failure_rate_ft",
  "failure_rate_api",
  "cost_per_failure",
  "target_utilization",
  "peak_factor",
  "hours_experiments",
  "hours_evaluation",
  "hours_deployment",
  "overhead_per_month",
  "retrain_cost",
  "retrain_months",
  "ramp_months",
  "life_months",
  "contingency",
  "discount_rate",
  "commit_discount",
  "tier_multiplier",
  "cache_write_share",
  "price_cached_per_1m",
  "price_cache_write_per_1m",
  "model_b",
  "horizon_months",
  "gpus_per_instance",
  "storage_gb",
  "storage_price_per_gb_month",
  "weight_bits",
  "bytes_per_param",
  "days_per_month",
];

const dimensions = new Map(IN_ORDER.map((name, dimension) => [name, dimension]));

/** The dimension of an input. */
export function dimensionOf(name: NumberInputName): number {
  const dimension = dimensions.get(name);
  if (dimension === undefined) throw new Error(`${name} has no dimension: append it`);
  return dimension;
}
