import { describeInBrowser, serveWorkbook, type Server } from "./support/browser";
import { PanePage } from "./support/panePage";
import { type CellValue, WorkbookPage } from "./support/workbookPage";

/* A person's own export: dropped into the pane, read there, and written as a sheet whose formulas are live. */

/** Two days of a LiteLLM log: 4 calls of gpt-4o, one of another model. */
const LOG = `request_id,startTime,model,spend,prompt_tokens,completion_tokens,metadata,cache_hit
a,2026-09-01 10:00:00,gpt-4o,0.01,1000,100,{},False
b,2026-09-01 10:10:00,gpt-4o,0.01,1000,100,{},False
c,2026-09-02 10:00:00,gpt-4o,0.01,1000,100,"{""additional_usage_values"":{""cache_read_input_tokens"":500}}",False
d,2026-09-02 15:00:00,gpt-4o,0.01,1000,100,{},False
e,2026-09-02 15:30:00,=own-model,0.5,3000,300,{},False
f,2026-09-02 15:30:00,gpt-4o,0,1000,100,{},True
`;

/** One call of which 2,000 tokens were read from the cache and 3,000 written to it. */
const CACHED_LOG = `request_id,startTime,model,spend,prompt_tokens,completion_tokens,metadata,cache_hit
x,2026-09-01 10:00:00,gpt-4o,0.03,10000,500,"{""additional_usage_values"":{""cache_read_input_tokens"":2000,""cache_creation_input_tokens"":3000}}",False
`;

describeInBrowser("a usage export", (browser) => {
  let server: Server;
  let workbook: WorkbookPage;
  let pane: PanePage;

  beforeAll(async () => {
    server = await serveWorkbook();
    workbook = await WorkbookPage.open(browser(), server.url);
    pane = new PanePage(workbook);
    await pane.ribbonButton.click();
  });
  afterAll(async () => {
    await workbook?.page.context().close();
    await server?.close();
  });

  const choose = async (name: string, text: string) => {
    const view = await pane.open("Usage");
    await view.getByLabel("Usage export").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    return view;
  };

  test("is read in the pane, and what was left out is said", async () => {
    const view = await choose("spend.csv", LOG);
    await view.getByText("LiteLLM spend logs: 2 days, 2026-09-01 to 2026-09-02").waitFor();
    expect(await view.getByRole("row").allTextContents()).toEqual([
      "ModelInOutStated cost",
      "gpt-4o4,000400$0.04",
      "=own-model3,000300$0.50",
    ]);
    // Five calls in two days.
    await view.getByText("Requests a day").locator("..").getByText("2.5", { exact: true }).waitFor();
    await view.getByText("1 row left out: answered from LiteLLM's own cache, so no model was called.").waitFor();
  });

  test("is written with the scenario's inputs as formulas, which follow when a model is left out", async () => {
    await pane.insert(() => pane.view("Usage").getByRole("button", { name: "Insert usage sheet" }).click());
    const names = async () => (await workbook.read<CellValue[][]>("A13:B18")).map(([name, value]) => [name, value]);
    expect(await names()).toEqual([
      ["requests_per_day", 2.5],
      ["tokens_in", 1400],
      ["tokens_out", 140],
      ["cached_share", 500 / 7000],
      ["cache_write_share", 0],
      // 4,400 of 7,700 tokens fall into three in the afternoon; a mean hour holds a 24th.
      ["peak_factor", expect.closeTo((4400 / 7700) * 24, 9)],
    ]);
    expect(await workbook.read("A9")).toBe("=own-model");
    await workbook.write("B9", "0");
    expect((await names()).slice(0, 3)).toEqual([
      ["requests_per_day", 2],
      ["tokens_in", 1000],
      ["tokens_out", 100],
    ]);
    // gpt-4o on that day: 3,500 tokens at $2.5, 500 cached at $1.25, 400 out at $10, per million.
    expect(await workbook.read("I8")).toBeCloseTo((3500 * 2.5 + 500 * 1.25 + 400 * 10) / 1e6, 9);
    expect(await workbook.read("K9")).toBe("not in the price list under this name");
  });

  test("of an unknown kind: the columns can be named", async () => {
    const view = await choose("own.csv", "when,what,a,b\n2026-10-01,m,10,1\n2026-10-02,m,20,2\n");
    await view.getByRole("alert").getByText("own.csv cannot be read: it is not an export that is known").waitFor();
    await view.getByLabel("Time or date").selectOption("when");
    await view.getByLabel("Input tokens", { exact: true }).selectOption("a");
    await view.getByText("CSV read by its headers: 2 days").waitFor();
  });

  test("with costs in another currency: they are named in it, and not compared with a list in dollars", async () => {
    const view = await choose(
      "own.csv",
      "date,model,input_tokens,output_tokens,cost,currency\n2026-09-01,gpt-4o,1000,100,12.5,EUR\n",
    );
    await view.getByText("12.5 EUR").waitFor();
    await pane.insert(() => view.getByRole("button", { name: "Insert usage sheet" }).click());
    const rows = await workbook.read<CellValue[][]>("H7:K8");
    expect(rows[0][0]).toBe("Stated cost, EUR");
    expect([rows[1][0], rows[1][2], rows[1][3]]).toEqual([12.5, "–", "stated in EUR, listed in $: not compared"]);
  });

  test("that is a workbook: says so and changes nothing", async () => {
    const view = await choose("usage.xlsx", "PK\u0003\u0004");
    await view
      .getByRole("alert")
      .getByText(/usage\.xlsx cannot be read: it is a zip archive or an Excel workbook/)
      .waitFor();
    expect(await view.getByRole("button", { name: "Insert usage sheet" }).count()).toBe(0);
  });

  test("dropped on the pane, inserted, priced as another model: the bill counts what is written to the cache", async () => {
    const view = await pane.open("Usage");
    const frame = await pane.frame();
    const dropped = await frame.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "proxy.csv", { type: "text/csv" }));
      return transfer;
    }, CACHED_LOG);
    await view.locator(".drop").dispatchEvent("drop", { dataTransfer: dropped });
    await view.getByText("LiteLLM spend logs: 1 day, 2026-09-01 to 2026-09-01").waitFor();
    await pane.insert(() => view.getByRole("button", { name: "Insert usage sheet" }).click());
    // gpt-4o on 2026-09-01: (10,000 − 2,000 − 3,000) at $2.5, 2,000 read at $1.25, 3,000 written, which it charges as input.
    expect(await workbook.read("I8")).toBeCloseTo((5000 * 2.5 + 2000 * 1.25 + 3000 * 2.5 + 500 * 10) / 1e6, 9);
    await workbook.write("A8", "claude-haiku-4-5");
    // Claude Haiku 4.5, by Anthropic's price list: $1 in, $0.10 read from the cache, $1.25 written for five minutes, $5 out.
    expect(await workbook.read("I8")).toBeCloseTo((5000 * 1 + 2000 * 0.1 + 3000 * 1.25 + 500 * 5) / 1e6, 9);
    expect(await workbook.read("K8")).toContain("above the list");
  });

  test("nothing of it leaves the page", () => {
    expect(workbook.record.requests.filter((url) => !url.startsWith(server.url) && !url.includes("appsforoffice"))).toEqual([]);
  });
});
