import type { Page } from "playwright-core";
import { describeInBrowser, serveWorkbook, type Server } from "./support/browser";
import { WorkbookPage } from "./support/workbookPage";

/* The page in windows of every width, and in the dark. */

interface Edges {
  left: number;
  right: number;
}

describeInBrowser("the browser workbook's window", (browser) => {
  let server: Server;
  let workbook: WorkbookPage;
  let page: Page;

  beforeAll(async () => {
    server = await serveWorkbook();
    workbook = await WorkbookPage.open(browser(), server.url);
    page = workbook.page;
  });
  afterAll(async () => {
    await page?.context().close();
    await server?.close();
  });

  const edges = (selector: string) =>
    page.evaluate((s) => {
      const { left, right } = (document.querySelector(s) as Element).getBoundingClientRect();
      return { left, right };
    }, selector) as Promise<Edges>;
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const paneButton = () => page.getByRole("button", { name: "FT pane" });
  const closeButton = () => page.getByRole("button", { name: "Close the pane" });

  test.each([320, 480, 768, 1100])(
    "%i px wide: the pane covers, is closed again, and nothing scrolls sideways",
    async (width) => {
      await page.setViewportSize({ width, height: 700 });
      await workbook.settle();
      expect(await sideways()).toBe(0);
      expect(await edges("#grid")).toEqual({ left: 0, right: width });
      await paneButton().click();
      const pane = await edges("#office-pane");
      expect(pane.right).toBe(width);
      expect(pane.left).toBeGreaterThanOrEqual(0);
      expect(pane.left).toBe(width <= 480 ? 0 : width - 360);
      expect(await edges("#grid")).toEqual({ left: 0, right: width });
      expect(await sideways()).toBe(0);
      // A click reaches it only where nothing lies over it.
      await closeButton().click();
      expect(await page.locator("#office-pane").isVisible()).toBe(false);
      await workbook.click("B3");
      expect(await page.evaluate(() => document.activeElement?.closest("#grid") !== null)).toBe(true);
    },
  );

  test.each([1101, 1440])("%i px wide: the pane stands beside the grid, however wide it is drawn", async (width) => {
    await page.setViewportSize({ width, height: 700 });
    await paneButton().click();
    await page.getByRole("separator", { name: "Width of the pane" }).press("Home");
    await workbook.settle();
    const pane = await edges("#office-pane");
    expect(pane.right).toBe(width);
    expect(pane.left).toBeGreaterThanOrEqual(480);
    expect((await edges("#grid")).right).toBe(pane.left);
    expect((await edges(".o-spreadsheet")).right).toBeLessThanOrEqual(pane.left);
    expect((await edges(".o-spreadsheet-bottombar-wrapper")).right).toBeLessThanOrEqual(pane.left);
    expect(await sideways()).toBe(0);
    await page.getByRole("separator", { name: "Width of the pane" }).press("End");
    await closeButton().click();
  });

  test("is dark where the system is, cells and all, and turns light with it", async () => {
    const look = () =>
      page.evaluate(() => ({
        isDark: document.querySelector(".o-spreadsheet")?.classList.contains("dark"),
        cells: getComputedStyle(document.querySelector(".o-grid > canvas") as Element).filter,
        bar: getComputedStyle(document.querySelector("header") as Element).backgroundColor,
      }));
    expect(await look()).toEqual({ isDark: false, cells: "none", bar: "rgb(255, 255, 255)" });
    await page.emulateMedia({ colorScheme: "dark" });
    await workbook.settle();
    expect(await look()).toEqual({ isDark: true, cells: "invert(0.88) hue-rotate(180deg)", bar: "rgb(41, 41, 41)" });
    // A click must reach the grid in the dark, too, and not end in the drawing.
    const selected = () => page.locator(".o-named-range-selector input").inputValue();
    await workbook.click("B9");
    expect(await selected()).toBe("B9");
    await workbook.click("B3");
    expect(await selected()).toBe("B3");
    await page.emulateMedia({ colorScheme: "light" });
    await workbook.settle();
    expect((await look()).isDark).toBe(false);
  });

  test("complained of nothing", () => {
    expect(workbook.record.complaints).toEqual([]);
  });
});
