import { requireAtLeast, requireNonNegative, requirePositive, requirePositiveFraction, requireWhole } from "./requirements";

const SECONDS_PER_DAY = 86400;

/**
 * How far demand may exceed a whole number of instances before one more is bought, as a share of the demand.
 * Binary fractions leave an error of about 1e-16 per step (4.2 / 0.6 comes to a hair above 7), and a hair above 7 must
 * not buy an eighth instance. No traffic is known to nine digits, so a billionth is far above any rounding error and
 * far below any demand that matters.
 */
const ROUNDING_SHARE = 1e-9;

/** The fewest whole units of `capacity` that carry `demand`; unchecked, for loops over many volumes. */
export function wholeUnits(demand: number, capacity: number): number {
  const units = demand / capacity;
  const whole = Math.floor(units);
  return units - whole > units * ROUNDING_SHARE ? whole + 1 : whole;
}

/** Tokens/s that traffic needs at its peak, with room left above the target utilization; unchecked. */
function peakTokensPerSecond(tokensPerDay: number, targetUtilization: number, peakFactor: number): number {
  return ((tokensPerDay / SECONDS_PER_DAY) * peakFactor) / targetUtilization;
}

/** Whole instances for a volume and at least `leastInstances`; unchecked, for loops over many volumes. */
export function instancesForVolume(
  tokensPerDay: number,
  tokensPerSecond: number,
  targetUtilization: number,
  peakFactor: number,
  leastInstances: number,
): number {
  return Math.max(leastInstances, wholeUnits(peakTokensPerSecond(tokensPerDay, targetUtilization, peakFactor), tokensPerSecond));
}

/** Tokens/s that the fleet must be able to serve for the traffic of a day at its peak. */
export function requiredTokensPerSecond(traffic: {
  tokensPerDay: number;
  targetUtilization: number;
  peakFactor: number;
}): number {
  return peakTokensPerSecond(
    requireNonNegative("tokens_per_day", traffic.tokensPerDay),
    requirePositiveFraction("target_utilization", traffic.targetUtilization),
    requireAtLeast("peak_factor", traffic.peakFactor, 1),
  );
}

/** The whole instances to run: those the peak needs, no fewer than the least, and the spare ones on top. */
export function wholeInstances(fleet: {
  tokensPerDay: number;
  tokensPerSecond: number;
  targetUtilization: number;
  peakFactor: number;
  minInstances: number;
  spareInstances: number;
}): { neededInstances: number; spareInstances: number; totalInstances: number } {
  const required = requiredTokensPerSecond(fleet);
  const perInstance = requirePositive("tokens_per_second", fleet.tokensPerSecond);
  const least = requireWhole("min_instances", fleet.minInstances, 0);
  const spareInstances = requireWhole("spare_instances", fleet.spareInstances, 0);
  const neededInstances = Math.max(least, wholeUnits(required, perInstance));
  return { neededInstances, spareInstances, totalInstances: neededInstances + spareInstances };
}

/** The share of the fleet's capacity that the traffic of a day uses on average; above 1 the fleet is too small. */
export function utilizationFraction(fleet: { tokensPerDay: number; tokensPerSecond: number; instances: number }): number {
  const tokensPerDay = requireNonNegative("tokens_per_day", fleet.tokensPerDay);
  const perInstance = requirePositive("tokens_per_second", fleet.tokensPerSecond);
  return tokensPerDay / SECONDS_PER_DAY / perInstance / requirePositive("instances", fleet.instances);
}
