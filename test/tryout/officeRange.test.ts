import { type OfficeBridge, startOfficeBridge } from "../support/officeBridge";

let bridge: OfficeBridge;
beforeEach(() => {
  bridge = startOfficeBridge();
});

const onSheet = <Result>(action: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<Result>): Promise<Result> =>
  bridge.Excel.run((context) => action(context.workbook.worksheets.getActiveWorksheet(), context));

it("groups rows, and folds them away and out again", () =>
  onSheet(async (sheet, context) => {
    const rows = sheet.getRange("3:5");
    rows.group("ByRows");
    rows.hideGroupDetails("ByRows");
    await context.sync();
    const hidden = () => [1, 2, 4, 5].map((row) => bridge.model.getters.isRowHidden("sheet1", row));
    expect(hidden()).toEqual([false, true, true, false]);
    rows.showGroupDetails("ByRows");
    await context.sync();
    expect(hidden()).toEqual([false, false, false, false]);
  }));

describe("values and formulas", () => {
  it("reads in the same request what it has written", () =>
    onSheet(async (sheet, context) => {
      const range = sheet.getRange("A1:B3");
      range.values = [
        ["Cost", 1200],
        ["Months", 4],
        ["Per month", "=B1/B2"],
      ];
      range.load("values,formulas,text,valueTypes,address,rowCount,columnCount,rowIndex,columnIndex,cellCount");
      await context.sync();
      expect(range.values[2]).toEqual(["Per month", 300]);
      expect(range.formulas[2]).toEqual(["Per month", "=B1/B2"]);
      expect(range.text[0]).toEqual(["Cost", "1200"]);
      expect(range.valueTypes[0]).toEqual(["String", "Double"]);
      expect([range.address, range.rowCount, range.columnCount, range.rowIndex, range.columnIndex, range.cellCount]).toEqual([
        "Sheet1!A1:B3",
        3,
        2,
        0,
        0,
        6,
      ]);
    }));

  it("keeps references to cells beyond the grid's end when it grows", () =>
    onSheet(async (sheet, context) => {
      const named = context.workbook.worksheets.add("Far away");
      sheet.getRange("A1:A2").formulas = [["=ROW($B$350)"], ["='Far away'!C400"]];
      sheet.getRange("A300").values = [["far below"]];
      named.getRange("A420").values = [["further below"]];
      sheet.getRange("B420").values = [["below all"]];
      const formulas = sheet.getRange("A1:A2").load("formulas");
      await context.sync();
      expect(formulas.formulas).toEqual([["=ROW($B$350)"], ["='Far away'!C400"]]);
    }));

  it("takes one value for every cell, leaves a cell alone for null and empties it for an empty text", () =>
    onSheet(async (sheet, context) => {
      const range = sheet.getRange("A1:B1");
      range.values = 7 as never;
      range.values = [[null, ""]] as never;
      range.load("values,valueTypes");
      await context.sync();
      expect(range.values).toEqual([[7, ""]]);
      expect(range.valueTypes).toEqual([["Double", "Empty"]]);
    }));

  it("shows errors by Excel's names", () =>
    onSheet(async (sheet, context) => {
      const range = sheet.getRange("A1:E1");
      range.formulas = [["=1/0", "=NA()", "=NOT_A_FUNCTION(1)", "=no_such_name", "=SQRT(-1)"]];
      range.load("values,valueTypes");
      await context.sync();
      expect(range.values[0].slice(0, 4)).toEqual(["#DIV/0!", "#N/A", "#NAME?", "#NAME?"]);
      expect(range.values[0][4]).toMatch(/^#(NUM|VALUE)!$|^#ERROR$/);
      expect(range.valueTypes[0]).toEqual(["Error", "Error", "Error", "Error", "Error"]);
    }));

  it("spills, and finds both ends of a spill", () =>
    onSheet(async (sheet, context) => {
      sheet.getRange("B2").formulas = [["=SEQUENCE(2,3)"]];
      const spill = sheet.getRange("B2").getSpillingToRangeOrNullObject();
      const parent = sheet.getRange("D3").getSpillParentOrNullObject();
      const none = sheet.getRange("A1").getSpillingToRangeOrNullObject();
      const whole = sheet.getRange("B2:D3");
      spill.load("address");
      parent.load("address");
      whole.load("values,hasSpill");
      await context.sync();
      expect([spill.address, parent.address, none.isNullObject]).toEqual(["Sheet1!B2:D3", "Sheet1!B2", true]);
      expect(whole.values).toEqual([
        [1, 2, 3],
        [4, 5, 6],
      ]);
      expect(whole.hasSpill).toBe(true);
    }));

  it("grows the grid where a range lies beyond it", () =>
    onSheet(async (sheet, context) => {
      sheet.getRange("AB150").values = [[5]];
      const range = sheet.getRange("AB150");
      range.load("values");
      const beyond = sheet.getRange("ZZ9999");
      beyond.load("values,numberFormat");
      await context.sync();
      expect([range.values, beyond.values, beyond.numberFormat]).toEqual([[[5]], [[""]], [["General"]]]);
    }));
});

describe("ranges from ranges", () => {
  const addresses = (make: (sheet: Excel.Worksheet) => Excel.Range[]): Promise<string[]> =>
    onSheet(async (sheet, context) => {
      const ranges = make(sheet);
      for (const range of ranges) range.load("address");
      await context.sync();
      return ranges.map((range) => range.address.replace("Sheet1!", ""));
    });

  it("moves, resizes and picks", async () => {
    const found = await addresses((sheet) => {
      const range = sheet.getRange("B2:D5");
      return [
        range.getCell(0, 1),
        range.getOffsetRange(1, -1),
        range.getResizedRange(2, 0),
        range.getAbsoluteResizedRange(1, 1),
        range.getRow(1),
        range.getColumn(2),
        range.getLastCell(),
        range.getLastRow(),
        range.getLastColumn(),
        range.getEntireColumn(),
        range.getEntireRow(),
        range.getIntersection("C4:F9"),
        range.getBoundingRect("F1"),
        sheet.getRangeByIndexes(0, 0, 2, 3),
        sheet.getCell(9, 25),
        sheet.getRange("$C$3:$A$1"),
        sheet.getRange("C:C"),
        sheet.getRange("2:3"),
      ];
    });
    expect(found).toEqual([
      "C2",
      "A3:C6",
      "B2:D7",
      "B2",
      "B3:D3",
      "D2:D5",
      "D5",
      "B5:D5",
      "D2:D5",
      "B:D",
      "2:5",
      "C4:D5",
      "B1:F5",
      "A1:C2",
      "Z10",
      "A1:C3",
      "C:C",
      "2:3",
    ]);
  });

  it("knows the used range, with and without formats", () =>
    onSheet(async (sheet, context) => {
      const nothing = sheet.getUsedRangeOrNullObject();
      const first = sheet.getUsedRange();
      first.load("address");
      await context.sync();
      expect([nothing.isNullObject, first.address]).toEqual([true, "Sheet1!A1"]);
      sheet.getRange("B2").values = [[1]];
      sheet.getRange("C4").formulas = [['=""']];
      sheet.getRange("E6").format.fill.color = "#FFFF00";
      const all = sheet.getUsedRangeOrNullObject();
      const values = sheet.getUsedRangeOrNullObject(true);
      const within = sheet.getRange("C1:C9").getUsedRangeOrNullObject(true);
      const outside = sheet.getRange("G1:H9").getUsedRangeOrNullObject();
      for (const range of [all, values, within]) range.load("address");
      await context.sync();
      expect([all.address, values.address, within.address]).toEqual(["Sheet1!B2:E6", "Sheet1!B2:C4", "Sheet1!C4"]);
      expect(outside.isNullObject).toBe(true);
    }));

  it("stays usable in later requests of a run", () =>
    onSheet(async (sheet, context) => {
      const range = sheet.getRange("A1").getResizedRange(1, 1);
      range.load("address");
      await context.sync();
      range.values = [
        [1, 2],
        [3, 4],
      ];
      await context.sync();
      range.load("values");
      await context.sync();
      expect(range.values).toEqual([
        [1, 2],
        [3, 4],
      ]);
      expect(bridge.host.references.size).toBeGreaterThan(0);
    }));

  it("lets go of its ranges when a run ends", async () => {
    await onSheet(async (sheet, context) => {
      sheet.getRange("A1").load("values");
      await context.sync();
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(bridge.host.references.size).toBe(0);
  });
});

describe("looks", () => {
  it("keeps number formats cell by cell", () =>
    onSheet(async (sheet, context) => {
      const range = sheet.getRange("A1:B2");
      range.values = [
        [1234.5, 0.25],
        [1, 2],
      ];
      range.numberFormat = [
        ["#,##0.00", "0%"],
        ["General", "$#,##0"],
      ];
      range.load("numberFormat,text");
      await context.sync();
      expect(range.numberFormat).toEqual([
        ["#,##0.00", "0%"],
        ["General", "$#,##0"],
      ]);
      expect(range.text).toEqual([
        ["1,234.50", "25%"],
        ["1", "$2"],
      ]);
    }));

  it("paints and reads back fills, fonts, alignment and wrapping; null where cells differ", () =>
    onSheet(async (sheet, context) => {
      const { format } = sheet.getRange("A1:B1");
      format.fill.color = "#ddebf7";
      format.font.set({ bold: true, italic: true, color: "#000080", size: 14 });
      format.horizontalAlignment = "Center";
      format.verticalAlignment = "Top";
      format.wrapText = true;
      sheet.getRange("B1").format.font.bold = false;
      const read = sheet.getRange("A1:B1").format;
      read.load("horizontalAlignment,verticalAlignment,wrapText,fill/color,font/bold,font/italic,font/color,font/size");
      await context.sync();
      expect([read.fill.color, read.font.bold, read.font.italic, read.font.color, read.font.size]).toEqual([
        "#DDEBF7",
        null,
        true,
        "#000080",
        14,
      ]);
      expect([read.horizontalAlignment, read.verticalAlignment, read.wrapText]).toEqual(["Center", "Top", true]);
      read.fill.clear();
      read.load("fill/color");
      await context.sync();
      expect(read.fill.color).toBe("#FFFFFF");
    }));

  it("sets widths in points", () =>
    onSheet(async (sheet, context) => {
      const range = sheet.getRange("B1:C1");
      range.format.columnWidth = 90;
      range.format.rowHeight = 30;
      range.load("format/columnWidth,format/rowHeight");
      await context.sync();
      // 90 pt = 120 px, 30 pt = 40 px
      expect([range.format.columnWidth, range.format.rowHeight]).toEqual([90, 30]);
      expect(bridge.model.getters.getColSize("sheet1", 1)).toBe(120);
      expect(bridge.model.getters.getColSize("sheet1", 2)).toBe(120);
    }));

  it("draws borders on the side asked for", () =>
    onSheet(async (sheet, context) => {
      const range = sheet.getRange("A1:B2");
      const bottom = range.format.borders.getItem("EdgeBottom");
      bottom.style = "Continuous";
      bottom.weight = "Medium";
      bottom.color = "#808080";
      const top = range.format.borders.getItem("EdgeTop");
      bottom.load("style,weight,color");
      top.load("style");
      await context.sync();
      expect([bottom.style, bottom.weight, bottom.color, top.style]).toEqual(["Continuous", "Medium", "#808080", "None"]);
      bottom.style = "None";
      bottom.load("style");
      await context.sync();
      expect(bottom.style).toBe("None");
    }));

  it("clears contents, formats, or both with the note", () =>
    onSheet(async (sheet, context) => {
      const range = sheet.getRange("A1");
      const fill = () => {
        range.values = [[1]];
        range.format.fill.color = "#FF0000";
      };
      fill();
      range.dataValidation.prompt = { showPrompt: true, title: "FT", message: "why" };
      range.clear("Contents");
      range.load("values,format/fill/color");
      await context.sync();
      expect([range.values, range.format.fill.color]).toEqual([[[""]], "#FF0000"]);
      fill();
      range.clear("Formats");
      range.load("values,format/fill/color");
      await context.sync();
      expect([range.values, range.format.fill.color]).toEqual([[[1]], "#FFFFFF"]);
      range.clear();
      range.load("values,dataValidation/prompt");
      await context.sync();
      expect([range.values, range.dataValidation.prompt.showPrompt]).toEqual([[[""]], false]);
    }));

  it("keeps the words shown on a cell, as a note of the grid", () =>
    onSheet(async (sheet, context) => {
      const range = sheet.getRange("B2");
      range.dataValidation.prompt = { showPrompt: true, title: "FT", message: "$/h, 2026-11-01" };
      range.load("dataValidation/prompt");
      await context.sync();
      expect(range.dataValidation.prompt.message).toBe("$/h, 2026-11-01");
      expect(bridge.host.book.note({ sheetId: "sheet1", row: 1, col: 1 })).toBe("$/h, 2026-11-01");
      bridge.undo();
      expect(bridge.host.book.note({ sheetId: "sheet1", row: 1, col: 1 })).toBeUndefined();
    }));

  it("offers a list of choices in a cell", () =>
    onSheet(async (sheet, context) => {
      const range = sheet.getRange("A1:A3");
      range.dataValidation.rule = { list: { inCellDropDown: true, source: "lora,full" } };
      range.load("dataValidation/type,dataValidation/rule");
      await context.sync();
      expect([range.dataValidation.type, range.dataValidation.rule.list?.source]).toEqual(["List", "lora,full"]);
      range.dataValidation.clear();
      range.load("dataValidation/type");
      await context.sync();
      expect(range.dataValidation.type).toBe("None");
    }));
});

describe("selection", () => {
  it("selects on another sheet and reads the selection back", () =>
    bridge.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.add("My sheet");
      sheet.getRange("B2:C4").select();
      const selected = context.workbook.getSelectedRange();
      const cell = context.workbook.getActiveCell();
      const areas = context.workbook.getSelectedRanges();
      selected.load("address,worksheet/name");
      cell.load("address");
      areas.load("address,areaCount,areas/items/address");
      await context.sync();
      expect([selected.address, selected.worksheet.name, cell.address]).toEqual([
        "'My sheet'!B2:C4",
        "My sheet",
        "'My sheet'!B2",
      ]);
      expect([areas.address, areas.areaCount]).toEqual(["'My sheet'!B2:C4", 1]);
    }));
});
