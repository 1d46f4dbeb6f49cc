import {
  apiCostPerMonth,
  DECISION_FACTORS,
  type DecisionAnswers,
  type DecisionBand,
  type DecisionFactor,
  type DecisionFactorKey,
  type Level,
} from "./decisionFactors";
import { DomainError } from "./errors";
import { comparedFigures } from "./figures";
import { requireNonNegative, requirePositive } from "./requirements";

/* From the answers by the table of factors to a score, a verdict and the reasons for it. */

export type Verdict = (typeof VERDICTS)[number]["verdict"];

/** The scale of verdicts, best for fine-tuning first: the first whose `least` score is reached counts. */
export const VERDICTS = [
  { verdict: "STRONG: Fine-tune", least: 3, range: "3 or more" },
  { verdict: "LEAN: Fine-tune", least: 1, range: "1 or 2" },
  { verdict: "NEUTRAL: Build ROI model", least: -1, range: "-1 or 0" },
  { verdict: "LEAN: Use API", least: -3, range: "-3 or -2" },
  { verdict: "STRONG: Use API", least: -Infinity, range: "below -3" },
] as const;

/** The lowest and the highest score the answers can reach; marked as pure, since functions.js can do without. */
export const SCORE_RANGE = {
  least: /* @__PURE__ */ DECISION_FACTORS.reduce((sum, { bands }) => sum + Math.min(...bands.map(({ points }) => points)), 0),
  most: /* @__PURE__ */ DECISION_FACTORS.reduce((sum, { bands }) => sum + Math.max(...bands.map(({ points }) => points)), 0),
} as const;

/** A factor of one set of answers. */
export interface ScoredFactor {
  readonly key: DecisionFactorKey;
  readonly input: number | Level | boolean;
  readonly points: number;
  /** As it is called inside a sentence: "the API bill of $7,500 a month". */
  readonly name: string;
  readonly reason: string;
}

export interface Decision {
  readonly apiCostPerMonth: number;
  readonly factors: readonly ScoredFactor[];
  readonly score: number;
  readonly verdict: Verdict;
  readonly rationale: string;
}

function isMet(meets: DecisionFactor["meets"], when: DecisionBand["when"], input: number | Level | boolean): boolean {
  if (meets === "is") return input === when;
  if (when === null) return true;
  return meets === "above" ? input > when : input < when;
}

/** The outcome of a factor. */
export function bandOf(factor: DecisionFactor, answers: DecisionAnswers): DecisionBand {
  const input = factor.input(answers);
  const band = factor.bands.find(({ when }) => isMet(factor.meets, when, input));
  if (band === undefined) throw new DomainError(`${factor.key} has no points for ${String(input)}`);
  return band;
}

/** The input with the digits it takes to tell it from every limit it is held against. */
function shownInput(factor: DecisionFactor, input: number | Level | boolean): string {
  if (typeof input !== "number") return String(input);
  const compared = factor.compared ?? comparedFigures;
  const texts = factor.bands.flatMap(({ when }) => (typeof when === "number" ? [compared(input, when)[0]] : []));
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), "");
}

function requireAnswers(answers: DecisionAnswers): void {
  requireNonNegative("requests_per_day", answers.requestsPerDay);
  requireNonNegative("tokens_per_request", answers.tokensPerRequest);
  requireNonNegative("price_per_1m", answers.pricePer1m);
  requirePositive("latency_ms", answers.latencyMs);
  if (!(apiCostPerMonth(answers) < Infinity)) {
    throw new DomainError("requests_per_day, tokens_per_request and price_per_1m together make a bill too large to compute");
  }
}

const scoreOf = (answers: DecisionAnswers): number =>
  DECISION_FACTORS.reduce((sum, factor) => sum + bandOf(factor, answers).points, 0);

/** The verdict of a score. */
export const verdictOf = (score: number) => VERDICTS.find(({ least }) => score >= least) ?? VERDICTS[VERDICTS.length - 1];

/** The points of the answers, above 0 for fine-tuning and below for the API. */
export function decisionScore(answers: DecisionAnswers): number {
  requireAnswers(answers);
  return scoreOf(answers);
}

/** Score, verdict and, for each factor, what it was held against and why it counts as it does. */
export function decide(answers: DecisionAnswers): Decision {
  requireAnswers(answers);
  const factors = DECISION_FACTORS.map((factor): ScoredFactor => {
    const input = factor.input(answers);
    const { points, name, reason } = bandOf(factor, answers);
    const value = shownInput(factor, input);
    return { key: factor.key, input, points, name: name(value), reason: reason(value) };
  });
  const score = factors.reduce((sum, { points }) => sum + points, 0);
  const { verdict, range } = verdictOf(score);
  return {
    apiCostPerMonth: apiCostPerMonth(answers),
    factors,
    score,
    verdict,
    rationale: rationale(verdict, `A score of ${score} (${range})`, factors),
  };
}

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points));

function rationale(verdict: Verdict, score: string, factors: readonly ScoredFactor[]): string {
  const named = ({ name, points }: ScoredFactor): string => `${name} (${signed(points)})`;
  const strongest = (sign: 1 | -1): string | undefined => {
    const most = factors.reduce((best, factor) => (factor.points * sign > best.points * sign ? factor : best));
    return most.points * sign > 0 ? named(most) : undefined;
  };
  const pro = strongest(1);
  const con = strongest(-1);
  switch (verdict) {
    case "STRONG: Fine-tune":
      return `${score} speaks clearly for fine-tuning, first of all because of ${pro}.`;
    case "LEAN: Fine-tune":
      return `${score} leans towards fine-tuning: ${pro} speaks most for it, ${con ? `${con} most` : "nothing"} against it.`;
    case "NEUTRAL: Build ROI model":
      return `${score} decides nothing: ${pro} stands against ${con}, so let a full ROI model decide.`;
    case "LEAN: Use API":
      return `${score} leans towards the API: ${con} speaks most for it, ${pro ? `${pro} most` : "nothing"} against it.`;
    case "STRONG: Use API":
      return `${score} speaks clearly for the API, first of all because of ${con}.`;
  }
}
