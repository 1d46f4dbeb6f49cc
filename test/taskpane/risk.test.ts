import { DomainError } from "../../src/engine/errors";
import { finished } from "../../src/engine/scenario/oneCall";
import { requireOutput } from "../../src/engine/scenario/outputs";
import { trialsOf } from "../../src/engine/scenario/simulation";
import {
  baseValue,
  firstToMeasure,
  inOneCall,
  rangesOf,
  simulated,
  simulatedInParts,
  stagesOf,
  stagesOfWorth,
  tornadoBars,
  verdictOf,
  worthInParts,
} from "../../src/taskpane/risk/risk";
import { scenarioInCells } from "../../src/taskpane/risk/scenarioInCells";
import type { Selection } from "../../src/workbook/excelWorkbook";

type Cells = (string | number | boolean)[][];

const selected = (values: Cells, sheetName = "Sheet1"): Selection => ({ address: "", sheetName, row: 1, column: 1, values });

/** 1,000 tokens at $5 per million: $0.15 a month for each request a day. Four instances: 4 × 1.25 × 720; 0.322 of storage. */
const COST = 4 * 1.25 * 720 + 0.322;
const scenario = (requests: string | number, more: Cells = []): Cells => [
  ["requests_per_day", requests],
  ["tokens_in", 800],
  ["tokens_out", 200],
  ["price_in_per_1m", 5],
  ["price_out_per_1m", 5],
  ["price_per_instance_hour", 1.25],
  ["instances", 4],
  ...more,
];
const SAVING = requireOutput("output", "saving");

describe("the selected cells", () => {
  test("are read as two columns, from below a heading, with further columns and blank rows left alone", () => {
    const rows = [["Input", "Value", "Unit"], ...scenario(50_000).map((row) => [...row, "x"]), ["", "", ""]];
    const taken = scenarioInCells(selected(rows, "My sheet"));
    expect(taken.reference).toBe("'My sheet'!$B$3:$C$10");
    expect(taken.cells.map(({ input: { name }, row, column }) => [name, row, column])[1]).toEqual(["tokens_in", 3, 2]);
    expect(baseValue(taken, SAVING)).toBeCloseTo(0.15 * 50_000 - COST, 6);
  });

  test("hold words, models, dates and prices of presets as the functions read them", () => {
    const rows: Cells = [
      ["requests_per_day", 1000],
      ["tokens_in", 1000],
      ["tokens_out", 0],
      ["api_model", "gpt-4o"],
      // 2026-11-22, as Excel numbers it.
      ["as_of", 46348],
      ["price_per_instance_hour", 1],
      ["model_b", "8b"],
      ["discount_rate", "default"],
      ["storage_price_per_gb", "none"],
    ];
    const { scenario: read, cells } = scenarioInCells(selected(rows.filter(([name]) => name !== "storage_price_per_gb")));
    expect(read.texts.get("as_of")).toBe("2026-11-22");
    expect(cells.find(({ input: { name } }) => name === "model_b")?.entry.value).toBe(8);
    // 30M tokens at the $2.50 of gpt-4o.
    expect(baseValue(scenarioInCells(selected(rows.slice(0, 8))), requireOutput("output", "api_cost"))).toBeCloseTo(75, 9);
  });

  test.each<[string, Cells, string]>([
    ["nothing", [], "Select the scenario first"],
    ["one column", [["requests_per_day"]], "Select the scenario first"],
    ["an unknown name", [["requets_per_day", 1]], "requests_per_day"],
    ["an error", scenario("#N/A"), "requests_per_day in C2 holds the error #N/A."],
    ["a flag", scenario(50_000, [["discount_rate", true]]), "discount_rate in C9 must not be TRUE."],
    ["words", scenario("many"), 'requests_per_day must be a number, not "many". A range is typed as "20 to 40"'],
    ["a range the wrong way round", scenario("40 to 20"), "requests_per_day"],
    ["no day", scenario(50_000, [["as_of", "soon"]]), 'as_of in C9 must be a date such as 2026-09-23, not "soon".'],
    ["too little", scenario(50_000).slice(0, 3), "scenario needs price_in_per_1m"],
  ])("%s is refused in words", (_, rows, message) => {
    expect(() => scenarioInCells(selected(rows))).toThrow(message);
  });
});

