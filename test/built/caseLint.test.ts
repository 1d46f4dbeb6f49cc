import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { input, label, result } from "../../src/workbook/plannedCells";
import type { PlannedCell } from "../../src/workbook/sheetPlan";
import type { SheetPlan, WorkbookPlan } from "../../src/workbook/workbookPlan";
import { caseWriter } from "../../tools/caseWorkbook";
import { findingsIn } from "../../tools/lintCase";
import { DIST } from "../support/builtFunctions";

/* The linter on our own business cases, which break no rule, and on the same with one fault planted for each rule. */

const writer = caseWriter(DIST);
const inputs = writer.caseInputs("support");
const sound = writer.businessCase(inputs);
const values = writer.valuesOf(sound);
const written = (plan: WorkbookPlan): Uint8Array => writer.xlsxFile(plan, values, { date: inputs.date });
const findings = (plan: WorkbookPlan): string[] => findingsIn(written(plan), DIST);

const changed = (name: string, change: (sheet: SheetPlan) => SheetPlan): WorkbookPlan => ({
  ...sound,
  sheets: sound.sheets.map((sheet) => (sheet.name === name ? change(sheet) : sheet)),
});
/** The support case with another cell in one place; null takes it out. */
const withCell = (
  name: string,
  row: number,
  column: number,
  change: (cell: PlannedCell | null) => PlannedCell | null,
): WorkbookPlan =>
  changed(name, (sheet) => ({
    ...sheet,
    block: {
      ...sheet.block,
      rows: sheet.block.rows.map((cells, r) =>
        r === row
          ? Array.from({ length: Math.max(cells.length, column + 1) }, (_, c) =>
              c === column ? change(cells[c] ?? null) : (cells[c] ?? null),
            )
          : cells,
      ),
    },
  }));
const rowOf = (name: string, text: string): number =>
  (sound.sheets.find((sheet) => sheet.name === name) as SheetPlan).block.rows.findIndex((cells) =>
    cells.some((cell) => cell?.content === text),
  );

test.each(writer.caseKeys())("the case %s breaks no rule", (key) => {
  const given = writer.caseInputs(key);
  const plan = writer.businessCase(given);
  expect(findingsIn(writer.xlsxFile(plan, writer.valuesOf(plan), { date: given.date }), DIST)).toEqual([]);
});

test("a copy with values breaks one: its values look typed in, and are", () => {
  const copy = findingsIn(writer.xlsxFile(sound, values, { date: inputs.date, valuesOnly: true }), DIST);
  expect(new Set(copy.map((line) => line.split(":")[0]))).toEqual(new Set(["apart"]));
});

