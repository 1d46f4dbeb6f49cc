import { DISTRIBUTION_KINDS, type DistributionKind } from "../../engine/distributions";
import type { InputName } from "../../engine/scenario/inputs";
import type { OutputName } from "../../engine/scenario/outputs";
import { verdictFormula } from "../confidence";
import { heading, headings, input, label, note, result, title } from "../plannedCells";
import type { Address, BlockPlan, PlannedCell, PlannedChart, Zone } from "../sheetPlan";
import { baseScenario, inputFormat, supportFigure } from "./baseScenario";
import { PERCENTILES, SHARE_ABOVE_0, STATISTICS } from "../statisticRows";
import { placedRows, spilled, type Place } from "./placedRows";

/*
 * How sure is it? Nine inputs of the worked case are uncertain and drawn at random together; what comes out has a
 * distribution. Below stands what the checks say of the case.
 */

const COUNT = "#,##0";
const MONEY = "$#,##0";
const MONTHS = "0.0";
const SHARE = "0.0%";

const RIGHT = 4;
const TOP = 3;
/** A fleet that is sized for its peak, so that more traffic needs more of it; at the figures of the case, its four instances. */
const BASE = baseScenario(
  { row: TOP, column: 0 },
  {
    tokens_per_second: 450,
    target_utilization: 0.7,
    peak_factor: 2,
    horizon_months: supportFigure("life_months"),
    api_price_change: -0.2,
    volume_growth: 0.2,
    discount_rate: 0.1,
  },
);

/** Name, kind and the numbers of that kind. */
const UNCERTAIN: readonly (readonly [InputName, DistributionKind, ...number[]])[] = [
  ["requests_per_day", "pert", 30000, 50000, 80000],
  ["volume_growth", "triangular", -0.1, 0.2, 0.5],
  ["tokens_in", "normal", 800, 60],
  ["price_in_per_1m", "triangular", 4, 5, 5.5],
  ["api_price_change", "uniform", -0.4, 0],
  ["tokens_per_second", "pert", 300, 450, 550],
  ["price_per_instance_hour", "discrete", 0.75, 0.2, 1.03, 0.6, 1.5, 0.2],
  ["review_rate_ft", "pert", 0.0198, 0.0201, 0.0205],
  ["other_cost", "lognormal", 19800, 0.3],
];
const MOST_NUMBERS = 6;
const WIDTH = 2 + MOST_NUMBERS;
const FIRST_UNCERTAIN = TOP + 2;
const LAST_UNCERTAIN = FIRST_UNCERTAIN + UNCERTAIN.length - 1;

const TRIALS_ROW = LAST_UNCERTAIN + 2;
const SEED_ROW = TRIALS_ROW + 1;
const CERTAIN_ROW = SEED_ROW + 1;
const RESULT_TOP = Math.max(BASE.end, CERTAIN_ROW + 1) + 1;
const RESULT_SPILL = RESULT_TOP + 2;

const WORTH: OutputName = "npv";
const PAYBACK: OutputName = "payback_dynamic_months";
/** The rows of FT.SIMULATE that say something of a payback: there is nothing to lose in one, and nothing above 0 to reach. */
const OF_PAYBACK = { median: 6, without: 12 } as const;
const PAYBACK_TOP = RESULT_SPILL + STATISTICS.length + 1;

const CHECKS_TOP = PAYBACK_TOP + 6;
/** Room for the rows of FT.CHECKS, which are its own to decide. */
const CHECK_ROWS = 32;

/** Nine uncertain inputs, simulated; and the checks of the scenario they surround. */
export function riskSheet(): BlockPlan {
  return {
    title: "Risk",
    rows: placedRows((place) => {
      place(0, 0, title("How sure is it?"));
      place(
        1,
        0,
        note(
          "Change any blue figure: the trials are drawn again at once. The same seed gives the same figures on every machine.",
        ),
      );
      place(
        2,
        0,
        // A label, which has no line at its side for the sentence to be cut at.
        result((at) => verdictFormula(at(CERTAIN_ROW, RIGHT + 1), at(RESULT_SPILL + SHARE_ABOVE_0, 1)), { role: "label" }),
      );
      BASE.place(place);
      uncertainInputs(place);
      results(place);
      checks(place);
    }),
    spills: [
      { row: RESULT_SPILL, column: 0, rows: STATISTICS.length, columns: 2 },
      { row: CHECKS_TOP + 1, column: 0, rows: CHECK_ROWS, columns: 3 },
    ],
    columnWidths: [214, 100, 140, 20, 160, 92, 66, 66, 66, 66, 66, 66],
    charts: [percentileChart()],
  };
}

