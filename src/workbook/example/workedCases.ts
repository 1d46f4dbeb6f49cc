import { findCase, type WorkedCase } from "../../presets/cases";
import { heading, headings, input, label, MONEY_FORMAT, note, PRICE_FORMAT, result } from "../plannedCells";
import type { Address, PlannedCell } from "../sheetPlan";
import type { Place } from "./placedRows";

/*
 * The worked cases as rows: the answers first, where they are seen beside an open pane, then the inputs they come from.
 * Every row foots: the bill less each column of costs is the saving in cash, less the project the saving after it.
 */

const COUNT = "#,##0";
const SHARE = "0.00%";

/** The columns of the table, from the left. */
export const CASE = {
  name: 0,
  apiBill: 1,
  instancesCost: 2,
  storageCost: 3,
  quality: 4,
  cashSaving: 5,
  projectShare: 6,
  saving: 7,
  payback: 8,
  breakeven: 9,
  cheaper: 10,
  requests: 11,
  tokensIn: 12,
  tokensOut: 13,
  priceIn: 14,
  priceOut: 15,
  instances: 16,
  instancePrice: 17,
  storage: 18,
  project: 19,
  reviewApi: 20,
  reviewFineTuned: 21,
  reviewPrice: 22,
} as const;

const ASSUMPTION_ROW = 12;
const GROUP_ROW = ASSUMPTION_ROW + 1;
const FIRST_CASE_ROW = GROUP_ROW + 2;
const CASE_KEYS = ["classification", "support", "code_generation", "startup_low", "startup_high", "gpt_4o_replacement"];
export const SUPPORT_ROW = FIRST_CASE_ROW + CASE_KEYS.indexOf("support");
export const LAST_CASE_ROW = FIRST_CASE_ROW + CASE_KEYS.length - 1;
const LIFE_COLUMN = 4;
const STORAGE_PRICE_COLUMN = 8;

const GROUPS: readonly (readonly [first: number, last: number, text: string])[] = [
  [CASE.name, CASE.name, "Worked case"],
  [CASE.apiBill, CASE.cheaper, "What a month comes to: the bill less each cost is the saving"],
  [CASE.requests, CASE.tokensOut, "Traffic"],
  [CASE.priceIn, CASE.priceOut, "API, per 1M tokens"],
  [CASE.instances, CASE.project, "Own model"],
  [CASE.reviewApi, CASE.reviewPrice, "Human review"],
];
const TITLES = [
  "",
  ...["API bill", "Instances", "Storage", "Review", "Saving in cash", "Project, spread", "Saving after the project"],
  ...["Payback in cash, months", "Break-even of bills, tokens/day", "Cheaper"],
  ...["Requests a day", "Tokens in", "Tokens out", "Input", "Output", "Count", "An hour", "Stored GB", "Project, once"],
  ...["API", "Own model", "Each"],
];

function workedCase(key: string): WorkedCase {
  const entry = findCase(key);
  if (!entry) throw new Error(`no worked case has the key ${key}`);
  return entry;
}

const figure = (value: number, numberFormat: string): PlannedCell => input(value, { numberFormat });
const computed = (formula: (at: Address) => string, numberFormat?: string): PlannedCell => result(formula, { numberFormat });

export function caseTable(place: Place): void {
  place(ASSUMPTION_ROW, 0, label("For all cases:"), label("life of a model, months"));
  place(ASSUMPTION_ROW, LIFE_COLUMN, figure(18, COUNT), label("storage of a GB, a month"));
  place(
    ASSUMPTION_ROW,
    STORAGE_PRICE_COLUMN,
    figure(0.023, PRICE_FORMAT),
    note("Single published figures without ranges: how sure a case is, its own sheet says (in the pane under Cases)."),
  );
  for (const [first, last, text] of GROUPS)
    for (let column = first; column <= last; column++) place(GROUP_ROW, column, heading(column === first ? text : ""));
  place(GROUP_ROW + 1, 0, ...headings(...TITLES));
  CASE_KEYS.forEach((key, i) => place(FIRST_CASE_ROW + i, 0, ...caseRow(workedCase(key), FIRST_CASE_ROW + i)));
}

