import "../support/gridInNode";
import { helpers, Model } from "@odoo/o-spreadsheet";

/*
 * Names of sheets as Excel takes them: up to 31 characters, none of : \ / ? * [ ], no apostrophe at either end. In a formula a name stands
 * in apostrophes unless it is a word that reads as no cell, and an apostrophe in it is written twice.
 */

const [named, other] = ["named", "other"];

function workbook(): Model {
  const size = { colNumber: 6, rowNumber: 6 };
  return new Model({
    version: "19.3.0",
    sheets: [
      { id: named, name: "Sheet1", ...size, cells: { A1: "5", A2: "6" } },
      { id: other, name: "Sheet2", ...size, cells: { A1: "=Sheet1!A1+1", A2: "=SUM(Sheet1!A1:A2)" } },
    ],
  });
}

const rename = (model: Model, newName: string) =>
  model.dispatch("RENAME_SHEET", { sheetId: named, newName, oldName: model.getters.getSheetName(named) });
const shown = ({ getters }: Model) =>
  [0, 1].flatMap((col) => [0, 1].map((row) => getters.getEvaluatedCell({ sheetId: other, col, row }).value));
const formula = ({ getters }: Model, col: number, row: number) =>
  getters.getCellText({ sheetId: other, col, row }, { showFormula: true });

test.each([
  ["Bob's case", "'Bob''s case'"],
  ["a''b", "'a''''b'"],
  ["rock 'n' roll", "'rock ''n'' roll'"],
  ["x!y", "'x!y'"],
  ["Größe", "'Größe'"],
  ["2026", "'2026'"],
  ["1st", "'1st'"],
  ["Q1", "'Q1'"],
  ["R1C1", "'R1C1'"],
  ["true", "'true'"],
  ["Plan_2", "Plan_2"],
  ["SUM", "SUM"],
])("a sheet named %s is found by formulas, from before and after, and when the workbook is opened again", (name, quoted) => {
  const model = workbook();
  expect(rename(model, name).isSuccessful).toBe(true);
  model.dispatch("UPDATE_CELL", { sheetId: other, col: 1, row: 0, content: `='${name.replaceAll("'", "''")}'!A1*3` });
  model.dispatch("UPDATE_CELL", { sheetId: other, col: 1, row: 1, content: `=SUM(${quoted}!$A$1:$A2)` });
  const texts = [`=${quoted}!A1+1`, `=SUM(${quoted}!A1:A2)`, `=${quoted}!A1*3`, `=SUM(${quoted}!$A$1:$A2)`];
  for (const each of [
    model,
    new Model(structuredClone(model._exportData(false))),
    new Model(structuredClone(model.exportData())),
  ]) {
    expect(shown(each)).toEqual([6, 11, 15, 11]);
    expect([0, 1].flatMap((col) => [0, 1].map((row) => formula(each, col, row)))).toEqual(texts);
  }
  expect(helpers.splitReference(`${quoted}!A1`)).toEqual({ sheetName: name, xc: "A1" });
  model.dispatch("REQUEST_UNDO");
  model.dispatch("REQUEST_UNDO");
  model.dispatch("REQUEST_UNDO");
  expect(formula(model, 0, 0)).toBe("=Sheet1!A1+1");
});

test.each(["'a", "a'", "'", "a:b", "a/b", "a\\b", "a?", "a*", "[a]", "a".repeat(32)])("a sheet is not named %s", (name) => {
  const model = workbook();
  expect(rename(model, name).reasons).toEqual(["ForbiddenCharactersInSheetName"]);
  expect(formula(model, 0, 0)).toBe("=Sheet1!A1+1");
});

test.each([
  ["Model", ["Model (2)", "Model (3)"]],
  ["a".repeat(31), [`${"a".repeat(27)} (2)`, `${"a".repeat(27)} (3)`]],
])("copies of a sheet named %s are named %j", (name, copies) => {
  const model = workbook();
  rename(model, name);
  for (const [i, copy] of copies.entries()) {
    const sheetNameTo = model.getters.getDuplicateSheetName(name);
    expect(sheetNameTo).toBe(copy);
    const payload = { sheetId: named, sheetIdTo: `copy${i}`, sheetNameTo } as never;
    expect(model.dispatch("DUPLICATE_SHEET", payload).isSuccessful).toBe(true);
  }
});
