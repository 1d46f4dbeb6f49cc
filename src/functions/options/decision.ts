import type { Decision } from "../../engine/decision";
import type { Level } from "../../engine/decisionFactors";
import type { TableCell } from "../support/cell";

export const taskConsistencies: Readonly<Record<Level, string>> = {
  high: "One repeated kind of task: same input, same form of answer",
  medium: "Several related kinds of task",
  low: "Tasks that differ or keep changing",
};

export const qualityNeeds: Readonly<Record<Level, string>> = {
  high: "Only the largest models are good enough",
  medium: "A good answer most of the time",
  low: "A rough answer is enough",
};

interface DecisionOutput {
  readonly tooltip: string;
  readonly of: (decision: Decision) => TableCell | TableCell[][];
}

export const decisionOutputs = {
  verdict: { tooltip: "STRONG or LEAN to fine-tuning or to the API, or NEUTRAL", of: ({ verdict }) => verdict },
  rationale: { tooltip: "One sentence: the score and what decided it", of: ({ rationale }) => rationale },
  score: { tooltip: "Points, from -9 to 8", of: ({ score }) => score },
  api_cost_per_month: {
    tooltip: "API bill of a month of 30 days ($/month)",
    of: ({ apiCostPerMonth }) => apiCostPerMonth,
  },
  table: {
    tooltip: "Every factor with its input, points and reason, and a total row",
    of: ({ factors, verdict, score, rationale }) => [
      ["factor", "input", "points", "reason"],
      ...factors.map(({ key, input, points, reason }) => [key, input, points, reason]),
      ["total", verdict, score, rationale],
    ],
  },
} as const satisfies Readonly<Record<string, DecisionOutput>>;
