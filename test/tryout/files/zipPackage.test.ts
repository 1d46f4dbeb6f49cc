import { randomBytes } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import { requireReasonableSize } from "../../../src/tryout/files/fileRefused";
import { packParts, unpackParts } from "../../../src/tryout/files/zipPackage";

/* What is opened, and what is refused: each refusal is one sentence that names the file and says what is wrong. */

const CONTENT_TYPES = "[Content_Types].xml";
const workbook = {
  [CONTENT_TYPES]: "<Types/>",
  "xl/workbook.xml": "<workbook/>",
  "xl/_rels/workbook.xml.rels": "<Relationships/>",
};
const zip = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])));
/** A compound file: its signature, and a directory with the name of a stream in two bytes a letter. */
const compoundFile = (stream: string) =>
  Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.alloc(504),
    Buffer.from("Root Entry", "utf16le"),
    Buffer.from(stream, "utf16le"),
  ]);

test("what was packed is unpacked", () => {
  const parts = new Map(Object.entries({ ...workbook, "xl/worksheets/sheet1.xml": "<worksheet>é € 日本</worksheet>" }));
  expect(unpackParts("a.xlsx", packParts(parts))).toEqual(parts);
});

test("parts that are no text are left out", () => {
  const bytes = zipSync({
    ...Object.fromEntries(Object.entries(workbook).map(([path, text]) => [path, strToU8(text)])),
    "xl/media/image1.png": randomBytes(100),
  });
  expect([...unpackParts("a.xlsx", bytes).keys()]).toEqual(Object.keys(workbook));
});

test.each([
  ["text", Buffer.from("name,price\na,1\n"), "F is not an Excel workbook (.xlsx)."],
  ["an empty file", Buffer.alloc(0), "F is empty."],
  ["random bytes", randomBytes(5000), "F is not an Excel workbook (.xlsx)."],
  [
    "an encrypted one",
    compoundFile("EncryptedPackage"),
    "F is locked with a password: open it in Excel and save a copy without one.",
  ],
  ["an .xls", compoundFile("Workbook"), "F is a workbook of Excel 2003 or older (.xls): save it as .xlsx first."],
  ["a .msg", compoundFile("__properties"), "F is not an Excel workbook (.xlsx)."],
  ["a zip of photographs", zip({ "a.txt": "a" }), "F is a zip archive, but not an Excel workbook."],
  [
    "a .docx",
    zip({ [CONTENT_TYPES]: "<Types/>", "word/document.xml": "" }),
    "F is a document of another program, not a workbook.",
  ],
  [
    "an .ods",
    zip({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "" }),
    "F is an OpenDocument file: save it as an Excel workbook (.xlsx) first.",
  ],
  [
    "an .xlsm",
    zip({ ...workbook, "xl/vbaProject.bin": "x" }),
    "F holds macros, which this page does not open: save a copy as .xlsx, without them.",
  ],
  [
    "an .xlsm whose macros were taken out",
    zip({
      ...workbook,
      [CONTENT_TYPES]: '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
    }),
    "F holds macros, which this page does not open: save a copy as .xlsx, without them.",
  ],
  [
    "an .xlsb",
    zip({ [CONTENT_TYPES]: "<Types/>", "xl/workbook.bin": "x" }),
    "F is a binary workbook (.xlsb): save it as .xlsx first.",
  ],
  [
    "one without its sheets",
    zip({ [CONTENT_TYPES]: "<Types/>" }),
    "F is damaged or not an Excel workbook: its list of sheets is missing.",
  ],
  ["one cut short", zip(workbook).slice(0, 150), "F is damaged: it cannot be unpacked."],
])("%s is refused", (_, bytes, sentence) => {
  expect(() => unpackParts("F", bytes)).toThrow(new Error(sentence));
});

test("every truncation and every wrong byte is refused or read, never anything else", () => {
  const bytes = zip({ ...workbook, "xl/worksheets/sheet1.xml": "<worksheet/>".repeat(50) });
  for (let i = 0; i < bytes.length; i++) {
    for (const damaged of [bytes.slice(0, i), bytes.map((byte, at) => (at === i ? byte ^ 0xff : byte))]) {
      try {
        unpackParts("F", damaged);
      } catch (error) {
        expect((error as Error).constructor.name).toBe("FileRefused");
      }
    }
  }
});

test("one of 50 MB is refused before it is read, and one that unpacks to 160 MB before it is unpacked", () => {
  expect(() => requireReasonableSize("F", 50e6)).toThrow("F has 50 MB; this page opens workbooks of up to 20 MB.");
  const zeros = new Uint8Array(80e6);
  const bomb = zipSync({ "a.xml": zeros, "b.xml": zeros }, { level: 1 });
  expect(bomb.length).toBeLessThan(20e6);
  expect(() => unpackParts("F", bomb)).toThrow("F unpacks to more than 150 MB, which this page does not open.");
});
