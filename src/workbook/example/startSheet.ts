import { findCase, type WorkedCase } from "../../presets/cases";
import { heading, headings, input, label, note, result, title } from "../plannedCells";
import type { Address, BlockPlan, PlannedCell, Zone } from "../sheetPlan";

/*
 * The first sheet of the browser workbook shows the job: the worked cases as rows of inputs with live formulas beside
 * them, the simple framework spilled, and one case month by month with its chart.
 */

const COUNT = "#,##0";
const MONEY = "$#,##0";
const PRICE = "$#,##0.00";
const SHARE = "0.00%";
const MONTHS = "0.00";

type Row = (PlannedCell | null)[];

/** A figure that may be changed. */
const figure = (value: number, numberFormat: string, note?: string): PlannedCell => input(value, { numberFormat, note });
const computed = (formula: (at: Address) => string, numberFormat?: string): PlannedCell => result(formula, { numberFormat });

/** The columns of the scenario table, from the left. */
const CASE = {
  name: 0,
  requests: 1,
  tokensIn: 2,
  tokensOut: 3,
  priceIn: 4,
  priceOut: 5,
  instances: 6,
  instancePrice: 7,
  storage: 8,
  project: 9,
  reviewApi: 10,
  reviewFineTuned: 11,
  reviewPrice: 12,
  apiBill: 13,
  fineTunedBill: 14,
  quality: 15,
  saving: 16,
  payback: 17,
  breakeven: 18,
  cheaper: 19,
} as const;

const LIFE_ROW = 2;
const STORAGE_PRICE_ROW = 3;
const GROUP_ROW = 5;
const FIRST_CASE_ROW = 7;
const CASE_KEYS = ["classification", "support", "code_generation", "startup_low", "startup_high", "gpt_4o_replacement"];
const SUPPORT_ROW = FIRST_CASE_ROW + CASE_KEYS.indexOf("support");
const FRAMEWORK_ROW = FIRST_CASE_ROW + CASE_KEYS.length + 1;
const SPILL_ROW = FRAMEWORK_ROW + 5;
const FRAMEWORK_OUTPUTS = 13;

/** The month-by-month block stands right of the spilled framework. */
const MONTHLY_COLUMN = 4;
const MONTHLY_MONTHS = 36;
const FLOWS_ROW = SPILL_ROW + 6;
const FLOWS: Zone = { row: FLOWS_ROW, column: MONTHLY_COLUMN, rows: MONTHLY_MONTHS + 2, columns: 5 };

export function startSheet(): BlockPlan {
  const rows: Row[] = [];
  const set = (row: number, column: number, ...cells: Row): void => {
    rows[row] ??= [];
    cells.forEach((cell, i) => (rows[row][column + i] = cell));
  };
  set(0, 0, title("Does fine-tuning pay?"));
  set(
    1,
    0,
    note("Change any blue figure: every black one is a live FT formula. Rest the mouse on a marked case to read its working."),
  );
  set(LIFE_ROW, 0, label("Model life (months)"), figure(18, COUNT, "Months over which a project's cost is spread."));
  set(
    STORAGE_PRICE_ROW,
    0,
    label("Storage ($/GB-month)"),
    figure(0.023, "$0.000", "Object storage for weights and checkpoints."),
  );
  scenarioTable(set);
  simpleFramework(set);
  monthByMonth(set);
  return {
    title: "Start",
    rows: Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell ?? null)),
    spills: [{ row: SPILL_ROW, column: 0, rows: FRAMEWORK_OUTPUTS, columns: 3 }, FLOWS],
    columnWidths: [174, 70, 54, 56, 56, 66, 52, 62, 70, 66, 56, 54, 56, 60, 66, 72, 70, 62, 80, 72],
    charts: [monthlyChart()],
  };
}

type Set = (row: number, column: number, ...cells: Row) => void;

function workedCase(key: string): WorkedCase {
  const entry = findCase(key);
  if (!entry) throw new Error(`no worked case has the key ${key}`);
  return entry;
}

/** How the case comes to its figures, as a person writes it. */
const working = (entry: WorkedCase): string => [...entry.working, "", entry.verdict].join("\n");

function scenarioTable(set: Set): void {
  const groups: [number, number, string][] = [
    [CASE.name, CASE.name, "Worked case"],
    [CASE.requests, CASE.tokensOut, "Traffic"],
    [CASE.priceIn, CASE.priceOut, "API, $/1M tokens"],
    [CASE.instances, CASE.project, "Fine-tuned model"],
    [CASE.reviewApi, CASE.reviewPrice, "Human review"],
    [CASE.apiBill, CASE.cheaper, "What it comes to, a month"],
  ];
  for (const [first, last, text] of groups) {
    for (let column = first; column <= last; column++) set(GROUP_ROW, column, heading(column === first ? text : ""));
  }
  const titles = [
    ...["", "Requests a day", "Tokens in", "Tokens out", "Input", "Output", "Count", "$ per hour", "Stored GB", "Project $"],
    ...[
      "API",
      "Fine- tuned",
      "$ each",
      "API bill",
      "Fine- tuned bill",
      "Quality",
      "Saving",
      "Payback months",
      "Break-even tokens/day",
      "Cheaper",
    ],
  ];
  set(GROUP_ROW + 1, 0, ...headings(...titles));
  CASE_KEYS.forEach((key, i) => set(FIRST_CASE_ROW + i, 0, ...caseRow(workedCase(key), FIRST_CASE_ROW + i)));
}

