import { heading, headings, input, label, note, quoted, result, title } from "../plannedCells";
import type { Address, BlockPlan, PlannedCell } from "../sheetPlan";
import { type Cells, type Trial, TRIALS } from "./trials";

/*
 * The self-test: a sheet of formulas with what they must give, for a person with Excel. It counts itself, and writes the
 * line to be reported.
 */

type Row = (PlannedCell | null)[];

const FIRST = 6;
const LAST = FIRST + TRIALS.length - 1;
/** Columns: what is tried, the value, what is expected, whether it passes, the names of those that do not. */
const [WHAT, VALUE, EXPECTED, PASS, FAILED] = [0, 1, 2, 3, 4];
/** The cells that the formulas refer to stand to the right; the scenario has two columns to itself, so that they can be taken whole. */
const SCENARIO = 6;
const CELLS = 9;

const CASE: readonly (readonly [name: string, value: number | string | undefined])[] = [
  ["requests_per_day", 50000],
  ["tokens_in", 800],
  ["tokens_out", 200],
  [" ", undefined],
  ["price_in_per_1m", 5],
  ["price_out_per_1m", 5],
  ["price_per_instance_hour", "=742/720"],
  ["instances", 4],
  ["storage_price_per_gb_month", 0],
  ["other_cost", 19800],
  ["contingency", undefined],
  ["retrain_cost", '=""'],
  ["review_rate_api", 0.02],
  ["review_rate_ft", 0.0201],
  ["cost_per_review", 4],
  ["life_months", 18],
  ["horizon_months", 36],
  ["discount_rate", 0.1],
];
const NAMES = CASE.filter(([, value]) => value !== undefined && value !== '=""');

/** A scenario of which one value cannot be had. */
const BLOCKED = NAMES.filter(([name]) => /^(requests|tokens|price)_/.test(name));

/** Where things stand in the columns of cells. */
const AT = { empty: 1, threeOfFive: 3, word: 9, headings: 12, rows: 13, spill: 19, blocked: 26, inTheWay: 33 };

function cellsOf(at: Address): Cells {
  const last = CELLS + NAMES.length - 1;
  const columnOf = (column: number) => at(0, column, true).replace(/\d|\$/g, "");
  return {
    scenario: `$${columnOf(SCENARIO)}:$${columnOf(SCENARIO + 1)}`,
    block: `${at(0, SCENARIO, true)}:${at(CASE.length, SCENARIO + 1, true)}`,
    empty: at(AT.empty, CELLS, true),
    threeOfFive: `${at(AT.threeOfFive, CELLS, true)}:${at(AT.threeOfFive + 4, CELLS, true)}`,
    word: at(AT.word, CELLS, true),
    headings: `${at(AT.headings, CELLS, true)}:${at(AT.headings, last, true)}`,
    rows: `${at(AT.rows, CELLS, true)}:${at(AT.rows + 4, last, true)}`,
    spilledFirst: at(AT.spill, CELLS),
    spilledBlank: at(AT.spill + 1, CELLS),
    spilledError: at(AT.spill + 2, CELLS),
    spilledDivision: at(AT.spill + 3, CELLS),
    spilledLast: at(AT.spill + 4, CELLS),
    blocked: `${at(AT.blocked, CELLS, true)}:${at(AT.blocked + BLOCKED.length - 1, CELLS + 1, true)}`,
  };
}

const ERROR_TYPES = { "#VALUE!": 3, "#DIV/0!": 2, "#N/A": 7 } as const;

/** Whether a cell holds what is expected; never an error itself. */
function passFormula({ expected, tolerance = 1e-9 }: Trial, value: string, expectedCell: string): string {
  if (typeof expected === "object" && "error" in expected)
    return `=IF(ISERROR(${value}),ERROR.TYPE(${value})=${ERROR_TYPES[expected.error]},FALSE)`;
  if (typeof expected === "string" || typeof expected === "boolean")
    return `=IF(ISERROR(${value}),FALSE,${value}=${expectedCell})`;
  return `=IF(ISNUMBER(${value}),ABS(${value}-${expectedCell})<=${tolerance}*MAX(1E-9,ABS(${expectedCell})),FALSE)`;
}

function expectedCell({ expected }: Trial): PlannedCell {
  if (typeof expected !== "object") return label(expected);
  return "error" in expected ? label(expected.error) : { content: { formula: () => `=${expected.formula}` }, role: "label" };
}

