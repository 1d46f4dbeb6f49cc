import { partsOf, roleZones } from "../../src/workbook/blockCells";
import packageFile from "../../package.json";
import { readCells, replaceCells } from "../../src/workbook/excelCells";
import {
  insertBlock,
  lastVersion,
  readSelection,
  readSeparators,
  recalculateAll,
  undoInsertion,
  type Written,
} from "../../src/workbook/excelWorkbook";
import { freeSheetName, sheetReference } from "../../src/workbook/sheetNames";
import { caseBlock } from "../../src/workbook/caseBlock";
import { decisionBlock } from "../../src/workbook/decisionBlock";
import { input, heading, label, result, title } from "../../src/workbook/plannedCells";
import type { BlockPlan } from "../../src/workbook/sheetPlan";
import { findCase } from "../../src/presets/cases";
import { type OfficeBridge, startOfficeBridge } from "../support/officeBridge";

/*
 * The adapter against the real office.js, whose requests are counted where Excel would receive them. The formulas here
 * are native ones, so that the grid gives independent values.
 */

let bridge: OfficeBridge;
beforeEach(() => {
  bridge = startOfficeBridge();
});

const plan: BlockPlan = {
  title: "Bill [2026/27]",
  rows: [
    [title("Bill")],
    [heading("Name"), heading("Value")],
    [label("requests"), input(5000, { numberFormat: "#,##0", note: "Source: the log of May." })],
    [label("price"), input(0.25)],
    [
      { content: "total", role: "total" },
      result((at) => `=${at(2, 1)}*${at(3, 1)}`, { role: "total", numberFormat: "#,##0.00" }),
    ],
  ],
  columnWidths: [200, 40],
};

async function read(address: string, sheet?: string) {
  return bridge.Excel.run(async (context) => {
    const worksheets = context.workbook.worksheets;
    const range = (sheet ? worksheets.getItem(sheet) : worksheets.getActiveWorksheet()).getRange(address);
    range.load("values,formulas,numberFormat");
    await context.sync();
    return { values: range.values, formulas: range.formulas, numberFormat: range.numberFormat };
  });
}

async function write(address: string, values: unknown[][]) {
  await bridge.Excel.run(async (context) => {
    context.workbook.worksheets.getActiveWorksheet().getRange(address).values = values;
    await context.sync();
  });
}

async function select(address: string) {
  await bridge.Excel.run(async (context) => {
    context.workbook.worksheets.getActiveWorksheet().getRange(address).select();
    await context.sync();
  });
}

/** This office.js has no interface for notes yet, so they stand where Excel shows them on selection. */
async function noteOn(address: string): Promise<string> {
  return bridge.Excel.run(async (context) => {
    const { dataValidation } = context.workbook.worksheets.getActiveWorksheet().getRange(address);
    dataValidation.load("prompt");
    await context.sync();
    return dataValidation.prompt.message;
  });
}

async function problemOf(action: Promise<unknown>): Promise<{ problem: string; message: string }> {
  try {
    await action;
  } catch (error) {
    return error as { problem: string; message: string };
  }
  throw new Error("nothing went wrong");
}

