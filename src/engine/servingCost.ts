import { DivisionByZero, DomainError } from "./errors";
import {
  requireDivisor,
  requireFraction,
  requireFractionBelowOne,
  requireNonNegative,
  requirePositive,
  requireWhole,
} from "./requirements";
import { wholeUnits } from "./servingCapacity";

const SECONDS_PER_HOUR = 3600;
const TOKENS_PER_PRICE = 1e6;

/** The bill of a fleet that runs all month ($/month). */
export interface ServingCost {
  readonly instancesCost: number;
  readonly overheadCost: number;
  readonly totalCost: number;
}

/** What running instances cost in a month; unchecked, for loops over many fleets. */
export const runningCost = (
  instances: number,
  pricePerInstanceHour: number,
  commitDiscount: number,
  hoursPerMonth: number,
): number => instances * pricePerInstanceHour * hoursPerMonth * (1 - commitDiscount);

/** The bill of a fleet that runs all month; a commitment makes the instances cheaper, not the overhead. */
export function servingCostPerMonth(fleet: {
  /** On average over the month, so a fraction is allowed. */
  instances: number;
  pricePerInstanceHour: number;
  commitDiscount: number;
  overheadPerMonth: number;
  hoursPerMonth: number;
}): ServingCost {
  const instancesCost = runningCost(
    requireNonNegative("instances", fleet.instances),
    requireNonNegative("price_per_instance_hour", fleet.pricePerInstanceHour),
    requireFraction("commit_discount", fleet.commitDiscount),
    requirePositive("hours_per_month", fleet.hoursPerMonth),
  );
  const overheadCost = requireNonNegative("overhead_per_month", fleet.overheadPerMonth);
  return { instancesCost, overheadCost, totalCost: instancesCost + overheadCost };
}

/**
 * What a million served tokens cost ($/1M) when a fleet is used to a share of its capacity.
 * @throws DivisionByZero at no traffic.
 */
export function servingCostPer1m(fleet: {
  costPerMonth: number;
  tokensPerSecond: number;
  utilizationFraction: number;
  hoursPerMonth: number;
}): number {
  const cost = requireNonNegative("cost_per_month", fleet.costPerMonth);
  const capacity =
    requirePositive("tokens_per_second", fleet.tokensPerSecond) *
    SECONDS_PER_HOUR *
    requirePositive("hours_per_month", fleet.hoursPerMonth);
  const utilization = fleet.utilizationFraction;
  if (utilization > 1 && utilization < 2) {
    // More likely an overloaded fleet, as FT.UTILIZATION shows it, than a percentage.
    throw new DomainError(`utilization must be between 0 and 1, not ${utilization}: no fleet serves more than its capacity`);
  }
  requireFraction("utilization", utilization);
  if (utilization === 0) throw new DivisionByZero("no cost per 1M tokens: at a utilization of 0 none are served");
  return (cost / requireDivisor(capacity * utilization)) * TOKENS_PER_PRICE;
}

/**
 * The share of a fleet that one of many adapters costs ($/month), all of them served from copies of one base model.
 * Swapping adapters costs throughput, so that the same traffic takes more of each deployment.
 * @throws DivisionByZero for no adapters.
 */
export function multiLoraCostPerAdapter(fleet: {
  /** Of one deployment. */
  fleetCostPerMonth: number;
  adapters: number;
  throughputLoss: number;
  adaptersPerDeployment: number;
}): { deployments: number; fleetCost: number; costPerAdapter: number } {
  const cost = requireNonNegative("fleet_cost_per_month", fleet.fleetCostPerMonth);
  const adapters = requireWhole("adapters", fleet.adapters, 0);
  const kept = 1 - requireFractionBelowOne("throughput_loss", fleet.throughputLoss);
  const deployments = wholeUnits(adapters, requireWhole("adapters_per_deployment", fleet.adaptersPerDeployment, 1));
  if (adapters === 0) throw new DivisionByZero("no cost per adapter: adapters is 0");
  const fleetCost = (cost * deployments) / kept;
  return { deployments, fleetCost, costPerAdapter: fleetCost / adapters };
}
