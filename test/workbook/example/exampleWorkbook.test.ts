import { existsSync } from "node:fs";
import path from "node:path";
import { exampleWorkbook } from "../../../src/workbook/example";

const { sheets } = exampleWorkbook();
const functions = path.join(__dirname, "../../../src/functions");
const fileOf = (id: string) => `${id.toLowerCase().replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())}.ts`;

test("the first sheet is Start, and no two sheets share a name that Excel would take for one", () => {
  expect(sheets[0].title).toBe("Start");
  const names = sheets.map(({ title }) => title.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  for (const { title } of sheets) expect(title).toMatch(/^[^\\/?*[\]:]{1,31}$/);
});

describe.each(sheets.map((sheet) => [sheet.title, sheet] as const))("the sheet %s", (_, sheet) => {
  const cells = sheet.rows.flatMap((row, r) => row.flatMap((cell, c) => (cell ? [{ ...cell, row: r, column: c }] : [])));
  const formulas = cells.filter(({ content }) => typeof content === "string" && content.startsWith("="));

  test("has live FT formulas, and no function that does not exist", () => {
    const called = formulas.flatMap(({ content }) =>
      [...String(content).matchAll(/FT\.([A-Z0-9_]+)\(/g)].map((match) => match[1]),
    );
    expect(called.length).toBeGreaterThan(0);
    expect([...new Set(called)].filter((id) => !existsSync(path.join(functions, fileOf(id))))).toEqual([]);
  });

  test("leaves the room of its spills free, but for the formula at the corner", () => {
    for (const zone of sheet.spills ?? []) {
      const within = cells.filter(
        ({ row, column, content }) =>
          content !== "" &&
          row >= zone.row &&
          row < zone.row + zone.rows &&
          column >= zone.column &&
          column < zone.column + zone.columns,
      );
      expect(within.map(({ row, column }) => [row, column])).toEqual([[zone.row, zone.column]]);
      expect(String(within[0].content)).toMatch(/^=/);
    }
  });

  test("marks every figure that may be changed as an input, and no formula", () => {
    expect(formulas.filter(({ role }) => role === "input").map(({ content }) => content)).toEqual([]);
    const bare = cells.filter(({ content, role }) => typeof content === "number" && role !== "input");
    expect(bare.map(({ row, column }) => [row, column])).toEqual([]);
  });
});
