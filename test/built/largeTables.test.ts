import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { customFunctionsRuntime } from "../support/customFunctionsGlobal";
import { type CellError, DIST, loadImplementations, type Result } from "../support/builtFunctions";

/*
 * Whole columns, many unknown keys, many months, answers of more than 5 MB: each was slow once, or gone for good. What they
 * answer is tried here; how long they take, npm run bench tells.
 */

type Call = (...args: unknown[]) => Result;

const functions = loadImplementations();
const call = (id: string): Call => functions.get(id) as Call;

const HEADERS = ["requests_per_day", "tokens_in", "tokens_out", "price_in_per_1m", "price_out_per_1m", "price_per_instance_hour"];
const ROW = [50_000, 800, 200, 5, 5, 1.25];
const rowsOf = (count: number): number[][] => Array.from({ length: count }, (_, i) => [ROW[0] + i, ...ROW.slice(1)]);

test("a million rows of which a hundred are filled are a hundred scenarios", () => {
  const blank = HEADERS.map(() => null);
  const filled = rowsOf(100);
  const whole: unknown[][] = Array.from({ length: 1_048_575 }, (_, i) => filled[i] ?? [...blank]);
  const answer = call("SCENARIOS")([HEADERS], whole, [["api_cost"]], false);
  expect(answer).toHaveLength(100);
  expect((answer as unknown as number[][])[99][0]).toBeCloseTo(((50_099 * 1000 * 5) / 1e6) * 30, 6);
});

test("a million rows are refused before they are computed where they are too many, the blank ones not counted", () => {
  const rows = rowsOf(1_000_000);
  const ask = (outputs: string[]) => call("SCENARIOS")([HEADERS], rows, [outputs], false);
  // 500 ms at 20 ns for each of 6 columns and 80 ns for each of 5 outputs: 961,538 rows.
  expect(() => ask(["api_cost", "ft_cost", "saving", "cash_saving", "npv"])).toThrow("rows must be at most 961,538 in one call");
  rows.fill(
    HEADERS.map(() => 0),
    100,
  );
  expect(ask(["api_cost", "ft_cost", "saving", "cash_saving", "npv"])).toHaveLength(100);
});

test("100,000 rows with a month by month rate over fifty years are refused before they are computed, with the number that fits", () => {
  const headers = [...HEADERS, "horizon_months"];
  const rows = rowsOf(100_000).map((row) => [...row, 600]);
  const refused = () => call("SCENARIOS")([headers], rows, [["irr"]], false);
  // 500 ms at 20 ns for each of 7 columns, 80 for the output and 40 for each of 600 months: 20,644 rows, 40 whole parts of 512.
  expect(refused).toThrow("irr of 100000 rows or trials takes too long for one call: the first 20480 fit");
});

test("20,000 rows with an unknown model each say so, row by row", () => {
  const headers = [...HEADERS.slice(0, 3), "api_model", "price_per_instance_hour"];
  const rows = Array.from({ length: 20_000 }, (_, i) => [50_000, 800, 200, `gpt-${i}o-mimi`, 1.25]);
  const answer = call("SCENARIOS")([headers], rows, [["api_cost"]], false);
  const messages = (answer as unknown as { message: string }[][]).map(([{ message }]) => message);
  expect(messages.every((message, i) => message.includes(`gpt-${i}o-mimi`))).toBe(true);
  // Looking for near names takes its time: the first twenty of a table are searched for.
  expect(messages.filter((message) => message.includes("nearest")).length).toBeLessThanOrEqual(20);
  expect(messages[5]).toContain("nearest: gpt-5");
});

/** Letters, a table of thirty checks among them: far fewer than the longest key, which is never given back whole. */
const LONGEST_ANSWER = 5000;

describe("an unknown key is answered shortly, however long it is", () => {
  const scenario = (name: string, value: unknown) => [...HEADERS.map((header, i) => [header, ROW[i]]), [name, value]];
  const calls: Record<string, (key: string) => unknown[]> = {
    GPU_SPEC: (key) => [key, "memory_gb"],
    GPU_PRICE: (key) => [key, "on_demand"],
    MODEL_SPEC: (key) => [key, "layers"],
    API_PRICE: (key) => [key, "input"],
    SOURCE: (key) => [key],
    LIST: (key) => [key],
    TRAINING_MEMORY: (key) => [key, "lora"],
    TRAINING_THROUGHPUT: (key) => ["llama-3.1-8b", "lora", key],
    SERVING_MEMORY: (key) => [key],
    SERVING_THROUGHPUT: (key) => ["llama-3.1-8b", key],
    API_BILL: (key) => [key, [["input", 1]], 1],
    MODEL: (key) => [scenario(key, 1), "npv"],
    CHECKS: (key) => [scenario("model_b", key)],
  };
  test.each(Object.keys(calls))("FT.%s", (id) => {
    const ask = (key: string): string => {
      try {
        return String(call(id)(...calls[id](key)));
      } catch (error) {
        expect(["#VALUE!", "#N/A"]).toContain((error as CellError & { code?: string }).code);
        return (error as CellError).message;
      }
    };
    for (const length of [16, 256, 32_767]) {
      // Letters of real names, the same digit over and over, and blanks: whatever a pattern could go back over.
      for (const of of ["gpt-claude-llama-h100-", "1", "a "]) {
        expect(ask(`${of.repeat(length).slice(0, length - 3)}100`).length).toBeLessThan(LONGEST_ANSWER);
      }
    }
  });
});

describe("an answer of more than 5 MB", () => {
  const OUTPUTS = call("LIST")("outputs") as unknown as string[][];
  const outputs = OUTPUTS.slice(0, 25).map(([name]) => name);

  /** functions.js beside an Office object of a platform, as a host has it. */
  function scenariosOn(platform: string): Call {
    const found = new Map<string, Call>();
    const CustomFunctions = customFunctionsRuntime((id, implementation) => found.set(id, implementation as Call));
    const context = vm.createContext({ CustomFunctions, Office: { context: { platform } } });
    vm.runInContext(readFileSync(path.join(DIST, "functions.js"), "utf8"), context);
    return found.get("SCENARIOS") as Call;
  }

  test("is refused on the web with the number of rows that fit, and computed on the desktop", () => {
    expect(outputs).toHaveLength(25);
    const rows = rowsOf(40_000);
    const onTheWeb = scenariosOn("OfficeOnline");
    let fit = 0;
    try {
      onTheWeb([HEADERS], rows, [outputs], false);
    } catch (error) {
      fit = Number(/ask for (\d+) rows or fewer/.exec((error as CellError).message)?.[1]);
    }
    expect(fit).toBeGreaterThan(5000);
    expect(fit).toBeLessThan(40_000);
    const answer = onTheWeb([HEADERS], rows.slice(0, fit), [outputs], false);
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(5 * 2 ** 20);
    const all = scenariosOn("PC")([HEADERS], rows, [outputs], false);
    expect(all).toHaveLength(40_000);
    expect(Buffer.byteLength(JSON.stringify(all))).toBeGreaterThan(5 * 2 ** 20);
  });
});
