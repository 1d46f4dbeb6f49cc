import type { Browser, Frame, Page } from "playwright-core";
import { describeInBrowser, launchBrowser, openPage, serveWorkbook, type Server } from "./support/browser";
import { WorkbookPage } from "./support/workbookPage";

/*
 * Where office.js comes from: the built page, unchanged, under its own policy, with Microsoft's names led to this
 * computer instead of replaced in the page; and the page in which it does not come at all.
 */

const NAMES = ["appsforoffice.microsoft.com", "officeapis.public.onecdn.static.microsoft"];
const TAG = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

describeInBrowser("office.js", () => {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    server = await serveWorkbook();
    const port = new URL(server.url).port;
    browser = await launchBrowser(
      `--host-resolver-rules=${NAMES.map((name) => `MAP ${name} 127.0.0.1:${port}`).join(",")}`,
      // A page that a test has put in a file's place counts as one from elsewhere, which may not reach this computer.
      "--disable-features=LocalNetworkAccessChecks",
    );
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function pane(page: Page): Promise<Frame> {
    const frame = await (await page.waitForSelector("#office-pane iframe", { state: "attached" })).contentFrame();
    if (!frame) throw new Error("the pane has no page");
    return frame;
  }

  test.each(NAMES)("runs the pane when it comes from %s", async (name) => {
    const { page, record } = await openPage(browser, `${server.url}?office=cdn`, (opened) =>
      opened.route("**/taskpane.html*", async (route) => {
        const response = await route.fetch();
        const built = await response.text();
        expect(built).toContain(TAG);
        await route.fulfill({ response, body: built.replace(TAG, `https://${name}/lib/1/hosted/office.js`) });
      }),
    );
    const frame = await pane(page);
    await frame.waitForFunction(() => typeof Excel !== "undefined" && Office.context?.requirements !== undefined);
    await page.getByRole("button", { name: "FT pane" }).click();
    await frame.getByRole("heading", { level: 1, name: "Does fine-tuning pay?" }).waitFor();
    expect(await frame.getByText("Not connected to a workbook").count()).toBe(0);
    const names = new Set(record.foreignRequests().map((request) => new URL(request).hostname));
    expect([...names]).toEqual([name]);
    expect(record.complaints).toEqual([]);
    await page.context().close();
  });

  test("leaves the functions and a pane that says so when it does not come", async () => {
    const workbook = await WorkbookPage.open(browser, `${server.url}?office=cdn`, (page) =>
      page.route("**/lib/1/hosted/**", (route) => route.abort()),
    );
    await workbook.addSheet();
    await workbook.write("A1", "=FT.PAYBACK(1200,300)");
    expect(await workbook.read("A1")).toBe(4);
    await workbook.page.getByRole("button", { name: "FT pane" }).click();
    const frame = await pane(workbook.page);
    await frame.getByText("Not connected to a workbook").waitFor();
    expect(workbook.record.complaints.filter((complaint) => !complaint.includes("/lib/1/hosted/office.js"))).toEqual([]);
    await workbook.page.context().close();
  });
});
