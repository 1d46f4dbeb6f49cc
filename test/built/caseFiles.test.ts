import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { caseWriter } from "../../tools/caseWorkbook";
import { DIST } from "../support/builtFunctions";

/* Business cases as files: those that ship, and what the command line writes. */

const ROOT = path.join(__dirname, "../..");
const SHIPPED = path.join(ROOT, "assets/cases");
const writer = caseWriter(DIST);

/** The parts of a file; figures to twelve digits, since the native functions of two platforms may differ in the last. */
function partsOf(bytes: Uint8Array): Map<string, string> {
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]): [string, string] => [name, strFromU8(part)]);
  const rounded = (text: string): string =>
    text.replace(
      /(<v>|<c:v>)(-?\d[\d.]*(?:e[+-]?\d+)?)(?=<)/gi,
      (_, tag: string, figure: string) => tag + Number(Number(figure).toPrecision(12)),
    );
  return new Map(parts.map(([name, text]) => [name, rounded(text)]));
}

function caseBytes(key: string): Uint8Array {
  const inputs = writer.caseInputs(key);
  const plan = writer.businessCase(inputs);
  return writer.xlsxFile(plan, writer.valuesOf(plan), { date: inputs.date });
}

describe("the worked cases that ship (UPDATE=1 writes them anew)", () => {
  const keys = writer.caseKeys();

  test.each(keys)("%s is what the plans and the functions of today write", (key) => {
    const bytes = caseBytes(key);
    const file = path.join(SHIPPED, `${key}.xlsx`);
    if (process.env.UPDATE === "1") {
      mkdirSync(SHIPPED, { recursive: true });
      // A file that says the same stays as it is, to the byte.
      if (!existsSync(file) || !sameParts(partsOf(readFileSync(file)), partsOf(bytes))) writeFileSync(file, bytes);
    }
    const [shipped, fresh] = [partsOf(readFileSync(file)), partsOf(bytes)];
    const different = [...fresh].filter(([name, text]) => shipped.get(name) !== text).map(([name]) => name);
    expect([different, [...shipped.keys()]]).toEqual([[], [...fresh.keys()]]);
  });

  test("are the six scenarios", () => {
    expect(keys).toEqual(["classification", "support", "code_generation", "startup_low", "startup_high", "gpt_4o_replacement"]);
    expect(readdirSync(SHIPPED).sort()).toEqual(keys.map((key) => `${key}.xlsx`).sort());
  });

  test("a case is the same bytes every time", () => {
    expect(Buffer.from(caseBytes("support")).equals(Buffer.from(caseBytes("support")))).toBe(true);
  });
});

const sameParts = (a: Map<string, string>, b: Map<string, string>): boolean =>
  a.size === b.size && [...a].every(([name, text]) => b.get(name) === text);

