import { businessCase, CASE_SHEET_NAMES, caseSheetNames } from "../../src/workbook/case/businessCase";
import { caseInputs } from "../../src/workbook/case/caseInputs";
import { type IfWrittenBefore, writeWorkbook } from "../../src/workbook/excelSheets";
import { heading, label, result, title } from "../../src/workbook/plannedCells";
import type { WorkbookPlan } from "../../src/workbook/workbookPlan";
import { type OfficeBridge, startOfficeBridge } from "../support/officeBridge";

/* Plans of several sheets through the real office.js; the formulas are native ones, so that the grid gives the values. */

let bridge: OfficeBridge;
beforeEach(() => {
  bridge = startOfficeBridge();
});

const PLANNED = ["Answer", "Inputs"];

function twoSheets([answer, inputs]: readonly string[]): WorkbookPlan {
  const zone = { row: 0, column: 1, rows: 2, columns: 1 };
  return {
    title: "Two sheets",
    sheets: [
      {
        name: answer,
        block: {
          title: answer,
          rows: [[title("Answer"), result(() => `='${inputs}'!$B$1*'${inputs}'!$B$2`)]],
          charts: [
            {
              kind: "stackedColumn",
              title: "Inputs",
              categories: { ...zone, column: 0, sheet: inputs },
              series: [{ name: "Values", values: { ...zone, sheet: inputs } }],
              place: { row: 3, column: 0, width: 300, height: 200 },
            },
          ],
        },
        print: { landscape: true, pagesWide: 1, pagesTall: 1, repeatedRows: 1 },
      },
      {
        name: inputs,
        block: {
          title: inputs,
          rows: [
            [label("a"), { content: 6, role: "input" }],
            [label("b"), { content: 7, role: "input" }],
          ],
        },
      },
    ],
    names: [{ name: "FT_Block", sheet: inputs, zone }],
  };
}

const write = (ifWrittenBefore?: IfWrittenBefore) => writeWorkbook(PLANNED, twoSheets, ifWrittenBefore);
const inWorkbook = <Value>(action: (context: Excel.RequestContext) => Promise<Value>) => bridge.Excel.run(action);

const sheetNames = () =>
  inWorkbook(async (context) => {
    const { worksheets } = context.workbook;
    worksheets.load("items/name");
    await context.sync();
    return worksheets.items.map(({ name }) => name);
  });
const valueOf = (sheet: string, address: string) =>
  inWorkbook(async (context) => {
    const range = context.workbook.worksheets.getItem(sheet).getRange(address);
    range.load("values");
    await context.sync();
    return range.values[0][0] as unknown;
  });
const setValue = (sheet: string, address: string, value: unknown) =>
  inWorkbook(async (context) => {
    context.workbook.worksheets.getItem(sheet).getRange(address).values = [[value]];
    await context.sync();
  });

