import { INPUT_DESCRIPTIONS } from "../engine/scenario/inputDescriptions";
import { type InputName, SCENARIO_INPUTS, type ScenarioInput } from "../engine/scenario/inputs";
import { OUTPUT_DESCRIPTIONS } from "../engine/scenario/outputDescriptions";
import { type OutputName, requireOutput, SCENARIO_OUTPUTS } from "../engine/scenario/outputs";
import type { WorkedCase } from "../presets/cases";
import { INPUT_LABELS } from "./case/inputLabels";
import { rangedNames } from "./case/typicalRanges";
import { OUTPUT_LABELS } from "./outputLabels";
import {
  DATE_FORMAT,
  dayNumber,
  formatOf,
  formatOfMoney,
  headings,
  input,
  label,
  note,
  result,
  title,
  unitBeside,
} from "./plannedCells";
import { rangeRows, sureFormula } from "./rangeRows";
import type { Address, BlockPlan, PlannedCell, Zone } from "./sheetPlan";

type Row = (PlannedCell | null)[];

/** What a person calls it, its name, the value, the unit, what it means. */
const COLUMN = { label: 0, name: 1, value: 2, unit: 3 } as const;
const COLUMNS = 5;

/** What a month comes to, line by line down to the saving; then what the decision rests on. */
const MONTH: readonly { readonly output: OutputName; readonly sign: string; readonly total?: true }[] = [
  { output: "api_cost", sign: "" },
  { output: "serving_cost", sign: "− " },
  { output: "storage_cost", sign: "− " },
  { output: "quality_delta", sign: "− " },
  { output: "retrain_cost_per_month", sign: "− " },
  { output: "cash_saving", sign: "", total: true },
  { output: "amortized_cost", sign: "− " },
  { output: "saving", sign: "", total: true },
];
/** Outputs that have no value when a project is never repaid, and the word for it. */
const WITHOUT_VALUE: Partial<Record<OutputName, string>> = {
  payback_months: "never",
  payback_dynamic_months: "never",
  irr: "none",
  breakeven_tokens_per_day: "none",
  full_breakeven_tokens_per_day: "none",
  quality_breakeven_rate: "none",
};
/** Shown also where the case leaves them at their defaults: the answers rest on them. */
const ALWAYS_SHOWN: readonly InputName[] = ["life_months", "horizon_months", "discount_rate"];

/** The costs of a month as a chart, from the first of these rows to the last. */
const CHARTED: readonly [first: OutputName, last: OutputName] = ["api_cost", "retrain_cost_per_month"];
const CHART_ROWS = 16;

/** Serving and engineering are not in it, so that a share of trials would only seem to say how sure it is. */
const FRAMEWORK_HAS_NO_RANGES =
  "Single figures without ranges: serving and engineering, the largest of them, are not counted at all.";

/** Room for FT.CHECKS and FT.COST_BENEFIT with "all", whose rows are theirs to decide. */
const CHECK_ROWS = 32;
const FRAMEWORK_ROWS = 16;

/**
 * A worked case as a complete scenario: every input with its value, the outputs as live formulas, the working, the
 * checks. `story` are the sentences that introduce it.
 */
