import { requireOption } from "../engine/names";
import { type AnswerCells, type AnswerKey, DECISION_QUESTIONS, type DecisionQuestion } from "../workbook/decisionBlock";
import type { Selection } from "../workbook/excelWorkbook";
import { sheetReference } from "../workbook/sheetNames";
import { columnName } from "../workbook/sheetPlan";
import type { DecisionAnswers } from "../engine/decisionFactors";

export interface AnswersInCells {
  readonly answers: DecisionAnswers;
  readonly cells: AnswerCells;
}

type Value = Selection["values"][number][number];

/** What people call the questions, in any words around it. */
const CALLED: Readonly<Record<AnswerKey, RegExp>> = {
  pricePer1m: /\b(price|pricing|rate card|cost per (1 ?m|million)|per (1 ?m|million) tokens)\b/,
  tokensPerRequest: /\btokens?\b/,
  requestsPerDay: /\b(requests?|calls?|queries|traffic|volume)\b/,
  taskConsistency: /\b(consisten\w*|alike|similar\w*|uniform\w*|repetitive)\b/,
  latencyMs: /\b(latency|response time|delay)\b/,
  qualityNeed: /\b(quality|accuracy)\b/,
  mlTeam: /\b(team|expertise|ml (people|staff|engineers?))\b/,
  fastIteration: /\b(iterat\w*|(change|changes|changing|evolve|evolves) (it )?(fast|often|quickly)|fast change|agility)\b/,
};

/** Another unit than the question's: the formula points at the cell, so the figure must be in the question's own. */
const OTHER_UNITS: Partial<Record<AnswerKey, readonly [RegExp, string]>> = {
  requestsPerDay: [/\b(per|a|each) (second|minute|hour|week|month|year)\b|\b(monthly|weekly|yearly|hourly)\b/, "a day"],
  tokensPerRequest: [/\b(per|a|each) (second|minute|hour|day|week|month|year)\b|\b(daily|monthly|weekly)\b/, "of one request"],
  pricePer1m: [/\bper (1 ?k|1 000|thousand|token|request|call|1 000 tokens)\b/, "in $ per 1M tokens"],
  latencyMs: [/\b(s|sec|secs|seconds?)\b/, "in milliseconds"],
};

/** A label as its words: without case, marks and underscores. */
const wordsOf = (value: Value): string =>
  String(value)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

interface Found {
  readonly label: string;
  readonly value: Value;
  readonly cell: string;
}

/**
 * The answers that a selection holds: eight cells in the order of the questions (down or across), or names and answers
 * side by side or one above the other, in any order and in the words people use.
 * @throws Error in the user's words: how many cells there are, or which of them holds no answer.
 */
export function answersFromCells({ sheetName, row, column, values }: Selection): AnswersInCells {
  const address = (r: number, c: number) => sheetReference(sheetName, `$${columnName(column + c)}$${row + r + 1}`);
  const across = values.length > 1 && values.length < (values[0]?.length ?? 0);
  const found = named(values, address, across) ?? named(values, address, !across) ?? inOrder(values, address);
  const answers: Partial<Record<AnswerKey, Value>> = {};
  const cells: Partial<Record<AnswerKey, string>> = {};
  for (const question of DECISION_QUESTIONS) {
    const entry = found.get(question.key);
    if (!entry) throw new Error(`The selection has no ${question.argument}: no label says "${question.question}".`);
    answers[question.key] = readAnswer(question, entry.value, entry.cell);
    cells[question.key] = entry.cell;
  }
  return { answers: answers as unknown as DecisionAnswers, cells: cells as AnswerCells };
}

type Cells = Selection["values"];
type AddressOf = (row: number, column: number) => string;

/** Answers that stand right of their labels, or below them; undefined where the selection has no such labels. */
function named(values: Cells, address: AddressOf, across: boolean): Map<AnswerKey, Found> | undefined {
  const lines: Cells = across ? (values[0] ?? []).map((_, c) => values.map((cells) => cells[c])) : values;
  const found = new Map<AnswerKey, Found>();
  lines.forEach((line, l) => {
    const place = line.findIndex((value) => value !== "");
    const question = place < 0 ? undefined : questionNamed(line[place]);
    // A unit may stand between the label and its answer.
    const answer = line.findIndex((value, i) => i > place && value !== "" && (!question || isAnswer(question, value)));
    const at = answer > 0 ? answer : line.findIndex((value, i) => i > place && value !== "");
    if (!question || at < 0) return;
    const label = String(line[place]);
    const other = OTHER_UNITS[question.key];
    if (other?.[0].test(wordsOf(label)))
      throw new Error(
        `"${label}" is of another unit: ${question.argument} must be ${other[1]}, as formulas will point at its cell.`,
      );
    const earlier = found.get(question.key);
    if (earlier)
      throw new Error(
        `"${earlier.label}" and "${label}" both answer ${question.argument}: leave one of them out of the selection.`,
      );
    found.set(question.key, { label, value: line[at], cell: across ? address(at, l) : address(l, at) });
  });
  return found.size > 0 ? found : undefined;
}

function inOrder(values: Cells, address: AddressOf): Map<AnswerKey, Found> {
  const flat = values.flatMap((cells, r) => cells.map((value, c) => ({ label: "", value, cell: address(r, c) })));
  if (flat.length !== DECISION_QUESTIONS.length || (values[0]?.length !== 1 && values.length !== 1)) {
    throw new Error(
      `Select the eight answers in the order of the questions, in one column or row, or two columns of name and answer; ${flat.length} filled cells are selected.`,
    );
  }
  return new Map(flat.map((entry, i) => [DECISION_QUESTIONS[i].key, entry]));
}

function questionNamed(value: Value): DecisionQuestion | undefined {
  if (typeof value !== "string") return undefined;
  const words = wordsOf(value);
  const exact = DECISION_QUESTIONS.find(({ argument, question }) => words === wordsOf(argument) || words === wordsOf(question));
  if (exact) return exact;
  const key = (Object.keys(CALLED) as AnswerKey[]).find((each) => CALLED[each].test(words));
  return DECISION_QUESTIONS.find((question) => question.key === key);
}

function isAnswer(question: DecisionQuestion, value: Value): boolean {
  try {
    readAnswer(question, value, "");
    return true;
  } catch {
    return false;
  }
}

function readAnswer({ argument, kind }: DecisionQuestion, value: Value, cell: string): Value {
  const wrong = (requirement: string) => new Error(`${argument} in ${cell} must be ${requirement}, not "${value}".`);
  if (kind === "level") {
    try {
      return requireOption(argument, String(value), ["high", "medium", "low"]);
    } catch {
      throw wrong("high, medium or low");
    }
  }
  if (kind === "flag") {
    if (typeof value === "boolean") return value;
    const word = String(value).trim().toLowerCase();
    if (["true", "yes", "y", "1"].includes(word)) return true;
    if (["false", "no", "n", "0"].includes(word)) return false;
    throw wrong("TRUE or FALSE");
  }
  const number = typeof value === "number" ? value : NaN;
  const least = argument === "latency_ms" ? "above 0" : "of 0 or more";
  if (!(argument === "latency_ms" ? number > 0 : number >= 0)) throw wrong(`a number ${least}`);
  return number;
}
