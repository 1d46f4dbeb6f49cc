import packageFile from "../../../package.json";
import { DATE_FORMAT, dayNumber, headings, label, note, title } from "../plannedCells";
import type { PlannedCell, PlannedChart, Zone } from "../sheetPlan";
import { sheetReference } from "../sheetNames";
import type { SheetPlan } from "../workbookPlan";
import { type CaseBook, CaseRows } from "./caseBook";
import type { CaseInputs } from "./caseInputs";
import { chanceFormula } from "./chance";
import { AMOUNT, COUNT, MONTHS, RATE, SHARE } from "./formats";
import { COST_BARS } from "./optionsSheet";

const money = (name: string): string => `TEXT([${name}],"$#,##0")`;
const loss = (name: string): string => `TEXT(-[${name}],"$#,##0")`;
const HORIZON = '"over "&TEXT([horizon_months],"0")&" months at "&TEXT([discount_rate],"0.0%")&" a year"';

/** The answer in one sentence: whether it pays today, whether it pays over the horizon, and by how much. */
const VERDICT = [
  `IF([flows_npv]>0,"Self-hosting a fine-tuned model pays: it saves "&${money("cash_saving")}&" a month in cash, pays back "&${money("project_cost")}&" in "&IF(ISNUMBER([flows_payback]),TEXT([flows_payback],"0.0"),"more than the horizon of")&" months and is worth "&${money("flows_npv")}&" ${""}"&${HORIZON}&".",`,
  `IF([cash_saving]>0,"It does not pay on these figures: self-hosting saves "&${money("cash_saving")}&" a month today, yet "&${HORIZON}&" it loses "&${loss("flows_npv")}&".",`,
  `"Stay on the API: self-hosting would cost "&${loss("cash_saving")}&" a month more than the API bill of "&${money("api_cost")}&"."))`,
].join("");

const BEST =
  '"Of the five options, "&INDEX([option_names],1,MATCH(MAX([option_npv]),[option_npv],0))&" has the highest net present value: "&TEXT(MAX([option_npv]),"$#,##0")&" "&' +
  `${HORIZON}&" against staying as is"&IF(MAX([option_npv])=[npv_of_self],".",", if its answers are as good as assumed: measure that first.")`;

interface Answer {
  readonly label: string;
  readonly formula: string;
  readonly format?: string;
  readonly unit: string;
}

const ANSWERS: readonly Answer[] = [
  { label: "Saving in cash", formula: "[cash_saving]", format: AMOUNT, unit: "$/month" },
  { label: "Saving after the project", formula: "[saving]", format: AMOUNT, unit: "$/month" },
  { label: "Project, once", formula: "[project_cost]", format: AMOUNT, unit: "$" },
  { label: "Payback by the monthly flows", formula: "[flows_payback]", format: MONTHS, unit: "months" },
  { label: "Break-even of the two bills", formula: "[breakeven_tokens_per_day]", format: COUNT, unit: "tokens/day" },
  { label: "Traffic today", formula: "[tokens_per_day]", format: COUNT, unit: "tokens/day" },
  { label: "Net present value", formula: "[flows_npv]", format: AMOUNT, unit: "$" },
  { label: "Horizon", formula: "[horizon_months]", format: COUNT, unit: "months" },
  { label: "Discount rate", formula: "[discount_rate]", format: RATE, unit: "effective annual" },
  { label: "Rate of return", formula: "[flows_irr]", format: RATE, unit: "effective annual" },
  { label: "All checks pass", formula: 'IF([master_check],"yes","no")', unit: "yes or no" },
];

const RISK: readonly Answer[] = [
  { label: "Worst 5 %: at most", formula: "[risk_p5]", format: AMOUNT, unit: "$" },
  { label: "Worst quarter: at most", formula: "[risk_p25]", format: AMOUNT, unit: "$" },
  { label: "Middle", formula: "[risk_p50]", format: AMOUNT, unit: "$" },
  { label: "Best quarter: at least", formula: "[risk_p75]", format: AMOUNT, unit: "$" },
  { label: "Best 5 %: at least", formula: "[risk_p95]", format: AMOUNT, unit: "$" },
  { label: "Chance of a gain", formula: "[risk_above_0]", format: SHARE, unit: "of the trials" },
];

