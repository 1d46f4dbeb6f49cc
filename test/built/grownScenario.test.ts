import { readFileSync } from "node:fs";
import path from "node:path";
import { builtFunctions, isCellError, type Result } from "../support/builtFunctions";
import { expectClose } from "../support/vectors";

/*
 * What-if questions about a scenario that brings its bill instead of its traffic, or a model instead of its prices, held to
 * an independent implementation of the rules in docs/what-if.md (test/vectors/whatif.json): traffic is derived once, from the
 * scenario's own values; prices follow the length of the prompt.
 */
type Inputs = Readonly<Record<string, number | string>>;
interface WhatIfRow {
  scenario: string;
  input: string;
  output: string;
  values: number[];
  expected: number[];
}
const { scenarios, rows } = JSON.parse(readFileSync(path.join(__dirname, "../vectors/whatif.json"), "utf8")) as {
  scenarios: Record<string, Inputs>;
  rows: WhatIfRow[];
};

const functions = builtFunctions();
const table = (result: Result): unknown[][] => {
  if (!Array.isArray(result)) throw new Error(`a table expected, got ${JSON.stringify(result)}`);
  return result;
};
/** One output of a scenario: a value or its error. */
const modelOf = (inputs: unknown[][], output: string): unknown => {
  const result = functions.call("MODEL", inputs, output);
  return Array.isArray(result) ? result[0][0] : result;
};
const named = rows.map((row) => [`${row.scenario}: ${row.output} at ${row.input} ${row.values.join(", ")}`, row] as const);

test.each(named)("FT.SENSITIVITY, %s", (_, { scenario, input, output, values, expected }) => {
  const block = Object.entries(scenarios[scenario]);
  const [, ...results] = table(
    functions.call(
      "SENSITIVITY",
      block,
      input,
      values.map((value) => [value]),
      output,
    ),
  );
  results.forEach(([, result], i) => expectClose(Number(result), expected[i]));
});

test.each(named)("FT.TORNADO, %s", (_, { scenario, input, output, values, expected }) => {
  const block = Object.entries(scenarios[scenario]);
  const [low, high] = [0, values.length - 1];
  const [, bar] = table(functions.call("TORNADO", block, [[input, values[low], values[high]]], output));
  expectClose(Number(bar[1]), expected[low]);
  expectClose(Number(bar[3]), expected[high]);
});

test.each(named)("FT.SIMULATE of fixed values, %s", (_, { scenario, input, output, values, expected }) => {
  const block = Object.entries(scenarios[scenario]);
  const [first] = table(functions.call("SIMULATE", block, [[input, "discrete", values[0], 1]], output, 8));
  expectClose(Number(first[1]), expected[0]);
});

test("FT.GOALSEEK finds the bill at which the project breaks even in a month", () => {
  const block = Object.entries(scenarios.bill);
  const bill = Number(functions.call("GOALSEEK", block, "api_bill_per_month", 0, "saving"));
  const rest = Object.entries({ ...scenarios.bill, api_bill_per_month: bill });
  expect(Math.abs(Number(modelOf(rest, "saving")))).toBeLessThan(1e-6);
});

const without = (inputs: Inputs, ...names: string[]): Inputs =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));

describe("a bill without traffic", () => {
  const block = (changes: Inputs): [string, unknown][] => Object.entries({ ...scenarios.bill, ...changes });

  test("of requests that cost nothing is #DIV/0! in what depends on traffic, and nowhere else", () => {
    const free = block({ price_in_per_1m: 0, price_out_per_1m: 0 });
    for (const output of ["tokens_per_day", "api_cost", "saving", "npv", "irr", "payback_months", "above_breakeven"]) {
      expect([output, modelOf(free, output)]).toEqual([output, expect.objectContaining({ error: "#DIV/0!" })]);
    }
    expect(modelOf(free, "storage_cost")).toBeCloseTo(0.322, 12);
    const swept = functions.call("SENSITIVITY", free, "instances", [[1], [2]], "saving");
    expect(swept).toEqual(expect.objectContaining({ error: "#DIV/0!" }));
  });

  test("spoils nothing where the traffic is given, even if its cell holds an error", () => {
    const error = { type: "Error", basicType: "Error", basicValue: "#N/A", errorType: "NotAvailable" };
    const both = [...block({ requests_per_day: 1000 }).filter(([name]) => name !== "api_bill_per_month")];
    expect(modelOf([...both, ["api_bill_per_month", error]], "tokens_per_day")).toBe(1_000_000);
  });

  test("inherits the error of a price that it needs", () => {
    const error = { type: "Error", basicType: "Error", basicValue: "#N/A", errorType: "NotAvailable" };
    const priced = block({}).filter(([name]) => name !== "price_in_per_1m");
    expect(modelOf([...priced, ["price_in_per_1m", error]], "tokens_per_day")).toMatchObject({ error: "#N/A" });
  });
});

