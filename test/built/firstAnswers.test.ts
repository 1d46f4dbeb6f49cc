import { caseAnswer } from "../../src/workbook/case/caseAnswer";
import { type AnswerKey, firstAnswers, givenInputs } from "../../src/workbook/case/caseAnswers";
import { completeCase } from "../../src/workbook/case/caseInputs";
import { startSheet } from "../../src/workbook/example/startSheet";
import { calculatedWorkbook } from "../support/sheetOfProfile";

/* A manager who asks the same on the sheet Start and in the wizard of the business case gets the same answer. */

const TODAY = "2026-11-25";
const workbook = calculatedWorkbook({ title: "", sheets: [{ name: "Start", block: startSheet() }], names: [] }, "web");
const start = (address: string) => workbook.value("Start", address);

/** The wizard's answer with other numbers than it begins with. */
function wizard(changed: Partial<Record<AnswerKey, number>> = {}, volume: "bill" | "traffic" = "bill") {
  const first = firstAnswers(TODAY);
  return caseAnswer(completeCase(givenInputs({ ...first, volume, numbers: { ...first.numbers, ...changed } })));
}

const TRIALS = /pays in (more than |fewer than )?\d+ of 100 trials/;

function expectSame({ figures, sentence }: ReturnType<typeof wizard>): void {
  expect(start("I11")).toBeCloseTo(figures.npv!, 6);
  expect(start("I9")).toBeCloseTo(figures.cash_saving!, 6);
  expect(start("I7")).toBeCloseTo(figures.tokens_per_day!, 3);
  expect(String(start("A2"))).toContain(`$${Math.round(figures.project_cost!).toLocaleString("en-US")} `);
  expect(TRIALS.exec(String(start("A2")))?.[0]).toBe(TRIALS.exec(sentence)?.[0]);
}

test("before anything is answered", () => {
  // 160 h × $150 and 8 runs × $50, with 15 % to spare.
  expect(wizard().figures.project_cost).toBeCloseTo((160 * 150 + 8 * 50) * 1.15, 9);
  expectSame(wizard());
});

test.each<[string, [string, number | string][], Partial<Record<AnswerKey, number>>, "bill" | "traffic"]>([
  ["of another bill", [["B6", 3000]], { billPerMonth: 3000 }, "bill"],
  ["of two engineers for three weeks", [["B9", 240]], { engineers: 2, weeks: 3 }, "bill"],
  ["over three years", [["B10", 36]], { horizonMonths: 36 }, "bill"],
  ["of slightly worse answers", [["B8", 0.001]], { reviewOwn: 0.021 }, "bill"],
  [
    "of the traffic",
    [
      ["A6", "Requests a day"],
      ["B6", 20_000],
    ],
    { requestsPerDay: 20_000 },
    "traffic",
  ],
])("%s", (_, typed, changed, volume) => {
  const before = typed.map(([address]) => [address, start(address)] as const);
  for (const [address, value] of typed) workbook.type("Start", address, value);
  expectSame(wizard(changed, volume));
  for (const [address, value] of before) workbook.type("Start", address, value as number | string);
});

test("the ranges can be seen and changed, and the answer follows", () => {
  const row = [...workbook.cells("Start")].find(([, value]) => value === "API bill a month (instead of requests)")![0].slice(1);
  expect([start(`B${row}`), start(`C${row}`), start(`H${row}`), start(`I${row}`), start(`J${row}`)]).toEqual([
    0.8, 1.3, 6400, 8000, 10_400,
  ]);
  const before = Number(start("I12"));
  workbook.type("Start", `B${row}`, 0.01);
  expect(Number(start("I12"))).toBeLessThan(before);
  workbook.type("Start", `B${row}`, 0.8);
});
