import { headings, label, note, title } from "../plannedCells";
import type { PlannedCell } from "../sheetPlan";
import type { SheetPlan } from "../workbookPlan";
import { type CaseBook, CaseRows } from "./caseBook";
import { AMOUNT, COUNT, DECIMAL, FACTOR, MONTHS, RATE } from "./formats";
import { OPTION_FLOWS } from "./optionsSheet";

/** Months that the sheet has room for: five years, or more where the horizon is longer. */
const monthsOfRoom = (horizonMonths: number): number => Math.max(60, Math.ceil(horizonMonths / 12) * 12);

interface Column {
  readonly name: string;
  readonly heading: string;
  readonly formula: string;
  readonly format: string;
}

/** Yearly change as a factor on the first month's price. */
const since = (change: string): string => `(1+[${change}])^(([month|]-1)/[months_per_year])`;

const COLUMNS: readonly Column[] = [
  { name: "counts", heading: "Counts (1 yes)", formula: "IF(AND([month|]>0,[month|]<=[horizon_months]),1,0)", format: "0" },
  {
    name: "moved",
    heading: "Traffic moved",
    formula: "IF([ramp_months]>0,MIN(1,[month|]/[ramp_months]),1)",
    format: "0%",
  },
  { name: "volume_factor", heading: "Traffic index", formula: since("volume_growth"), format: FACTOR },
  { name: "api_factor", heading: "API price index", formula: since("api_price_change"), format: FACTOR },
  { name: "gpu_factor", heading: "GPU price index", formula: since("gpu_price_change"), format: FACTOR },
  {
    name: "fleet",
    heading: "Instances",
    formula:
      "IF([tokens_per_second]>0,MAX([instances],ROUNDUP([tokens_per_day]*[volume_factor|]/[seconds_per_day]*[peak_factor]/[target_utilization]/[tokens_per_second]*(1-[whole_tolerance]),0)),[instances])",
    format: DECIMAL,
  },
  {
    name: "flow_api",
    heading: "API bill avoided",
    formula: "[counts|]*[moved|]*[api_cost]*[api_factor|]*[volume_factor|]",
    format: AMOUNT,
  },
  {
    name: "flow_quality",
    heading: "Quality",
    formula: "-[counts|]*[moved|]*[quality_delta]*[volume_factor|]",
    format: AMOUNT,
  },
  {
    name: "flow_instances",
    heading: "Instances",
    formula: "-[counts|]*[fleet|]*[instance_cost]*[gpu_factor|]",
    format: AMOUNT,
  },
  {
    name: "flow_steady",
    heading: "Fixed costs",
    formula: "-[counts|]*([overhead_cost]+[storage_cost]+[retrain_cost_per_month])",
    format: AMOUNT,
  },
  { name: "flow_project", heading: "Project", formula: "IF([month|]=0,-[project_cost],0)", format: AMOUNT },
  { name: "net", heading: "Net", formula: "SUM([flow_api|]:[flow_project|])", format: AMOUNT },
  { name: "cumulative", heading: "Cumulative", formula: "SUM([cumulative|-1],[net|])", format: AMOUNT },
  {
    name: "discount",
    heading: "Discount factor",
    formula: "(1+[discount_rate])^(-[month|]/[months_per_year])",
    format: FACTOR,
  },
  { name: "present", heading: "Present value", formula: "[net|]*[discount|]", format: AMOUNT },
  {
    name: "paid_back",
    heading: "Paid back at month",
    formula:
      'IF(AND([net|]>0,[cumulative|]>=-[check_tolerance],COUNT([paid_back_head]:[paid_back|-1])=0,[month|]>0),[month|]-MIN(1,[cumulative|]/[net|]),"")',
    format: MONTHS,
  },
  ...OPTION_FLOWS,
];

const FIRST_MONTH_ROW = 9;

