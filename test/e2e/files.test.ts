import { readFileSync } from "node:fs";
import path from "node:path";
import { XMLParser } from "fast-xml-parser";
import type { Browser } from "playwright-core";
import { readJson } from "../support/builtFunctions";
import { describeInBrowser, serveWorkbook, type Server } from "./support/browser";
import { chooseFile, download, openFile, workbookParts, zipped } from "./support/workbookFile";
import { type CellValue, WorkbookPage } from "./support/workbookPage";

/* The workbook out of the page and into it again: files, what is kept in the browser, and what is refused. */

const SHEETS = readJson<{ sheets: { title: string }[] }>("example.json").sheets.map(({ title }) => title);
// The page is started several times in a test, which a busy machine takes its time for.
jest.setTimeout(120_000);

const FROM_LIBREOFFICE = readFileSync(path.join(__dirname, "fixtures/libreoffice.xlsx"));

describeInBrowser("files of the browser workbook", (browser: () => Browser) => {
  let server: Server;
  let workbook: WorkbookPage;

  beforeAll(async () => {
    server = await serveWorkbook();
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    workbook = await WorkbookPage.open(browser(), server.url);
  });
  afterEach(async () => {
    expect(workbook.record.complaints).toEqual([]);
    expect(workbook.record.foreignRequests()).toEqual([]);
    await workbook.page.context().close();
  });

  const everything = () =>
    Promise.all(
      SHEETS.map(async (title) => ({
        title,
        values: await workbook.read<CellValue[][]>(`'${title}'!A1:Z100`),
        formulas: await workbook.formula(`'${title}'!A1:Z100`),
      })),
    );
  const alert = (text: string | RegExp) => workbook.page.getByRole("alert").filter({ hasText: text });
  const agree = () => workbook.page.on("dialog", (dialog) => void dialog.accept());

  test("all sheets of the example come back from a file as they were", async () => {
    const before = await everything();
    const first = await download(workbook);
    expect(first.name).toBe("FT workbook.xlsx");
    await openFile(workbook, "My case.xlsx", zipped(first.parts));
    expect(await everything()).toEqual(before);
    // Looks, sizes, notes, choices, charts: a second file, of what was opened, is the first.
    const second = await download(workbook);
    expect(second.name).toBe("My case.xlsx");
    for (const title of SHEETS)
      expect({ title, ...described(second.parts, title) }).toEqual({ title, ...described(first.parts, title) });
  });

  test("a file holds formulas as Excel stores them, with their values, and everything that belongs to the sheets", async () => {
    await workbook.addSheet();
    await workbook.write("A1", [
      ["=FT.PAYBACK(19800, 3932)"],
      ['=IF(A1>5,"FT.ROI(1)","")'],
      ["=FT.ROI(1, 0)"],
      ["=1=1"],
      ["'=1+1"],
      ["=FT.CASHFLOWS(100, 60, 10, 1)"],
    ]);
    await workbook.write("H1", "=ROWS(A6#)");
    const { parts } = await download(workbook);
    const cells = cellsOf(parts, partOf(parts, "Sheet1"));
    expect(cells.get("A1")).toMatchObject({ f: "_xldudf_FT_PAYBACK(19800,3932)", array: undefined });
    expect(Number(cells.get("A1")?.v)).toBeCloseTo(19800 / 3932, 12);
    expect(cells.get("A2")).toMatchObject({ f: 'IF(A1>5,"FT.ROI(1)","")', t: "str", v: "FT.ROI(1)" });
    expect(cells.get("A3")).toMatchObject({ f: "_xldudf_FT_ROI(1,0)", t: "e", v: "#DIV/0!" });
    expect(cells.get("A4")).toMatchObject({ f: "1=1", t: "b", v: "1" });
    expect(cells.get("A5")).toMatchObject({ f: undefined, t: "s" });
    expect(parts["xl/sharedStrings.xml"]).toContain(">=1+1<");
    expect(cells.get("A6")).toMatchObject({ f: "_xldudf_FT_CASHFLOWS(100,60,10,1)", array: "A6:E8", cm: "1" });
    // Month 1: saves 60 - 10, on 100 paid.
    expect(["A8", "B8", "C8", "D8", "E8"].map((xc) => Number(cells.get(xc)?.v))).toEqual([1, 60, 10, 50, -50]);
    expect(cells.get("H1")?.f).toBe("ROWS(_xlfn.ANCHORARRAY(A6))");
    expect(Object.values(parts).join("\n")).not.toMatch(/<f[ >][^<"]*\bFT\./);
    expect(parts["xl/comments1.xml"]).toContain("Payback: 19,800 / 3,932 = 5.04 months");
    expect(Object.values(parts).join("\n")).toContain("Case 2: money back, month by month");
  });

  test("a workbook of another program: prefixes, paths, shared formulas, texts, sheets in any order", async () => {
    const rows = [
      '<row r="1"><c r="A1"><v>100</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">_xldudf_FT_ROI(A1*2,$A$1)+ATAN2(A1,A1)-ATAN2(1,1)</f><v>1</v></c><c r="C1" t="inlineStr"><is><t>=cmd|calc</t></is></c></row>',
      '<row r="2"><c r="A2"><v>200</v></c><c r="B2"><f t="shared" si="0"/><v>3</v></c><c r="C2" t="s"><v>0</v></c></row>',
      '<row r="3"><c r="A3"><v>300</v></c><c r="B3"><f t="shared" si="0"/><v>5</v></c><c r="C3" t="str"><v>+1</v></c></row>',
      '<row r="4"><c r="A4" cm="1"><f t="array" ref="A4:E6">_xldudf_ft_cashflows(100,60,10,1)</f><v>month</v></c><c r="B4" t="str"><v>x</v></c></row>',
      '<row r="6"><c r="A6" t="b"><v>0</v></c></row>',
    ].join("");
    const parts = workbookParts(
      { Last: '<row r="1"><c r="A1"><f>First!B3</f><v>5</v></c></row>', First: rows },
      {
        "xl/sharedStrings.xml":
          '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>00</t></r><r><t>123</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si></sst>',
      },
    );
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replaceAll('Target="', 'Target="/xl/');
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"]
      .replace(/(<sheet name="Last".*?\/>)(<sheet name="First".*?\/>)/, "$2$1")
      .replace("</sheets>", '</sheets><definedNames><definedName name="outlay">First!$A$1:$A$3</definedName></definedNames>')
      .replace(/<(\/?)(workbook|sheets|sheet|definedNames|definedName)\b/g, "<$1x:$2")
      .replace("xmlns=", "xmlns:x=");
    await openFile(workbook, "other.xlsx", zipped(parts));
    // ROI: (2a - 100) / 100.
    expect(await workbook.read("A1:C3")).toEqual([
      [100, 1, "=cmd|calc"],
      [200, 3, "00123"],
      [300, 5, "+1"],
    ]);
    expect(await workbook.formula("B3")).toBe("=FT.ROI(A3*2,$A$1)+ATAN2(A3,A3)-ATAN2(1,1)");
    expect(await workbook.read("A5:E6")).toEqual([
      [0, 0, 100, -100, -100],
      [1, 60, 10, 50, -50],
    ]);
    expect(await workbook.read("Last!A1")).toBe(5);
    await workbook.write("G1", "=SUM(outlay)");
    expect(await workbook.read("G1")).toBe(600);
  });

  test("a sheet whose name has an apostrophe: entered, referred to, kept, saved and opened", async () => {
    agree();
    await workbook.addSheet();
    await workbook.write("A1", [[5], [6]]);
    await workbook.renameSheet("Sheet1", "Bob's case");
    await workbook.addSheet();
    await workbook.type("A1", "='Bob''s case'!A1*2");
    await workbook.type("B1", "=SUM('Bob''s case'!$A$1:$A1)");
    await workbook.dragFillHandle("B1", "B2");
    await workbook.renameSheet("Sheet1", "At the end'");
    await alert("A sheet cannot be named At the end'").waitFor();
    await workbook.press("Escape");
    const asEntered = async () => {
      expect(await workbook.formula("Sheet1!A1:B2")).toEqual([
        ["='Bob''s case'!A1*2", "=SUM('Bob''s case'!$A$1:$A1)"],
        ["", "=SUM('Bob''s case'!$A$1:$A2)"],
      ]);
      expect(await workbook.read("Sheet1!A1:B2")).toEqual([
        [10, 5],
        [null, 11],
      ]);
    };
    await asEntered();
    const { parts } = await download(workbook);
    expect(cellsOf(parts, partOf(parts, "Sheet1")).get("A1")).toMatchObject({ f: "'Bob''s case'!A1*2", v: "10" });
    await workbook.page.getByRole("status").filter({ hasText: "Kept in this browser" }).waitFor();
    await workbook.page.reload();
    await workbook.ready();
    await asEntered();
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
      "</sheets>",
      "</sheets><definedNames><definedName name=\"given\">'Bob''s case'!$A$1:$A$2</definedName></definedNames>",
    );
    await openFile(workbook, "bob.xlsx", zipped(parts));
    await asEntered();
    await workbook.write("Sheet1!D1", "=SUM(given)");
    expect(await workbook.read("Sheet1!D1")).toBe(11);
  });

  test("a workbook that LibreOffice has saved", async () => {
    await openFile(workbook, "libreoffice.xlsx", FROM_LIBREOFFICE);
    expect(await workbook.read("A1:B3")).toEqual([
      ["Project", 19800],
      ["Saving", 3932],
      ["Payback", 19800 / 3932],
    ]);
    expect(await workbook.formula("B3")).toBe("=FT.PAYBACK(B1,B2)");
  });

  test("what cannot be opened is named in a sentence, and nothing changes", async () => {
    const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';
    const parts = workbookParts({ One: rows });
    const refused: [sentence: string, file: Buffer][] = [
      ["F is not an Excel workbook (.xlsx).", Buffer.from("a,b\n1,2\n")],
      [
        "F is damaged: its part xl/worksheets/sheet1.xml cannot be read.",
        zipped({ ...parts, "xl/worksheets/sheet1.xml": "<worksheet><a>" }),
      ],
      ["F is damaged: its sheet One is missing.", zipped({ ...parts, "xl/_rels/workbook.xml.rels": "<Relationships/>" })],
      [
        "F is protected: take the protection off in Excel (Review, Protect Workbook) and save it again.",
        zipped({
          ...parts,
          "xl/workbook.xml": parts["xl/workbook.xml"].replace("<sheets>", '<workbookProtection lockStructure="1"/><sheets>'),
        }),
      ],
      [
        "F holds macros, which this page does not open: save a copy as .xlsx, without them.",
        zipped({ ...parts, "xl/vbaProject.bin": "x" }),
      ],
    ];
    for (const [sentence, file] of refused) {
      await chooseFile(workbook, "F", file);
      await alert(sentence).waitFor();
    }
    expect(await workbook.read("I17")).toBeCloseTo(19800 / 3932, 9);
  });

  test("changes are kept in the browser, asked about before they are left, and gone after Start over", async () => {
    const asked: string[] = [];
    workbook.page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    // A browser asks only where someone has used the page.
    await workbook.click("A3");
    await workbook.write("T17", 39320);
    await workbook.page.getByRole("status").filter({ hasText: "Kept in this browser" }).waitFor();
    await workbook.page.reload();
    expect(asked).toEqual(["beforeunload"]);
    await workbook.ready();
    expect(await workbook.read("I17")).toBeCloseTo(10, 9);
    // What is in a file can be left without a question.
    await workbook.click("A3");
    await workbook.write("T17", 3932);
    await download(workbook);
    await workbook.page.reload();
    await workbook.ready();
    expect(asked).toEqual(["beforeunload"]);
    const loaded = workbook.page.waitForEvent("load");
    await workbook.page.getByText("File", { exact: true }).click();
    await workbook.page.getByText("Start over…").click();
    await loaded;
    await workbook.ready();
    expect(asked).toEqual(["beforeunload", "confirm"]);
    expect(await workbook.read("T17")).toBe(19800);
  });

  test("a second window keeps nothing, and says so", async () => {
    const page = await workbook.page.context().newPage();
    await page.goto(server.url);
    await page.evaluate(() => (window as unknown as { ftWorkbook: { ready: Promise<void> } }).ftWorkbook.ready);
    await page.evaluate(() =>
      (window as unknown as { ftWorkbook: { write(a: string, c: number): void } }).ftWorkbook.write("T17", 1),
    );
    await page.getByRole("status").filter({ hasText: "Not kept: open in another window" }).waitFor();
  });

  test("a sheet as CSV: figures in full, and no text that another program takes for a formula", async () => {
    await workbook.addSheet();
    await workbook.write("A1", [
      ["name", "a,b", 'say "x"'],
      ["'=1+1", "'@SUM(A1)", "'-1 is text"],
      ["=1/3", -5, "=FT.ROI(1, 0)"],
    ]);
    agree();
    const [file] = await Promise.all([
      workbook.page.waitForEvent("download"),
      (async () => {
        await workbook.page.getByText("File", { exact: true }).click();
        await workbook.page.getByText("CSV of this sheet").click();
      })(),
    ]);
    expect(file.suggestedFilename()).toBe("Sheet1.csv");
    expect(readFileSync(await file.path(), "utf8")).toBe(
      '\ufeffname,"a,b","say ""x"""\r\n"\'=1+1","\'@SUM(A1)","\'-1 is text"\r\n0.3333333333333333,-5,#DIV/0!\r\n',
    );
  });
});

interface FileCell {
  f?: string;
  array?: string;
  t?: string;
  v?: string;
  cm?: string;
}

const xml = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  attributeNamePrefix: "@",
});
const listed = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

