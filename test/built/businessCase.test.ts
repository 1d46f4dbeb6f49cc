import { businessCase } from "../../src/workbook/case/businessCase";
import { caseAnswer } from "../../src/workbook/case/caseAnswer";
import { caseInputs, caseKeys, completeCase } from "../../src/workbook/case/caseInputs";
import { checkScenario } from "../../src/engine/scenario/checks";
import { NUMBER_INPUTS } from "../../src/engine/scenario/inputs";
import { uncheckedScenario } from "../../src/engine/scenario/scenario";
import { findCase } from "../../src/presets/cases";
import { checkFacts } from "../../src/presets/checkFacts";
import { SETTLED_BY } from "../../src/workbook/case/checkLinks";
import { INPUT_LABELS } from "../../src/workbook/case/inputLabels";
import { type CalculatedWorkbook, calculatedWorkbook } from "../support/sheetOfProfile";

/*
 * The business cases of the worked cases, calculated with the built functions. Expected values: the working of each case
 * by hand (cases.json), and for the second case the figures of the specification, 102,825 with flat API prices and
 * −25,057 when they halve every year, over 36 months at 10 %.
 */

/** The address right of a label in one of the first columns. */
function beside(workbook: CalculatedWorkbook, sheet: string, label: string, columns = 1): string {
  for (const [address, value] of workbook.cells(sheet)) {
    if (value !== label) continue;
    const [, letter, row] = /^([A-Z])(\d+)$/.exec(address)!;
    return String.fromCharCode(letter.charCodeAt(0) + columns) + row;
  }
  throw new Error(`${sheet} has no ${label}`);
}
const read = (workbook: CalculatedWorkbook, sheet: string, label: string, columns = 1) =>
  workbook.value(sheet, beside(workbook, sheet, label, columns));

const isError = (value: unknown) => typeof value === "string" && /^#[A-Z/0!?]+/.test(value);

describe.each(caseKeys())("the business case %s", (key) => {
  const plan = businessCase(caseInputs(key));
  const workbook = calculatedWorkbook(plan, "web");

  test("shows no error", () => {
    const errors = plan.sheets.flatMap(({ name }) =>
      [...workbook.cells(name)].filter(([, value]) => isError(value)).map(([address, value]) => `${name}!${address} ${value}`),
    );
    expect(errors).toEqual([]);
  });

  test("comes to what the case works out by hand", () => {
    const { comesTo } = findCase(key)!;
    const labels = {
      api_cost: "API bill",
      serving_cost: "Serving",
      storage_cost: "Storage",
      quality_delta: "Quality, against the API",
      amortized_cost: "Project, spread over its life",
      saving: "Saving after the project",
      cash_saving: "Saving in cash: API bill less own model in cash",
      project_cost: "Project",
      payback_months: "Payback on the saving in cash",
      breakeven_tokens_per_day: "Break-even of the two bills",
      tokens_per_day: "Tokens a day",
    };
    for (const [name, label] of Object.entries(labels)) {
      if (!(name in comesTo)) continue;
      expect(read(workbook, "Model", label)).toBeCloseTo(comesTo[name] as number, 6);
    }
  });

  test("has the sentence that the pane shows before it is written", () => {
    expect(`${workbook.value("Summary", "A2")} ${workbook.value("Summary", "A3")}`).toBe(caseAnswer(caseInputs(key)).sentence);
  });

  test("its arithmetic holds", () => {
    const broken = [...workbook.cells("Checks")].filter(
      ([address, value]) => /^B\d$|^B1[0-3]$/.test(address) && address !== "B2" && value === false,
    );
    expect(broken).toEqual([]);
    expect(read(workbook, "Checks", "All of them")).toBe(true);
  });
});

