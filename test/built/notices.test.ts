import { readFileSync } from "node:fs";
import path from "node:path";
import { DIST } from "../support/builtFunctions";

const notices = readFileSync(path.join(DIST, "THIRD-PARTY-NOTICES.txt"), "utf8");
/** The packages that stand between two rules, as "name version (licence)". */
const packages = [...notices.matchAll(/={80}\n([^=]+?)\n={80}\n\n([^\n][\s\S]*?)(?=\n={80}|$)/g)].flatMap(([, names, text]) =>
  names.split("\n").map((line) => ({ name: line.replace(/ [^ ]+ \([^)]*\)$/, ""), line, text })),
);

test.each(["@observablehq/plot", "d3-array", "@fluentui/react-button", "react", "react-dom"])("the pane ships %s", (name) => {
  expect(packages.map((entry) => entry.name)).toContain(name);
});

test.each(["@odoo/o-spreadsheet", "@odoo/owl", "chart.js", "bootstrap", "font-awesome"])(
  "the browser workbook ships %s",
  (name) => {
    expect(packages.map((entry) => entry.name)).toContain(name);
  },
);

test.each(["papaparse", "@streamparser/json"])("the reader of usage exports ships %s", (name) => {
  expect(packages.map((entry) => entry.name)).toContain(name);
});

test("the writer of workbooks ships fflate", () => {
  expect(packages.map((entry) => entry.name)).toContain("fflate");
});

test("every package has a version, a licence and its text", () => {
  for (const { line, text } of packages) {
    expect(line).toMatch(/^[@a-z][^ ]* \d+\.\d+\.\d+[^ ]* \([A-Z].*\)$/);
    expect([line, text.length > 40]).toEqual([line, true]);
    const other = /The text is that of ([^,]+), in this file/.exec(text)?.[1];
    if (other !== undefined) expect(packages.map(({ name }) => name)).toContain(other);
  }
  expect(notices).toContain("GNU LESSER GENERAL PUBLIC LICENSE");
});

test("the direction numbers of Sobol's sequence keep their copyright, conditions and disclaimer", () => {
  for (const part of ["Copyright (c) 2008, Frances Y. Kuo and Stephen Joe", "Redistributions in binary form", '"AS IS"'])
    expect(notices).toContain(part);
});

test("no package is in functions.js", () => {
  expect(readFileSync(path.join(DIST, "functions.js"), "utf8")).not.toMatch(/@license|Copyright/i);
});
