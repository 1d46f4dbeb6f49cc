import "../support/gridInNode";
import { Model } from "@odoo/o-spreadsheet";
import { Changes } from "../../src/tryout/files/changes";

/*
 * A sum that grows from row to row, =SUM($A$1:$A1) filled down: of the first n whole numbers n(n + 1) / 2.
 */

const ROWS = 100;
const sheetId = "s";

function workbook(): { model: Model; changes: Changes } {
  const changes = new Changes();
  const cells = Object.fromEntries(Array.from({ length: ROWS }, (_, row) => [`A${row + 1}`, String(row + 1)]));
  const sheets = [{ id: sheetId, name: "Sheet1", colNumber: 8, rowNumber: ROWS + 1, cells }];
  return { model: new Model({ version: "19.3.0", sheets }, { transportService: changes.transport }), changes };
}

const column = <T>(of: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => of(row));
const valuesOf = ({ getters }: Model, col: number) => column((row) => getters.getEvaluatedCell({ sheetId, col, row }).value);
const textsOf = ({ getters }: Model, col: number) =>
  column((row) => getters.getCellText({ sheetId, col, row }, { showFormula: true }));
const sent = () => new Promise((resolve) => setImmediate(resolve));
const sums = column((row) => ((row + 1) * (row + 2)) / 2);

test.each(["$A$1:$A1", "A$1:A1", "$A$1:A1", "$A1:A$1"])("=SUM(%s) filled down grows from row to row", (range) => {
  const { model } = workbook();
  model.dispatch("UPDATE_CELL", { sheetId, col: 2, row: 0, content: `=SUM(${range})` });
  expect(textsOf(model, 2)[0]).toBe(`=SUM(${range})`);
  model.selection.selectCell(2, 0);
  model.dispatch("AUTOFILL_SELECT", { col: 2, row: ROWS - 1 });
  model.dispatch("AUTOFILL");
  expect(valuesOf(model, 2)).toEqual(sums);
});

test("running sums that are pasted as text stand as they were written, and what is changed after them is told on", async () => {
  const { model, changes } = workbook();
  let told = 0;
  changes.onChange(() => told++);
  const formulas = column((row) => `=SUM($A$1:$A${row + 1})`);
  model.selection.selectCell(3, 0);
  model.dispatch("PASTE_FROM_OS_CLIPBOARD", {
    target: model.getters.getSelectedZones(),
    clipboardContent: { text: formulas.join("\n") },
  });
  expect(textsOf(model, 3)).toEqual(formulas);
  expect(valuesOf(model, 3)).toEqual(sums);
  await sent();
  const before = told;
  model.dispatch("UPDATE_CELL", { sheetId, col: 5, row: 0, content: "1" });
  await sent();
  expect(told).toBe(before + 1);
});

test("running sums survive being saved, packed or not", () => {
  const { model } = workbook();
  column((row) => model.dispatch("UPDATE_CELL", { sheetId, col: 2, row, content: `=SUM($A$1:$A${row + 1})*0.${row + 1}` }));
  for (const data of [model.exportData(), model._exportData(false)]) {
    const again = new Model(structuredClone(data));
    expect(textsOf(again, 2)).toEqual(textsOf(model, 2));
    expect(valuesOf(again, 2)).toEqual(valuesOf(model, 2));
  }
});

test("a reference to one cell, written as a range with both ends alike, is that cell", () => {
  const { model } = workbook();
  model.dispatch("UPDATE_CELL", { sheetId, col: 2, row: 0, content: "=SUM(A3:A3)+SUM($A$4:$A$4)" });
  expect(valuesOf(model, 2)[0]).toBe(7);
});
