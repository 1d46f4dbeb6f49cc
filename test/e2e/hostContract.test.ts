import type { HostName } from "../../src/tryout/hosts/profiles";
import { describeInBrowser, serveWorkbook, type Server } from "./support/browser";
import { type CellValue, WorkbookPage } from "./support/workbookPage";

/*
 * The browser workbook as a host of any custom functions: what it hands over and what it makes of what comes back,
 * tried with functions made for the purpose in the add-in's place. Excel's rules are those of its custom functions
 * documentation.
 */

const parameter = (name: string, type: string, more: object = {}) => ({ name, description: `The ${name}.`, type, ...more });
const optional = { optional: true };
const matrix = { dimensionality: "matrix" };

const METADATA = {
  allowErrorForDataTypeAny: true,
  functions: [
    {
      id: "GIVEN",
      parameters: [
        parameter("number", "number", optional),
        parameter("string", "string", optional),
        parameter("boolean", "boolean", optional),
        parameter("any", "any", optional),
        parameter("range", "any", { ...optional, ...matrix }),
      ],
    },
    { id: "WHERE", parameters: [] },
    { id: "RETURNS", parameters: [parameter("what", "string")] },
  ].map((entry) => ({ name: entry.id, description: `Tries ${entry.id}.`, result: {}, ...entry })),
};

/** Runs in the page, as functions.js does. */
const FUNCTIONS = `
  const shown = (value) =>
    Array.isArray(value) ? value.map(shown) : value instanceof CustomFunctions.Error ? { code: value.code } : value;
  CustomFunctions.associate("GIVEN", (...args) => JSON.stringify(args.slice(0, -1).map(shown)));
  CustomFunctions.associate("WHERE", (invocation) => invocation.functionName + " at " + invocation.address);
  const error = (code, message) => new CustomFunctions.Error(CustomFunctions.ErrorCode[code], message);
  const RESULTS = {
    table: () => [[1, "two", true], [error("notAvailable", "no such key"), error("divisionByZero"), error("invalidValue", "out of range")]],
    nothing: () => undefined,
    "not a number": () => NaN,
    infinite: () => -Infinity,
    ragged: () => [[1, 2], [3]],
    "no root": () => { throw error("invalidNumber", "no root"); },
    plain: () => { throw new Error("never shown"); },
  };
  const texts = (rows) => Array.from({ length: rows }, () => new Array(4).fill("x".repeat(32767)));
  CustomFunctions.associate("RETURNS", (what) => (RESULTS[what] ?? (() => texts(Number(what))))());
`;

