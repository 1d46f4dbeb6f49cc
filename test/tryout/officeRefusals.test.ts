import { type OfficeBridge, startOfficeBridge } from "../support/officeBridge";

/*
 * What Excel refuses, the browser workbook refuses with the same code: the add-in must not learn here what fails there.
 */

let bridge: OfficeBridge;
beforeEach(() => {
  bridge = startOfficeBridge();
});

interface Refusal {
  code: string;
  message: string;
  debugInfo: { errorLocation?: string };
}

/** The error a batch on the active sheet ends with. */
async function refusal(action: (sheet: Excel.Worksheet, context: Excel.RequestContext) => unknown): Promise<Refusal> {
  try {
    await bridge.Excel.run(async (context) => {
      await action(context.workbook.worksheets.getActiveWorksheet(), context);
      await context.sync();
    });
  } catch (error) {
    return error as Refusal;
  }
  throw new Error("it was accepted");
}

describe("wrongly sized arrays", () => {
  it.each([
    ["too few rows", [[1, 2]]],
    [
      "too many rows",
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
    ["a short row", [[1, 2], [3]]],
    ["a row that is none", [[1, 2], 3]],
    ["one cell for many", [[1]]],
  ])("%s", async (_, values) => {
    for (const property of ["values", "formulas", "numberFormat"] as const) {
      const error = await refusal((sheet) => {
        sheet.getRange("A1:B2")[property] = values as never;
      });
      expect([error.code, error.debugInfo.errorLocation]).toEqual(["InvalidArgument", `Range.${property}`]);
      expect(error.message).toMatch(/number of rows or columns in the input array doesn't match/);
    }
    expect(bridge.model.getters.getEvaluatedCells("sheet1")).toEqual([]);
  });
});

describe("reading what was not loaded", () => {
  it("is refused before load and before sync", async () => {
    const read = await refusal((sheet) => sheet.getRange("A1").values);
    expect(read.code).toBe("PropertyNotLoaded");
    const loadedOnly = await refusal((sheet) => {
      const range = sheet.getRange("A1");
      range.load("values");
      return range.values;
    });
    expect(loadedOnly.code).toBe("PropertyNotLoaded");
    const otherProperty = await refusal(async (sheet, context) => {
      const range = sheet.getRange("A1");
      range.load("address");
      await context.sync();
      return range.values;
    });
    expect(otherProperty.code).toBe("PropertyNotLoaded");
  });
});

describe("what does not exist", () => {
  it("a sheet, a name, a range", async () => {
    expect((await refusal((_, context) => context.workbook.worksheets.getItem("Nope").load("id"))).code).toBe("ItemNotFound");
    expect((await refusal((_, context) => context.workbook.names.getItem("nope").load("name"))).code).toBe("ItemNotFound");
    for (const address of ["A0", "nope", "Sheet9!A1", "A1,B2", "XFE1", "A1048577", ""]) {
      expect([address, (await refusal((sheet) => sheet.getRange(address || "!").load("values"))).code]).toEqual([
        address,
        "InvalidArgument",
      ]);
    }
  });

  it("a range beyond the edge of the sheet", async () => {
    expect((await refusal((sheet) => sheet.getRange("A1").getOffsetRange(-1, 0).load("address"))).code).toBe("InvalidArgument");
    expect((await refusal((sheet) => sheet.getRange("A1048576").getResizedRange(1, 0).load("address"))).code).toBe(
      "InvalidArgument",
    );
    expect((await refusal((sheet) => sheet.getRange("C3").getResizedRange(-1, 0).load("address"))).code).toBe("InvalidArgument");
  });

  it("a sheet that was deleted meanwhile", async () => {
    const error = await refusal(async (_, context) => {
      const sheet = context.workbook.worksheets.add("Gone");
      sheet.load("id");
      await context.sync();
      bridge.model.dispatch("DELETE_SHEET", { sheetId: sheet.id, sheetName: "Gone" });
      sheet.getRange("A1").values = [[1]];
    });
    expect(error.code).toBe("ItemNotFound");
  });

  it("members this host does not have, by name", async () => {
    const unknown = await refusal((sheet) => sheet.getRange("A1").removeDuplicates([0], false));
    expect([unknown.code, unknown.debugInfo.errorLocation]).toEqual(["ApiNotFound", "Range.removeDuplicates"]);
    const property = await refusal((sheet) => {
      sheet.standardWidth = 20;
    });
    expect([property.code, property.debugInfo.errorLocation]).toEqual(["ApiNotFound", "Worksheet.standardWidth"]);
    const loaded = await refusal((sheet) => sheet.getRange("A1").load("values,hyperlink"));
    expect([loaded.code, loaded.debugInfo.errorLocation]).toEqual(["ApiNotFound", "Range.hyperlink"]);
    const collection = await refusal((_, context) => context.workbook.slicers.load("items/name"));
    expect([collection.code, collection.debugInfo.errorLocation]).toEqual(["ApiNotFound", "Workbook.slicers"]);
    const event = await refusal((sheet) => sheet.onCalculated.add(async () => undefined));
    expect([event.code, event.debugInfo.errorLocation]).toEqual(["ApiNotFound", "Worksheet._RegisterCalculatedEvent"]);
  });
});

describe("what is not allowed", () => {
  it("any change of a protected sheet", async () => {
    bridge.model.dispatch("UPDATE_CELL", { sheetId: "sheet1", col: 0, row: 0, content: "1" });
    bridge.model.dispatch("LOCK_SHEET", { sheetId: "sheet1" });
    const changes: ((sheet: Excel.Worksheet, context: Excel.RequestContext) => unknown)[] = [
      (sheet) => (sheet.getRange("A1").values = [[2]]),
      (sheet) => (sheet.getRange("A1").numberFormat = [["0.0"]]),
      (sheet) => (sheet.getRange("A1").format.font.bold = true),
      (sheet) => (sheet.getRange("A1").format.columnWidth = 50),
      (sheet) => sheet.getRange("A1").clear(),
      (sheet) => sheet.tables.add("A1:B2", true),
      (sheet) => sheet.charts.add("Line", sheet.getRange("A1:A2")),
      (sheet) => sheet.freezePanes.freezeRows(1),
    ];
    for (const change of changes)
      expect([String(change), (await refusal(change)).code]).toEqual([String(change), "AccessDenied"]);
    expect(bridge.host.book.value({ sheetId: "sheet1", row: 0, col: 0 })).toBe(1);
    const isProtected = await bridge.Excel.run(async (context) => {
      const { protection } = context.workbook.worksheets.getActiveWorksheet();
      protection.load("protected");
      await context.sync();
      const before = protection.protected;
      protection.unprotect();
      protection.load("protected");
      await context.sync();
      return [before, protection.protected];
    });
    expect(isProtected).toEqual([true, false]);
  });

  it("a second sheet of the same name, a name Excel does not take, and no sheet at all", async () => {
    expect((await refusal((_, context) => context.workbook.worksheets.add("sheet1"))).code).toBe("ItemAlreadyExists");
    for (const name of ["a/b", "x".repeat(32), "", "'quoted'"])
      expect((await refusal((_, context) => context.workbook.worksheets.add(name))).code).toBe("InvalidArgument");
    expect((await refusal((sheet) => sheet.delete())).code).toBe("InvalidOperation");
  });

  it("one range from a selection of several areas", async () => {
    bridge.model.selection.selectCell(0, 0);
    bridge.model.selection.addCellToSelection(2, 2);
    expect((await refusal((_, context) => context.workbook.getSelectedRange().load("address"))).code).toBe("InvalidSelection");
  });

  it("a formula that cannot be read, options that do not exist, a prompt that is too long", async () => {
    expect((await refusal((sheet) => (sheet.getRange("A1").formulas = [["=SUM("]]))).code).toBe("InvalidArgument");
    expect((await refusal((sheet) => (sheet.getRange("A1").format.horizontalAlignment = "Middle" as never))).code).toBe(
      "InvalidArgument",
    );
    expect((await refusal((sheet) => (sheet.getRange("A1").format.fill.color = "sky" as never))).code).toBe("InvalidArgument");
    const prompt = { showPrompt: true, title: "FT", message: "x".repeat(256) };
    expect((await refusal((sheet) => (sheet.getRange("A1").dataValidation.prompt = prompt))).code).toBe("InvalidArgument");
  });

  it("every request while the user types into a cell", async () => {
    bridge.setEditing(true);
    expect((await refusal((sheet) => sheet.load("name"))).code).toBe("InvalidOperationInCellEditMode");
    bridge.setEditing(false);
    await bridge.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.load("name");
      await context.sync();
      expect(sheet.name).toBe("Sheet1");
    });
  });
});

