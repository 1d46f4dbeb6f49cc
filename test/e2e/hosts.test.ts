import { version } from "../../package.json";
import { HOST_NAMES, HOSTS } from "../../src/tryout/hosts/profiles";
import { TRIALS } from "../../src/workbook/selfTest/trials";
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
    const last = 6 + TRIALS.length;
    const passed = (await workbook.read<unknown[][]>(`D7:D${last}`)).filter(([pass]) => pass === true).length;
    if (name !== "stale") expect(await workbook.read("A3")).toBe(`FT ${version}, pane ${version}: ${passed} of ${passed} pass`);
    // What nobody can tell where the metadata asks for no addresses: an empty cell from what is left out, in two trials.
    expect(passed).toBe(name === "stale" ? TRIALS.length - 2 : TRIALS.length);
    expect(workbook.record.complaints).toEqual([]);
    await workbook.page.context().close();
  });

  test("the pane says that another version wrote the workbook, and calculates it anew", async () => {
    const workbook = await WorkbookPage.open(browser(), server.url);
    const pane = new PanePage(workbook);
    await pane.ribbonButton.click();
    const upkeep = pane.inside.getByRole("region", { name: "Upkeep" });
    await pane.insert(() => pane.inside.getByText("Insert the self-test").click());
    expect(await upkeep.getByText("wrote this workbook").count()).toBe(0);
    await (
      await pane.frame()
    ).evaluate(async () => {
      await Excel.run(async (context) => {
        context.workbook.settings.add("ft.version", "0.0.9");
        await context.sync();
      });
      location.reload();
    });
    await upkeep.getByText(`FT 0.0.9 wrote this workbook, and this is FT ${version}`).waitFor();
    await upkeep.getByRole("button", { name: "Recalculate all FT cells" }).click();
    await pane.inside.getByText("Every FT cell of this workbook is up to date.").waitFor();
    expect(await upkeep.getByText("wrote this workbook").count()).toBe(0);
    await (await pane.frame()).evaluate(() => location.reload());
    await upkeep.getByText("Is FT right in this Excel?").waitFor();
    expect(await upkeep.getByText("wrote this workbook").count()).toBe(0);
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
