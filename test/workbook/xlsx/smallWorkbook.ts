import type { ComputedValue, SheetValues, WorkbookValues } from "../../../src/workbook/computedValues";
import { heading, input, label, note, result, title } from "../../../src/workbook/plannedCells";
import type { SheetPlan, WorkbookPlan } from "../../../src/workbook/workbookPlan";

/* A workbook with one of everything that a file can hold. Its values are made up: the writer must write what it is given. */

const LONG_LIST = Array.from({ length: 40 }, (_, i) => `a rather long choice ${i + 1}`);

const inputs: SheetPlan = {
  name: "What's given",
  print: { landscape: false, pagesWide: 1, pagesTall: 0, repeatedRows: 2 },
  block: {
    title: "What's given",
    rows: [
      [title("Inputs & <more>")],
      [heading("Name"), heading("Value of this input"), heading("Unit")],
      [
        label("requests"),
        input(50000, { numberFormat: "#,##0", note: "from the bill of March\nsecond line" }),
        note("requests/day"),
      ],
      [label("price"), input(2.5, { numberFormat: "$#,##0.00" }), note("$/1M tokens")],
      [label("model"), input("gpt-4o", { choices: ["gpt-4o", 'a "quoted" one'] })],
      [label("gpu"), input("a rather long choice 7", { choices: LONG_LIST })],
      [label("=1+1"), input(true), label("+49 30 1234"), label("-5"), label("@home"), label("plain")],
      [label("bell \u0007 and _x0041_"), label("007")],
    ],
    columnWidths: [140, 84],
    frozenRows: 2,
  },
};

const results: SheetPlan = {
  name: "Results",
  print: { landscape: true, pagesWide: 1, pagesTall: 1 },
  block: {
    title: "Results",
    rows: [
      [heading("Result"), heading(""), heading("")],
      [label("saving"), result(() => "=FT.MODEL('What''s given'!A3:B4,\"saving\")", { numberFormat: "$#,##0" })],
      [label("payback"), result(() => '=IFNA(FT.PAYBACK(B2,0),"FT.PAYBACK(1) says never")')],
      [label("error"), result(() => "=FT.IRR(B2)")],
      [label("worth it"), result(() => "=B2>0")],
      [label("empty"), result(() => '=IF(B2>0,"","no")')],
      [result(() => "=FT.CASHFLOWS(B2,2)"), label(""), label("")],
      [label("", { numberFormat: "0.0" }), label("")],
      [],
      [label("last"), result(() => "=TAKE(A7#,-1,1)"), result(() => "=_xlfn_is_not_touched+B2")],
    ],
    spills: [{ row: 6, column: 0, rows: 3, columns: 2 }],
    charts: [
      {
        kind: "line",
        title: "Money & months",
        categories: { row: 7, column: 0, rows: 2, columns: 1 },
        series: [
          { name: "one", values: { row: 7, column: 1, rows: 2, columns: 1 } },
          { name: "two", values: { sheet: "What's given", row: 2, column: 1, rows: 2, columns: 1 } },
        ],
        place: { row: 11, column: 0, width: 400, height: 200 },
        valueAxisTitle: "$",
        categoryAxisTitle: "Month",
      },
      ...(["column", "bar", "stackedColumn", "stackedBar", "scatter"] as const).map((kind, i) => ({
        kind,
        title: kind,
        categories: { row: 1, column: 0, rows: 2, columns: 1 },
        series: [{ name: kind, values: { row: 1, column: 1, rows: 2, columns: 1 } }],
        place: { row: 12 + i, column: 6, width: 300, height: 200 },
      })),
    ],
  },
};

export const smallWorkbook: WorkbookPlan = {
  title: "One & of everything",
  sheets: [inputs, results],
  names: [
    { name: "scenario", sheet: "What's given", zone: { row: 2, column: 0, rows: 2, columns: 2 } },
    { name: "price", sheet: "What's given", zone: { row: 3, column: 1, rows: 1, columns: 1 } },
  ],
};

const values = (
  cells: Record<string, ComputedValue>,
  spills: Record<string, { rows: number; columns: number }>,
): SheetValues => ({
  cells: new Map(Object.entries(cells)),
  spills: new Map(Object.entries(spills)),
});

export const smallValues: WorkbookValues = new Map([
  ["What's given", values({}, {})],
  [
    "Results",
    values(
      {
        ...{ B2: 2832.000000000001, B3: "never", B4: { error: "#NUM!" }, B5: true, B6: "" },
        ...{ A7: "month", B7: "net", A8: 0, B8: -19800, A9: 1, B9: 3932, B10: 1, C10: { error: "#NAME?" } },
      },
      { A7: { rows: 3, columns: 2 } },
    ),
  ],
]);