describe("what the grid cannot, though Excel can", () => {
  it("is refused as not implemented, not passed over", async () => {
    const cases: ((sheet: Excel.Worksheet, context: Excel.RequestContext) => unknown)[] = [
      (sheet) => (sheet.getRange("A1").numberFormat = [["[Red]0"]]),
      (sheet) => (sheet.getRange("A1:A2").formulas = "=B1" as never),
      (sheet) => (sheet.getRange("A1").format.borders.getItem("EdgeTop").style = "Double"),
      (sheet) => sheet.tables.add("A1:B2", false),
      (sheet) => sheet.charts.add("Line", sheet.getRange("A1:B2"), "Rows"),
      (_, context) => context.workbook.names.add("rate", "0.05"),
    ];
    for (const each of cases) expect([String(each), (await refusal(each)).code]).toEqual([String(each), "NotImplemented"]);
  });
});

describe("a batch that fails half way", () => {
  it("keeps what was done before, as in Excel", async () => {
    const error = await refusal((sheet, context) => {
      sheet.getRange("A1").values = [[1]];
      context.workbook.worksheets.getItem("Nope").activate();
      sheet.getRange("A2").values = [[2]];
    });
    expect(error.code).toBe("ItemNotFound");
    expect(bridge.host.book.value({ sheetId: "sheet1", row: 0, col: 0 })).toBe(1);
    expect(bridge.host.book.value({ sheetId: "sheet1", row: 1, col: 0 })).toBe("");
  });
});
