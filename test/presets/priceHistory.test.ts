import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { type PriceKind, PRICE_KINDS } from "../../src/engine/apiBill";
import { priceList } from "../../src/presets/apiPrices";
import { dayBefore } from "../../src/presets/dates";

/*
 * The price sheet against the collection it was made from, row by row: on its first whole day, and on the last day that it
 * is known to have held, each price of the collection is what the sheet says.
 */

type Row = Record<
  "model_key" | "provider" | "field" | "price_per_1m" | "unit" | "valid_from" | "valid_to" | "last_seen" | "notes",
  string
>;
const read = (name: string): Row[] =>
  parse(readFileSync(path.join(__dirname, "../../data", name), "utf8"), { columns: true }) as Row[];
const ROWS = [...read("api_price_history.csv"), ...read("api_price_history_more.csv")];

const FEES: Record<string, PriceKind> = { per_1000_requests: "request", per_1000_web_searches: "web_search" };
const PART = /_(long|peak|offpeak)$/;

/** A minute within the hours of a suffix; the plain field holds at noon. */
const MINUTES: Record<string, number> = { _peak: 2 * 60, _offpeak: 18 * 60 };

function priceOfRow(row: Row, day: string): number | undefined {
  const kind = FEES[row.field] ?? (row.field.replace(PART, "") as PriceKind);
  const suffix = PART.exec(row.field)?.[0] ?? "";
  const list = priceList(row.model_key, { day, minute: MINUTES[suffix] ?? 12 * 60 });
  return suffix === "_long" ? list.long?.prices[kind] : list.prices[kind];
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86400e3).toISOString().slice(0, 10);
const isWeekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay());

const priced = ROWS.filter(
  ({ model_key, unit, field }) =>
    model_key !== "*" && !field.startsWith("batch_") && (unit === "usd_per_1m" || unit === "usd_per_1000"),
)
  // What a model does not answer, such as the output of embeddings, is no price.
  .filter(({ price_per_1m }) => Number(price_per_1m) > 0)
  // An early list put the price of cached sound into the column of long prompts.
  .filter(({ model_key, field }) => !(model_key === "gemini-2.0-flash" && field.endsWith("_long")))
  // Recorded before the price of the input, and before the step they belong to: the sheet starts with those.
  .filter(
    ({ model_key, field }) =>
      !["gemini-3-pro-image-preview output", "grok-4.5 cached_input_long"].includes(`${model_key} ${field}`),
  );

test("the collection is there", () => {
  expect(priced.length).toBeGreaterThan(700);
});

test.each(priced.map((row) => [`${row.model_key} ${row.field} from ${row.valid_from}`, row] as const))("%s", (_, row) => {
  const kind = FEES[row.field] ?? row.field.replace(PART, "");
  expect(PRICE_KINDS).toContain(kind);
  // These came into force at 16:00 UTC: the day after is the first whole one.
  const afternoon = row.provider === "deepseek" && ["2025-02-08", "2026-08-16"].includes(row.valid_from);
  const first = afternoon ? dayAfter(row.valid_from) : row.valid_from;
  const lastKnown = row.valid_to === "" ? row.last_seen : [row.last_seen, dayBefore(row.valid_to)].sort()[0];
  for (const day of [first, lastKnown]) {
    // Peak hours are those of working days; a day that the collection saw before the first whole one says nothing.
    if (day < first || (row.field.endsWith("_peak") && isWeekend(day))) continue;
    expect([day, priceOfRow(row, day)]).toEqual([day, Number(row.price_per_1m)]);
  }
});

test.each(
  ROWS.filter(({ field }) => /^batch_(in|out)put$/.test(field))
    .filter(({ price_per_1m }) => Number(price_per_1m) > 0)
    .map((row) => [`${row.model_key} ${row.field}`, row] as const),
)("%s", (_, row) => {
  const list = priceList(row.model_key, { day: row.last_seen, tier: "batch" });
  expect(list.prices[row.field.replace("batch_", "") as PriceKind]).toBeCloseTo(Number(row.price_per_1m), 12);
});

test.each(
  ROWS.filter(({ field }) => field === "long_context_threshold")
    .filter(({ model_key }) => model_key !== "gemini-2.0-flash")
    .map((row) => [row.model_key, row] as const),
)("the step of %s", (_, row) => {
  expect(priceList(row.model_key, { day: row.valid_from }).long?.above).toBe(Number(row.price_per_1m));
});
