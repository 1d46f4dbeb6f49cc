import { readFileSync } from "node:fs";
import path from "node:path";
import { builtFunctions, type CellError, isCellError, type Result } from "../support/builtFunctions";
import { EMPTY, InCells } from "../support/hostProfiles";

/*
 * What the what-if functions make of a sheet: error cells, blanks, text, notes and headings in the ranges, called as Excel
 * calls them. Their arithmetic is tested in test/engine/scenario.
 */
const functions = builtFunctions();
const call = (id: string, ...args: unknown[]): Result => functions.call(id, ...args);
const table = (result: Result): unknown[][] => {
  if (!Array.isArray(result)) throw new Error(`a table expected, got ${JSON.stringify(result)}`);
  return result;
};
const message = (value: unknown): string => {
  if (!isCellError(value)) throw new Error(`an error expected, got ${JSON.stringify(value)}`);
  return `${value.error} ${value.message}`;
};
const DIV0 = { type: "Error", basicType: "Error", basicValue: "#DIV/0!", errorType: "Div0" };

const SCENARIO: unknown[][] = [
  ["requests_per_day", 50_000],
  ["tokens_in", 800],
  ["tokens_out", 200],
  ["price_in_per_1m", 5],
  ["price_out_per_1m", 5],
  ["price_per_instance_hour", 1.25],
];
const HEADERS = SCENARIO.map(([name]) => name);
const ROW = SCENARIO.map(([, value]) => value);

describe("a scenario block", () => {
  test("may hold blank rows, units, notes, text numbers and names as people write them, in any order", () => {
    const block = [
      ["Price out per 1M", "5", "$/1M tokens", "list price"],
      ["", "", "", ""],
      ["TOKENS-IN", 800, "", ""],
      ["tokens_out", 200, DIV0, ""],
      [null, null, null, null],
      ["requests_per_day", 50_000, "", ""],
      ["price_in_per_1m", 5, "", ""],
      ["price_per_instance_hour", { type: "FormattedNumber", basicValue: 1.25 }, "", ""],
      ["review_rate_ft", "", "", "not known yet"],
      ["review_rate_api", "2 %", "", ""],
      ["model_b", "llama-3.1-8b", "", ""],
    ];
    const outputs = new Map(table(call("MODEL", block)).map(([name, value]) => [name, value]));
    expect(outputs.get("api_cost")).toBe(7500);
    expect(outputs.get("storage_cost")).toBeCloseTo(8.03 * 2 * 0.023, 4);
    expect(outputs.get("quality_delta")).toBe(0);
  });

  test.each<[string, unknown[][], string]>([
    ["one column", [["tokens_in"]], "#VALUE! scenario must have two columns, names and values; or give names as well"],
    ["nothing", [["", ""]], "#VALUE! scenario is required: rows of an input's name and its value"],
    ["a name that is a number", [[7, 1]], '#VALUE! scenario: there is no input "7"; the nearest are'],
    ["TRUE for a number", [...SCENARIO, ["other_cost", true]], "#VALUE! other_cost must be a number, not TRUE"],
    ["text for a number", [...SCENARIO, ["other_cost", "tbd"]], '#VALUE! other_cost must be a number, not "tbd"'],
    ["an unknown model", [...SCENARIO, ["model_b", "lama-3-8b"]], '#N/A model_b "lama-3-8b" is not a known model; nearest:'],
    ["an error for a name", [[DIV0, 1]], "#DIV/0! scenario (a name) holds the error #DIV/0!"],
  ])("of %s is refused", (_, block, text) => {
    expect(message(call("MODEL", block, "api_cost"))).toContain(text);
  });

  test("with an error cell gives that error to the outputs that need it, and the others stand", () => {
    const outputs = new Map(table(call("MODEL", [...SCENARIO, ["hourly_rate", DIV0]])).map(([name, value]) => [name, value]));
    expect(outputs.get("api_cost")).toBe(7500);
    expect((outputs.get("project_cost") as CellError).error).toBe("#DIV/0!");
    expect((outputs.get("npv") as CellError).error).toBe("#DIV/0!");
    expect(table(call("MODEL", [...SCENARIO, ["hourly_rate", DIV0]], "api_cost"))).toEqual([[7500]]);
  });

  test("as a row under names is that block", () => {
    const whole = table(call("MODEL", SCENARIO));
    expect(table(call("MODEL", [ROW], "all", [HEADERS]))).toEqual(whole);
    expect(
      table(
        call(
          "MODEL",
          ROW.map((value) => [value]),
          null,
          HEADERS.map((name) => [name]),
        ),
      ),
    ).toEqual(whole);
    expect(table(call("MODEL", [["a note", ...ROW]], "all", [["", ...HEADERS]]))).toEqual(whole);
    expect(message(call("MODEL", [ROW], "all", [HEADERS.slice(1)]))).toBe(
      "#VALUE! names and scenario must have the same length: there are 5 names and 6 values",
    );
  });

  test("gives an output that never comes as an error in its own cell, with its message", () => {
    const rows = table(call("MODEL", [...SCENARIO, ["cost_per_review", 1], ["review_rate_ft", 0.9]]));
    const payback = rows.find(([name]) => name === "payback_months") as unknown[];
    expect(message(payback[1])).toBe("#N/A it never pays back: cash_saving is not positive");
    expect(payback[2]).toBe("months");
  });
});