describe("a planted fault is found, and nothing else", () => {
  const apiBill = rowOf("Model", "API bill");
  const unit = rowOf("Assumptions", "Requests a day");
  const month = rowOf("Cash flow", "Month") + 12;

  test.each<[string, WorkbookPlan, RegExp[]]>([
    [
      "a result typed over",
      withCell("Model", apiBill, 1, (cell) => ({ ...cell, content: 7500 }) as PlannedCell),
      [/^apart: Model!B\d+ 7500 is typed in/],
    ],
    [
      "a result among the inputs",
      withCell("Assumptions", unit, 11, () => result(() => "=Model!B9")),
      [/^apart: Assumptions!L\d+ works something out/],
    ],
    [
      "one month worked out otherwise",
      withCell("Cash flow", month, 7, () => result((at) => `=${at(month, 1)}+1`)),
      [/^one-formula: Cash flow!H\d+ differs from its block/],
    ],
    [
      "a number in a formula",
      withCell("Model", apiBill, 5, () => result(() => "=B9*30.5")),
      [/^no-constants: Model!F\d+ holds the number 30.5/],
    ],
    [
      "a number in a list",
      withCell("Model", apiBill, 5, () => result(() => "=SUM({1,2})")),
      [/^no-constants: Model!F\d+ holds the number 2/],
    ],
    [
      "a name",
      { ...sound, names: [...sound.names, { name: "price", sheet: "Model", zone: { row: 8, column: 1, rows: 1, columns: 1 } }] },
      [/^no-names: the name price/],
    ],
    ["OFFSET", withCell("Model", apiBill, 5, () => result(() => "=OFFSET(B9,1,0)")), [/^traceable: Model!F\d+ uses OFFSET/]],
    ["INDIRECT", withCell("Model", apiBill, 5, () => result(() => '=indirect("B"&1)')), [/^traceable: Model!F\d+ uses INDIRECT/]],
    ["a formula without a label is no check", withCell("Checks", 2, 1, () => result(() => "=Model!B9>0")), []],
    [
      "no master check",
      withCell("Checks", rowOf("Checks", "All checks pass"), 0, () => label("Fine")),
      [/^checks-roll-up: Checks no cell labelled/],
    ],
    [
      "a figure without its unit",
      withCell("Assumptions", unit, 3, () => label("")),
      [/^units: Assumptions!C\d+ is a figure without a unit/],
    ],
    [
      "an input that is calculated",
      withCell("Assumptions", unit, 2, () => ({ ...input(0), content: { formula: () => "=1+1" } })),
      [/^colours: Assumptions!C\d+ has the colours of an input and is calculated/],
    ],
    [
      "an input without its colours",
      withCell("Assumptions", unit, 2, () => label(50000)),
      [/^colours: Assumptions!C\d+ is typed in and has not the colours/],
    ],
    [
      "a sheet that does not print",
      changed("Risk", ({ name, block }) => ({ name, block })),
      [/^prints: Risk has no print set-up/],
    ],
  ])("%s", (what, plan, expected) => {
    const found = findings(plan);
    expect([what, found.length]).toEqual([what, expected.length]);
    expected.forEach((pattern, i) => expect(found[i]).toMatch(pattern));
  });

  test("a check that nobody counts, with a label of its own", () => {
    const row = rowOf("Checks", "All checks pass") + 1;
    const plan = withCell("Checks", row, 0, () => label("Another check"));
    const checks = plan.sheets.find(({ name }) => name === "Checks") as SheetPlan;
    const rows = checks.block.rows.map((cells, r) => (r === row ? [cells[0], result(() => "=Model!B9>0")] : cells));
    const twice = {
      ...plan,
      sheets: plan.sheets.map((sheet) => (sheet === checks ? { ...checks, block: { ...checks.block, rows } } : sheet)),
    };
    expect(findings(twice)).toEqual([
      expect.stringMatching(/^checks-roll-up: Checks!B\d+ is a check that the master check does not count/),
    ]);
  });

  test("a first sheet that does not show the master check", () => {
    const summary = rowOf("Summary", "All checks pass");
    const without = withCell("Summary", summary, 1, () => label("yes"));
    const plan = { ...without, sheets: without.sheets.map((sheet) => sheet) };
    const said = plan.sheets[0].block.rows[3][0] as PlannedCell;
    expect(typeof said.content).toBe("object");
    const rows = plan.sheets[0].block.rows.map((cells, r) => (r === 4 ? [label("Fine")] : cells));
    plan.sheets[0] = { ...plan.sheets[0], block: { ...plan.sheets[0].block, rows } };
    expect(findings(plan)).toEqual(["checks-roll-up: Summary does not show the master check"]);
  });

  test.each([
    [
      "a protected sheet",
      "xl/worksheets/sheet1.xml",
      "</sheetData>",
      '</sheetData><sheetProtection sheet="1"/>',
      "unprotected: Summary is protected",
    ],
    [
      "a protected workbook",
      "xl/workbook.xml",
      "<bookViews>",
      '<workbookProtection lockStructure="1"/><bookViews>',
      "unprotected: the workbook is protected",
    ],
    [
      "an error",
      "xl/worksheets/sheet1.xml",
      "</sheetData>",
      '<row r="999"><c r="A999" t="e"><v>#REF!</v></c></row></sheetData>',
      "no-errors: Summary!A999 shows #REF!",
    ],
  ])("%s", (_, part, from, to, finding) => {
    const parts = unzipSync(written(sound));
    parts[part] = strToU8(strFromU8(parts[part]).replace(from, to));
    expect(findingsIn(zipSync(parts), DIST)).toEqual([finding]);
  });
});

test.each([
  ["not a file of Excel", strToU8("hello"), "it is no .xlsx file, or a damaged one"],
  ["another archive", zipSync({ "a.txt": strToU8("hello") }), "it is no workbook: it holds no xl/workbook.xml"],
  ["cut off", written(sound).slice(0, 20_000), "it is no .xlsx file, or a damaged one"],
])("%s is said to be none", (_, bytes, why) => {
  expect(() => findingsIn(bytes, DIST)).toThrow(why);
});
