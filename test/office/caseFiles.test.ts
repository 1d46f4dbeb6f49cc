import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ComputedValue, WorkbookValues } from "../../src/workbook/computedValues";
import { TRUTH } from "../../src/workbook/case/formats";
import { addressesFrom, blockSize, contentAt, type PlannedCell } from "../../src/workbook/sheetPlan";
import type { WorkbookPlan } from "../../src/workbook/workbookPlan";
import { caseWriter } from "../../tools/caseWorkbook";
import { DIST } from "../support/builtFunctions";
import { describeWithOffice, numberShown, openedSheets, printed, type Sheet } from "./support/office";

/*
 * The business cases in another program. LibreOffice keeps the numbers and texts that a file says its formulas came to; what
 * spills, and TRUE and FALSE, it always works out for itself, which without the add-in it cannot for FT. A formula that comes
 * without a value it has to calculate: so it checks FT's figures, in a twin workbook that holds each a second time in functions
 * every spreadsheet has.
 */

const at = addressesFrom({ row: 0, column: 0 });
const TOLERANCE = 1e-9;
const isError = (text: string): boolean => /^(#|Err:)/.test(text);
const callsFt = (formula: string): boolean => /\bFT\.[A-Z_]+\(/.test(formula.replace(/"(?:[^"]|"")*"/g, ""));

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));

/** Whether a converted cell shows a value. */
function shows(text: string, value: ComputedValue | undefined): boolean {
  if (typeof value === "number") return isClose(numberShown(text) ?? NaN, value);
  return (
    text === (typeof value === "object" ? value.error : typeof value === "boolean" ? String(value).toUpperCase() : (value ?? ""))
  );
}

/** Whether two converted cells show the same. */
function showSame(a: string, b: string): boolean {
  const [x, y] = [numberShown(a), numberShown(b)];
  return x === undefined || y === undefined ? a === b : isClose(x, y);
}

/** Visits each cell that has a formula. */
function forEachFormula(
  plan: WorkbookPlan,
  visit: (sheet: string, cell: PlannedCell, row: number, column: number) => void,
): void {
  for (const { name, block } of plan.sheets)
    block.rows.forEach((cells, row) =>
      cells.forEach((cell, column) => {
        if (cell && typeof cell.content === "object") visit(name, cell, row, column);
      }),
    );
}

const TWIN_SHEETS: ReadonlySet<string> = new Set(["Model", "Cash flow", "Options"]);

/** FT's cells with their values, and right of each block its twins, which have none, as no other formula has. */
function twinOf(plan: WorkbookPlan, values: WorkbookValues) {
  const places: { sheet: string; row: number; column: number; twin: number }[] = [];
  const withoutTwin: string[] = [];
  const sheets = plan.sheets.map((sheet) => {
    const width = blockSize(sheet.block).columns + 1;
    const rows = sheet.block.rows.map((cells, row) => {
      const beside: (PlannedCell | null)[] = [];
      cells.forEach((cell, column) => {
        if (!cell || typeof cell.content !== "object" || !callsFt(String(contentAt(cell, at)))) return;
        if (cell.twin) {
          beside[column] = { content: cell.twin };
          places.push({ sheet: sheet.name, row, column, twin: width + column });
        } else if (TWIN_SHEETS.has(sheet.name)) withoutTwin.push(`${sheet.name}!${at(row, column)}`);
      });
      if (beside.length === 0) return cells;
      return [...Array.from({ length: width }, (_, i) => cells[i] ?? null), ...Array.from(beside, (cell) => cell ?? null)];
    });
    return { ...sheet, block: { ...sheet.block, rows, charts: [] } };
  });
  const given: WorkbookValues = new Map(
    [...values].map(([name, { cells, spills }]) => [name, { cells: new Map(cells), spills }]),
  );
  forEachFormula(plan, (sheet, cell, row, column) => {
    if (!callsFt(String(contentAt(cell, at)))) (given.get(sheet)?.cells as Map<string, ComputedValue>).delete(at(row, column));
  });
  return { plan: { ...plan, sheets }, values: given, places, withoutTwin };
}

