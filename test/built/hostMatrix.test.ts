import { readFileSync } from "node:fs";
import path from "node:path";
import { workedCases } from "../../src/presets/cases";
import { caseBlock } from "../../src/workbook/caseBlock";
import { decisionBlock } from "../../src/workbook/decisionBlock";
import { exampleWorkbook } from "../../src/workbook/example";
import { functionExample } from "../../src/workbook/functionExample";
import { builtFunctions, isCellError, readJson, type Result } from "../support/builtFunctions";
import { differenceFromExample, parseExampleCall, parseExampleResult } from "../support/exampleFormula";
import { InCells, inCell, type Profile, PROFILES } from "../support/hostProfiles";
import { calculated } from "../support/sheetOfProfile";
import type { BlockPlan } from "../../src/workbook/sheetPlan";

/*
 * One answer on every Excel: the examples, the vectors, the worked cases and every block that is written, under each profile,
 * with the arguments written in the formula and taken from cells.
 */

const OTHERS = PROFILES.filter((profile) => profile !== "web");
const host = new Map(PROFILES.map((profile) => [profile, builtFunctions(profile)]));
const call = (profile: Profile, id: string, args: readonly unknown[]): Result | undefined => {
  const functions = host.get(profile) as ReturnType<typeof builtFunctions>;
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
const names = (id: string): string[] => host.get("web")?.names(id) ?? [];
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
    for (const profile of PROFILES) {
      // A 0 as a fallback needs addresses to be told from an empty cell.
      const isUnknowable = profile === "stale" && names(id).some((name, i) => name.startsWith("if_") && args[i] === 0);
      for (const given of [args, fromCells(args, names(id))]) {
        const got = call(profile, id, given);
        if (got === undefined || isUnknowable) continue;
        expect([profile, differenceFromExample(parseExampleResult(result), got)]).toEqual([profile, undefined]);
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

describe("every vector gives under every profile what it gives on the web", () => {
  test.each(ids)("FT.%s", (id) => {
    for (const { args } of vectors.filter((row) => row.id === id)) {
      const expected = digest(call("web", id, args));
      for (const profile of PROFILES) {
        if (profile === "stale" && names(id).some((name, i) => name.startsWith("if_") && args[i] === 0)) continue;
        for (const given of [args, fromCells(args, names(id))]) {
          const got = call(profile, id, given);
          if (got !== undefined)
            expect([profile, JSON.stringify(args), digest(got)]).toEqual([profile, JSON.stringify(args), expected]);
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
      for (const profile of OTHERS) {
        expect([profile, digest(call(profile, "MODEL", [block]))]).toEqual([profile, whole]);
        expect([profile, digest(call(profile, "SCENARIOS", [headers, rows]))]).toEqual([profile, row]);
      }
    }
  });
});

const blocks: [string, BlockPlan][] = [
  ...workedCases().map((entry): [string, BlockPlan] => [`case ${entry.key}`, caseBlock(entry, [])]),
  [
    "decision",
    decisionBlock({
      requestsPerDay: 50000,
      tokensPerRequest: 1000,
      pricePer1m: 5,
      taskConsistency: "high",
      latencyMs: 300,
      qualityNeed: "medium",
      mlTeam: true,
      fastIteration: false,
    } as never),
  ],
  ...exampleWorkbook().sheets.map((sheet): [string, BlockPlan] => [`sheet ${sheet.title}`, sheet as unknown as BlockPlan]),
  ["an example", functionExample(examples[0])],
];

describe("every block that is written", () => {
  test.each(blocks)("%s", (_, plan) => {
    const web = calculated(plan, "web");
    expect([...web.values()].filter((value) => typeof value === "number").length).toBeGreaterThan(0);
    for (const profile of OTHERS) expect([profile, ...calculated(plan, profile)]).toEqual([profile, ...web]);
  });

  test("the worked cases leave no input empty", () => {
    for (const entry of workedCases()) {
      const { rows } = caseBlock(entry, []);
      const first = rows.findIndex(([cell]) => cell?.content === "requests_per_day");
      for (let r = first; rows[r].length > 1; r++)
        expect([rows[r][0]?.content, rows[r][1]?.content]).not.toEqual([rows[r][0]?.content, ""]);
    }
  });
});

test("the fixture of the last release is not today's metadata", () => {
  expect(host.get("stale")?.ids.length).toBeLessThanOrEqual(host.get("web")?.ids.length ?? 0);
  expect(isCellError(call("stale", "PAYBACK", [100, 0]))).toBe(true);
});