describe("insertBlock", () => {
  it("stands at the selection, with formulas that point inside the block", async () => {
    await select("C4:F9");
    await expect(insertBlock(plan, { kind: "selection" })).resolves.toMatchObject({ kind: "written", address: "Sheet1!C4:D8" });
    const { values, formulas, numberFormat } = await read("C4:D8");
    expect(values).toEqual([
      ["Bill", ""],
      ["Name", "Value"],
      ["requests", 5000],
      ["price", 0.25],
      ["total", 1250],
    ]);
    expect(formulas[4][1]).toBe("=D6*D7");
    expect(numberFormat[2][1]).toBe("#,##0");
  });

  it("takes two round trips: one to look, one to write", async () => {
    expect(await bridge.countSyncs(() => insertBlock(plan, { kind: "selection" }))).toBe(2);
    expect(await bridge.countSyncs(() => insertBlock(plan, { kind: "newSheet" }))).toBe(2);
    const story = ["One sentence.", "Another."];
    const largest = caseBlock(findCase("simple_framework")!, story);
    expect(largest.rows.flat().length).toBeGreaterThan(300);
    expect(await bridge.countSyncs(() => insertBlock(largest, { kind: "newSheet" }))).toBe(2);
  });

  it("is one step of undo", async () => {
    await select("A1");
    await insertBlock(plan, { kind: "selection" });
    bridge.undo();
    expect((await read("A1:B5")).values.flat().every((value) => value === "")).toBe(true);
  });

  it("makes a sheet with a name Excel takes", async () => {
    const first = await insertBlock(plan, { kind: "newSheet" });
    const second = await insertBlock(plan, { kind: "newSheet" });
    expect([first, second]).toMatchObject([
      { kind: "written", address: "'Bill 2026 27'!A1:B5" },
      { kind: "written", address: "'Bill 2026 27 2'!A1:B5" },
    ]);
    expect((await read("B5")).values).toEqual([[1250]]);
  });

  it("shows inputs as inputs, notes where the figures come from, and widens columns but never narrows them", async () => {
    await select("A1");
    await insertBlock(plan, { kind: "selection" });
    await bridge.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const cells = ["A2", "B3", "B5"].map((address) => sheet.getRange(address));
      for (const cell of cells) cell.load("format/fill/color,format/font/color,format/font/bold,format/columnWidth");
      const untouched = sheet.getRange("C1");
      untouched.load("format/columnWidth");
      await context.sync();
      const [name, value, total] = cells.map(({ format }) => format);
      expect(name.font.bold).toBe(true);
      expect(value.fill.color.toUpperCase()).toBe("#FFF9E3");
      expect(value.font.color.toUpperCase()).toBe("#1F3FBF");
      expect(total.font.bold).toBe(true);
      expect(name.columnWidth).toBeCloseTo(150, 0);
      // 40 px would be narrower than the column is.
      expect(value.columnWidth).toBe(untouched.format.columnWidth);
    });
    expect(await noteOn("B3")).toBe("Source: the log of May.");
  });

  it("keeps text as text that Excel would read as a date, a number or a formula", async () => {
    const texts = [
      "2026-11-22",
      "20-60",
      "7",
      "=A1",
      "+3",
      "-x",
      "@home",
      "TRUE",
      "May 2026",
      "22 Nov",
      "5:30 pm",
      "15 %",
      "$5",
      "(5)",
      "1e5",
      "#N/A",
      "1/2",
      "plain",
      "2 Customer support",
      "'quoted'",
    ];
    await select("A1");
    await insertBlock({ title: "Texts", rows: texts.map((text) => [label(text)]) }, { kind: "selection" });
    expect((await read("A1:A20")).values.flat()).toEqual(texts);
  });
});

describe("an insertion taken back", () => {
  const written = async (target: Parameters<typeof insertBlock>[1], how?: "overwrite"): Promise<Written> => {
    const outcome = await insertBlock(plan, target, how);
    if (outcome.kind !== "written") throw new Error("not written");
    return outcome;
  };
  const sheetNames = () =>
    bridge.Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items/name");
      await context.sync();
      return worksheets.items.map(({ name }) => name);
    });

  it("leaves the cells as they were, also those it overwrote", async () => {
    await write("A1:B2", [
      ["mine", 1.5],
      ["=B1*2", ""],
    ]);
    await select("A1");
    const { undo } = await written({ kind: "selection" }, "overwrite");
    expect((await read("A1")).values).toEqual([["Bill"]]);
    await undoInsertion(undo);
    const { values, formulas, numberFormat } = await read("A1:B5");
    expect(values.slice(0, 2)).toEqual([
      ["mine", 1.5],
      [3, ""],
    ]);
    expect(formulas[1][0]).toBe("=B1*2");
    expect(
      values
        .slice(2)
        .flat()
        .every((value) => value === ""),
    ).toBe(true);
    expect(numberFormat[2][1]).toBe("General");
    const look = await bridge.Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getActiveWorksheet().getRange("B3");
      cell.load("format/fill/color");
      await context.sync();
      return cell.format.fill.color;
    });
    expect(look.toUpperCase()).toBe("#FFFFFF");
  });

  it("takes a sheet of its own with it", async () => {
    const before = await sheetNames();
    const { undo } = await written({ kind: "newSheet" });
    expect(await sheetNames()).not.toEqual(before);
    await undoInsertion(undo);
    expect(await sheetNames()).toEqual(before);
    expect(await problemOf(undoInsertion(undo))).toMatchObject({ problem: "missingSheet" });
  });

  it("is refused once somebody has worked on it, and nothing is lost", async () => {
    const { undo } = await written({ kind: "newSheet" });
    await write("B3", [[6000]]);
    expect(await problemOf(undoInsertion(undo))).toMatchObject({ message: expect.stringMatching(/has been changed since/) });
    expect((await read("B3:B5")).values).toEqual([[6000], [0.25], [1500]]);
    await write("B3", [[5000]]);
    await write("D9", [["my note"]]);
    expect(await problemOf(undoInsertion(undo))).toMatchObject({ message: expect.stringMatching(/has been changed since/) });
    await write("D9", [[""]]);
    await undoInsertion(undo);
  });
});

