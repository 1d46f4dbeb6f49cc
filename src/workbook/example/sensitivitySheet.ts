import { type InputName, NUMBER_INPUTS } from "../../engine/scenario/inputs";
import { type OutputName, SCENARIO_OUTPUTS } from "../../engine/scenario/outputs";
import { heading, headings, input, label, note, result, spilledHeader, title } from "../plannedCells";
import type { Address, BlockPlan, PlannedCell, PlannedChart, Zone } from "../sheetPlan";
import { baseScenario, inputFormat } from "./baseScenario";
import { placedRows, spilled, type Place } from "./placedRows";

/*
 * What decides the worked case: one input varied, two inputs varied, all inputs varied one at a time, and the values at
 * which a target is met. Excel's Data Table and Goal Seek would not run the functions of an add-in.
 */

const COUNT = "#,##0";
const MONEY = "$#,##0";

/** The base and the ranges on the left, what is made of them from here on. */
const RIGHT = 4;
const TOP = 3;
const BASE = baseScenario(
  { row: TOP, column: 0 },
  { tier_multiplier: 1, api_price_change: 0, gpu_price_change: 0, volume_growth: 0, ramp_months: 0, discount_rate: 0.1 },
);

const VOLUMES = [10000, 20000, 30000, 40000, 50000, 60000, 70000, 80000, 90000];
const PRICE_CHANGES = [-0.6, -0.4, -0.2, 0, 0.2];
/** From the first to the last column of the right side. */
const WIDTH = 1 + VOLUMES.length;

const ONE_WAY_SPILL = TOP + 5;
const TWO_WAY_TOP = ONE_WAY_SPILL + VOLUMES.length + 2;
const TWO_WAY_SPILL = TWO_WAY_TOP + 4;
const SOUGHT_TOP = Math.max(BASE.end, TWO_WAY_SPILL + VOLUMES.length) + 2;

/** What is asked of FT.GOALSEEK. */
const SOUGHT: readonly {
  readonly question: string;
  readonly input: InputName;
  readonly output: OutputName;
  readonly target: number;
}[] = [
  { question: "API input price at which NPV is 0", input: "price_in_per_1m", output: "npv", target: 0 },
  { question: "Factor on all API prices, for NPV 0", input: "tier_multiplier", output: "npv", target: 0 },
  { question: "Volume for payback in 12 months", input: "requests_per_day", output: "payback_months", target: 12 },
  { question: "Most reviews at which no cash is lost", input: "review_rate_ft", output: "cash_saving", target: 0 },
];
const SOUGHT_FORMATS: Partial<Record<InputName, string>> = { tier_multiplier: "0.000", review_rate_ft: "0.000%" };
const OUTPUT_FORMATS: Partial<Record<OutputName, string>> = { npv: MONEY, cash_saving: MONEY, payback_months: "0.00" };

const TORNADO_TOP = SOUGHT_TOP + SOUGHT.length + 4;
const RANGES: readonly (readonly [InputName, number, number])[] = [
  ["requests_per_day", 35000, 75000],
  ["tokens_in", 600, 1100],
  ["price_in_per_1m", 3, 6],
  ["price_out_per_1m", 3, 6],
  ["api_price_change", -0.5, 0],
  ["gpu_price_change", -0.3, 0.1],
  ["instances", 3, 6],
  ["review_rate_ft", 0.0198, 0.0205],
  ["other_cost", 15000, 40000],
  ["discount_rate", 0.06, 0.15],
];
const TORNADO_OUTPUT: OutputName = "npv";
/** Left of the bars: name, low, base, high, swing. */
const TORNADO_COLUMNS = 5;

