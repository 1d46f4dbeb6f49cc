import { finishedTwelfthRoot, startedTwelfthRoot, twelfthRoot } from "./elementary";
import { DomainError } from "./errors";
import { requireFinite, requireNonNegative, requireWhole, requireYearlyChange } from "./requirements";

/** A century: longer than any model lives, and short enough for a sheet. */
const MOST_MONTHS = 1200;

/** What a yearly change (-0.5 for a fall of 50 %) comes to from one month to the next, as a factor; unchecked. */
export const monthlyFactor = (changePerYear: number): number => twelfthRoot(1 + changePerYear);

/** `monthlyFactor` of a column. */
export function fillMonthlyFactors(changesPerYear: Float64Array, factors: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) factors[i] = startedTwelfthRoot(1 + changesPerYear[i]);
  for (let i = 0; i < count; i++) factors[i] = finishedTwelfthRoot(1 + changesPerYear[i], factors[i]);
}

/** The share of the traffic that has moved over in a month counted from 1: all of it without a ramp. */
export const movedShare = (month: number, rampMonths: number): number => (month < rampMonths ? month / rampMonths : 1);

/** Both sides of a project that runs: what a month costs at the start, and the factors from one month to the next. */
export interface RunningCosts {
  apiCostPerMonth: number;
  apiPriceFactor: number;
  qualityDeltaPerMonth: number;
  /** Growth of the volume, which reaches the API bill and the quality difference. */
  volumeFactor: number;
  /** The fine-tuned model's cost: a part whose price changes, times its units, and a part that stays. */
  changingCostPerUnit: number;
  changingFactor: number;
  steadyCostPerMonth: number;
  rampMonths: number;
}

/**
 * The two sides of every month from 1 to `months`: the API bill avoided, and what the fine-tuned model costs with the
 * difference in quality of the traffic moved. Unchecked, for loops over many projects.
 * @param units The units of the changing cost, month by month; none for one unit throughout.
 */
export function fillMonths(
  costs: RunningCosts,
  months: number,
  units: Float64Array | undefined,
  apiCosts: Float64Array,
  ftCosts: Float64Array,
): void {
  let api = costs.apiCostPerMonth;
  let quality = costs.qualityDeltaPerMonth;
  let changing = costs.changingCostPerUnit;
  const apiFactor = costs.apiPriceFactor * costs.volumeFactor;
  for (let month = 1; month <= months; month++) {
    const share = movedShare(month, costs.rampMonths);
    apiCosts[month - 1] = share * api;
    ftCosts[month - 1] = changing * (units === undefined ? 1 : units[month - 1]) + costs.steadyCostPerMonth + share * quality;
    api *= apiFactor;
    quality *= costs.volumeFactor;
    changing *= costs.changingFactor;
  }
}

/** One month of a project. */
export interface MonthlyFlow {
  month: number;
  apiCost: number;
  ftCost: number;
  net: number;
  cumulative: number;
}

/** The flows of a project: month 0 pays for it; every later month avoids the API bill and pays for the fine-tuned model. */
export function cashFlows(project: {
  projectCost: number;
  apiCostPerMonth: number;
  ftCostPerMonth: number;
  months: number;
  apiPriceChange: number;
  ftPriceChange: number;
  volumeGrowth: number;
  rampMonths: number;
  qualityDeltaPerMonth: number;
}): MonthlyFlow[] {
  const projectCost = requireNonNegative("project_cost", project.projectCost);
  const costs: RunningCosts = {
    apiCostPerMonth: requireNonNegative("api_cost_per_month", project.apiCostPerMonth),
    changingCostPerUnit: requireNonNegative("ft_cost_per_month", project.ftCostPerMonth),
    steadyCostPerMonth: 0,
    apiPriceFactor: monthlyFactor(requireYearlyChange("api_price_change", project.apiPriceChange)),
    changingFactor: monthlyFactor(requireYearlyChange("ft_price_change", project.ftPriceChange)),
    volumeFactor: monthlyFactor(requireYearlyChange("volume_growth", project.volumeGrowth)),
    rampMonths: requireNonNegative("ramp_months", project.rampMonths),
    qualityDeltaPerMonth: requireFinite("quality_delta_per_month", project.qualityDeltaPerMonth),
  };
  const months = requireWhole("months", project.months, 1);
  if (months > MOST_MONTHS) throw new DomainError(`months must be at most ${MOST_MONTHS}, not ${months}`);
  const apiCosts = new Float64Array(months);
  const ftCosts = new Float64Array(months);
  fillMonths(costs, months, undefined, apiCosts, ftCosts);

  const flows: MonthlyFlow[] = [{ month: 0, apiCost: 0, ftCost: projectCost, net: -projectCost, cumulative: -projectCost }];
  let cumulative = -projectCost;
  for (let i = 0; i < months; i++) {
    const net = apiCosts[i] - ftCosts[i];
    cumulative += net;
    flows.push({ month: i + 1, apiCost: apiCosts[i], ftCost: ftCosts[i], net, cumulative });
  }
  return flows;
}
