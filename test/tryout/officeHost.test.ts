import { type OfficeBridge, startOfficeBridge } from "../support/officeBridge";

let bridge: OfficeBridge;
beforeEach(() => {
  bridge = startOfficeBridge();
});

it("writes and reads back", async () => {
  await bridge.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    const range = sheet.getRange("A1:B2");
    range.values = [
      ["Cost", 1200],
      ["Saving", "=B1/4"],
    ];
    range.load("values,formulas,address,text");
    await context.sync();
    expect(range.values).toEqual([
      ["Cost", 1200],
      ["Saving", 300],
    ]);
    expect(range.formulas).toEqual([
      ["Cost", 1200],
      ["Saving", "=B1/4"],
    ]);
    expect(range.address).toBe("Sheet1!A1:B2");
    range.format.fill.color = "#DDEBF7";
    range.format.font.bold = true;
    range.numberFormat = [
      ["General", "0.0"],
      ["@", "0.00"],
    ];
    await context.sync();
    range.load("numberFormat,format/fill/color,format/font/bold");
    await context.sync();
    expect(range.numberFormat).toEqual([
      ["General", "0.0"],
      ["@", "0.00"],
    ]);
    expect(range.format.fill.color).toBe("#DDEBF7");
  });
  console.log(bridge.requests.length);
});
