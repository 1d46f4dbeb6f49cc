import { INPUT_DESCRIPTIONS } from "../../engine/scenario/inputDescriptions";
import { type InputName, requireInput } from "../../engine/scenario/inputs";
import type { OutputName } from "../../engine/scenario/outputs";
import { INPUT_LABELS } from "../case/inputLabels";
import { firstAnswers, givenInputs, projectHours } from "../case/caseAnswers";
import { FIRST_ANSWERS, FIRST_API_MODEL } from "../case/firstAnswers";
import { rangedNames } from "../case/typicalRanges";
import { type DividedPhase, usualHours } from "../case/usualHours";
import { formatOf, input, label, MONEY_FORMAT, note, result, unitBeside } from "../plannedCells";
import { type RangeRows, rangeRows, sureFormula } from "../rangeRows";
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
  [
    input(BILL, { choices: [BILL, TRAFFIC] }),
    input(FIRST_ANSWERS.billPerMonth, { numberFormat: "#,##0" }),
    note("choose what you know, and type it"),
  ],
  [label("Model that is replaced"), input(FIRST_API_MODEL), note('a key of FT.LIST("api_models")')],
  [
    label("Quality: more answers to review"),
    input(FIRST_ANSWERS.reviewOwn - FIRST_ANSWERS.reviewApi, { numberFormat: "0.00%" }),
    note("of all answers, beside today's"),
  ],
  [
    label("Team: engineering hours, once"),
    input(projectHours(FIRST_ANSWERS), { numberFormat: "#,##0" }),
    note("h, from data to deployment"),
  ],
  [label("Horizon"), input(FIRST_ANSWERS.horizonMonths, { numberFormat: "0" }), note("months")],
];

/** The cells that the answers read beside the outputs of the scenario. */
export interface AnswerCells {
  /** The scenario's block. */
  readonly range: (at: Address) => string;
  readonly valueOf: (at: Address, name: InputName) => string;
  /** The first row of the ranges. */
  readonly ranges: (at: Address) => string;
}

interface Answer {
  readonly output: OutputName;
  readonly label: (at: Address, cells: AnswerCells) => string;
  /** What stands there when there is none. */
  readonly instead: string;
  readonly numberFormat: string;
  readonly unit: string;
}

const plain = (text: string) => (): string => text;

const overHorizon = (at: Address, { valueOf }: AnswerCells): string =>
  `"over "&${five(at, HORIZON)}&" months at "&ROUND(100*${valueOf(at, "discount_rate")},1)&" %"`;

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
    label: (at, cells) => `="NPV "&${overHorizon(at, cells)}`,
    instead: "none",
    numberFormat: MONEY_FORMAT,
    unit: "",
  },
];

export const answerOf = (range: string, { output, instead }: Answer): string =>
  `IFERROR(FT.MODEL(${range}, "${output}"), "${instead}")`;

/** How sure the verdict is: the row below the other answers. */
export const SURE_ROW = FIVE_ROW + ANSWERS.length;

/** The answer: verdict, payback, today's volume against the break-even, what it is worth, and how sure that is. */
export function verdict(at: Address, cells: AnswerCells): string {
  const cell = (output: OutputName): string => at(FIVE_ROW + ANSWERS.findIndex((answer) => answer.output === output), 8, true);
  const money = (value: string): string => `IF(${value}<0,"-$","$")&TEXT(ABS(${value}),"#,##0")`;
  const millions = (value: string): string => `TEXT(${value}/1000000,"#,##0.0")&"M"`;
  const [payback, tokens, breakeven, npv] = (
    ["payback_months", "tokens_per_day", "full_breakeven_tokens_per_day", "npv"] as const
  ).map(cell);
  const cost = `FT.MODEL(${cells.range(at)}, "project_cost")`;
  const sure = sureFormula(at(SURE_ROW, 8, true), cells.ranges(at));
  return (
    `=IFERROR("Fine-tuning "&IF(${npv}>0,"pays","does not pay")&": "&${money(cost)}&" "&` +
    `IF(ISNUMBER(${payback}),"repaid in "&TEXT(${payback},"0.0")&" months","never repaid")&", "&` +
    `${millions(tokens)}&" tokens a day against a break-even "&IF(ISNUMBER(${breakeven}),"of "&${millions(breakeven)},"that is never reached")&` +
    `", NPV of "&${money(npv)}&" "&${overHorizon(at, cells)}&"; "&${sure},"Check the blue figures: one of them cannot be read.")`
  );
}