describe("what its ranges come to", () => {
  const taken = scenarioInCells(selected(scenario("uniform 20000 to 60000")));
  const ranges = rangesOf(taken);

  test("a range is understood by its percentiles", () => {
    expect(ranges.map(({ input, range }) => [input.name, ...[0.05, 0.5, 0.95].map(range.quantile)])).toEqual([
      ["requests_per_day", 22_000, 40_000, 58_000],
    ]);
  });

  test("the trials are those of a uniform saving", () => {
    const { statistics, bins } = simulated(taken, SAVING, ranges);
    const at = (name: string) => statistics.get(name) as number;
    for (const [name, requests] of [
      ["P5", 22_000],
      ["P50", 40_000],
      ["P95", 58_000],
    ] as const)
      expect(Math.abs(at(name) - (0.15 * requests - COST))).toBeLessThan(2);
    // Above 0 from COST / 0.15 requests on.
    expect(at("probability above 0")).toBeCloseTo((60_000 - COST / 0.15) / 40_000, 3);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
    expect(verdictOf(baseValue(taken, SAVING), statistics.get("probability above 0"))).toBe(
      "It pays at the centres; it pays in 90 of 100 trials.",
    );
  });

  test("a hundred thousand trials in parts begin with the first ten thousand, and say how many they are", () => {
    const done: number[] = [];
    const parts = simulatedInParts(taken, SAVING, ranges, 100_000);
    let part = parts.next();
    for (; part.done !== true; part = parts.next()) done.push(part.value);
    // In slices of 4,096, and once more before the statistics.
    expect(done).toHaveLength(Math.ceil(100_000 / 4096) + 1);
    const { trials, bins, statistics } = part.value;
    expect([trials, statistics.get("trials"), bins.reduce((sum, { count }) => sum + count, 0)]).toEqual(Array(3).fill(100_000));
    // A uniform saving, of which so many trials in Sobol's sequence miss a share by some 1e-5.
    expect(statistics.get("probability above 0")).toBeCloseTo((60_000 - COST / 0.15) / 40_000, 4);
  });

  test("what knowing the one range is worth", () => {
    const { worths } = finished(worthInParts(taken, SAVING, ranges, 100_000));
    // Only below 24,002.15 requests staying is better: the mean loss there, over all of 20,000 to 60,000.
    const limit = COST / 0.15;
    const worth = (0.15 * (limit - 20_000) ** 2) / 2 / 40_000;
    expect(worths.map(({ name }) => name)).toEqual(["all inputs", "requests_per_day"]);
    for (const { worth: found } of worths) expect(Math.abs(found - worth)).toBeLessThan(0.03 * worth);
    expect(firstToMeasure(worths, (value) => `$${value.toFixed(0)}`)).toBe(
      "requests_per_day: to know it before deciding is worth up to $30, of $30 for knowing everything.",
    );
  });

  test("an input's value that cannot be is said, and nothing computed", () => {
    expect(baseValue(scenarioInCells(selected(scenario(50_000, [["review_rate_ft", 2]]))), SAVING)).toEqual(
      expect.objectContaining({ message: expect.stringContaining("review_rate_ft") as string }),
    );
  });

  test("the tornado goes from P10 to P90", () => {
    const [{ name, low, high, swing }] = tornadoBars(taken, SAVING, ranges);
    expect(name).toBe("requests_per_day");
    expect(low).toBeCloseTo(0.15 * 24_000 - COST, 6);
    expect(high).toBeCloseTo(0.15 * 56_000 - COST, 6);
    expect(swing).toBeCloseTo(0.15 * 32_000, 6);
  });
});

describe("a formula draws what fits into one call, and says so where that is less than was drawn:", () => {
  const shown = (value: number): string => value.toLocaleString("en-US");
  const asked = (trials: number, count: number, more: Cells = [], output = SAVING) => {
    const taken = scenarioInCells(selected(scenario("20k to 80k", more)));
    const [range] = rangesOf(taken);
    return inOneCall(trials, { taken, output, ranges: Array<typeof range>(count).fill(range) }, shown);
  };

  test("500 ms at 60 ns for a trial and 45 for each of its inputs", () => {
    expect(asked(1_000_000, 9)).toEqual({ trials: 1_000_000 });
    expect(asked(1_000_000, 10)).toEqual({
      trials: 980_392,
      why: "One call of 10 ranges takes 980,392 trials at most; the pane drew 1,000,000.",
    });
    expect(asked(100_000, 200).trials).toBe(55_187);
  });

  test("and 10 ns for each month that has a fleet of its own", () => {
    const fleet: Cells = [
      ["tokens_per_second", 900],
      ["volume_growth", 0.2],
      ["horizon_months", 60],
    ];
    const npv = requireOutput("output", "npv");
    // 105 + 600 ns. The saving of a month knows no later ones.
    const { trials, why } = asked(1_000_000, 1, fleet, npv);
    expect(trials).toBe(709_219);
    expect(why).toBe("One call of one range and a fleet for each month takes 709,219 trials at most; the pane drew 1,000,000.");
    expect(asked(1_000_000, 1, fleet)).toEqual({ trials: 1_000_000 });
    expect(asked(1_000_000, 1, fleet.slice(0, 1), npv)).toEqual({ trials: 1_000_000 });
    // The engine refuses one more.
    const taken = scenarioInCells(selected(scenario("20k to 80k", fleet)));
    const uncertain = rangesOf(taken).map(({ input, range }) => ({ input, sampler: range.sampler }));
    const draw = { uncertain, trials: trials + 1, seed: 1, sampling: "sobol", correlations: [] } as const;
    expect(() => trialsOf(taken.scenario, npv, draw)).toThrow("a fleet sized anew in every month of 709220 rows or trials");
  });
});

test.each([
  [10_000, [], [100_000]],
  [100_000, [100_000], [100_000]],
  [1_000_000, [100_000, 1_000_000], [100_000, 1_000_000]],
])("of %p trials better and better figures are drawn", (trials, drawn, ofWorth) => {
  expect([stagesOf(trials), stagesOfWorth(trials)]).toEqual([drawn, ofWorth]);
});

test.each([
  [1, 0.999, "It pays at the centres; it pays in more than 99 of 100 trials."],
  [-1, 0.001, "It does not pay at the centres; it pays in fewer than 1 of 100 trials."],
  [-1, 0, "It does not pay at the centres; it pays in 0 of 100 trials."],
  [0, undefined, "It does not pay, if every figure is right."],
  [new DomainError("no discount rate"), 0.5, "no discount rate"],
])("a verdict of %p and %p", (base, share, sentence) => expect(verdictOf(base, share)).toBe(sentence));

test.each([
  [0, 0, "Nothing: no knowledge of these inputs would change the decision."],
  [100, 0, "No input alone: knowing all of them would be worth $100, but no single one changes the decision."],
])("all worth %p and the first %p", (all, first, sentence) => {
  const worths = [
    { name: "all inputs", worth: all, share: 1 },
    { name: "hours_data", worth: first, share: 0 },
  ];
  expect(firstToMeasure(worths, (value) => `$${value}`)).toBe(sentence);
});