describe("FT.SCENARIOS", () => {
  const ask = (headers: unknown, rows: unknown, outputs: unknown = [["api_cost", "saving"]], header: unknown = false) =>
    call("SCENARIOS", headers, rows, outputs, header);

  test("keeps an error in its own row, and every row in its place", () => {
    const rows = [
      ROW,
      [50_000, 800, 200, -5, 5, 1.25],
      ["", "", "", "", "", ""],
      [50_000, 800, 200, 5, DIV0, 1.25],
      [50_000, 800, 200, 5, "five", 1.25],
      [50_000, "", 200, 5, 5, 1.25],
      ROW.map(String),
    ];
    const answers = table(ask([HEADERS], rows));
    expect(answers[0]).toEqual([7500, 7500 - 900 - 0.322]);
    expect(message(answers[1][0])).toBe("#VALUE! price_in_per_1m must be 0 or more, not -5");
    expect(answers[1][1]).toBe("");
    expect(answers[2]).toEqual(["", ""]);
    expect(message(answers[3][0])).toBe("#DIV/0! price_out_per_1m holds the error #DIV/0!");
    expect(message(answers[4][0])).toContain(
      '#VALUE! price_out_per_1m must be a number, not "five". A range is typed as "20 to 40"',
    );
    // An empty cell is 0: 50,000 × 200 × 5 / 1e6 × 30.
    expect(answers[5][0]).toBe(1500);
    expect(answers[6]).toEqual(answers[0]);
  });

  test("gives each row what FT.MODEL gives it, every output, defaults and those that follow from others", () => {
    const headers = [
      ...HEADERS,
      "cached_share",
      "price_cached_per_1m",
      "life_months",
      "horizon_months",
      "storage_gb",
      "note",
      "gpu",
    ];
    const rows = [
      [...ROW, "", "", "", "", "", "plain", ""],
      [...ROW, 0.5, "", 24, "", "", "cached at full price", "a10g"],
      [...ROW, 0.5, 0.5, 24, 12, 100, "cached", "h100_sxm"],
      [0, 800, 200, 5, 5, 1.25, 0, "", 0, "", "", "no traffic", ""],
    ];
    const named = headers.map((name) => (name === "note" ? "" : name));
    const answers = table(ask([named], rows, null, true));
    expect(answers).toHaveLength(5);
    rows.forEach((row, i) => {
      const block = named.flatMap((name, c) => (name === "" ? [] : [[name, row[c]]]));
      expect(answers[i + 1]).toEqual(table(call("MODEL", block)).map(([, value]) => value));
    });
    expect(answers[0]).toEqual(table(call("MODEL", SCENARIO)).map(([name]) => name));
  });

  test("takes a row of nothing for blank on every platform, and ends with the last row that holds anything", () => {
    const blank = { type: "Empty", basicType: "Empty", basicValue: "" };
    for (const nothing of [null, 0, "", blank]) {
      const empty = HEADERS.map(() => nothing);
      const answers = table(ask([HEADERS], [empty, ROW, empty, ROW, empty, empty]));
      expect(answers).toEqual([
        ["", ""],
        [7500, answers[1][1]],
        ["", ""],
        [7500, answers[1][1]],
      ]);
      expect(table(ask([HEADERS], [empty, empty], "api_cost", true))).toEqual([["api_cost"]]);
      // A column without a heading, an output without a name.
      expect(table(ask([[...HEADERS, nothing]], [[...ROW, "a note"]], [["api_cost", nothing]]))).toEqual([[7500]]);
    }
  });

  test("reads the words default and none, and a 0 where none can be meant as the default", () => {
    const headers = [...HEADERS, "cached_share", "price_cached_per_1m", "life_months", "storage_gb"];
    const rows = [
      [...ROW, 0.5, 0, 0, 0],
      [...ROW, 0.5, "", "", ""],
      [...ROW, 0.5, "default", "DEFAULT", "default"],
      [...ROW, 0.5, "none", "none", "none"],
    ];
    const answers = table(ask([headers], rows, [["api_cost", "storage_cost"]]));
    // Half of the input free: 50,000 × (400 × 5 + 200 × 5) / 1e6 × 30; nothing stored.
    const byDefault = [7500, 0.322];
    expect(answers).toEqual([byDefault, byDefault, byDefault, [4500, 0]]);
  });

  test.each([
    [[...HEADERS, "life_months"], [ROW], "headers has 7 columns, rows 6"],
    [HEADERS, [[...ROW, 24]], "headers has 6 columns, rows 7"],
  ])("refuses headers wider or narrower than the rows, and says both counts", (headers, rows, counts) =>
    expect(message(ask([headers], rows))).toBe(`#VALUE! headers and rows must be equally wide: ${counts}`),
  );

  test("counts every row once beyond the part computed at a time", () => {
    const rows = Array.from({ length: 1500 }, (_, i) => [i, 800, 200, 5, 5, 1.25]);
    const answers = table(ask([HEADERS], rows, "api_cost"));
    expect(answers.map(([value]) => Math.round((value as number) * 1e9))).toEqual(
      rows.map(([requests]) => Math.round((requests as number) * 0.15 * 1e9)),
    );
  });

  test.each<[unknown, unknown, unknown, string]>([
    [[["requets_per_day"]], [[1]], null, 'headers: there is no input "requets_per_day"; the nearest are requests_per_day'],
    [[["tokens_in", "Tokens in"]], [[1, 2]], null, "headers names tokens_in twice"],
    [[["tokens_in"]], [[1]], null, "headers needs requests_per_day, tokens_out"],
    [[[""]], [[1]], null, "headers is required"],
    [[HEADERS], [ROW], [["npw"]], "outputs must be a known name such as npv"],
  ])("refuses %p", (headers, rows, outputs, text) => {
    expect(message(ask(headers, rows, outputs))).toContain(`#VALUE! ${text}`);
  });
});

