import { loadCalculator } from "../../tools/calculator";
import { input, label, result } from "../../src/workbook/plannedCells";
import { typedWorkbook } from "../../src/workbook/typedCells";
import type { WorkbookPlan } from "../../src/workbook/workbookPlan";
import { DIST } from "../support/builtFunctions";

/*
 * What a file carries as its values, worked out by the built functions. Expected by hand: 50,000 requests × 1,000 tokens × 30 days × $5 / 1M
 * = 7,500; less 2,968, 600 and nothing else 3,932 a month; 19,800 / 3,932 = 5.0356 months.
 */
const plan: WorkbookPlan = {
  title: "t",
  names: [{ name: "bill", sheet: "It's in", zone: { row: 0, column: 1, rows: 1, columns: 1 } }],
  sheets: [
    {
      name: "It's in",
      block: {
        title: "",
        rows: [[label("bill"), result(() => "=FT.API_COST(B2,800,200,5,5)")], [label("007"), input(50000)], [label("=1+1")]],
      },
    },
    {
      name: "Out",
      block: {
        title: "",
        rows: [
          [result(() => "='It''s in'!B1-2968-600")],
          [result(() => "=bill*2")],
          [result(() => "=FT.PAYBACK(19800,A1)")],
          [result(() => "=FT.PAYBACK(19800,-1)")],
          [result(() => '=IFNA(FT.PAYBACK(19800,-1),"never")')],
          [result(() => "=A1>0")],
          [result(() => "=FT.CASHFLOWS(19800,7500,2968,2)")],
          [],
          [],
          [],
          [],
          [result(() => "=ISTEXT('It''s in'!A2)")],
          [result(() => "='It''s in'!A3")],
          [result(() => "=nonsense")],
        ],
      },
    },
  ],
};

test("every formula has its value, every spill its cells, every error its name", () => {
  const typed = typedWorkbook(plan);
  const values = loadCalculator(DIST)(typed.sheets, typed.names);
  const out = values.get("Out");
  const at = (address: string) => out?.cells.get(address);
  expect(values.get("It's in")?.cells.get("B1")).toBe(7500);
  expect(at("A1")).toBe(3932);
  expect(at("A2")).toBe(15000);
  expect(at("A3")).toBeCloseTo(5.0356, 4);
  expect(at("A4")).toEqual({ error: "#N/A" });
  expect(at("A5")).toBe("never");
  expect(at("A6")).toBe(true);
  // A header, month 0 and two months, of five columns.
  expect(out?.spills.get("A7")).toEqual({ rows: 4, columns: 5 });
  expect(at("A8")).toBe(0);
  expect(at("E8")).toBe(-19800);
  expect(at("E10")).toBe(-19800 + 2 * (7500 - 2968));
  expect(at("A12")).toBe(true);
  expect(at("A13")).toBe("=1+1");
  expect(at("A14")).toEqual({ error: "#NAME?" });
  // What is no formula is in the plan already.
  expect(values.get("It's in")?.cells.has("B2")).toBe(false);
});
