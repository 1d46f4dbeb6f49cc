import { NUMBER_INPUTS } from "../../src/engine/scenario/inputs";
import { OUTPUT_NAMES } from "../../src/engine/scenario/outputs";
import { addEnums, readOptionLists } from "../../tools/optionLists.js";

const lists = new Map([["colours", [{ value: "dark_red", tooltip: "As wine" }]]]);
const metadata = () => ({
  functions: [{ id: "PAINT", parameters: [{ name: "colour", type: "string" } as Record<string, unknown>] }],
});
const comments = (...options: { parameter: string; list: string }[]) => new Map([["PAINT", { options }]]);

test("a parameter gets the list that its comment names", () => {
  const given = metadata();
  addEnums(given, comments({ parameter: "colour", list: "colours" }), lists);
  expect(given).toEqual({
    functions: [{ id: "PAINT", parameters: [{ name: "colour", type: "string", customEnumId: "colours" }] }],
    enums: [{ id: "colours", type: "string", values: [{ name: "DarkRed", stringValue: "dark_red", tooltip: "As wine" }] }],
  });
});

test("a list that is unknown, unused or given twice stops the build, and so does an argument that is not there", () => {
  const add =
    (...options: { parameter: string; list: string }[]) =>
    () =>
      addEnums(metadata(), comments(...options), lists);
  expect(add({ parameter: "colour", list: "tones" })).toThrow("PAINT: src/functions/options has no list tones");
  expect(add()).toThrow("no parameter takes the option list colours");
  expect(add({ parameter: "color", list: "colours" })).toThrow("PAINT: @options names color, which is no parameter");
  const twice = { parameter: "colour", list: "colours" };
  expect(add(twice, twice)).toThrow("PAINT: @options gives colour two lists");
});

test("the lists of a scenario are the engine's definitions, in their order", () => {
  const read = readOptionLists();
  const valuesOf = (name: string) => (read.get(name) ?? []).map(({ value }) => value);
  expect(valuesOf("scenarioInputs")).toEqual(NUMBER_INPUTS.map(({ name }) => name));
  expect(valuesOf("scenarioOutputs")).toEqual(OUTPUT_NAMES);
  expect(valuesOf("scenarioOutputsOrAll")).toEqual(["all", ...OUTPUT_NAMES]);
});