const MATTERS = 3;
const RIGHT = 4;
/** One printed page: the verdict, its figures, how sure they are, what matters most, and four charts. */
export function summarySheet(book: CaseBook, inputs: CaseInputs): SheetPlan {
  const sheet = new CaseRows(book, "summary");
  sheet.add(title(inputs.title));
  sheet.add({ ...sheet.computed(0, VERDICT, { name: "verdict" }), role: "total" }, ...blanks("total", 6));
  sheet.add({ ...sheet.computed(0, chanceFormula("[risk_above_0]")), role: "total" }, ...blanks("total", 6));
  sheet.add(sheet.computed(0, BEST));
  sheet.add(
    sheet.computed(
      0,
      'IF([master_check],"All checks pass.","Look at the checks before you rely on this: "&IF([arithmetic_holds],"","the arithmetic does not hold; ")&[checks_said])',
      { role: "note" },
    ),
  );
  sheet.add();
  const head = sheet.add(
    ...headings("In short", "Value", "Unit"),
    null,
    ...headings("How sure: net present value", "Value", "Unit"),
  );
  ANSWERS.forEach((line, i) => sheet.put(head + 1 + i, 0, ...answerCells(sheet, line, 0, head + 1 + i)));
  const toChecks = `HYPERLINK("#${sheetReference(book.names.checks, "$A$1")}","go to the checks")`;
  const lastAnswer = head + ANSWERS.length;
  sheet.put(lastAnswer, 2, { ...sheet.computed(2, toChecks, {}, lastAnswer), role: "link" });
  RISK.forEach((line, i) => sheet.put(head + 1 + i, RIGHT, ...answerCells(sheet, line, RIGHT, head + 1 + i)));
  const matters = head + 1 + RISK.length;
  sheet.put(matters, RIGHT, ...headings("What matters most", "At low", "At high"));
  for (let i = 0; i < MATTERS; i++) {
    const row = matters + 1 + i;
    const nth = (column: string): string => `INDEX([tornado_${column}_column],ROW()-ROW([matters_head]))`;
    if (i === 0) book.define("matters_head", "summary", { row: matters, column: RIGHT });
    sheet.put(
      row,
      RIGHT,
      sheet.computed(RIGHT, nth("words"), {}, row),
      sheet.computed(RIGHT + 1, nth("low"), { numberFormat: AMOUNT }, row),
      sheet.computed(RIGHT + 2, nth("high"), { numberFormat: AMOUNT }, row),
    );
  }
  const measure = matters + 1 + MATTERS;
  sheet.put(
    measure,
    RIGHT,
    sheet.computed(
      RIGHT,
      'IF([voi_worth]>0,"Measure first: "&INDEX([input_labels],MATCH([voi_first],[input_names],0)),"Measure first: nothing alone decides")',
      { role: "total" },
      measure,
    ),
    sheet.computed(RIGHT + 1, "[voi_worth]", { role: "total", numberFormat: AMOUNT }, measure),
    note("$, worth at most"),
  );
  const charts = head + ANSWERS.length + 2;
  // A row is 20 pixels high in Excel, and a chart 300.
  const rows = 16;
  const foot = charts + 2 * rows + 1;
  sheet.put(
    foot,
    0,
    note("Written on"),
    label(dayNumber(inputs.date), { numberFormat: DATE_FORMAT }),
    note(`by FT ${packageFile.version}; prices and their dates under ${book.names.sources}`),
  );
  return {
    name: book.names.summary,
    block: {
      title: book.names.summary,
      rows: sheet.rows,
      columnWidths: [260, 120, 120, 20, 390, 120, 120],
      charts: summaryCharts(book, { charts, rows }),
    },
    print: { landscape: false, pagesWide: 1, pagesTall: 1 },
  };
}

const blanks = (role: PlannedCell["role"], count: number): PlannedCell[] =>
  Array.from({ length: count }, () => ({ content: "", role }));

function answerCells(sheet: CaseRows, { label: text, formula, format, unit }: Answer, column: number, row: number) {
  return [label(text), sheet.computed(column + 1, formula, { numberFormat: format, role: "total" }, row), note(unit)];
}

function summaryCharts(book: CaseBook, at: { charts: number; rows: number }): PlannedChart[] {
  const size = { width: 510, height: 300 };
  const zoneOf = (name: string): Zone => {
    const { sheet, row, column, rows, columns } = book.place(name);
    return { sheet: book.names[sheet], row, column, rows, columns };
  };
  return [
    {
      kind: "stackedColumn",
      title: "Costs of a month, by option",
      categories: zoneOf("bar_options"),
      series: COST_BARS.map(({ name, label }) => ({ name: label, values: zoneOf(`bar_${name}`) })),
      place: { row: at.charts, column: 0, ...size },
      valueAxisTitle: "$ a month",
    },
    {
      kind: "line",
      title: "Both bills by volume, whole instances",
      categories: zoneOf("volume_column"),
      series: [
        { name: "API bill", values: zoneOf("api_at_volume_column") },
        { name: "Own model", values: zoneOf("own_at_volume_column") },
      ],
      place: { row: at.charts, column: RIGHT, ...size },
      valueAxisTitle: "$ a month",
      categoryAxisTitle: "Tokens a day",
    },
    {
      kind: "line",
      title: "Cumulative cash",
      categories: zoneOf("month_column"),
      series: [{ name: "Cumulative", values: zoneOf("cumulative_chart") }],
      place: { row: at.charts + at.rows, column: 0, ...size },
      valueAxisTitle: "$",
      categoryAxisTitle: "Month",
    },
    {
      kind: "stackedBar",
      title: "What moves the net present value ($ against the base)",
      categories: zoneOf("tornado_words_column"),
      series: [
        { name: "at low", values: zoneOf("tornado_against_low_column") },
        { name: "at high", values: zoneOf("tornado_against_high_column") },
      ],
      place: { row: at.charts + at.rows, column: RIGHT, ...size },
    },
  ];
}
