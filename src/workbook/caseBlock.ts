import { INPUT_DESCRIPTIONS } from "../engine/scenario/inputDescriptions";
import { SCENARIO_INPUTS, type ScenarioInput } from "../engine/scenario/inputs";
import { OUTPUT_DESCRIPTIONS } from "../engine/scenario/outputDescriptions";
import { type OutputName, requireOutput, SCENARIO_OUTPUTS } from "../engine/scenario/outputs";
import type { WorkedCase } from "../presets/cases";
import { DATE_FORMAT, dayNumber, formatOf, headings, input, label, note, result, title } from "./plannedCells";
import type { Address, BlockPlan, PlannedCell, Zone } from "./sheetPlan";

type Row = (PlannedCell | null)[];

/** What a reader looks for first. */
const SUMMARY: readonly { readonly text: string; readonly output: OutputName }[] = [
  { text: "API bill", output: "api_cost" },
  { text: "Own model, all costs", output: "ft_cost" },
  { text: "Saving", output: "saving" },
  { text: "Payback", output: "payback_months" },
];

/** Room for FT.CHECKS and FT.COST_BENEFIT with "all", whose rows are theirs to decide. */
const CHECK_ROWS = 32;
const FRAMEWORK_ROWS = 16;

/**
 * A worked case as a complete scenario: every input with its value, the outputs as live formulas, the working, the
 * checks. `story` are the sentences that introduce it.
 */
export function caseBlock(workedCase: WorkedCase, story: readonly string[]): BlockPlan {
  const { source, asOf, confidence, inputs, costBenefit } = workedCase;
  // Known once the rows below are; the formulas above ask for them only when the block has its place.
  let firstOutput = 0;
  let rowOfChecks = 0;
  const rowOfOutput = (name: OutputName) => firstOutput + SCENARIO_OUTPUTS.findIndex((output) => output.name === name);
  const rows: Row[] = [
    [title(workedCase.title, { note: `Source: ${source}. As of ${asOf}, confidence ${confidence}.` })],
    ...story.map((sentence): Row => [note(sentence)]),
    [],
    headings("In short", "Value", "Unit", ""),
    ...SUMMARY.map(({ text, output }): Row => {
      const { unit } = requireOutput("output", output);
      return [
        label(text),
        result((at) => `=${at(rowOfOutput(output), 1)}`, { role: "total", numberFormat: formatOf(unit) }),
        note(unit),
      ];
    }),
    [label("All checks pass"), result((at) => `=${at(rowOfChecks, 1)}`, { role: "total" }), note("TRUE/FALSE")],
    [],
    headings("Input", "Value", "Unit", "Meaning"),
  ];
  const firstInput = rows.length;
  rows.push(...SCENARIO_INPUTS.map((definition) => inputRow(definition, inputs[definition.name])));
  const block = (at: Address) => `${at(firstInput, 0, true)}:${at(firstInput + SCENARIO_INPUTS.length - 1, 1, true)}`;

  rows.push([], headings("Result", "Value", "Unit", "Meaning"));
  firstOutput = rows.length;
  for (const { name, unit } of SCENARIO_OUTPUTS) {
    const row = rows.length;
    rows.push([
      label(name),
      result((at) => `=FT.MODEL(${block(at)},${at(row, 0, "column")})`, { numberFormat: formatOf(unit) }),
      note(unit),
      note(OUTPUT_DESCRIPTIONS[name]),
    ]);
  }

  rows.push([], headings("Working by hand", "", "", ""), ...workedCase.working.map((line): Row => [label(line)]), [
    label(workedCase.verdict),
  ]);

  const spills: Zone[] = [];
  if (costBenefit) {
    rows.push([], headings("The simple framework", "Value", "Unit", ""));
    const firstArgument = rows.length;
    const names = Object.keys(costBenefit);
    rows.push(
      ...names.map((name): Row => [
        label(name),
        input(costBenefit[name], { numberFormat: "#,##0.00##" }),
        note(frameworkUnit(name)),
      ]),
    );
    const values = (at: Address) => names.map((_, i) => at(firstArgument + i, 1)).join(",");
    rows.push([], headings("Comes to", "Value", "Unit", ""));
    spills.push({ row: rows.length, column: 0, rows: FRAMEWORK_ROWS, columns: 3 });
    rows.push(
      [result((at) => `=FT.COST_BENEFIT(${values(at)},"all")`)],
      ...Array.from({ length: FRAMEWORK_ROWS - 1 }, (): Row => []),
    );
  }

  rows.push([], headings("Check", "Pass", "What it says", ""));
  rowOfChecks = rows.length;
  spills.push({ row: rowOfChecks, column: 0, rows: CHECK_ROWS, columns: 3 });
  rows.push([result((at) => `=FT.CHECKS(${block(at)})`)]);
  return { title: shortTitle(workedCase.title), rows, spills, columnWidths: [240, 150, 170, 460] };
}

function inputRow(definition: ScenarioInput, given: number | string | undefined): Row {
  const { name, unit } = definition;
  const { doc } = INPUT_DESCRIPTIONS[name];
  const numberFormat = definition.kind === "number" ? formatOf(unit) : undefined;
  const fallback = definition.kind === "number" ? definition.fallback : undefined;
  // No cell is left empty to mean something: an empty cell is 0. A default that follows from other inputs goes on following them.
  const shown = given ?? (typeof fallback === "number" ? fallback : definition.kind === "number" ? "default" : "none");
  const meaning = typeof fallback === "string" && given === undefined ? `${doc} default: ${fallback}.` : doc;
  if (unit === "date" && typeof given === "string") {
    return [label(name), input(dayNumber(given), { numberFormat: DATE_FORMAT }), note(unit), note(meaning)];
  }
  return [label(name), input(shown, { numberFormat }), note(unit), note(meaning)];
}

/** "4a Start-up, low project cost: 800M tokens …" is known by what stands before the colon. */
function shortTitle(text: string): string {
  return text.split(":")[0];
}

const FRAMEWORK_UNITS: readonly (readonly [RegExp, string])[] = [
  [/hours$/, "h"],
  [/^price_per_gpu_hour$/, "$/h"],
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
