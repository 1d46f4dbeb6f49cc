import rangePhrasings from "../vectors/rangePhrasings.json";
import { finished } from "../../src/engine/scenario/oneCall";
import { requireOutput } from "../../src/engine/scenario/outputs";
import { crossings } from "../../src/taskpane/risk/mends";
import { checksOf } from "../../src/taskpane/risk/checkMends";
import { baseValue, rangesOf, simulated, tornadoBars, worthInParts } from "../../src/taskpane/risk/risk";
import { scenarioInCells, type ScenarioInCells } from "../../src/taskpane/risk/scenarioInCells";
import { HISTOGRAM_BARS } from "../../src/workbook/riskBlocks";
import { builtFunctions, type CellValue } from "../support/builtFunctions";

/* The pane answers as the inserted formulas do: the same cells are read and computed by both. */

type Row = [string, string | number];

const functions = builtFunctions();
const taken = (rows: readonly Row[]): ScenarioInCells =>
  scenarioInCells({ address: "", sheetName: "Sheet1", row: 0, column: 0, values: rows.map((row) => [...row]) });
const NPV = requireOutput("output", "npv");
const TODAY = "2026-11-25";

const CASE: Row[] = [
  ["requests_per_day", "20000 | 50000 | 90000"],
  ["tokens_in", 500],
  ["tokens_out", 200],
  ["price_in_per_1m", "4 to 6"],
  ["price_out_per_1m", "15 ± 20 %"],
  ["price_per_instance_hour", 1.03],
  ["instances", 4],
  ["hours_data", "80 to 200"],
  ["hourly_rate", "uniform 100 to 180"],
  ["api_price_change", "-0.4 to 0"],
  ["gpu", "a10g"],
  ["as_of", 46348],
];

describe("the figures of the pane are those of its formulas", () => {
  const cells = taken(CASE);
  const ranges = rangesOf(cells);

  test("FT.SIMULATE", () => {
    const rows = functions.call("SIMULATE", CASE, null, "npv") as CellValue[][];
    const shown = simulated(cells, NPV, ranges).statistics;
    expect([...shown]).toEqual(rows);
  });

  test("the histogram of FT.SIMULATE", () => {
    const [, ...rows] = functions.call("SIMULATE", CASE, null, "npv", 10_000, null, null, null, HISTOGRAM_BARS) as CellValue[][];
    const { bins } = simulated(cells, NPV, ranges);
    expect(bins.map(({ from, to, count }) => [from, to, count / 10_000])).toEqual(rows);
    expect(bins).toHaveLength(HISTOGRAM_BARS);
  });

  test("FT.TORNADO", () => {
    const [, ...rows] = functions.call("TORNADO", CASE, null, "npv") as CellValue[][];
    expect(tornadoBars(cells, NPV, ranges).map(({ name, low, base, high, swing }) => [name, low, base, high, swing])).toEqual(
      rows,
    );
  });

  test("FT.VOI", () => {
    const trials = 4096;
    const [, ...rows] = functions.call("VOI", CASE, null, "npv", trials) as CellValue[][];
    expect(
      finished(worthInParts(cells, NPV, ranges, trials)).worths.map(({ name, worth, share }) => [name, worth, share]),
    ).toEqual(rows);
  });

  test("FT.SWITCHING_VALUES", () => {
    const [, ...rows] = functions.call("SWITCHING_VALUES", CASE, "npv") as CellValue[][];
    expect(crossings(cells, NPV).map(({ name, now, switchesAt, change }) => [name, now, switchesAt, change ?? ""])).toEqual(rows);
  });

  test("FT.CHECKS", () => {
    const [[, , summary], ...rows] = functions.call("CHECKS", CASE, TODAY) as CellValue[][];
    const { summary: said, failed } = checksOf(cells, TODAY);
    expect(said).toBe(summary);
    expect(failed.map(({ check, message }) => [check, false, message])).toEqual(rows.filter(([, pass]) => pass === false));
  });
});

/** The output, or that there is none. */
function inPane(rows: readonly Row[]): unknown {
  try {
    const value = baseValue(taken(rows), requireOutput("output", "api_cost"));
    return typeof value === "number" ? value : "refused";
  } catch {
    return "refused";
  }
}

function inCell(rows: readonly Row[]): unknown {
  const result = functions.call("MODEL", rows, "api_cost");
  const value = Array.isArray(result) ? result[0][0] : result;
  return typeof value === "number" ? value : "refused";
}

const withPrice = (price: string | number): Row[] => [
  ["requests_per_day", 1000],
  ["tokens_in", 1000],
  ["tokens_out", 0],
  ["price_in_per_1m", price],
  ["price_out_per_1m", 0],
  ["price_per_instance_hour", 1],
];

test.each([
  ...rangePhrasings.phrasings
    .filter(({ input }) => input === "price_in_per_1m" || input === "requests_per_day")
    .map(({ text }) => text),
  ...[
    "5",
    " 5 ",
    "5.5",
    "1e1",
    "$5",
    "5 %",
    "5%",
    "1,5",
    "1.000",
    "50,000",
    "1k",
    "+5",
    "-5",
    "",
    "none",
    "None",
    "default",
    "five",
    "#N/A",
    ".",
  ],
])("a price of %j is read as the functions read it", (text) => {
  expect(inPane(withPrice(text))).toEqual(inCell(withPrice(text)));
});

test.each(["8b", "7", "7.5 B", "llama-3.1-8b", "7 to 8", "none", "default", "70 %", "no such model"])(
  "a model_b of %j is read as the functions read it",
  (text) => {
    const rows = [...withPrice(5), ["model_b", text], ["storage_price_per_gb_month", 1]] as Row[];
    const stored = requireOutput("output", "storage_cost");
    let shown: unknown;
    try {
      shown = baseValue(taken(rows), stored);
    } catch {
      shown = undefined;
    }
    const result = functions.call("MODEL", rows, "storage_cost");
    const value = Array.isArray(result) ? result[0][0] : result;
    expect(typeof shown === "number" ? shown : "refused").toEqual(typeof value === "number" ? value : "refused");
  },
);
