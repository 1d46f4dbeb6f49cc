import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Frame, Page } from "playwright-core";
import { DIST, readJson } from "../support/builtFunctions";
import { describeInBrowser, openPage, type PageRecord, serveWorkbook, type Server } from "./support/browser";
import { type CellValue, WorkbookPage } from "./support/workbookPage";

/*
 * The add-in in the browser workbook: the built taskpane.html in its frame, the unmodified office.js, and the page
 * around it answering as Excel on the web does.
 */

const OFFICE_JS = path.join(path.dirname(require.resolve("@microsoft/office-js/package.json")), "dist");
const functions = readJson<{ functions: { id: string }[] }>("functions.json").functions;

interface Reference {
  readonly functions?: readonly Entry[];
}
interface Entry {
  readonly id: string;
  readonly spills: boolean;
  readonly examples: readonly { readonly formula: string }[];
}
const reference = readJson<readonly Entry[] | Reference>("reference.json");
const entries = "functions" in reference ? (reference.functions ?? []) : (reference as readonly Entry[]);

/** The pane's page, once the library in it has been answered. */
async function paneFrame(page: Page): Promise<Frame> {
  const handle = await page.waitForSelector("#office-pane iframe", { state: "attached" });
  const frame = await handle.contentFrame();
  if (!frame) throw new Error("the pane has no page");
  await frame.waitForFunction(
    () => typeof Office !== "undefined" && typeof Excel !== "undefined" && Office.context?.requirements !== undefined,
  );
  return frame;
}

const ribbonButton = (page: Page) => page.getByRole("toolbar", { name: "Fine-tuning" }).getByRole("button", { name: "FT pane" });