/** One case: its inputs, then formulas that refer to them by column, so that the row can be dragged down. */
function caseRow(entry: WorkedCase, row: number): Row {
  const given = (name: string, otherwise = 0): number => Number(entry.inputs[name] ?? otherwise);
  const stored = given("storage_price_per_gb_month", 1) === 0 ? 0 : given("model_b", 7) * 2;
  const c = (at: Address, column: number): string => at(row, column);
  const life = (at: Address): string => at(LIFE_ROW, 1, true);
  const storagePrice = (at: Address): string => at(STORAGE_PRICE_ROW, 1, true);
  const cash = (at: Address): string => `${c(at, CASE.apiBill)}-${c(at, CASE.fineTunedBill)}-${c(at, CASE.quality)}`;
  return [
    label(entry.title.split(":")[0], { note: working(entry) }),
    figure(given("requests_per_day"), COUNT),
    figure(given("tokens_in"), COUNT),
    figure(given("tokens_out"), COUNT),
    figure(given("price_in_per_1m"), PRICE),
    figure(given("price_out_per_1m"), PRICE),
    figure(given("instances", 1), COUNT),
    figure(given("price_per_instance_hour"), PRICE),
    figure(stored, COUNT),
    projectCost(entry),
    figure(given("review_rate_api"), SHARE),
    figure(given("review_rate_ft"), SHARE),
    figure(given("cost_per_review"), PRICE),
    computed(
      (at) =>
        `=FT.API_COST(${[CASE.requests, CASE.tokensIn, CASE.tokensOut, CASE.priceIn, CASE.priceOut].map((i) => c(at, i)).join(", ")})`,
      MONEY,
    ),
    computed(
      (at) =>
        `=FT.SERVING_COST(${c(at, CASE.instances)}, ${c(at, CASE.instancePrice)})+FT.STORAGE_COST(${c(at, CASE.storage)}, ${storagePrice(at)})`,
      MONEY,
    ),
    computed(
      (at) =>
        `=FT.QUALITY_DELTA(${[CASE.requests, CASE.reviewFineTuned, CASE.reviewApi, CASE.reviewPrice].map((i) => c(at, i)).join(", ")})`,
      MONEY,
    ),
    computed((at) => `=${cash(at)}-FT.AMORTIZED_COST(${c(at, CASE.project)}, ${life(at)})`, MONEY),
    computed((at) => `=FT.PAYBACK(${c(at, CASE.project)}, ${cash(at)}, "never")`, MONTHS),
    computed(
      (at) =>
        `=FT.BREAKEVEN_TOKENS(${c(at, CASE.fineTunedBill)}, FT.BLENDED_PRICE(${[CASE.priceIn, CASE.priceOut, CASE.tokensIn, CASE.tokensOut].map((i) => c(at, i)).join(", ")}))`,
      COUNT,
    ),
    computed((at) => `=IF(${c(at, CASE.saving)}>0, "Fine-tuned", "API")`),
  ];
}

/** A lump sum where the case has one; else from its hours and runs. */
function projectCost(entry: WorkedCase): PlannedCell {
  const { inputs } = entry;
  if (inputs.hourly_rate === undefined) return figure(Number(inputs.other_cost ?? 0), MONEY);
  const hours = ["hours_data", "hours_experiments", "hours_evaluation", "hours_deployment"].map((name) => inputs[name] ?? 0);
  const formula = `=FT.PROJECT_COST({${hours.join(",")}}, ${inputs.hourly_rate}, ${inputs.training_runs ?? 0}, ${inputs.cost_per_run ?? 0})`;
  return computed(() => formula, MONEY);
}

const FRAMEWORK_FORMATS: Readonly<Record<string, string>> = {
  training_hours: COUNT,
  price_per_gpu_hour: PRICE,
  storage_gb: COUNT,
  storage_price_per_gb_month: "$0.000",
  api_calls_per_month: COUNT,
  baseline_cost_per_1k: PRICE,
  finetuned_cost_per_1k: PRICE,
  accuracy_improvement: SHARE,
  review_cost_per_month: MONEY,
  months: COUNT,
};
const FRAMEWORK_HEADINGS = [
  ...["Training hours", "$ per GPU-h", "Stored GB", "$ per GB-mo.", "Calls a month", "API $/1K"],
  ...["Tuned $/1K", "Better by", "Review $/month", "Months"],
];

