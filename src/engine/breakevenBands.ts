import { DomainError } from "./errors";
import { breakevenTokensPerDay } from "./breakeven";
import { requireNonNegative, requirePositive, requireWhole } from "./requirements";
import { requiredTokensPerSecond } from "./servingCapacity";
import { servingCostPerMonth } from "./servingCost";

const HOURS_PER_DAY = 24;
const MOST_INSTANCES = 10_000;

/** A range of volumes over which one fleet and one side is the cheaper one. */
export interface Band {
  readonly fromTokensPerDay: number;
  /** Undefined for the last band, which ends only where the fleet does. */
  readonly toTokensPerDay: number | undefined;
  readonly instances: number;
  readonly cheaper: "API" | "fine-tuned";
}

/**
 * Which side is cheaper at which volume, when instances come whole: each further instance is a step in the fine-tuned
 * bill, after which the API can be the cheaper one again. At a volume where both bills are equal the fine-tuned side counts.
 */
export function breakevenBands(fleet: {
  apiPricePer1m: number;
  pricePerInstanceHour: number;
  tokensPerSecond: number;
  fixedCostPerMonth: number;
  targetUtilization: number;
  peakFactor: number;
  maxInstances: number;
  daysPerMonth: number;
}): Band[] {
  const apiPricePer1m = requireNonNegative("api_price_per_1m", fleet.apiPricePer1m);
  const pricePerInstanceHour = requireNonNegative("price_per_instance_hour", fleet.pricePerInstanceHour);
  const tokensPerSecond = requirePositive("tokens_per_second", fleet.tokensPerSecond);
  const overheadPerMonth = requireNonNegative("fixed_cost_per_month", fleet.fixedCostPerMonth);
  const maxInstances = requireWhole("max_instances", fleet.maxInstances, 1);
  const daysPerMonth = requirePositive("days_per_month", fleet.daysPerMonth);
  if (maxInstances > MOST_INSTANCES)
    throw new DomainError(`max_instances must be at most ${MOST_INSTANCES}, not ${maxInstances}`);

  /** Tokens per day that one instance carries: the volume whose peak needs exactly its throughput. */
  const capacity = tokensPerSecond / requiredTokensPerSecond({ ...fleet, tokensPerDay: 1 });
  const bands: Omit<Band, "toTokensPerDay">[] = [];
  for (let instances = 1; instances <= maxInstances; instances++) {
    const from = (instances - 1) * capacity;
    const to = instances * capacity;
    const { totalCost } = servingCostPerMonth({
      instances,
      pricePerInstanceHour,
      commitDiscount: 0,
      overheadPerMonth,
      hoursPerMonth: HOURS_PER_DAY * daysPerMonth,
    });
    const breakeven = breakevenOf(totalCost, apiPricePer1m, daysPerMonth);
    if (breakeven > from) bands.push({ fromTokensPerDay: from, instances, cheaper: "API" });
    if (breakeven < to) bands.push({ fromTokensPerDay: Math.max(from, breakeven), instances, cheaper: "fine-tuned" });
  }
  return bands.map((band, i) => ({ ...band, toTokensPerDay: bands[i + 1]?.fromTokensPerDay }));
}

function breakevenOf(costPerMonth: number, apiPricePer1m: number, daysPerMonth: number): number {
  if (apiPricePer1m === 0) return costPerMonth === 0 ? 0 : Infinity;
  return breakevenTokensPerDay({
    fixedCostPerMonth: costPerMonth,
    apiPricePer1m,
    variableCostPer1m: 0,
    qualityCostPer1m: 0,
    projectCost: 0,
    lifeMonths: 1,
    daysPerMonth,
  });
}
