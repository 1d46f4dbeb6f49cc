import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/* The command line over the built reader, as a user runs it. */

const folder = mkdtempSync(path.join(tmpdir(), "usage-"));
afterAll(() => rmSync(folder, { recursive: true }));

function usage(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [path.join(__dirname, "../../tools/usage.js"), ...words], { encoding: "utf8" });
}

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

const CSV = `timestamp,model,prompt_tokens,completion_tokens,cost_usd
2026-10-01T10:00:00Z,gpt-4o,1000,100,0.0035
2026-10-02T10:30:00Z,gpt-4o,3000,300,0.0105
2026-10-02T11:30:00Z,gpt-4o,-1,300,0.0105
`;

test("prints the traffic as JSON and says what was not counted", () => {
  const { status, stdout, stderr } = usage(file("log.csv", CSV));
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    days: 2,
    models: [{ model: "gpt-4o", requests: 2, input: 4000, cached_input: 0, cache_write: 0, output: 400, cost: 0.014 }],
    // All 4,400 tokens fall in one hour of 24.
    inputs: { requests_per_day: 1, tokens_in: 2000, tokens_out: 200, cached_share: 0, cache_write_share: 0, peak_factor: 24 },
    hourly: Array.from({ length: 24 }, (_, hour) => (hour === 10 ? 2200 : 0)),
  });
  expect(stderr).toBe("not counted, 1 row: prompt_tokens is negative, from row 4\n");
});

test("takes the columns it is told", () => {
  const at = file("own.csv", "when,what,a,b\n2026-10-01,m,10,1\n");
  const { status, stdout } = usage(at, "--map", "start=when", "--map", "model=what", "--map", "input=a", "--map", "output=b");
  expect(status).toBe(0);
  expect(JSON.parse(stdout).models[0]).toMatchObject({ model: "m", input: 10, output: 1 });
});

test.each([
  ["a missing file", () => [path.join(folder, "none.csv")], /none\.csv cannot be read: there is no such file\.\n$/],
  ["a folder", () => [folder], /it is not a file\.\n$/],
  ["a letter", () => [file("letter.txt", "Dear Sir\nhello\n")], /^letter\.txt cannot be read: it is not an export that is known/],
  ["no file", () => [], /^Name a usage export/],
  ["an unknown field", () => [file("x.csv", CSV), "--map", "tokens=a"], /--map takes FIELD=COLUMN/],
])("%s: one sentence and exit code 1", (_, words, message) => {
  const { status, stdout, stderr } = usage(...words());
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});
