import { readFileSync } from "node:fs";
import path from "node:path";
import { officeUses, type Use, versionNumber } from "../support/officeApiSets";

/*
 * Excel knows a member from some API set on, and a manifest asks for one. What is newer is asked for in the code, or an
 * older Excel that meets the manifest fails in the middle of an insertion.
 */

const manifest = readFileSync(path.join(__dirname, "../../manifest.xml"), "utf8");
const required = new Map(
  [...manifest.matchAll(/<Set Name="(\w+)" MinVersion="([\d.]+)"/g)].map(([, name, version]) => [name, versionNumber(version)]),
);

/** A source with one fault a line, and what is said of it; nothing where there is none. */
const OTHER = "src/workbook/newMembers.ts";
const SHEET = "context.workbook.worksheets.getFirst()";
const NOTES = ["Excel.Worksheet.notes (ExcelApi 1.18)", "Excel.NoteCollection.getCount (ExcelApi 1.18)"];
const LINES: readonly (readonly [what: string, line: string, said: readonly string[]])[] = [
  ["a method", `${SHEET}.notes.getCount();`, NOTES],
  ["an option", "void Excel.run({ mergeUndoGroup: true }, async () => {});", ["Excel.RunOptions.mergeUndoGroup (ExcelApi 1.20)"]],
  [
    "a name in a text",
    'context.workbook.load("name,application/decimalSeparator");',
    ["Excel.Application.decimalSeparator (ExcelApi 1.11)"],
  ],
  [
    "a name taken apart",
    "const { decimalSeparator } = context.workbook.application;",
    ["Excel.Application.decimalSeparator (ExcelApi 1.11)"],
  ],
  [
    "a value of an enum",
    'const when: Excel.DateFilterCondition | "Today" = "Today";',
    ["Excel.DateFilterCondition.today (ExcelApi 1.12)"],
  ],
  ["the wrong branch", `supports("1.18") ? undefined : ${SHEET}.notes.getCount();`, NOTES],
  ["a guard too low", `if (supports("1.17")) ${SHEET}.notes.getCount();`, NOTES],
  ["another question", `if (other("1.18")) ${SHEET}.notes.getCount();`, NOTES],
  ["another set", `if (Office.context.requirements.isSetSupported("SharedRuntime", "1.18")) ${SHEET}.notes.getCount();`, NOTES],
  ["a guard", `if (supports("1.18")) ${SHEET}.notes.getCount();`, []],
  ["a guard among conditions", `if (context && supports("1.20")) ${SHEET}.notes.getCount();`, []],
  ["a guard on the value", `const notes = supports("1.18") ? ${SHEET}.notes : undefined; if (notes) notes.getCount();`, []],
  ["an early end", `() => { if (!supports("1.18")) return; ${SHEET}.notes.getCount(); };`, []],
];
const uses = officeUses(["src/workbook", "src/taskpane"], {
  [OTHER]: [
    ...LINES.map(([, line]) => `export const f = (context: Excel.RequestContext) => { ${line} };`),
    'function supports(version: string) { return Office.context.requirements.isSetSupported("ExcelApi", version); }',
    "function other(version: string) { return version.length > 3; }",
  ].join("\n"),
});
const inSource = uses.filter(({ place }) => !place.startsWith(OTHER));

/** Uses of what is newer than the manifest asks for, where nothing asks for it. */
const unguarded = (among: readonly Use[]): string[] =>
  among.flatMap(({ place, member, set, guard }) => {
    if (!set) return [];
    const [name, version] = set.split(" ");
    const asked = Math.max(required.get(name) ?? 0, name === "ExcelApi" ? guard : 0);
    return versionNumber(version) > asked ? [`${place} ${member} (${set})`] : [];
  });

test("the manifest asks for ExcelApi 1.9 and a shared runtime", () => {
  expect([required.get("ExcelApi"), required.get("SharedRuntime")]).toEqual([versionNumber("1.9"), versionNumber("1.1")]);
});

test("the sets are found for what the source uses", () => {
  const sets = new Map(inSource.map(({ member, set }) => [member, set]));
  expect(sets.size).toBeGreaterThan(80);
  // As the reference on learn.microsoft.com has them.
  expect(sets.get("Excel.Worksheet.notes")).toBe("ExcelApi 1.18");
  expect(sets.get("Excel.RunOptions.mergeUndoGroup")).toBe("ExcelApi 1.20");
  expect(sets.get("Excel.Application.thousandsSeparator")).toBe("ExcelApi 1.11");
  expect(sets.get("Excel.Range.getUsedRangeOrNullObject")).toBe("ExcelApi 1.4");
  expect(sets.get("Excel.WorksheetProtection.protected")).toBe("ExcelApi 1.2");
  expect(sets.get("Excel.SheetVisibility.hidden")).toBe("ExcelApi 1.1");
  expect(sets.get("Office.Addin.onVisibilityModeChanged")).toBe("SharedRuntime 1.1");
});

test("every member of Excel has a set, but for what client library and namespace themselves are", () => {
  const without = new Set(inSource.filter(({ set }) => set === undefined).map(({ member }) => member));
  expect([...without].filter((member) => member.startsWith("Excel")).sort()).toEqual([
    "Excel",
    "Excel.RequestContext.workbook",
    "Excel.run",
  ]);
});

test("what is newer than the manifest asks for is asked for where it is used", () => {
  expect(unguarded(inSource)).toEqual([]);
  expect(inSource.filter(({ guard }) => guard > versionNumber("1.9")).length).toBeGreaterThan(5);
});

test.each(LINES.map(([what, , said], i) => [what, said, i + 1] as const))(
  "what is newer than the manifest: %s",
  (_, said, line) => {
    const here = uses.filter(({ place }) => place === `${OTHER}:${line}`);
    expect(here.length).toBeGreaterThan(0);
    expect(unguarded(here)).toEqual(said.map((each) => `${OTHER}:${line} ${each}`));
  },
);
