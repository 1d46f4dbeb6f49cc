import { workedCases } from "../../src/presets/cases";
import { caseBlock } from "../../src/workbook/caseBlock";
import { insertBlock } from "../../src/workbook/excelWorkbook";
import { heading, input, label, result } from "../../src/workbook/plannedCells";
import type { BlockPlan } from "../../src/workbook/sheetPlan";
import { type OfficeBridge, startOfficeBridge } from "../support/officeBridge";

/* What many insertions, and two at the same moment, leave behind. docs/reliability.md tells what 1,000 cycles gave: CYCLES=1000. */

const CYCLES = Number(process.env.CYCLES ?? 20);

const bill: BlockPlan = {
  title: "Bill",
  rows: [
    [heading("Name"), heading("Value")],
    [label("requests"), input(5000, { numberFormat: "#,##0", note: "Source: the log of May." })],
    [label("price"), input(0.25)],
    [label("total"), result((at) => `=${at(1, 1)}*${at(2, 1)}`)],
  ],
};

let bridge: OfficeBridge;
beforeEach(() => {
  bridge = startOfficeBridge();
});

/** All that a file of the workbook would hold, but for the number of its revision. */
function saved(): unknown {
  return { ...bridge.model.exportData(), revisionId: "" };
}
const sheetNames = (): string[] => bridge.model.getters.getSheetIds().map((id) => bridge.model.getters.getSheetName(id));

test(
  "every cycle of insert and undo leaves the workbook as it was",
  async () => {
    await bridge.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange("A1:B2").values = [
        ["mine", 1],
        ["too", 2],
      ];
      await context.sync();
    });
    // The first insertion also makes what the workbook keeps of FT, outside of its steps.
    await insertBlock(bill, { kind: "newSheet" });
    bridge.undo();
    const before = saved();
    const long = caseBlock(workedCases()[0], []);
    const megabytes: number[] = [];
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const written = await insertBlock(
        cycle % 2 === 0 ? long : bill,
        cycle % 4 < 2 ? { kind: "newSheet" } : { kind: "selection" },
      );
      // The selection holds the user's own cells: the pane asks, and nothing is written.
      expect(written.kind).toBe(cycle % 4 < 2 ? "written" : "occupied");
      if (written.kind === "written") bridge.undo();
      // What the test keeps of each request is no part of the workbook.
      bridge.requests.length = 0;
      if (cycle % 100 === 99 || cycle === CYCLES - 1) {
        expect(saved()).toEqual(before);
        global.gc?.();
        megabytes.push(Math.round(process.memoryUsage().heapUsed / 1e6));
      }
    }
    if (process.env.CYCLES) console.log(`heap after every 100 cycles (MB): ${megabytes.join(" ")}`);
  },
  process.env.CYCLES ? 1_200_000 : undefined,
);

describe("two panes at the same moment", () => {
  test("make two sheets, or one says that the other was first; nothing is half written", async () => {
    const outcomes = await Promise.allSettled([1, 2].map(() => insertBlock(bill, { kind: "newSheet" })));
    expect(outcomes[0]).toMatchObject({ status: "fulfilled", value: { address: "Bill!A1:B4" } });
    expect(outcomes[1]).toMatchObject({
      status: "rejected",
      reason: { message: "A sheet of that name was added at this moment, perhaps by another pane: insert again." },
    });
    expect(sheetNames()).toEqual(["Sheet1", "Bill"]);
    expect(await insertBlock(bill, { kind: "newSheet" })).toMatchObject({ kind: "written", address: "'Bill 2'!A1:B4" });
  });

  test("one after the other ask before they write over what the other wrote", async () => {
    expect(await insertBlock(bill, { kind: "selection" })).toMatchObject({ kind: "written" });
    expect(await insertBlock(bill, { kind: "selection" })).toMatchObject({ kind: "occupied", filledCells: 8 });
  });
});
