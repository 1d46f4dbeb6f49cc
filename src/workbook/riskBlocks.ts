import { type OutputName, requireOutput } from "../engine/scenario/outputs";
import { NUMBER_INPUTS } from "../engine/scenario/inputs";
import { verdictFormula } from "./confidence";
import { formatOf, headings, input, label, MONEY_FORMAT, note, quoted, result, spilledHeader, title } from "./plannedCells";
import type { Address, BlockPlan, PlannedCell, PlannedChart, Zone } from "./sheetPlan";
import { SHARE_ABOVE_0, STATISTICS } from "./statisticRows";

/*
 * What a scenario's ranges come to, as live formulas on the user's own block of names and values: each answer of the Risk
 * view with the chart that shows it.
 */

export interface RiskQuestion {
  /** The scenario's block, as a formula on any sheet refers to it. */
  readonly scenario: string;
  readonly output: OutputName;
}

/** How many trials a formula draws. */
export interface TrialsAsked {
  readonly trials: number;
  /** Said where these are fewer than were asked for. */
  readonly why?: string;
}

type Row = (PlannedCell | null)[];

/** Bars of a histogram, in the pane and on the sheet. */
export const HISTOGRAM_BARS = 20;

const AMOUNT_WIDTH = 110;
const CHART = { width: 560, height: 320 };

/** The look of cells that a formula fills from elsewhere. */
const filledIn = (numberFormat?: string): PlannedCell => ({ content: "", role: "result", numberFormat });

const moneyOf = (output: OutputName): string =>
  formatOf(requireOutput("output", output).unit) === MONEY_FORMAT ? MONEY_FORMAT : "0.00";

/** The row that says how many trials are drawn, in a cell to change it in. */
const TRIALS_ROW = 2;
const trialsCell = (at: Address): string => at(TRIALS_ROW, 1, true);
const trialsRow = ({ trials, why }: TrialsAsked, said: string): Row => [
  label("Trials"),
  input(trials, { numberFormat: "#,##0" }),
  note(why === undefined ? said : `${why} ${said}`),
];

/** FT.SIMULATE with the sentence its shares make, and beside it the histogram of the same trials. */
export function simulationBlock({ scenario, output }: RiskQuestion, asked: TrialsAsked): BlockPlan {
  const first = 4;
  const bars = { column: 3, upTo: 4, share: 5 };
  const amount = moneyOf(output);
  const formats = { amount, share: "0.0%", count: "#,##0" };
  const zone = (column: number): Zone => ({ row: first, column, rows: HISTOGRAM_BARS, columns: 1 });
  const { unit } = requireOutput("output", output);
  const chart: PlannedChart = {
    kind: "column",
    title: `${output}: how often it comes to how much`,
    categories: zone(bars.upTo),
    series: [{ name: "share of the trials", values: zone(bars.share) }],
    place: { row: first - 1, column: 7, ...CHART },
    valueAxisTitle: "Share of the trials",
    categoryAxisTitle: `${output} up to (${unit})`,
  };
  const simulation = (at: Address, more = ""): string => `=FT.SIMULATE(${scenario},,${quoted(output)},${trialsCell(at)}${more})`;
  const barCells = (row: number): Row =>
    row <= HISTOGRAM_BARS ? [null, filledIn(amount), filledIn(amount), filledIn("0.0%")] : [];
  return {
    title: "How sure is it?",
    rows: [
      [title(`How sure is ${output}?`)],
      [
        result((at) => verdictFormula(`FT.MODEL(${scenario},${quoted(output)})`, at(first + SHARE_ABOVE_0, 1)), {
          role: "total",
        }),
      ],
      trialsRow(asked, "Drawn anew when a figure or range of the scenario changes; the same seed gives the same trials."),
      [
        ...headings("Statistic", `${output} (${unit})`),
        null,
        ...spilledHeader((at) => simulation(at, `,,,,${HISTOGRAM_BARS}`), 3),
      ],
      ...Array.from({ length: Math.max(STATISTICS.length, HISTOGRAM_BARS) }, (_, i): Row => {
        const shown = STATISTICS[i];
        const name = i === 0 ? result(simulation, { role: "label" }) : label("");
        const statistic = i < STATISTICS.length ? [name, filledIn(formats[shown])] : [null, null];
        return [...statistic, ...barCells(i + 1)];
      }),
    ],
    spills: [
      { row: first, column: 0, rows: STATISTICS.length, columns: 2 },
      { row: first - 1, column: bars.column, rows: HISTOGRAM_BARS + 1, columns: 3 },
    ],
    columnWidths: [190, 150, 30, AMOUNT_WIDTH, AMOUNT_WIDTH, 80],
    charts: [chart],
  };
}

