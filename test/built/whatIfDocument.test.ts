import { readFileSync } from "node:fs";
import path from "node:path";
import { INPUT_DESCRIPTIONS } from "../../src/engine/scenario/inputDescriptions";
import { SCENARIO_INPUTS } from "../../src/engine/scenario/inputs";
import { SCENARIO_OUTPUTS } from "../../src/engine/scenario/outputs";
import { builtFunctions } from "../support/builtFunctions";
import { type ExampleResult, parseExampleCall, parseExampleResult } from "../support/exampleFormula";

/* docs/what-if.md, held against what it describes: its examples run, its tables name every input and output. */

const document = readFileSync(path.join(__dirname, "../../docs/what-if.md"), "utf8");

/** The block of the examples as an array of a formula; a cell may hold a quotient. */
const block = [...document.matchAll(/^ *\d+ {4}([a-z_0-9]+) +(\S+)$/gm)].map(([, name, content]) => {
  const quotient = /^=(\d+)\/(\d+)$/.exec(content);
  return `"${name}",${quotient ? Number(quotient[1]) / Number(quotient[2]) : content}`;
});
const examples = [...document.matchAll(/^=FT\.(.*) => (.*)$/gm)].map(([, call, result]) => [call, result] as const);
const functions = builtFunctions();

/** Figures are written with eight digits or so. */
function expectToShow(got: unknown, expected: ExampleResult["value"] | ExampleResult["value"][]): void {
  if (Array.isArray(expected)) {
    expect(got).toHaveLength(expected.length);
    expected.forEach((part, i) => expectToShow((got as unknown[])[i], part));
  } else if (typeof expected === "number") {
    expect(Math.abs((got as number) - expected)).toBeLessThanOrEqual(1e-7 * Math.abs(expected));
  } else if (typeof expected === "object") expect(got).toMatchObject(expected);
  else expect(got).toBe(expected);
}

test("the document has its block and its examples", () => {
  expect(block).toHaveLength(13);
  expect(examples.length).toBeGreaterThanOrEqual(10);
});

test.each(examples)("%s gives %s", (call, result) => {
  const { id, args } = parseExampleCall(call.replace("A1:B13", `{${block.join(";")}}`));
  expectToShow(functions.call(id, ...args), parseExampleResult(result).value);
});

/** The cells of the table below a heading, without its own headings. */
function tableUnder(title: string): string[][] {
  const section = document.split(`\n## ${title}\n`)[1].split("\n## ")[0];
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
}

test("every input stands in its table with unit, default and meaning", () => {
  const defaultOf = (input: (typeof SCENARIO_INPUTS)[number]) =>
    input.kind === "text" ? "none" : String(input.fallback ?? "required");
  expect(tableUnder("Every input")).toEqual(
    SCENARIO_INPUTS.map((input) => [
      input.name,
      input.unit,
      defaultOf(input),
      INPUT_DESCRIPTIONS[input.name].doc.replaceAll("`", ""),
    ]),
  );
});

test("every output stands in its table, in the order of all, with its unit", () => {
  expect(tableUnder("Every output").map(([name, unit]) => [name, unit])).toEqual(
    SCENARIO_OUTPUTS.map(({ name, unit }) => [name, unit]),
  );
});
