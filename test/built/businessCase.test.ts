import { businessCase } from "../../src/workbook/case/businessCase";
import { caseAnswer } from "../../src/workbook/case/caseAnswer";
import { caseInputs, caseKeys, completeCase } from "../../src/workbook/case/caseInputs";
import { findCase } from "../../src/presets/cases";
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
    expect(workbook.value("Summary", "A2")).toBe(caseAnswer(caseInputs(key)).sentence);
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
  expect(workbook.value("Summary", "A2")).toBe(
    "Self-hosting a fine-tuned model pays: it saves $3,932 a month in cash, pays back $19,800 in 5.0 months and is worth $102,825 over 36 months at 10.0% a year.",
  );
  workbook.type("Assumptions", beside(workbook, "Assumptions", "Change of API prices a year", 2), -0.5);
  expect(Math.round(npv())).toBe(-25057);
  expect(workbook.value("Summary", "A2")).toBe(
    "It does not pay on these figures: self-hosting saves $3,932 a month today, yet over 36 months at 10.0% a year it loses $25,057.",
  );
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