function simpleFramework(set: Set): void {
  const entry = workedCase("simple_framework");
  const args = Object.entries(entry.costBenefit ?? {});
  set(FRAMEWORK_ROW, 0, title("The simple framework, spilled"));
  set(FRAMEWORK_ROW + 1, 0, heading("Worked case"), ...headings(...FRAMEWORK_HEADINGS));
  set(
    FRAMEWORK_ROW + 2,
    0,
    label(entry.title.split(":")[0], { note: working(entry) }),
    ...args.map(([name, value]) => figure(value, FRAMEWORK_FORMATS[name] ?? COUNT)),
  );
  set(SPILL_ROW - 1, 0, heading("FT.COST_BENEFIT(…)"), heading("Value"), heading("Unit"));
  // The spilled cells get the look of a table; what stands in them comes from the formula.
  for (let i = 0; i < FRAMEWORK_OUTPUTS; i++)
    set(SPILL_ROW + i, 0, label(""), { content: "", role: "result", numberFormat: "#,##0.00" }, { content: "", role: "result" });
  set(SPILL_ROW, 0, {
    content: { formula: (at) => `=FT.COST_BENEFIT(${args.map((_, i) => at(FRAMEWORK_ROW + 2, 1 + i)).join(", ")})` },
    role: "label",
  });
}

function monthByMonth(set: Set): void {
  const left = MONTHLY_COLUMN;
  const row = SPILL_ROW;
  const value = left + 3;
  const support = (at: Address, column: number): string => at(SUPPORT_ROW, column, true);
  const flows = (at: Address, change: string): string =>
    `FT.CASHFLOWS(${support(at, CASE.project)}, ${support(at, CASE.apiBill)}, ${support(at, CASE.fineTunedBill)}, ${at(row + 1, value, true)}, ${change}, 0, 0, 0, ${support(at, CASE.quality)})`;
  const fall = (at: Address): string => at(row, value, true);
  set(SPILL_ROW - 1, left, heading("Case 2, month by month"), ...headings("", "", "", "", ""));
  set(
    row,
    left,
    label("API price change a year"),
    null,
    null,
    figure(-0.5, "0%", "Prices of models of one quality have fallen every year; −50 % halves the API bill within a year."),
  );
  set(row + 1, left, label("Months"), null, null, figure(MONTHLY_MONTHS, COUNT));
  set(row + 2, left, label("Discount rate"), null, null, figure(0.1, "0%", "Effective annual rate."));
  set(
    row + 3,
    left,
    label("NPV, API prices hold"),
    null,
    null,
    computed(
      (at) => `=FT.NPV(${at(row + 2, value)}, ${at(FLOWS_ROW + 1, left + 3)}:${at(FLOWS_ROW + 1 + MONTHLY_MONTHS, left + 3)})`,
      MONEY,
    ),
  );
  set(
    row + 4,
    left,
    label("NPV, API prices fall"),
    null,
    null,
    computed((at) => `=FT.NPV(${at(row + 2, value)}, CHOOSECOLS(DROP(${flows(at, fall(at))}, 1), 4))`, MONEY),
  );
  set(
    FLOWS_ROW,
    left,
    { content: { formula: (at) => `=${flows(at, "0")}` }, role: "total" },
    ...["", "", "", ""].map((content): PlannedCell => ({ content, role: "total" })),
    {
      content: "if falling",
      role: "total",
    },
  );
  for (let month = 0; month <= MONTHLY_MONTHS; month++) {
    const line = FLOWS_ROW + 1 + month;
    set(
      line,
      left,
      { content: "", role: "result", numberFormat: COUNT },
      ...[1, 2, 3, 4].map((): PlannedCell => ({ content: "", role: "result", numberFormat: MONEY })),
    );
    set(line, left + 5, { content: "", role: "result", numberFormat: MONEY });
  }
  set(
    FLOWS_ROW + 1,
    left + 5,
    computed((at) => `=DROP(CHOOSECOLS(${flows(at, fall(at))}, 5), 1)`, MONEY),
  );
}

function monthlyChart(): NonNullable<BlockPlan["charts"]>[number] {
  const column = (offset: number): Zone => ({
    row: FLOWS_ROW + 1,
    column: MONTHLY_COLUMN + offset,
    rows: MONTHLY_MONTHS + 1,
    columns: 1,
  });
  return {
    kind: "line",
    title: "Case 2: money back, month by month",
    categories: column(0),
    series: [
      { name: "API prices hold", values: column(4) },
      { name: "API prices fall", values: column(5) },
    ],
    place: { row: FRAMEWORK_ROW, column: CASE.reviewFineTuned, width: 580, height: 320 },
    categoryAxisTitle: "Month",
    valueAxisTitle: "Cumulative ($)",
  };
}
