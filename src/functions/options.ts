import { waysForward } from "../engine/options";
import { servingReferences } from "../presets/reference";
import { flag, number } from "./support/arguments";
import { spill } from "./support/cell";
import { level } from "./support/decisionAnswers";

/**
 * Which of four ways fit: prompts on the API, managed fine-tuning, self-hosted fine-tuning, or the API as it is.
 * @customfunction OPTIONS
 * @category Decision
 * @param tokens_per_day Tokens per day, input and output (tokens/day). Under 1M prompts fit; managed fine-tuning fits from 1M to 10M only.
 * @param price_per_1m Price of the API ($/1M tokens). Self-hosting fits from the break-even volume: the tokens/day whose bill over 30 days pays for the reference 7B instance ($742/month, 5,000 tokens/s), or as many of them as the volume needs. At $1 that is 24.7M.
 * @param team_engineers Engineers in the team (engineers). Managed fine-tuning fits with fewer than 5.
 * @param ml_team TRUE if there is an ML team. Managed fine-tuning fits only without; self-hosting needs one to run it.
 * @param weeks_available Time until it must run (weeks). Managed fine-tuning fits under 4.
 * @param task_consistency Prompts fit with low; high helps self-hosting, which learns one task.
 * @param quality_need Prompts fit with high: only the largest models are good enough.
 * @param [privacy_required] TRUE if data may not leave your own machines: then only self-hosting fits; FALSE when omitted.
 * @options task_consistency taskConsistencies
 * @options quality_need qualityNeeds
 * @returns Header, then option, fits (TRUE or FALSE), reason and rank for the four; 1 is the first to take, blank where it does not fit. Where several fit, what is least to try and to undo comes first, and the reason of a later one names the conflict. Prompts fit if one of their conditions holds, managed fine-tuning if all do, self-hosting above its break-even or where privacy demands it, staying on the API if nothing else fits. Each reason states the figures and thresholds.
 * @throws #VALUE! when a number is negative or an option is unknown.
 * @example OPTIONS(5000000, 1, 3, FALSE, 3, "medium", "medium") => {"option","fits","reason","rank";"prompt engineering on the API",FALSE,"Does not fit: 5M tokens/day is not under 1M; task consistency is medium, not low; the quality need is medium, not high.","";"managed fine-tuning",TRUE,"Fits: a team of 3 is smaller than 5; there is no ML team; 3 weeks are under 4; 5M tokens/day is within 1M to 10M.",1} ...
 * @example OPTIONS(5000000, 1, 3, FALSE, 3, "sometimes", "medium") => #VALUE!
 * @see FT.DECISION for the score, FT.BENCHMARK for the reference instance, FT.BREAKEVEN_TOKENS for your own break-even
 * @requiresParameterAddresses
 */
export function options(
  tokens_per_day: number,
  price_per_1m: number,
  team_engineers: number,
  ml_team: boolean,
  weeks_available: number,
  task_consistency: string,
  quality_need: string,
  privacy_required?: boolean,
  call?: CustomFunctions.Invocation,
): any[][] {
  return spill(() => {
    const ways = waysForward(
      {
        tokensPerDay: number("tokens_per_day", tokens_per_day, call),
        pricePer1m: number("price_per_1m", price_per_1m, call),
        teamEngineers: number("team_engineers", team_engineers, call),
        mlTeam: flag("ml_team", ml_team, undefined, call),
        weeksAvailable: number("weeks_available", weeks_available, call),
        taskConsistency: level("task_consistency", task_consistency),
        qualityNeed: level("quality_need", quality_need),
        privacyRequired: flag("privacy_required", privacy_required, false, call),
      },
      cheapestReference(),
    );
    return [
      ["option", "fits", "reason", "rank"],
      ...ways.map(({ option, fits, reason, rank }) => [option, fits, reason, rank ?? ""]),
    ];
  });
}

function cheapestReference() {
  const row = servingReferences().reduce((least, other) => (other.cost_per_month < least.cost_per_month ? other : least));
  return {
    name: `${row.model_b}B on ${row.gpu}`,
    costPerMonth: row.cost_per_month,
    tokensPerSecond: row.tokens_per_second,
  };
}
