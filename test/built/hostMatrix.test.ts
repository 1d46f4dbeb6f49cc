import { readFileSync } from "node:fs";
import path from "node:path";
import { version } from "../../package.json";
import { workedCases } from "../../src/presets/cases";
import { caseBlock } from "../../src/workbook/caseBlock";
import { conversationBlock } from "../../src/workbook/conversationBlock";
import { decisionBlock } from "../../src/workbook/decisionBlock";
import { exampleWorkbook } from "../../src/workbook/example";
import { functionExample } from "../../src/workbook/functionExample";
import { gpuComparisonBlock } from "../../src/workbook/gpuComparisonBlock";
import { projectBlock, typicalPhases } from "../../src/workbook/projectBlock";
import { selfTestSheet } from "../../src/workbook/selfTest/selfTestSheet";
import { TRIALS } from "../../src/workbook/selfTest/trials";
import type { BlockPlan } from "../../src/workbook/sheetPlan";
import { builtFunctions, isCellError, readJson, type Result } from "../support/builtFunctions";
import { differenceFromExample, parseExampleCall, parseExampleResult } from "../support/exampleFormula";
import { HOST_NAMES, type HostName, InCells, inCell } from "../support/hostProfiles";
import { calculated } from "../support/sheetOfProfile";

/*
 * One answer on every Excel: the examples, the vectors, the worked cases and every block that is written, under each of them,
 * with the arguments written in the formula and taken from cells.
 */

const OTHERS = HOST_NAMES.filter((host) => host !== "web");
const hosts = new Map(HOST_NAMES.map((host) => [host, builtFunctions(host)]));
const call = (host: HostName, id: string, args: readonly unknown[]): Result | undefined => {
  const functions = hosts.get(host) as ReturnType<typeof builtFunctions>;
  // The last release's metadata lacks functions and arguments of today's.
  if (!functions.ids.includes(id) || args.length > functions.names(id).length) return undefined;
  return functions.call(id, ...args);
};

/** The arguments taken from cells: every value but a fallback, which the rule tells apart by where it stands. */
function fromCells(args: readonly unknown[], places: readonly string[]): unknown[] {
  return args.map((argument, i) => {
    if (argument === null || argument === undefined || places[i]?.startsWith("if_")) return argument;
    if (Array.isArray(argument)) return new InCells((argument as []).map((row) => (Array.isArray(row) ? row : [row])) as never);
    return inCell(argument as number);
  });
}
const names = (id: string): string[] => hosts.get("web")?.names(id) ?? [];
const digest = (result: unknown): string =>
  JSON.stringify(result, (_, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(12)) : value));

interface ReferenceEntry {
  id: string;
  examples: { formula: string; result: string }[];
}
const examples = readJson<ReferenceEntry[]>("reference.json").flatMap((entry) => entry.examples);

describe("every example", () => {
  test.each(examples.map(({ formula, result }) => [formula, result]))("%s", (formula, result) => {
    const { id, args } = parseExampleCall(formula);
    for (const host of HOST_NAMES) {
      // A 0 as a fallback needs addresses to be told from an empty cell.
      const isUnknowable = host === "stale" && names(id).some((name, i) => name.startsWith("if_") && args[i] === 0);
      for (const given of [args, fromCells(args, names(id))]) {
        const got = call(host, id, given);
        if (got === undefined || isUnknowable) continue;
        expect([host, differenceFromExample(parseExampleResult(result), got)]).toEqual([host, undefined]);
      }
    }
  });
});

interface FunctionRow {
  id: string;
  args: unknown[];
}
const vectors = JSON.parse(readFileSync(path.join(__dirname, "../vectors/functions.json"), "utf8")) as FunctionRow[];
const ids = [...new Set(vectors.map(({ id }) => id))];

