import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { MissingPreset } from "../../src/engine/errors";
import { apiModelKeys, apiPrice, apiPriceHistory, apiPriceOn, findApiModel } from "../../src/presets/apiPrices";

type Row = [key: string, from: string, prices: Record<string, number | string>, source: number, confidence: string];
interface PriceFile {
  sources: string[];
  checks: { as_of: string; version: string; absent: string[] }[];
  rows: Row[];
}
const root = path.join(__dirname, "../..");
const shipped = path.join(root, "src/presets/apiPrices.json");
const readPrices = (file: string): PriceFile => JSON.parse(readFileSync(file, "utf8")) as PriceFile;

test("the prices of 2024 that the worked cases use", () => {
  // GPT-4o $5/$15 (until October), GPT-3.5-turbo $0.5/$1.5, Claude 3.5 Sonnet $3/$15, Claude 3 Haiku $0.25/$1.25 per 1M.
  const on = (model: string, day: string) => [apiPrice(model, "input", { day }), apiPrice(model, "output", { day })];
  expect(on("gpt-4o", "2024-10-15")).toEqual([5, 15]);
  expect(on("gpt-4o", "2024-10-16")).toEqual([2.5, 10]);
  expect(on("gpt-3.5-turbo", "2024-12-31")).toEqual([0.5, 1.5]);
  expect(on("claude-3-5-sonnet", "2024-12-31")).toEqual([3, 15]);
  expect(on("claude-3-haiku", "2024-12-31")).toEqual([0.25, 1.25]);
});

test("a day picks the price in force, at its edges too", () => {
  // OpenAI cut GPT-5.6 Sol from $5/$30 to $4/$20 on 2026-08-21.
  expect(apiPrice("gpt-5.6-sol", "output", { day: "2026-08-20" })).toBe(30);
  expect(apiPrice("gpt-5.6-sol", "output", { day: "2026-08-21" })).toBe(20);
  expect(apiPrice("gpt-5.6-sol", "output")).toBe(20);
  expect(apiPrice("gpt-4o", "input", { day: "2024-05-13" })).toBe(5);
  expect(() => apiPrice("gpt-4o", "input", { day: "2024-05-12" })).toThrow(
    /no price of gpt-4o is dated 2024-05-12 or earlier: the first is of 2024-05-13/,
  );
});

test("an announced price waits for its day", () => {
  // Gemini 3.6 Flash: introductory $0.75/$3.75 through 2026-12-31, then $1.50/$7.50.
  expect(apiPriceOn("gemini-3.6-flash")).toMatchObject({ prices: { input: 0.75, output: 3.75 }, availableUntil: "2026-12-31" });
  expect(apiPriceOn("gemini-3.6-flash", "2027-01-01")).toMatchObject({ prices: { input: 1.5, output: 7.5 } });
  expect(apiPriceOn("gemini-3.6-flash", "2027-01-01").availableUntil).toBeUndefined();
});

test("list prices as the providers' pages state them, of a short prompt where long ones cost more", () => {
  expect([apiPrice("gpt-4o"), apiPrice("gpt-4o", "cached_input"), apiPrice("gpt-4o", "output")]).toEqual([2.5, 1.25, 10]);
  expect([apiPrice("gpt-4o-mini"), apiPrice("gpt-4o-mini", "output")]).toEqual([0.15, 0.6]);
  // $1.25 up to 200K tokens, $2.50 beyond.
  expect([apiPrice("gemini-2.5-pro"), apiPrice("gemini-2.5-pro", "output")]).toEqual([1.25, 10]);
  expect([
    apiPrice("claude-haiku-4-5"),
    apiPrice("claude-haiku-4-5", "cached_input"),
    apiPrice("claude-haiku-4-5", "output"),
  ]).toEqual([1, 0.1, 5]);
  expect([apiPrice("groq/llama-3.3-70b-versatile"), apiPrice("groq/llama-3.3-70b-versatile", "output")]).toEqual([0.59, 0.79]);
});

test("a model without a price for cached input says so", () => {
  expect(() => apiPrice("gpt-4", "cached_input")).toThrow(MissingPreset);
  expect(() => apiPrice("gpt-4o", "cached_input", { day: "2024-06-30" })).toThrow(/no price for cached input as of 2024-05-13/);
});