const DIVIDED: readonly DividedPhase[] = ["hours_experiments", "hours_evaluation", "hours_deployment"];

type Value = number | string | ((at: Address) => string);

/** Prices follow from the model, and are those of the day. */
const LEFT_OUT: readonly InputName[] = ["price_in_per_1m", "price_out_per_1m", "as_of"];

/** What follows from the five inputs. */
const FROM_FIVE: Readonly<Partial<Record<InputName, (at: Address) => string>>> = {
  api_bill_per_month: (at) => `=IF(${isTraffic(at)},"default",${five(at, KNOWN)})`,
  requests_per_day: (at) => `=IF(${isTraffic(at)},${five(at, KNOWN)},"default")`,
  api_model: (at) => `=${five(at, MODEL)}`,
  horizon_months: (at) => `=${five(at, HORIZON)}`,
  life_months: (at) => `=${five(at, HORIZON)}`,
};

/** What the five inputs leave open, as the wizard of the business case takes it before anything is answered. */
function scenarioOfFive(): (readonly [InputName, Value])[] {
  const { scenario } = givenInputs(firstAnswers(""));
  const { all, of } = usualHours();
  const phases = Object.entries(of) as [DividedPhase, number][];
  const given = { requests_per_day: 0, ...scenario, volume_growth: 0, gpu_price_change: 0 };
  const entries = Object.entries(given) as [InputName, Value][];
  return entries
    .filter(([name]) => !LEFT_OUT.includes(name))
    .map(([name, value]) => {
      const hours = phases.find(([phase]) => phase === name)?.[1];
      if (hours === undefined) return [name, FROM_FIVE[name] ?? value];
      return [name, (at) => `=ROUND(${five(at, TEAM)}*${hours}/${all},0)`];
    });
}

/** The scenario as rows of name, value and unit from a row of the sheet on, and its cells. */
export function scenarioRows(first: number) {
  const scenario = scenarioOfFive();
  const valueOf = (at: Address, name: InputName): string => at(first + scenario.findIndex(([each]) => each === name), 1, true);
  const from: Partial<Record<InputName, (at: Address) => string>> = {
    review_rate_ft: (at) => `=${valueOf(at, "review_rate_api")}+${five(at, QUALITY)}`,
    hours_data: (at) => `=${five(at, TEAM)}-${DIVIDED.map((name) => valueOf(at, name)).join("-")}`,
  };
  const rows = scenario.map(([name, value]): Row => {
    const { unit, kind } = requireInput("name", name);
    const numberFormat = kind === "number" ? formatOf(unit) : undefined;
    const content = from[name] ?? value;
    return [
      label(name, { note: `${INPUT_LABELS[name]}. ${INPUT_DESCRIPTIONS[name].doc}` }),
      typeof content === "function" ? result(content, { numberFormat }) : input(content, { numberFormat }),
      note(unitBeside(unit)),
    ];
  });
  const range = (at: Address): string => `${at(first, 0, true)}:${at(first + rows.length - 1, 1, true)}`;
  return { rows, range, valueOf };
}

/** The ranges of the scenario's inputs from a row of the sheet on: of the bill and of the traffic, the one that is known. */
export function rangesOfFive(row: number, valueOf: AnswerCells["valueOf"]): RangeRows {
  const { scenario } = givenInputs(firstAnswers(""));
  return rangeRows({
    row,
    names: [...rangedNames(scenario), "requests_per_day"],
    valueOf: (at, name) => (name === "api_bill_per_month" || name === "requests_per_day" ? five(at, KNOWN) : valueOf(at, name)),
    unusedWhen: (at, name) => {
      if (name === "api_bill_per_month") return isTraffic(at);
      return name === "requests_per_day" ? `NOT(${isTraffic(at)})` : undefined;
    },
  });
}