test("the second case turns when API prices halve every year", () => {
  const workbook = calculatedWorkbook(businessCase(caseInputs("support")), "web");
  const npv = () => read(workbook, "Summary", "Net present value") as number;
  expect(Math.round(npv())).toBe(102825);
  /** How sure it is, by the share that FT.SIMULATE gives on the sheet Risk. */
  const chance = () => {
    const trials = Math.round(100 * (read(workbook, "Risk", "probability above 0") as number));
    expect(trials).toBeGreaterThan(1);
    expect(trials).toBeLessThan(99);
    return `Over the ranges of its assumptions it pays in ${trials} of 100 trials.`;
  };
  const before = chance();
  expect(workbook.value("Summary", "A2")).toBe(
    "Self-hosting a fine-tuned model pays: it saves $3,932 a month in cash, pays back $19,800 in 5.0 months and is worth $102,825 over 36 months at 10.0% a year.",
  );
  expect(workbook.value("Summary", "A3")).toBe(before);
  workbook.type("Assumptions", beside(workbook, "Assumptions", "Change of API prices a year", 2), -0.5);
  expect(Math.round(npv())).toBe(-25057);
  expect(workbook.value("Summary", "A2")).toBe(
    "It does not pay on these figures: self-hosting saves $3,932 a month today, yet over 36 months at 10.0% a year it loses $25,057.",
  );
  expect(workbook.value("Summary", "A3")).toBe(chance());
  expect(chance()).not.toBe(before);
});

test("a bill alone is enough: the traffic follows from it, and what is not known has its default", () => {
  const inputs = completeCase({
    title: "$8,000 a month",
    date: "2026-11-25",
    scenario: {
      api_bill_per_month: 8000,
      tokens_in: 800,
      tokens_out: 200,
      price_in_per_1m: 2.5,
      price_out_per_1m: 10,
      price_per_instance_hour: 2,
    },
  });
  const workbook = calculatedWorkbook(businessCase(inputs), "web");
  expect(read(workbook, "Model", "API bill")).toBeCloseTo(8000, 8);
  // A request costs 800 × $2.50 + 200 × $10 per 1M = $0.004, so $8,000 are 2M requests of 30 days.
  expect(read(workbook, "Model", "Requests a day")).toBeCloseTo(2e6 / 30, 6);
  expect(read(workbook, "Model", "Serving")).toBeCloseTo(1440, 8);
  expect(read(workbook, "Checks", "All of them")).toBe(true);
});

describe("a check that fails leads to its input", () => {
  /** What fails on the sheet Checks: the check, and what the link beside it says. */
  function failing(workbook: CalculatedWorkbook): Record<string, unknown> {
    const cells = workbook.cells("Checks");
    const passes = [...cells].filter(([address, value]) => /^D\d+$/.test(address) && value === false);
    const rows = passes.map(([address]) => address.slice(1)).filter((row) => /_/.test(String(cells.get(`C${row}`))));
    return Object.fromEntries(rows.map((row) => [cells.get(`C${row}`), cells.get(`A${row}`)]));
  }
  const type = (workbook: CalculatedWorkbook, label: string, value: number) =>
    workbook.type("Assumptions", beside(workbook, "Assumptions", label, 2), value);

  test("by the name that its sentence begins with, or by the table below the checks", () => {
    const workbook = calculatedWorkbook(businessCase(caseInputs("support")), "web");
    expect(failing(workbook)).toEqual({ horizon_within_life: "Horizon: months that are counted" });
    type(workbook, "Horizon: months that are counted", 18);
    expect(failing(workbook)).toEqual({});
    // A payback is an output, and a project without hours or a sum begins with neither.
    type(workbook, "Months over which the project's cost is spread", 4);
    type(workbook, "Horizon: months that are counted", 4);
    expect(failing(workbook)).toMatchObject({ payback_within_life: "Months over which the project's cost is spread" });
    type(workbook, "Other one-time cost", 0);
    expect(failing(workbook)).toMatchObject({ engineering_hours: "Hours for data" });
  });

  test.each(caseKeys())("in the case %s", (key) => {
    const links = Object.values(failing(calculatedWorkbook(businessCase(caseInputs(key)), "web")));
    const labels: unknown[] = Object.values(INPUT_LABELS);
    for (const label of links) expect(labels).toContain(label);
  });

  test("the table names checks and inputs there are", () => {
    const scenario = uncheckedScenario(
      [],
      NUMBER_INPUTS.map(({ name }) => name),
    );
    const findings = checkScenario(
      scenario,
      checkFacts(scenario, "2026-11-25", (_, day) => day),
    );
    const checks = findings.map(({ check }) => check);
    for (const [check, name] of Object.entries(SETTLED_BY)) {
      expect(checks).toContain(check);
      expect(NUMBER_INPUTS.map((input) => input.name)).toContain(name);
    }
  });
});