function cellsOf(parts: Record<string, string>, part: string): Map<string, FileCell> {
  type Row = { c?: Record<string, unknown> | Record<string, unknown>[] };
  const { worksheet } = xml.parse(parts[part]) as { worksheet: { sheetData: { row?: Row | Row[] } } };
  return new Map(
    listed(worksheet.sheetData.row)
      .flatMap((row) => listed(row.c))
      .map((cell) => {
        const f = cell.f as string | Record<string, string> | undefined;
        const formula = typeof f === "object" ? f["#text"] : f;
        const array = typeof f === "object" ? f["@ref"] : undefined;
        return [String(cell["@r"]), { f: formula, array, t: cell["@t"], v: cell.v, cm: cell["@cm"] } as FileCell];
      }),
  );
}

const partOf = (parts: Record<string, string>, sheet: string): string => {
  const id = new RegExp(`<sheet [^>]*name="${sheet}"[^>]*r:id="(\\w+)"`).exec(parts["xl/workbook.xml"])?.[1];
  const links = parts["xl/_rels/workbook.xml.rels"];
  const link = listed(
    (xml.parse(links) as { Relationships: { Relationship: Record<string, string>[] } }).Relationships.Relationship,
  );
  return `xl/${link.find((each) => each["@Id"] === id)?.["@Target"]}`;
};