describe("FT.SENSITIVITY", () => {
  test("takes an empty cell between values for 0, leaves out those behind the last, and keeps an error value in its row", () => {
    const answers = table(
      call(
        "SENSITIVITY",
        SCENARIO,
        "tokens_in",
        new InCells([
          [800, EMPTY, "#DIV/0!"],
          [EMPTY, 0, ""],
        ]),
        "api_cost",
      ),
    );
    expect(answers[0]).toEqual(["tokens_in", "api_cost"]);
    expect(answers[1]).toEqual([800, 7500]);
    expect(answers[2]).toEqual([0, 1500]);
    expect((answers[3] as CellError[]).map(({ error }) => error)).toEqual(["#DIV/0!", "#DIV/0!"]);
    expect(answers).toHaveLength(4);
  });

  test.each<[unknown[], string]>([
    [["tokens_in", [["many"]], "api_cost"], 'tokens_in must be a number, not "many"'],
    [["gpu", [[1]], "api_cost"], "input: gpu is a preset key, not a number that can be varied"],
    [["tokens_in", [[""]], "api_cost"], "values is required: enter the values tokens_in is to take"],
    [["tokens_in", [[1]], "api_cost", "tokens_in", [[1]]], "input_2 must be another input than input: both are tokens_in"],
    [["tokens_in", [[1]], "api_cost", null, [[1]]], "input_2 is required with values_2: enter the input that takes them"],
    [["tokens_in", [[1]], "api_cost", "tokens_out", null], "values_2 is required: enter the values tokens_out is to take"],
  ])("refuses %p", (args, text) => {
    expect(message(call("SENSITIVITY", SCENARIO, ...args))).toBe(`#VALUE! ${text}`);
  });
});

