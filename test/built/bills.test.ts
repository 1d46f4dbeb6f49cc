import { builtFunctions, type CellError, isCellError } from "../support/builtFunctions";
import { momentOf, publishedBills, REFUSED_BILLS, tierOf, usageRows } from "../support/publishedBills";

/*
 * The published bills through dist/functions.js, called as Excel calls it: FT.API_BILL at the prices of the sheet, and, for
 * those whose kinds it takes, FT.API_COST at the prices that stand in the row.
 */

const functions = builtFunctions();
const single = (result: unknown): unknown => (Array.isArray(result) ? (result as unknown[][])[0][0] : result);

const expectBill = (got: unknown, exact: string): void => {
  expect(typeof got).toBe("number");
  expect(Math.abs((got as number) - Number(exact))).toBeLessThanOrEqual(1e-9 * Number(exact));
};

test.each(publishedBills.map((bill) => [bill.id, bill] as const))("FT.API_BILL: %s", (id, bill) => {
  const got = single(functions.call("API_BILL", bill.model, usageRows(bill), 1, tierOf(bill), momentOf(bill)));
  if (REFUSED_BILLS[id] === undefined) expectBill(got, bill.bill_usd_exact);
  else {
    expect(isCellError(got) && got.error).toBe("#N/A");
    expect((got as CellError).message).toMatch(REFUSED_BILLS[id]);
  }
});

const TAKEN_BY_API_COST = new Set(["input", "cached_input", "cache_write", "output"]);
const plain = publishedBills.filter(({ usage }) =>
  Object.keys(usage).every((kind) => usage[kind] === 0 || TAKEN_BY_API_COST.has(kind)),
);

test("most of them need only what FT.API_COST takes", () => {
  expect(plain.length).toBeGreaterThanOrEqual(20);
});

test.each(plain.map((bill) => [bill.id, bill] as const))("FT.API_COST: %s", (_, bill) => {
  const { usage } = bill;
  const prices = { ...bill.prices_per_1m, ...(bill.over_threshold ? bill.long_context?.prices_per_1m_above : {}) };
  const share = (kind: string) => ((usage[kind] as number | undefined) ?? 0) / (usage.input || 1);
  const got = functions.call(
    "API_COST",
    1,
    usage.input,
    usage.output ?? 0,
    prices.input,
    (prices.output as number | undefined) ?? 0,
    share("cached_input"),
    prices.cached_input ?? null,
    null,
    bill.token_multipliers.reduce((product, { factor }) => product * factor, 1),
    1,
    share("cache_write"),
    prices.cache_write ?? null,
  );
  expectBill(got, bill.bill_usd_exact);
});

test("all gives the lines of a bill and their sum", () => {
  const bill = publishedBills.find(({ id }) => id === "s28-haiku45-read-write");
  if (bill === undefined) throw new Error("the bill is missing");
  const lines = functions.call("API_BILL", bill.model, usageRows(bill), 1000, "standard", bill.as_of, "all") as unknown[][];
  // Per request 3 tokens at $1, 9,511 at 0.1, 1,956 at 1.25, 44 at $5; a thousand of them in thousandths of a dollar.
  const expected: [string, number, number, number][] = [
    ["input", 3000, 1, 0.003],
    ["cached_input", 9511000, 0.1, 0.9511],
    ["cache_write", 1956000, 1.25, 2.445],
    ["output", 44000, 5, 0.22],
  ];
  expect(lines[0]).toEqual(["kind", "amount", "price", "cost"]);
  expect(lines.slice(1, -1)).toEqual(
    expected.map(([kind, amount, price, cost]) => [kind, amount, price, expect.closeTo(cost, 12)]),
  );
  expect(lines.at(-1)).toEqual(["total", "", "", expect.closeTo(3.6191, 12)]);
});
