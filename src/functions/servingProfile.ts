import { CalculationError, DomainError } from "../engine/errors";
import { servingProfile as profileOfServing } from "../engine/servingProfile";
import { isBlank, number, optionalNonZero, optional, rows } from "./support/arguments";
import { spill } from "./support/cell";

/**
 * Instances and cost of a fleet that follows the traffic of a day hour by hour.
 * @customfunction SERVING_PROFILE
 * @category Serving
 * @param hourly_tokens Tokens served in each of the 24 hours of a day, a range of 24 cells (tokens/hour); a blank cell is 0.
 * @param tokens_per_second Throughput of one instance, input and output (tokens/s).
 * @param price_per_instance_hour Price of one instance for an hour ($/instance-hour).
 * @param [min_instances] Fewest instances that run in any hour (instances); 0 when omitted.
 * @param [warmup_minutes] Time billed for each instance that was not running the hour before (minutes); 10 when omitted. Each day is like the next, so hour 23 comes before hour 0.
 * @param [days_per_month] Days in a month (days); 30 when omitted or 0.
 * @returns Header, then hour, tokens, instances and cost ($) of 24 hours, and a total row per month, in which instances are instance-hours without warm-up.
 * @throws #VALUE! when hourly_tokens is not 24 cells, tokens_per_second is not positive, or another argument is negative. A cell that is an error or no number fails its own hour, the cost of the hour after it, and the total.
 * @example SERVING_PROFILE({0;0;0;0;0;0;0;0;3600000;9000000;3600000;0;0;0;0;0;0;0;0;0;0;0;0;0}, 1000, 6) => {"hour","tokens","instances","cost";0,0,0,0} ...
 * @example SERVING_PROFILE({1,2,3}, 1000, 6) => #VALUE!
 * @see FT.SERVING_COST for a fleet that does not change
 * @requiresParameterAddresses
 */
export function servingProfile(
  hourly_tokens: any[][],
  tokens_per_second: number,
  price_per_instance_hour: number,
  min_instances?: number,
  warmup_minutes?: number,
  days_per_month?: number,
  call?: CustomFunctions.Invocation,
): any[][] {
  return spill(() => {
    const { hours, month } = profileOfServing({
      hourlyTokens: tokensOfHours(hourly_tokens),
      tokensPerSecond: number("tokens_per_second", tokens_per_second, call),
      pricePerInstanceHour: number("price_per_instance_hour", price_per_instance_hour, call),
      minInstances: optional("min_instances", min_instances, 0),
      warmupMinutes: optional("warmup_minutes", warmup_minutes, 10, call),
      daysPerMonth: optionalNonZero("days_per_month", days_per_month, 30),
    });
    return [
      ["hour", "tokens", "instances", "cost"],
      ...hours.map(({ hour, tokens, instances, cost }) => [hour, tokens, instances, cost]),
      ["total per month", month.tokens, month.instances, month.cost],
    ];
  });
}

function tokensOfHours(raw: unknown): (number | CalculationError)[] {
  if (isBlank(raw)) throw new DomainError("hourly_tokens is required: a range of 24 cells, one for each hour of a day");
  return rows(raw).flat().map(tokensOfHour);
}

/** A blank cell is 0, which is how the desktop sends it; what is no number fails its own hour only. */
function tokensOfHour(raw: unknown, hour: number): number | CalculationError {
  if (isBlank(raw)) return 0;
  try {
    return number(`hourly_tokens (hour ${hour})`, raw);
  } catch (error) {
    if (error instanceof CalculationError) return error;
    throw error;
  }
}
