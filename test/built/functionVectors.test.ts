import { readFileSync } from "node:fs";
import path from "node:path";
import { builtFunctions, isCellError, type CellError } from "../support/builtFunctions";

/*
 * The closed-form functions and FT.MODEL through dist/functions.js, called as Excel calls them. Every expected value was
 * made by an independent implementation of the catalogue's equations (Python: exact fractions where instances are
 * counted, statistics.NormalDist for sample sizes, bisection over every sign change for rates of return), written
 * without sight of this engine. Tolerance 1e-9 relative; a row with `rounded` holds a figure printed in the catalogue or
 * in a case, and must agree with it to half of that unit.
 *
 * Where the catalogue leaves a choice, the rows hold the one taken: with tokens_per_second given, a month's fleet is
 * sized for the whole traffic of the month, also while it moves over; the band of the largest fleet has no break-even
 * beyond its capacity. Where the flows of a scenario have several rates of return, its irr is not compared.
 */

type Expected = number | string | boolean | null | { error: string } | Expected[];

interface FunctionRow {
  id: string;
  args: unknown[];
  expected: Expected;
  rounded?: number;
  note?: string;
}

interface ScenarioRow {
  inputs: Record<string, number>;
  outputs: Record<string, Expected>;
  rounded?: Record<string, number>;
  note?: string;
}

const read = <T>(file: string): T[] => JSON.parse(readFileSync(path.join(__dirname, "../vectors", file), "utf8")) as T[];
const functions = builtFunctions();

function isExpectedError(expected: Expected): expected is { error: string } {
  return typeof expected === "object" && expected !== null && "error" in expected;
}

/** What is wrong with a result, or undefined. */
function difference(got: unknown, expected: Expected, rounded?: number): string | undefined {
  const told = () => `${JSON.stringify(expected)} expected, got ${JSON.stringify(got)}`;
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return told();
    for (const [i, one] of expected.entries()) {
      // A table's unit column is not part of the equations.
      const cells = Array.isArray(one) ? (got[i] as unknown[]).slice(0, one.length) : got[i];
      const wrong = difference(cells, one, rounded);
      if (wrong) return `[${i}] ${wrong}`;
    }
    return undefined;
  }
  if (isExpectedError(expected)) {
    if (!isCellError(got) || got.error !== expected.error) return told();
    const mustTell = expected.error === "#VALUE!" || expected.error === "#N/A";
    return mustTell && (got as CellError).message.length < 10 ? `no message with ${expected.error}` : undefined;
  }
  if (typeof expected !== "number") return got === expected ? undefined : told();
  const tolerance = rounded === undefined ? Math.max(1e-9 * Math.abs(expected), 1e-12) : rounded * 0.50000001;
  return typeof got === "number" && Math.abs(got - expected) <= tolerance ? undefined : told();
}

const single = (result: unknown): unknown =>
  Array.isArray(result) && result.length === 1 && (result[0] as unknown[]).length === 1 ? (result as unknown[][])[0][0] : result;

const rowsOfFunction = new Map<string, FunctionRow[]>();
// money.json was made later in the same way: exact fractions, turns of a conversation added up, 50 digits for an exponential.
for (const row of ["functions.json", "money.json"].flatMap(read<FunctionRow>)) {
  const rows = rowsOfFunction.get(row.id) ?? [];
  rowsOfFunction.set(row.id, [...rows, row]);
}

describe.each([...rowsOfFunction])("functions.json: FT.%s", (id, rows) => {
  test.each(rows.map((row) => [JSON.stringify(row.args).slice(1, -1).slice(0, 90), row.note ?? "", row] as const))(
    "(%s) %s",
    (_, __, { args, expected, rounded }) => {
      const result = functions.call(id, ...args);
      expect(difference(Array.isArray(expected) ? result : single(result), expected, rounded)).toBeUndefined();
    },
  );
});

describe("scenario.json: FT.MODEL", () => {
  const rows = read<ScenarioRow>("scenario.json");
  test.each(rows.map((row, i) => [i, row.note ?? "", row] as const))("row %i: %s", (_, __, { inputs, outputs, rounded }) => {
    const table = functions.call("MODEL", Object.entries(inputs));
    if (!Array.isArray(table)) throw new Error(`a spilled table expected, got ${JSON.stringify(table)}`);
    const values = new Map(table.map(([name, value]) => [name as string, value]));
    for (const [name, expected] of Object.entries(outputs)) {
      const wrong = difference(values.get(name), expected, rounded?.[name]);
      if (wrong) throw new Error(`${name}: ${wrong}`);
    }
  });
});

test("the vectors cover every function that is a closed form", () => {
  expect(rowsOfFunction.size).toBe(44);
  for (const [id, rows] of rowsOfFunction) expect([id, rows.length >= 5]).toEqual([id, true]);
  expect(read("scenario.json").length).toBeGreaterThan(120);
});
