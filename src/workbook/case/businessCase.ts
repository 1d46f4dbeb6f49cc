import type { SheetPlan, WorkbookPlan } from "../workbookPlan";
import { assumptionsSheet } from "./assumptionsSheet";
import { CASE_SHEETS, CaseBook, type SheetNames } from "./caseBook";
import type { CaseInputs } from "./caseInputs";
import { cashFlowSheet } from "./cashFlowSheet";
import { checksSheet } from "./checksSheet";
import { modelSheet } from "./modelSheet";
import { optionsSheet } from "./optionsSheet";
import { riskSheet } from "./riskSheet";
import { sensitivitySheet } from "./sensitivitySheet";
import { sourcesSheet } from "./sourcesSheet";
import { summarySheet } from "./summarySheet";
import { trainingSheet } from "./trainingSheet";

/** What the sheets are called where their names are free, in their order. */
export const CASE_SHEET_NAMES: readonly string[] = Object.values(CASE_SHEETS);

/** The names of the sheets from a list in the same order. */
export const caseSheetNames = (names: readonly string[]): SheetNames =>
  Object.fromEntries(Object.keys(CASE_SHEETS).map((key, i) => [key, names[i]])) as SheetNames;

/** The name that the workbook gives the block of the scenario. */
const SCENARIO_NAME = "FT_Scenario";

/**
 * A business case as a workbook: inputs on one sheet, workings and results on others, every figure a formula.
 * @param names What the sheets are called, where their own names are taken in the workbook.
 */
export function businessCase(inputs: CaseInputs, names: SheetNames = CASE_SHEETS): WorkbookPlan {
  const book = new CaseBook(names);
  const horizon = Number(inputs.scenario.horizon_months);
  const assumptions = assumptionsSheet(book, inputs);
  const model = modelSheet(book);
  const cashFlow = cashFlowSheet(book, horizon);
  const options = optionsSheet(book);
  const sensitivity = sensitivitySheet(book, inputs);
  const risk = riskSheet(book, inputs);
  const training = trainingSheet(book);
  const checks = checksSheet(book);
  const sources = sourcesSheet(book, inputs);
  const summary = summarySheet(book, inputs);
  const sheets: SheetPlan[] = [summary, assumptions, model, cashFlow, options, sensitivity, risk, training, checks, sources];
  const { row, column, rows, columns } = book.place("scenario");
  return {
    title: `Business case: ${inputs.title}`,
    sheets,
    names: [{ name: SCENARIO_NAME, sheet: names.assumptions, zone: { row, column, rows, columns } }],
  };
}
