import { type Decision } from "../engine/decision";
import { type DecisionAnswers, DECISION_FACTORS } from "../engine/decisionFactors";
import {
  formatOfNumber,
  heading,
  headings,
  input,
  label,
  MONEY_FORMAT,
  note,
  PRICE_FORMAT,
  result,
  spilledHeader,
  title,
  unitBeside,
} from "./plannedCells";
import type { Address, BlockPlan, PlannedCell } from "./sheetPlan";

/** What the verdict of a score cannot say. */
const NOT_IN_MONEY =
  "A score of eight answers, none of them a range: in how many of 100 trials it pays says a business case, or the pane under Risk.";

export type AnswerKey = keyof DecisionAnswers;

export interface DecisionQuestion {
  readonly key: AnswerKey;
  /** The argument of FT.DECISION, also a name under which the sheet may hold the answer. */
  readonly argument: string;
  readonly question: string;
  readonly unit: string;
  readonly kind: "number" | "level" | "flag";
}

/** The eight questions in the order of FT.DECISION's arguments. */
export const DECISION_QUESTIONS: readonly DecisionQuestion[] = [
  { key: "requestsPerDay", argument: "requests_per_day", question: "Requests per day", unit: "requests/day", kind: "number" },
  {
    key: "tokensPerRequest",
    argument: "tokens_per_request",
    question: "Tokens per request, in and out",
    unit: "tokens/request",
    kind: "number",
  },
  { key: "pricePer1m", argument: "price_per_1m", question: "API price", unit: "$/1M tokens", kind: "number" },
  {
    key: "taskConsistency",
    argument: "task_consistency",
    question: "How alike are the tasks?",
    unit: "high, medium or low",
    kind: "level",
  },
  { key: "latencyMs", argument: "latency_ms", question: "Latency limit", unit: "ms", kind: "number" },
  {
    key: "qualityNeed",
    argument: "quality_need",
    question: "How high must quality be?",
    unit: "high, medium or low",
    kind: "level",
  },
  { key: "mlTeam", argument: "ml_team", question: "Is there an ML team?", unit: "TRUE or FALSE", kind: "flag" },
  { key: "fastIteration", argument: "fast_iteration", question: "Must it change fast?", unit: "TRUE or FALSE", kind: "flag" },
];

/** Cells of the user's that hold the answers, as a formula refers to them. */
export type AnswerCells = Readonly<Record<AnswerKey, string>>;

/** What a user knows who knows the bill: what it is, and what a request is made of. */
export interface BillOfApi {
  readonly billPerMonth: number;
  readonly tokensPerRequest: number;
  /** Share of a request's tokens that is its prompt. */
  readonly promptShare: number;
  readonly priceIn: number;
  readonly priceOut: number;
}

const BILL_ROWS: readonly {
  readonly key: keyof BillOfApi;
  readonly text: string;
  readonly unit: string;
  readonly format: string;
}[] = [
  { key: "billPerMonth", text: "API bill", unit: "$/month", format: MONEY_FORMAT },
  { key: "tokensPerRequest", text: "Tokens per request, in and out", unit: "tokens/request", format: "#,##0" },
  { key: "promptShare", text: "Share of them in the prompt", unit: "fraction", format: "0%" },
  { key: "priceIn", text: "API price, input", unit: "$/1M tokens", format: PRICE_FORMAT },
  { key: "priceOut", text: "API price, output", unit: "$/1M tokens", format: PRICE_FORMAT },
];

const CHOICES = { number: undefined, level: ["high", "medium", "low"], flag: ["TRUE", "FALSE"] } as const;

const FIRST_ANSWER = 4;
const ANSWERS = DECISION_QUESTIONS.length;
/** Below a blank row and a heading. */
const FIRST_BILL = FIRST_ANSWER + ANSWERS + 2;
/** How the answers that follow from a bill are shown. */
const BILL_ANSWERS = { requestsPerDay: "#,##0", tokensPerRequest: "#,##0", pricePer1m: PRICE_FORMAT };
const WIDTHS = [220, 190, 150, 560];

function formatOfAnswer(key: string, value: number | string | boolean): string | undefined {
  if (typeof value !== "number") return undefined;
  // The bill is what the factor of volume is held against.
  return key === "pricePer1m" ? PRICE_FORMAT : key === "volume" ? MONEY_FORMAT : formatOfNumber(value);
}

