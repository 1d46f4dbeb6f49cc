import type { Browser } from "playwright-core";
import { describeInBrowser, serveWorkbook, type Server } from "./support/browser";
import { type CellValue, WorkbookPage } from "./support/workbookPage";

/*
 * The sheets Scenarios, Sensitivity and Risk as the built page computes them. Figures of the second worked case:
 * cash saving 7,500 − 2,968 − 600 = $3,932 a month, payback 19,800 / 3,932; the NPV is 3,932 × a − 19,800 with the
 * annuity a = Σ 1.1^(−t/12) over 36 months.
 */
const ANNUITY = Array.from({ length: 36 }, (_, i) => 1.1 ** (-(i + 1) / 12)).reduce((sum, factor) => sum + factor, 0);
const npvOf = (cashSaving: number) => cashSaving * ANNUITY - 19800;

const isError = (cell: CellValue) => typeof cell === "object" && cell !== null;

describeInBrowser("the what-if sheets", (browser: () => Browser) => {
  let server: Server;
  let workbook: WorkbookPage;
  const table = (address: string) => workbook.read<CellValue[][]>(address);

  beforeAll(async () => {
    server = await serveWorkbook();
    workbook = await WorkbookPage.open(browser(), server.url);
  });
  afterAll(async () => {
    await workbook?.page.context().close();
    await server?.close();
  });

  test.each(["Scenarios", "Sensitivity", "Risk"])("%s shows no error but what never pays back", async (sheet) => {
    const errors = (await table(`${sheet}!A1:Z80`)).flat().filter(isError) as { error: string; message: string }[];
    expect(errors.filter(({ error }) => error !== "#N/A")).toEqual([]);
    for (const { message } of errors) expect(message).toMatch(/never/);
  });

  test("scenarios: dragged and spilled agree, and follow an input", async () => {
    const dragged = await table("Scenarios!P6:S15");
    expect(await table("Scenarios!U6:X15")).toEqual(dragged);
    expect(dragged[0][2]).toBeCloseTo(19800 / 3932, 10);
    expect(dragged[0][3]).toBeCloseTo(npvOf(3932), 6);
    await workbook.write("Scenarios!M6", 39320);
    expect(await workbook.read("Scenarios!R6")).toBeCloseTo(10, 10);
    expect(await table("Scenarios!U6:X15")).toEqual(await table("Scenarios!P6:S15"));
  });

  test("sensitivity: a row per volume, and the column of no price change is the one-way table", async () => {
    const oneWay = await table("Sensitivity!E10:F18");
    for (const [volume, npv] of oneWay as number[][]) expect(npv).toBeCloseTo(npvOf(0.138 * volume - 2968), 6);
    const header = (await table("Sensitivity!E24:J24"))[0];
    expect(header).toEqual(["npv", -0.6, -0.4, -0.2, 0, 0.2]);
    const twoWay = await table("Sensitivity!E25:J33");
    expect(twoWay.map((row) => [row[0], row[4]])).toEqual(oneWay);
  });

  test("goal seek: what is found, put back, meets the target", async () => {
    const [, , [volume]] = (await table("Sensitivity!F36:F39")) as number[][];
    // 0.138 × requests − 2,968 = 19,800 / 12
    expect(volume).toBeCloseTo((1650 + 2968) / 0.138, 6);
    const targets = (await table("Sensitivity!B36:B39")).flat() as number[];
    const back = (await table("Sensitivity!G36:G39")).flat() as number[];
    back.forEach((value, i) => expect(value).toBeCloseTo(targets[i], 6));
  });

  test("tornado: widest first, and the bars are measured from the base", async () => {
    const rows = (await table("Sensitivity!E45:K54")) as (string | number)[][];
    const swings = rows.map((row) => row[4] as number);
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
    for (const [, low, base, high, swing, atLow, atHigh] of rows as number[][]) {
      expect(base).toBeCloseTo(npvOf(3932), 6);
      expect([atLow, atHigh]).toEqual([low - base, high - base]);
      expect(swing).toBeCloseTo(Math.abs(high - low), 6);
    }
  });

  test("risk: percentiles rise, the seed decides, the trials count", async () => {
    const statistics = async () => (await table("Risk!A30:B43")) as [string, number][];
    const before = await statistics();
    const percentiles = before.filter(([name]) => /^P\d+$/.test(name)).map(([, value]) => value);
    expect(percentiles).toHaveLength(7);
    expect(percentiles).toEqual([...percentiles].sort((a, b) => a - b));
    expect(before.slice(-2)).toEqual([
      ["trials", 10000],
      ["seed", 1],
    ]);
    await workbook.write("Risk!F17", 2);
    const other = await statistics();
    expect(other[0][1]).not.toBe(before[0][1]);
    // Two means of 10,000 trials differ by chance: within four of their standard errors.
    expect(Math.abs(other[0][1] - before[0][1])).toBeLessThan((4 * Math.SQRT2 * before[1][1]) / 100);
    await workbook.write("Risk!F17", 1);
    expect(await statistics()).toEqual(before);
  });

  test("risk: a payback is told by whether there is one, and by the one in the middle", async () => {
    const [[, within], [, median], [, without]] = (await table("Risk!A46:B48")) as [string, number][];
    expect(within + without).toBeCloseTo(1, 12);
    expect(within).toBeGreaterThan(0);
    expect(within).toBeLessThan(1);
    if (within > 0.5) expect(median).toBeLessThanOrEqual(18);
  });

  test("checks: the first row is the flag of the others", async () => {
    const [[name, flag], ...rows] = await table("Risk!A52:B78");
    expect(name).toBe("all checks");
    expect(flag).toBe(!rows.some(([, pass]) => pass === false));
    expect(rows.length).toBeGreaterThanOrEqual(12);
  });

  test("the page has nothing to complain about", () => {
    expect(workbook.record.complaints).toEqual([]);
  });
});
