import { INPUT_DESCRIPTIONS } from "../../engine/scenario/inputDescriptions";
import { type InputName, requireInput } from "../../engine/scenario/inputs";
import type { OutputName } from "../../engine/scenario/outputs";
import { INPUT_LABELS } from "../case/inputLabels";
import { formatOf, input, label, MONEY_FORMAT, note, result, unitBeside } from "../plannedCells";
import type { Address, PlannedCell } from "../sheetPlan";

/* What a team knows in its first minute, and the scenario that follows from it with figures one may start from. */

type Row = (PlannedCell | null)[];

export const FIVE_ROW = 5;
const BILL = "API bill of a month, in $";
const TRAFFIC = "Requests a day";
const KNOWN = 0;
const MODEL = 1;
const QUALITY = 2;
const TEAM = 3;
const HORIZON = 4;

const five = (at: Address, which: number): string => at(FIVE_ROW + which, 1, true);
const isTraffic = (at: Address): string => `${at(FIVE_ROW + KNOWN, 0, true)}="${TRAFFIC}"`;

export const FIVE_INPUTS: readonly Row[] = [
  [input(BILL, { choices: [BILL, TRAFFIC] }), input(8000, { numberFormat: "#,##0" }), note("choose what you know, and type it")],
  [label("Model that is replaced"), input("gpt-4o"), note('a key of FT.LIST("api_models")')],
  [label("Quality: more answers to review"), input(0.0001, { numberFormat: "0.00%" }), note("of all answers, beside today's")],
  [label("Team: engineering hours, once"), input(142, { numberFormat: "#,##0" }), note("h, from data to deployment")],
  [label("Horizon"), input(36, { numberFormat: "0" }), note("months")],
];

interface Answer {
  readonly output: OutputName;
  readonly label: (at: Address) => string;
  /** What stands there when there is none. */
  readonly instead: string;
  readonly numberFormat: string;
  readonly unit: string;
}

const plain = (text: string) => (): string => text;
const RATE = 0.1;

export const ANSWERS: readonly Answer[] = [
  { output: "payback_months", label: plain("Payback, in cash"), instead: "never", numberFormat: "0.0", unit: "months" },
  { output: "tokens_per_day", label: plain("Volume today"), instead: "none", numberFormat: "#,##0", unit: "tokens/day" },
  {
    output: "full_breakeven_tokens_per_day",
    label: plain("Break-even, all costs"),
    instead: "never",
    numberFormat: "#,##0",
    unit: "tokens/day",
  },
  { output: "cash_saving", label: plain("Saving in cash"), instead: "none", numberFormat: MONEY_FORMAT, unit: "per month" },
  { output: "saving", label: plain("Saving after the project"), instead: "none", numberFormat: MONEY_FORMAT, unit: "per month" },
  {
    output: "npv",
    label: (at) => `="NPV over "&${five(at, HORIZON)}&" months at ${RATE * 100} %"`,
    instead: "none",
    numberFormat: MONEY_FORMAT,
    unit: "",
  },
];

export const answerOf = (range: string, { output, instead }: Answer): string =>
  `IFERROR(FT.MODEL(${range}, "${output}"), "${instead}")`;

/** The answer in one sentence: verdict, payback, today's volume against the break-even, and what it is worth. */
export function verdict(at: Address, range: string): string {
  const cell = (output: OutputName): string => at(FIVE_ROW + ANSWERS.findIndex((answer) => answer.output === output), 8, true);
  const money = (value: string): string => `IF(${value}<0,"-$","$")&TEXT(ABS(${value}),"#,##0")`;
  const millions = (value: string): string => `TEXT(${value}/1000000,"#,##0.0")&"M"`;
  const [payback, tokens, breakeven, npv] = (
    ["payback_months", "tokens_per_day", "full_breakeven_tokens_per_day", "npv"] as const
  ).map(cell);
  const cost = `FT.MODEL(${range}, "project_cost")`;
  return (
    `=IFERROR("Fine-tuning "&IF(${npv}>0,"pays","does not pay")&": "&${money(cost)}&" "&` +
    `IF(ISNUMBER(${payback}),"repaid in "&TEXT(${payback},"0.0")&" months","never repaid")&", "&` +
    `${millions(tokens)}&" tokens a day against a break-even "&IF(ISNUMBER(${breakeven}),"of "&${millions(breakeven)},"that is never reached")&` +
    `", NPV of "&${money(npv)}&" over "&${five(at, HORIZON)}&" months at ${RATE * 100} %.","Check the blue figures: one of them cannot be read.")`
  );
}

type Value = number | string | ((at: Address) => string);

/** What the five inputs leave open, at figures of one's first guess. */
const SCENARIO: readonly (readonly [InputName, Value])[] = [
  ["api_bill_per_month", (at) => `=IF(${isTraffic(at)},"default",${five(at, KNOWN)})`],
  ["requests_per_day", (at) => `=IF(${isTraffic(at)},${five(at, KNOWN)},"default")`],
  ["api_model", (at) => `=${five(at, MODEL)}`],
  ["tokens_in", 800],
  ["tokens_out", 200],
  ["model_b", 8],
  ["gpu", "a10g"],
  ["price_per_instance_hour", 1.03],
  ["tokens_per_second", 450],
  ["target_utilization", 0.7],
  ["peak_factor", 2],
  ["review_rate_api", 0.02],
  // The rate of the API stands one row above.
  ["review_rate_ft", ""],
  ["cost_per_review", 4],
  ["training_runs", 8],
  ["cost_per_run", 12],
  ["hours_experiments", (at) => `=${five(at, TEAM)}`],
  ["hourly_rate", 150],
  ["retrain_cost", 2000],
  ["retrain_months", 6],
  ["horizon_months", (at) => `=${five(at, HORIZON)}`],
  ["life_months", (at) => `=${five(at, HORIZON)}`],
  ["api_price_change", 0],
  ["discount_rate", RATE],
];

/** The scenario as rows of name, value and unit from a row of the sheet on, and its range as functions take it. */
export function scenarioRows(first: number): { readonly rows: readonly Row[]; readonly range: (at: Address) => string } {
  const rowOf = (name: InputName): number => first + SCENARIO.findIndex(([each]) => each === name);
  const rows = SCENARIO.map(([name, value]): Row => {
    const { unit, kind } = requireInput("name", name);
    const numberFormat = kind === "number" ? formatOf(unit) : undefined;
    const formula =
      name === "review_rate_ft" ? (at: Address) => `=${at(rowOf("review_rate_api"), 1)}+${five(at, QUALITY)}` : value;
    return [
      label(name, { note: `${INPUT_LABELS[name]}. ${INPUT_DESCRIPTIONS[name].doc}` }),
      typeof formula === "function" ? result(formula, { numberFormat }) : input(formula, { numberFormat }),
      note(unitBeside(unit)),
    ];
  });
  return { rows, range: (at) => `${at(first, 0, true)}:${at(first + rows.length - 1, 1, true)}` };
}
