import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { strFromU8, unzipSync } from "fflate";
import { input, label, result } from "../../../src/workbook/plannedCells";
import type { BlockPlan, PlannedCell } from "../../../src/workbook/sheetPlan";
import type { WorkbookPlan } from "../../../src/workbook/workbookPlan";
import { FileError, xlsxFile } from "../../../src/workbook/xlsxFile";
import { smallValues, smallWorkbook } from "./smallWorkbook";

const GOLDEN = path.join(__dirname, "../golden/xlsx");
const DATE = "2026-11-25";

const partsOf = (bytes: Uint8Array): Map<string, string> =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
const small = partsOf(xlsxFile(smallWorkbook, smallValues, { date: DATE }));
const part = (name: string, parts = small): string => {
  const text = parts.get(name);
  if (text === undefined) throw new Error(`no part ${name}`);
  return text;
};

/** One sheet of the given rows, written without values. */
function sheetOf(rows: readonly (readonly (PlannedCell | null)[])[], more: Partial<BlockPlan> = {}): Map<string, string> {
  const plan: WorkbookPlan = { title: "t", names: [], sheets: [{ name: "S", block: { title: "S", rows, ...more } }] };
  return partsOf(xlsxFile(plan, new Map(), { date: DATE }));
}
const firstSheet = (parts: Map<string, string>): string => part("xl/worksheets/sheet1.xml", parts);
/** The formula of A1 as the file holds it. */
function stored(formula: string): string {
  const found = /<f[^>]*>(.*?)<\/f>/.exec(firstSheet(sheetOf([[result(() => formula)]])))?.[1] ?? "";
  return found.replaceAll("&quot;", '"').replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}
const isArray = (formula: string): boolean => firstSheet(sheetOf([[result(() => formula)]])).includes('t="array"');

/** An element a line, for people who read what changed. */
const readable = (xml: string): string => `${xml.replaceAll("><", ">\n<")}\n`;

test("the parts are those of the golden files", () => {
  if (process.env.UPDATE === "1") {
    rmSync(GOLDEN, { recursive: true, force: true });
    for (const [name, text] of small) {
      mkdirSync(path.dirname(path.join(GOLDEN, name)), { recursive: true });
      writeFileSync(path.join(GOLDEN, name), readable(text));
    }
  }
  const files = readdirSync(GOLDEN, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(GOLDEN, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  expect(files.sort()).toEqual([...small.keys()].sort());
  for (const name of files) expect([name, readable(part(name))]).toEqual([name, readFileSync(path.join(GOLDEN, name), "utf8")]);
});

test("the same workbook is the same bytes, whatever the clock and the zone say", () => {
  const bytes = () => Buffer.from(xlsxFile(smallWorkbook, smallValues, { date: DATE })).toString("base64");
  const zone = process.env.TZ;
  const before = bytes();
  process.env.TZ = "Pacific/Auckland";
  jest.useFakeTimers({ now: new Date("2031-07-01") });
  expect(bytes()).toBe(before);
  jest.useRealTimers();
  process.env.TZ = zone;
});

describe("the package holds together", () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });
  const list = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

  test("every part is well-formed XML", () => {
    for (const [name, text] of small) expect([name, XMLValidator.validate(text)]).toEqual([name, true]);
  });

  test("every relationship leads to a part, and every part but the roots is reached by one", () => {
    const reached = new Set<string>(["[Content_Types].xml"]);
    for (const [name, text] of small) {
      if (!name.endsWith(".rels")) continue;
      reached.add(name);
      const home = path.posix.dirname(path.posix.dirname(name));
      const parsed = parser.parse(text) as { Relationships: { Relationship: { Target: string } | { Target: string }[] } };
      for (const { Target } of list(parsed.Relationships.Relationship)) reached.add(path.posix.join(home, Target));
    }
    expect([...reached].sort()).toEqual([...small.keys()].sort());
  });

  test("every part has a type, and every type is of a part there is", () => {
    const types = parser.parse(part("[Content_Types].xml")) as { Types: { Override: { PartName: string }[] } };
    const typed = types.Types.Override.map(({ PartName }) => PartName.slice(1));
    expect(typed.sort()).toEqual([...small.keys()].filter((name) => name.endsWith(".xml") && !name.startsWith("[")).sort());
  });
});

