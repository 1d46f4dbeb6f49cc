import { scenarioEntries } from "../../src/functions/support/scenario";

const block = [
  ["requests_per_day", 5000],
  ["tokens_in", 800],
];
const entries = [
  { name: "requests_per_day", value: 5000 },
  { name: "tokens_in", value: 800 },
];

test("a heading over the block is not taken for an input", () => {
  expect(scenarioEntries([["Name", "Value"], ...block])).toEqual(entries);
  expect(scenarioEntries([["name", "value", "unit"], ...block.map((row) => [...row, "x"])])).toEqual(entries);
});

test("a heading anywhere else, or another one, is an unknown name", () => {
  expect(() => scenarioEntries([...block, ["name", "value"]])).toThrow('there is no input "name"');
  expect(() => scenarioEntries([["input", "value"], ...block])).toThrow('there is no input "input"');
});

test("blank rows are skipped, wherever a platform sends null or text", () => {
  expect(scenarioEntries([["", ""], block[0], [null, null], block[1]])).toEqual(entries);
});