test("an insertion leaves the widths of columns that hold something, wherever they do", async () => {
  const widths = (): Promise<number[]> =>
    bridge.Excel.run(async (context) => {
      const cells = ["A1", "B1"].map((address) => context.workbook.worksheets.getActiveWorksheet().getRange(address));
      for (const cell of cells) cell.load("format/columnWidth");
      await context.sync();
      return cells.map(({ format }) => format.columnWidth);
    });
  await write("A40", [["mine, far below"]]);
  const [before] = await widths();
  await select("A1");
  const wide: BlockPlan = { ...plan, columnWidths: [200, 300] };
  await insertBlock(wide, { kind: "selection" });
  const [inUse, free] = await widths();
  expect(inUse).toBe(before);
  expect(free).toBeCloseTo(225, 0);
});

describe("a place that is not empty", () => {
  beforeEach(async () => {
    await write("B3:B4", [["mine"], [0]]);
    await write("A20", [["far below"]]);
    await select("A1");
  });

  it("is left alone and reported", async () => {
    const before = await read("A1:D25");
    const outcome = await insertBlock(plan, { kind: "selection" });
    expect(outcome).toMatchObject({ kind: "occupied", address: "Sheet1!A1:B5", filledCells: 2, nextFreeAddress: "Sheet1!A22" });
    expect(await read("A1:D25")).toEqual(before);
  });

  it("is overwritten when the user says so, with nothing left of what was there", async () => {
    const outcome = await insertBlock(plan, { kind: "selection" });
    if (outcome.kind !== "occupied") throw new Error("not asked");
    expect(await bridge.countSyncs(() => insertBlock(plan, outcome.place, "overwrite"))).toBe(2);
    expect((await read("A1:B5")).values).toEqual([
      ["Bill", ""],
      ["Name", "Value"],
      ["requests", 5000],
      ["price", 0.25],
      ["total", 1250],
    ]);
    expect((await read("A20")).values).toEqual([["far below"]]);
  });

  it("is passed over for the next free place", async () => {
    const outcome = await insertBlock(plan, { kind: "selection" });
    if (outcome.kind !== "occupied") throw new Error("not asked");
    await expect(insertBlock(plan, outcome.nextFree)).resolves.toMatchObject({ kind: "written", address: "Sheet1!A22:B26" });
    expect((await read("B26")).formulas).toEqual([["=B24*B25"]]);
    expect((await read("B3:B4")).values).toEqual([["mine"], [0]]);
  });

  it("counts the room that results spill into", async () => {
    await write("D9", [["in the way"]]);
    await select("D6");
    const spilling: BlockPlan = {
      title: "Spill",
      rows: [[result(() => "=SEQUENCE(5)")]],
      spills: [{ row: 0, column: 0, rows: 5, columns: 1 }],
    };
    const outcome = await insertBlock(spilling, { kind: "selection" });
    expect(outcome).toMatchObject({ kind: "occupied", address: "Sheet1!D6:D10", filledCells: 1 });
    if (outcome.kind !== "occupied") throw new Error("not asked");
    await insertBlock(spilling, outcome.place, "overwrite");
    expect((await read("D6:D10")).values).toEqual([[1], [2], [3], [4], [5]]);
  });

  it("replaces a note that stands on a cell already", async () => {
    const noted = (content: number, note: string): BlockPlan => ({ title: "Noted", rows: [[input(content, { note })]] });
    await select("F1");
    await insertBlock(noted(1, "first"), { kind: "selection" });
    const outcome = await insertBlock(noted(2, "second"), { kind: "selection" });
    if (outcome.kind !== "occupied") throw new Error("not asked");
    await insertBlock(noted(2, "second"), outcome.place, "overwrite");
    expect(await noteOn("F1")).toBe("second");
  });
});

