import { insertBlock, type Target, undoInsertion } from "../../src/workbook/excelWorkbook";
import { heading, input, label, result, title } from "../../src/workbook/plannedCells";
import type { BlockPlan } from "../../src/workbook/sheetPlan";
import { HOSTS } from "../../src/tryout/hosts/profiles";
import { type OfficeBridge, startOfficeBridge } from "../support/officeBridge";

/*
 * Undo in the pane, after a block was written over cells of the user's: everything that can be seen of them comes back. What is compared is
 * the grid's own account of every cell before and after, not what the pane asks of it.
 */

const block: BlockPlan = {
  title: "Bill",
  rows: [
    [title("Bill")],
    [heading("Name"), heading("Value")],
    [label("requests"), input(5000, { numberFormat: "#,##0", note: "Source: the log of May." })],
    [label("kind"), input("high", { choices: ["low", "high"] })],
    [label("total"), result((at) => `=${at(2, 1)}*2`, { role: "total", numberFormat: "#,##0.00" })],
  ],
  columnWidths: [200, 180],
  charts: [
    {
      kind: "bar",
      title: "t",
      categories: { row: 2, column: 0, rows: 1, columns: 1 },
      series: [{ name: "s", values: { row: 2, column: 1, rows: 1, columns: 1 } }],
      place: { row: 6, column: 0, width: 300, height: 200 },
    },
  ],
};

let bridge: OfficeBridge;
const startWith = (host: "web" | "newest"): void => {
  bridge = startOfficeBridge({ requirementSets: HOSTS[host].requirementSets });
};
beforeEach(() => startWith("web"));

interface CellGetters {
  getNote(position: object): string | undefined;
}

/** Everything of the sheet's first cells. */
function everything(): unknown {
  const { getters } = bridge.model;
  const sheetId = getters.getActiveSheetId();
  const cells = [];
  for (let row = 0; row < 8; row++)
    for (let col = 0; col < 4; col++) {
      const position = { sheetId, row, col };
      cells.push({
        position,
        content: getters.getCellText(position, { showFormula: true }),
        format: getters.getCell(position)?.format ?? "",
        style: Object.entries(getters.getCellStyle(position))
          .filter(([, value]) => value !== undefined && value !== "" && value !== false)
          .sort(),
        border: getters.getCellBorder(position) ?? {},
        rule: getters.getValidationRuleForCell(position)?.criterion,
        note: (getters as unknown as CellGetters).getNote(position),
      });
    }
  return {
    cells,
    widths: [0, 1, 2, 3].map((column) => getters.getColSize(sheetId, column)),
    charts: getters.getChartIds(sheetId).length,
  };
}

/** Cells as a user dresses them: A1:B6, C1 empty but filled. */
async function dress(): Promise<void> {
  await bridge.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.getRange("A1:B3").values = [
      ["Mine", 1.5],
      ["too", 0.25],
      ["=B1*2", "high"],
    ];
    sheet.getRange("B1:B2").numberFormat = [["0.00%"], ["$#,##0"]];
    const { fill, font, borders } = sheet.getRange("A1").format;
    fill.color = "#FFEE00";
    font.bold = true;
    font.italic = true;
    font.color = "#AA0000";
    font.size = 14;
    font.underline = "Single";
    borders.getItem("EdgeBottom").style = "Continuous";
    borders.getItem("EdgeBottom").color = "#0000AA";
    borders.getItem("EdgeLeft").style = "Dash";
    const { format } = sheet.getRange("A2:B2");
    format.horizontalAlignment = "Center";
    format.verticalAlignment = "Top";
    format.wrapText = true;
    format.font.strikethrough = true;
    sheet.getRange("A5:C6").format.fill.color = "#00AA00";
    sheet.getRange("B3").dataValidation.rule = { list: { inCellDropDown: true, source: "high,medium,low" } };
    sheet.getRange("A5").dataValidation.prompt = { showPrompt: true, title: "", message: "A word of mine." };
    await context.sync();
  });
}

const writeAndTakeBack = async (target: Target = { kind: "selection" }): Promise<void> => {
  const written = await insertBlock(block, target, "overwrite");
  if (written.kind !== "written") throw new Error("was asked to overwrite");
  await undoInsertion(written.undo);
};

test.each(["web", "newest"] as const)(
  "what was written over comes back with its looks, rules, notes and widths (%s)",
  async (host) => {
    startWith(host);
    await dress();
    const before = everything();
    await writeAndTakeBack();
    expect(everything()).toEqual(before);
  },
);

test("empty cells that were dressed are dressed again, and plain ones plain", async () => {
  await dress();
  const [sheetId] = bridge.model.getters.getSheetIds();
  const before = everything();
  await writeAndTakeBack({ kind: "cell", sheetId, row: 4, column: 1 });
  expect(everything()).toEqual(before);
});

test("a result that spilled there spills again, from inside the place and from outside of it", async () => {
  await bridge.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.getRange("A2").formulas = [["=SEQUENCE(3,2)"]];
    sheet.getRange("D1").formulas = [["=SEQUENCE(2)"]];
    await context.sync();
  });
  const shown = () => {
    const { getters } = bridge.model;
    const sheetId = getters.getActiveSheetId();
    return [1, 2, 3].map((row) => [0, 1].map((col) => getters.getEvaluatedCell({ sheetId, row, col }).value));
  };
  const table = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];
  expect(shown()).toEqual(table);
  const before = everything();
  const [sheetId] = bridge.model.getters.getSheetIds();
  await writeAndTakeBack();
  expect(shown()).toEqual(table);
  expect(everything()).toEqual(before);
  await writeAndTakeBack({ kind: "cell", sheetId, row: 2, column: 1 });
  expect(shown()).toEqual(table);
  expect(everything()).toEqual(before);
});

test("an insertion into plain cells still takes two requests, and its undo two", async () => {
  let written: Awaited<ReturnType<typeof insertBlock>> | undefined;
  expect(await bridge.countSyncs(async () => (written = await insertBlock(block, { kind: "selection" })))).toBe(2);
  if (written?.kind !== "written") throw new Error("the sheet was empty");
  const { undo } = written;
  expect(await bridge.countSyncs(() => undoInsertion(undo))).toBe(2);
  expect(everything()).toMatchObject({ charts: 0 });
});
