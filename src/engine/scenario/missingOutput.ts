import { cacheSharesProblem } from "../apiCost";
import { type CalculationError, DivisionByZero, DomainError, MissingPreset, NoAnswer } from "../errors";
import { hasValue } from "../numbers";
import { dependsOn, type ReadingOf } from "./evaluation";
import type { OutputName } from "./outputs";

/** Why a value is missing in a row; undefined where this is not why. */
type Reason = (row: number) => CalculationError | undefined;

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
function missingSource(output: OutputName, of: ReadingOf): Reason {
  const { fromBill, fromTraffic } = sourcesOf(output);
  const requestCost = of("request_cost");
  const cachedShare = of("cached_share");
  const cacheWriteShare = of("cache_write_share");
  const dailyRequests = of("daily_requests");
  return (row) => {
    if (fromBill && !hasValue(requestCost(row))) {
      return cacheSharesProblem(cachedShare(row), cacheWriteShare(row)) ?? NO_PRICE_FOR_PROMPT;
    }
    return fromTraffic && !hasValue(dailyRequests(row)) ? NO_TRAFFIC_FROM_BILL : undefined;
  };
}

/** Why an output has no value, for the outputs that can lack one; undefined where only an overflow can be the reason. */
const REASONS: Partial<Record<OutputName, (of: ReadingOf) => Reason>> = {
  payback_months: (of) => {
    const cashSaving = of("cash_saving");
    return (row) => (cashSaving(row) <= 0 ? NEVER_PAYS_BACK : undefined);
  },
  blended_price_per_1m: withoutTokens,
  breakeven_tokens_per_day: (of) => {
    const noTokens = withoutTokens(of);
    const price = of("blended_price_per_1m");
    return (row) => noTokens(row) ?? (price(row) === 0 ? API_IS_FREE : undefined);
  },
  full_breakeven_tokens_per_day: (of) => {
    const noTokens = withoutTokens(of);
    const price = of("blended_price_per_1m");
    const quality = of("quality_cost_per_1m");
    return (row) => noTokens(row) ?? (price(row) <= quality(row) ? NO_MARGIN : undefined);
  },
  cost_per_1m_api: withoutTraffic,
  cost_per_1m_ft: withoutTraffic,
  quality_breakeven_rate: (of) => {
    const requests = of("requests_per_month");
    const review = of("cost_per_review");
    return (row) => (requests(row) * review(row) === 0 ? NO_REVIEWS : NO_REVIEW_RATE);
  },
  irr: () => () => NO_RATE_OF_RETURN,
  payback_dynamic_months: () => () => NOT_COVERED,
};

function withoutTokens(of: ReadingOf): Reason {
  const tokens = of("tokens_per_request");
  return (row) => (tokens(row) === 0 ? NO_TOKENS : undefined);
}

function withoutTraffic(of: ReadingOf): Reason {
  const requests = of("requests_per_month");
  const tokens = of("tokens_per_request");
  return (row) => (requests(row) * tokens(row) === 0 ? NO_TRAFFIC : undefined);
}

/** What gives the error of a cell, by row, whose output is not a finite number. */
export function reasonOf(output: OutputName, of: ReadingOf): (row: number) => CalculationError {
  const source = missingSource(output, of);
  const own = REASONS[output]?.(of);
  return (row) =>
    source(row) ??
    own?.(row) ??
    new DomainError(`${output} is not a finite number: an input of the scenario is too large or too small`);
}
