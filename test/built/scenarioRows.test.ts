import { builtFunctions, isCellError } from "../support/builtFunctions";

/*
 * Rows of FT.SCENARIOS that bring a bill instead of traffic, or a model instead of prices: each is a scenario of its own and
 * must come to what FT.MODEL makes of it.
 */
const functions = builtFunctions();
const NAMES = ["tokens_per_day", "api_cost", "storage_cost"];
const HEADERS = [
  "api_bill_per_month",
  "tokens_in",
  "tokens_out",
  "api_model",
  "as_of",
  "price_per_instance_hour",
  "requests_per_day",
  "cached_share",
];
const ROWS: (number | string)[][] = [
  [8000, 800, 200, "gpt-4o", "2026-09-23", 1.25, 0, 0],
  [0, 800, 200, "gpt-4o", "2026-09-23", 1.25, 1000, 0.5],
  [8000, 800, 200, "gpt-4o", "2024-07-01", 1.25, 0, 0.5],
  [9000, 250_000, 200, "claude-sonnet-4-5", "2026-09-23", 1.25, 0, 0.5],
  [9000, 800, 200, "gpt-4o", "2026-09-23", 1.25, 777, 0],
];

test("come to what FT.MODEL makes of each row", () => {
  const table = functions.call("SCENARIOS", [HEADERS], ROWS, [NAMES], false) as number[][];
  ROWS.forEach((row, r) => {
    NAMES.forEach((name, n) => {
      const single = functions.call("MODEL", [row], name, [HEADERS]) as number[][];
      expect(Math.abs(table[r][n] - single[0][0])).toBeLessThanOrEqual(1e-12 * Math.abs(single[0][0]));
    });
  });
});

test("fail by themselves where neither a value nor what it follows from is there", () => {
  const bad: (number | string)[][] = [[0, 800, 200, "", "", 1.25, 1000, 0], [8000, 800, 200, "gpt-4oo", "", 1.25, 0, 0], ROWS[0]];
  const table = functions.call("SCENARIOS", [HEADERS], bad, [NAMES], false) as unknown[][];
  expect(isCellError(table[0][0]) && table[0][0].message).toContain("price_in_per_1m has no default");
  expect(isCellError(table[1][0]) && table[1][0].message).toContain("gpt-4o");
  expect(table[2][1]).toBeCloseTo(8000, 6);
});

test("of requests that cost nothing are #DIV/0! in what depends on traffic", () => {
  const headers = [
    "api_bill_per_month",
    "tokens_in",
    "tokens_out",
    "price_in_per_1m",
    "price_out_per_1m",
    "price_per_instance_hour",
  ];
  const outputs = ["tokens_per_day", "storage_cost", "irr", "above_breakeven"];
  const [row] = functions.call("SCENARIOS", [headers], [[8000, 800, 200, 0, 0, 1.25]], [outputs], false) as unknown[][];
  expect(row[0]).toMatchObject({ error: "#DIV/0!" });
  expect(row[1]).toBeCloseTo(0.322, 12);
  expect(row[2]).toMatchObject({ error: "#DIV/0!" });
  expect(row[3]).toMatchObject({ error: "#DIV/0!" });
});
