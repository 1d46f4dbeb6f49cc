import type { Page } from "playwright-core";
import { describeInBrowser, openPage, serveWorkbook, type Server } from "./support/browser";

/*
 * The pane at the widths that Excel gives it: one part scrolls, to its end, and the tabs stay where they are. It stands by
 * itself here, as the page has no say in how wide a pane is.
 */

const WIDTHS = [320, 360, 480];
const HEIGHT = 600;

interface Layout {
  readonly page: { readonly scrolled: number; readonly beyondBelow: number; readonly beyondRight: number };
  readonly mainBeyondRight: number;
  readonly leftToScroll: number;
  readonly tabsTop: number;
  /** How far the lowest thing of the view reaches below what is seen. */
  readonly lowestBelow: number;
}

/** What is seen once the wheel has turned as far as it goes. */
async function atTheEnd(page: Page, width: number): Promise<Layout> {
  await page.mouse.move(width / 2, HEIGHT - 80);
  await page.evaluate(() => document.querySelector("main")?.scrollTo(0, 0));
  await page.mouse.wheel(0, 200_000);
  // A wheel takes effect a frame or two later.
  await page.waitForFunction(() => {
    const main = document.querySelector("main") as HTMLElement;
    return main.scrollHeight <= main.clientHeight || main.scrollTop > 0;
  });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
  return page.evaluate(() => {
    const root = document.scrollingElement as HTMLElement;
    const main = document.querySelector("main") as HTMLElement;
    const seen = main.getBoundingClientRect();
    const view = main.querySelector(".view:not([hidden])") as HTMLElement;
    const bottoms = [...view.querySelectorAll("*")].map((each) => each.getBoundingClientRect().bottom);
    return {
      page: {
        scrolled: root.scrollTop,
        beyondBelow: Math.max(0, root.scrollHeight - window.innerHeight),
        beyondRight: Math.max(0, root.scrollWidth - window.innerWidth),
      },
      mainBeyondRight: Math.max(0, main.scrollWidth - main.clientWidth),
      leftToScroll: Math.max(0, Math.floor(main.scrollHeight - main.clientHeight - main.scrollTop)),
      tabsTop: Math.round((document.querySelector("[role=tablist]") as HTMLElement).getBoundingClientRect().top),
      lowestBelow: Math.max(0, Math.floor(Math.max(...bottoms) - seen.bottom)),
    };
  });
}

describeInBrowser("the pane by itself", (browser) => {
  let server: Server;
  beforeAll(async () => {
    server = await serveWorkbook();
  });
  afterAll(async () => {
    await server?.close();
  });

  test.each(WIDTHS)("at %i pixels every view scrolls to its end, and nothing else scrolls", async (width) => {
    const { page } = await openPage(browser(), `${server.url}taskpane.html`, (each) =>
      each.setViewportSize({ width, height: HEIGHT }),
    );
    await page.getByRole("tab", { name: "Start" }).waitFor();
    const titles = await page.getByRole("tab").allInnerTexts();
    expect(titles.length).toBeGreaterThanOrEqual(8);
    for (const title of titles) {
      await page.getByRole("tab", { name: title, exact: true }).click();
      await page.getByRole("tabpanel", { name: title, exact: true }).getByRole("heading", { level: 1 }).waitFor();
      expect([title, await atTheEnd(page, width)]).toEqual([
        title,
        {
          page: { scrolled: 0, beyondBelow: 0, beyondRight: 0 },
          ...{ mainBeyondRight: 0, leftToScroll: 0, tabsTop: expect.any(Number), lowestBelow: 0 },
        },
      ]);
      expect((await atTheEnd(page, width)).tabsTop).toBeGreaterThanOrEqual(0);
    }
    await page.context().close();
  });
});
