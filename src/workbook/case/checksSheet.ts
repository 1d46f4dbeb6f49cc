import { headings, label, note, title } from "../plannedCells";
import type { PlannedCell } from "../sheetPlan";
import type { SheetPlan } from "../workbookPlan";
import { sheetReference } from "../sheetNames";
import { type CaseBook, CaseRows } from "./caseBook";
import { SETTLED_BY } from "./checkLinks";
import { TRUTH } from "./formats";

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

/** The link and its place stand before what FT.CHECKS spills, where they are seen. */
const SPILL = 2;

/** The place among the assumptions that a failing check is about: what its sentence begins with, or what settles it. */
const PLACE =
  'IFERROR(MATCH(LEFT([check_says|],FIND(" ",[check_says|])-1),[input_names],0),MATCH(INDEX([settling_inputs],MATCH([check_called|],[settled_checks],0)),[input_names],0))';

/** A link to a cell of the assumptions, which a text formula refers to by the name of the sheet. */
const linkTo = (assumptions: string): string =>
  `HYPERLINK("#${sheetReference(assumptions, "")}C"&(ROW([input_names_head])+[check_place|]),INDEX([input_labels],[check_place|]))`;

/** Whether the workbook's arithmetic holds, and what FT.CHECKS says of the assumptions. */
export function checksSheet(book: CaseBook): SheetPlan {
  const sheet = new CaseRows(book, "checks");
  sheet.add(title("Checks"));
  sheet.add(
    { ...label("All checks pass"), role: "total" },
    sheet.computed(1, "AND([arithmetic_holds],[assumptions_hold])", { role: "total", numberFormat: TRUTH, name: "master_check" }),
  );
  sheet.add();
  sheet.add(...headings("The workbook's arithmetic", "Holds"));
  const first = sheet.next;
  for (const [text, formula] of ARITHMETIC)
    sheet.add(label(text), sheet.computed(1, `IF(ISERROR(${formula}),FALSE,${formula})`, { numberFormat: TRUTH }));
  book.define("arithmetic_rows", "checks", { row: first, column: 1 }, ARITHMETIC.length);
  sheet.add(
    { ...label("All of them"), role: "total" },
    sheet.computed(1, "AND([arithmetic_rows])", { role: "total", numberFormat: TRUTH, name: "arithmetic_holds" }),
  );
  sheet.add();
  sheet.add(
    ...headings(
      "Fails: go to the input",
      "Its place",
      "The assumptions, by FT.CHECKS on the day of the case",
      "Pass",
      "What it says",
    ),
  );
  const spill = sheet.next;
  ["check_called", "check_passes", "check_says"].forEach((name, i) =>
    book.define(name, "checks", { row: spill, column: SPILL + i }),
  );
  book.define("check_place", "checks", { row: spill, column: 1 });
  book.define("checks_said", "checks", { row: spill, column: SPILL + 2 });
  book.define("assumptions_hold", "checks", { row: spill, column: SPILL + 1 });
  const settled = Object.entries(SETTLED_BY);
  const settledHead = spill + CHECK_ROWS + 2;
  book.define("settled_checks", "checks", { row: settledHead + 1, column: 0 }, settled.length);
  book.define("settling_inputs", "checks", { row: settledHead + 1, column: SPILL }, settled.length);
  const place = `IF([check_passes|]=FALSE,IFERROR(${PLACE},0),0)`;
  const link = `IF([check_place|]=0,"",${linkTo(book.names.assumptions)})`;
  for (let i = 0; i < CHECK_ROWS; i++) {
    const spills = i === 0 ? { ...sheet.computed(SPILL, "FT.CHECKS([scenario],[date])"), role: "label" as const } : spilled;
    // The first row says of all of them whether they pass.
    const toInput: PlannedCell[] =
      i === 0
        ? [label(""), label("")]
        : [{ ...sheet.computed(0, link), role: "link" }, sheet.computed(1, place, { numberFormat: "0;;", role: "note" })];
    sheet.add(...toInput, spills, passes, spilled);
  }
  sheet.add(note("A check that says FALSE is a question to answer before the case is shown, not an error of the workbook."));
  sheet.add();
  sheet.add(...headings("Of a check about several inputs", "", "Look first at"));
  for (const [check, name] of settled) sheet.add(label(check), null, label(name));
  return {
    name: book.names.checks,
    block: {
      title: book.names.checks,
      rows: sheet.rows,
      spills: [{ row: spill, column: SPILL, rows: CHECK_ROWS, columns: 3 }],
      columnWidths: [400, 90, 380, 110, 900],
    },
    print: { landscape: true, pagesWide: 1, pagesTall: 0, columns: SPILL + 3 },
  };
}

const spilled: PlannedCell = { content: "", role: "result" };
const passes: PlannedCell = { ...spilled, numberFormat: TRUTH };
