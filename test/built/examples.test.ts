import { builtFunctions, readJson } from "../support/builtFunctions";
import { differenceFromExample, parseExampleCall, parseExampleResult } from "../support/exampleFormula";

interface ReferenceEntry {
  id: string;
  examples: { formula: string; result: string }[];
}

const functions = builtFunctions();
const examples = readJson<ReferenceEntry[]>("reference.json").flatMap((entry) => entry.examples);

test.each(examples.map((example) => [example.formula, example.result]))("%s gives %s", (formula, result) => {
  const { id, args } = parseExampleCall(formula);
  const got = functions.call(id, ...args);
  expect(differenceFromExample(parseExampleResult(result), got)).toBeUndefined();
  // Of the errors, these two carry a message in Excel, so ours must have one.
  if (typeof got === "object" && "error" in got && (got.error === "#VALUE!" || got.error === "#N/A")) {
    expect(got.message.length).toBeGreaterThan(10);
  }
});
