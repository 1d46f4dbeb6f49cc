import { readFileSync } from "node:fs";
import path from "node:path";
import { builtFunctions } from "../support/builtFunctions";

const ROOT = path.join(__dirname, "../..");
const read = <T>(file: string) => JSON.parse(readFileSync(path.join(ROOT, file), "utf8")) as T;
const { call } = builtFunctions();

test("FT.VERSION is the version of package.json", () => {
  const { version } = read<{ version: string }>("package.json");
  expect(call("VERSION")).toEqual([[version]]);
  expect(call("VERSION", "version")).toEqual([[version]]);
});

test("FT.VERSION(data) is the newest day in the tables of prices", () => {
  const days = (file: string, column: string) => {
    const { columns, rows } = read<{ columns: string[]; rows: string[][] }>(file);
    return rows.map((row) => row[columns.indexOf(column)]);
  };
  const checks = read<{ checks: { as_of: string }[] }>("src/presets/apiPrices.json").checks.map((check) => check.as_of);
  const newest = [...checks, ...days("src/presets/gpuPrices.json", "as_of")].sort().pop() as string;
  // Excel counts 2024-01-01 as day 45292.
  const day = 45292 + (Date.parse(newest) - Date.parse("2024-01-01")) / 86_400_000;
  expect(call("VERSION", "data")).toEqual([[day]]);
  expect(call("VERSION", "all")).toEqual([
    ["version", expect.any(String), ""],
    ["data", day, "date"],
  ]);
});