function trialRow(trial: Trial, row: number): Row {
  return [
    label(trial.what),
    result((at) => `=${trial.formula(cellsOf(at))}`),
    expectedCell(trial),
    result((at) => passFormula(trial, at(row, VALUE), at(row, EXPECTED))),
    result((at) => `=IF(${at(row, PASS)},"",${at(row, WHAT)})`, { role: "note" }),
  ];
}

/** The sheet. `version` is that of the pane which writes it; the line reports that of the functions. */
export function selfTestSheet(version: string): BlockPlan {
  const passes = (at: Address) => `COUNTIF(${at(FIRST, PASS)}:${at(LAST, PASS)},TRUE)`;
  const head: Row[] = [
    [title("FT self-test")],
    [note("Wait until every cell is calculated, then copy the line below and send it with the name of this Excel.")],
    [
      result(
        (at) =>
          `="FT "&IFERROR(FT.VERSION(),"of an earlier release")&", pane ${version}: "&${passes(at)}&" of ${TRIALS.length} pass"&` +
          `IF(${passes(at)}=${TRIALS.length},"","; not: "&TEXTJOIN(", ",TRUE,${at(FIRST, FAILED)}:${at(LAST, FAILED)}))`,
        { role: "total" },
      ),
      ...["", "", "", ""].map((text): PlannedCell => ({ content: text, role: "total" })),
    ],
    [],
    [],
    headings("What is tried", "Value", "Expected", "Pass", "Does not pass"),
  ];
  const rows: Row[] = [...head, ...TRIALS.map((trial, i) => trialRow(trial, FIRST + i))];
  const put = (row: number, column: number, cell: PlannedCell) => {
    while (rows.length <= row) rows.push([]);
    const line = [...rows[row]];
    while (line.length < column) line.push(null);
    line[column] = cell;
    rows[row] = line;
  };
  put(0, SCENARIO, heading("name"));
  put(0, SCENARIO + 1, heading("value"));
  CASE.forEach(([name, value], i) => {
    if (name !== " ") put(i + 1, SCENARIO, label(name));
    if (value !== undefined) put(i + 1, SCENARIO + 1, typeof value === "number" ? input(value) : result(() => value));
  });
  put(AT.empty - 1, CELLS, heading("An empty cell"));
  put(AT.threeOfFive - 1, CELLS, heading("Three values of five"));
  [2, 4, 8].forEach((value, i) => put(AT.threeOfFive + i, CELLS, input(value)));
  put(AT.word - 1, CELLS, heading("An option"));
  put(AT.word, CELLS, input("QLoRA"));
  NAMES.forEach(([name, value], i) => {
    put(AT.headings, CELLS + i, heading(name));
    const written = typeof value === "number" ? input(value) : result(() => String(value));
    put(AT.rows, CELLS + i, written);
    put(AT.rows + 2, CELLS + i, name === "tokens_in" ? result(() => "=NA()") : written);
    put(AT.rows + 3, CELLS + i, name === "tokens_in" ? result(() => "=1/0") : written);
    put(AT.rows + 4, CELLS + i, name === "instances" ? input(5) : written);
  });
  put(AT.spill - 1, CELLS, heading("What they spill"));
  put(
    AT.spill,
    CELLS,
    result((at) => `=FT.SCENARIOS(${cellsOf(at).headings},${cellsOf(at).rows},${quoted("saving")},FALSE)`),
  );
  put(AT.blocked - 1, CELLS, heading("With a value that cannot be had"));
  BLOCKED.forEach(([name, value], i) => {
    put(AT.blocked + i, CELLS, label(name));
    const shown = typeof value === "number" ? input(value) : result(() => String(value));
    put(AT.blocked + i, CELLS + 1, name === "tokens_in" ? result((at) => `=${at(AT.inTheWay, CELLS)}`) : shown);
  });
  put(AT.inTheWay - 1, CELLS, heading("A list with no room"));
  put(
    AT.inTheWay,
    CELLS,
    result(() => `=FT.LIST(${quoted("methods")})`),
  );
  put(AT.inTheWay + 1, CELLS, label("in its way"));
  return {
    title: "FT self-test",
    rows,
    spills: [{ row: AT.spill, column: CELLS, rows: 5, columns: 1 }],
    columnWidths: [330, 110, 110, 60, 240, 30, 190, 80, 30, 150],
  };
}
