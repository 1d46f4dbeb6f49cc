import { comparedDollars, dollars, figure } from "./figures";

/*
 * The decision tree as data: six factors, each a list of bands with its points and its sentence. The functions, the pane's
 * score and its "what would change the verdict" all read this list.
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
  /** How a number and a limit that it is held against are written. */
  readonly compared?: (value: number, limit: number) => [string, string];
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
    compared: comparedDollars,
    meets: "above",
    bands: [
      {
        when: LARGE_BILL,
        points: 3,
        name: bill,
        reason: (value) =>
          `The API bill of ${value} a month is above ${dollars(LARGE_BILL)}, enough to repay a project and a GPU.`,
      },
      {
        when: MODEST_BILL,
        points: 1,
        name: bill,
        reason: (value) =>
          `The API bill of ${value} a month is above ${dollars(MODEST_BILL)} but not above ${dollars(LARGE_BILL)}: there is something to save, but not much.`,
      },
      {
        when: null,
        points: -2,
        name: bill,
        reason: (value) =>
          `The API bill of ${value} a month is not above ${dollars(MODEST_BILL)}, too little to save for a project to pay.`,
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

/** The bill of the API for a month of 30 days. */
export function apiCostPerMonth(answers: DecisionAnswers): number {
  return (answers.requestsPerDay * answers.tokensPerRequest * DAYS_PER_MONTH * answers.pricePer1m) / 1e6;
}
