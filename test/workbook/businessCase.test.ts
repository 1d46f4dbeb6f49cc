import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { SCENARIO_INPUTS } from "../../src/engine/scenario/inputs";
import { businessCase, CASE_SHEET_NAMES, caseSheetNames } from "../../src/workbook/case/businessCase";
import { caseInputs, caseKeys } from "../../src/workbook/case/caseInputs";
import { addressesFrom, contentAt, type PlannedCell } from "../../src/workbook/sheetPlan";
import type { SheetPlan, WorkbookPlan } from "../../src/workbook/workbookPlan";

/* The plans of the business cases: one written down whole, all of them held against the rules a financial model follows. */

const at = addressesFrom({ row: 0, column: 0 });

function cellsOf({ block }: SheetPlan) {
  return block.rows.flatMap((row, r) =>
    row.flatMap((cell, c) => (cell ? [{ cell, row: r, column: c, content: contentAt(cell, at) }] : [])),
  );
}

/** A plan as a person reads it: the months after the second are those before, a row down. */
function written(plan: WorkbookPlan): string {
  const sheets = plan.sheets.map((sheet) => {
    const lines = cellsOf(sheet)
      .filter(({ row, content }) => content !== "" && !(sheet.name === "Cash flow" && row > 12))
      .map(({ cell, row, column, content }) => {
        const twin = cell.twin ? `twin ${cell.twin.formula(at)}` : undefined;
        return `${at(row, column)}\t${content}\t${[cell.role, cell.numberFormat, twin].filter(Boolean).join("; ")}`;
      });
    const { charts, spills, frozenRows } = sheet.block;
    return [
      `== ${sheet.name}, ${frozenRows ?? 0} rows frozen, printed ${JSON.stringify(sheet.print)}`,
      ...lines,
      ...(spills ?? []).map((spill) => `spill ${JSON.stringify(spill)}`),
      ...(charts ?? []).map((chart) => `chart ${JSON.stringify(chart)}`),
    ].join("\n");
  });
  return [plan.title, ...sheets, ...plan.names.map((name) => `name ${JSON.stringify(name)}`), ""].join("\n");
}

test("the case of customer support is as written down (UPDATE=1 writes it anew)", () => {
  const file = path.join(__dirname, "golden/business-case-support.txt");
  const now = written(businessCase(caseInputs("support")));
  if (process.env.UPDATE === "1") writeFileSync(file, now);
  expect(now).toBe(readFileSync(file, "utf8"));
});

/** A formula without its texts, names of sheets and addresses. */
const bare = (formula: string) =>
  formula
    .replace(/"[^"]*"/g, "")
    .replace(/'[^']+'!|[A-Za-z_]+!/g, "")
    .replace(/\$?[A-Z]{1,3}\$?\d+/g, "");
const isFormula = (cell: PlannedCell) => typeof cell.content === "object";

describe.each(caseKeys())("the case %s", (key) => {
  const plan = businessCase(caseInputs(key));

  test("has no constant in a formula but 0 and 1, and no function that hides what it refers to", () => {
    for (const sheet of plan.sheets) {
      for (const { cell, row, column, content } of cellsOf(sheet)) {
        if (!isFormula(cell)) continue;
        const numbers = bare(String(content)).match(/\d+(\.\d+)?/g) ?? [];
        expect([sheet.name, at(row, column), ...numbers.filter((number) => number !== "0" && number !== "1")]).toEqual([
          sheet.name,
          at(row, column),
        ]);
        expect(String(content)).not.toMatch(/OFFSET|INDIRECT/i);
      }
    }
  });

  test("has its inputs on one sheet", () => {
    const withInputs = plan.sheets.filter((sheet) => cellsOf(sheet).some(({ cell }) => cell.role === "input"));
    expect(withInputs.map(({ name }) => name)).toEqual(["Assumptions"]);
  });

  test("gives every figure of an FT function a twin of plain functions", () => {
    for (const name of ["Model", "Cash flow", "Options"]) {
      for (const { cell, content, row, column } of cellsOf(plan.sheets.find((sheet) => sheet.name === name)!)) {
        const isOurs = isFormula(cell) && String(content).includes("FT.");
        expect([name, at(row, column), isOurs]).toEqual([name, at(row, column), cell.twin !== undefined]);
        if (cell.twin) expect(cell.twin.formula(at)).not.toContain("FT.");
      }
    }
  });
});

test("every input of a scenario has its row, and a sheet of another name is referred to by it", () => {
  const names = CASE_SHEET_NAMES.map((name) => `Case - ${name}`);
  const plan = businessCase(caseInputs("support"), caseSheetNames(names));
  expect(plan.sheets.map(({ name }) => name)).toEqual(names);
  const assumptions = cellsOf(plan.sheets[1]).map(({ content }) => content);
  for (const { name } of SCENARIO_INPUTS) expect(assumptions).toContain(name);
  const formulas = plan.sheets.flatMap((sheet) => cellsOf(sheet).filter(({ cell }) => isFormula(cell)));
  for (const { content } of formulas) expect(String(content)).not.toMatch(/(^|[^\w'-] ?)(Assumptions|Model|'Cash flow')!/);
});
