import { heading, headings, label, note, title } from "../plannedCells";
import type { CellRole } from "../sheetPlan";
import type { SheetPlan } from "../workbookPlan";
import { type CaseBook, CaseRows } from "./caseBook";
import { AMOUNT, DECIMAL, MONTHS, PRICE, RATE } from "./formats";
import { OPTIONS } from "./options";

interface Line {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly format: string;
  /** One formula for all options: `@` takes the option's own column. */
  readonly formula: string;
  readonly twin?: string;
  readonly isTotal?: true;
}

const OWN_OR_MANAGED = "([uses_instances@]+[uses_managed@])";

const SECTIONS: readonly (readonly [string, readonly Line[]])[] = [
  [
    "What it pays",
    [
      {
        name: "option_price_in",
        label: "Price of input tokens",
        unit: "$/1M tokens",
        format: PRICE,
        formula: "[uses_api@]*[price_in_per_1m]+[uses_cheaper@]*[cheaper_price_in]+[uses_managed@]*[managed_price_in]",
      },
      {
        name: "option_price_out",
        label: "Price of output tokens",
        unit: "$/1M tokens",
        format: PRICE,
        formula: "[uses_api@]*[price_out_per_1m]+[uses_cheaper@]*[cheaper_price_out]+[uses_managed@]*[managed_price_out]",
      },
      {
        name: "option_instances",
        label: "Instances",
        unit: "instances",
        format: DECIMAL,
        formula:
          "[uses_instances@]*IF([uses_levers@]=1,MAX(1,ROUNDUP([running_instances]/[lever_speedup]*(1-[whole_tolerance]),0)),[running_instances])",
      },
      {
        name: "option_discount",
        label: "Discount on the instances",
        unit: "fraction",
        format: RATE,
        formula: "[uses_instances@]*MAX([commit_discount],[uses_levers@]*[lever_commit_discount])",
      },
      {
        name: "option_review_rate",
        label: "Answers that a person reviews",
        unit: "fraction",
        format: RATE,
        formula: `[uses_api@]*[review_rate_api]+[uses_cheaper@]*[cheaper_review_rate]+[uses_managed@]*[managed_review_rate]+[uses_instances@]*[review_rate_ft]`,
      },
      {
        name: "option_failure_rate",
        label: "Answers that fail in use",
        unit: "fraction",
        format: RATE,
        formula: `([uses_api@]+[uses_cheaper@])*[failure_rate_api]+${OWN_OR_MANAGED}*[failure_rate_ft]`,
      },
    ],
  ],
  [
    "Costs of the first month",
    [
      {
        name: "option_tokens_cost",
        label: "Tokens",
        unit: "$/month",
        format: AMOUNT,
        formula:
          "FT.API_COST([daily_requests],[tokens_in],[tokens_out],[option_price_in@],[option_price_out@],[uses_api@]*[cached_share],[price_cached_per_1m],([uses_api@]+[uses_cheaper@])*[reasoning_tokens],1+[uses_api@]*([tier_multiplier]-1),[days_per_month],[uses_api@]*[cache_write_share],[price_cache_write_per_1m])",
        twin: "[daily_requests]*[days_per_month]*(([tokens_in]*MAX(0,1-[uses_api@]*([cached_share]+[cache_write_share]))*[option_price_in@]+[uses_api@]*[tokens_in]*([cached_share]*[price_cached]+[cache_write_share]*[price_cache_write]))+([tokens_out]+([uses_api@]+[uses_cheaper@])*[reasoning_tokens])*[option_price_out@])*(1+[uses_api@]*([tier_multiplier]-1))/[tokens_per_price]",
      },
      {
        name: "option_hosting_cost",
        label: "Hosting by the provider",
        unit: "$/month",
        format: AMOUNT,
        formula: "[uses_managed@]*[managed_hosting_per_hour]*[hours_per_day]*[days_per_month]",
      },
      {
        name: "option_serving_cost",
        label: "Instances, monitoring and on-call",
        unit: "$/month",
        format: AMOUNT,
        formula:
          "FT.SERVING_COST([option_instances@],[price_per_instance_hour],[option_discount@],[uses_instances@]*[overhead_per_month],[hours_per_day]*[days_per_month])",
        twin: "[option_instances@]*[price_per_instance_hour]*(1-[option_discount@])*[hours_per_day]*[days_per_month]+[uses_instances@]*[overhead_per_month]",
      },
      {
        name: "option_storage_cost",
        label: "Storage",
        unit: "$/month",
        format: AMOUNT,
        formula: "[uses_instances@]*[storage_cost]",
      },
      {
        name: "option_retrain_cost",
        label: "Retraining",
        unit: "$/month",
        format: AMOUNT,
        formula: `${OWN_OR_MANAGED}*[retrain_cost_per_month]`,
      },
      {
        name: "option_quality_cost",
        label: "Quality, against the API as is",
        unit: "$/month",
        format: AMOUNT,
        formula:
          "FT.QUALITY_DELTA([daily_requests],[option_review_rate@],[review_rate_api],[cost_per_review],[option_failure_rate@],[failure_rate_api],[cost_per_failure],[days_per_month])",
        twin: "[daily_requests]*[days_per_month]*(([option_review_rate@]-[review_rate_api])*[cost_per_review]+([option_failure_rate@]-[failure_rate_api])*[cost_per_failure])",
      },
      {
        name: "option_cost",
        label: "All costs of a month, in cash",
        unit: "$/month",
        format: AMOUNT,
        formula: "SUM([option_tokens_cost@]:[option_quality_cost@])",
        isTotal: true,
      },
    ],
  ],
  [
    "The project, once",
    [
      {
        name: "option_hours",
        label: "Engineering",
        unit: "h",
        format: DECIMAL,
        formula: `${OWN_OR_MANAGED}*([hours_data]+[hours_experiments]+[hours_evaluation])+[uses_instances@]*[hours_deployment]+[uses_cheaper@]*[cheaper_hours]+[uses_levers@]*[lever_hours]`,
      },
      {
        name: "option_training_cost",
        label: "Training runs",
        unit: "$",
        format: AMOUNT,
        formula:
          "[uses_instances@]*[training_runs]*[cost_per_run]+[uses_managed@]*FT.MANAGED_TRAINING_COST([trained_tokens],[managed_training_price],MAX(1,[training_runs]))",
        twin: "[uses_instances@]*[training_runs]*[cost_per_run]+[uses_managed@]*[trained_tokens]*[managed_training_price]/[tokens_per_price]*MAX(1,[training_runs])",
      },
      {
        name: "option_project_cost",
        label: "Project",
        unit: "$",
        format: AMOUNT,
        formula: `FT.PROJECT_COST([option_hours@],[rate_of_hours],1,[option_training_cost@],0,${OWN_OR_MANAGED}*[other_cost],[contingency])`,
        twin: `([option_hours@]*[rate_of_hours]+[option_training_cost@]+${OWN_OR_MANAGED}*[other_cost])*(1+[contingency])`,
        isTotal: true,
      },
    ],
  ],
  [
    "Against the API as is",
    [
      {
        name: "option_saving",
        label: "Saving a month, in cash",
        unit: "$/month",
        format: AMOUNT,
        formula: "[cost_as_is]-[option_cost@]",
        isTotal: true,
      },
      {
        name: "option_payback",
        label: "Payback",
        unit: "months",
        format: MONTHS,
        formula: 'IF([uses_api@]=1,"as is",FT.PAYBACK([option_project_cost@],[option_saving@],"never"))',
        twin: 'IF([uses_api@]=1,"as is",IF([option_saving@]>0,[option_project_cost@]/[option_saving@],"never"))',
      },
    ],
  ],
];

