import type { OutputName } from "./outputs";

/**
 * What the outputs of a scenario are, one sentence each: sheets, tooltips and help read it. Functions compute without it and
 * never import it, so that functions.js does not carry it.
 */
export const OUTPUT_DESCRIPTIONS: Readonly<Record<OutputName, string>> = {
  tokens_per_day: "Traffic in tokens, reasoning included.",
  api_cost: "API bill.",
  serving_cost: "Instances and overhead.",
  storage_cost: "Storage of weights, checkpoints and data.",
  amortized_cost: "Project cost spread over the model's life.",
  quality_delta: "What the fine-tuned model's answers cost more than the API's.",
  retrain_cost_per_month: "Refreshes spread over the months between them.",
  ft_cost: "Serving, storage, amortised project, quality and retraining.",
  saving: "API bill less the whole cost of the fine-tuned model.",
  cash_saving: "The saving before the project is amortised.",
  compute_cost: "Training runs of the project.",
  engineering_cost: "Engineering hours of the project.",
  project_cost: "Compute, engineering and other cost with the contingency.",
  payback_months: "Project cost over the cash saving of a month.",
  blended_price_per_1m: "One request's API bill over its tokens.",
  breakeven_tokens_per_day: "Volume at which the API bill equals serving and storage.",
  full_breakeven_tokens_per_day: "Volume at which the API bill equals every cost of the fine-tuned model.",
  above_breakeven: "Whether the traffic reaches breakeven_tokens_per_day.",
  above_full_breakeven: "Whether the traffic reaches full_breakeven_tokens_per_day.",
  cost_per_1m_api: "API bill over the month's tokens.",
  cost_per_1m_ft: "Cost of the fine-tuned model over the month's tokens.",
  quality_breakeven_rate: "Highest review_rate_ft at which cash_saving is not negative.",
  npv: "Present value of the cash flows over the horizon.",
  irr: "Rate of return of the cash flows over the horizon.",
  payback_dynamic_months: "Month in which the cash flows first cover the project.",
};
