import { describeInBrowser, openPage, serveWorkbook, type Server } from "./support/browser";

/* The help pages as Excel's "Help on this function" opens them: one for each function, and one of all that is searched. */

describeInBrowser("the help pages", (browser) => {
  let server: Server;
  beforeAll(async () => {
    server = await serveWorkbook();
  });
  afterAll(async () => {
    await server?.close();
  });

  test("all functions are searched by word, however it is hyphenated, and lead to a page each", async () => {
    const { page, record } = await openPage(browser(), `${server.url}functions.html`);
    const shown = () => page.locator("article:visible h3").allInnerTexts();
    const all = (await shown()).length;
    expect(all).toBeGreaterThan(60);
    await page.getByRole("searchbox", { name: "Search functions" }).fill("the break-even");
    const found = await shown();
    expect(found.length).toBeLessThan(all);
    expect(found).toEqual(expect.arrayContaining(["FT.BREAKEVEN_TOKENS", "FT.BREAKEVEN_PRICE", "FT.QUALITY_BREAKEVEN"]));
    expect(await page.getByRole("status").innerText()).toBe(`${found.length} of ${all} functions`);
    await page.getByRole("link", { name: "FT.BREAKEVEN_TOKENS", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "FT.BREAKEVEN_TOKENS" }).waitFor();
    expect(page.url()).toMatch(/\/functions\/BREAKEVEN_TOKENS\.html$/);
    await page.getByRole("link", { name: "All FT functions" }).click();
    await page.getByRole("heading", { level: 1, name: "FT functions" }).waitFor();
    // A link of an earlier release still leads to its function.
    await page.goto(`${server.url}functions.html#PAYBACK`);
    expect(await page.locator("#PAYBACK").isVisible()).toBe(true);
    expect([record.complaints, record.foreignRequests()]).toEqual([[], []]);
    await page.context().close();
  });
});