const FIRST_OPTION = 2;

/** The five options beside each other: what each pays, costs and brings against staying as is. */
export function optionsSheet(book: CaseBook): SheetPlan {
  const sheet = new CaseRows(book, "options");
  sheet.add(title("Options: five ways to go on"));
  sheet.add(
    note(
      "The cheaper API and the managed offer are taken to be as good as the shares of reviewed answers under Assumptions say: measure them before you choose. All five are at the likely figures; Summary says how sure self-hosting is.",
    ),
  );
  sheet.add(
    label("Cost of an hour"),
    note("$/h"),
    sheet.computed(FIRST_OPTION, "IF([hourly_rate]>0,[hourly_rate],[option_hourly_rate])", {
      name: "rate_of_hours",
      numberFormat: PRICE,
    }),
  );
  sheet.add(...headings("", "Unit", ...OPTIONS.map(({ name }) => name)));
  book.define("option_names", "options", { row: sheet.next - 1, column: FIRST_OPTION }, 1, OPTIONS.length);
  const first = sheet.next;
  for (const [section, lines] of SECTIONS) {
    sheet.add(...[section, "", "", "", "", "", ""].map((text) => heading(text)));
    for (const line of lines) addLine(sheet, line);
  }
  const npvRow = sheet.next;
  book.define("option_npv", "options", { row: npvRow, column: FIRST_OPTION }, 1, OPTIONS.length);
  const present = (key: string): string => `SUMPRODUCT([net_of_${key}_column],[discount_column])`;
  sheet.add(
    { ...label("Net present value over the horizon"), role: "total" },
    note("$"),
    ...OPTIONS.map(({ key }, i) => {
      book.define(`npv_of_${key}`, "options", { row: npvRow, column: FIRST_OPTION + i });
      return sheet.computed(FIRST_OPTION + i, `FT.NPV([discount_rate],[net_of_${key}_column])`, {
        role: "total",
        numberFormat: AMOUNT,
        twin: present(key),
      });
    }),
  );
  sheet.add(
    label("Best"),
    null,
    ...OPTIONS.map((_, i) => sheet.computed(FIRST_OPTION + i, 'IF([option_npv@]=MAX([option_npv]),"best","")')),
  );
  sheet.add();
  sheet.add(
    note("Net present value against staying on the API as is, over the horizon and at the discount rate of the assumptions."),
  );
  addBars(sheet);
  return {
    name: book.names.options,
    block: {
      title: book.names.options,
      rows: sheet.rows,
      columnWidths: [300, 110, 140, 140, 150, 140, 180],
      frozenRows: first,
    },
    print: { landscape: true, pagesWide: 1, pagesTall: 1 },
  };
}