/** One case: formulas that refer to its inputs by column, so that the row can be dragged down. */
function caseRow(entry: WorkedCase, row: number): PlannedCell[] {
  const given = (name: string, otherwise = 0): number => Number(entry.inputs[name] ?? otherwise);
  const stored = given("storage_price_per_gb_month", 1) === 0 ? 0 : given("model_b", 7) * 2;
  const c = (at: Address, column: keyof typeof CASE): string => at(row, CASE[column]);
  const list = (at: Address, ...columns: readonly (keyof typeof CASE)[]): string =>
    columns.map((column) => c(at, column)).join(", ");
  const life = (at: Address): string => at(ASSUMPTION_ROW, LIFE_COLUMN, true);
  const storagePrice = (at: Address): string => at(ASSUMPTION_ROW, STORAGE_PRICE_COLUMN, true);
  return [
    label(entry.title.split(":")[0], { note: [...entry.working, "", entry.verdict].join("\n") }),
    computed((at) => `=FT.API_COST(${list(at, "requests", "tokensIn", "tokensOut", "priceIn", "priceOut")})`, MONEY_FORMAT),
    computed((at) => `=FT.SERVING_COST(${list(at, "instances", "instancePrice")})`, MONEY_FORMAT),
    computed((at) => `=FT.STORAGE_COST(${c(at, "storage")}, ${storagePrice(at)})`, PRICE_FORMAT),
    computed((at) => `=FT.QUALITY_DELTA(${list(at, "requests", "reviewFineTuned", "reviewApi", "reviewPrice")})`, MONEY_FORMAT),
    result((at) => `=${c(at, "apiBill")}-${c(at, "instancesCost")}-${c(at, "storageCost")}-${c(at, "quality")}`, {
      role: "total",
      numberFormat: MONEY_FORMAT,
    }),
    computed((at) => `=FT.AMORTIZED_COST(${c(at, "project")}, ${life(at)})`, MONEY_FORMAT),
    result((at) => `=${c(at, "cashSaving")}-${c(at, "projectShare")}`, { role: "total", numberFormat: MONEY_FORMAT }),
    computed((at) => `=FT.PAYBACK(${list(at, "project", "cashSaving")}, "never")`, "0.00"),
    computed(
      (at) =>
        `=FT.BREAKEVEN_TOKENS(${c(at, "instancesCost")}+${c(at, "storageCost")}, FT.BLENDED_PRICE(${list(at, "priceIn", "priceOut", "tokensIn", "tokensOut")}))`,
      COUNT,
    ),
    computed((at) => `=IF(${c(at, "saving")}>0, "Own model", "API")`),
    figure(given("requests_per_day"), COUNT),
    figure(given("tokens_in"), COUNT),
    figure(given("tokens_out"), COUNT),
    figure(given("price_in_per_1m"), PRICE_FORMAT),
    figure(given("price_out_per_1m"), PRICE_FORMAT),
    figure(given("instances", 1), COUNT),
    figure(given("price_per_instance_hour"), "$#,##0.00"),
    figure(stored, COUNT),
    projectCost(entry),
    figure(given("review_rate_api"), SHARE),
    figure(given("review_rate_ft"), SHARE),
    figure(given("cost_per_review"), "$#,##0.00"),
  ];
}

/** A lump sum where the case has one; else from its hours and runs. */
function projectCost(entry: WorkedCase): PlannedCell {
  const { inputs } = entry;
  if (inputs.hourly_rate === undefined) return figure(Number(inputs.other_cost ?? 0), MONEY_FORMAT);
  const hours = ["hours_data", "hours_experiments", "hours_evaluation", "hours_deployment"].map((name) => inputs[name] ?? 0);
  const formula = `=FT.PROJECT_COST({${hours.join(",")}}, ${inputs.hourly_rate}, ${inputs.training_runs ?? 0}, ${inputs.cost_per_run ?? 0})`;
  return computed(() => formula, MONEY_FORMAT);
}