describeWithOffice("business cases in LibreOffice", () => {
  const writer = caseWriter(DIST);
  const keys = writer.caseKeys();
  const cases = keys.map((key) => {
    const inputs = writer.caseInputs(key);
    const plan = writer.businessCase(inputs);
    return { key, plan, date: inputs.date };
  });
  const folder = mkdtempSync(path.join(tmpdir(), "ft-cases-"));
  const values = new Map<string, WorkbookValues>();
  const twins = new Map<string, ReturnType<typeof twinOf>>();
  let open: (file: string, sheet: string) => Sheet;
  let pages: Map<string, Buffer>;

  const file = (name: string): string => path.join(folder, `${name}.xlsx`);
  const PLANTED = { sheet: "Model", by: 1e-6 };
  let planted = "";

  beforeAll(() => {
    for (const { key, plan, date } of cases) {
      const computed = writer.valuesOf(plan);
      values.set(key, computed);
      writeFileSync(file(key), writer.xlsxFile(plan, computed, { date }));
      writeFileSync(file(`${key}-values`), writer.xlsxFile(plan, computed, { date, valuesOnly: true }));
      const twin = twinOf(plan, computed);
      twins.set(key, twin);
      writeFileSync(file(`${key}-twin`), writer.xlsxFile(twin.plan, twin.values, { date }));
    }
    const twin = twins.get(keys[0]) as ReturnType<typeof twinOf>;
    const place = twin.places.find(({ sheet, row, column }) => {
      const value = twin.values.get(sheet)?.cells.get(at(row, column));
      return sheet === PLANTED.sheet && typeof value === "number" && value > 1;
    }) as (typeof twin.places)[number];
    planted = `${place.sheet}!${at(place.row, place.column)}`;
    const wrong = twin.values.get(place.sheet)?.cells as Map<string, ComputedValue>;
    const right = wrong.get(at(place.row, place.column)) as number;
    wrong.set(at(place.row, place.column), right * (1 + PLANTED.by));
    writeFileSync(file("planted-twin"), writer.xlsxFile(twin.plan, twin.values, { date: cases[0].date }));
    wrong.set(at(place.row, place.column), right);
    const sheets = path.join(folder, "sheets");
    mkdirSync(sheets);
    const all = keys.flatMap((key) => [file(key), file(`${key}-values`), file(`${key}-twin`)]);
    open = openedSheets([...all, file("planted-twin")], sheets);
    pages = printed(
      keys.map((key) => file(key)),
      folder,
    );
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Cells whose twin, worked out by LibreOffice, differs from FT's value. */
  function differences(name: string, { places }: ReturnType<typeof twinOf>): string[] {
    return places.flatMap(({ sheet, row, column, twin }) => {
      const shown = open(name, sheet);
      const [ours, theirs] = [shown(row, column), shown(row, twin)];
      return showSame(ours, theirs) && ours !== "" && !isError(ours) ? [] : [`${sheet}!${at(row, column)} ${ours} is ${theirs}`];
    });
  }

  describe.each(cases)("$key", ({ key, plan }) => {
    test("opens with the value of every formula that LibreOffice takes over", () => {
      const wrong: string[] = [];
      let compared = 0;
      forEachFormula(plan, (sheet, _, row, column) => {
        const computed = values.get(key)?.get(sheet);
        const expected = computed?.cells.get(at(row, column));
        if (computed?.spills.has(at(row, column)) || typeof expected === "boolean" || typeof expected === "object") return;
        const shown = open(key, sheet)(row, column);
        compared++;
        if (!shows(shown, expected)) wrong.push(`${sheet}!${at(row, column)} shows ${shown}, not ${expected}`);
      });
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(500);
    });

    test("a copy with values shows every figure and not one error", () => {
      const wrong: string[] = [];
      for (const [sheet, { cells }] of values.get(key) as WorkbookValues) {
        const shown = open(`${key}-values`, sheet);
        for (const [address, expected] of cells) {
          const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(address) as RegExpExecArray;
          const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
          const text = shown(Number(digits) - 1, column);
          const look = plan.sheets.find(({ name }) => name === sheet)?.block.rows[Number(digits) - 1]?.[column]?.numberFormat;
          // To LibreOffice TRUE is 1, which the cell's format puts into words; the converted sheet has numbers in full.
          if (typeof expected === "boolean" && look === TRUTH && text === String(Number(expected))) continue;
          if (!shows(text, expected)) wrong.push(`${sheet}!${address} shows ${text}, not ${JSON.stringify(expected)}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    test("its figures are those that LibreOffice works out without FT", () => {
      const twin = twins.get(key) as ReturnType<typeof twinOf>;
      expect(twin.withoutTwin).toEqual([]);
      expect(twin.places.length).toBeGreaterThan(20);
      expect(differences(`${key}-twin`, twin)).toEqual([]);
    });

    test("prints", () => {
      const pdf = pages.get(key);
      expect(pdf?.subarray(0, 5).toString()).toBe("%PDF-");
    });
  });

  test("a planted wrong value is found", () => {
    const found = differences("planted-twin", twins.get(keys[0]) as ReturnType<typeof twinOf>);
    expect(found.map((line) => line.split(" ")[0])).toContain(planted);
  });
});
