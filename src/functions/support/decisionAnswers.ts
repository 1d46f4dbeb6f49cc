import type { DecisionAnswers, Level } from "../../engine/decisionFactors";
import { flag, number, option, type RawCell } from "./arguments";

const LEVELS: readonly Level[] = ["high", "medium", "low"];
const LEVEL_ALIASES: Readonly<Record<string, Level>> = { med: "medium", mid: "medium", moderate: "medium" };

/** high, medium or low. */
export const level = (name: string, raw: RawCell): Level => option(name, raw, LEVELS, { aliases: LEVEL_ALIASES });

/** The eight arguments that FT.DECISION and FT.DECISION_SCORE share, in their order. */
export function decisionAnswers(
  requestsPerDay: RawCell,
  tokensPerRequest: RawCell,
  pricePer1m: RawCell,
  taskConsistency: RawCell,
  latencyMs: RawCell,
  qualityNeed: RawCell,
  mlTeam: RawCell,
  fastIteration: RawCell,
  call: CustomFunctions.Invocation | undefined,
): DecisionAnswers {
  return {
    requestsPerDay: number("requests_per_day", requestsPerDay, call),
    tokensPerRequest: number("tokens_per_request", tokensPerRequest, call),
    pricePer1m: number("price_per_1m", pricePer1m, call),
    taskConsistency: level("task_consistency", taskConsistency),
    latencyMs: number("latency_ms", latencyMs, call),
    qualityNeed: level("quality_need", qualityNeed),
    mlTeam: flag("ml_team", mlTeam, undefined, call),
    fastIteration: flag("fast_iteration", fastIteration, undefined, call),
  };
}
