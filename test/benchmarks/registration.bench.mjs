/**
 * What an Excel user waits for of functions.js beside its download: from the moment it is there until every function is
 * registered, in a page that has never seen it. A reference loop tells how fast the machine was.
 */
import { readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/findBrowser.js";

const DIST = path.resolve(process.env.FT_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url)));
const ROUNDS = 15;
const TARGET_MS = 60;

const PAGE = `<!doctype html><script>
  window.registered = { functions: new Map(), lastAt: 0 };
  window.CustomFunctions = {
    associate(id, implementation) {
      registered.functions.set(id, implementation);
      registered.lastAt = performance.now();
    },
  };
</script><script src="functions.js"></script>`;

function servePage() {
  const bundle = readFileSync(path.join(DIST, "functions.js"));
  const server = http.createServer((request, response) => {
    const isBundle = request.url === "/functions.js";
    response.setHeader("Content-Type", isBundle ? "text/javascript" : "text/html");
    response.setHeader("Cache-Control", "no-store");
    response.end(isBundle ? bundle : PAGE);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Runs in the page. Ten million steps that no compiler leaves out. */
function referenceLoop() {
  const start = performance.now();
  let sum = 0;
  for (let i = 0; i < 10_000_000; i++) sum = (sum * 31 + i) % 1_000_003;
  return { ms: performance.now() - start, sum };
}

/** The figures of one run; none where there is no browser. */
export async function registrationBench() {
  const executablePath = findBrowser();
  if (!executablePath) {
    console.log("registration: skipped, no Chromium, Chrome or Edge found");
    return [];
  }
  const { functions } = JSON.parse(readFileSync(path.join(DIST, "functions.json"), "utf8"));
  const server = await servePage();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const registration = [];
  const reference = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      // A context of its own, so that nothing compiled is kept from the round before.
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      const { count, ms } = await page.evaluate(() => ({
        count: window.registered.functions.size,
        ms:
          window.registered.lastAt -
          performance.getEntriesByType("resource").find(({ name }) => name.endsWith("functions.js")).responseEnd,
      }));
      if (count !== functions.length) throw new Error(`${count} of ${functions.length} functions are registered`);
      registration.push(ms);
      reference.push((await page.evaluate(referenceLoop)).ms);
      await context.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
  const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
  return [
    { name: "functions.js: from fetched to every function registered", ms: median(registration), target: TARGET_MS },
    { name: "a reference loop of ten million steps in the same pages", ms: median(reference) },
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.table(await registrationBench());
