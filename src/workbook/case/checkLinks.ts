import type { NumberInputName } from "../../engine/scenario/inputs";

/**
 * The input to look at first where a check fails whose sentence does not begin with its name: it begins with a figure, or with an
 * output that follows from several.
 */
export const SETTLED_BY: Readonly<Record<string, NumberInputName>> = {
  engineering_hours: "hours_data",
  model_fits_gpu: "gpus_per_instance",
  context_fits_model: "tokens_in",
  traffic: "requests_per_day",
  fleet_carries_traffic: "instances",
  breakeven_agrees_with_saving: "review_rate_ft",
  payback_within_life: "life_months",
  npv_agrees_with_saving: "horizon_months",
  presets_current: "price_per_instance_hour",
};
