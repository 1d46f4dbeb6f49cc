import { type OfficeBridge, startOfficeBridge } from "../support/officeBridge";

let bridge: OfficeBridge;
beforeEach(() => {
  bridge = startOfficeBridge();
});

const run = <Result>(action: (context: Excel.RequestContext) => Promise<Result>): Promise<Result> => bridge.Excel.run(action);
const later = () => new Promise((resolve) => setTimeout(resolve, 20));

describe("worksheets", () => {
  it("adds, names, orders, activates and deletes", () =>
    run(async (context) => {
      const { worksheets } = context.workbook;
      const model = worksheets.add("Model");
      const plain = worksheets.add();
      model.activate();
      model.tabColor = "#107C41";
      model.showGridlines = false;
      model.position = 0;
      const active = worksheets.getActiveWorksheet();
      active.load("name,id,position,tabColor,showGridlines,visibility");
      plain.load("name");
      worksheets.load("items/name");
      await context.sync();
      expect([active.name, active.position, active.tabColor, active.showGridlines, active.visibility]).toEqual([
        "Model",
        0,
        "#107C41",
        false,
        "Visible",
      ]);
      expect(plain.name).toBe("Sheet2");
      expect(worksheets.items.map(({ name }) => name)).toEqual(["Model", "Sheet1", "Sheet2"]);
      model.name = "Business case";
      plain.delete();
      const renamed = worksheets.getItem("business CASE");
      const byId = worksheets.getItem(active.id);
      const gone = worksheets.getItemOrNullObject("Sheet2");
      const count = worksheets.getCount();
      renamed.load("id");
      byId.load("name");
      await context.sync();
      expect([renamed.id, byId.name, gone.isNullObject, count.value]).toEqual([active.id, "Business case", true, 2]);
    }));

  it("freezes panes and says where", () =>
    run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const before = sheet.freezePanes.getLocationOrNullObject();
      sheet.freezePanes.freezeRows(2);
      const after = sheet.freezePanes.getLocationOrNullObject();
      after.load("address");
      await context.sync();
      expect([before.isNullObject, after.address]).toEqual([true, "Sheet1!1:2"]);
      expect(bridge.model.getters.getPaneDivisions("sheet1")).toEqual({ xSplit: 0, ySplit: 2 });
    }));
});

describe("names", () => {
  it("defines, finds and deletes names of ranges, which formulas may use", () =>
    run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange("B2").values = [[40]];
      const name = context.workbook.names.add("ft_saving", sheet.getRange("B2"));
      sheet.getRange("C2").formulas = [["=ft_saving*2"]];
      const byName = sheet.getRange("ft_saving");
      const cell = sheet.getRange("C2");
      const none = context.workbook.names.getItemOrNullObject("nope");
      name.load("name,formula,value,type");
      byName.load("address");
      cell.load("values");
      await context.sync();
      expect([name.name, name.formula, name.type]).toEqual(["ft_saving", "=Sheet1!$B$2", "Range"]);
      expect([byName.address, cell.values, none.isNullObject]).toEqual(["Sheet1!B2", [[80]], true]);
      name.delete();
      const gone = context.workbook.names.getItemOrNullObject("ft_saving");
      await context.sync();
      expect(gone.isNullObject).toBe(true);
    }));
});

describe("tables", () => {
  it("makes a table of a range, names it, and gives its parts", () =>
    run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange("A1:B3").values = [
        ["GPU", "$/h"],
        ["h100", 2.5],
        ["a100", 1.5],
      ];
      const table = sheet.tables.add("A1:B3", true);
      table.name = "Prices";
      const [whole, head, body] = [table.getRange(), table.getHeaderRowRange(), table.getDataBodyRange()];
      for (const range of [whole, head, body]) range.load("address");
      table.load("name,showHeaders,style");
      context.workbook.tables.load("items/name");
      await context.sync();
      expect([table.name, table.showHeaders, table.style]).toEqual(["Prices", true, "TableStyleMedium2"]);
      expect([whole.address, head.address, body.address]).toEqual(["Sheet1!A1:B3", "Sheet1!A1:B1", "Sheet1!A2:B3"]);
      expect(context.workbook.tables.items.map(({ name }) => name)).toEqual(["Prices"]);
    }));
});

