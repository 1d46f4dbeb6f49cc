import { readFileSync } from "node:fs";
import path from "node:path";
import { addUsage, billOfUsage, emptyUsage, type Prices } from "../../src/engine/apiBill";
import { MissingPreset } from "../../src/engine/errors";
import { type PriceDate, priceList, PRICE_TIERS, type PriceTier } from "../../src/presets/apiPrices";

/*
 * Bills that people published, from the price sheet of their day. test/vectors/bills.json says where each was read; every
 * amount was computed from the prices in the row and agrees with the figure of its source to the last printed digit.
 */

interface PublishedBill {
  id: string;
  model: string;
  as_of: string;
  when_utc: string | null;
  tier: string;
  usage: Record<string, number>;
  reasoning_in_output: boolean;
  prices_per_1m: Prices;
  fees_per_1000: { requests?: number; web_searches?: number };
  effective_prices_per_1m: Record<string, number>;
  over_threshold: boolean;
  bill_usd_exact: string;
}

const { bills } = JSON.parse(readFileSync(path.join(__dirname, "../vectors/bills.json"), "utf8")) as { bills: PublishedBill[] };

/** Bills that the sheet has no price for, and what it says instead. */
const REFUSED: Record<string, RegExp> = {
  // A tuned model of one cloud: the sheet has no price of it, and the base model's is not it.
  "s13-azure-tuned-o4mini": /tuned model without a price of its own/,
};

function usageOf({ usage, reasoning_in_output }: PublishedBill) {
  const table = emptyUsage();
  for (const [kind, amount] of Object.entries(usage))
    addUsage(table, kind === "reasoning" && !reasoning_in_output ? "reasoning_apart" : kind, amount);
  return table;
}

function dateOf({ as_of, when_utc, tier }: PublishedBill): PriceDate {
  const [, hours, minutes] = /T(\d\d):(\d\d)/.exec(when_utc ?? "") ?? [];
  return {
    day: as_of,
    ...(hours === undefined ? {} : { minute: Number(hours) * 60 + Number(minutes) }),
    // The off-peak hours of a day are no tier: the time says them.
    tier: (PRICE_TIERS as readonly string[]).includes(tier) ? (tier as PriceTier) : "standard",
  };
}

test("at least 28 of the 33 bills are exact", () => {
  expect(bills).toHaveLength(33);
  expect(bills.length - Object.keys(REFUSED).length).toBeGreaterThanOrEqual(28);
});

test.each(bills.filter(({ id }) => REFUSED[id] === undefined).map((bill) => [bill.id, bill] as const))("%s", (_, bill) => {
  const cost = billOfUsage({ usage: usageOf(bill), requests: 1, list: priceList(bill.model, dateOf(bill)) });
  const exact = Number(bill.bill_usd_exact);
  expect(Math.abs(cost - exact)).toBeLessThanOrEqual(1e-9 * exact);
});

test.each(bills.filter(({ id }) => REFUSED[id] !== undefined).map((bill) => [bill.id, bill] as const))(
  "%s is refused by name",
  (id, bill) => {
    expect(() => priceList(bill.model, dateOf(bill))).toThrow(MissingPreset);
    expect(() => priceList(bill.model, dateOf(bill))).toThrow(REFUSED[id]);
  },
);
