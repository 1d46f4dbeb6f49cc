import { describeInBrowser, serveWorkbook, type Server } from "./support/browser";
import { eventually, PanePage } from "./support/panePage";
import { type CellValue, WorkbookPage } from "./support/workbookPage";

/*
 * The Risk view on a scenario typed into the grid. The figures are worked out by hand: 1,000 tokens at $5 per million are $0.15 a
 * month for each request a day; four instances are 4 × 1.25 × 720 and 0.322 of storage.
 */

const COST = 4 * 1.25 * 720 + 0.322;
const SCENARIO = [
  ["requests_per_day", "uniform 20000 to 60000"],
  ["tokens_in", 800],
  ["tokens_out", 200],
  ["price_in_per_1m", 5],
  ["price_out_per_1m", 5],
  ["price_per_instance_hour", 1.25],
  ["instances", 4],
];

describeInBrowser("the Risk view", (browser) => {
  let server: Server;
  let workbook: WorkbookPage;
  let pane: PanePage;
  let sheet: string;

  beforeAll(async () => {
    server = await serveWorkbook();
    workbook = await WorkbookPage.open(browser(), server.url);
    pane = new PanePage(workbook);
    await pane.ribbonButton.click();
    await pane.view("Start").getByRole("heading", { level: 1 }).waitFor();
  });
  afterAll(async () => {
    await workbook?.page.context().close();
    await server?.close();
  });

  const view = () => pane.view("Risk");
  const region = (name: string) => view().getByRole("region", { name });
  const take = async (rows: number) => {
    await workbook.click("A1");
    await workbook.page.keyboard.press("Shift+ArrowRight");
    for (let i = 1; i < rows; i++) await workbook.page.keyboard.press("Shift+ArrowDown");
    await pane.open("Risk");
    await view().getByRole("button", { name: "Take the scenario from selected cells" }).click();
  };
  /** What the verdict says once it is drawn. */
  const verdict = (sentence: string) => region("Verdict").getByText(sentence).waitFor();

  test("cells that hold no scenario are refused with what is wrong", async () => {
    await workbook.addSheet();
    await pane.open("Risk");
    await workbook.write("A1", [["requets_per_day", 5]]);
    await take(1);
    await pane.alert.getByText(/requests_per_day/).waitFor();
    await pane.dismiss();
  });

  test("a scenario's ranges are read, and what they come to is said", async () => {
    await workbook.addSheet();
    sheet = await workbook.page.locator(".o-sheet.active .o-sheet-name").innerText();
    await workbook.write("A1", SCENARIO);
    await take(SCENARIO.length);
    await view().getByRole("combobox", { name: "Judge by" }).selectOption("saving");
    // Above 0 from 24,002 requests a day on: 35,998 of the 40,000 between the ends.
    await verdict("It pays at the centres; it pays in 90 of 100 trials.");
    expect(await region("Ranges").getByRole("listitem").allTextContents()).toEqual([
      "requests_per_day: P5 22,000, median 40,000, P95 58,000 requests/day",
    ]);
    const figures = region("Distribution").getByRole("table", { name: "Figures of the trials" });
    const share = await figures
      .getByRole("row", { name: /^probability above 0/ })
      .getByRole("cell")
      .textContent();
    expect(Number(share)).toBeCloseTo((60_000 - COST / 0.15) / 40_000, 3);
    await region("Distribution")
      .getByRole("img", { name: /P5 .*P50 .*P95/ })
      .waitFor();
    await region("Tornado")
      .getByRole("img", { name: /requests_per_day/ })
      .waitFor();
    expect(await pane.accessibilityProblems()).toEqual([]);
  });

  test("the simulation is inserted as a live formula that follows the range", async () => {
    await pane.insert(() => region("Distribution").getByRole("button", { name: "Insert the simulation" }).click());
    expect(await workbook.formula("A5")).toBe(
      `=FT.SIMULATE('${sheet}'!$A$1:$B$7,,"saving")`.replace(/'/g, /\W/.test(sheet) ? "'" : ""),
    );
    const rows = await workbook.read<CellValue[][]>("A5:B18");
    const at = (name: string) => Number(rows.find(([cell]) => cell === name)?.[1]);
    expect(Math.abs(at("P50") - (0.15 * 40_000 - COST))).toBeLessThan(2);
    expect(at("trials")).toBe(10_000);
    expect(await workbook.read("A2")).toBe("Above 0 in 90 of 100 trials");
    await workbook.write(`${sheet}!B1`, "uniform 50000 to 60000");
    await eventually(async () => expect(await workbook.read("A2")).toBe("Above 0 in 100 of 100 trials"));
    await workbook.write(`${sheet}!B1`, SCENARIO[0][1]);
  });

  test("the tornado is inserted as a live formula", async () => {
    await pane.insert(() => region("Tornado").getByRole("button", { name: "Insert the tornado" }).click());
    const [header, row] = await workbook.read<CellValue[][]>("A4:E5");
    expect(header).toEqual(["name", "low", "base", "high", "swing"]);
    expect(row[0]).toBe("requests_per_day");
    expect(Number(row[4])).toBeCloseTo(0.15 * 32_000, 6);
  });

  test("nothing was complained about", () => expect(workbook.record.complaints).toEqual([]));
});
