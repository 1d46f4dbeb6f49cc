/**
 * The browser workbook on this machine's browser: recalculation of many cells against the same formula written natively,
 * the time until the page can be used, and how long an edit keeps it from answering.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/findBrowser.js";
import { serveWorkbook } from "../../tools/workbookServer.js";

const CELLS = 10_000;
const ROUNDS = 21;
const WARM_UP_ROUNDS = 10;

const USAGE = [
  ["input", "=$B$1"],
  ["cached_input", 2000],
  ["output", 300],
];

const CONFIG = JSON.stringify({
  ...{ architectures: ["Qwen3ForCausalLM"], model_type: "qwen3", hidden_size: 4096, intermediate_size: 12288, head_dim: 128 },
  ...{
    num_hidden_layers: 36,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    vocab_size: 151936,
    max_position_embeddings: 40960,
  },
});

/** Each a sheet of its own: figures in A, the shared input in B1, the formula down column C. */
const SHEETS = {
  native: { formula: (row) => `=A${row}/$B$1`, shared: 3932 },
  payback: { formula: (row) => `=FT.PAYBACK(A${row}, $B$1)`, shared: 3932 },
  apiCost: { formula: (row) => `=FT.API_COST(A${row}, $B$1, 200, 5, 15)`, shared: 800 },
  apiCostNative: { formula: (row) => `=A${row}*($B$1*5+200*15)*30/1000000`, shared: 800 },
  // The usage stands beside the shared input, which is its first amount: every cell reads the range.
  apiBill: { formula: (row) => `=FT.API_BILL("claude-haiku-4-5", $D$1:$E$3, A${row})`, shared: 5000, beside: USAGE },
  throughput: { formula: (row) => `=FT.TRAINING_THROUGHPUT(A${row}/1000, "lora", "h100_sxm", $B$1)`, shared: 8 },
  servingThroughput: { formula: (row) => `=FT.SERVING_THROUGHPUT(A${row}/1000, "h100_sxm", 1, 512, 256, $B$1)`, shared: 32 },
  // One text for all: it is read once.
  config: {
    formula: (row) => `=FT.SERVING_THROUGHPUT($D$1, "h100_sxm", 1, A${row}/10, 256, $B$1)`,
    shared: 32,
    beside: [[CONFIG]],
  },
};

const cell = (content) => ({ content });

/** In the place of example.json, so that the grid loads the cells at once. */
function workbook() {
  const sheets = Object.entries(SHEETS).map(([title, { formula, shared, beside = [] }]) => ({
    title,
    rows: Array.from({ length: CELLS }, (_, i) => [
      cell(7000 + i),
      i === 0 ? cell(shared) : null,
      cell(formula(i + 1)),
      ...(beside[i] ?? []).map(cell),
    ]),
  }));
  return {
    ...JSON.parse(readFileSync(new URL("../../dist/example.json", import.meta.url), "utf8")),
    sheets: [...sheets, simulationSheet()],
  };
}

const SCENARIO = Object.entries({
  requests_per_day: 50000,
  tokens_in: 800,
  tokens_out: 200,
  price_in_per_1m: 2.5,
  price_out_per_1m: 10,
  price_per_instance_hour: 2.06,
  instances: 2,
  other_cost: 20000,
  horizon_months: 18,
});
const DISTRIBUTIONS = [
  ["requests_per_day", "triangular", 30000, 50000, 80000],
  ["tokens_in", "uniform", 600, 1000],
  ["api_price_change", "triangular", -0.6, -0.3, 0],
];

function simulationSheet() {
  const rows = SCENARIO.map((entry, i) => [
    ...entry.map(cell),
    i === 0 ? cell(`=FT.SIMULATE(A1:B${SCENARIO.length}, D1:H${DISTRIBUTIONS.length}, "npv", 100000)`) : null,
  ]);
  // The formula stands far from what it reads: J1.
  for (const [i, row] of rows.entries()) {
    const formula = row.pop();
    const distribution = DISTRIBUTIONS[i] ?? [];
    rows[i] = [
      ...row,
      null,
      ...Array.from({ length: 5 }, (_, c) => (c < distribution.length ? cell(distribution[c]) : null)),
      null,
      formula,
    ];
  }
  return { title: "simulate", rows };
}

async function open(browser, url, prepare) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(url);
  await page.evaluate(() => window.ftWorkbook.ready);
  return page;
}