describe("what Excel refuses is said in the user's words, and nothing is written", () => {
  const atSelection = () => insertBlock(plan, { kind: "selection" });

  it("a protected sheet", async () => {
    await bridge.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().protection.protect();
      await context.sync();
    });
    const { problem, message } = await problemOf(atSelection());
    expect(problem).toBe("protectedSheet");
    expect(message).toContain('The sheet "Sheet1" is protected');
    expect((await read("A1:B5")).values.flat().every((value) => value === "")).toBe(true);
  });

  it("a sheet that was deleted between the question and the answer", async () => {
    await write("A1", [["mine"]]);
    const outcome = await atSelection();
    if (outcome.kind !== "occupied") throw new Error("not asked");
    await bridge.Excel.run(async (context) => {
      context.workbook.worksheets.add("Other").activate();
      context.workbook.worksheets.getItem("Sheet1").delete();
      await context.sync();
    });
    expect(await problemOf(insertBlock(plan, outcome.place, "overwrite"))).toMatchObject({ problem: "missingSheet" });
  });

  it("a selection of several areas", async () => {
    bridge.model.dispatch("ACTIVATE_SHEET", {
      sheetIdFrom: bridge.model.getters.getActiveSheetId(),
      sheetIdTo: bridge.model.getters.getActiveSheetId(),
    });
    bridge.model.selection.selectCell(0, 0);
    bridge.model.selection.addCellToSelection(3, 3);
    expect(await problemOf(atSelection())).toMatchObject({ problem: "severalAreas" });
  });

  it("a cell that is being edited", async () => {
    bridge.setEditing(true);
    expect(await problemOf(atSelection())).toMatchObject({
      problem: "editMode",
      message: "A cell is being edited: press Enter or Esc in the sheet, then try again.",
    });
    bridge.setEditing(false);
    await expect(atSelection()).resolves.toMatchObject({ kind: "written" });
  });

  it("a host that no longer answers", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick"] });
    try {
      bridge.loseHost();
      const lost = problemOf(atSelection());
      await jest.advanceTimersByTimeAsync(60_000);
      expect(await lost).toMatchObject({ problem: "lostHost" });
    } finally {
      jest.useRealTimers();
    }
  });

  it("the edge of the sheet", async () => {
    await select("XFD1");
    expect(await problemOf(atSelection())).toMatchObject({ problem: "noRoom" });
  });

  it("a formula it cannot read", async () => {
    const wrong: BlockPlan = { title: "Wrong", rows: [[label("sum")], [result(() => "=SUM(")]] };
    expect(await problemOf(insertBlock(wrong, { kind: "selection" }))).toMatchObject({ problem: "refused" });
    expect((await read("A1:A2")).values).toEqual([[""], [""]]);
  });
});

describe("readSelection", () => {
  it("gives the filled part of what is selected, and its place", async () => {
    await write("B2:C3", [
      ["a", 1],
      ["b", 2],
    ]);
    await select("A1:F50");
    expect(await readSelection(64)).toEqual({
      address: "Sheet1!B2:C3",
      sheetName: "Sheet1",
      row: 1,
      column: 1,
      values: [
        ["a", 1],
        ["b", 2],
      ],
    });
  });

  it("refuses more cells than can be answers", async () => {
    await write(
      "A1:A9",
      Array.from({ length: 9 }, (_, i) => [i + 1]),
    );
    await select("A1:A9");
    expect(await problemOf(readSelection(8))).toMatchObject({ problem: "tooManyCells" });
  });
});