/** Sensitivity, goal seek and tornado of one worked case, every one spilled or dragged. */
export function sensitivitySheet(): BlockPlan {
  return {
    title: "Sensitivity",
    rows: placedRows((place) => {
      place(0, 0, title("What decides it?"));
      place(
        1,
        0,
        note("Change any blue figure or name: the tables and charts follow. Each table is one formula, in its first cell."),
      );
      BASE.place(place);
      oneWay(place);
      twoWay(place);
      goalSeek(place);
      tornado(place);
    }),
    spills: [
      { row: ONE_WAY_SPILL, column: RIGHT, rows: VOLUMES.length + 1, columns: 2 },
      { row: TWO_WAY_SPILL, column: RIGHT, rows: VOLUMES.length + 1, columns: PRICE_CHANGES.length + 1 },
      { row: TORNADO_TOP + 1, column: RIGHT, rows: RANGES.length + 1, columns: TORNADO_COLUMNS },
    ],
    columnWidths: [230, 90, 140, 20, 178, 136, ...Array.from({ length: VOLUMES.length - 1 }, () => 78)],
    charts: [oneWayChart(), tornadoChart()],
  };
}

const wideHeading = (text: string, columns: number): PlannedCell[] => [
  heading(text),
  ...Array.from({ length: columns - 1 }, () => heading("")),
];

const valuesRange = (at: Address, row: number, count: number): string =>
  `${at(row, RIGHT + 1, true)}:${at(row, RIGHT + count, true)}`;

function oneWay(place: Place): void {
  place(TOP, RIGHT, ...wideHeading("One input varied: FT.SENSITIVITY", WIDTH));
  place(TOP + 1, RIGHT, label("Input"), input("requests_per_day", { choices: NUMBER_INPUTS.map(({ name }) => name) }));
  place(TOP + 2, RIGHT, label("Output"), input("npv", { choices: numberOutputs() }));
  place(TOP + 3, RIGHT, label("Values to try"), ...VOLUMES.map((value) => input(value, { numberFormat: COUNT })));
  place(ONE_WAY_SPILL, RIGHT, ...spilledHeader((at) => `=FT.SENSITIVITY(${BASE.range(at)}, ${downArguments(at)})`, 2));
  VOLUMES.forEach((_, i) => place(ONE_WAY_SPILL + 1 + i, RIGHT, spilled(COUNT), spilled(MONEY)));
}

/** Input, values and output, in the order of the function. */
const downArguments = (at: Address): string =>
  [at(TOP + 1, RIGHT + 1, true), valuesRange(at, TOP + 3, VOLUMES.length), at(TOP + 2, RIGHT + 1, true)].join(", ");

function twoWay(place: Place): void {
  place(TWO_WAY_TOP, RIGHT, ...wideHeading("Two inputs varied: the same input down, another across", WIDTH));
  place(
    TWO_WAY_TOP + 1,
    RIGHT,
    label("Input across"),
    input("api_price_change", { choices: NUMBER_INPUTS.map(({ name }) => name) }),
  );
  place(TWO_WAY_TOP + 2, RIGHT, label("Values to try"), ...PRICE_CHANGES.map((value) => input(value, { numberFormat: "0%" })));
  place(
    TWO_WAY_SPILL,
    RIGHT,
    {
      content: {
        formula: (at) =>
          `=FT.SENSITIVITY(${BASE.range(at)}, ${downArguments(at)}, ${at(TWO_WAY_TOP + 1, RIGHT + 1, true)}, ${valuesRange(at, TWO_WAY_TOP + 2, PRICE_CHANGES.length)})`,
      },
      role: "heading",
    },
    ...PRICE_CHANGES.map(() => heading("", { numberFormat: "0%" })),
  );
  VOLUMES.forEach((_, i) => place(TWO_WAY_SPILL + 1 + i, RIGHT, spilled(COUNT), ...PRICE_CHANGES.map(() => spilled(MONEY))));
}

const numberOutputs = (): OutputName[] => SCENARIO_OUTPUTS.filter(({ kind }) => kind === "number").map(({ name }) => name);