describe("text is text", () => {
  test.each(["=1+1", "+49 30 1234", "-5", "@home", '=HYPERLINK("x")'])("%s from an input", (text) => {
    const sheet = firstSheet(sheetOf([[input(text)]]));
    expect(sheet).not.toContain("<f");
    expect(sheet).toMatch(/<c r="A1" s="1" t="s"><v>0<\/v><\/c>/);
    // So that it stays text when somebody edits it.
    expect(part("xl/styles.xml", sheetOf([[input(text)]]))).toContain('quotePrefix="1"');
  });

  test("digits that are text stay text", () => {
    expect(firstSheet(sheetOf([[label("007")]]))).toContain('t="s"');
  });

  test("control characters and what reads like their mark are written as Excel writes them", () => {
    const strings = part(
      "xl/sharedStrings.xml",
      sheetOf([[label("a\u0007b")], [label("_x0041_")], [label("half \uD83D of a face")]]),
    );
    expect(strings).toContain("a_x0007_b");
    expect(strings).toContain("_x005F_x0041_");
    expect(strings).toContain("half \uFFFD of a face");
  });
});

describe("formulas as a file stores them", () => {
  test.each([
    ["=FT.PAYBACK(A1,B1)", "_xldudf_FT_PAYBACK(A1,B1)"],
    ["=ft.Payback(1, 2)+1", "_xldudf_FT_PAYBACK(1, 2)+1"],
    ['="FT.PAYBACK(1)"&FT.VERSION()', '"FT.PAYBACK(1)"&_xldudf_FT_VERSION()'],
    ["='FT.X('!A1+1", "'FT.X('!A1+1"],
    ["='It''s'!$A$1:$B$2", "'It''s'!$A$1:$B$2"],
    ["=IFNA(XLOOKUP(1,A:A,$B:$B),0)", "_xlfn.IFNA(_xlfn.XLOOKUP(1,A:A,$B:$B),0)"],
    ["=SORT(FILTER(A1:A3,B1:B3>0))", "_xlfn._xlws.SORT(_xlfn._xlws.FILTER(A1:A3,B1:B3>0))"],
    ["=SUM(E1#)+SUM(Sheet2!F2#)", "SUM(_xlfn.ANCHORARRAY(E1))+SUM(_xlfn.ANCHORARRAY(Sheet2!F2))"],
    ['=IF(A1<>"",{1,2;3,4},1.5E-3)', 'IF(A1<>"",{1,2;3,4},1.5E-3)'],
    ["=NORM.S.INV(0.9)", "_xlfn.NORM.S.INV(0.9)"],
    ["=price*2%", "price*2%"],
  ])("%s", (formula, expected) => expect(stored(formula)).toBe(expected));

  test.each([
    ["=FT.PAYBACK(A1,B1)", false],
    ["=SUM(A1:A5)", false],
    ["=FT.NPV(0.1,'S'!A1:A5)", false],
    ["=INDEX(FT.TORNADO(A1:B9),2,3)", false],
    ["=SUM(A1:A5*2)", true],
    ["=SUM((A1:A5>0)*1)", true],
    ["=LN(A1:A5)", true],
    ["=IF(A1:A5>0,1,0)", true],
    ["=SUM(TAKE(A1:A5,2))", true],
  ])("%s works on arrays: %s", (formula, expected) => expect(isArray(formula)).toBe(expected));

  test("what spills is an array that spills, its cells filled", () => {
    const sheet = part("xl/worksheets/sheet2.xml");
    expect(sheet).toMatch(/<c r="A7"[^>]* cm="1"><f t="array" ref="A7:B9">_xldudf_FT_CASHFLOWS\(B2,2\)<\/f><v>month<\/v><\/c>/);
    expect(sheet).toMatch(/<c r="B9"[^>]*><v>3932<\/v><\/c>/);
    expect(part("xl/metadata.xml")).toContain('fDynamic="1"');
  });

  test("values of every kind stand with their formulas", () => {
    const sheet = part("xl/worksheets/sheet2.xml");
    for (const cell of [
      /r="B2" s="\d+"><f>[^<]*<\/f><v>2832.000000000001</,
      /r="B3"[^>]* t="str"><f>[^<]*<\/f><v>never</,
      /r="B4"[^>]* t="e"><f>[^<]*<\/f><v>#NUM!</,
      /r="B5"[^>]* t="b"><f>[^<]*<\/f><v>1</,
      /r="B6"[^>]* t="str"><f>[^<]*<\/f><v><\/v>/,
    ])
      expect(sheet).toMatch(cell);
  });

  test("a copy with values holds no formula of the add-in, and every other one", () => {
    const copy = partsOf(xlsxFile(smallWorkbook, smallValues, { date: DATE, valuesOnly: true }));
    const sheet = part("xl/worksheets/sheet2.xml", copy);
    expect([...copy.values()].join()).not.toContain("_xldudf");
    expect(sheet).toMatch(/r="B2" s="\d+"><v>2832.000000000001</);
    expect(sheet).toMatch(/r="A9"[^>]*><v>1<\/v>/);
    expect(sheet).toContain("<f>B2&gt;0</f>");
  });
});