describe("FT.TORNADO", () => {
  test("shows a range with an error cell last, in its own row", () => {
    const ranges = [
      ["tokens_in", DIV0, 900],
      ["", "", ""],
      ["tokens_out", 100, 300],
    ];
    const answers = table(call("TORNADO", SCENARIO, ranges, "api_cost"));
    expect(answers[1].map((value) => (typeof value === "number" ? Math.round(value) : value))).toEqual([
      "tokens_out",
      6750,
      7500,
      8250,
      1500,
    ]);
    expect(answers[2][0]).toBe("tokens_in");
    expect((answers[2][1] as CellError).error).toBe("#DIV/0!");
    expect(answers[2][2]).toBe(7500);
  });

  test.each<[unknown[][], string]>([
    [[["tokens_in", 900, 700]], "the range of tokens_in is the wrong way round: 900 is above 700"],
    [[["tokens_in", 900]], "ranges: tokens_in needs a high value"],
    [[["tokens_in"]], "ranges: tokens_in needs a low value"],
    [
      [["", ""]],
      'ranges is required: rows of an input\'s name, its low and high value; or type ranges such as "20 to 40" into the scenario',
    ],
  ])("refuses %p", (ranges, text) => {
    expect(message(call("TORNADO", SCENARIO, ranges))).toBe(`#VALUE! ${text}`);
  });
});

describe("FT.SIMULATE", () => {
  test("reads notes beside the numbers, aliases and upper case", () => {
    const distributions = [
      ["tokens_in", "Beta-PERT", 700, 800, 900, "", "from last month"],
      ["Tokens out", "GAUSSIAN", 200, 10, "", "", ""],
      ["", "", "", "", "", "", ""],
      ["requests_per_day", "discrete", 40_000, 0.5, 60_000, 0.5, ""],
    ];
    const answers = table(call("SIMULATE", SCENARIO, distributions, "api_cost", 2000));
    expect(answers.map(([name]) => name)).toEqual([
      "mean",
      "sd",
      "P5",
      "P10",
      "P25",
      "P50",
      "P75",
      "P90",
      "P95",
      "probability above 0",
      "expected loss",
      "share without a value",
      "trials",
      "seed",
    ]);
    expect(answers.slice(-2)).toEqual([
      ["trials", 2000],
      ["seed", 1],
    ]);
  });

  test("needs no value of an uncertain input", () => {
    const others = SCENARIO.filter(([name]) => name !== "tokens_in");
    const answers = table(call("SIMULATE", others, [["tokens_in", "discrete", 800, 1]], "api_cost", 10));
    expect(answers[0]).toEqual(["mean", 7500]);
  });

  test.each<[unknown[][], string]>([
    [
      [["tokens_in", "gamma", 1, 2]],
      'tokens_in: kind must be one of uniform, triangular, pert, normal, lognormal, discrete, not "gamma"',
    ],
    [[["tokens_in", "", 1, 2]], "tokens_in: kind is required: one of uniform, triangular, pert, normal, lognormal, discrete"],
    [[["tokens_in", "uniform", 1]], "tokens_in (high) is required: enter a number"],
    [[["tokens_in", "uniform", 1, 2, 3]], "tokens_in: uniform takes low, high and no further number"],
    [[["tokens_in", "pert", 1, 5, 3]], "tokens_in: low, mode and high must rise, and 5 is above 3"],
    [[["tokens_in", "discrete", 1, 0.5, 2, 0.4]], "tokens_in: the probabilities must add up to 1, not 0.9"],
    [[["tokens_in", "discrete", 1, 1, "", 2]], "tokens_in: the probabilities must add up to 1, not 3"],
    [[["tokens_im", "uniform", 1, 2]], 'distributions: there is no input "tokens_im"; the nearest are tokens_in'],
    [[["", ""]], "nothing is uncertain: give distributions (rows of an input's name, kind and numbers), or type ranges"],
  ])("refuses %p", (distributions, text) => {
    expect(message(call("SIMULATE", SCENARIO, distributions))).toContain(`#VALUE! ${text}`);
  });

  test("passes on an error cell of a distribution", () => {
    expect(message(call("SIMULATE", SCENARIO, [["tokens_in", "uniform", 1, DIV0]]))).toBe(
      "#DIV/0! tokens_in (high) holds the error #DIV/0!",
    );
  });
});

