import fc from "fast-check";
import {
  builtFunctions,
  type CellError,
  isCellError,
  metadata,
  type ParameterMetadata,
  readJson,
} from "../support/builtFunctions";
import { CustomFunctionsError } from "../support/customFunctionsGlobal";
import { parseExampleCall } from "../support/exampleFormula";
import { type CellContent, EMPTY, InCells, inCell } from "../support/hostProfiles";

/*
 * Whatever a cell holds, in whatever argument: a finite value or a cell error that says why. An exception that is not a
 * CustomFunctions.Error fails the call below, since Excel would show it without its message.
 */

interface ReferenceEntry {
  id: string;
  examples: { formula: string; result: string }[];
}

const functions = builtFunctions();
const desktop = builtFunctions("desktop");
const reference = readJson<ReferenceEntry[]>("reference.json");

const errorCell = { type: "Error", basicType: "Error", basicValue: "#DIV/0!", errorType: "Div0" };
const invocation = { address: "Sheet1!B2", functionName: "FT", setResult: () => undefined };
const junkScalars: unknown[] = [
  null,
  "",
  " ",
  0,
  -0,
  1,
  -1,
  0.5,
  2,
  5,
  7.5,
  1e-308,
  -1e-308,
  1e308,
  -1e308,
  1.7976931348623157e308,
  2 ** 53,
  1e15,
  NaN,
  Infinity,
  -Infinity,
  true,
  false,
  "text",
  "5",
  "5 %",
  "-3",
  "1e400",
  "0x10",
  "lora",
  "h100",
  "all",
  "npv",
  "never",
  "=1+1",
  "\u0000",
  "日本語",
  "💥",
  "a".repeat(40_000),
  "constructor",
  "__proto__",
  "toString",
  "#N/A",
  errorCell,
  new CustomFunctionsError("#REF!"),
  invocation,
  { basicValue: 3, type: "Double" },
  {},
  undefined,
];
const junkRanges: unknown[] = [
  [[]],
  [[null]],
  [[""]],
  [[0]],
  [[-1]],
  [[1e308, 1e308]],
  [[NaN]],
  [["text"]],
  [[errorCell]],
  [[true]],
  [[1, 2, 3]],
  [[1], [2], [3]],
  [[-5], [3], [4]],
  [
    ["npv", 1],
    ["npv", 2],
  ],
  [["requests_per_day", "x"]],
  [["requests_per_day", errorCell]],
  [["constructor", 1]],
  [[1], [2, 3]],
  [["", "", ""]],
  [["requests_per_day", "uniform", 2, 1]],
  [Array.from({ length: 50 }, (_, i) => i)],
];

function check(id: string, args: unknown[], host = functions): void {
  const shownArgs = () => JSON.stringify(args)?.slice(0, 300);
  let result: unknown;
  try {
    result = host.call(id, ...args);
  } catch (error) {
    throw new Error(`FT.${id}(${shownArgs()}) threw ${String(error)}`);
  }
  const cells = Array.isArray(result) ? (result as unknown[][]).flat() : [result];
  if (
    Array.isArray(result) &&
    (result.length === 0 || result.some((row) => row.length !== (result as unknown[][])[0].length || row.length === 0))
  ) {
    throw new Error(`FT.${id}(${shownArgs()}) spills no rectangle: ${JSON.stringify(result)?.slice(0, 200)}`);
  }
  for (const cell of cells) {
    if (isCellError(cell)) {
      const { error, message } = cell as CellError;
      const carriesMessage = error === "#DIV/0!" || error === "#NUM!" || error === "#NULL!" || message.length > 5;
      if (!carriesMessage || /internal error|undefined|\[object/.test(message))
        throw new Error(`FT.${id}(${shownArgs()}): ${error} "${message.slice(0, 300)}"`);
    } else if (typeof cell === "number" ? !Number.isFinite(cell) : typeof cell !== "string" && typeof cell !== "boolean") {
      throw new Error(`FT.${id}(${shownArgs()}) gives ${String(cell)}`);
    }
  }
}

/** The arguments of the function's own first example that is no error, so that one argument at a time can be spoiled. */
function goodArguments(entry: ReferenceEntry): unknown[] {
  const example = entry.examples.find(({ result }) => !result.startsWith("#")) ?? entry.examples[0];
  return parseExampleCall(example.formula).args;
}

/** What a cell can hold stands in one; all else is sent as it is. */
function asCells(value: unknown): unknown {
  const content = (each: unknown): CellContent => (each === null || each === undefined ? EMPTY : (each as CellContent));
  const isRange = Array.isArray(value) && value.every(Array.isArray) && value.every((row) => row.length > 0);
  if (isRange) return new InCells((value as unknown[][]).map((row) => row.map(content)));
  return Array.isArray(value) ? value : inCell(content(value));
}

const limited = (parameters: ParameterMetadata[], args: unknown[]): unknown[] =>
  // Trials and rows are honest work, not junk: keep their number small here.
  args.map((value, i) =>
    parameters[i]?.name === "trials" && typeof value === "number" && value > 1000 && value <= 1e7 ? 1000 : value,
  );

describe.each(metadata().functions.map((entry) => [entry.id, entry] as const))("FT.%s", (id, { parameters }) => {
  const entry = reference.find((candidate) => candidate.id === id) as ReferenceEntry;

  test("answers any one argument spoiled", () => {
    const good = goodArguments(entry);
    for (let i = 0; i < parameters.length; i++) {
      const junk =
        parameters[i].dimensionality === "matrix"
          ? [...junkRanges, ...junkScalars.map((value) => [[value]]), null]
          : [...junkScalars, ...junkRanges];
      for (const value of junk) {
        const args = parameters.map((_, j) => (j === i ? value : (good[j] ?? null)));
        check(id, limited(parameters, args));
      }
    }
  });

  test("answers all arguments spoiled", () => {
    const scalar = fc.oneof(fc.constantFrom(...junkScalars), fc.double(), fc.integer({ min: -10, max: 100 }));
    const range = fc.oneof(
      fc.constantFrom(...junkRanges),
      fc.array(fc.array(scalar, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
    );
    const args = fc.tuple(...parameters.map((parameter) => (parameter.dimensionality === "matrix" ? range : scalar)));
    fc.assert(
      fc.property(args, (values) => check(id, limited(parameters, values))),
      { seed: 20261122, numRuns: 300 },
    );
    // The same from cells of an Excel that sends an empty one as 0, FALSE or "".
    fc.assert(
      fc.property(args, (values) => check(id, limited(parameters, values).map(asCells), desktop)),
      { seed: 20261125, numRuns: 300 },
    );
  });

  test("says which argument is missing when called with none", () => {
    const required = parameters.filter((parameter) => !parameter.optional);
    if (required.length === 0) return;
    const result = functions.call(id);
    expect(isCellError(result)).toBe(true);
    expect((result as CellError).message).toContain(required[0].name);
  });
});
