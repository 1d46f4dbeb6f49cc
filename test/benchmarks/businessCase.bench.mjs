/**
 * The business case in the browser workbook: the time until its ten sheets are written, and how long a change of an
 * assumption keeps the page from answering.
 */
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/findBrowser.js";
import { serveWorkbook } from "../../tools/workbookServer.js";

const EDITS = 15;

export async function businessCaseBench() {
  const server = await serveWorkbook();
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.evaluate(() => window.ftWorkbook.ready);
    const pane = page.frameLocator("iframe[title='FT: does fine-tuning pay?']");
    const start = pane.getByRole("button", { name: "Start a business case" });
    if (!(await start.isVisible())) await page.getByRole("button", { name: "FT pane" }).click();
    await start.click();
    await pane.getByRole("img", { name: /^Cumulative cash/ }).waitFor();
    const before = performance.now();
    await pane.getByRole("button", { name: "Write the business case" }).click();
    await pane.getByText("Written:", { exact: false }).waitFor({ timeout: 120_000 });
    const written = performance.now() - before;
    const edit = await page.evaluate((edits) => {
      const rows = window.ftWorkbook.read("Assumptions!B1:B90");
      const cell = `Assumptions!C${1 + rows.findIndex(([name]) => name === "api_price_change")}`;
      const times = Array.from({ length: edits }, (_, i) => {
        const from = performance.now();
        window.ftWorkbook.write(cell, -0.01 * (1 + i));
        return performance.now() - from;
      });
      return times.sort((a, b) => a - b)[edits >> 1];
    }, EDITS);
    return [
      { name: "business case: ten sheets written", ms: written, target: 3000 },
      { name: "business case: one assumption changed", ms: edit, target: 100 },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}
