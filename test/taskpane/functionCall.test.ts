import { argumentOf, callFormula, missingParameter } from "../../src/taskpane/functionCall";
import { separatorsOf } from "../../src/taskpane/numbers";
import type { FunctionEntry } from "../../src/taskpane/reference";

const EN = separatorsOf("en-US");
const DE = separatorsOf("de-DE");

const parameter = (name: string, more: Partial<FunctionEntry["parameters"][number]> = {}) => ({
  name,
  description: "",
  optional: false,
  ...more,
});
const amount = parameter("amount");
const gpu = parameter("gpu", { description: 'A key of FT.LIST("gpus").' });

describe("a text in a field is what a person means by it", () => {
  test.each([
    ["", { kind: "none" }],
    [" 19,800 ", { kind: "value", value: 19800, formula: "19800" }],
    ["2 %", { kind: "value", value: 0.02, formula: "0.02" }],
    ["true", { kind: "value", value: true, formula: "TRUE" }],
    ["lora", { kind: "value", value: "lora", formula: '"lora"' }],
    ['say "hi"', { kind: "value", value: 'say "hi"', formula: '"say ""hi"""' }],
    ["B2", { kind: "cells", formula: "B2" }],
    ["'My sheet'!$B$2:$C$9", { kind: "cells", formula: "'My sheet'!$B$2:$C$9" }],
    ["=B2*2", { kind: "cells", formula: "B2*2" }],
    ['{1,"a;b";2,TRUE}', { kind: "table", value: [[1, "a;b"], [2, true]], formula: '{1,"a;b";2,TRUE}' }], // prettier-ignore
  ])("%j", (text, expected) => expect(argumentOf(text, amount, EN)).toEqual(expected));

  test("a number in the user's own marks, as formulas write it", () => {
    expect(argumentOf("1.234,5", amount, DE)).toEqual({ kind: "value", value: 1234.5, formula: "1234.5" });
  });
  test("where a key is asked for, L4 is a GPU and no cell; a cell is taken with its sheet, or after an equals sign", () => {
    expect(argumentOf("L4", gpu, EN)).toEqual({ kind: "value", value: "L4", formula: '"L4"' });
    expect(argumentOf("Sheet1!$B$2", gpu, EN)).toEqual({ kind: "cells", formula: "Sheet1!$B$2" });
    expect(argumentOf("=B2", gpu, EN)).toEqual({ kind: "cells", formula: "B2" });
  });
});

describe("the formula of a call", () => {
  const entry = {
    id: "PAYBACK",
    name: "FT.PAYBACK",
    parameters: [parameter("project_cost"), parameter("saving"), parameter("if_never", { optional: true })],
  } as unknown as FunctionEntry;
  const formula = (...texts: string[]) =>
    callFormula(
      entry,
      entry.parameters.map((each, i) => argumentOf(texts[i] ?? "", each, EN)),
    );

  test("leaves out what is left out at the end, and keeps the place of what is left out before", () => {
    expect(formula("19800", "B2")).toBe("=FT.PAYBACK(19800,B2)");
    expect(formula("19800", "", "never")).toBe('=FT.PAYBACK(19800,,"never")');
    expect(formula()).toBe("=FT.PAYBACK()");
  });
  test("says which required argument is missing", () => {
    const args = entry.parameters.map((each, i) => argumentOf(["1", "", ""][i], each, EN));
    expect(missingParameter(entry, args)?.name).toBe("saving");
  });
});
