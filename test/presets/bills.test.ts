import { addUsage, billOfUsage, emptyUsage } from "../../src/engine/apiBill";
import { MissingPreset } from "../../src/engine/errors";
import { optionalMoment } from "../../src/functions/support/dates";
import { type PriceDate, priceList, type PriceTier } from "../../src/presets/apiPrices";
import { momentOf, type PublishedBill, publishedBills, REFUSED_BILLS, tierOf, usageRows } from "../support/publishedBills";

/*
 * Bills that people published, from the price sheet of their day. test/vectors/bills.json says where each was read; every
 * amount was computed from the prices in the row and agrees with the figure of its source to the last printed digit.
 */

const dateOf = (bill: PublishedBill): PriceDate => ({
  ...optionalMoment("as_of", momentOf(bill)),
  tier: tierOf(bill) as PriceTier,
});
const isRefused = ({ id }: PublishedBill) => REFUSED_BILLS[id] !== undefined;

test("at least 28 of the 33 bills are exact", () => {
  expect(publishedBills).toHaveLength(33);
  expect(publishedBills.filter((bill) => !isRefused(bill)).length).toBeGreaterThanOrEqual(28);
});

test.each(publishedBills.filter((bill) => !isRefused(bill)).map((bill) => [bill.id, bill] as const))("%s", (_, bill) => {
  const usage = emptyUsage();
  for (const [kind, amount] of usageRows(bill)) addUsage(usage, kind, amount);
  const cost = billOfUsage({ usage, requests: 1, list: priceList(bill.model, dateOf(bill)) });
  const exact = Number(bill.bill_usd_exact);
  expect(Math.abs(cost - exact)).toBeLessThanOrEqual(1e-9 * exact);
});

test.each(publishedBills.filter(isRefused).map((bill) => [bill.id, bill] as const))("%s is refused by name", (id, bill) => {
  expect(() => priceList(bill.model, dateOf(bill))).toThrow(MissingPreset);
  expect(() => priceList(bill.model, dateOf(bill))).toThrow(REFUSED_BILLS[id]);
});