/** A table that one formula spills under its own header, with a bar for every row of one of its columns. */
function spilledTable(table: {
  readonly title: string;
  readonly note: string;
  /** What stands between the note and the table; nothing where not said otherwise. */
  readonly asked?: Row;
  readonly formula: (at: Address) => string;
  /** Rows under the header. */
  readonly rows: number;
  /** The formats of the columns after the first. */
  readonly formats: readonly string[];
  readonly chart?: {
    readonly title: string;
    readonly column: number;
    readonly name: string;
    readonly unit: string;
    /** The rows it shows, from the first of the table's on where not said otherwise. */
    readonly rows?: { readonly first: number; readonly count: number };
  };
}): BlockPlan {
  const header = 3;
  const columns = 1 + table.formats.length;
  const drawn = table.chart?.rows ?? { first: 0, count: table.rows };
  const zone = (column: number): Zone => ({ row: header + 1 + drawn.first, column, rows: drawn.count, columns: 1 });
  return {
    title: table.title,
    rows: [
      [title(table.title)],
      [note(table.note)],
      table.asked ?? [],
      spilledHeader(table.formula, columns),
      ...Array.from({ length: table.rows }, (): Row => [label(""), ...table.formats.map(filledIn)]),
    ],
    spills: [{ row: header, column: 0, rows: table.rows + 1, columns }],
    columnWidths: [210, ...table.formats.map(() => AMOUNT_WIDTH)],
    charts: table.chart && [
      {
        kind: "bar",
        title: table.chart.title,
        categories: zone(0),
        series: [{ name: table.chart.name, values: zone(table.chart.column) }],
        place: { row: header, column: columns + 1, ...CHART },
        valueAxisTitle: table.chart.unit,
      },
    ],
  };
}

/** FT.TORNADO between P10 and P90 of the scenario's ranges. @param ranges How many there are. */
export function tornadoBlock({ scenario, output }: RiskQuestion, ranges: number): BlockPlan {
  const amount = moneyOf(output);
  const { unit } = requireOutput("output", output);
  return spilledTable({
    title: `What moves ${output} most`,
    note: "Each input from P10 to P90 of its range, the others at their centres.",
    formula: () => `=FT.TORNADO(${scenario},,${quoted(output)})`,
    rows: ranges,
    formats: [amount, amount, amount, amount],
    chart: { title: `Swing of ${output}`, column: 4, name: "swing", unit },
  });
}

/** FT.VOI: what it is worth to know each of the scenario's ranges before one decides. @param ranges How many there are. */
export function worthBlock({ scenario, output }: RiskQuestion, ranges: number, asked: TrialsAsked): BlockPlan {
  const { unit } = requireOutput("output", output);
  return spilledTable({
    title: "What to measure first",
    note: `What knowing an input before deciding is worth at most: go if ${output} is above 0, else stay. 0: no value of it changes that.`,
    asked: trialsRow(asked, "The same seed gives the same trials."),
    formula: (at) => `=FT.VOI(${scenario},,${quoted(output)},${trialsCell(at)})`,
    rows: ranges + 1,
    formats: [moneyOf(output), "0.0%"],
    chart: { title: "Worth of knowing", column: 1, name: "worth", unit, rows: { first: 1, count: ranges } },
  });
}

/** Whatever the figures become, the table has a row for each input at most. */
const MOST_CROSSINGS = NUMBER_INPUTS.length;
/** More bars than these nobody reads. */
const MOST_BARS = 10;
const ANY_FIGURE = "#,##0.00##";

/**
 * FT.SWITCHING_VALUES: for each input the value at which the answer turns.
 * @param found How many inputs turn it now by a relative change; they come first.
 */
export function switchingBlock({ scenario, output }: RiskQuestion, found: number): BlockPlan {
  const shown = Math.min(found, MOST_BARS);
  return spilledTable({
    title: "What would change the answer",
    note: `The nearest value of each input at which ${output} is 0, the others as they are; the smallest change first.`,
    formula: () => `=FT.SWITCHING_VALUES(${scenario},${quoted(output)})`,
    rows: MOST_CROSSINGS,
    formats: [ANY_FIGURE, ANY_FIGURE, "0.0%"],
    chart:
      shown === 0
        ? undefined
        : {
            title: `Change at which ${output} is 0`,
            column: 3,
            name: "change",
            unit: "share of the value now",
            rows: { first: 0, count: shown },
          },
  });
}
