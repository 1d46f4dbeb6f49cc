import { describeInBrowser, serveWorkbook, type Server } from "./support/browser";
import { eventually, PanePage } from "./support/panePage";
import { type CellValue, WorkbookPage } from "./support/workbookPage";

/*
 * From a fresh page to a business case: a bill and a team give a sentence, the sentence a workbook, and a price decline
 * another sentence. The second worked case must turn: by its specification from 102,825 to −25,057 over 36 months at 10 %.
 */

/** A step with a choice, one with lists, one of numbers alone. */
const LOOKED_AT = ["Volume", "Own model", "Horizon"];

describeInBrowser("a business case", (browser) => {
  let server: Server;
  let workbook: WorkbookPage;
  let pane: PanePage;
  let actions = 0;
  const act = async <Value>(action: () => Promise<Value>): Promise<Value> => {
    actions++;
    return action();
  };

  beforeAll(async () => {
    server = await serveWorkbook();
    workbook = await WorkbookPage.open(browser(), server.url);
    pane = new PanePage(workbook);
  });
  afterAll(async () => {
    await workbook?.page.context().close();
    await server?.close();
  });

  /** Where the value stands that is beside a label. */
  async function valueBeside(sheet: string, label: string, columns = 1): Promise<string> {
    const rows = await workbook.read<CellValue[][]>(`'${sheet}'!A1:J90`);
    for (const [r, row] of rows.entries()) {
      const c = row.indexOf(label);
      if (c >= 0) return `'${sheet}'!${String.fromCharCode(65 + c + columns)}${r + 1}`;
    }
    throw new Error(`${sheet} has no ${label}`);
  }
  const read = async (sheet: string, label: string) => workbook.read<CellValue>(await valueBeside(sheet, label));
  const status = () => pane.view("Business case").getByRole("status", { name: "Business case" });
  async function written(press: () => Promise<unknown>): Promise<void> {
    await press();
    await status().getByText("Written", { exact: false }).waitFor();
  }

  test("$8,000 a month and one engineer: a sentence, a number, a workbook", async () => {
    if (!(await pane.view("Start").isVisible())) await act(() => pane.ribbonButton.click());
    await act(() => pane.view("Start").getByRole("button", { name: "Start a business case" }).click());
    const view = pane.view("Business case");
    const sentence = view.locator(".case-sentence");
    await sentence.waitFor();
    const first = await sentence.textContent();
    await act(() => view.getByRole("textbox", { name: "API bill" }).fill("8000"));
    expect(await sentence.textContent()).toBe(first);
    await act(() => view.getByRole("button", { name: "Team" }).click());
    await act(() => view.getByRole("textbox", { name: "Engineers on the project" }).fill("1"));
    expect(first).toMatch(
      /^Self-hosting a fine-tuned model pays: it saves \$[\d,]+ a month in cash, pays back \$[\d,]+ in [\d.]+ months.* Over the ranges of its assumptions it pays in (more than )?\d+ of 100 trials\.$/,
    );
    await view.getByRole("img", { name: /^Cumulative cash, by month: from −\$/ }).waitFor();

    await act(() => written(() => view.getByRole("button", { name: "Write the business case" }).click()));
    const [[verdict], [sure]] = await workbook.read<CellValue[][]>("Summary!A2:B3");
    expect(`${String(verdict)} ${String(sure)}`).toBe(first);
    expect(await read("Model", "API bill")).toBeCloseTo(8000, 6);
    const summary = (await workbook.read<CellValue[][]>("Summary!A1:G48")).flat();
    expect(summary.filter((cell) => typeof cell === "object" && cell !== null)).toEqual([]);

    // What somebody typed is theirs, also where it is what stood there.
    expect(await workbook.read(await valueBeside("Assumptions", "api_bill_per_month", 6))).toBe("typed");
    expect(await workbook.read(await valueBeside("Assumptions", "cost_per_review", 6))).toBe("FT's first guess");

    const npv = (await read("Summary", "Net present value")) as number;
    await act(() => valueBeside("Assumptions", "Change of API prices a year", 2).then((cell) => workbook.write(cell, -0.5)));
    expect((await read("Summary", "Net present value")) as number).toBeLessThan(npv);
    expect(actions).toBeLessThanOrEqual(25);
  });

  test("the second worked case turns, written over the first after a question", async () => {
    const view = pane.view("Business case");
    await view
      .getByRole("combobox", { name: "Start from" })
      .selectOption({ label: "Customer support: 50,000 requests a day at $5 per 1M" });
    await eventually(async () => expect(await view.locator(".case-sentence").textContent()).toContain("is worth $102,825"));
    await view.getByRole("button", { name: "Write the business case" }).click();
    const question = pane.inside.getByRole("dialog", { name: "There is a business case already" });
    await written(() => question.getByRole("button", { name: "Replace it" }).click());
    expect(Math.round((await read("Summary", "Net present value")) as number)).toBe(102825);
    await workbook.write(await valueBeside("Assumptions", "Change of API prices a year", 2), -0.5);
    expect(Math.round((await read("Summary", "Net present value")) as number)).toBe(-25057);
    expect(await workbook.read<CellValue>("Summary!A2")).toMatch(/^It does not pay on these figures: .* it loses \$25,057\.$/);
    expect(await workbook.read<CellValue>("Summary!A3")).toMatch(
      /^Over the ranges of its assumptions it pays in \d+ of 100 trials\.$/,
    );
  });

  test("a check that fails leads to its input: from the summary to the checks, and from there to the cell", async () => {
    const { page } = workbook;
    const follow = async (address: string) => {
      await workbook.click(address);
      await page.locator(".o-link-tool a.o-link").click();
    };
    const here = async () => [
      await page.locator(".o-sheet.active .o-sheet-name").innerText(),
      await page.locator(".o-named-range-selector input").inputValue(),
    ];
    await page.locator(".o-sheet", { hasText: "Summary" }).click();
    const [, summaryCell] = (await valueBeside("Summary", "All checks pass", 2)).split("!");
    await follow(summaryCell);
    await eventually(async () => expect(await here()).toEqual(["Checks", "A1"]));
    // The case's model lives 18 months, its horizon is 36.
    const [, checkCell] = (await valueBeside("Checks", "horizon_within_life", -2)).split("!");
    expect(await workbook.read(`Checks!${checkCell}`)).toBe("Horizon: months that are counted");
    await workbook.click("A1");
    await page.mouse.wheel(0, 400);
    await workbook.settle();
    await follow(checkCell);
    const [, inputCell] = (await valueBeside("Assumptions", "Horizon: months that are counted", 2)).split("!");
    await eventually(async () => expect(await here()).toEqual(["Assumptions", inputCell]));
  });

  test("every step is reached by keyboard, and axe finds nothing in those of each kind", async () => {
    const view = pane.view("Business case");
    const start = view.getByRole("combobox", { name: "Start from" });
    await start.selectOption("own");
    await start.focus();
    for (const step of ["Volume", "API", "Own model", "Team", "Quality", "Horizon"]) {
      await pane.tabTo(view.getByRole("button", { name: step, exact: true }));
      await workbook.page.keyboard.press("Enter");
      await view.getByRole("group", { name: new RegExp(`of 6: ${step}$`) }).waitFor();
      if (LOOKED_AT.includes(step)) expect(await pane.accessibilityProblems()).toEqual([]);
    }
  });
});
