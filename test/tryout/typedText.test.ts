import "../support/gridInNode";
import { Model } from "@odoo/o-spreadsheet";

/* What typing or pasting makes of a text, as Excel with the settings of the United States does: numbers, dates, or the text as it is. */

const sheetId = "s";

function typed(content: string): unknown {
  const sheets = [{ id: sheetId, name: "Sheet1", colNumber: 2, rowNumber: 2, cells: {} }];
  const model = new Model({ version: "19.3.0", sheets });
  model.dispatch("UPDATE_CELL", { sheetId, col: 0, row: 0, content });
  return model.getters.getEvaluatedCell({ sheetId, col: 0, row: 0 }).value;
}

// 25 November 2026 is day 329 of the year that begins on day 46,023.
test.each([
  ["11/25/2026", 46351],
  ["2026-11-25", 46351],
  ["11-25-26", 46351],
  ["$1,200", 1200],
  ["12%", 0.12],
  ["1e3", 1000],
])("%s is %d", (text, value) => expect(typed(text)).toBe(value));

test.each(["1 200", "12 500", "10 000", "1 200 000", "2 000", "1.234,5", "1/1/200", "12/31/1899"])("%s stays text", (text) =>
  expect(typed(text)).toBe(text),
);