function uncertainInputs(place: Place): void {
  const blanks = Array.from({ length: WIDTH - 1 }, () => "");
  place(TOP, RIGHT, ...headings("What is not certain, and how", ...blanks));
  place(TOP + 1, RIGHT, ...headings("Input", "Kind", "a", "b", "c", "d", "e", "f"));
  UNCERTAIN.forEach(([name, kind, ...numbers], i) => {
    const cells = Array.from({ length: MOST_NUMBERS }, (_, n): PlannedCell => {
      const value: number | undefined = numbers[n];
      return input(value ?? "", { numberFormat: formatOfParameter(name, kind, n) });
    });
    place(FIRST_UNCERTAIN + i, RIGHT, label(name), input(kind, { choices: DISTRIBUTION_KINDS }), ...cells);
  });
  place(
    LAST_UNCERTAIN + 1,
    RIGHT,
    note(
      "uniform: low, high · triangular, pert: low, mode, high · normal: mean, sd · lognormal: median, sigma · discrete: value, share …",
    ),
  );
  place(TRIALS_ROW, RIGHT, label("Trials"), input(10000, { numberFormat: COUNT, note: "2 to 1,000,000." }));
  place(SEED_ROW, RIGHT, label("Seed"), input(1, { numberFormat: "0", note: "Another whole number draws other trials." }));
  place(
    CERTAIN_ROW,
    RIGHT,
    label("NPV of the base"),
    result((at) => `=FT.MODEL(${BASE.range(at)}, "npv")`, { numberFormat: MONEY, note: "If nothing were uncertain." }),
  );
}

/** Probabilities are shares; the sigma of a lognormal is a spread and not of the input's unit. */
function formatOfParameter(name: InputName, kind: DistributionKind, position: number): string | undefined {
  if (kind === "discrete" && position % 2 === 1) return "0%";
  if (kind === "lognormal" && position === 1) return "0.00";
  return inputFormat(name);
}

function simulation(at: Address, output: string): string {
  const distributions = `${at(FIRST_UNCERTAIN, RIGHT, true)}:${at(LAST_UNCERTAIN, RIGHT + WIDTH - 1, true)}`;
  const more = [TRIALS_ROW, SEED_ROW].map((row) => at(row, RIGHT + 1, true));
  return `FT.SIMULATE(${BASE.range(at)}, ${distributions}, ${[output, ...more].join(", ")})`;
}

function results(place: Place): void {
  place(RESULT_TOP, 0, ...headings("Simulated: FT.SIMULATE", "", ""));
  place(RESULT_TOP + 1, 0, heading("Statistic"), heading(WORTH), heading(""));
  STATISTICS.forEach((shown, i) =>
    place(RESULT_SPILL + i, 0, spilled(), spilled({ amount: MONEY, share: SHARE, count: COUNT }[shown])),
  );
  place(RESULT_SPILL, 0, { content: { formula: (at) => `=${simulation(at, at(RESULT_TOP + 1, 1))}` }, role: "result" });
  payback(place);
}

/** What a payback comes to in the trials: whether there is one within the horizon, and which is in the middle. */
function payback(place: Place): void {
  const row = (at: Address, statistic: number): string => `INDEX(${simulation(at, `"${PAYBACK}"`)}, ${statistic}, 2)`;
  place(PAYBACK_TOP, 0, ...headings("Payback, month by month", "", ""));
  const lines: readonly (readonly [string, (at: Address) => string, string, string])[] = [
    ["Pays back within the horizon", (at) => `=1-${row(at, OF_PAYBACK.without)}`, SHARE, "of the trials"],
    ["Median payback", (at) => `=IFERROR(${row(at, OF_PAYBACK.median)}, "never")`, MONTHS, "months"],
    ["Without a payback", (at) => `=${row(at, OF_PAYBACK.without)}`, SHARE, "of the trials"],
  ];
  lines.forEach(([text, formula, numberFormat, unit], i) =>
    place(PAYBACK_TOP + 1 + i, 0, label(text), result(formula, { numberFormat }), note(unit)),
  );
}

function percentileChart(): PlannedChart {
  const column = (place: number): Zone => ({
    row: RESULT_SPILL + PERCENTILES.first,
    column: place,
    rows: PERCENTILES.count,
    columns: 1,
  });
  return {
    kind: "column",
    title: "NPV: so much or less, in so many of 100 trials",
    categories: column(0),
    series: [{ name: "NPV", values: column(1) }],
    place: { row: RESULT_TOP, column: RIGHT, width: 640, height: 368 },
    valueAxisTitle: "NPV ($)",
    categoryAxisTitle: "Percentile",
  };
}

function checks(place: Place): void {
  place(CHECKS_TOP, 0, ...headings("Checks: FT.CHECKS", "Pass", "What it says"), ...Array.from({ length: 9 }, () => heading("")));
  place(
    CHECKS_TOP + 1,
    0,
    result((at) => `=FT.CHECKS(${BASE.range(at)}, TODAY())`, { role: "label" }),
  );
}