describe("what no file can hold is refused in a sentence", () => {
  const sheetNamed = (...names: string[]): WorkbookPlan => ({
    title: "t",
    names: [],
    sheets: names.map((name) => ({ name, block: { title: name, rows: [] } })),
  });
  const named = (...names: string[]): WorkbookPlan => ({
    ...sheetNamed("S"),
    names: names.map((name) => ({ name, sheet: "S", zone: { row: 0, column: 0, rows: 1, columns: 1 } })),
  });
  const write = (plan: WorkbookPlan) => () => xlsxFile(plan, new Map(), { date: DATE });

  test.each([
    ["no sheet", sheetNamed(), "The workbook has no sheets"],
    ["a long name", sheetNamed("a".repeat(32)), "32 characters are more than the 31 Excel takes"],
    ["a sign", sheetNamed("in/out"), "Excel takes none of"],
    ["a quote at the end", sheetNamed("rock 'n'"), "it may not begin or end with a quote"],
    ["Excel's own", sheetNamed("History"), "Excel keeps that name for itself"],
    ["no letter", sheetNamed(" "), "a name needs a letter or digit"],
    ["a name twice", sheetNamed("Case", "CASE"), "another sheet has that name"],
    ["a name like a cell", named("AB12"), "Excel would not take it for a name"],
    ["a name with a blank", named("my name"), "Excel would not take it for a name"],
    ["a name twice", named("scenario", "Scenario"), "Two names are"],
    [
      "a name of a sheet that is not there",
      { ...named("x"), sheets: sheetNamed("T").sheets },
      'cells of "S", a sheet the workbook does not have',
    ],
  ])("%s", (_, plan, why) => {
    expect(write(plan)).toThrow(FileError);
    expect(write(plan)).toThrow(why);
  });

  test.each([
    ["a text too long", label("x".repeat(32_768)), "S!A1 has 32768 characters"],
    ["not a number", input(NaN), "S!A1 comes to NaN"],
    ["no end", input(Infinity), "S!A1 comes to Infinity"],
    ["a formula too long", result(() => `=${"1+".repeat(5000)}1`), "longer than the 8192 characters"],
    ["a formula of its own names", result(() => "=LET(x,1,x)"), "uses LET"],
    ["a formula that is none", result(() => "=1 ? 2"), "cannot be read"],
  ])("%s", (_, cell, why) => {
    expect(() => sheetOf([[cell]])).toThrow(FileError);
    expect(() => sheetOf([[cell]])).toThrow(why);
  });

  test("names with quotes and 31 characters are written", () => {
    const name = "It's thirty-one characters long";
    expect(name).toHaveLength(31);
    expect(part("xl/workbook.xml", partsOf(write(sheetNamed(name))()))).toContain(`name="${name}"`);
  });

  test("a list has a sheet of its own, under another name where its name is taken", () => {
    const choices = Array.from({ length: 60 }, (_, i) => `choice ${i}`);
    const plan: WorkbookPlan = {
      ...sheetNamed("FT lists"),
      sheets: [{ name: "FT lists", block: { title: "", rows: [[input("choice 1", { choices })]] } }],
    };
    const parts = partsOf(write(plan)());
    expect(part("xl/workbook.xml", parts)).toContain('name="FT lists 2" sheetId="2" state="hidden"');
    expect(firstSheet(parts)).toContain("<formula1>'FT lists 2'!$A$1:$A$60</formula1>");
  });
});

test("text that is to stay in its column is broken into lines, in a row that is high enough for them", () => {
  const text = "twelve words ".repeat(6).trim();
  const rows = [[label(text, { wraps: true })], [label(text)]];
  const xml = firstSheet(sheetOf(rows, { columnWidths: [206] }));
  const heights = [...xml.matchAll(/<row r="(\d)"(?: ht="(\d+)" customHeight="1")?>/g)].map(([, row, ht]) => [row, ht]);
  // 200 pixels of 6.6 a letter: 30 letters, so five of the twelve words of 6 and 5 letters to a line.
  expect(heights).toEqual([
    ["1", "45"],
    ["2", undefined],
  ]);
  expect(part("xl/styles.xml", sheetOf(rows))).toContain('<alignment horizontal="left" vertical="center" wrapText="1"/>');
});

test("a sheet whose texts run on beyond its columns prints the columns alone", () => {
  const sheet = { name: "S", block: { title: "S", rows: [[label("a")], [label("b"), label("c")]] } };
  const print = { landscape: true, pagesWide: 1, pagesTall: 0, columns: 2 };
  const names = (plan: WorkbookPlan) => part("xl/workbook.xml", partsOf(xlsxFile(plan, new Map(), { date: DATE })));
  expect(names({ title: "t", names: [], sheets: [{ ...sheet, print }] })).toContain(
    `<definedName name="_xlnm.Print_Area" localSheetId="0">'S'!$A$1:$B$2</definedName>`,
  );
  expect(names({ title: "t", names: [], sheets: [{ ...sheet, print: { ...print, columns: undefined } }] })).not.toContain(
    "Print_Area",
  );
});
