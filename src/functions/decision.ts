import { decide } from "../engine/decision";
import { decisionOutputs } from "./options/decision";
import { cellOrSpill } from "./support/cell";
import { decisionAnswers } from "./support/decisionAnswers";
import { outputAsked } from "./support/outputs";

/**
 * Verdict of the decision tree on fine-tuning against staying on an API, with its reasons.
 * @customfunction DECISION
 * @category Decision
 * @param requests_per_day Requests per day (requests/day).
 * @param tokens_per_request Input and output tokens per request (tokens/request).
 * @param price_per_1m Price of the API ($/1M tokens). A bill over 30 days above $5,000 counts 3, above $1,000 counts 1, else -2.
 * @param task_consistency high counts 2, medium 0, low -2.
 * @param latency_ms Time an answer may take (ms): below 500 counts 2, below 2000 counts 1, else 0.
 * @param quality_need high counts -1, medium 0, low 1.
 * @param ml_team TRUE if there is a team that can train and serve a model; FALSE counts -2.
 * @param fast_iteration TRUE if behaviour must change within days; TRUE counts -2.
 * @param [output] One figure, or the table of factors; "verdict" when omitted.
 * @options task_consistency taskConsistencies
 * @options quality_need qualityNeeds
 * @options output decisionOutputs
 * @returns The verdict: from 3 points "STRONG: Fine-tune", from 1 "LEAN: Fine-tune", from -1 "NEUTRAL: Build ROI model", from -3 "LEAN: Use API", below "STRONG: Use API"; or the output asked for, as rows of factor, input, points, reason for "table".
 * @throws #VALUE! when a number is negative, latency_ms is not positive, or an option is unknown.
 * @example DECISION(50000, 1000, 5, "high", 499, "medium", TRUE, FALSE) => "STRONG: Fine-tune"
 * @example DECISION(50000, 1000, 5, "high", 499, "medium", TRUE, FALSE, "api_cost_per_month") => 7500
 * @example DECISION(50000, 1000, 5, "high", 499, "medium", TRUE, FALSE, "rationale") => "A score of 7 (3 or more) speaks clearly for fine-tuning, first of all because of the API bill of $7,500 a month (+3)."
 * @example DECISION(50000, 1000, 5, "high", 499, "medium", TRUE, FALSE, "table") => {"factor","input","points","reason";"volume",7500,3,"The API bill of $7,500 a month is above $5,000, enough to repay a project and a GPU."} ...
 * @example DECISION(50000, 1000, 5, "high", -499, "medium", TRUE, FALSE) => #VALUE!
 * @see FT.OPTIONS for the ways to go, FT.MODEL for the full business case
 * @requiresParameterAddresses
 */
export function decision(
  requests_per_day: number,
  tokens_per_request: number,
  price_per_1m: number,
  task_consistency: string,
  latency_ms: number,
  quality_need: string,
  ml_team: boolean,
  fast_iteration: boolean,
  output?: string,
  call?: CustomFunctions.Invocation,
): any[][] {
  return cellOrSpill(() => {
    const result = decide(
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
    );
    return decisionOutputs[outputAsked(decisionOutputs, output, "verdict")].of(result);
  });
}
