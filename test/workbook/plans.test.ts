import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { decide } from "../../src/engine/decision";
import { type DecisionAnswers } from "../../src/engine/decisionFactors";
import { findCase, workedCases } from "../../src/presets/cases";
import { caseBlock } from "../../src/workbook/caseBlock";
import { CASE_STORIES } from "../../src/workbook/caseStories";
import { conversationBlock } from "../../src/workbook/conversationBlock";
import { decisionBlock, decisionRecord, DECISION_QUESTIONS } from "../../src/workbook/decisionBlock";
import { functionExample } from "../../src/workbook/functionExample";
import { gpuComparisonBlock } from "../../src/workbook/gpuComparisonBlock";
import { dayNumber, quoted } from "../../src/workbook/plannedCells";
import {
  figuresOf,
  PRESET_KINDS,
  presetFormulaCell,
  type PresetKindKey,
  presetTable,
  presetValueCell,
} from "../../src/workbook/presetCells";
import { projectBlock, typicalPhases } from "../../src/workbook/projectBlock";
import { simulationBlock, switchingBlock, tornadoBlock, worthBlock } from "../../src/workbook/riskBlocks";
import { addressesFrom, blockSize, type BlockPlan, contentAt } from "../../src/workbook/sheetPlan";

const GOLDEN = path.join(__dirname, "golden");

/** A plan as a person reads it: a line per cell, at a place that is not the sheet's corner. */
function written(plan: BlockPlan): string {
  const origin = { row: 2, column: 1 };
  const at = addressesFrom(origin);
  const cells = plan.rows.flatMap((row, r) =>
    row.flatMap((cell, c) => {
      if (!cell || cell.content === "") return [];
      const more = [
        cell.role,
        cell.numberFormat,
        cell.choices && `one of ${cell.choices.join("/")}`,
        cell.note && `note: ${cell.note}`,
      ];
      return [`${at(r, c)}\t${contentAt(cell, at)}\t${more.filter(Boolean).join("; ")}`];
    }),
  );
  const { rows, columns } = blockSize(plan);
  return [
    `${plan.title}: ${rows} × ${columns}, widths ${plan.columnWidths?.join(" ") ?? "as they are"}`,
    ...cells,
    ...(plan.charts ?? []).map((chart) => `chart ${JSON.stringify(chart)}`),
    "",
  ].join("\n");
}

const answers: DecisionAnswers = {
  requestsPerDay: 50000,
  tokensPerRequest: 1000,
  pricePer1m: 5,
  taskConsistency: "high",
  latencyMs: 300,
  qualityNeed: "medium",
  mlTeam: true,
  fastIteration: false,
};
const assumptions = {
  hourly_rate: 150,
  runs: 8,
  cost_per_run: 12,
  data_cost: 0,
  other_cost: 0,
  contingency: 0.15,
  engineers: 2,
  availability: 0.6,
  hours_per_week: 40,
};
const storyOf = (key: string) => CASE_STORIES.find(({ blocks }) => blocks.some((block) => block.key === key))!;
const cellsOnSheet = Object.fromEntries(DECISION_QUESTIONS.map(({ key }, i) => [key, `'My sheet'!$C$${i + 3}`])) as never;

const PLANS: Record<string, () => BlockPlan> = {
  "case-support": () => caseBlock(findCase("support")!, storyOf("support").sentences),
  "case-simple-framework": () => caseBlock(findCase("simple_framework")!, storyOf("simple_framework").sentences),
  decision: () => decisionBlock(answers),
  "decision-of-cells": () => decisionBlock(answers, cellsOnSheet),
  "decision-of-bill": () =>
    decisionBlock(answers, undefined, {
      billPerMonth: 8000,
      tokensPerRequest: 1000,
      promptShare: 0.8,
      priceIn: 2.5,
      priceOut: 10,
    }),
  "decision-record": () => decisionRecord(answers, decide(answers)),
  conversation: () =>
    conversationBlock(
      {
        calls: 8,
        first_prompt_tokens: 3000,
        added_tokens: 500,
        answer_tokens: 200,
        cache_hit: 0.9,
        kept_tokens: 0,
        conversations_per_day: 1000,
      },
      "claude-haiku-4-5",
    ),
  project: () => projectBlock(typicalPhases(), assumptions),
  "gpu-comparison": () =>
    gpuComparisonBlock(
      { model_b: "llama-3.1-8b", method: "lora", examples: 10000, tokens_per_example: 1000, epochs: 3, spot: false },
      ["h100_sxm", "a10g"],
    ),
  "risk-simulation": () => simulationBlock({ scenario: "'My case'!$A$2:$B$14", output: "npv" }, { trials: 10_000 }),
  "risk-tornado": () => tornadoBlock({ scenario: "'My case'!$A$2:$B$14", output: "saving" }, 3),
  "risk-worth": () =>
    worthBlock({ scenario: "'My case'!$A$2:$B$14", output: "npv" }, 3, { trials: 980_392, why: "So many fit into one call." }),
  "risk-switching": () => switchingBlock({ scenario: "'My case'!$A$2:$B$14", output: "npv" }, 12),
  "risk-switching-none": () => switchingBlock({ scenario: "'My case'!$A$2:$B$14", output: "saving" }, 0),
  "preset-table": () => presetTable("gpus", ["h100_sxm", "mi325x"]),
};