export function caseBlock(workedCase: WorkedCase, story: readonly string[]): BlockPlan {
  const { source, asOf, confidence, inputs, costBenefit } = workedCase;
  const outputIndex = (name: OutputName) => SCENARIO_OUTPUTS.findIndex((output) => output.name === name);
  // Known once the rows below are; the formulas above ask for them only when the block has its place.
  let firstOutput = 0;
  let rowOfChecks = 0;
  let firstInput = 0;
  let rowOfRanges = 0;
  const rowOfInput = new Map<InputName, number>();
  const valueOf = (at: Address, name: OutputName) => at(firstOutput + outputIndex(name), COLUMN.value);
  const given = (at: Address, name: InputName) => at(rowOfInput.get(name) ?? 0, COLUMN.value);
  const monthRows = MONTH.map(({ output, sign, total }): Row => {
    const { unit } = requireOutput("output", output);
    return [
      label(`${sign}${OUTPUT_LABELS[output]}`),
      null,
      result((at) => `=${valueOf(at, output)}`, { role: total ? "total" : "result", numberFormat: formatOf(unit) }),
      note(unitBeside(unit)),
    ];
  });
  const horizon = (at: Address) =>
    `IF(ISNUMBER(${given(at, "horizon_months")}),${given(at, "horizon_months")},${given(at, "life_months")})`;
  const rows: Row[] = [
    [title(workedCase.title, { note: `Source: ${source}. As of ${asOf}, confidence ${confidence}.` })],
    ...story.map((sentence): Row => [note(sentence)]),
    [],
    headings("In short: a month, at today's prices and traffic", "", "Value", "Unit", ""),
    ...monthRows,
    answerRow("Payback of the project, in cash", (at) => valueOf(at, "payback_months"), { format: "0.0", unit: "months" }),
    answerRow("Tokens a day, today", (at) => valueOf(at, "tokens_per_day"), { format: "#,##0", unit: "tokens/day" }),
    answerRow("Break-even against all costs", (at) => valueOf(at, "full_breakeven_tokens_per_day"), {
      format: "#,##0",
      unit: "tokens/day",
    }),
    [
      {
        content: {
          formula: (at) => `="NPV over "&${horizon(at)}&" months at "&ROUND(100*${given(at, "discount_rate")},1)&" % a year"`,
        },
        role: "label",
      },
      null,
      result((at) => `=${valueOf(at, "npv")}`, { role: "total", numberFormat: formatOf("$") }),
    ],
    costBenefit === null
      ? [
          label("How sure is that"),
          null,
          result((at) => ranges.share(at, block(at)), { role: "total", numberFormat: "0.0%" }),
          note("of the trials"),
          result((at) => `=${sureFormula(at(rowOfSure, COLUMN.value), at(rowOfRanges, 0))}`, { role: "note" }),
        ]
      : [label("How sure is that"), null, label("not said"), null, note(FRAMEWORK_HAS_NO_RANGES)],
    [
      label("All checks pass"),
      null,
      result((at) => `=${at(rowOfChecks, 1)}`, { role: "total" }),
      result((at) => `="see from row "&ROW(${at(rowOfChecks, 1)})`, { role: "note" }),
      result((at) => `=${at(rowOfChecks, 2)}`, { role: "note" }),
    ],
    [],
  ];
  const rowOfSure = rows.length - 3;
  const chartRow = rows.length;
  rows.push(...Array.from({ length: CHART_ROWS }, (): Row => []));

  rows.push(headings("Input", "Name", "Value", "Unit", "Meaning"));
  firstInput = rows.length;
  const isShown = ({ name }: ScenarioInput) => inputs[name] !== undefined || ALWAYS_SHOWN.includes(name);
  const groups = [...new Set(SCENARIO_INPUTS.map(({ name }) => INPUT_DESCRIPTIONS[name].group))];
  const addInputs = (groupTitle: string, definitions: readonly ScenarioInput[]) => {
    if (definitions.length === 0) return;
    rows.push(groupRow(groupTitle));
    for (const definition of definitions) {
      rowOfInput.set(definition.name, rows.length);
      rows.push(inputRow(definition, inputs[definition.name]));
    }
  };
  for (const group of groups)
    addInputs(
      group,
      SCENARIO_INPUTS.filter((each) => INPUT_DESCRIPTIONS[each.name].group === group && isShown(each)),
    );
  const firstUnused = rows.length + 1;
  addInputs(
    "At their defaults: not used in this case",
    SCENARIO_INPUTS.filter((each) => !isShown(each)),
  );
  const lastInput = rows.length - 1;
  const block = (at: Address) => `${at(firstInput, COLUMN.name, true)}:${at(lastInput, COLUMN.value, true)}`;

  rows.push([], headings("Result", "Name", "Value", "Unit", "Meaning"));
  firstOutput = rows.length;
  for (const { name, unit } of SCENARIO_OUTPUTS) {
    const row = rows.length;
    const instead = WITHOUT_VALUE[name];
    const model = (at: Address) => `FT.MODEL(${block(at)},${at(row, COLUMN.name, "column")})`;
    rows.push([
      label(OUTPUT_LABELS[name]),
      note(name),
      result((at) => (instead === undefined ? `=${model(at)}` : `=IFERROR(${model(at)},"${instead}")`), {
        numberFormat: formatOf(unit),
      }),
      note(unitBeside(unit)),
      note(OUTPUT_DESCRIPTIONS[name]),
    ]);
  }

  rowOfRanges = rows.length + 1;
  const ranges = rangeRows({ row: rowOfRanges, names: rangedNames(inputs), valueOf: given });
  if (costBenefit === null) rows.push([], ...ranges.rows);

  rows.push([], headings("Working by hand", "", "", "", ""), ...workedCase.working.map((line): Row => [label(line)]), [
    label(workedCase.verdict),
  ]);

  const spills: Zone[] = [];
  if (costBenefit) {
    const framework = frameworkRows(costBenefit, rows.length);
    rows.push(...framework.rows);
    spills.push(framework.spill);
  }

  rows.push([], headings("Check", "Pass", "What it says", "", ""));
  rowOfChecks = rows.length;
  spills.push({ row: rowOfChecks, column: 0, rows: CHECK_ROWS, columns: 3 });
  rows.push([result((at) => `=FT.CHECKS(${block(at)},TODAY())`)]);
  const charted = {
    row: firstOutput + outputIndex(CHARTED[0]),
    rows: outputIndex(CHARTED[1]) - outputIndex(CHARTED[0]) + 1,
    columns: 1,
  };
  return {
    title: shortTitle(workedCase.title),
    rows,
    spills,
    columnWidths: [270, 190, 110, 150, 460, 190, 90, 110, 110, 110],
    foldedRows: [{ first: firstUnused, count: lastInput - firstUnused + 1 }],
    charts: [
      {
        kind: "bar",
        title: "A month: the API bill against the costs of the own model",
        categories: { ...charted, column: COLUMN.label },
        series: [{ name: "a month", values: { ...charted, column: COLUMN.value } }],
        place: { row: chartRow, column: 0, width: 720, height: CHART_ROWS * 20 - 20 },
      },
    ],
  };
}

