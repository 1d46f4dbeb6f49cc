import { answersFromCells } from "../../src/taskpane/answersFromCells";
import type { Selection } from "../../src/workbook/excelWorkbook";

const selected = (values: (string | number | boolean)[][], sheetName = "Sheet1"): Selection => ({
  address: "",
  sheetName,
  row: 1,
  column: 1,
  values,
});
const ANSWERS = [50000, 1000, 5, "High", 300, "low", true, "no"];
const expected = {
  requestsPerDay: 50000,
  tokensPerRequest: 1000,
  pricePer1m: 5,
  taskConsistency: "high",
  latencyMs: 300,
  qualityNeed: "low",
  mlTeam: true,
  fastIteration: false,
};

test("eight cells down are read in the order of the questions", () => {
  const { answers, cells } = answersFromCells(selected(ANSWERS.map((value) => [value])));
  expect(answers).toEqual(expected);
  expect([cells.requestsPerDay, cells.fastIteration]).toEqual(["'Sheet1'!$B$2", "'Sheet1'!$B$9"]);
});

test("eight cells across as well, on a sheet whose name needs its quotes", () => {
  const { answers, cells } = answersFromCells(selected([ANSWERS], "Q1 '26"));
  expect(answers).toEqual(expected);
  expect(cells.fastIteration).toBe("'Q1 ''26'!$I$2");
});

test("names beside the answers may come in any order, among other rows", () => {
  const { answers, cells } = answersFromCells(
    selected([
      ["Question", "Answer"],
      ["fast_iteration", "no"],
      ["ml_team", true],
      ["Requests per day", 50000],
      ["price_per_1m", 5],
      ["TOKENS_PER_REQUEST", 1000],
      ["quality_need", "low"],
      ["task_consistency", "High"],
      ["latency_ms", 300],
    ]),
  );
  expect(answers).toEqual(expected);
  expect(cells.requestsPerDay).toBe("'Sheet1'!$C$5");
});

const LABELLED: (string | number | boolean)[][] = [
  ["Requests / day:", "requests", 50000],
  ["Avg. tokens per request", "tokens", 1000],
  ["API price ($ per 1M tokens)", "$", 5],
  ["Task consistency", "", "High"],
  ["Max latency (ms)", "ms", 300],
  ["Quality bar?", "", "low"],
  ["ML engineers on the team", "", true],
  ["Does it change often?", "", "no"],
];

test("labels are read as people write them, with a unit between or without", () => {
  const { answers, cells } = answersFromCells(selected(LABELLED));
  expect(answers).toEqual(expected);
  expect([cells.requestsPerDay, cells.mlTeam]).toEqual(["'Sheet1'!$D$2", "'Sheet1'!$D$8"]);
  expect(answersFromCells(selected(LABELLED.map(([label, , value]) => [label, value]))).answers).toEqual(expected);
});

test("labels may stand above their answers", () => {
  const across = [LABELLED.map(([label]) => label), LABELLED.map(([, , value]) => value)];
  const { answers, cells } = answersFromCells(selected(across));
  expect(answers).toEqual(expected);
  expect(cells.pricePer1m).toBe("'Sheet1'!$D$3");
});

test("a label of another unit, or two for one question, is refused with what it says", () => {
  const relabelled = (index: number, label: string) => () =>
    answersFromCells(selected(LABELLED.map((cells, i) => (i === index ? [label, ...cells.slice(1)] : cells))));
  expect(relabelled(0, "Requests per month")).toThrow('"Requests per month" is of another unit: requests_per_day must be a day');
  expect(relabelled(4, "Latency (seconds)")).toThrow("latency_ms must be in milliseconds");
  expect(relabelled(2, "Calls a day")).toThrow('"Requests / day:" and "Calls a day" both answer requests_per_day');
});

describe("what is wrong is said with its cell", () => {
  const wrong = (index: number, value: string | number | boolean) => () =>
    answersFromCells(selected(ANSWERS.map((answer, i) => [i === index ? value : answer])));
  test.each([
    [wrong(0, -1), "requests_per_day in 'Sheet1'!$B$2 must be a number of 0 or more, not \"-1\"."],
    [wrong(1, "many"), "tokens_per_request in 'Sheet1'!$B$3 must be a number of 0 or more, not \"many\"."],
    [wrong(3, "very"), "task_consistency in 'Sheet1'!$B$5 must be high, medium or low, not \"very\"."],
    [wrong(4, 0), "latency_ms in 'Sheet1'!$B$6 must be a number above 0, not \"0\"."],
    [wrong(6, "perhaps"), "ml_team in 'Sheet1'!$B$8 must be TRUE or FALSE, not \"perhaps\"."],
    [
      () => answersFromCells(selected([[1], [2]])),
      "Select the eight answers in the order of the questions, in one column or row, or two columns of name and answer; 2 filled cells are selected.",
    ],
    [
      () => answersFromCells(selected([])),
      "Select the eight answers in the order of the questions, in one column or row, or two columns of name and answer; 0 filled cells are selected.",
    ],
    [() => answersFromCells(selected([["ml_team", true]])), "The selection has no requests_per_day: no label says"],
  ])("case %#", (action, message) => {
    expect(action).toThrow(message);
  });
});