/** What a file says of a sheet: each cell with its look, and the rest of the sheet, with the parts that it leads to. */
function described(parts: Record<string, string>, title: string): Record<string, unknown> {
  type Named = Record<string, string>;
  const { styleSheet } = xml.parse(parts["xl/styles.xml"]) as { styleSheet: Record<string, Record<string, unknown>> };
  const texts = listed((xml.parse(parts["xl/sharedStrings.xml"]) as { sst: { si: unknown[] } }).sst.si);
  const formats = new Map(listed(styleSheet.numFmts?.numFmt as Named[]).map((each) => [each["@numFmtId"], each["@formatCode"]]));
  const looks = listed(styleSheet.cellXfs.xf as Named[]).map((look) => ({
    format: formats.get(look["@numFmtId"]) ?? look["@numFmtId"],
    font: listed(styleSheet.fonts.font)[Number(look["@fontId"])],
    fill: listed(styleSheet.fills.fill)[Number(look["@fillId"])],
    border: listed(styleSheet.borders.border)[Number(look["@borderId"])],
    alignment: (look as Record<string, unknown>).alignment,
  }));
  const part = partOf(parts, title);
  const { worksheet } = xml.parse(parts[part]) as { worksheet: Record<string, unknown> };
  const rows = listed((worksheet.sheetData as { row: Record<string, unknown>[] }).row).map(({ c, ...row }) => ({
    ...row,
    cells: listed(c as Record<string, unknown>[]).map(({ "@s": look, v, "@t": type, ...cell }) => ({
      ...cell,
      type,
      value: type === "s" ? texts[Number(v)] : v,
      ...looks[Number(look ?? 0)],
    })),
  }));
  const number = Number(/\d+/.exec(part)?.[0]);
  return {
    ...worksheet,
    // The grid keeps some empty columns after the last one in use.
    cols: listed((worksheet.cols as { col: unknown[] }).col).slice(0, 20),
    sheetData: rows,
    notes: parts[`xl/comments${number + 1}.xml`],
    drawing: parts[`xl/drawings/drawing${number}.xml`],
    charts: listed(
      (xml.parse(parts[`xl/drawings/_rels/drawing${number}.xml.rels`]) as { Relationships: { Relationship: Named | Named[] } })
        .Relationships.Relationship,
    ).map((link) => parts[link["@Target"].replace("..", "xl")]),
  };
}
