/**
 * A usage export of 100 MB: how long it is read, beside a loop that only looks at its bytes, and how long the page with the
 * pane stands still meanwhile.
 */
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/findBrowser.js";
import { serveWorkbook } from "../../tools/workbookServer.js";
import { DIST } from "./loadFunctions.mjs";

const BYTES = 100e6;
const READ_WITHIN_MS = 5000;
const PAUSE_WITHIN_MS = 200;
const ROUNDS = 3;
const MODELS = ["gpt-4o", "gpt-4o-mini", "claude-haiku-4-5", "azure/gpt-4.1"];

const HEADER =
  "request_id,call_type,startTime,endTime,model,spend,prompt_tokens,completion_tokens,metadata,cache_hit,api_key,end_user\n";

/** A LiteLLM spend log of the length asked: one request a row, a month long. */
function writeLog(file) {
  const rows = [HEADER];
  let length = HEADER.length;
  for (let n = 0; length < BYTES; n++) {
    const time = new Date(Date.UTC(2026, 8, 1) + ((n * 7919) % (30 * 86400)) * 1000).toISOString().replace("T", " ").slice(0, 19);
    const usage = `"{""user_api_key_alias"":""team-${n % 40}"",""additional_usage_values"":{""cache_read_input_tokens"":${n % 900}}}"`;
    const row = `req-${n.toString(36).padStart(12, "0")},acompletion,${time},${time},${MODELS[n % MODELS.length]},0.00${n % 1000},${1000 + (n % 3000)},${100 + (n % 500)},${usage},False,sk-hash-${n % 40},user-${n % 5000}\n`;
    rows.push(row);
    length += row.length;
  }
  writeFileSync(file, rows.join(""));
}

/** Every byte once. */
async function lookAtBytes(file) {
  const start = performance.now();
  let lines = 0;
  for await (const part of createReadStream(file, { highWaterMark: 1 << 20 })) {
    for (let i = 0; i < part.length; i++) if (part[i] === 10) lines++;
  }
  return { ms: performance.now() - start, lines };
}

async function read(file) {
  const { readUsage } = createRequire(import.meta.url)(path.join(DIST, "usage.js"));
  const start = performance.now();
  const report = await readUsage([{ name: path.basename(file), parts: createReadStream(file, { highWaterMark: 1 << 20 }) }]);
  return { ms: performance.now() - start, rows: report.rows };
}

/** Reads the file in the pane; the longest time between two answers of the pane's page, and the whole of it. */
async function readInPane(file) {
  const server = await serveWorkbook();
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
    await page.goto(server.url);
    await page.evaluate(() => window.ftWorkbook.ready);
    await page.getByRole("button", { name: "FT pane" }).click();
    const pane = page.frameLocator("iframe[title='FT: does fine-tuning pay?']");
    await pane.getByRole("tab", { name: "Usage" }).click();
    const chooser = pane.getByLabel("Usage export");
    await chooser.waitFor({ state: "attached" });
    const frame = page.frames().find((each) => each.url().includes("/taskpane.html"));
    await frame.evaluate(() => {
      let last = performance.now();
      window.longestPause = 0;
      const tick = () => {
        const now = performance.now();
        window.longestPause = Math.max(window.longestPause, now - last);
        last = now;
        setTimeout(tick);
      };
      tick();
    });
    const start = performance.now();
    await chooser.setInputFiles(file);
    await pane.getByText("LiteLLM spend logs:").waitFor({ timeout: 60_000 });
    return { ms: performance.now() - start, pauseMs: await frame.evaluate(() => window.longestPause) };
  } finally {
    await browser.close();
    await server.close();
  }
}

const least = (all) => Math.min(...all.map(({ ms }) => ms));

export async function usageBench() {
  const folder = mkdtempSync(path.join(tmpdir(), "ft-usage-"));
  const file = path.join(folder, "spend.csv");
  try {
    writeLog(file);
    const looks = [];
    const reads = [];
    for (let round = 0; round < ROUNDS; round++) {
      looks.push(await lookAtBytes(file));
      reads.push(await read(file));
    }
    if (reads[0].rows !== looks[0].lines - 1) throw new Error(`${reads[0].rows} of ${looks[0].lines - 1} rows were counted`);
    const megabytes = (statSync(file).size / 1e6).toFixed(0);
    const rows = [
      { name: `usage export of ${megabytes} MB read in Node`, ms: least(reads), target: READ_WITHIN_MS },
      { name: "  a loop over its bytes, for comparison", ms: least(looks) },
      { name: "  read / loop over its bytes", ratio: least(reads) / least(looks) },
    ];
    if (!findBrowser()) {
      console.log("usage: the pane is skipped, no Chromium, Chrome or Edge found");
      return rows;
    }
    const { ms, pauseMs } = await readInPane(file);
    rows.push(
      { name: `usage export of ${megabytes} MB read in the pane`, ms, target: READ_WITHIN_MS },
      { name: "  longest time the pane did not answer meanwhile", ms: pauseMs, target: PAUSE_WITHIN_MS },
    );
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