describe("the command line", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ft-case-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string): string => path.join(folder, name);

  let said = "";
  function run(...words: string[]): { code: number; error: string } {
    try {
      const output = execFileSync(process.execPath, [path.join(ROOT, "tools/case.js"), ...words], {
        stdio: "pipe",
        env: { ...process.env, FT_DIST: DIST },
      });
      said = output.toString();
      return { code: 0, error: "" };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: Buffer };
      return { code: status, error: stderr.toString() };
    }
  }
  const text = (name: string, part: string): string => strFromU8(unzipSync(readFileSync(file(name)))[part]);

  test("writes a worked case, and a copy with values", () => {
    expect(run("--case", "support", "--out", file("a.xlsx"))).toEqual({ code: 0, error: "" });
    expect(said).toMatch(/a\.xlsx: Self-hosting .* is worth \$102,825 .* it pays in \d+ of 100 trials\.\n$/);
    expect(readFileSync(file("a.xlsx")).equals(Buffer.from(caseBytes("support")))).toBe(true);
    expect(run("--case", "support", "--values", "--out", file("b.xlsx")).code).toBe(0);
    expect(text("a.xlsx", "xl/worksheets/sheet3.xml")).toContain("_xldudf_FT_MODEL(");
    expect(text("b.xlsx", "xl/worksheets/sheet3.xml")).not.toContain("_xldudf");
  });

  test("writes a case of one's own, with the prices of the model and the GPU it names", () => {
    const inputs = {
      title: '=HYPERLINK("x")',
      requests_per_day: 20000,
      tokens_in: 900,
      tokens_out: 150,
      api_model: "gpt-4o",
      gpu: "l40s",
      date: "2026-09-30",
    };
    writeFileSync(file("in.json"), JSON.stringify(inputs));
    expect(run("--inputs", file("in.json"), "--out", file("own.xlsx"))).toEqual({ code: 0, error: "" });
    const strings = text("own.xlsx", "xl/sharedStrings.xml");
    expect(strings).toContain("=HYPERLINK(&quot;x&quot;)");
    // gpt-4o has cost $2.50 and $10 per 1M tokens since October 2024.
    const cells = text("own.xlsx", "xl/worksheets/sheet2.xml");
    expect(cells).toContain("<v>2.5</v>");
    expect(cells).toContain("<v>10</v>");
    expect(text("own.xlsx", "docProps/core.xml")).toContain("2026-09-30T00:00:00Z");
  });

  test("writes a case from an export, with what it assumes said", () => {
    const rows = [
      "date,model,requests,input,cached,output",
      "2026-09-01,gpt-4o,1000,800000,0,200000",
      "2026-09-02,gpt-4o,3000,2400000,0,600000",
    ];
    writeFileSync(file("use.csv"), rows.join("\n"));
    writeFileSync(file("more.json"), JSON.stringify({ gpu: "l40s" }));
    const report = run("--usage", file("use.csv"), "--inputs", file("more.json"), "--out", file("use.xlsx"));
    expect(report).toEqual({ code: 0, error: "" });
    // 4,000 requests in two days, 800 tokens in each.
    const cells = text("use.xlsx", "xl/worksheets/sheet2.xml");
    expect(cells).toContain("<v>2000</v>");
    expect(cells).toContain("<v>800</v>");
  });

  test.each<[string, string[], RegExp]>([
    ["nothing", [], /^--out FILE.xlsx says where to write/],
    ["no case", ["--out", "x.xlsx"], /^Name a case: --case, --inputs or --usage/],
    ["an unknown case", ["--case", "nonsense", "--out", "x.xlsx"], /^there is no case "nonsense": classification/],
    [
      "the simple framework, which is no scenario",
      ["--case", "simple_framework", "--out", "x.xlsx"],
      /^there is no case "simple_framework"/,
    ],
    ["an unknown word", ["--cas", "support"], /^--cas is no argument/],
    ["a word twice", ["--case", "support", "--case", "support"], /^--case is given twice/],
    ["a word without its value", ["--case", "--out", "x.xlsx"], /^--case needs a value/],
    ["another kind of file", ["--case", "support", "--out", "x.pdf"], /^--out must name an \.xlsx file/],
    [
      "a folder that is not there",
      ["--case", "support", "--out", "/no/such/folder/x.xlsx"],
      /there is no folder \/no\/such\/folder/,
    ],
    ["two cases", ["--case", "support", "--inputs", "x.json", "--out", "x.xlsx"], /^--case stands alone/],
    [
      "a file that is not there",
      ["--inputs", "nowhere.json", "--out", "x.xlsx"],
      /^nowhere.json cannot be read: there is no such file/,
    ],
    ["a folder as a file", ["--inputs", ".", "--out", "x.xlsx"], /^\. cannot be read: it is not a file/],
  ])("%s: exit 1 and one sentence", (_, words, sentence) => {
    const { code, error } = run(...words);
    expect(code).toBe(1);
    expect(error).toMatch(sentence);
    expect(error.trim().split("\n")).toHaveLength(1);
    expect(error).not.toMatch(/\bat .*:\d+:\d+/);
  });
});

describe("the inputs of a file", () => {
  const given = (record: unknown) => () => writer.givenCase(record, "my.json", "2026-11-25");
  const whole = {
    requests_per_day: 1,
    tokens_in: 1,
    tokens_out: 1,
    price_in_per_1m: 1,
    price_out_per_1m: 1,
    price_per_instance_hour: 1,
  };

  test.each<[string, unknown, RegExp]>([
    ["a list", [1], /^my.json must hold one record of names and values/],
    ["an unknown name", { ...whole, request_per_day: 5 }, /^my.json: .*request_per_day.*requests_per_day/],
    ["text for a number", { ...whole, tokens_in: "many" }, /^my.json: tokens_in must be a number, not "many"/],
    ["a value out of range", { ...whole, discount_rate: -2 }, /^my.json: discount_rate must/],
    ["a list as a value", { ...whole, tokens_in: [1] }, /^my.json: tokens_in must be a number or a short text/],
    ["a missing one", { requests_per_day: 1 }, /^my.json: tokens_in is missing/],
    ["no price", { ...whole, price_in_per_1m: undefined }, /^my.json: price_in_per_1m/],
    ["an unknown model", { ...whole, price_in_per_1m: 1, price_out_per_1m: 1, api_model: "gtp-4o" }, /^$/],
    ["a day that is none", { ...whole, date: "25.11.2026" }, /^my.json: date must be a day/],
  ])("%s", (_, record, sentence) => {
    if (sentence.source === "^$") return expect(given(record)).not.toThrow();
    expect(given(record)).toThrow(sentence);
  });

  test("a bill stands for the requests", () => {
    const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== "requests_per_day"));
    expect(given({ ...rest, api_bill_per_month: 8000 })().scenario.api_bill_per_month).toBe(8000);
  });
});
