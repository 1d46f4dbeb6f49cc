import { DivisionByZero, NoAnswer } from "./errors";
import { requireDivisor, requireFinite, requireNonNegative, requirePositive } from "./requirements";
import { amortizedCostPerMonth } from "./spreadCost";

/** The two bills whose crossing is sought: one grows with the tokens, the other stands still or grows more slowly. */
export interface TwoBills {
  fixedCostPerMonth: number;
  apiPricePer1m: number;
  variableCostPer1m: number;
  /** The difference in quality cost; negative where the fine-tuned model answers better. */
  qualityCostPer1m: number;
  projectCost: number;
  lifeMonths: number;
  daysPerMonth: number;
}

/**
 * Tokens per day at which the API bill equals the fine-tuned model's, the project spread over the model's life.
 * @throws NoAnswer when a token costs the API no more than the fine-tuned model, so that volume never helps.
 */
export function breakevenTokensPerDay(bills: TwoBills): number {
  const fixedCostPerMonth =
    requireNonNegative("fixed_cost_per_month", bills.fixedCostPerMonth) +
    amortizedCostPerMonth(bills.projectCost, bills.lifeMonths);
  const marginPer1m =
    requireNonNegative("api_price_per_1m", bills.apiPricePer1m) -
    requireNonNegative("variable_cost_per_1m", bills.variableCostPer1m) -
    requireFinite("quality_cost_per_1m", bills.qualityCostPer1m);
  requirePositive("days_per_month", bills.daysPerMonth);
  if (marginPer1m <= 0) {
    throw new NoAnswer("it never breaks even: api_price_per_1m is not above variable_cost_per_1m + quality_cost_per_1m");
  }
  return ((fixedCostPerMonth / marginPer1m) * 1e6) / bills.daysPerMonth;
}

/**
 * The API price ($/1M) at which both bills are equal, the project spread over the model's life.
 * @throws DivisionByZero without traffic.
 */
export function breakevenPricePer1m(use: {
  ftCostPerMonth: number;
  tokensPerDay: number;
  projectCost: number;
  lifeMonths: number;
  daysPerMonth: number;
}): number {
  const costPerMonth =
    requireNonNegative("ft_cost_per_month", use.ftCostPerMonth) + amortizedCostPerMonth(use.projectCost, use.lifeMonths);
  const tokensPerDay = requireNonNegative("tokens_per_day", use.tokensPerDay);
  const tokensPerMonth = requireDivisor(tokensPerDay * requirePositive("days_per_month", use.daysPerMonth), tokensPerDay);
  if (tokensPerMonth === 0) throw new DivisionByZero("no break-even price: tokens_per_day is 0");
  return (costPerMonth / tokensPerMonth) * 1e6;
}