describeInBrowser("the browser workbook as a host", (browser) => {
  let server: Server;
  let workbook: WorkbookPage;

  beforeAll(async () => {
    server = await serveWorkbook();
    workbook = await open("web");
  });
  afterAll(async () => {
    await workbook?.page.context().close();
    await server?.close();
  });

  const open = async (host: HostName): Promise<WorkbookPage> => {
    const opened = await WorkbookPage.open(browser(), `${server.url}?host=${host}`, async (page) => {
      await page.route("**/functions.json", (route) => route.fulfill({ json: METADATA }));
      await page.route("**/functions.js", (route) => route.fulfill({ contentType: "text/javascript", body: FUNCTIONS }));
    });
    await opened.addSheet();
    return opened;
  };

  const shows = async (formula: string): Promise<CellValue> => {
    await workbook.write("A1", formula);
    return workbook.read("A1");
  };
  const given = async (args: string): Promise<unknown> => JSON.parse(String(await shows(`=FT.GIVEN(${args})`))) as unknown;

  test("omitted arguments and blank cells arrive as null", async () => {
    expect(await given("")).toEqual([null, null, null, null, null]);
    expect(await given("1,,,,")).toEqual([1, null, null, null, null]);
    expect(await given("Z1, Z1, Z1, Z1, Z1:Z2")).toEqual([null, null, null, null, [[null], [null]]]);
  });

  test("single arguments are coerced to the declared type as Excel does", async () => {
    expect(await given('"1,234.5", 5, 0, "as it is"')).toEqual([1234.5, "5", false, "as it is", null]);
    expect(await given('"-5%", TRUE, "true", TRUE')).toEqual([-0.05, "TRUE", true, true, null]);
    expect(await given('"$1e3"')).toEqual([1000, null, null, null, null]);
    expect(await given("TRUE")).toEqual([1, null, null, null, null]);
    expect(await shows('=FT.GIVEN("12 months")')).toEqual({
      error: "#VALUE!",
      message: 'number must be a number, not "12 months"',
    });
    expect(await shows('=FT.GIVEN("")')).toMatchObject({ error: "#VALUE!" });
    expect(await shows('=FT.GIVEN(1, "", "maybe")')).toMatchObject({
      error: "#VALUE!",
      message: expect.stringContaining("boolean"),
    });
  });

  test("a range arrives row by row, a single value as one row of one, errors in it as values", async () => {
    await workbook.write("C1", [
      [1, 2, 3],
      ["four", true, "=1/0"],
    ]);
    expect(await given(",,,,C1:E2")).toEqual([
      null,
      null,
      null,
      null,
      [
        [1, 2, 3],
        ["four", true, { code: "#DIV/0!" }],
      ],
    ]);
    expect(await given(",,,,C1")).toEqual([null, null, null, null, [[1]]]);
    expect(await given(",,,,7")).toEqual([null, null, null, null, [[7]]]);
    expect(await given(",,,,1/0")).toEqual([null, null, null, null, [[{ code: "#DIV/0!" }]]]);
    expect(await given(",,,,{1,2;3,4}")).toEqual([
      null,
      null,
      null,
      null,
      [
        [1, 2],
        [3, 4],
      ],
    ]);
  });

  test("a range for a single argument is refused, and an error in one is passed on, without a call", async () => {
    expect(await shows("=FT.GIVEN(C1:E1)")).toEqual({ error: "#VALUE!", message: "number must be a single value, not a range" });
    expect(await shows("=FT.GIVEN(1, E2)")).toMatchObject({ error: "#DIV/0!" });
    expect(await shows("=FT.GIVEN(1, NA())")).toMatchObject({ error: "#N/A" });
  });

  test("the last argument tells the cell that calls", async () => {
    const sheet = await workbook.page.locator(".o-sheet.active .o-sheet-name").innerText();
    expect(await shows("=FT.WHERE()")).toBe(`WHERE at ${sheet}!A1`);
    await workbook.write("Z99", "=FT.WHERE()");
    expect(await workbook.read("Z99")).toBe(`WHERE at ${sheet}!Z99`);
  });

  test("a table keeps each error in its own cell, by its name and with its message", async () => {
    await workbook.write("H1", '=FT.RETURNS("table")');
    expect(await workbook.read("H1:J2")).toEqual([
      [1, "two", true],
      [
        { error: "#N/A", message: "no such key" },
        { error: "#DIV/0!", message: "" },
        { error: "#VALUE!", message: "out of range" },
      ],
    ]);
  });

  test("results that Excel refuses are errors here too", async () => {
    expect(await shows('=FT.RETURNS("nothing")')).toBe(0);
    expect(await shows('=FT.RETURNS("not a number")')).toMatchObject({ error: "#NUM!" });
    expect(await shows('=FT.RETURNS("infinite")')).toMatchObject({ error: "#NUM!" });
    expect(await shows('=FT.RETURNS("ragged")')).toMatchObject({ error: "#VALUE!" });
    expect(await shows('=FT.RETURNS("no root")')).toEqual({ error: "#NUM!", message: "no root" });
    expect(workbook.record.complaints).toEqual([]);
  });

  test("an error that is none of Excel's loses its message, and is told in the console", async () => {
    expect(await shows('=FT.RETURNS("plain")')).toEqual({ error: "#VALUE!", message: "" });
    expect(workbook.record.complaints.join()).toContain("RETURNS threw what is no cell error");
  });

  test("what is larger than 5 MB, a call or its answer, is #BUSY! on the web for good, and nowhere else", async () => {
    const desktop = await open("desktop");
    const busy = { error: "#BUSY!", message: "more than Excel on the web carries in one call" };
    for (const page of [workbook, desktop]) {
      const length = async (formula: string): Promise<CellValue> => {
        await page.write("S1", formula);
        const value = await page.read("S1");
        return typeof value === "string" ? value.length : value;
      };
      // 160 texts of 32,767 characters are 5,242,720 bytes; quotes and brackets carry them over 5,242,880.
      const isWeb = page === workbook;
      expect(await length("=FT.RETURNS(40)")).toEqual(isWeb ? busy : 32767);
      expect(await length("=FT.RETURNS(39)")).toBe(32767);
      await page.write("S41", "=FT.RETURNS(1)");
      await page.write("X1", "=LEN(FT.GIVEN(,,,,S1:V39))");
      expect(await page.read("X1")).toBeGreaterThan(156 * 32767);
      await page.write("X1", "=LEN(FT.GIVEN(Y1,,,,S1:V41))");
      // Calculated anew it is no better.
      for (const number of [1, 2]) {
        await page.write("Y1", number);
        const sent = await page.read("X1");
        if (isWeb) expect(sent).toMatchObject({ error: "#BUSY!" });
        else expect(sent).toBeGreaterThan(160 * 32767);
      }
    }
    await desktop.page.context().close();
  });
});
