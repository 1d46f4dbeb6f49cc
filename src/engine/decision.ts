import { DomainError } from "./errors";
import { comparedFigures, figure } from "./figures";
import { requireNonNegative, requirePositive } from "./requirements";

/*
 * The decision tree as data: six factors, each a list of bands with its points and its sentence, and five verdicts.
 * The functions, the pane's score and its "what would change the verdict" all read these same lists.
 */

export type Level = "high" | "medium" | "low";

export interface DecisionAnswers {
  readonly requestsPerDay: number;
  readonly tokensPerRequest: number;
  readonly pricePer1m: number;
  readonly taskConsistency: Level;
  readonly latencyMs: number;
  readonly qualityNeed: Level;
  readonly mlTeam: boolean;
  readonly fastIteration: boolean;
}

export type DecisionFactorKey = "volume" | "consistency" | "latency" | "quality" | "expertise" | "iteration";

/** One outcome of a factor: what it takes, what it is worth, and why. `value` is the input as a sentence shows it. */
export interface DecisionBand {
  /** A number's limit, exclusive, null for all that is left; or the option itself. */
  readonly when: number | Level | boolean | null;
  readonly points: number;
  readonly name: (value: string) => string;
  readonly reason: (value: string) => string;
}

export interface DecisionFactor {
  readonly key: DecisionFactorKey;
  readonly input: (answers: DecisionAnswers) => number | Level | boolean;
  /** How a number meets the limit of a band; "is" for options. */
  readonly meets: "above" | "below" | "is";
  /** In the order they are tried: the first that is met counts. */
  readonly bands: readonly DecisionBand[];
}

const DAYS_PER_MONTH = 30;
const LARGE_BILL = 5000;
const MODEST_BILL = 1000;
const TIGHT_LATENCY_MS = 500;
const MODERATE_LATENCY_MS = 2000;

const bill = (value: string): string => `the API bill of ${value} a month`;
const latency = (value: string): string => `the latency limit of ${value} ms`;

export const DECISION_FACTORS: readonly DecisionFactor[] = [
  {
    key: "volume",
    input: apiCostPerMonth,
    meets: "above",
    bands: [
      {
        when: LARGE_BILL,
        points: 3,
        name: bill,
        reason: (value) =>
          `The API bill of ${value} a month is above ${figure(LARGE_BILL)}, enough to repay a project and a GPU.`,
      },
      {
        when: MODEST_BILL,
        points: 1,
        name: bill,
        reason: (value) =>
          `The API bill of ${value} a month is above ${figure(MODEST_BILL)} but not above ${figure(LARGE_BILL)}: there is something to save, but not much.`,
      },
      {
        when: null,
        points: -2,
        name: bill,
        reason: (value) =>
          `The API bill of ${value} a month is not above ${figure(MODEST_BILL)}, too little to save for a project to pay.`,
      },
    ],
  },
  {
    key: "consistency",
    input: (answers) => answers.taskConsistency,
    meets: "is",
    bands: [
      {
        when: "high",
        points: 2,
        name: () => "high task consistency",
        reason: () => "Task consistency is high, and one repeated kind of task is what a small model learns best.",
      },
      {
        when: "medium",
        points: 0,
        name: () => "medium task consistency",
        reason: () => "Task consistency is medium, which speaks neither for nor against fine-tuning.",
      },
      {
        when: "low",
        points: -2,
        name: () => "low task consistency",
        reason: () => "Task consistency is low, and changing tasks suit a large general model with prompts.",
      },
    ],
  },
  {
    key: "latency",
    input: (answers) => answers.latencyMs,
    meets: "below",
    bands: [
      {
        when: TIGHT_LATENCY_MS,
        points: 2,
        name: latency,
        reason: (value) =>
          `The latency limit of ${value} ms is below ${figure(TIGHT_LATENCY_MS)} ms, which a small model of your own meets far more surely than a shared API.`,
      },
      {
        when: MODERATE_LATENCY_MS,
        points: 1,
        name: latency,
        reason: (value) =>
          `The latency limit of ${value} ms is below ${figure(MODERATE_LATENCY_MS)} ms but not below ${figure(TIGHT_LATENCY_MS)} ms, where a model of your own has some advantage.`,
      },
      {
        when: null,
        points: 0,
        name: latency,
        reason: (value) =>
          `The latency limit of ${value} ms is not below ${figure(MODERATE_LATENCY_MS)} ms, which an API meets as well.`,
      },
    ],
  },
  {
    key: "quality",
    input: (answers) => answers.qualityNeed,
    meets: "is",
    bands: [
      {
        when: "high",
        points: -1,
        name: () => "the high quality need",
        reason: () => "The quality need is high, and on the hardest work the largest API models are ahead.",
      },
      {
        when: "medium",
        points: 0,
        name: () => "the medium quality need",
        reason: () => "The quality need is medium, which a fine-tuned model and an API both meet.",
      },
      {
        when: "low",
        points: 1,
        name: () => "the low quality need",
        reason: () => "The quality need is low, and a small model meets it at a lower cost.",
      },
    ],
  },
  {
    key: "expertise",
    input: (answers) => answers.mlTeam,
    meets: "is",
    bands: [
      {
        when: true,
        points: 0,
        name: () => "the ML team",
        reason: () => "There is an ML team, without which fine-tuning would lose 2 points.",
      },
      {
        when: false,
        points: -2,
        name: () => "the lack of an ML team",
        reason: () => "There is no ML team to train, serve and watch over a model.",
      },
    ],
  },
  {
    key: "iteration",
    input: (answers) => answers.fastIteration,
    meets: "is",
    bands: [
      {
        when: true,
        points: -2,
        name: () => "the need for fast iteration",
        reason: () => "Fast iteration is needed, and a prompt changes in minutes where a retraining takes days.",
      },
      {
        when: false,
        points: 0,
        name: () => "no need for fast iteration",
        reason: () => "Fast iteration is not needed; if it were, fine-tuning would lose 2 points.",
      },
    ],
  },
];

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
  /** As it is called inside a sentence: "the API bill of 7,500 a month". */
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