describeInBrowser("the add-in in the browser workbook", (browser) => {
  let server: Server;
  let workbook: WorkbookPage;
  let pane: Frame;
  const page = () => workbook.page;

  beforeAll(async () => {
    server = await serveWorkbook();
    workbook = await WorkbookPage.open(browser(), server.url);
    pane = await paneFrame(page());
  });
  afterAll(async () => {
    await page().context().close();
    await server.close();
  });

  const requested = (record: PageRecord) => record.requests.map((request) => new URL(request).pathname);

  describe("before the pane is shown", () => {
    it("runs the add-in's page hidden, with every function registered and none of the pane's code", async () => {
      await expect(page().locator("#office-pane").isVisible()).resolves.toBe(false);
      const registered = await pane.evaluate(() => {
        const { mappings } = (CustomFunctions as unknown as { _association: { mappings: object } })._association;
        return Object.keys(mappings);
      });
      expect(registered.sort()).toEqual(functions.map(({ id }) => id).sort());
      expect(requested(workbook.record)).toContainEqual(expect.stringMatching(/^\/taskpane\.[0-9a-f]{8}\.js$/));
      expect(requested(workbook.record)).not.toContainEqual(expect.stringMatching(/^\/taskpane\.pane\./));
    });

    it("takes office.js from the package, byte by byte, and leaves the built page its CDN", async () => {
      const { request } = page().context();
      for (const file of ["office.js", "excel-web-16.00.js", "en-us/office_strings.js"]) {
        const served = await request.get(`${server.url}lib/1/hosted/${file}`);
        expect([file, (await served.body()).equals(readFileSync(path.join(OFFICE_JS, file)))]).toEqual([file, true]);
      }
      expect(requested(workbook.record)).toEqual(
        expect.arrayContaining(["/lib/1/hosted/office.js", "/lib/1/hosted/excel-web-16.00.js"]),
      );
      const built = await request.get(`${server.url}taskpane.html`);
      expect(await built.text()).toBe(readFileSync(path.join(DIST, "taskpane.html"), "utf8"));
      expect(await built.text()).toContain("https://appsforoffice.microsoft.com/lib/1/hosted/office.js");
    });
  });

  describe("the button in the bar", () => {
    it("is what the manifest says: label, icon and tip", async () => {
      const button = ribbonButton(page());
      const manifest = readFileSync(path.join(DIST, "manifest.xml"), "utf8");
      const tip = page().getByRole("tooltip", { includeHidden: true });
      expect(manifest).toContain(`DefaultValue="${await tip.locator("strong").textContent()}"`);
      expect(manifest).toContain(`DefaultValue="${await tip.locator("span").textContent()}"`);
      const icon = await button
        .locator("img")
        .evaluate((image: HTMLImageElement) => ({ src: image.src, width: image.naturalWidth }));
      expect(icon).toEqual({ src: `${server.url}assets/icon-32.png`, width: 32 });
      await button.hover();
      await tip.waitFor({ state: "visible" });
    });

    it("shows and hides the pane, and says so", async () => {
      const button = ribbonButton(page());
      await expect(button.getAttribute("aria-pressed")).resolves.toBe("false");
      await button.click();
      await expect(button.getAttribute("aria-pressed")).resolves.toBe("true");
      await pane.getByRole("tab").first().waitFor();
      await button.click();
      await page().locator("#office-pane").waitFor({ state: "hidden" });
      await button.click();
      await page().getByRole("button", { name: "Close the pane" }).click();
      await page().locator("#office-pane").waitFor({ state: "hidden" });
      await expect(button.evaluate((element) => element === document.activeElement)).resolves.toBe(true);
    });

    it("opens a pane that can be used at the first click", async () => {
      const fresh = await WorkbookPage.open(browser(), server.url);
      const frame = await paneFrame(fresh.page);
      // The library waits for the first message of its functions before it has told the pane that it is ready.
      await frame.evaluate(() => Office.onReady());
      await ribbonButton(fresh.page).click();
      await frame.getByRole("tab").first().waitFor();
      await expect(frame.getByRole("tab").count()).resolves.toBe(10);
      await fresh.page.context().close();
    });
  });

  describe("with the keyboard", () => {
    const activeElement = () => page().evaluate(() => document.activeElement?.tagName.toLowerCase());

    it("enters the pane from the button, and goes back to the grid with Escape", async () => {
      await ribbonButton(page()).focus();
      await page().keyboard.press("Enter");
      await pane.getByRole("tab").first().waitFor();
      expect(await activeElement()).toBe("iframe");
      await page().keyboard.press("Escape");
      await page().waitForFunction(() => document.activeElement?.closest(".o-grid-composer") !== null);
      await page().keyboard.press("Control+Home");
      await page().keyboard.type("42");
      await page().keyboard.press("Escape");
    });

    it("goes round grid, button and pane with F6, and out of the pane with Ctrl+F6", async () => {
      const focused = (frame: Page | Frame, selector: string) =>
        frame.waitForFunction((within) => document.activeElement?.closest(within) !== null, selector);
      await workbook.click("B2");
      await page().keyboard.press("F6");
      await focused(page(), "#ribbon");
      await page().keyboard.press("F6");
      await focused(pane, "[role=tab]");
      await page().keyboard.press("Control+F6");
      await focused(page(), ".o-grid-composer");
      await page().keyboard.press("Shift+F6");
      await focused(pane, "[role=tab]");
      await page().keyboard.press("Shift+Tab");
      await focused(page(), "#ribbon");
      await page().keyboard.press("Shift+F6");
      await focused(page(), ".o-grid-composer");
    });

    it("changes the pane's width between 320 and 800 pixels at its edge", async () => {
      const edge = page().getByRole("separator", { name: "Width of the pane" });
      const width = async () => (await page().locator("#office-pane").boundingBox())?.width;
      await edge.focus();
      await page().keyboard.press("End");
      expect(await width()).toBe(320);
      expect(await edge.getAttribute("aria-valuenow")).toBe("320");
      await page().keyboard.press("Home");
      expect(await width()).toBe(800);
      await page().keyboard.press("End");
      await page().keyboard.press("ArrowLeft");
      expect(await width()).toBe(336);
    });
  });

  describe("the pane's own policy", () => {
    it("keeps out scripts that are written into the page or come from elsewhere", async () => {
      const blocked = await pane.evaluate(async () => {
        const violations: string[] = [];
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
          violations.push(`${effectiveDirective} ${blockedURI}`),
        );
        const inline = document.createElement("script");
        inline.textContent = "window.wasRun = true";
        const foreign = document.createElement("script");
        foreign.src = "https://example.org/script.js";
        document.head.append(inline, foreign);
        let evaluated: unknown = "refused";
        // In a turn of its own: what a test evaluates itself is exempt.
        await new Promise<void>((resolve) =>
          setTimeout(() => {
            try {
              evaluated = new Function("return 1")();
            } catch {
              // What the policy is there for.
            }
            resolve();
          }),
        );
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { violations, evaluated, wasRun: "wasRun" in window };
      });
      expect(blocked.wasRun).toBe(false);
      expect(blocked.evaluated).toBe("refused");
      expect(blocked.violations).toEqual(
        expect.arrayContaining(["script-src-elem inline", "script-src-elem https://example.org/script.js"]),
      );
      // They are on the console, as they should be: the rest of this file must add none.
      workbook.record.complaints = workbook.record.complaints.filter(
        (complaint) => !/Content Security Policy|example\.org/.test(complaint),
      );
    });
  });

  describe("Excel.run in the pane", () => {
    it("writes into the grid and reads from it, as one step to undo", async () => {
      const values = await pane.evaluate(() =>
        Excel.run(async (context) => {
          const sheet = context.workbook.worksheets.add("From the pane");
          const range = sheet.getRange("A1:B2");
          range.formulas = [
            ["Cost", 1200],
            ["Months", "=FT.PAYBACK(B1,300)"],
          ];
          range.format.font.bold = true;
          sheet.activate();
          range.load("values");
          await context.sync();
          return range.values;
        }),
      );
      expect(values).toEqual([
        ["Cost", 1200],
        ["Months", 4],
      ]);
      expect(await workbook.read("'From the pane'!A1:B2")).toEqual(values);
      await page().locator(".o-sheet", { hasText: "From the pane" }).waitFor();
      await workbook.click("A1");
      await page().keyboard.press("Control+z");
      await page().locator(".o-sheet", { hasText: "From the pane" }).waitFor({ state: "detached" });
    });

    it("hears of what the user selects and types", async () => {
      await workbook.addSheet();
      await pane.evaluate(() =>
        Excel.run(async (context) => {
          const heard: string[] = [];
          Object.assign(window, { heard });
          context.workbook.onSelectionChanged.add(async () => void heard.push("selection"));
          context.workbook.worksheets.onSelectionChanged.add(async ({ address }) => void heard.push(address));
          context.workbook.worksheets.onChanged.add(async ({ address }) => void heard.push(`${address} changed`));
          await context.sync();
        }),
      );
      await workbook.type("C3", "7");
      const heard = () => pane.evaluate(() => (window as unknown as { heard: string[] }).heard);
      await pane.waitForFunction(() => (window as unknown as { heard: string[] }).heard.includes("C3 changed"));
      expect(await heard()).toEqual(expect.arrayContaining(["selection", "C3", "C3 changed", "C4"]));
    });

    it("is refused while a cell is being edited, and works again after", async () => {
      const attempt = () =>
        pane.evaluate(() =>
          Excel.run(async (context) => {
            const range = context.workbook.getSelectedRange();
            range.load("address");
            await context.sync();
            return range.address;
          }).catch((error: { code: string }) => error.code),
        );
      await workbook.click("B2");
      await page().keyboard.type("=1+");
      expect(await attempt()).toBe("InvalidOperationInCellEditMode");
      await page().keyboard.press("Escape");
      expect(await attempt()).toMatch(/!B2$/);
    });

    it("takes several areas for no single range", async () => {
      await workbook.click("A1");
      const { x, y } = await workbook.locate("C3");
      await page().keyboard.down("Control");
      await page().mouse.click(x + 5, y + 5);
      await page().keyboard.up("Control");
      const code = await pane.evaluate(() =>
        Excel.run(async (context) => {
          context.workbook.getSelectedRange().load("address");
          await context.sync();
        }).catch((error: { code: string }) => error.code),
      );
      expect(code).toBe("InvalidSelection");
      await workbook.click("A1");
    });

    it("keeps the add-in's settings in the document", async () => {
      const value = await pane.evaluate(async () => {
        const { settings } = Office.context.document;
        settings.set("ft.view", { tab: "decide" });
        await new Promise((resolve) => settings.saveAsync(resolve));
        settings.set("ft.view", "changed, and not saved");
        await new Promise((resolve) => settings.refreshAsync(resolve));
        return settings.get("ft.view") as unknown;
      });
      expect(value).toEqual({ tab: "decide" });
    });

    it("says what it supports, and no more than its office.js knows", async () => {
      const claims = await pane.evaluate(() =>
        [
          ["ExcelApi", "1.15"],
          ["ExcelApi", "1.16"],
          ["SharedRuntime", "1.1"],
          ["CustomFunctionsRuntime", "1.1"],
          ["DialogApi", "1.1"],
        ].map(([set, version]) => Office.context.requirements.isSetSupported(set, version)),
      );
      expect(claims).toEqual([true, false, true, true, false]);
    });
  });

  describe("a shared runtime", () => {
    it("shows and hides its pane itself, and hears of it", async () => {
      const modes = await pane.evaluate(async () => {
        const heard: string[] = [];
        await Office.addin.showAsTaskpane();
        const stop = await Office.addin.onVisibilityModeChanged(({ visibilityMode }) => heard.push(String(visibilityMode)));
        await Office.addin.hide();
        await Office.addin.showAsTaskpane();
        await Office.addin.hide();
        await new Promise((resolve) => setTimeout(resolve, 200));
        await stop();
        return heard;
      });
      expect(modes).toEqual(["Hidden", "Taskpane", "Hidden"]);
      await page().locator("#office-pane").waitFor({ state: "hidden" });
      await pane.evaluate(async () => {
        await Office.addin.setStartupBehavior(Office.StartupBehavior.none);
      });
      expect(await pane.evaluate(() => Office.addin.getStartupBehavior())).toBe("None");
    });
  });

  it("complained of nothing and asked no other origin for anything", () => {
    expect(workbook.record.complaints).toEqual([]);
    expect(workbook.record.foreignRequests().filter((request) => !request.startsWith("https://example.org/"))).toEqual([]);
  });
});