describe("replaceCells", () => {
  const area = { sheetName: "Sheet1", row: 0, column: 0, rows: 2, columns: 2 };
  beforeEach(() =>
    write("A1:B2", [
      ["price", 5],
      ["cost", 7],
    ]),
  );

  it("writes single cells in one step of undo, as text where it is text, and reads what is there then", async () => {
    await bridge.Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Sheet1").getRange("B1").numberFormat = [["0.00"]];
      await context.sync();
    });
    const now = await replaceCells(area, [
      { row: 0, column: 1, was: 5, becomes: 6 },
      { row: 1, column: 1, was: 7, becomes: "-1 to 2" },
    ]);
    expect(now.values).toEqual([
      ["price", 6],
      ["cost", "-1 to 2"],
    ]);
    expect((await read("B1")).numberFormat).toEqual([["0.00"]]);
    bridge.undo();
    expect((await readCells(area)).values).toEqual([
      ["price", 5],
      ["cost", 7],
    ]);
  });

  it("leaves all as it is where a cell no longer holds what was read", async () => {
    const wanted = [
      { row: 0, column: 1, was: 5, becomes: 6 },
      { row: 1, column: 1, was: 8, becomes: 9 },
    ];
    expect(await problemOf(replaceCells(area, wanted))).toMatchObject({
      problem: "refused",
      message: "B2 no longer holds what was read from it: read the cells again.",
    });
    expect((await readCells(area)).values[0][1]).toBe(5);
  });

  it("never takes the place of a formula", async () => {
    await write("B2", [["=B1+2"]]);
    expect(await problemOf(replaceCells(area, [{ row: 1, column: 1, was: 7, becomes: 9 }]))).toMatchObject({
      message: "B2 holds the formula =B1+2, which would be lost: change what it reads.",
    });
  });

  it("says that a sheet is gone", async () => {
    const gone = { ...area, sheetName: "Gone" };
    expect(await problemOf(replaceCells(gone, []))).toMatchObject({ problem: "missingSheet" });
    expect(await problemOf(readCells(gone))).toMatchObject({ problem: "missingSheet" });
  });
});

test("the separators are those of the host", async () => {
  expect(await readSeparators()).toEqual({ decimal: ".", group: "," });
});

test("sheet names are short, free of what Excel forbids, and new", () => {
  expect(freeSheetName("4a Start-up, low project cost", [])).toBe("4a Start-up, low project cost");
  expect(freeSheetName("a/b\\c:d*e?f[g]h", [])).toBe("a b c d e f g h");
  expect(freeSheetName("'quoted'", ["QUOTED"])).toBe("quoted 2");
  expect(freeSheetName("x".repeat(40), ["x".repeat(31)])).toBe(`${"x".repeat(29)} 2`);
  expect(freeSheetName("History", [])).toBe("History 2");
  expect(freeSheetName("", [])).toBe("FT");
});

test("a large block is written in parts, each below the limit of a request, every row once", () => {
  const rows = Array.from({ length: 5000 }, (_, i) => ["text ".repeat(100), i]);
  const parts = partsOf(rows);
  const bytes = (first: number, count: number) =>
    new TextEncoder().encode(JSON.stringify(rows.slice(first, first + count))).length;
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.map(({ first, count }) => bytes(first, count)).every((size) => size < 5_000_000)).toBe(true);
  expect(parts.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i))).toEqual(rows.map((_, i) => i));
  expect(partsOf([["small"]])).toEqual([{ first: 0, count: 1 }]);
});

test("cells of one role share a rectangle", () => {
  const decision = decisionBlock({
    requestsPerDay: 1,
    tokensPerRequest: 1,
    pricePer1m: 1,
    taskConsistency: "low",
    latencyMs: 1,
    qualityNeed: "low",
    mlTeam: true,
    fastIteration: true,
  });
  expect(roleZones(decision).filter(({ role }) => role === "input")).toEqual([
    { role: "input", zone: { row: 4, column: 1, rows: 8, columns: 1 } },
  ]);
});