/** The bill of the API for a month of 30 days. */
function apiCostPerMonth(answers: DecisionAnswers): number {
  return (answers.requestsPerDay * answers.tokensPerRequest * DAYS_PER_MONTH * answers.pricePer1m) / 1e6;
}

function isMet(meets: DecisionFactor["meets"], when: DecisionBand["when"], input: number | Level | boolean): boolean {
  if (meets === "is") return input === when;
  if (when === null) return true;
  return meets === "above" ? input > when : input < when;
}

function bandOf(factor: DecisionFactor, answers: DecisionAnswers): DecisionBand {
  const input = factor.input(answers);
  const band = factor.bands.find(({ when }) => isMet(factor.meets, when, input));
  if (band === undefined) throw new DomainError(`${factor.key} has no points for ${String(input)}`);
  return band;
}

/** The input with the digits it takes to tell it from every limit it is held against. */
function shownInput(factor: DecisionFactor, input: number | Level | boolean): string {
  if (typeof input !== "number") return String(input);
  const texts = factor.bands.flatMap(({ when }) => (typeof when === "number" ? [comparedFigures(input, when)[0]] : []));
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

const verdictOf = (score: number) => VERDICTS.find(({ least }) => score >= least) ?? VERDICTS[VERDICTS.length - 1];

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
    const [toText, fromText] = comparedFigures(to, from);
    return `${toText}${unit} instead of ${fromText}`;
  }
  if (typeof to === "boolean") return to ? FLAG_WORDS[answer].yes : FLAG_WORDS[answer].no;
  return `${String(to)[0].toUpperCase()}${String(to).slice(1)}${unit} instead of ${String(from)}`;
}

const LEVELS: readonly Level[] = ["low", "medium", "high"];

function distance(from: number | Level | boolean, to: number | Level | boolean): number {
  if (typeof from === "number" && typeof to === "number") return Math.abs(Math.log2(to / from));
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
    const unit = 10 ** (Math.floor(Math.log10(limit)) + 1 - digits);
    const nearest = Math.round(limit / unit);
    for (const steps of [nearest, upwards ? nearest + 1 : nearest - 1]) {
      const value = Number((steps * unit).toPrecision(digits));
      if (value <= LARGEST_ANSWER && isEnough(value)) return value;
    }
  }
  return undefined;
}

/** A consideration that decides by itself, whatever the score. */
export interface DecisionGate {
  readonly gate: "privacy" | "latency" | "volume";
  /** What it decides for; null where it leaves the choice open. */
  readonly decides: "self-hosted" | "API" | null;
  readonly message: string;
}

/** Below it a shared API has no time left: the way over the internet and the queue take about as long by themselves. */
const GATE_LATENCY_MS = 100;

/**
 * What privacy, latency and volume say by themselves. `instanceCostPerMonth` is the price of the smallest instance
 * that could serve a model: a bill below it cannot be beaten by hosting one.
 */
export function decisionGates(given: {
  apiCostPerMonth: number;
  latencyMs: number;
  privacyRequired: boolean;
  instanceCostPerMonth: number;
}): DecisionGate[] {
  const apiCost = requireNonNegative("api_cost_per_month", given.apiCostPerMonth);
  const instanceCost = requirePositive("cost_per_month", given.instanceCostPerMonth);
  const latencyMs = requirePositive("latency_ms", given.latencyMs);
  const [shownLatency, shownGate] = comparedFigures(latencyMs, GATE_LATENCY_MS);
  const [shownBill, shownInstance] = comparedFigures(apiCost, instanceCost);
  return [
    given.privacyRequired
      ? {
          gate: "privacy",
          decides: "self-hosted",
          message: "Data may not leave your own machines, so no API can be used and privacy decides alone.",
        }
      : { gate: "privacy", decides: null, message: "Data may be sent to an API, so privacy leaves the choice open." },
    latencyMs < GATE_LATENCY_MS
      ? {
          gate: "latency",
          decides: "self-hosted",
          message: `The latency limit of ${shownLatency} ms is below ${shownGate} ms, which no shared API over the internet meets reliably, so latency decides alone.`,
        }
      : {
          gate: "latency",
          decides: null,
          message: `The latency limit of ${shownLatency} ms is not below ${shownGate} ms: an API can meet it, so latency counts by its points only.`,
        },
    apiCost < instanceCost
      ? {
          gate: "volume",
          decides: "API",
          message: `The API bill of ${shownBill} a month is below the ${shownInstance} of the smallest reference instance, so hosting a model cannot save money and volume decides alone.`,
        }
      : {
          gate: "volume",
          decides: null,
          message: `The API bill of ${shownBill} a month is not below the ${shownInstance} of the smallest reference instance, so volume leaves the choice open.`,
        },
  ];
}