describeInBrowser("the browser workbook over plain http", (browser) => {
  it("has grid and functions, and says where the pane is to be had", async () => {
    const server = await serveWorkbook();
    const plain = server.url.replace("https:", "http:");
    const workbook = await WorkbookPage.open(browser(), plain);
    await workbook.addSheet();
    await workbook.write("A1", "=FT.PAYBACK(1200,300)");
    expect(await workbook.read("A1")).toBe(4);
    await ribbonButton(workbook.page).click();
    const link = workbook.page.locator("#office-pane a");
    expect(await link.getAttribute("href")).toBe(server.url);
    expect(workbook.record.complaints).toEqual([]);
    await workbook.page.context().close();
    await server.close();
  });
});

/** What the runtime's calls show until their results have come. */
const CALCULATING = "the add-in's runtime is calculating";

describeInBrowser("functions called in the add-in's runtime", (browser: () => Browser) => {
  let server: Server;
  beforeAll(async () => {
    server = await serveWorkbook();
  });
  afterAll(() => server.close());

  /** Every example of the help in cells of its own, calculated one way or the other. */
  async function examples(query: string): Promise<Record<string, unknown>> {
    const { page, record } = await openPage(browser(), server.url + query);
    const pane = await paneFrame(page);
    const single = entries.filter(({ spills }) => !spills).flatMap((entry) => entry.examples.map(({ formula }) => formula));
    const spilling = entries.filter(({ spills }) => spills).flatMap((entry) => entry.examples.map(({ formula }) => formula));
    await pane.evaluate(
      ([one, many, room]) =>
        Excel.run(async (context) => {
          const sheet = context.workbook.worksheets.add("Single");
          sheet.getRangeByIndexes(0, 0, one.length, 1).formulas = one.map((formula) => [formula]);
          const spills = context.workbook.worksheets.add("Spilling");
          many.forEach((formula, i) => {
            spills.getRangeByIndexes(0, i * room, 1, 1).formulas = [[formula]];
          });
          await context.sync();
        }),
      [single, spilling, ROOM] as const,
    );
    const read = (sheet: string) =>
      pane
        .evaluate(
          (name) =>
            Excel.run(async (context) => {
              const range = context.workbook.worksheets.getItem(name).getUsedRange(true);
              range.load("address");
              await context.sync();
              return range.address;
            }),
          sheet,
        )
        .then((address) =>
          page.evaluate(
            (at) => (window as unknown as { ftWorkbook: { read(a: string): CellValue[][] } }).ftWorkbook.read(at),
            address,
          ),
        );
    let cells = { single: await read("Single"), spilling: await read("Spilling") };
    for (let i = 0; i < 120 && JSON.stringify(cells).includes(CALCULATING); i++) {
      await page.waitForTimeout(250);
      cells = { single: await read("Single"), spilling: await read("Spilling") };
    }
    expect(record.complaints).toEqual([]);
    await page.context().close();
    return {
      ...Object.fromEntries(single.map((formula, i) => [formula, comparable(cells.single[i][0])])),
      ...Object.fromEntries(
        spilling.map((formula, i) => [formula, cells.spilling.map((row) => row.slice(i * ROOM, (i + 1) * ROOM).map(comparable))]),
      ),
    };
  }

  /** Columns a spilled table may take. */
  const ROOM = 16;

  /** Excel carries a message with two of the errors only; the direct way gives one with each. */
  function comparable(value: CellValue): unknown {
    if (typeof value !== "object" || value === null) return value;
    return ["#VALUE!", "#N/A"].includes(value.error) ? value : { error: value.error };
  }

  it("give for every example what they give when called directly", async () => {
    const direct = await examples("");
    const viaRuntime = await examples("?runtime=office");
    expect(Object.keys(direct).length).toBeGreaterThan(100);
    expect(viaRuntime).toEqual(direct);
  }, 180_000);

  it("show that they are under way, follow their inputs, and recover from a call that was given up", async () => {
    const workbook = await WorkbookPage.open(browser(), `${server.url}?runtime=office`);
    await workbook.addSheet();
    await workbook.write("A1", 1200);
    await workbook.write("B1", "=FT.PAYBACK(A1,300)");
    expect(await workbook.read("B1")).toEqual({ error: "#N/A", message: CALCULATING });
    // Before the first result has come the formula asks something else.
    await workbook.write("A1", 2400);
    const settled = () =>
      workbook.page.waitForFunction(
        (words) =>
          !JSON.stringify((window as unknown as { ftWorkbook: { read(a: string): unknown } }).ftWorkbook.read("A1:D4")).includes(
            words,
          ),
        CALCULATING,
      );
    await settled();
    expect(await workbook.read("B1")).toBe(8);
    // A chain takes a round for each link.
    await workbook.write("C1", "=FT.PAYBACK(B1,4)");
    await workbook.write("D1", "=FT.PAYBACK(C1,0)");
    await settled();
    expect(await workbook.read("C1")).toBe(2);
    expect(await workbook.read("D1")).toMatchObject({ error: "#N/A", message: expect.stringMatching(/never|saving/i) as string });
    expect(workbook.record.complaints).toEqual([]);
    await workbook.page.context().close();
  });
});
