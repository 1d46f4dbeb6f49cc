import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { findBrowser } from "../../../tools/findBrowser";

const browserPath = findBrowser();

/**
 * A describe() whose tests get a running browser. Without one they are listed as skipped, so that a person sees what was
 * not tried; where CI is set they fail, so that a machine never passes what it did not try.
 */
export function describeInBrowser(title: string, tests: (browser: () => Browser) => void): void {
  if (!browserPath && process.env.CI) {
    test(`${title}: a browser is installed`, () => {
      throw new Error("no Chromium, Chrome or Edge found: install one, or name it in FT_BROWSER");
    });
    return;
  }
  if (!browserPath) {
    describe.skip(title, () =>
      tests(() => {
        throw new Error("no browser");
      }),
    );
    return;
  }
  describe(title, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
    });
    tests(() => browser);
  });
}

/** A headless browser that reaches for nothing by itself. */
export function launchBrowser(...args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
    ],
  });
}

export interface Server {
  /** The https address, which the pane needs; ends in "/". */
  url: string;
  close: () => Promise<void>;
}

/** Starts `node tools/workbook.js` on a free port, as `npm run workbook` does, without opening a window. */
export function serveWorkbook(): Promise<Server> {
  const tool = path.join(__dirname, "../../../tools/workbook.js");
  const child = spawn(process.execPath, [tool], {
    env: { ...process.env, PORT: "0", BROWSER: "none" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stderr.on("data", (chunk) => (printed += String(chunk)));
    child.once("exit", (code) => reject(new Error(`tools/workbook.js ended with ${code}: ${printed}`)));
    child.stdout.on("data", (chunk) => {
      printed += String(chunk);
      const url = /https:\/\/\S+\//.exec(printed)?.[0];
      if (url) resolve({ url, close: () => end(child) });
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGINT");
  });
}

export interface PageRecord {
  /** What the page complained about: console errors, uncaught exceptions, requests that failed. */
  complaints: string[];
  /** Every address it asked for. */
  requests: string[];
  /** Those of another origin than the page's own. */
  foreignRequests: () => string[];
}

/**
 * A page whose complaints and requests are written down from the first byte; the certificate may be self-signed.
 * `prepare` runs before the page is loaded, to put something in a file's place.
 */
export async function openPage(
  browser: Browser,
  url: string,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<{ page: Page; record: PageRecord }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    ignoreHTTPSErrors: true,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  const origin = new URL(url).origin;
  const requests: string[] = [];
  const complaints: string[] = [];
  const foreignRequests = () =>
    requests.filter((request) => !/^(data|blob):/.test(request) && new URL(request).origin !== origin);
  page.on("request", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
  await prepare?.(page);
  await page.goto(url, { timeout: 60_000 });
  return { page, record: { complaints, requests, foreignRequests } };
}
