import { firstAnswers, givenInputs } from "../../src/workbook/case/caseAnswers";
import { completeCase } from "../../src/workbook/case/caseInputs";

/* Where each figure of a business case is said to come from: what nobody has said is never the user's. */

const first = firstAnswers("2026-11-25");
const sourcesOf = (answers: typeof first) => {
  const { origins } = completeCase(givenInputs(answers));
  const { api_bill_per_month: bill, cost_per_review: review, api_model: api, model_b: model, gpu } = origins;
  return [bill, review, api, model, gpu].map(({ source }) => source);
};

test("before anything is answered all of it is FT's first guess", () => {
  expect(new Set(sourcesOf(first))).toEqual(new Set(["FT's first guess"]));
});

test("what was typed or chosen is the user's, and the rest stays a guess", () => {
  const typed = (key: string) => key === "billPerMonth";
  expect(sourcesOf({ ...first, typed, apiModel: "gpt-4.1", gpu: "a10g" })).toEqual([
    "typed",
    "FT's first guess",
    "typed",
    "FT's first guess",
    "typed",
  ]);
});
