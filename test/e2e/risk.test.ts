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
  const verdict = (sentence: string | RegExp) => region("Verdict").getByText(sentence).waitFor();

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
    // 40,000 requests a day at the centre.
    const centre = Math.round(40_000 * 0.15 - COST).toLocaleString("en-US");
    await region("Verdict").getByText(`saving at the centres: $${centre} per month`, { exact: true }).waitFor();
    expect(await region("Ranges").getByRole("listitem").allTextContents()).toEqual([
      "requests_per_day: P5 22,000, median 40,000, P95 58,000 requests/day",
    ]);
    const figures = region("Distribution").getByRole("table", { name: "Figures of the trials" });
    const share = await figures
      .getByRole("row", { name: /^probability above 0/ })
      .getByRole("cell")
      .textContent();
    expect(Number(share?.replace(" %", ""))).toBeCloseTo((100 * (60_000 - COST / 0.15)) / 40_000, 1);
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
      `=FT.SIMULATE('${sheet}'!$A$1:$B$7,,"saving",$B$3)`.replace(/'/g, /\W/.test(sheet) ? "'" : ""),
    );
    const rows = await workbook.read<CellValue[][]>("A5:B18");
    const at = (name: string) => Number(rows.find(([cell]) => cell === name)?.[1]);
    expect(Math.abs(at("P50") - (0.15 * 40_000 - COST))).toBeLessThan(2);
    expect(at("trials")).toBe(10_000);
    expect(await workbook.read("A2")).toBe("It pays at the centres; it pays in 90 of 100 trials.");
    const [header, ...bars] = await workbook.read<CellValue[][]>("D4:F24");
    expect(header).toEqual(["above", "up to", "share"]);
    const sum = (of: CellValue[][]) => of.reduce((total, [, , share]) => total + Number(share), 0);
    expect(sum(bars)).toBeCloseTo(1, 10);
    expect(sum(bars.filter(([above]) => Number(above) >= 0))).toBeCloseTo(at("probability above 0"), 10);
    await workbook.write(`${sheet}!B1`, "uniform 50000 to 60000");
    await eventually(async () => expect(await workbook.read("A2")).toBe("It pays at the centres; it pays in 100 of 100 trials."));
    await workbook.write(`${sheet}!B1`, SCENARIO[0][1]);
  });

  test("the labels at both ends of the histogram are whole: -100,000 is not read as a gain", async () => {
    const judge = async (range: string, output: string) => {
      await workbook.write(`${sheet}!B1`, range);
      await view().getByRole("button", { name: "Read them again" }).click();
      await view().getByRole("combobox", { name: "Judge by" }).selectOption(output);
    };
    await judge("20k to 80k", "npv");
    const picture = region("Distribution").getByRole("img", { name: /^npv/ });
    const labels = () =>
      picture.evaluate((svg) => {
        const { left, right } = svg.getBoundingClientRect();
        return [...svg.querySelectorAll("text")].map((label) => {
          const box = label.getBoundingClientRect();
          return [label.textContent, box.left >= left - 1 && box.right <= right + 1];
        });
      });
    await eventually(async () => expect(await labels()).toContainEqual(["-100,000", true]));
    expect((await labels()).filter(([, isWhole]) => !isWhole)).toEqual([]);
    await judge(String(SCENARIO[0][1]), "saving");
    await verdict("It pays at the centres; it pays in 90 of 100 trials.");
  });

  const trials = (count: string) => view().getByRole("combobox", { name: "Trials" }).selectOption(count);

  test("a hundred thousand trials are drawn and said, and inserted as so many", async () => {
    await trials("100000");
    await region("Verdict").getByText("100,000 trials were drawn.").waitFor();
    await region("Distribution")
      .getByRole("img", { name: /in 100,000 trials/ })
      .waitFor();
    await verdict("It pays at the centres; it pays in 90 of 100 trials.");
    await pane.insert(() => region("Distribution").getByRole("button", { name: "Insert the simulation" }).click());
    expect(await workbook.read("B3")).toBe(100_000);
    const rows = await workbook.read<CellValue[][]>("A5:B18");
    const at = (name: string) => rows.find(([cell]) => cell === name)?.[1];
    expect(at("trials")).toBe(100_000);
    expect(Number(at("probability above 0"))).toBeCloseTo((60_000 - COST / 0.15) / 40_000, 4);
  });

  test("a million are drawn in parts: they can be stopped, and what stood there stays", async () => {
    const slow = await workbook.page.context().newCDPSession(workbook.page);
    await slow.send("Emulation.setCPUThrottlingRate", { rate: 20 });
    await trials("1000000");
    await region("Verdict").getByRole("progressbar", { name: "Drawing 1,000,000 trials for the verdict" }).waitFor();
    await region("Verdict").getByRole("button", { name: "Stop" }).click();
    await slow.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await region("Verdict").getByText("Stopped before 1,000,000 trials were drawn: the verdict is that of 100,000.").waitFor();
    expect(await pane.accessibilityProblems()).toEqual([]);
    await region("Verdict").getByText("100,000 trials were drawn.").waitFor();
    await region("Verdict").getByRole("button", { name: "Draw them" }).click();
    await region("Verdict").getByText("1,000,000 trials were drawn.").waitFor();
    await region("What to measure first").getByText("Of 1,000,000 trials.").waitFor();
  });

  test("the tornado is inserted as a live formula", async () => {
    await pane.insert(() => region("Tornado").getByRole("button", { name: "Insert the tornado" }).click());
    const [header, row] = await workbook.read<CellValue[][]>("A4:E5");
    expect(header).toEqual(["name", "low", "base", "high", "swing"]);
    expect(row[0]).toBe("requests_per_day");
    expect(Number(row[4])).toBeCloseTo(0.15 * 32_000, 6);
  });

  test("what to measure first is said, and inserted as a live formula", async () => {
    await region("What to measure first").getByText("requests_per_day: to know it before deciding").waitFor();
    await pane.insert(() => region("What to measure first").getByRole("button", { name: "Insert what to measure" }).click());
    const [header, all, first] = await workbook.read<CellValue[][]>("A4:C6");
    expect([header, all[0], first[0]]).toEqual([["input", "worth", "share"], "all inputs", "requests_per_day"]);
    // Below 24,002 requests a day staying is better: the mean loss there, over all of 20,000 to 60,000.
    const worth = (0.15 * (COST / 0.15 - 20_000) ** 2) / 2 / 40_000;
    expect(Math.abs(Number(all[1]) - worth)).toBeLessThan(0.03 * worth);
  });

  test("what would change the answer is said, and inserted as a live formula", async () => {
    const crossings = region("What would change the answer");
    // 3600.322 / 0.15 requests, against 40,000.
    expect(
      await crossings
        .getByRole("row", { name: /^requests_per_day/ })
        .getByRole("cell")
        .allTextContents(),
    ).toEqual(["40,000", "24,002", "-40 %"]);
    expect(await crossings.getByRole("button", { name: /^Set/ }).count()).toBe(0);
    await pane.insert(() => crossings.getByRole("button", { name: "Insert what would change it" }).click());
    const rows = await workbook.read<CellValue[][]>("A4:D20");
    expect(rows[0]).toEqual(["input", "now", "switches_at", "change"]);
    expect(Number(rows.find(([name]) => name === "requests_per_day")?.[2])).toBeCloseTo(COST / 0.15, 6);
  });

  const undo = async () => {
    await workbook.click("E20");
    await workbook.press("Control+z");
  };
  /** A scenario on a sheet of its own, taken. */
  const begin = async (rows: (string | number)[][]) => {
    await workbook.addSheet();
    await workbook.write("A1", rows);
    await take(rows.length);
  };

  test("where a million do not fit into one call, the most that fits is inserted, and said", async () => {
    await begin([
      ...SCENARIO,
      ...["hours_data", "hours_experiments", "hours_evaluation", "hours_deployment", "hourly_rate"].map((name) => [
        name,
        "9 to 11",
      ]),
      ...["cost_per_run", "overhead_per_month", "other_cost", "cost_per_review"].map((name) => [name, "uniform 1 to 2"]),
    ]);
    // Ten ranges: 500 ms at 60 ns for a trial and 45 for each of its inputs.
    const said =
      "It is inserted with 980,392 trials. One call of 10 ranges takes 980,392 trials at most; the pane drew 1,000,000.";
    await region("Distribution").getByText(said).waitFor();
    await pane.insert(() => region("Distribution").getByRole("button", { name: "Insert the simulation" }).click());
    expect(await workbook.read("B3")).toBe(980_392);
    const rows = await workbook.read<CellValue[][]>("A5:B18");
    expect(rows.find(([name]) => name === "trials")?.[1]).toBe(980_392);
    // More than fits is refused in the cell, with what to do.
    await workbook.write("B3", 1_000_000);
    await eventually(async () =>
      expect(await workbook.read("A5")).toEqual({
        error: "#VALUE!",
        message: expect.stringMatching(
          /at most 980,392 in one call .* let the FT pane draw 1,000,000 in parts, under Risk$/,
        ) as string,
      }),
    );
    await trials("10000");
  });

  test("a range is shown as understood, and written over a figure only when asked", async () => {
    await begin(SCENARIO);
    await view().getByRole("combobox", { name: "Input" }).selectOption("price_in_per_1m");
    await view().getByRole("textbox", { name: "P5" }).fill("4");
    await view().getByRole("textbox", { name: "P95" }).fill("6");
    // Lognormal: the median is √(4 × 6).
    await view().getByText("4 to 6: P5 4, median 4.9, P95 6").waitFor();
    const write = view().getByRole("button", { name: "Write it into B4" });
    const question = pane.inside.getByRole("dialog", { name: "The cell is not empty" });
    // An earlier word would have to be dismissed below the question.
    await pane.dismiss();
    await write.click();
    await question.getByText("B4 holds 5, price_in_per_1m: replace it with 4 to 6?").waitFor();
    expect(await pane.accessibilityProblems()).toEqual([]);
    await question.getByRole("button", { name: "Keep what is there" }).click();
    expect(await workbook.read("B4")).toBe(5);
    await write.click();
    await pane.insert(() => question.getByRole("button", { name: "Replace" }).click());
    expect(await workbook.read("B4")).toBe("4 to 6");
    await region("Ranges").getByText("price_in_per_1m: P5 4, median 4.9, P95 6").waitFor();
    await undo();
    expect(await workbook.read("B4")).toBe(5);
  });

  test("numbers the wrong way round are refused with the reason, and nothing is written", async () => {
    await view().getByRole("textbox", { name: "P5" }).fill("7");
    await view()
      .getByText(/the wrong way round/)
      .waitFor();
    await view().getByRole("button", { name: "Write it into B4" }).click();
    await pane.alert.getByText("Fix the marked fields first.").waitFor();
    await pane.dismiss();
    expect(await workbook.read("B4")).toBe(5);
  });

  test("a verdict that is lost is turned by one button, taken back by one undo", async () => {
    await begin([["requests_per_day", 20_000], ...SCENARIO.slice(1)]);
    await verdict("It does not pay, if every figure is right.");
    // 24,002.15 rounded to the side on which it pays.
    await pane.insert(() => view().getByRole("button", { name: "Set requests_per_day to 24,010" }).click());
    expect(await workbook.read("B1")).toBe(24_010);
    await verdict("It pays, if every figure is right.");
    await undo();
    expect(await workbook.read("B1")).toBe(20_000);
  });

  test("a cell that changed meanwhile is left alone", async () => {
    await view().getByRole("button", { name: "Read them again" }).click();
    await verdict("It does not pay, if every figure is right.");
    await workbook.write("B1", 21_000);
    await view().getByRole("button", { name: "Set requests_per_day to 24,010" }).click();
    await pane.alert.getByText(/B1 no longer holds what was read from it/).waitFor();
    await pane.dismiss();
    expect(await workbook.read("B1")).toBe(21_000);
  });

  test("checks that fail are mended together where a figure follows", async () => {
    await begin([...SCENARIO, ["horizon_months", 18.4], ["review_rate_ft", 2]]);
    await verdict(/review_rate_ft|horizon_months/);
    await pane.insert(() => view().getByRole("button", { name: "Set review_rate_ft to 0.02 and horizon_months to 18" }).click());
    expect(await workbook.read("B8:B9")).toEqual([[18], [0.02]]);
    await verdict("It pays at the centres; it pays in 90 of 100 trials.");
    await region("Checks").getByText("review_rates_used", { exact: true }).waitFor();
    // What a review costs is not made up; a rate that counts for nothing may be left out.
    expect(
      await region("Checks").getByRole("listitem").filter({ hasText: "review_rates_used" }).getByRole("button").allTextContents(),
    ).toEqual(["Set review_rate_ft to 0"]);
    expect(await pane.accessibilityProblems()).toEqual([]);
    await undo();
    expect(await workbook.read("B8:B9")).toEqual([[18.4], [2]]);
  });

  test("the verdict of the eight answers says where its confidence is", async () => {
    const decide = await pane.open("Decide");
    await decide.getByRole("radio", { name: "the traffic" }).click();
    await decide.getByText("in how many of 100 trials it pays").getByRole("button", { name: "Risk" }).click();
    await view().getByRole("heading", { level: 1, name: "How sure is it?" }).waitFor();
  });

  test("nothing was complained about", () => expect(workbook.record.complaints).toEqual([]));
});
