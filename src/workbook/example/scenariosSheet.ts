import type { InputName } from "../../engine/scenario/inputs";
import type { OutputName } from "../../engine/scenario/outputs";
import { heading, headings, input, label, note, result, spilledHeader, title } from "../plannedCells";
import type { Address, BlockPlan, Zone } from "../sheetPlan";
import { HORIZON_MONTHS, inputFormat, supportFigure } from "./baseScenario";
import { placedRows, spilled, type Place } from "./placedRows";

/*
 * Scenarios as rows, computed twice: FT.MODEL once per cell, dragged down as any formula is, and FT.SCENARIOS once for
 * the whole table. Both give the same figures.
 */

/** The word none stands where a 0 would mean the default. */
type ScenarioFigures = Partial<Record<InputName, number | "none">>;

const BASE: ScenarioFigures = {
  requests_per_day: supportFigure("requests_per_day"),
  tokens_in: supportFigure("tokens_in"),
  tokens_out: supportFigure("tokens_out"),
  price_in_per_1m: supportFigure("price_in_per_1m"),
  price_out_per_1m: supportFigure("price_out_per_1m"),
  price_per_instance_hour: supportFigure("price_per_instance_hour"),
  instances: supportFigure("instances"),
  // The case has no storage price.
  storage_gb: "none",
  review_rate_api: supportFigure("review_rate_api"),
  review_rate_ft: supportFigure("review_rate_ft"),
  cost_per_review: supportFigure("cost_per_review"),
  other_cost: supportFigure("other_cost"),
  api_price_change: 0,
  horizon_months: HORIZON_MONTHS,
};

/** Each differs from the worked case in what its name says. */
const SCENARIOS: readonly { readonly name: string; readonly change: ScenarioFigures }[] = [
  { name: "As it is: case 2", change: {} },
  { name: "Half the traffic", change: { requests_per_day: 25000 } },
  { name: "Twice the traffic", change: { requests_per_day: 100000, instances: 8 } },
  { name: "API at half price", change: { price_in_per_1m: 2.5, price_out_per_1m: 2.5 } },
  { name: "API at $3 and $15", change: { price_in_per_1m: 3, price_out_per_1m: 15 } },
  { name: "API price halves yearly", change: { api_price_change: -0.5 } },
  { name: "Twice the GPU price", change: { price_per_instance_hour: 2 * supportFigure("price_per_instance_hour") } },
  { name: "Twice the project cost", change: { other_cost: 2 * supportFigure("other_cost") } },
  { name: "As many reviews as the API", change: { review_rate_ft: supportFigure("review_rate_api") } },
  { name: "2.1 % of answers reviewed", change: { review_rate_ft: 0.021 } },
];

/** An input is found by its name however it is spaced, so a heading can wrap where the name has underscores. */
const HEADINGS: Partial<Record<InputName, string>> = {
  storage_gb: "Storage GB",
  price_in_per_1m: "Price in per 1M",
  price_out_per_1m: "Price out per 1M",
  review_rate_api: "Review rate API",
  review_rate_ft: "Review rate FT",
  api_price_change: "API price change",
};

/** Those whose name or figures need more room than the others. */
const INPUT_WIDTHS: Partial<Record<InputName, number>> = {
  requests_per_day: 72,
  price_per_instance_hour: 64,
  instances: 72,
  other_cost: 62,
  api_price_change: 66,
};

const OUTPUTS: readonly { readonly name: OutputName; readonly heading: string; readonly numberFormat: string }[] = [
  { name: "api_cost", heading: "API cost", numberFormat: "$#,##0" },
  { name: "ft_cost", heading: "FT cost", numberFormat: "$#,##0" },
  { name: "payback_months", heading: "Payback months", numberFormat: "0.00" },
  { name: "npv", heading: "NPV", numberFormat: "$#,##0" },
];

const INPUTS = Object.keys(BASE) as InputName[];
const GROUP_ROW = 3;
const HEADING_ROW = 4;
const FIRST_ROW = 5;
const LAST_ROW = FIRST_ROW + SCENARIOS.length - 1;
const FIRST_INPUT = 1;
const LAST_INPUT = FIRST_INPUT + INPUTS.length - 1;
const DRAGGED = LAST_INPUT + 1;
/** A narrow empty column stands between the two forms. */
const SPILLED = DRAGGED + OUTPUTS.length + 1;