describe("every vector gives on every Excel what it gives on the web", () => {
  test.each(ids)("FT.%s", (id) => {
    for (const { args } of vectors.filter((row) => row.id === id)) {
      const expected = digest(call("web", id, args));
      for (const host of HOST_NAMES) {
        if (host === "stale" && names(id).some((name, i) => name.startsWith("if_") && args[i] === 0)) continue;
        for (const given of [args, fromCells(args, names(id))]) {
          const got = call(host, id, given);
          if (got !== undefined)
            expect([host, JSON.stringify(args), digest(got)]).toEqual([host, JSON.stringify(args), expected]);
        }
      }
    }
  });

  const scenarios = ["roi.json", "scenario.json"].flatMap(
    (file) => JSON.parse(readFileSync(path.join(__dirname, "../vectors", file), "utf8")) as { inputs: Record<string, number> }[],
  );
  test("scenarios as blocks and as rows", () => {
    const known = new Set((call("web", "LIST", ["inputs"]) as string[][]).flat());
    const usable = scenarios.filter(({ inputs }) => Object.keys(inputs).every((name) => known.has(name)));
    expect(usable.length).toBeGreaterThan(20);
    for (const { inputs } of usable.slice(0, 60)) {
      const block = new InCells(Object.entries(inputs));
      const headers = new InCells([Object.keys(inputs)]);
      const rows = new InCells([Object.values(inputs)]);
      const whole = digest(call("web", "MODEL", [block]));
      const row = digest(call("web", "SCENARIOS", [headers, rows]));
      for (const host of OTHERS) {
        expect([host, digest(call(host, "MODEL", [block]))]).toEqual([host, whole]);
        expect([host, digest(call(host, "SCENARIOS", [headers, rows]))]).toEqual([host, row]);
      }
    }
  });
});

/** Blocks of functions and arguments that the last release's metadata knows. */
const blocks: Record<string, BlockPlan> = {
  ...Object.fromEntries(workedCases().map((entry) => [`case ${entry.key}`, caseBlock(entry, [])])),
  decision: decisionBlock({
    requestsPerDay: 50000,
    tokensPerRequest: 1000,
    pricePer1m: 5,
    taskConsistency: "high",
    latencyMs: 300,
    qualityNeed: "medium",
    mlTeam: true,
    fastIteration: false,
  }),
  project: projectBlock(typicalPhases(), {
    hourly_rate: 150,
    runs: 3,
    cost_per_run: 100,
    data_cost: 0,
    other_cost: 0,
    contingency: 0.1,
    engineers: 2,
    availability: 0.6,
    hours_per_week: 40,
  }),
  GPUs: gpuComparisonBlock(
    { model_b: "llama-3.1-8b", method: "lora", examples: 10000, tokens_per_example: 1000, epochs: 3, spot: false },
    ["h100_sxm", "a10g"],
  ),
  ...Object.fromEntries(exampleWorkbook().sheets.map((sheet) => [`sheet ${sheet.title}`, sheet])),
  "an example": functionExample(examples[0]),
};
const newBlocks: Record<string, BlockPlan> = {
  conversation: conversationBlock(
    {
      calls: 8,
      first_prompt_tokens: 3000,
      added_tokens: 500,
      answer_tokens: 200,
      cache_hit: 0.9,
      kept_tokens: 0,
      conversations_per_day: 1000,
    },
    "claude-haiku-4-5",
  ),
};

describe("every block that is written", () => {
  const web = new Map<string, unknown[]>();
  const all = { ...blocks, ...newBlocks };
  describe.each(HOST_NAMES)("on %s", (host) => {
    test.each(Object.keys(host === "stale" ? blocks : all))("%s", (name) => {
      const cells = [...calculated(all[name], host)];
      if (host === "web") web.set(name, cells);
      expect(cells.filter(([, value]) => typeof value === "number").length).toBeGreaterThan(0);
      expect(cells).toEqual(web.get(name));
    });

    test("the self-test, which passes", () => {
      const cells = calculated(selfTestSheet("0.0.0"), host);
      // What nobody can tell where no addresses are asked for: an empty cell from what is left out.
      const unknown = host === "stale" ? ["A 0 that is written is a fallback", "An empty cell for TRUE or FALSE is FALSE"] : [];
      const passed = `${TRIALS.length - unknown.length} of ${TRIALS.length} pass`;
      const line = String(cells.get("A3"));
      const running = host === "stale" ? "of an earlier release" : version;
      expect(line).toMatch(`FT ${running}, pane 0.0.0: `);
      expect(line.slice(line.indexOf(": ") + 2)).toBe(
        [passed, ...(unknown.length > 0 ? [unknown.join(", ")] : [])].join("; not: "),
      );
    });
  });

  test("the worked cases leave no input empty", () => {
    for (const entry of workedCases()) {
      // Label, name, value: the value is the input.
      const inputs = caseBlock(entry, []).rows.filter((row) => row[2]?.role === "input");
      expect(inputs.length).toBeGreaterThan(50);
      for (const [, name, value] of inputs) expect([name?.content, value?.content]).not.toEqual([name?.content, ""]);
    }
  });
});

test("the fixture of the last release is not today's metadata", () => {
  expect(hosts.get("stale")?.ids.length).toBeLessThanOrEqual(hosts.get("web")?.ids.length ?? 0);
  expect(isCellError(call("stale", "PAYBACK", [100, 0]))).toBe(true);
});