describe("a model in place of prices", () => {
  const unpriced = without(scenarios.bill, "price_in_per_1m", "price_out_per_1m");
  const value = (inputs: Inputs, output: string): unknown => modelOf(Object.entries(inputs), output);

  test("that is not known fails what needs a price, naming the nearest", () => {
    const wrong = { ...unpriced, api_model: "gpt-4oo" };
    const cost = value(wrong, "api_cost");
    if (!isCellError(cost)) throw new Error("an error expected");
    expect(cost.error).toBe("#N/A");
    expect(cost.message).toContain("gpt-4o");
    expect(value(wrong, "storage_cost")).toBeCloseTo(0.322, 12);
  });

  test("that is not known spoils nothing where prices are entered", () => {
    expect(value({ ...scenarios.bill, api_model: "gpt-4oo" }, "api_cost")).toBeCloseTo(8000, 6);
  });

  test("as of a day before its first price is #N/A, a date that is none #VALUE!", () => {
    expect(value({ ...unpriced, api_model: "gpt-4o", as_of: "2020-01-01" }, "api_cost")).toMatchObject({ error: "#N/A" });
    expect(value({ ...unpriced, api_model: "gpt-4o", as_of: "soon" }, "api_cost")).toMatchObject({ error: "#VALUE!" });
  });

  test("takes the place of a price of 0, not of one that is none", () => {
    const zero = { ...scenarios.bill, api_model: "gpt-4o", as_of: "2026-09-23", requests_per_day: 1000 };
    expect(value({ ...zero, price_in_per_1m: 0 }, "blended_price_per_1m")).toBeCloseTo((800 * 2.5 + 200 * 10) / 1000, 12);
    expect(value({ ...zero, price_in_per_1m: "none" }, "blended_price_per_1m")).toBeCloseTo((200 * 10) / 1000, 12);
  });
});

test("shares of the cache that are more than the whole are an error", () => {
  const over = { ...scenarios.bill, cached_share: 0.7, cache_write_share: 0.4 };
  const cost = modelOf(Object.entries(over), "api_cost");
  expect(cost).toMatchObject({ error: "#VALUE!" });
  const [, [, fits], [, tooMuch]] = table(
    functions.call(
      "SENSITIVITY",
      Object.entries({ ...over, cached_share: 0.5 }),
      "cache_write_share",
      [[0.5], [0.6]],
      "api_cost",
    ),
  );
  expect(Number(fits)).toBeGreaterThan(0);
  expect(tooMuch).toMatchObject({ error: "#VALUE!" });
});

describe("a cloud instance in place of a price", () => {
  const unpriced = without(scenarios.bill, "price_per_instance_hour");
  const value = (inputs: Inputs, output: string): unknown => modelOf(Object.entries(inputs), output);

  test("has its price and its GPUs", () => {
    // $6.88 per GPU-hour on demand, eight GPUs, four instances, 720 hours.
    expect(value({ ...unpriced, gpu: "p5.48xlarge" }, "serving_cost")).toBeCloseTo(6.88 * 8 * 4 * 720, 6);
    expect(value({ ...unpriced, gpu: "p5.48xlarge", price_per_instance_hour: 0 }, "serving_cost")).toBeCloseTo(158_515.2, 6);
    expect(value({ ...unpriced, gpu: "p5.48xlarge", price_per_instance_hour: 40 }, "serving_cost")).toBeCloseTo(115_200, 6);
    const rows = table(functions.call("CHECKS", Object.entries({ ...unpriced, gpu: "p5.48xlarge", model_b: 70 })));
    expect(rows.find(([check]) => check === "model_fits_gpu")?.[2]).toContain("8 × h100_sxm");
  });

  test("is none where a card is named", () => {
    expect(value({ ...unpriced, gpu: "h100_sxm" }, "serving_cost")).toMatchObject({ error: "#VALUE!" });
  });
});
