import { findCase } from "../../presets/cases";
import { heading, headings, input, label, MONEY_FORMAT, note, PRICE_FORMAT, result, title } from "../plannedCells";
import type { RangeRows } from "../rangeRows";
import type { BlockPlan, PlannedCell } from "../sheetPlan";
import {
  type AnswerCells,
  ANSWERS,
  answerOf,
  FIVE_INPUTS,
  FIVE_ROW,
  rangesOfFive,
  scenarioRows,
  SURE_ROW,
  verdict,
} from "./fiveInputs";
import { MONTHLY_SPILL, monthByMonth, monthlyChart } from "./monthByMonth";
import { placedRows, type Place } from "./placedRows";
import { caseTable, LAST_CASE_ROW } from "./workedCases";

/*
 * The first sheet of the browser workbook: five inputs, the answer in a sentence, and what it rests on; below, the worked
 * cases as rows that foot, one of them month by month, and the simple framework spilled.
 */

const COUNT = "#,##0";
const SHARE = "0.00%";

const ASSUMPTIONS_ROW = LAST_CASE_ROW + 3;
const RANGES_ROW = ASSUMPTIONS_ROW + 51;
const FRAMEWORK_ROW = RANGES_ROW + 14;
const SPILL_ROW = FRAMEWORK_ROW + 5;
const FRAMEWORK_OUTPUTS = 13;
const ANSWER_COLUMN = 5;

export function startSheet(): BlockPlan {
  const assumptions = scenarioRows(ASSUMPTIONS_ROW + 1);
  const ranges = rangesOfFive(RANGES_ROW, assumptions.valueOf);
  const cells: AnswerCells = { ...assumptions, ranges: (at) => at(RANGES_ROW, 0, true) };
  return {
    title: "Start",
    rows: placedRows((place) => {
      place(0, 0, title("Does fine-tuning pay?"));
      place(1, 0, { content: { formula: (at) => verdict(at, cells) }, role: "label" });
      place(2, 0, note("Change the five blue figures, or any other: what is black is a live FT formula."));
      fiveInputs(place, cells, ranges);
      caseTable(place);
      place(ASSUMPTIONS_ROW, 0, ...headings("Behind the five", "Value", "Unit"));
      assumptions.rows.forEach((cells, i) => place(ASSUMPTIONS_ROW + 1 + i, 0, ...cells));
      monthByMonth(place, ASSUMPTIONS_ROW);
      ranges.rows.forEach((line, i) => place(RANGES_ROW + i, 0, ...line));
      simpleFramework(place);
    }),
    spills: [{ row: SPILL_ROW, column: 0, rows: FRAMEWORK_OUTPUTS, columns: 3 }, MONTHLY_SPILL(ASSUMPTIONS_ROW)],
    columnWidths: [204, 84, 84, 66, 72, 78, 78, 84, 72, 96, 84, 72, 60, 60, 66, 66, 62, 66, 66, 72, 60, 60, 60],
    frozenRows: 2,
    charts: [
      monthlyChart(ASSUMPTIONS_ROW, { row: ASSUMPTIONS_ROW + assumptions.rows.length + 2, column: 0, width: 430, height: 320 }),
    ],
  };
}

function fiveInputs(place: Place, cells: AnswerCells, ranges: RangeRows): void {
  place(FIVE_ROW - 1, 0, ...headings("Five inputs", "Value", "", "", ""));
  FIVE_INPUTS.forEach((cells, i) => place(FIVE_ROW + i, 0, ...cells));
  place(FIVE_ROW - 1, ANSWER_COLUMN, ...headings("What it comes to", "", "", "Value", ""));
  ANSWERS.forEach((answer, i) => {
    const row = FIVE_ROW + i;
    place(row, ANSWER_COLUMN, { content: { formula: (at) => answer.label(at, cells) }, role: "label" });
    place(
      row,
      ANSWER_COLUMN + 3,
      result((at) => `=${answerOf(cells.range(at), answer)}`, { role: "total", numberFormat: answer.numberFormat }),
      note(answer.unit),
    );
  });
  place(
    SURE_ROW,
    ANSWER_COLUMN,
    label("How sure: it pays in"),
    null,
    null,
    result((at) => ranges.share(at, cells.range(at)), { role: "total", numberFormat: "0.0%" }),
    note("of the trials"),
  );
}

const FRAMEWORK_FORMATS: Readonly<Record<string, string>> = {
  training_hours: COUNT,
  price_per_gpu_hour: PRICE_FORMAT,
  storage_gb: COUNT,
  storage_price_per_gb_month: PRICE_FORMAT,
  api_calls_per_month: COUNT,
  baseline_cost_per_1k: PRICE_FORMAT,
  finetuned_cost_per_1k: PRICE_FORMAT,
  accuracy_improvement: SHARE,
  review_cost_per_month: MONEY_FORMAT,
  months: COUNT,
};
const FRAMEWORK_HEADINGS = [
  ...["Training hours", "Per GPU-hour", "Stored GB", "Per GB a month", "Calls a month", "API per 1K"],
  ...["Own model per 1K", "Better by", "Review a month", "Months"],
];

function simpleFramework(place: Place): void {
  const entry = findCase("simple_framework");
  if (!entry) throw new Error("there is no case of the simple framework");
  const args = Object.entries(entry.costBenefit ?? {});
  place(FRAMEWORK_ROW, 0, title("The simple framework, spilled"));
  place(FRAMEWORK_ROW + 1, 0, heading("Worked case"), ...headings(...FRAMEWORK_HEADINGS));
  place(
    FRAMEWORK_ROW + 2,
    0,
    label(entry.title.split(":")[0], { note: [...entry.working, "", entry.verdict].join("\n") }),
    ...args.map(([name, value]) => input(value, { numberFormat: FRAMEWORK_FORMATS[name] ?? COUNT })),
  );
  place(SPILL_ROW - 1, 0, heading("FT.COST_BENEFIT(…)"), heading("Value"), heading("Unit"));
  // The spilled cells get the look of a table; what stands in them comes from the formula.
  const looks: readonly PlannedCell[] = [
    label(""),
    { content: "", role: "result", numberFormat: "#,##0.00" },
    { content: "", role: "result" },
  ];
  for (let i = 0; i < FRAMEWORK_OUTPUTS; i++) place(SPILL_ROW + i, 0, ...looks);
  place(SPILL_ROW, 0, {
    content: { formula: (at) => `=FT.COST_BENEFIT(${args.map((_, i) => at(FRAMEWORK_ROW + 2, 1 + i)).join(", ")})` },
    role: "label",
  });
}