function answerRow(
  text: string,
  value: (at: Address) => string,
  { format, unit }: { readonly format: string; readonly unit: string },
): Row {
  return [label(text), null, result((at) => `=${value(at)}`, { role: "total", numberFormat: format }), note(unit)];
}

const groupRow = (text: string): Row =>
  Array.from({ length: COLUMNS }, (_, i): PlannedCell => ({ content: i === 0 ? text : "", role: "total" }));

function inputRow(definition: ScenarioInput, given: number | string | undefined): Row {
  const { name, unit } = definition;
  const { doc } = INPUT_DESCRIPTIONS[name];
  const fallback = definition.kind === "number" ? definition.fallback : undefined;
  const cells = (value: number | string, numberFormat: string | undefined, meaning: string): Row => [
    label(INPUT_LABELS[name]),
    note(name),
    input(value, { numberFormat }),
    note(unitBeside(unit)),
    note(meaning),
  ];
  if (unit === "date" && typeof given === "string") return cells(dayNumber(given), DATE_FORMAT, doc);
  // No cell is left empty to mean something: an empty cell is 0, and so is a 0 where one must be entered. A default that
  // follows from other inputs goes on following them.
  const isMeantZero = given === 0 && definition.kind === "number" && fallback === undefined;
  const shown = isMeantZero
    ? "none"
    : (given ?? (typeof fallback === "number" ? fallback : definition.kind === "number" ? "default" : "none"));
  const meaning = typeof fallback === "string" && given === undefined ? `${doc} default: ${fallback}.` : doc;
  const isMoney = unit === "$" || unit === "$/month";
  const numberFormat =
    definition.kind !== "number" ? undefined : isMoney && typeof shown === "number" ? formatOfMoney(shown) : formatOf(unit);
  return cells(shown, numberFormat, meaning);
}

/** The simple framework's own arguments and what they come to, as rows that begin at a row of the block. */
function frameworkRows(costBenefit: Readonly<Record<string, number>>, from: number): { rows: Row[]; spill: Zone } {
  const names = Object.keys(costBenefit);
  const firstArgument = from + 2;
  const values = (at: Address) => names.map((_, i) => at(firstArgument + i, COLUMN.value)).join(",");
  const rows: Row[] = [
    [],
    headings("The simple framework", "Name", "Value", "Unit", ""),
    ...names.map((name): Row => {
      const unit = frameworkUnit(name);
      const text = name.replaceAll("_", " ");
      return [
        label(text[0].toUpperCase() + text.slice(1)),
        note(name),
        input(costBenefit[name], { numberFormat: formatOf(unit) }),
        note(unitBeside(unit)),
      ];
    }),
    [],
    headings("Comes to", "Value", "Unit", "", ""),
    [result((at) => `=FT.COST_BENEFIT(${values(at)},"all")`)],
  ];
  const spill = { row: from + rows.length - 1, column: 0, rows: FRAMEWORK_ROWS, columns: 3 };
  return { rows: [...rows, ...Array.from({ length: FRAMEWORK_ROWS - 1 }, (): Row => [])], spill };
}

/** "4a Start-up, low project cost: 800M tokens …" is known by what stands before the colon. */
function shortTitle(text: string): string {
  return text.split(":")[0];
}

const FRAMEWORK_UNITS: readonly (readonly [RegExp, string])[] = [
  [/hours$/, "h"],
  [/^price_per_gpu_hour$/, "$/GPU-hour"],
  [/^storage_gb$/, "GB"],
  [/^storage_price/, "$/GB-month"],
  [/calls_per_month$/, "calls/month"],
  [/per_1k$/, "$/1,000 calls"],
  [/improvement$/, "fraction"],
  [/per_month$/, "$/month"],
  [/^months$/, "months"],
];

function frameworkUnit(name: string): string {
  return FRAMEWORK_UNITS.find(([pattern]) => pattern.test(name))?.[1] ?? "";
}
