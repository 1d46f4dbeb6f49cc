import { cacheSharesProblem } from "../apiCost";
import { type CalculationError, DivisionByZero, DomainError, MissingPreset, NoAnswer } from "../errors";
import { hasValue } from "../numbers";
import { dependsOn } from "./evaluation";
import type { OutputName } from "./outputs";

/** A quantity of the row in question, by name. */
type QuantityOf = (name: string) => number;

/*
 * Made once and shared by all cells: of 100,000 rows half may never pay back, and making an error records where it was made.
 */
const NEVER_PAYS_BACK = new NoAnswer("it never pays back: cash_saving is not positive");
const NOT_COVERED = new NoAnswer("the cash flows do not cover the project within the horizon");
const NO_RATE_OF_RETURN = new NoAnswer("no rate of return: no rate makes the cash flows over the horizon worth 0");
const API_IS_FREE = new NoAnswer("it never breaks even: the API costs nothing");
const NO_MARGIN = new NoAnswer("it never breaks even: the difference in quality costs as much per token as the API");
const NO_REVIEW_RATE = new NoAnswer("no review rate breaks even: the saving is lost even without any review");
const NO_REVIEWS = new DivisionByZero("no break-even review rate: no requests, or a review costs nothing");
const NO_TOKENS = new DivisionByZero("a request has no tokens: tokens_in, tokens_out and reasoning_tokens are all 0");
const NO_TRAFFIC = new DivisionByZero("no cost per 1M tokens: there is no traffic");
const NO_PRICE_FOR_PROMPT = new MissingPreset("api_model has no price for a prompt of tokens_in: enter price_in_per_1m");
export const NO_TRAFFIC_FROM_BILL = new DivisionByZero(
  "requests_per_day does not follow from api_bill_per_month: one request costs nothing",
);

/** What an output is computed from, found once: of 100,000 rows any number may lack a value. */
const SOURCES = new Map<OutputName, { readonly fromBill: boolean; readonly fromTraffic: boolean }>();

function sourcesOf(output: OutputName): { readonly fromBill: boolean; readonly fromTraffic: boolean } {
  const known = SOURCES.get(output);
  if (known !== undefined) return known;
  const sources = { fromBill: dependsOn(output, "cached_share"), fromTraffic: dependsOn(output, "requests_per_day") };
  SOURCES.set(output, sources);
  return sources;
}

/** Why what an output is computed from has no value. */
function missingSource(output: OutputName, quantity: QuantityOf): CalculationError | undefined {
  const { fromBill, fromTraffic } = sourcesOf(output);
  if (fromBill && !hasValue(quantity("request_cost"))) {
    return cacheSharesProblem(quantity("cached_share"), quantity("cache_write_share")) ?? NO_PRICE_FOR_PROMPT;
  }
  return fromTraffic && !hasValue(quantity("daily_requests")) ? NO_TRAFFIC_FROM_BILL : undefined;
}

/** Why an output has no value, for the outputs that can lack one; undefined where only an overflow can be the reason. */
const REASONS: Partial<Record<OutputName, (quantity: QuantityOf) => CalculationError | undefined>> = {
  payback_months: (quantity) => (quantity("cash_saving") <= 0 ? NEVER_PAYS_BACK : undefined),
  blended_price_per_1m: withoutTokens,
  breakeven_tokens_per_day: (quantity) =>
    withoutTokens(quantity) ?? (quantity("blended_price_per_1m") === 0 ? API_IS_FREE : undefined),
  full_breakeven_tokens_per_day: (quantity) =>
    withoutTokens(quantity) ?? (quantity("blended_price_per_1m") <= quantity("quality_cost_per_1m") ? NO_MARGIN : undefined),
  cost_per_1m_api: withoutTraffic,
  cost_per_1m_ft: withoutTraffic,
  quality_breakeven_rate: (quantity) =>
    quantity("requests_per_month") * quantity("cost_per_review") === 0 ? NO_REVIEWS : NO_REVIEW_RATE,
  irr: () => NO_RATE_OF_RETURN,
  payback_dynamic_months: () => NOT_COVERED,
};

function withoutTokens(quantity: QuantityOf): CalculationError | undefined {
  return quantity("tokens_per_request") === 0 ? NO_TOKENS : undefined;
}

function withoutTraffic(quantity: QuantityOf): CalculationError | undefined {
  return quantity("requests_per_month") * quantity("tokens_per_request") === 0 ? NO_TRAFFIC : undefined;
}

/** The error of a cell whose output is not a finite number. */
export function missingOutput(output: OutputName, quantity: QuantityOf): CalculationError {
  return (
    missingSource(output, quantity) ??
    REASONS[output]?.(quantity) ??
    new DomainError(`${output} is not a finite number: an input of the scenario is too large or too small`)
  );
}