function goalSeek(place: Place): void {
  place(SOUGHT_TOP, 0, ...headings("Goal seek: FT.GOALSEEK", "Target", "of the output"));
  place(SOUGHT_TOP, RIGHT, ...headings("Input sought", "Value found", "Put back"));
  SOUGHT.forEach(({ question, input: sought, output, target }, i) => {
    const row = SOUGHT_TOP + 1 + i;
    const asked = (at: Address, column: number): string => at(row, column, "column");
    place(
      row,
      0,
      label(question),
      input(target, { numberFormat: OUTPUT_FORMATS[output] }),
      input(output, { choices: numberOutputs() }),
    );
    place(
      row,
      RIGHT,
      input(sought, { choices: NUMBER_INPUTS.map(({ name }) => name) }),
      result((at) => `=FT.GOALSEEK(${BASE.range(at)}, ${asked(at, RIGHT)}, ${asked(at, 1)}, ${asked(at, 2)})`, {
        role: "total",
        numberFormat: SOUGHT_FORMATS[sought] ?? inputFormat(sought),
      }),
      result(
        (at) => `=INDEX(FT.SENSITIVITY(${BASE.range(at)}, ${asked(at, RIGHT)}, ${asked(at, RIGHT + 1)}, ${asked(at, 2)}), 2, 2)`,
        { numberFormat: OUTPUT_FORMATS[output], note: "The output with the value found in the place of the base's own." },
      ),
    );
  });
  place(
    SOUGHT_TOP + 1 + SOUGHT.length,
    0,
    note("An answer that does not exist, or is not the only one, is #N/A with what was found: rest the mouse on it."),
  );
}

function tornado(place: Place): void {
  place(TORNADO_TOP, 0, ...wideHeading("How far each input may lie", 3));
  place(TORNADO_TOP + 1, 0, ...headings("Input", "Low", "High"));
  RANGES.forEach(([name, low, high], i) => {
    const numberFormat = inputFormat(name);
    place(TORNADO_TOP + 2 + i, 0, label(name), input(low, { numberFormat }), input(high, { numberFormat }));
  });

  const first = TORNADO_TOP + 2;
  const last = first + RANGES.length - 1;
  place(TORNADO_TOP, RIGHT, ...wideHeading("One at a time, widest swing first: FT.TORNADO", TORNADO_COLUMNS));
  place(
    TORNADO_TOP + 1,
    RIGHT,
    ...spilledHeader(
      (at) => `=FT.TORNADO(${BASE.range(at)}, ${at(first, 0, true)}:${at(last, 2, true)}, "${TORNADO_OUTPUT}")`,
      TORNADO_COLUMNS,
    ),
  );
  place(TORNADO_TOP, RIGHT + TORNADO_COLUMNS, ...wideHeading("Against the base", 2));
  place(TORNADO_TOP + 1, RIGHT + TORNADO_COLUMNS, ...headings("at low", "at high"));
  RANGES.forEach((_, i) => {
    const row = first + i;
    const against = (column: number) =>
      result((at) => `=${at(row, RIGHT + column)}-${at(row, RIGHT + 2)}`, { numberFormat: MONEY });
    place(row, RIGHT, spilled(), ...Array.from({ length: TORNADO_COLUMNS - 1 }, () => spilled(MONEY)), against(1), against(3));
  });
}

function oneWayChart(): PlannedChart {
  const column = (offset: number): Zone => ({
    row: ONE_WAY_SPILL + 1,
    column: RIGHT + offset,
    rows: VOLUMES.length,
    columns: 1,
  });
  return {
    kind: "line",
    title: "The output at every value tried",
    categories: column(0),
    series: [{ name: "Output", values: column(1) }],
    place: { row: ONE_WAY_SPILL, column: RIGHT + 2, width: 610, height: 222 },
  };
}

function tornadoChart(): PlannedChart {
  const column = (offset: number): Zone => ({
    row: TORNADO_TOP + 2,
    column: RIGHT + offset,
    rows: RANGES.length,
    columns: 1,
  });
  return {
    kind: "bar",
    title: "What moves the NPV: each input at its low and its high value",
    categories: column(0),
    series: [
      { name: "at the low value", values: column(TORNADO_COLUMNS) },
      { name: "at the high value", values: column(TORNADO_COLUMNS + 1) },
    ],
    place: { row: TORNADO_TOP + RANGES.length + 3, column: 0, width: 900, height: 400 },
    valueAxisTitle: "NPV against the base ($)",
  };
}
