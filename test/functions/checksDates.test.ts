import { checks } from "../../src/functions/checks";

// 45425 is 2024-05-13: 25569 is 1970-01-01, and 45425 − 25569 = 19856 days later.
test("a date cell is named as a day", () => {
  const rows = checks([
    ["requests_per_day", 50000],
    ["tokens_in", 500],
    ["tokens_out", 200],
    ["price_in_per_1m", 5],
    ["price_out_per_1m", 15],
    ["price_per_instance_hour", 2.06],
    ["as_of", 45425],
  ]) as unknown[][];
  expect(rows.find(([check]) => check === "presets_known")).toEqual(["presets_known", true, "as_of 2024-05-13"]);
});