describe("FT.GOALSEEK", () => {
  test("takes blank ends as none", () => {
    expect(call("GOALSEEK", SCENARIO, "tokens_in", 6000, "api_cost", "", null)).toBeCloseTo(600, 9);
  });
});

describe("FT.CHECKS over the worked cases", () => {
  const file = JSON.parse(readFileSync(path.join(__dirname, "../../src/presets/cases.json"), "utf8")) as {
    cases: { key: string; inputs: Record<string, unknown> }[];
  };
  const checks = (key: string, today: unknown = null): Map<unknown, unknown[]> => {
    const { inputs } = file.cases.find((entry) => entry.key === key) as (typeof file.cases)[number];
    return new Map(table(call("CHECKS", Object.entries(inputs), today)).map((row) => [row[0], row]));
  };

  test("the fifth says that its hourly price counts both GPUs, and that it loses money above its break-even", () => {
    const found = checks("gpt_4o_replacement");
    expect(found.get("instance_price_counted_once")).toEqual([
      "instance_price_counted_once",
      false,
      "price_per_instance_hour $2.06 is 2 × $1.03, the price of one a10g: it already counts all 2 instances; enter 1.03 or set instances to 1",
    ]);
    const breakeven = found.get("breakeven_agrees_with_saving") as unknown[];
    expect(breakeven[1]).toBe(false);
    expect(breakeven[2]).toContain(
      "35M tokens/day are above the bill break-even of 12.6M, yet fine-tuning costs $220,555/month more",
    );
    expect(found.get("all checks")?.[1]).toBe(false);
    expect(found.get("presets_current")?.slice(1)).toEqual(["not checked", "not checked: today is not given"]);
  });

  test("it says so as well without its GPU, by the reference prices", () => {
    const { inputs } = file.cases.find((entry) => entry.key === "gpt_4o_replacement") as (typeof file.cases)[number];
    const found = table(
      call(
        "CHECKS",
        Object.entries(inputs).filter(([name]) => name !== "gpu"),
      ),
    );
    expect(found.find(([name]) => name === "instance_price_counted_once")?.[1]).toBe(false);
  });

  test("the third says that 13B at 16 bits does not fit an A10G", () => {
    const fits = checks("code_generation").get("model_fits_gpu") as unknown[];
    expect(fits[1]).toBe(false);
    expect(fits[2]).toMatch(/^13B at 16 bits needs 2[6-9](\.\d+)? GB, but one a10g has 24.1 GB/);
    expect(checks("support").get("model_fits_gpu")?.[1]).toBe(true);
  });

  test("prices of May 2024 are stale in November 2026, given as text or as an Excel date", () => {
    const text = checks("gpt_4o_replacement", "2026-11-22").get("presets_current") as unknown[];
    expect(text[1]).toBe(false);
    expect(text[2]).toContain("gpt-4o is stale (2024-05-13)");
    // 2026-11-22 is day 46348 of Excel's calendar.
    expect(checks("gpt_4o_replacement", 46_348).get("presets_current")).toEqual(text);
  });

  test("a key that no preset has is named with the nearest", () => {
    const found = table(call("CHECKS", [...SCENARIO, ["gpu", "h100_smx"]]));
    const known = found.find(([name]) => name === "presets_known") as unknown[];
    expect(known[1]).toBe(false);
    expect(known[2]).toContain("h100_sxm");
  });
});
