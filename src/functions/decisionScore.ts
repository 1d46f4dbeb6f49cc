import { decisionScore as scoreOfDecision } from "../engine/decision";
import { cell } from "./support/cell";
import { decisionAnswers } from "./support/decisionAnswers";

/**
 * Points of the decision tree, above 0 for fine-tuning and below 0 for staying on an API.
 * @customfunction DECISION_SCORE
 * @category Decision
 * @param requests_per_day Requests per day (requests/day).
 * @param tokens_per_request Input and output tokens per request (tokens/request).
 * @param price_per_1m Price of the API ($/1M tokens). A bill over 30 days above $5,000 counts 3, above $1,000 counts 1, else -2.
 * @param task_consistency high counts 2, medium 0, low -2.
 * @param latency_ms Time an answer may take (ms): below 500 counts 2, below 2000 counts 1, else 0.
 * @param quality_need high counts -1, medium 0, low 1.
 * @param ml_team TRUE if there is a team that can train and serve a model; FALSE counts -2.
 * @param fast_iteration TRUE if behaviour must change within days; TRUE counts -2.
 * @options task_consistency taskConsistencies
 * @options quality_need qualityNeeds
 * @returns Points, from -9 to 8.
 * @throws #VALUE! when a number is negative, latency_ms is not positive, or an option is unknown.
 * @example DECISION_SCORE(50000, 1000, 5, "high", 499, "medium", TRUE, FALSE) => 7
 * @example DECISION_SCORE(100, 1000, 5, "low", 3000, "high", FALSE, TRUE) => -9
 * @example DECISION_SCORE(50000, 1000, 5, "steady", 499, "medium", TRUE, FALSE) => #VALUE!
 * @see FT.DECISION for the verdict and its reasons
 * @requiresParameterAddresses
 */
export function decisionScore(
  requests_per_day: number,
  tokens_per_request: number,
  price_per_1m: number,
  task_consistency: string,
  latency_ms: number,
  quality_need: string,
  ml_team: boolean,
  fast_iteration: boolean,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    scoreOfDecision(
      decisionAnswers(
        requests_per_day,
        tokens_per_request,
        price_per_1m,
        task_consistency,
        latency_ms,
        quality_need,
        ml_team,
        fast_iteration,
        call,
      ),
    ),
  );
}