describe("writeWorkbook", () => {
  it("writes every sheet, its name, its chart of another sheet's cells and how it prints", async () => {
    await expect(write()).resolves.toEqual({ kind: "written", sheets: PLANNED });
    expect(await sheetNames()).toEqual(["Sheet1", ...PLANNED]);
    expect(await valueOf("Answer", "B1")).toBe(42);
    await inWorkbook(async (context) => {
      const { worksheets, names } = context.workbook;
      const sheet = worksheets.getItem("Answer");
      sheet.charts.load("items/chartType");
      sheet.pageLayout.load("orientation,zoom");
      names.load("items/name,items/value");
      const active = worksheets.getActiveWorksheet();
      active.load("name");
      await context.sync();
      expect(sheet.charts.items.map(({ chartType }) => chartType)).toEqual(["ColumnStacked"]);
      expect([sheet.pageLayout.orientation, sheet.pageLayout.zoom]).toEqual([
        "Landscape",
        { horizontalFitToPages: 1, verticalFitToPages: 1 },
      ]);
      expect(names.items.map(({ name, value }) => [name, value])).toEqual([["FT_Block", "Inputs!$B$1:$B$2"]]);
      expect(active.name).toBe("Answer");
    });
  });

  it("asks before it writes again, and then changes its own sheets only, whatever they are called by then", async () => {
    await write();
    await inWorkbook(async (context) => {
      context.workbook.worksheets.getItem("Inputs").name = "My inputs";
      await context.sync();
    });
    await setValue("Sheet1", "A1", "mine");
    await setValue("Sheet1", "A2", "='My inputs'!B1");
    await setValue("My inputs", "B1", 100);
    await expect(write()).resolves.toEqual({ kind: "writtenBefore", sheets: ["Answer", "My inputs"] });
    expect(await valueOf("Answer", "B1")).toBe(700);

    await expect(write("replace")).resolves.toEqual({ kind: "written", sheets: ["Answer", "My inputs"] });
    expect(await sheetNames()).toEqual(["Sheet1", "Answer", "My inputs"]);
    expect(await valueOf("Answer", "B1")).toBe(42);
    expect([await valueOf("Sheet1", "A1"), await valueOf("Sheet1", "A2")]).toEqual(["mine", 6]);
    await inWorkbook(async (context) => {
      const { charts } = context.workbook.worksheets.getItem("Answer");
      charts.load("count");
      context.workbook.names.load("items/name");
      await context.sync();
      expect(charts.count).toBe(1);
      expect(context.workbook.names.items.map(({ name }) => name)).toEqual(["FT_Block"]);
    });
  });

  it("stands beside what has its names already", async () => {
    await inWorkbook(async (context) => {
      context.workbook.worksheets.add("inputs").getRange("B1").values = [[1]];
      context.workbook.names.add("FT_BLOCK", context.workbook.worksheets.getItem("inputs").getRange("B1"));
      await context.sync();
    });
    await expect(write()).resolves.toEqual({ kind: "written", sheets: ["Answer", "Case - Inputs"] });
    expect([await valueOf("inputs", "B1"), await valueOf("Answer", "B1")]).toEqual([1, 42]);
    await expect(write("beside")).resolves.toEqual({ kind: "written", sheets: ["Case - Answer", "Case - Inputs 2"] });
    expect(await valueOf("Case - Answer", "B1")).toBe(42);
  });

  it("changes nothing when one of its sheets is protected", async () => {
    await write();
    await setValue("Inputs", "B1", 100);
    await inWorkbook(async (context) => {
      context.workbook.worksheets.getItem("Inputs").protection.protect();
      await context.sync();
    });
    await expect(write("replace")).rejects.toMatchObject({
      problem: "protectedSheet",
      message: expect.stringContaining("Inputs"),
    });
    expect(await valueOf("Answer", "B1")).toBe(700);
  });

  it("writes a whole business case in ten requests at most", async () => {
    const inputs = caseInputs("support");
    const plan = (names: readonly string[]) => businessCase(inputs, caseSheetNames(names));
    const syncs = await bridge.countSyncs(() => writeWorkbook(CASE_SHEET_NAMES, plan));
    expect(syncs).toBeLessThanOrEqual(10);
    expect(await sheetNames()).toEqual(["Sheet1", ...CASE_SHEET_NAMES]);
    const again = await bridge.countSyncs(() => writeWorkbook(CASE_SHEET_NAMES, plan, "replace"));
    expect(again).toBeLessThanOrEqual(10);
  });

  it("is one step of undo", async () => {
    await write();
    bridge.undo();
    expect(await sheetNames()).toEqual(["Sheet1"]);
  });
});

test("headings stand over their figures, and long texts are broken into lines", async () => {
  const texts: WorkbookPlan = {
    title: "Texts",
    sheets: [
      {
        name: "Texts",
        block: {
          title: "Texts",
          rows: [
            [heading("Name"), heading("Figure")],
            [label("a name that is longer than its column", { wraps: true }), { content: 6, role: "input", numberFormat: "0.0" }],
          ],
          columnWidths: [120, 120],
        },
      },
    ],
    names: [],
  };
  await writeWorkbook(["Texts"], () => texts);
  const placed = await inWorkbook(async (context) => {
    const formats = ["A1", "B1", "A2"].map((address) => context.workbook.worksheets.getItem("Texts").getRange(address).format);
    for (const format of formats) format.load("horizontalAlignment,wrapText");
    await context.sync();
    return formats.map(({ horizontalAlignment, wrapText }) => [horizontalAlignment, wrapText]);
  });
  expect(placed).toEqual([
    ["General", false],
    ["Right", false],
    ["General", true],
  ]);
});
