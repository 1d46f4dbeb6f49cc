import fc from "fast-check";
import { addUsage, type BillLine, billOfUsage, emptyUsage, type PriceList } from "../../src/engine/apiBill";
import { apiCostPerRequest } from "../../src/engine/apiCost";
import { DomainError, MissingPreset } from "../../src/engine/errors";
import { expectClose } from "../support/vectors";

const list: PriceList = {
  label: "model-x as of 2026-01-01",
  prices: { input: 2, cached_input: 0.2, cache_write: 2.5, cache_write_1h: 4, output: 10, audio_input: 20, web_search: 5 },
  long: { above: 1000, prices: { input: 4, cached_input: 0.4, cache_write: 5, cache_write_1h: 8, output: 15, audio_input: 20 } },
};
const usageOf = (amounts: Record<string, number>) => {
  const usage = emptyUsage();
  for (const [kind, amount] of Object.entries(amounts)) addUsage(usage, kind, amount);
  return usage;
};
const bill = (amounts: Record<string, number>, requests = 1, lines?: BillLine[]) =>
  billOfUsage({ usage: usageOf(amounts), requests, list }, lines);

test("parts of the input have their own price, what is left the plain one", () => {
  // In millionths: (1000 − 500 − 100 − 50 − 10) × 2 + 500 × 0.2 + 100 × 2.5 + 50 × 4 + 10 × 20 + 100 × 10 = 2,430.
  const lines: BillLine[] = [];
  const amounts = { input: 1000, cached_input: 500, cache_write: 100, cache_write_1h: 50, audio_input: 10, output: 100 };
  expectClose(bill(amounts, 1, lines), 0.00243);
  expect(lines.map(({ kind, amount, price }) => [kind, amount, price])).toEqual([
    ["input", 340, 2],
    ["cached_input", 500, 0.2],
    ["cache_write", 100, 2.5],
    ["cache_write_1h", 50, 4],
    ["audio_input", 10, 20],
    ["output", 100, 10],
  ]);
  expectClose(
    lines.reduce((sum, { costUsd }) => sum + costUsd, 0),
    0.00243,
  );
});

test("input_uncached counts what the cached and written parts exclude", () => {
  const parts = { cached_input: 500, cache_write: 100 };
  expectClose(bill({ input_uncached: 400, ...parts }), bill({ input: 1000, ...parts }), 1e-15);
});

test("the step counts all prompt tokens, strictly more, and re-prices the whole request", () => {
  expectClose(bill({ input: 1000, output: 1 }), (1000 * 2 + 10) / 1e6);
  expectClose(bill({ input: 1001, output: 1 }), (1001 * 4 + 15) / 1e6);
  expectClose(bill({ input_uncached: 1, cached_input: 1000 }), (4 + 400) / 1e6);
  // The number of requests never lifts one of them over the step.
  expectClose(bill({ input: 1000, output: 1 }, 1e6), 1000 * 2 + 10);
});

test("reasoning is inside the output, or added to it where it is reported apart; without a price of its own it has output's", () => {
  expectClose(bill({ output: 100, reasoning: 60 }), 100 * 10e-6);
  expectClose(bill({ output: 100, reasoning_apart: 60 }), 160 * 10e-6);
  const priced = { ...list, prices: { ...list.prices, reasoning: 3 } };
  expectClose(billOfUsage({ usage: usageOf({ output: 100, reasoning: 60 }), requests: 1, list: priced }), 40 * 10e-6 + 60 * 3e-6);
});

test("searches are counted by the thousand", () => {
  expectClose(bill({ input: 0, output: 0, web_searches: 2 }), 0.01);
});

test("kinds are read as people write them, and each once", () => {
  expectClose(bill({ "Cached Input": 10, INPUT: 10, "cache-write": 0 }), 2e-6);
  expect(() => bill({ input: 1, Input: 2 })).toThrow(new DomainError("usage names input twice"));
  // A table that lists every kind and leaves the others at 0 is no contradiction.
  expectClose(bill({ input: 0, input_uncached: 10 }), 20e-6);
});

test.each<[Record<string, number>, string]>([
  [{ input: 1, input_uncached: 1 }, "usage must name input or input_uncached, not both"],
  [
    { input: 10, cached_input: 8, cache_write: 3 },
    "cached_input, cache_write are parts of input, which is 10, and cannot be 11 together; write input_uncached where the count excludes them",
  ],
  [{ output: 1, reasoning: 2 }, "reasoning is a part of output, which is 1, and cannot be 2"],
  [{ cached_input: 1 }, "cached_input is a part of input, which is 0, and cannot be 1"],
  [{ input: -1 }, "input in usage must be 0 or more, not -1"],
  [{ input: NaN }, "input in usage must be 0 or more, not NaN"],
  [{ tokens: 1 }, "kind in usage must be a known name such as"],
])("%j is refused", (amounts, message) => {
  expect(() => bill(amounts)).toThrow(DomainError);
  expect(() => bill(amounts)).toThrow(message);
});

test("a kind without a price is refused by name, never free; an amount of 0 needs no price", () => {
  expect(() => bill({ output: 10, image_output: 1 })).toThrow(MissingPreset);
  expect(() => bill({ output: 10, image_output: 1 })).toThrow(
    "image_output has no price: model-x as of 2026-01-01 is not sold by it",
  );
  expectClose(bill({ output: 10, image_output: 0, requests: 0 }), 100e-6);
});

test("is the bill of FT.API_COST for what that can say", () => {
  const tokens = fc.integer({ min: 0, max: 1e6 });
  fc.assert(
    fc.property(tokens, tokens, tokens, tokens, fc.integer({ min: 0, max: 1000 }), (plain, cached, written, out, requests) => {
      const input = plain + cached + written;
      fc.pre(input > 0);
      const prices = input > 1000 ? (list.long?.prices ?? {}) : list.prices;
      const each = apiCostPerRequest({
        tokensIn: input,
        tokensOut: out,
        priceInPer1m: prices.input ?? NaN,
        priceOutPer1m: prices.output ?? NaN,
        cachedShare: cached / input,
        priceCachedPer1m: prices.cached_input ?? NaN,
        cacheWriteShare: written / input,
        priceCacheWritePer1m: prices.cache_write ?? NaN,
        reasoningTokens: 0,
        tierMultiplier: 1,
      });
      const cost = bill({ input, cached_input: cached, cache_write: written, output: out }, requests);
      expect(Math.abs(cost - each.totalCost * requests)).toBeLessThanOrEqual(1e-11 * Math.max(cost, 1e-9));
    }),
    { seed: 20260923, numRuns: 1000 },
  );
});