test.each([
  ["GPT 4o", "gpt-4o"],
  ["openai/gpt-4o", "gpt-4o"],
  ["gpt-4o-2024-11-20", "gpt-4o"],
  ["gpt-4o-2024-05-13", "gpt-4o-2024-05-13"],
  ["anthropic/claude-3.5-sonnet", "claude-3-5-sonnet"],
  ["claude-3-5-sonnet-20241022", "claude-3-5-sonnet"],
  ["claude-sonnet-4-20250514", "claude-sonnet-4-0"],
  ["grok-4", "grok-4-0709"],
  ["mistral-small-latest", "mistral/mistral-small-latest"],
  ["deepseek-chat", "deepseek/deepseek-chat"],
  ["kimi-k2.5", "moonshot/kimi-k2.5"],
  ["us.anthropic.claude-haiku-4-5-20251001-v1:0", "bedrock/anthropic.claude-haiku-4-5-20251001-v1"],
  ["together/meta-llama/Llama-3.3-70B-Instruct-Turbo", "together/llama-3.3-70b-instruct-turbo"],
])("%s is %s", (spelling, key) => {
  expect(findApiModel(spelling)).toBe(key);
});

test("an unknown model names the nearest", () => {
  expect(() => apiPrice("gpt-40")).toThrow(/model "gpt-40" is not a known API model; nearest: gpt-4/);
});

/*
 * History is append-only: every price that was ever shipped stays as it was. A new price goes to the end of the
 * snapshots with UPDATE=1, which never rewrites a line. The first snapshot has the three prices that were kept at first.
 */
test.each([
  ["apiPriceHistory.golden.csv", ({ input, cached_input = "", output = "" }: Row[2]) => `${input},${cached_input},${output}`],
  [
    "apiPriceSheet.golden.csv",
    (prices: Row[2]) =>
      Object.entries(prices)
        .map(([kind, price]) => `${kind}=${price}`)
        .join(";"),
  ],
])("no price that was ever shipped is changed or removed: %s", (name, pricesAsText) => {
  const snapshot = path.join(__dirname, name);
  const lines = readPrices(shipped).rows.map(([key, from, prices]) => `${key},${from},${pricesAsText(prices)}`);
  const before = existsSync(snapshot) ? readFileSync(snapshot, "utf8").trimEnd().split("\n") : [];
  expect(before.filter((line) => !lines.includes(line))).toEqual([]);
  const added = lines.filter((line) => !before.includes(line));
  if (process.env.UPDATE === "1") writeFileSync(snapshot, [...before, ...added, ""].join("\n"));
  else expect(added).toEqual([]);
});

describe("npm run presets:update", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ft-presets-"));
  const file = path.join(folder, "apiPrices.json");
  const update = (asOf: string) =>
    execFileSync("node", ["tools/presetsUpdate.js", `--file=${file}`, `--as-of=${asOf}`], { cwd: root, encoding: "utf8" });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("with the version that the file already holds it changes nothing", () => {
    copyFileSync(shipped, file);
    expect(update("2027-01-01")).toContain("nothing to add");
    expect(readFileSync(file, "utf8")).toBe(readFileSync(shipped, "utf8"));
  });

  test("with another version it appends what changed, keeps every row, and notes what it no longer found", () => {
    // A file of an earlier version, in which GPT-4o cost $4/$12 and a model was sold that is gone.
    const earlier = readPrices(shipped);
    earlier.checks = [{ as_of: "2026-01-01", version: "0.0.1", absent: [] }];
    earlier.rows = [
      ["gpt-4o", "2026-01-01", { input: 4, cached_input: 2, output: 12 }, 1, "high"],
      ["gpt-4.1", "2026-01-01", { input: 2, cached_input: 0.5, output: 8, web_search: 10 }, 1, "high"],
      ["gone-1", "2026-01-01", { input: 1, output: 2 }, 1, "high"],
    ];
    writeFileSync(file, JSON.stringify(earlier));
    update("2026-09-23");
    const after = readPrices(file);
    expect(after.rows.slice(0, 3)).toEqual(earlier.rows);
    expect(after.rows.filter(([key]) => key === "gpt-4o").map((row) => row.slice(1, 3))).toEqual([
      ["2026-01-01", { input: 4, cached_input: 2, output: 12 }],
      ["2026-09-23", { input: 2.5, cached_input: 1.25, output: 10, web_search: 10 }],
    ]);
    // Unchanged, so no second row: the check alone makes it fresh.
    expect(after.rows.filter(([key]) => key === "gpt-4.1")).toHaveLength(1);
    expect(after.checks[1]).toMatchObject({ as_of: "2026-09-23", absent: ["gone-1"] });
    expect(after.sources.slice(0, earlier.sources.length)).toEqual(earlier.sources);
  });
});

test("a price that the last check confirmed is as fresh as the check", () => {
  const [{ as_of }] = readPrices(shipped).checks.slice(-1);
  // GPT-3.5-turbo costs what it did in 2024, so it has one row, and that is confirmed.
  expect(apiPriceHistory("gpt-3.5-turbo")).toHaveLength(1);
  expect(apiPriceOn("gpt-3.5-turbo")).toMatchObject({ from: "2024-01-25", asOf: as_of });
  expect(apiPriceOn("gpt-4o", "2024-06-30").asOf).toBe("2024-05-13");
  expect(apiModelKeys().length).toBeGreaterThan(250);
});