/** The horizon month by month, and what it comes to. */
export function cashFlowSheet(book: CaseBook, horizonMonths: number): SheetPlan {
  const months = monthsOfRoom(horizonMonths);
  const sheet = new CaseRows(book, "cashFlow");
  const columnOf = (name: string): number => 1 + COLUMNS.findIndex((column) => column.name === name);
  const last = FIRST_MONTH_ROW + months;
  book.define("month", "cashFlow", { row: FIRST_MONTH_ROW, column: 0 });
  for (const { name } of COLUMNS) {
    const column = columnOf(name);
    book.define(name, "cashFlow", { row: FIRST_MONTH_ROW, column });
    book.define(`${name}_column`, "cashFlow", { row: FIRST_MONTH_ROW, column }, months + 1);
  }
  // The chart ends where the horizon does when the case is written.
  book.define("month_column", "cashFlow", { row: FIRST_MONTH_ROW, column: 0 }, horizonMonths + 1);
  book.define("cumulative_chart", "cashFlow", { row: FIRST_MONTH_ROW, column: columnOf("cumulative") }, horizonMonths + 1);
  book.define("net_after", "cashFlow", { row: FIRST_MONTH_ROW + 1, column: columnOf("net") }, months);
  // From the row above the heading on, so that it is a range of several cells in the first month, too.
  book.define("paid_back_head", "cashFlow", { row: FIRST_MONTH_ROW - 2, column: columnOf("paid_back") });
  book.define("cumulative_last", "cashFlow", { row: last, column: columnOf("cumulative") });
  book.define("last_month", "cashFlow", { row: last, column: 0 });

  sheet.add(title("Cash flow: month by month"));
  sheet.add(
    note(
      "Month 0 pays for the project. Money that comes in or is not spent is above 0, money spent below. Months beyond the horizon are 0.",
    ),
  );
  sheet.add();
  const answer = (text: string, formula: string, twin: string, name: string, numberFormat: string): void => {
    sheet.add(label(text), sheet.computed(1, formula, { twin, name, numberFormat, role: "total" }));
  };
  answer("Net present value", "FT.NPV([discount_rate],[net_column])", "SUM([present_column])", "flows_npv", AMOUNT);
  answer(
    "Payback (months)",
    'FT.PAYBACK([project_cost],[net_after],"never")',
    'IF(COUNT([paid_back_column])>0,MIN([paid_back_column]),"never")',
    "flows_payback",
    MONTHS,
  );
  sheet.add(
    label("Rate of return"),
    sheet.computed(1, 'IFNA(FT.IRR([net_column]),"none")', {
      twin: 'IFERROR((1+IRR([net_column]))^[months_per_year]-1,"none")',
      name: "flows_irr",
      numberFormat: RATE,
      role: "total",
    }),
    note("the effective annual rate at which the net present value is 0"),
  );
  sheet.add(
    label("Total, undiscounted"),
    sheet.computed(1, "SUM([net_column])", { name: "flows_total", numberFormat: AMOUNT, role: "total" }),
  );
  sheet.add();
  sheet.add(...headings("Month", ...COLUMNS.map(({ heading }) => heading)));
  for (let month = 0; month <= months; month++) {
    const row = sheet.next;
    const monthCell: PlannedCell =
      month === 0 ? label(0, { numberFormat: COUNT }) : sheet.computed(0, "[month|-1]+1", { numberFormat: COUNT });
    sheet.add(
      monthCell,
      ...COLUMNS.map(({ formula, format }, i) => sheet.computed(1 + i, formula, { numberFormat: format }, row)),
    );
  }
  return {
    name: book.names.cashFlow,
    block: {
      title: book.names.cashFlow,
      rows: sheet.rows,
      columnWidths: [130, 110, 90, 110, 110, 110, 80, 110, 100, 100, 100, 100, 100, 110, 100, 110, 110, 110, 120, 160, 120, 200],
      frozenRows: FIRST_MONTH_ROW,
    },
    print: { landscape: true, pagesWide: 1, pagesTall: 0, repeatedRows: FIRST_MONTH_ROW },
  };
}
