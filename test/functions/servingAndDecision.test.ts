import { CustomFunctionsError } from "../support/customFunctionsGlobal";
import { decision } from "../../src/functions/decision";
import { decisionScore } from "../../src/functions/decisionScore";
import { gpuCost } from "../../src/functions/gpuCost";
import { instances } from "../../src/functions/instances";
import { options } from "../../src/functions/options";
import { requiredThroughput } from "../../src/functions/requiredThroughput";
import { servingProfile } from "../../src/functions/servingProfile";
import { spotFactor } from "../../src/functions/spotFactor";
import { trainingTokens } from "../../src/functions/trainingTokens";
import { utilization } from "../../src/functions/utilization";

/*
 * What arrives from Excel beside numbers in their place. The arithmetic itself is tested with the engine.
 */

// Excel checks no types: anything may arrive anywhere.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyFunction = (...args: any[]) => unknown;

function errorOf(call: () => unknown): { code: string; message: string } {
  try {
    call();
  } catch (error) {
    if (error instanceof CustomFunctionsError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("no error");
}

describe("numbers", () => {
  test.each<[string, AnyFunction, unknown[], string]>([
    ["a negative price", gpuCost, [1, -3.1], "price_per_gpu_hour must be 0 or more, not -3.1"],
    [
      "a percent typed as 20",
      requiredThroughput,
      [1e7, 20],
      "target_utilization must be greater than 0 and at most 1: write 20 % as 0.2, not 20",
    ],
    ["utilization above 1", instances, [1e7, 400, 1.2], "target_utilization must be greater than 0 and at most 1"],
    ["a range where a scalar belongs", utilization, [[[1, 2]], 5000], "tokens_per_day must be a single value, not a range"],
    ["an overflow", trainingTokens, [1e308, 1e308], "the result is not a finite number"],
    ["text", instances, ["lots", 400], 'tokens_per_day must be a number, not "lots"'],
    ["TRUE", instances, [true, 400], "tokens_per_day must be a number, not TRUE"],
    ["a missing argument", instances, [null, 400], "tokens_per_day is required"],
    ["half an instance", instances, [1e7, 400, 1, 1, 0.5], "min_instances must be a whole number of 0 or more, not 0.5"],
  ])("%s", (_, call, args, message) => {
    const error = errorOf(() => call(...args));
    expect(error.code).toBe("#VALUE!");
    expect(error.message).toContain(message);
  });

  test("text that is a number, a 1×1 range and a percent count as numbers", () => {
    expect((requiredThroughput as AnyFunction)("86400", "50%")).toBe(2);
    expect((utilization as AnyFunction)([[43_200_000]], 5000, null)).toBeCloseTo(0.1, 12);
  });

  test("a blank optional cell gives one answer however it arrives", () => {
    for (const blank of [null, undefined, "", 0]) {
      expect((requiredThroughput as AnyFunction)(86_400, blank, blank)).toBe(1);
      expect((trainingTokens as AnyFunction)(1000, 512, blank)).toBe(512_000);
      expect((utilization as AnyFunction)(43_200_000, 5000, blank)).toBeCloseTo(0.1, 12);
      expect((spotFactor as AnyFunction)(0.65, 0.05, null, null, blank)).toBe(spotFactor(0.65, 0.05));
    }
  });
});

describe("FT.SERVING_PROFILE reads its range", () => {
  const empty: unknown[][] = Array.from({ length: 24 }, () => [0]);
  const cells = (busy: Record<number, unknown>) => empty.map((row, hour) => (hour in busy ? [busy[hour]] : row));
  const profile = (range: unknown) => (servingProfile as AnyFunction)(range, 1000, 6) as unknown[][];

  test("a header, 24 hours and a total per month, from a column, a row or a block", () => {
    const column = cells({ 8: 3_600_000 });
    const table = profile(column);
    expect(table).toHaveLength(26);
    expect(table[0]).toEqual(["hour", "tokens", "instances", "cost"]);
    // 6 for the hour, a sixth of it for ten minutes of warm-up
    expect(table[9]).toEqual([8, 3_600_000, 1, 7]);
    expect(table[25]).toEqual(["total per month", 108_000_000, 30, 210]);
    expect(profile([column.flat()])).toEqual(table);
    expect(profile([0, 6, 12, 18].map((from) => column.flat().slice(from, from + 6)))).toEqual(table);
  });

  test("blank cells are hours without traffic, however they arrive", () => {
    const expected = profile(cells({}));
    for (const blank of [null, "", 0]) expect(profile(Array.from({ length: 24 }, () => [blank]))).toEqual(expected);
  });

  test("an error cell keeps its own error, in its own hour, in what follows from it, and nowhere else", () => {
    const table = profile(cells({ 8: "#REF!", 9: 3_600_000, 20: 3_600_000 }));
    // #REF! is an error that Excel takes but lets no function return: #VALUE! with the reason.
    for (const cell of table[9].slice(1))
      expect(cell).toMatchObject({ code: "#VALUE!", message: "hourly_tokens (hour 8) holds the error #REF!" });
    expect(table[10].slice(0, 3)).toEqual([9, 3_600_000, 1]);
    expect(table[10][3]).toBeInstanceOf(CustomFunctionsError);
    expect(table[21]).toEqual([20, 3_600_000, 1, 7]);
    expect(table[25][3]).toBeInstanceOf(CustomFunctionsError);
    const notAvailable = profile(cells({ 0: { code: "#N/A" } }));
    expect(notAvailable[1][1]).toMatchObject({ code: "#N/A" });
  });

  test("text in an hour fails that hour", () => {
    expect(profile(cells({ 3: "many" }))[4][1]).toMatchObject({
      code: "#VALUE!",
      message: 'hourly_tokens (hour 3) must be a number, not "many"',
    });
  });

  test("another number of cells is refused", () => {
    expect(errorOf(() => profile([[1, 2, 3]])).message).toContain(
      "hourly_tokens must be 24 cells, one for each hour of a day, not 3",
    );
    expect(errorOf(() => profile([[100]])).message).toContain("not 1");
    expect(errorOf(() => profile(null)).message).toContain("hourly_tokens is required");
  });
});

describe("options and flags", () => {
  const answers = [50_000, 1000, 5, "high", 499, "medium", true, false];
  const score = (...args: unknown[]) => (decisionScore as AnyFunction)(...args) as number;
  const withAnswer = (at: number, value: unknown) => answers.map((answer, i) => (i === at ? value : answer));

  test("are read without case, with common short forms, and as 1 and 0", () => {
    // 3 + 2 + 2 + 0 + 0 + 0
    expect(score(...answers)).toBe(7);
    expect(score(50_000, 1000, 5, " HIGH ", 499, "Med", 1, "no")).toBe(7);
  });

  test("an unknown one lists what there is", () => {
    expect(errorOf(() => score(...withAnswer(3, "sometimes")))).toEqual({
      code: "#VALUE!",
      message: 'task_consistency must be one of high, medium, low, not "sometimes"',
    });
    expect(errorOf(() => score(...withAnswer(5, null))).message).toContain("quality_need is required: one of high, medium, low");
    expect(errorOf(() => score(...withAnswer(6, "perhaps"))).message).toBe('ml_team must be TRUE or FALSE, not "perhaps"');
    expect(errorOf(() => score(...withAnswer(4, 0))).message).toBe("latency_ms must be greater than 0, not 0");
  });

  test("FT.DECISION gives its outputs and its table", () => {
    const output = (name: unknown) => (decision as AnyFunction)(...answers, name) as unknown[][];
    expect(output(null)).toEqual([["STRONG: Fine-tune"]]);
    expect(output("Score")).toEqual([[7]]);
    expect(output("API cost per month")).toEqual([[7500]]);
    const table = output("table");
    expect(table.map((row) => row.slice(0, 3))).toEqual([
      ["factor", "input", "points"],
      ["volume", 7500, 3],
      ["consistency", "high", 2],
      ["latency", 499, 2],
      ["quality", "medium", 0],
      ["expertise", true, 0],
      ["iteration", false, 0],
      ["total", "STRONG: Fine-tune", 7],
    ]);
    expect(table[7][3]).toEqual(output("rationale")[0][0]);
    expect(errorOf(() => output("everything")).message).toContain("output must be one of verdict, rationale, score");
  });

  test("FT.OPTIONS rests on the cheapest instance of the reference table, and privacy is not required unless it is said", () => {
    const ways = (...args: unknown[]) => (options as AnyFunction)(...args) as unknown[][];
    const table = ways(30e6, 1, 8, false, 12, "medium", "medium");
    expect(table.map((row) => row[1])).toEqual(["fits", false, false, true, false]);
    expect(table[3][2]).toContain("break-even of 24.7M for a reference instance (7B on a10g, $742 a month)");
    expect(ways(30e6, 1, 8, false, 12, "medium", "medium", "")).toEqual(table);
    expect(ways(30e6, 1, 8, false, 12, "medium", "medium", true).map((row) => row[1])).toEqual([
      "fits",
      false,
      false,
      true,
      false,
    ]);
  });
});