describe("charts", () => {
  it("draws series over categories, with titles, at a place and of a size", () =>
    run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange("A1:C4").values = [
        ["Month", "API", "Own"],
        [1, 100, 400],
        [2, 200, 420],
        [3, 300, 440],
      ];
      const chart = sheet.charts.add("Line", sheet.getRange("B2:B4"), "Columns");
      const own = chart.series.add("Own");
      own.setValues(sheet.getRange("C2:C4"));
      const api = chart.series.getItemAt(0);
      api.name = "API";
      api.setXAxisValues(sheet.getRange("A2:A4"));
      chart.title.text = "Cumulative cost";
      chart.axes.valueAxis.title.text = "$";
      chart.axes.categoryAxis.title.text = "month";
      chart.legend.visible = true;
      chart.setPosition("E2");
      chart.width = 300;
      chart.height = 180;
      chart.load("name,chartType,left,top,width,height,title/text,legend/visible,series/items/name");
      await context.sync();
      expect([chart.name, chart.chartType, chart.title.text, chart.legend.visible]).toEqual([
        "Chart 1",
        "Line",
        "Cumulative cost",
        true,
      ]);
      expect(chart.series.items.map(({ name }) => name)).toEqual(["API", "Own"]);
      // Four columns of 96 px and one row of 23 px before E2; 1 px = 0.75 pt
      expect([chart.left, chart.top, chart.width, chart.height]).toEqual([4 * 96 * 0.75, 23 * 0.75, 300, 180]);
      const { getters } = bridge.model;
      const [chartId] = getters.getChartIds("sheet1");
      expect(getters.getChartDefinition(chartId)).toMatchObject({
        type: "line",
        dataSource: { dataSets: [{ dataRange: "B2:B4" }, { dataRange: "C2:C4" }], labelRange: "A2:A4" },
        axesDesign: { x: { title: { text: "month" } }, y: { title: { text: "$" } } },
      });
      chart.delete();
      const count = sheet.charts.getCount();
      await context.sync();
      expect(count.value).toBe(0);
    }));

  it("puts the titles of a chart of bars where Excel does: categories along the side, values along the foot", () =>
    run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange("A1:B3").values = [
        ["Input", "Swing"],
        ["price", 900],
        ["traffic", 400],
      ];
      const chart = sheet.charts.add("BarClustered", sheet.getRange("A1:B3"), "Columns");
      const { categoryAxis, valueAxis } = chart.axes;
      valueAxis.title.text = "$ a month";
      valueAxis.maximum = 1000;
      categoryAxis.title.text = "input";
      categoryAxis.reversePlotOrder = true;
      categoryAxis.position = "Maximum";
      valueAxis.load("maximum,title/text");
      categoryAxis.load("title/text");
      await context.sync();
      expect([valueAxis.title.text, valueAxis.maximum, categoryAxis.title.text]).toEqual(["$ a month", 1000, "input"]);
      expect(bridge.model.getters.getChartDefinition(bridge.model.getters.getChartIds("sheet1")[0])).toMatchObject({
        horizontal: true,
        axesDesign: { x: { title: { text: "$ a month" }, max: 1000 }, y: { title: { text: "input" } } },
      });
      // Excel's own order, from the foot up, is not what is drawn.
      categoryAxis.reversePlotOrder = false;
      await expect(context.sync()).rejects.toMatchObject({ code: "NotImplemented" });
    }));

  it("reads words over and beside the numbers as names of series and categories", () =>
    run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange("A1:C3").values = [
        ["", "Low", "High"],
        ["data", 10, 20],
        ["train", 5, 9],
      ];
      const chart = sheet.charts.add("ColumnStacked", sheet.getRange("A1:C3"));
      chart.setPosition("A5", "C12");
      chart.load("chartType,width,height,series/items/name");
      await context.sync();
      expect([chart.chartType, chart.series.items.map(({ name }) => name)]).toEqual(["ColumnStacked", ["Low", "High"]]);
      expect([chart.width, chart.height]).toEqual([3 * 96 * 0.75, 8 * 23 * 0.75]);
      expect(bridge.model.getters.getChartDefinition(bridge.model.getters.getChartIds("sheet1")[0])).toMatchObject({
        stacked: true,
        dataSource: { labelRange: "A2:A3" },
      });
    }));
});

