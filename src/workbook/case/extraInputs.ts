import { DRAWN } from "./typicalRanges";

/*
 * The inputs of a business case beside its scenario: what the other options cost, what is tried, how long is simulated,
 * and the constants of units, so that no formula holds a number of its own.
 */

export const EXTRA_GROUPS = [
  "Cheaper API",
  "Managed fine-tuning",
  "Levers on self-hosting",
  "Training",
  "What is tried",
  "Constants",
] as const;
type ExtraGroup = (typeof EXTRA_GROUPS)[number];

interface ExtraInput {
  readonly group: ExtraGroup;
  readonly label: string;
  readonly unit: string;
  readonly fallback: number | string;
  /** What the fallback rests on. */
  readonly because: string;
}

const OPTION_GUESS = "assumed until it is measured";

export const EXTRA_INPUTS = {
  cheaper_model: {
    group: "Cheaper API",
    label: "Model",
    unit: "preset key",
    fallback: "gpt-4o-mini",
    because: "a small model of the same provider",
  },
  cheaper_price_in: {
    group: "Cheaper API",
    label: "Price of input tokens",
    unit: "$/1M tokens",
    fallback: 0.15,
    because: "list price",
  },
  cheaper_price_out: {
    group: "Cheaper API",
    label: "Price of output tokens",
    unit: "$/1M tokens",
    fallback: 0.6,
    because: "list price",
  },
  cheaper_review_rate: {
    group: "Cheaper API",
    label: "Share of answers a person reviews",
    unit: "fraction",
    fallback: 0,
    because: OPTION_GUESS,
  },
  cheaper_hours: { group: "Cheaper API", label: "Hours to evaluate and switch", unit: "h", fallback: 24, because: OPTION_GUESS },
  option_hourly_rate: {
    group: "Cheaper API",
    label: "Cost of an hour, where the project counts none",
    unit: "$/h",
    fallback: 150,
    because: OPTION_GUESS,
  },
  managed_offer: {
    group: "Managed fine-tuning",
    label: "Offer",
    unit: "preset key",
    fallback: "openai-ft/gpt-4o-mini-2024-07-18",
    because: "a small model that a provider tunes and hosts",
  },
  managed_training_price: {
    group: "Managed fine-tuning",
    label: "Price of training",
    unit: "$/1M tokens",
    fallback: 3,
    because: "list price",
  },
  managed_price_in: {
    group: "Managed fine-tuning",
    label: "Price of input tokens",
    unit: "$/1M tokens",
    fallback: 0.3,
    because: "list price",
  },
  managed_price_out: {
    group: "Managed fine-tuning",
    label: "Price of output tokens",
    unit: "$/1M tokens",
    fallback: 1.2,
    because: "list price",
  },
  managed_hosting_per_hour: {
    group: "Managed fine-tuning",
    label: "Hosting of the deployment",
    unit: "$/h",
    fallback: 0,
    because: "the offer charges by the token",
  },
  managed_review_rate: {
    group: "Managed fine-tuning",
    label: "Share of answers a person reviews",
    unit: "fraction",
    fallback: 0,
    because: OPTION_GUESS,
  },
  lever_speedup: {
    group: "Levers on self-hosting",
    label: "Speed with 4-bit weights",
    unit: "×",
    fallback: 1.7,
    because: "low end of the reference table's 1.7 to 2",
  },
  lever_commit_discount: {
    group: "Levers on self-hosting",
    label: "Discount for a year's commitment",
    unit: "fraction",
    fallback: 0.3,
    because: OPTION_GUESS,
  },
  lever_hours: {
    group: "Levers on self-hosting",
    label: "Hours to set up and evaluate",
    unit: "h",
    fallback: 40,
    because: OPTION_GUESS,
  },
  training_method: { group: "Training", label: "Method", unit: "full, lora or qlora", fallback: "lora", because: OPTION_GUESS },
  training_examples: { group: "Training", label: "Training examples", unit: "examples", fallback: 10000, because: OPTION_GUESS },
  training_tokens_per_example: {
    group: "Training",
    label: "Tokens per example",
    unit: "tokens",
    fallback: 1000,
    because: "a request with its answer",
  },
  training_epochs: { group: "Training", label: "Passes over the examples", unit: "epochs", fallback: 3, because: OPTION_GUESS },
  training_on_spot: {
    group: "Training",
    label: "On interruptible GPUs (1 yes, 0 no)",
    unit: "1 or 0",
    fallback: 0,
    because: OPTION_GUESS,
  },
  serving_concurrency: {
    group: "Training",
    label: "Requests in flight when serving",
    unit: "requests",
    fallback: 32,
    because: OPTION_GUESS,
  },
  tried_change_first: {
    group: "What is tried",
    label: "Largest fall of API prices",
    unit: "fraction/year",
    fallback: -0.75,
    because: "prices of one quality have fallen every year",
  },
  tried_change_step: {
    group: "What is tried",
    label: "Step between the changes tried",
    unit: "fraction/year",
    fallback: 0.125,
    because: "",
  },
  tried_volume_step: {
    group: "What is tried",
    label: "Step between the volumes tried, of today's",
    unit: "fraction",
    fallback: 0.1,
    because: "",
  },
  trials: { group: "What is tried", ...DRAWN.trials, unit: "trials", because: "" },
  seed: {
    group: "What is tried",
    ...DRAWN.seed,
    unit: "number",
    because: "the same seed gives the same figures",
  },
  histogram_bars: {
    group: "What is tried",
    label: "Bars of the histogram (its chart shows 12)",
    unit: "bars",
    fallback: 12,
    because: "enough for its shape",
  },
  hours_per_day: { group: "Constants", label: "Hours in a day", unit: "h/day", fallback: 24, because: "" },
  seconds_per_day: { group: "Constants", label: "Seconds in a day", unit: "s/day", fallback: 86400, because: "" },
  months_per_year: { group: "Constants", label: "Months in a year", unit: "months/year", fallback: 12, because: "" },
  tokens_per_price: { group: "Constants", label: "Tokens that a price is for", unit: "tokens", fallback: 1e6, because: "" },
  whole_tolerance: {
    group: "Constants",
    label: "Share of the demand that buys no further instance",
    unit: "fraction",
    fallback: 1e-9,
    because: "no traffic is known to nine digits",
  },
  check_tolerance: {
    group: "Constants",
    label: "Difference at which a check fails, of the amount",
    unit: "fraction",
    fallback: 1e-6,
    because: "a dollar in a million",
  },
} as const satisfies Readonly<Record<string, ExtraInput>>;

export type ExtraName = keyof typeof EXTRA_INPUTS;
export const EXTRA_NAMES = Object.keys(EXTRA_INPUTS) as ExtraName[];
export const extraInput = (name: ExtraName): ExtraInput => EXTRA_INPUTS[name];
