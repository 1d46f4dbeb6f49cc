import { type CalculationError, DivisionByZero, DomainError, NoAnswer } from "../errors";
import type { OutputName } from "./outputs";

/** A quantity of the row in question, by name. */
type QuantityOf = (name: string) => number;

const WITHOUT_TOKENS = "a request has no tokens: tokens_in, tokens_out and reasoning_tokens are all 0";

/** Why an output has no value, for the outputs that can lack one. */
const REASONS: Partial<Record<OutputName, (quantity: QuantityOf) => CalculationError | undefined>> = {
  payback_months: (quantity) =>
    quantity("cash_saving") <= 0 ? new NoAnswer("it never pays back: cash_saving is not positive") : undefined,
  blended_price_per_1m: (quantity) => (quantity("tokens_per_request") === 0 ? new DivisionByZero(WITHOUT_TOKENS) : undefined),
  breakeven_tokens_per_day: (quantity) => {
    if (quantity("tokens_per_request") === 0) return new DivisionByZero(WITHOUT_TOKENS);
    return quantity("blended_price_per_1m") === 0 ? new NoAnswer("it never breaks even: the API costs nothing") : undefined;
  },
  full_breakeven_tokens_per_day: (quantity) => {
    if (quantity("tokens_per_request") === 0) return new DivisionByZero(WITHOUT_TOKENS);
    return quantity("blended_price_per_1m") <= quantity("quality_cost_per_1m")
      ? new NoAnswer("it never breaks even: the difference in quality costs as much per token as the API")
      : undefined;
  },
  cost_per_1m_api: withoutTraffic,
  cost_per_1m_ft: withoutTraffic,
  quality_breakeven_rate: (quantity) => {
    if (quantity("requests_per_month") * quantity("cost_per_review") === 0) {
      return new DivisionByZero("no break-even review rate: no requests, or a review costs nothing");
    }
    return new NoAnswer("no review rate breaks even: the saving is lost even without any review");
  },
  irr: () => new NoAnswer("no rate of return: no rate makes the cash flows over the horizon worth 0"),
  payback_dynamic_months: () => new NoAnswer("the cash flows do not cover the project within the horizon"),
};

function withoutTraffic(quantity: QuantityOf): CalculationError | undefined {
  return quantity("requests_per_month") * quantity("tokens_per_request") === 0
    ? new DivisionByZero("no cost per 1M tokens: there is no traffic")
    : undefined;
}

/** The error of a cell whose output is not a finite number. */
export function missingOutput(output: OutputName, quantity: QuantityOf): CalculationError {
  return (
    REASONS[output]?.(quantity) ??
    new DomainError(`${output} is not a finite number: an input of the scenario is too large or too small`)
  );
}