/** Ten scenarios of one worked case, computed by a dragged formula and by a spilled one. */
export function scenariosSheet(): BlockPlan {
  return {
    title: "Scenarios",
    rows: placedRows((place) => {
      place(0, 0, title("What if? Ten scenarios, computed in two ways"));
      place(
        1,
        0,
        note(
          "Change any blue figure, or an output's name. On the left one FT.MODEL per cell, dragged; on the right one FT.SCENARIOS for all rows. #N/A: it never pays back.",
        ),
      );
      scenarioTable(place);
    }),
    spills: [{ row: HEADING_ROW, column: SPILLED, rows: SCENARIOS.length + 1, columns: OUTPUTS.length }],
    columnWidths: [
      164,
      ...INPUTS.map((name) => INPUT_WIDTHS[name] ?? 58),
      ...OUTPUTS.map(() => 70),
      12,
      ...OUTPUTS.map(({ name }) => (name === "payback_months" ? 116 : 76)),
    ],
    charts: [
      {
        kind: "bar",
        title: `NPV over ${HORIZON_MONTHS} months at 10 % a year`,
        categories: names(),
        series: [{ name: "NPV", values: spilledColumn("npv") }],
        place: { row: LAST_ROW + 2, column: 0, width: 640, height: 360 },
        valueAxisTitle: "NPV ($)",
      },
      {
        kind: "bar",
        title: "A month on the API, and on the own model after the project",
        categories: names(),
        series: [
          { name: "API bill", values: spilledColumn("api_cost") },
          { name: "own model, after the project", values: spilledColumn("ft_cost") },
        ],
        place: { row: LAST_ROW + 2, column: 10, width: 640, height: 360 },
        valueAxisTitle: "$ a month",
      },
    ],
  };
}

const names = (): Zone => ({ row: FIRST_ROW, column: 0, rows: SCENARIOS.length, columns: 1 });

const spilledColumn = (name: OutputName): Zone => ({
  ...names(),
  column: SPILLED + OUTPUTS.findIndex((output) => output.name === name),
});

function scenarioTable(place: Place): void {
  const blank = (count: number): string[] => Array.from({ length: count }, () => "");
  place(GROUP_ROW, 0, heading("Scenario"), ...headings("Inputs, known by their names", ...blank(INPUTS.length - 1)));
  place(GROUP_ROW, DRAGGED, ...headings("Dragged: FT.MODEL", ...blank(OUTPUTS.length - 1)));
  place(GROUP_ROW, SPILLED, ...headings("Spilled: FT.SCENARIOS", ...blank(OUTPUTS.length - 1)));
  place(HEADING_ROW, 0, heading(""), ...headings(...INPUTS.map((name) => HEADINGS[name] ?? sentence(name))));
  place(HEADING_ROW, DRAGGED, ...headings(...OUTPUTS.map((output) => output.heading)));

  SCENARIOS.forEach(({ name, change }, i) => {
    const row = FIRST_ROW + i;
    const figures = { ...BASE, ...change };
    place(row, 0, label(name), ...INPUTS.map((key) => input(figures[key] ?? 0, { numberFormat: inputFormat(key) ?? "#,##0" })));
    place(
      row,
      DRAGGED,
      ...OUTPUTS.map(({ numberFormat }, o) =>
        result(
          (at) =>
            `=FT.MODEL(${at(row, FIRST_INPUT, "column")}:${at(row, LAST_INPUT, "column")}, ${at(HEADING_ROW, DRAGGED + o, "row")}, ${inputNames(at)})`,
          { numberFormat },
        ),
      ),
    );
    place(row, SPILLED, ...OUTPUTS.map(({ numberFormat }) => spilled(numberFormat)));
  });
  const table = (at: Address): string => `${at(FIRST_ROW, FIRST_INPUT)}:${at(LAST_ROW, LAST_INPUT)}`;
  const outputs = (at: Address): string => `${at(HEADING_ROW, DRAGGED)}:${at(HEADING_ROW, DRAGGED + OUTPUTS.length - 1)}`;
  place(
    HEADING_ROW,
    SPILLED,
    ...spilledHeader((at) => `=FT.SCENARIOS(${inputNames(at)}, ${table(at)}, ${outputs(at)})`, OUTPUTS.length),
  );
}

const inputNames = (at: Address): string => `${at(HEADING_ROW, FIRST_INPUT, true)}:${at(HEADING_ROW, LAST_INPUT, true)}`;

/** `tokens_in` as "Tokens in". */
const sentence = (name: string): string => name[0].toUpperCase() + name.slice(1).replaceAll("_", " ");
