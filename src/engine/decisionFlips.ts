import { bandOf, decide, type Verdict, verdictOf } from "./decision";
import {
  DECISION_FACTORS,
  type DecisionAnswers,
  type DecisionBand,
  type DecisionFactor,
  type DecisionFactorKey,
  type Level,
} from "./decisionFactors";
import { naturalLog } from "./elementary";
import { comparedFigures, decimalExponent, dollars } from "./figures";

/* What would change the verdict. */

/** One answer that, changed alone, changes the verdict. */
export interface DecisionFlip {
  readonly answer: keyof DecisionAnswers;
  /** The answer's name in FT.DECISION. */
  readonly argument: string;
  readonly from: number | Level | boolean;
  /** A value that is enough; a number is rounded by less than 1 %, away from the present one. */
  readonly to: number | Level | boolean;
  readonly score: number;
  readonly verdict: Verdict;
  /** How far away it is: doublings or halvings of a number, steps of an option. */
  readonly distance: number;
  readonly sentence: string;
}

const ANSWERS: readonly { answer: keyof DecisionAnswers; argument: string; factor: DecisionFactorKey; unit: string }[] = [
  { answer: "requestsPerDay", argument: "requests_per_day", factor: "volume", unit: " requests a day" },
  { answer: "tokensPerRequest", argument: "tokens_per_request", factor: "volume", unit: " tokens per request" },
  { answer: "pricePer1m", argument: "price_per_1m", factor: "volume", unit: " per 1M tokens" },
  { answer: "taskConsistency", argument: "task_consistency", factor: "consistency", unit: " task consistency" },
  { answer: "latencyMs", argument: "latency_ms", factor: "latency", unit: " ms of latency" },
  { answer: "qualityNeed", argument: "quality_need", factor: "quality", unit: " quality need" },
  { answer: "mlTeam", argument: "ml_team", factor: "expertise", unit: "" },
  { answer: "fastIteration", argument: "fast_iteration", factor: "iteration", unit: "" },
];

const FLAG_WORDS: Readonly<Record<string, { readonly yes: string; readonly no: string }>> = {
  mlTeam: { yes: "An ML team", no: "No ML team" },
  fastIteration: { yes: "A need for fast iteration", no: "No need for fast iteration" },
};

/**
 * The changes of a single answer that change the verdict, the nearest first: for each answer and each verdict it can
 * lead to, the nearest value that does. Empty where no single answer is enough.
 */
export function decisionFlips(answers: DecisionAnswers): DecisionFlip[] {
  const { score: scoreNow, verdict: verdictNow } = decide(answers);
  const flips = ANSWERS.flatMap(({ answer, argument, factor: key, unit }) => {
    const factor = DECISION_FACTORS.find((candidate) => candidate.key === key) as DecisionFactor;
    const present = bandOf(factor, answers);
    return factor.bands.flatMap((band): DecisionFlip[] => {
      const score = scoreNow - present.points + band.points;
      const { verdict } = verdictOf(score);
      if (band === present || verdict === verdictNow) return [];
      const from = answers[answer];
      const to = typeof from === "number" ? nearestIn(band, factor, answers, answer) : (band.when as Level | boolean);
      if (to === undefined) return [];
      const change = sentenceOfChange(answer, from, to, unit);
      return [
        {
          answer,
          argument,
          from,
          to,
          score,
          verdict,
          distance: distance(from, to),
          sentence: `${change} makes it "${verdict}" (score ${score}).`,
        },
      ];
    });
  });
  flips.sort((a, b) => (a.distance === b.distance ? 0 : a.distance < b.distance ? -1 : 1));
  return flips.filter(
    ({ answer, verdict }, i) => i === flips.findIndex((flip) => flip.answer === answer && flip.verdict === verdict),
  );
}

function sentenceOfChange(
  answer: keyof DecisionAnswers,
  from: number | Level | boolean,
  to: number | Level | boolean,
  unit: string,
): string {
  if (typeof from === "number" && typeof to === "number") {
    const [toText, fromText] = answer === "pricePer1m" ? comparedPrices(to, from) : comparedFigures(to, from);
    return `${toText}${unit} instead of ${fromText}`;
  }
  if (typeof to === "boolean") return to ? FLAG_WORDS[answer].yes : FLAG_WORDS[answer].no;
  return `${String(to)[0].toUpperCase()}${String(to).slice(1)}${unit} instead of ${String(from)}`;
}

/** A price is one that is enough: it is never rounded for the sake of its dress. */
function comparedPrices(to: number, from: number): [string, string] {
  const texts = comparedFigures(to, from);
  const [toText, fromText] = [to, from].map((price, i) => {
    const shown = dollars(price);
    return Number(shown.slice(1).replaceAll(",", "")) === price ? shown : `$${texts[i]}`;
  });
  return [toText, fromText];
}

const NATURAL_LOG_OF_2 = naturalLog(2);
const LEVELS: readonly Level[] = ["low", "medium", "high"];

function distance(from: number | Level | boolean, to: number | Level | boolean): number {
  if (typeof from === "number" && typeof to === "number") return Math.abs(naturalLog(to / from)) / NATURAL_LOG_OF_2;
  if (typeof from === "boolean") return 1;
  return Math.abs(LEVELS.indexOf(from as Level) - LEVELS.indexOf(to as Level));
}

/** The nearest value of a numeric answer that puts its factor into `band`; undefined where the answer cannot do it. */
function nearestIn(
  band: DecisionBand,
  factor: DecisionFactor,
  answers: DecisionAnswers,
  answer: keyof DecisionAnswers,
): number | undefined {
  const input = factor.input(answers) as number;
  // The factor's input is proportional to each of the answers that make it up.
  const inputPerAnswer = factor.input({ ...answers, [answer]: 1 }) as number;
  if (inputPerAnswer === 0) return undefined;
  const position = factor.bands.indexOf(band);
  // A band reaches from its own limit to that of the band before it; the near end is the one towards the input.
  const ends = [band.when, factor.bands[position - 1]?.when].filter((end) => typeof end === "number");
  const nearEnd = ends.reduce((near, end) => (Math.abs(end - input) < Math.abs(near - input) ? end : near));
  const limit = nearEnd / inputPerAnswer;
  const upwards = nearEnd > input || (nearEnd === input && factor.meets === "above");
  return roundedBeyond(limit, upwards, (value) => bandOf(factor, { ...answers, [answer]: value }) === band);
}

/** No team changes an answer to more than a trillion requests, tokens or dollars. */
const LARGEST_ANSWER = 1e12;

/** The number of fewest digits, three at least, that lies at or beyond `limit` and is enough. */
function roundedBeyond(limit: number, upwards: boolean, isEnough: (value: number) => boolean): number | undefined {
  for (let digits = 3; digits <= 17; digits++) {
    const unit = Number(`1e${decimalExponent(limit) + 1 - digits}`);
    const nearest = Math.round(limit / unit);
    for (const steps of [nearest, upwards ? nearest + 1 : nearest - 1]) {
      const value = Number((steps * unit).toPrecision(digits));
      if (value <= LARGEST_ANSWER && isEnough(value)) return value;
    }
  }
  return undefined;
}
