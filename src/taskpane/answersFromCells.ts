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

/**
 * The answers that a selection holds: eight cells in the order of the questions (down or across), or two columns of
 * name and answer in any order.
 * @throws Error in the user's words: how many cells there are, or which of them holds no answer.
 */
export function answersFromCells({ sheetName, row, column, values }: Selection): AnswersInCells {
  const address = (r: number, c: number) => sheetReference(sheetName, `$${columnName(column + c)}$${row + r + 1}`);
  const found = new Map<AnswerKey, { value: Value; cell: string }>();
  const width = values[0]?.length ?? 0;
  const named = values.flatMap((cells, r) => {
    const question = width >= 2 ? questionNamed(cells[0]) : undefined;
    return question ? [{ question, value: cells[1], cell: address(r, 1) }] : [];
  });
  if (named.length > 0) {
    for (const { question, value, cell } of named) found.set(question.key, { value, cell });
  } else {
    const flat = values.flatMap((cells, r) => cells.map((value, c) => ({ value, cell: address(r, c) })));
    if (flat.length !== DECISION_QUESTIONS.length || (width !== 1 && values.length !== 1)) {
      throw new Error(
        `Select the eight answers in the order of the questions, in one column or row, or two columns of name and answer; ${flat.length} filled cells are selected.`,
      );
    }
    flat.forEach((entry, i) => found.set(DECISION_QUESTIONS[i].key, entry));
  }
  const answers: Partial<Record<AnswerKey, Value>> = {};
  const cells: Partial<Record<AnswerKey, string>> = {};
  for (const question of DECISION_QUESTIONS) {
    const entry = found.get(question.key);
    if (!entry) throw new Error(`The selection has no ${question.argument}.`);
    answers[question.key] = readAnswer(question, entry.value, entry.cell);
    cells[question.key] = entry.cell;
  }
  return { answers: answers as unknown as DecisionAnswers, cells: cells as AnswerCells };
}

function questionNamed(value: Value): DecisionQuestion | undefined {
  const name = String(value).trim().toLowerCase();
  return DECISION_QUESTIONS.find(({ argument, question }) => name === argument || name === question.toLowerCase());
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