describe("plans are as written down (UPDATE=1 writes them anew)", () => {
  test.each(Object.entries(PLANS))("%s", (name, plan) => {
    const file = path.join(GOLDEN, `${name}.txt`);
    const now = written(plan());
    if (process.env.UPDATE === "1") writeFileSync(file, now);
    expect(now).toBe(readFileSync(file, "utf8"));
  });
});

test("every worked case has a story and every story its cases", () => {
  const told = CASE_STORIES.flatMap(({ blocks }) => blocks.map(({ key }) => key));
  expect(told).toEqual(workedCases().map(({ key }) => key));
  expect(CASE_STORIES).toHaveLength(6);
});

test("the figures of the stories are those the cases come to", () => {
  // What each story quotes, by the names of the case's own results.
  const quotes: [string, string, number][] = [
    ["classification", "$150", findCase("classification")!.comesTo.api_cost as number],
    ["classification", "$742", findCase("classification")!.comesTo.serving_cost as number],
    ["support", "$7,500", findCase("support")!.comesTo.api_cost as number],
    ["support", "$2,968", findCase("support")!.comesTo.serving_cost as number],
    ["support", "$600", findCase("support")!.comesTo.quality_delta as number],
    ["support", "$3,932", findCase("support")!.comesTo.cash_saving as number],
    ["code_generation", "$30,000", findCase("code_generation")!.comesTo.api_cost as number],
    ["code_generation", "$5,936", findCase("code_generation")!.comesTo.serving_cost as number],
    ["startup_low", "$8,000", findCase("startup_low")!.comesTo.api_cost as number],
    ["gpt_4o_replacement", "$220,555", -(findCase("gpt_4o_replacement")!.comesTo.saving as number)],
    ["gpt_4o_replacement", "$225,000", findCase("gpt_4o_replacement")!.comesTo.quality_delta as number],
    ["simple_framework", "$42.72", findCase("simple_framework")!.comesTo.project_cost as number],
    ["simple_framework", "$17,837", findCase("simple_framework")!.comesTo.npv as number],
  ];
  for (const [key, text, value] of quotes) {
    expect(storyOf(key).sentences.join(" ")).toContain(text);
    const decimals = text.includes(".") ? 2 : 0;
    expect(Number(text.replace(/[$,]/g, "")).toFixed(decimals)).toBe(value.toFixed(decimals));
  }
  expect(storyOf("support").sentences.join(" ")).toContain((findCase("support")!.comesTo.payback_months as number).toFixed(2));
});

describe("preset cells", () => {
  const kinds = Object.keys(PRESET_KINDS) as PresetKindKey[];

  test("every figure becomes a formula of one of our functions, and a value that says where it is from", () => {
    const at = addressesFrom({ row: 0, column: 0 });
    for (const kind of kinds) {
      for (const key of PRESET_KINDS[kind].keys()) {
        const figures = figuresOf(kind, key);
        expect(figures.length).toBeGreaterThan(0);
        for (const fact of figures) {
          const formula = presetFormulaCell(kind, key, fact).rows[0][0]!;
          const value = presetValueCell(fact).rows[0][0]!;
          expect(contentAt(formula, at)).toMatch(/^=FT\.(GPU_SPEC|GPU_PRICE|MODEL_SPEC|API_PRICE|BENCHMARK|SOURCE)\(/);
          expect(value.content).toBe(fact.value);
          for (const said of [fact.source, fact.asOf, fact.confidence]) expect(value.note).toContain(said);
        }
      }
    }
  });
});

test.each([
  ["5.03", 1, 1],
  ['"a, b; c"', 1, 1],
  ["{1,2;3,4;5,6}", 3, 2],
  ['{"a,b",1}', 1, 2],
  ['{"month","cost";0,1} ...', 100, 2],
  ["#N/A", 1, 1],
])("an example that gives %s takes %d × %d cells", (resultText, rows, columns) => {
  expect(blockSize(functionExample({ formula: "=FT.X()", result: resultText }))).toEqual({ rows, columns });
});

test("days are Excel's", () => {
  // 1900-03-01 is day 61 of Excel, which believes in a 29 February 1900; 2026-11-22 is 46348 by its own DATEVALUE.
  expect([dayNumber("1900-03-01"), dayNumber("2026-11-22")]).toEqual([61, 46348]);
});

test("quotes inside text are doubled, as formulas want them", () => {
  expect(quoted('a "b"')).toBe('"a ""b"""');
});
