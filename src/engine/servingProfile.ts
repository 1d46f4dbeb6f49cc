import { CalculationError, DomainError } from "./errors";
import { requireNonNegative, requirePositive, requireWhole } from "./requirements";
import { wholeUnits } from "./servingCapacity";

const HOURS_PER_DAY = 24;
const SECONDS_PER_HOUR = 3600;
const MINUTES_PER_HOUR = 60;

/** One hour of the day; what cannot be known because a cell of the profile holds an error is that error. */
interface ServedHour {
  readonly hour: number;
  readonly tokens: number | CalculationError;
  readonly instances: number | CalculationError;
  readonly cost: number | CalculationError;
}

export interface ServingProfile {
  readonly hours: readonly ServedHour[];
  /** Of a month of such days; the instances are instance-hours without warm-up. */
  readonly month: Omit<ServedHour, "hour">;
}

/**
 * A fleet that follows the traffic of a day hour by hour, and what it costs ($).
 * An instance that was not running in the hour before is also billed its warm-up. Every day is like the next, so the
 * hour before the first is the last.
 */
export function servingProfile(fleet: {
  /** Tokens in each of the 24 hours of a day; an error where a cell holds one. */
  hourlyTokens: readonly (number | CalculationError)[];
  tokensPerSecond: number;
  pricePerInstanceHour: number;
  minInstances: number;
  warmupMinutes: number;
  daysPerMonth: number;
}): ServingProfile {
  const { hourlyTokens } = fleet;
  if (hourlyTokens.length !== HOURS_PER_DAY) {
    throw new DomainError(`hourly_tokens must be ${HOURS_PER_DAY} cells, one for each hour of a day, not ${hourlyTokens.length}`);
  }
  const tokensPerInstanceHour = requirePositive("tokens_per_second", fleet.tokensPerSecond) * SECONDS_PER_HOUR;
  const price = requireNonNegative("price_per_instance_hour", fleet.pricePerInstanceHour);
  const least = requireWhole("min_instances", fleet.minInstances, 0);
  const warmupHours = requireNonNegative("warmup_minutes", fleet.warmupMinutes) / MINUTES_PER_HOUR;
  const days = requirePositive("days_per_month", fleet.daysPerMonth);

  const tokens = hourlyTokens.map((value, hour) =>
    orError(value, () => requireNonNegative(`hourly_tokens (hour ${hour})`, value as number)),
  );
  const instances = tokens.map((value) => orError(value, (known) => Math.max(least, wholeUnits(known, tokensPerInstanceHour))));
  const hours = instances.map((running, hour): ServedHour => {
    const before = instances[(hour + HOURS_PER_DAY - 1) % HOURS_PER_DAY];
    const cost = orError(running, (now) => orError(before, (then) => price * (now + Math.max(0, now - then) * warmupHours)));
    return { hour, tokens: tokens[hour], instances: running, cost };
  });
  const ofMonth = (values: readonly (number | CalculationError)[]) => orError(sum(values), (ofDay) => ofDay * days);
  return {
    hours,
    month: {
      tokens: ofMonth(tokens),
      instances: ofMonth(instances),
      cost: ofMonth(hours.map(({ cost }) => cost)),
    },
  };
}

/** The calculation over a known value; an error, found or made, stays the value's own. */
function orError(
  value: number | CalculationError,
  compute: (known: number) => number | CalculationError,
): number | CalculationError {
  if (value instanceof CalculationError) return value;
  try {
    return compute(value);
  } catch (error) {
    if (error instanceof CalculationError) return error;
    throw error;
  }
}

function sum(values: readonly (number | CalculationError)[]): number | CalculationError {
  let total = 0;
  for (const value of values) {
    if (value instanceof CalculationError) return value;
    total += value;
  }
  return total;
}