/** The parts of a month's cost, as the bars of a chart stack them. */
export const COST_BARS = [
  { name: "option_tokens_cost", label: "Tokens" },
  { name: "option_hosting_cost", label: "Hosting" },
  { name: "option_serving_cost", label: "Serving" },
  { name: "option_retrain_cost", label: "Retraining" },
  { name: "option_quality_cost", label: "Quality" },
  { name: "option_project_cost", label: "Project, spread" },
] as const;

/** The same figures with an option in each row, as charts read them. */
function addBars(sheet: CaseRows): void {
  const { book } = sheet;
  sheet.add();
  const head = sheet.add(...headings("Costs of a month, for the chart ($)", ...COST_BARS.map(({ label: text }) => text)));
  book.define("bars_head", "options", { row: head, column: 0 });
  book.define("bar_options", "options", { row: head + 1, column: 0 }, OPTIONS.length);
  COST_BARS.forEach(({ name }, i) => book.define(`bar_${name}`, "options", { row: head + 1, column: 1 + i }, OPTIONS.length));
  const ofOption = (name: string): string => `INDEX([${name}_row],1,ROW()-ROW([bars_head]))`;
  for (let i = 0; i < OPTIONS.length; i++) {
    sheet.add(
      sheet.computed(0, "INDEX([option_names],1,ROW()-ROW([bars_head]))"),
      ...COST_BARS.map(({ name }, c) =>
        sheet.computed(1 + c, name === "option_project_cost" ? `${ofOption(name)}/[life_months]` : ofOption(name), {
          numberFormat: AMOUNT,
        }),
      ),
    );
  }
}

function addLine(sheet: CaseRows, { name, label: text, unit, format, formula, twin, isTotal }: Line): void {
  const role: CellRole = isTotal ? "total" : "result";
  const row = sheet.next;
  sheet.book.define(name, "options", { row, column: FIRST_OPTION });
  sheet.book.define(`${name}_row`, "options", { row, column: FIRST_OPTION }, 1, OPTIONS.length);
  if (name === "option_cost") sheet.book.define("cost_as_is", "options", { row, column: FIRST_OPTION });
  OPTIONS.forEach(({ key }, i) => sheet.book.define(`${name}_of_${key}`, "options", { row, column: FIRST_OPTION + i }));
  sheet.add(
    { ...label(text), ...(isTotal ? { role } : {}) },
    note(unit),
    ...OPTIONS.map((_, i) => sheet.computed(FIRST_OPTION + i, formula, { role, numberFormat: format, twin })),
  );
}

/** The monthly flows of every option against the API as is: columns of the cash flow sheet, a formula each. */
export const OPTION_FLOWS = OPTIONS.map(({ key, name }) => {
  const of = (line: string): string => `[option_${line}_of_${key}]`;
  const fleet = `[uses_instances_of_${key}]*IF([uses_levers_of_${key}]=1,MAX(1,ROUNDUP([fleet|]/[lever_speedup]*(1-[whole_tolerance]),0)),[fleet|])`;
  const instances = `${fleet}*[price_per_instance_hour]*(1-${of("discount")})*[hours_per_day]*[days_per_month]*[gpu_factor|]`;
  const fixed = `${of("hosting_cost")}+[uses_instances_of_${key}]*[overhead_per_month]+${of("storage_cost")}+${of("retrain_cost")}`;
  const moved = `([option_tokens_cost_of_api]-${of("tokens_cost")})*[api_factor|]-${of("quality_cost")}`;
  return {
    name: `net_of_${key}`,
    heading: `Net: ${name}`,
    formula: `IF([month|]=0,-${of("project_cost")},[counts|]*([moved|]*[volume_factor|]*(${moved})-${instances}-(${fixed})))`,
    format: AMOUNT,
  };
});
