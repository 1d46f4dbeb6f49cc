import { HOST_NAMES, HOSTS } from "../../src/tryout/hosts/profiles";
import { describeInBrowser, serveWorkbook, type Server } from "./support/browser";
import { PanePage } from "./support/panePage";
import { WorkbookPage } from "./support/workbookPage";

/* The page as each Excel it can be, and what it must not tell or lose. */

describeInBrowser("the browser workbook as one of several Excels", (browser) => {
  let server: Server;
  beforeAll(async () => {
    server = await serveWorkbook();
  });
  afterAll(() => server?.close());

  test.each(HOST_NAMES)("opens as %s, with a pane that knows where it is", async (name) => {
    const workbook = await WorkbookPage.open(browser(), `${server.url}?host=${name}`);
    await workbook.page.getByRole("button", { name: "FT pane" }).click();
    const pane = new PanePage(workbook);
    await pane.view("Start").getByRole("heading", { level: 1 }).waitFor();
    const frame = await pane.frame();
    const { platform, notes } = await frame.evaluate(() => ({
      platform: String(Office.context.platform),
      notes: Office.context.requirements.isSetSupported("ExcelApi", "1.18"),
    }));
    expect({ platform, notes }).toEqual({ platform: HOSTS[name].platform, notes: name === "newest" });
    await pane.insert(() => pane.inside.getByText("Insert the self-test").click());
    expect(await workbook.read("A7:D7")).toEqual([["Payback of a steady saving", 19800 / 3932, 19800 / 3932, true]]);
    expect(workbook.record.complaints).toEqual([]);
    await workbook.page.context().close();
  });

  test("asks nobody for the icon of a link, and asks before work is lost", async () => {
    const workbook = await WorkbookPage.open(browser(), server.url);
    await workbook.addSheet();
    await workbook.write("A1", "[a link](https://example.org/secret)");
    await workbook.hover("A1");
    await workbook.page.locator(".o-link-tool").waitFor();
    expect(await workbook.page.locator(".o-link-tool img").count()).toBe(0);
    expect(workbook.record.foreignRequests()).toEqual([]);
    // A browser asks only where someone has used the page.
    await workbook.click("B3");
    const asked = new Promise<string>((resolve) =>
      workbook.page.once("dialog", (dialog) => {
        resolve(dialog.type());
        void dialog.accept();
      }),
    );
    await workbook.page.reload();
    expect(await asked).toBe("beforeunload");
    await workbook.page.context().close();
  });
});