/** Milliseconds of one change of each sheet's shared input, the sheets taking turns: the median of each. */
function recalculationTimes(page) {
  return page.evaluate(
    async ({ sheets, cells, rounds, warmUp }) => {
      const times = Object.fromEntries(Object.keys(sheets).map((name) => [name, []]));
      for (let round = -warmUp; round < rounds; round++) {
        for (const [name, { shared }] of Object.entries(sheets)) {
          const start = performance.now();
          // Two values in turn: an unchanged one would be no change. Both leave every cell a number.
          window.ftWorkbook.write(`${name}!B1`, shared * (1 + (Math.abs(round) % 2)));
          const ms = performance.now() - start;
          if (typeof window.ftWorkbook.read(`${name}!C${cells}`) !== "number") {
            throw new Error(`${name}: ${JSON.stringify(window.ftWorkbook.read(`${name}!C${cells}`))}`);
          }
          if (round >= 0) times[name].push(ms);
          // The page draws what changed outside of what is measured.
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      }
      return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1]]));
    },
    {
      sheets: Object.fromEntries(Object.entries(SHEETS).map(([name, { shared }]) => [name, { shared }])),
      cells: CELLS,
      rounds: ROUNDS,
      warmUp: WARM_UP_ROUNDS,
    },
  );
}

/** The longest time the page did not answer while an input of 100,000 trials was edited: the median of the edits. */
function longestPause(page) {
  return page.evaluate(async () => {
    const pauses = [];
    const answer = () => new Promise((resolve) => setTimeout(resolve));
    for (let round = -2; round < 9; round++) {
      let last = performance.now();
      let longest = 0;
      window.ftWorkbook.write("simulate!B1", 50000 + Math.abs(round) * 100);
      for (let tick = 0; tick < 20; tick++) {
        await answer();
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }
      if (typeof window.ftWorkbook.read("simulate!K1") !== "number") {
        throw new Error(`SIMULATE: ${JSON.stringify(window.ftWorkbook.read("simulate!J1:K1"))}`);
      }
      if (round >= 0) pauses.push(longest);
    }
    return pauses.sort((a, b) => a - b)[pauses.length >> 1];
  });
}

/** The pane, from the click to its first button, and the largest case, from the click to the word that it is written. */
async function paneTimes(browser, url) {
  const opening = [];
  const writing = [];
  for (let round = 0; round < 3; round++) {
    const page = await open(browser, url);
    const pane = page.frameLocator("iframe[title='FT: does fine-tuning pay?']");
    let start = performance.now();
    await page.getByRole("button", { name: "FT pane" }).click();
    await pane.getByRole("button", { name: "Insert an example" }).waitFor();
    opening.push(performance.now() - start);
    await pane.getByRole("tab", { name: "Cases" }).click();
    const insert = pane.getByRole("button", { name: "Insert: 6 Simple framework" });
    await insert.waitFor();
    start = performance.now();
    await insert.click();
    await pane.getByRole("status", { name: "Result" }).getByText("Written").waitFor();
    writing.push(performance.now() - start);
    await page.context().close();
  }
  const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
  return { openMs: median(opening), writeMs: median(writing) };
}

/** The figures of one run; none where there is no browser. */
export async function workbookBench() {
  const executablePath = findBrowser();
  if (!executablePath) {
    console.log("workbook: skipped, no Chromium, Chrome or Edge found");
    return [];
  }
  const server = await serveWorkbook();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const first = await open(browser, server.url);
    const readyMs = await first.evaluate(() => performance.getEntriesByName("ft-workbook-ready")[0].startTime);
    await first.context().close();
    const page = await open(browser, server.url, (blank) =>
      blank.route("**/example.json", (route) => route.fulfill({ json: workbook() })),
    );
    const ms = await recalculationTimes(page);
    const pause = await longestPause(page);
    await page.context().close();
    const { openMs, writeMs } = await paneTimes(browser, server.url);
    return [
      { name: "10,000 FT.PAYBACK cells, a shared input changed, against =A1/$B$1", ratio: ms.payback / ms.native, target: 2 },
      {
        name: "10,000 FT.API_COST cells, a shared input changed, against the same arithmetic",
        ratio: ms.apiCost / ms.apiCostNative,
        target: 2,
      },
      { name: "10,000 FT.API_BILL cells against FT.PAYBACK cells", ratio: ms.apiBill / ms.payback, target: 1.5 },
      { name: "10,000 FT.TRAINING_THROUGHPUT cells against FT.PAYBACK cells", ratio: ms.throughput / ms.payback, target: 2 },
      {
        name: "10,000 FT.SERVING_THROUGHPUT cells against FT.PAYBACK cells",
        ratio: ms.servingThroughput / ms.payback,
        target: 2,
      },
      { name: "10,000 FT.SERVING_THROUGHPUT cells of one config.json", ratio: ms.config / ms.payback, target: 2 },
      { name: "10,000 FT.PAYBACK cells", ms: ms.payback },
      { name: "page can be used", ms: readyMs, target: 1500 },
      { name: "longest pause after an edit under 100,000 trials of FT.SIMULATE", ms: pause, target: 200 },
      { name: "pane can be used, from the click", ms: openMs, target: 1000 },
      { name: "largest case written, more than 300 cells with formats", ms: writeMs, target: 1000 },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.table(await workbookBench());