describe("what stands in the way, or looks like a formula", () => {
  it("writes lists of choices that are too long for a text into a hidden sheet, each once", async () => {
    const many = Array.from({ length: 60 }, (_, i) => `model-${i}`);
    const others = many.map((name) => `${name}-x`);
    const listed: BlockPlan = {
      title: "Lists",
      rows: [[input("model-1", { choices: many }), input("a", { choices: ["a", "b"] })], [input("model-2", { choices: many })]],
    };
    expect(await bridge.countSyncs(() => insertBlock(listed, { kind: "newSheet" }))).toBe(2);
    await insertBlock(
      { ...listed, rows: [[input("x", { choices: others })], [input("y", { choices: many })]] },
      { kind: "newSheet" },
    );
    const rules = await bridge.Excel.run(async (context) => {
      const cells = ["'Lists'!A1", "'Lists'!B1", "'Lists'!A2", "'Lists 2'!A1", "'Lists 2'!A2"].map((address) => {
        const [sheet, cell] = address.split("!");
        const { dataValidation } = context.workbook.worksheets.getItem(sheet.replaceAll("'", "")).getRange(cell);
        dataValidation.load("rule");
        return dataValidation;
      });
      const lists = context.workbook.worksheets.getItem("FT lists");
      lists.load("visibility");
      await context.sync();
      return [...cells.map(({ rule }) => rule.list?.source), lists.visibility];
    });
    const first = "='FT lists'!$A$1:$A$60";
    expect(rules).toEqual([first, "a,b", first, "='FT lists'!$B$1:$B$60", first, "Hidden"]);
    const { values } = await read("A1:B60", "FT lists");
    expect(values).toEqual(many.map((name, i) => [name, others[i]]));
  });

  it.each(["=1+1", "+1", "-1+2", "@SUM(1)", "=cmd|' /C calc'!A0", "'quoted", "#N/A", "TRUE", "1/2", "3e5"])(
    "writes the text %s as text",
    async (text) => {
      await insertBlock({ title: "Text", rows: [[label(text)]] }, { kind: "selection" });
      const { values, formulas } = await read("A1");
      expect(values).toEqual([[text]]);
      expect(typeof formulas[0][0]).toBe("string");
      expect(bridge.model.getters.getCell({ sheetId: "sheet1", row: 0, col: 0 })?.isFormula ?? false).toBe(false);
    },
  );

  it.each(["Ünïcode 💶", "2026", "A1", "a b", "Bob's case"])(
    "refers to a sheet called %s so that formulas find it",
    async (name) => {
      await bridge.Excel.run(async (context) => {
        context.workbook.worksheets.getActiveWorksheet().name = name;
        await context.sync();
      });
      const written = await insertBlock(plan, { kind: "selection" });
      if (written.kind !== "written") throw new Error("the sheet was empty");
      const values = await bridge.Excel.run(async (context) => {
        const other = context.workbook.worksheets.add("Other");
        const cell = other.getRange("A1");
        cell.formulas = [[`=SUM(${written.address})`]];
        cell.load("values");
        await context.sync();
        return cell.values;
      });
      expect(values).toEqual([[5000 + 0.25 + 1250]]);
    },
  );

  it("quotes a sheet's name, and its quotes", () => {
    expect(sheetReference("Bob's costs", "A1")).toBe("'Bob''s costs'!A1");
    expect(freeSheetName("'quoted'", [])).toBe("quoted");
  });

  it("asks before it writes over a table, and leaves the table as it is", async () => {
    await write("A1:B2", [
      ["Name", "Value"],
      ["x", 1],
    ]);
    await bridge.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().tables.add("A1:B2", true);
      await context.sync();
    });
    await expect(insertBlock(plan, { kind: "selection" })).resolves.toMatchObject({ kind: "occupied", filledCells: 4 });
    expect((await read("A1:B2")).values).toEqual([
      ["Name", "Value"],
      ["x", 1],
    ]);
  });

  it("notes which version wrote, and calculates all anew", async () => {
    await expect(lastVersion()).resolves.toBeUndefined();
    await insertBlock(plan, { kind: "selection" });
    await expect(lastVersion()).resolves.toBe(packageFile.version);
    expect(await bridge.countSyncs(recalculateAll)).toBe(1);
  });
});