describe("one request is one step to undo", () => {
  it("takes back everything a request did, sheet, values, looks, chart and all", async () => {
    await run(async (context) => {
      const sheet = context.workbook.worksheets.add("Case");
      sheet.getRange("A1:B2").values = [
        [1, 2],
        [3, 4],
      ];
      sheet.getRange("A1:B1").format.font.bold = true;
      sheet.charts.add("ColumnClustered", sheet.getRange("A1:B2"));
      sheet.activate();
      await context.sync();
    });
    expect(bridge.model.getters.getSheetIds()).toHaveLength(2);
    bridge.undo();
    expect(bridge.model.getters.getSheetIds()).toEqual(["sheet1"]);
    expect(bridge.model.getters.canUndo()).toBe(false);
  });

  it("records nothing for a request that only reads", async () => {
    await run(async (context) => {
      const range = context.workbook.getSelectedRange();
      range.load("values");
      await context.sync();
    });
    expect(bridge.model.getters.canUndo()).toBe(false);
  });
});

describe("events", () => {
  it("tells of changes by the user and by the add-in, until the handler is removed", async () => {
    const heard: { address: string; trigger: string | undefined }[] = [];
    const handler = await run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const added = sheet.onChanged.add((event) => {
        heard.push({ address: event.address, trigger: event.triggerSource });
        return Promise.resolve();
      });
      await context.sync();
      return added;
    });
    bridge.model.dispatch("UPDATE_CELL", { sheetId: "sheet1", col: 1, row: 2, content: "5" });
    await later();
    await run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange("A1:C2").values = [
        [1, 2, 3],
        [4, 5, 6],
      ];
      await context.sync();
    });
    await later();
    expect(heard).toEqual([
      { address: "B3", trigger: "Unknown" },
      { address: "A1:C2", trigger: "ThisLocalAddin" },
    ]);
    await bridge.Excel.run(handler.context as Excel.RequestContext, async (context) => {
      handler.remove();
      await context.sync();
    });
    bridge.model.dispatch("UPDATE_CELL", { sheetId: "sheet1", col: 1, row: 3, content: "6" });
    await later();
    expect(heard).toHaveLength(2);
  });

  it("tells of selections and of sheets that come, are shown and go", async () => {
    const heard: string[] = [];
    await run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.onAdded.add(async () => void heard.push("added"));
      worksheets.onActivated.add(async () => void heard.push("activated"));
      worksheets.onDeleted.add(async () => void heard.push("deleted"));
      worksheets.onSelectionChanged.add(async ({ address }) => void heard.push(address));
      await context.sync();
    });
    bridge.model.selection.selectCell(2, 4);
    await run(async (context) => {
      const sheet = context.workbook.worksheets.add("New");
      sheet.activate();
      await context.sync();
      sheet.delete();
      await context.sync();
    });
    await later();
    expect(heard).toEqual(expect.arrayContaining(["C5", "added", "activated", "deleted"]));
  });
});

describe("settings", () => {
  it("are saved with the document and survive an undo", () => {
    const { book } = bridge.host;
    book.dispatch("UPDATE_CELL", { sheetId: "sheet1", col: 0, row: 0, content: "1" });
    book.saveDocumentSettings({ ft: '"x"' });
    bridge.undo();
    expect(book.documentSettings).toEqual({ ft: '"x"' });
    expect(bridge.model.exportData()).toMatchObject({ documentSettings: { ft: '"x"' } });
  });
});