/** The answers that follow from a bill, as formulas on its rows. */
function answersFromBill(at: Address): Partial<Record<AnswerKey, string>> {
  const cell = (key: keyof BillOfApi) => at(FIRST_BILL + BILL_ROWS.findIndex((row) => row.key === key), 1);
  const tokens = cell("tokensPerRequest");
  const [tokensIn, tokensOut] = [`${tokens}*${cell("promptShare")}`, `${tokens}*(1-${cell("promptShare")})`];
  const prices = `${cell("priceIn")},${cell("priceOut")}`;
  return {
    requestsPerDay: `=FT.REQUESTS_FROM_BILL(${cell("billPerMonth")},${tokensIn},${tokensOut},${prices})`,
    tokensPerRequest: `=${tokens}`,
    pricePer1m: `=FT.BLENDED_PRICE(${prices},${tokensIn},${tokensOut})`,
  };
}

/** The decision as live formulas: the answers stand in cells, point at the user's own, or follow from the bill. */
export function decisionBlock(answers: DecisionAnswers, cells?: AnswerCells, bill?: BillOfApi): BlockPlan {
  const inputs = (at: Address) => DECISION_QUESTIONS.map((_, i) => at(FIRST_ANSWER + i, 1)).join(",");
  const decision = (output?: string) => (at: Address) => `=FT.DECISION(${inputs(at)}${output ? `,"${output}"` : ""})`;
  const answer = ({ key, kind }: DecisionQuestion): PlannedCell => {
    const numberFormat = formatOfAnswer(key, answers[key]);
    if (bill && key in BILL_ANSWERS)
      return result((at) => answersFromBill(at)[key] ?? "", { numberFormat: BILL_ANSWERS[key as keyof typeof BILL_ANSWERS] });
    return cells
      ? result(() => `=${cells[key]}`, { numberFormat })
      : input(answers[key], { numberFormat, choices: CHOICES[kind] });
  };
  const billRows = bill
    ? [
        [],
        headings("What the bill says", "", ""),
        ...BILL_ROWS.map(({ key, text, unit, format }) => [
          label(text),
          input(bill[key], { numberFormat: format }),
          note(unitBeside(unit)),
        ]),
      ]
    : [];
  const tableRow = FIRST_ANSWER + ANSWERS + 7 + billRows.length;
  return {
    title: "Decision",
    rows: [
      [title("Decision: fine-tune, or stay on the API?")],
      [
        note(
          cells
            ? "The answers point at your own cells; the verdict follows them."
            : "Change the blue answers; the verdict follows.",
        ),
      ],
      [],
      headings("Question", "Answer", "Unit"),
      ...DECISION_QUESTIONS.map((question) => [label(question.question), answer(question), note(unitBeside(question.unit))]),
      ...billRows,
      [],
      headings("Result", "", ""),
      [label("Verdict"), result(decision(), { role: "total" }), note(NOT_IN_MONEY)],
      [label("Score"), result((at) => `=FT.DECISION_SCORE(${inputs(at)})`, { numberFormat: "0" })],
      [label("API bill"), result(decision("api_cost_per_month"), { numberFormat: MONEY_FORMAT }), note("per month")],
      [label("Why"), result(decision("rationale"))],
      [],
      spilledHeader(decision("table"), 4),
    ],
    spills: [{ row: tableRow, column: 0, rows: DECISION_FACTORS.length + 2, columns: 4 }],
    columnWidths: WIDTHS,
  };
}

/** The decision as it stands now, as values: for a record that must not change with the sheet. */
export function decisionRecord(answers: DecisionAnswers, decision: Decision): BlockPlan {
  return {
    title: "Decision, as a record",
    rows: [
      [title(`Decision: ${decision.verdict}`)],
      [note(decision.rationale)],
      [note(NOT_IN_MONEY)],
      headings("Question", "Answer", "Unit"),
      ...DECISION_QUESTIONS.map(({ question, key, unit }) => [
        label(question),
        label(answers[key], { numberFormat: formatOfAnswer(key, answers[key]) }),
        note(unitBeside(unit)),
      ]),
      [label("API bill"), label(decision.apiCostPerMonth, { numberFormat: MONEY_FORMAT }), note("per month")],
      [],
      headings("Factor", "Input", "Points", "Reason"),
      ...decision.factors.map(({ key, input: value, points, reason }) => [
        label(key),
        label(value, { numberFormat: formatOfAnswer(key, value) }),
        label(points, { numberFormat: "+0;-0;0" }),
        label(reason),
      ]),
      [
        heading("Total"),
        heading(decision.verdict),
        { content: decision.score, role: "total", numberFormat: "+0;-0;0" },
        heading(""),
      ],
    ],
    columnWidths: WIDTHS,
  };
}
