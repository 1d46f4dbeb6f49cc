import { heading, headings, label, note, title } from "../plannedCells";
import type { PlannedCell } from "../sheetPlan";
import type { SheetPlan } from "../workbookPlan";
import { type CaseBook, CaseRows } from "./caseBook";

/** Room for the rows of FT.CHECKS, which are its own to decide. */
const CHECK_ROWS = 50;

const within = (difference: string, of: string): string => `ABS(${difference})<=[check_tolerance]*MAX(1,ABS(${of}))`;

/** The checks of the arithmetic: each TRUE where it holds. */
const ARITHMETIC: readonly (readonly [string, string])[] = [
  ["Every line of the model is what FT.MODEL says", "SUM([model_faults])=0"],
  [
    "API bill less every cost is the saving",
    within(
      "[api_cost]-[serving_cost]-[storage_cost]-[retrain_cost_per_month]-[quality_delta]-[amortized_cost]-[saving]",
      "[api_cost]",
    ),
  ],
  ["The monthly flows add up to the cumulative one", within("[cumulative_last]-[flows_total]", "[flows_total]")],
  ["The discounted flows are the net present value", within("SUM([present_column])-[flows_npv]", "[flows_npv]")],
  ["The option Self-hosted is the model", within("[option_saving_of_self]-[cash_saving]", "[api_cost]")],
  ["The option Self-hosted has the model's net present value", within("[npv_of_self]-[flows_npv]", "[flows_npv]")],
  ["The option API as is has the API bill", within("[option_cost_of_api]-[api_cost]", "[api_cost]")],
  ["The horizon fits the cash flow sheet", "[horizon_months]<=[last_month]"],
];

/** Whether the workbook's arithmetic holds, and what FT.CHECKS says of the assumptions. */
export function checksSheet(book: CaseBook): SheetPlan {
  const sheet = new CaseRows(book, "checks");
  sheet.add(title("Checks"));
  sheet.add(
    { ...label("All checks pass"), role: "total" },
    sheet.computed(1, "AND([arithmetic_holds],[assumptions_hold])", { role: "total", name: "master_check" }),
  );
  sheet.add();
  sheet.add(...headings("The workbook's arithmetic", "Holds"));
  const first = sheet.next;
  for (const [text, formula] of ARITHMETIC) sheet.add(label(text), sheet.computed(1, `IF(ISERROR(${formula}),FALSE,${formula})`));
  book.define("arithmetic_rows", "checks", { row: first, column: 1 }, ARITHMETIC.length);
  sheet.add(
    { ...label("All of them"), role: "total" },
    sheet.computed(1, "AND([arithmetic_rows])", { role: "total", name: "arithmetic_holds" }),
  );
  sheet.add();
  sheet.add(heading("The assumptions, by FT.CHECKS on the day of the case"), heading("Pass"), heading("What it says"));
  const spill = sheet.next;
  book.define("checks_said", "checks", { row: spill, column: 2 });
  book.define("assumptions_hold", "checks", { row: spill, column: 1 });
  sheet.add({ ...sheet.computed(0, "FT.CHECKS([scenario],[date])"), role: "label" }, spilled, spilled);
  for (let i = 1; i < CHECK_ROWS; i++) sheet.add(spilled, spilled, spilled);
  sheet.add(note("A check that says FALSE is a question to answer before the case is shown, not an error of the workbook."));
  return {
    name: book.names.checks,
    block: {
      title: book.names.checks,
      rows: sheet.rows,
      spills: [{ row: spill, column: 0, rows: CHECK_ROWS, columns: 3 }],
      columnWidths: [400, 110, 760],
    },
    print: { landscape: true, pagesWide: 1, pagesTall: 0 },
  };
}

const spilled: PlannedCell = { content: "", role: "result" };
