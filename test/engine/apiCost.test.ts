import fc from "fast-check";
import {
  apiCostPerMonth,
  apiCostPerRequest,
  type ApiRequest,
  blendedPricePer1m,
  requestsPerDayFromBill,
} from "../../src/engine/apiCost";
import { cascadeCostPerMonth } from "../../src/engine/cascadeCost";
import { DivisionByZero, DomainError } from "../../src/engine/errors";
import { managedCostPerMonth } from "../../src/engine/managedCost";
import { promptSavingPerMonth } from "../../src/engine/promptSaving";
import { expectClose, vectorRows } from "../support/vectors";

const request: ApiRequest = {
  tokensIn: 500,
  tokensOut: 200,
  priceInPer1m: 5,
  priceOutPer1m: 15,
  cachedShare: 0,
  priceCachedPer1m: 5,
  cacheWriteShare: 0,
  priceCacheWritePer1m: 5,
  reasoningTokens: 0,
  tierMultiplier: 1,
};

// Cents and thousandths: the arithmetic of the smallest doubles is not the subject.
const amount = fc.integer({ min: 0, max: 1e8 }).map((n) => n / 100);
const requests = fc
  .record({
    tokensIn: amount,
    tokensOut: amount,
    priceInPer1m: amount,
    priceOutPer1m: amount,
    thousandthsRead: fc.integer({ min: 0, max: 1000 }),
    ofTheRestWritten: fc.integer({ min: 0, max: 1000 }),
    priceCachedPer1m: amount,
    priceCacheWritePer1m: amount,
    reasoningTokens: amount,
    tierMultiplier: fc.integer({ min: 1, max: 10000 }).map((n) => n / 100),
  })
  .map(({ thousandthsRead, ofTheRestWritten, ...each }) => ({
    ...each,
    cachedShare: thousandthsRead / 1000,
    cacheWriteShare: Math.floor(((1000 - thousandthsRead) * ofTheRestWritten) / 1000) / 1000,
  }));
const seeded = { seed: 20240601, numRuns: 300 };

describe("the API bill", () => {
  test.each(vectorRows("roi.json").map((row, i) => [i, row] as const))("agrees with vector %i", (_, { inputs, outputs }) => {
    const priceInPer1m = inputs.input_price_per_1m_tokens;
    const bill = apiCostPerMonth({
      ...request,
      tokensIn: inputs.avg_input_tokens_per_request,
      tokensOut: inputs.avg_output_tokens_per_request,
      priceInPer1m,
      priceOutPer1m: inputs.output_price_per_1m_tokens,
      priceCachedPer1m: priceInPer1m,
      requestsPerDay: inputs.requests_per_day,
      daysPerMonth: 30,
    });
    expectClose(bill.totalCost, outputs.monthly_api_cost as number);
  });

  test("cached tokens are a part of the input, reasoning tokens are billed as output, the tier multiplies all", () => {
    // Per 1M requests, before the tier: 500 × 0.6 × 5 = 1500; 500 × 0.4 × 2.5 = 500; 200 × 15 = 3000; 100 × 15 = 1500.
    const bill = apiCostPerRequest({
      ...request,
      cachedShare: 0.4,
      priceCachedPer1m: 2.5,
      reasoningTokens: 100,
      tierMultiplier: 0.5,
    });
    expectClose(bill.inputCost, 0.00075);
    expectClose(bill.cachedInputCost, 0.00025);
    expectClose(bill.outputCost, 0.0015);
    expectClose(bill.reasoningCost, 0.00075);
    expectClose(bill.totalCost, 0.00325);
  });

  test("its parts add up to the total", () => {
    fc.assert(
      fc.property(requests, amount, (each, requestsPerDay) => {
        const bill = apiCostPerMonth({ ...each, requestsPerDay, daysPerMonth: 30 });
        expectClose(
          bill.inputCost + bill.cachedInputCost + bill.cacheWriteCost + bill.outputCost + bill.reasoningCost,
          bill.totalCost,
          1e-12,
        );
      }),
      seeded,
    );
  });

  test("written tokens are a part of the input at their own price", () => {
    // A published bill: 12,307 prompt tokens, 12,304 of them written at 3.75, 550 answered: 3 × 3 + 12,304 × 3.75 + 550 × 15
    // = 54,399 millionths of a dollar.
    const bill = apiCostPerRequest({
      ...request,
      tokensIn: 12307,
      tokensOut: 550,
      priceInPer1m: 3,
      priceOutPer1m: 15,
      cacheWriteShare: 12304 / 12307,
      priceCacheWritePer1m: 3.75,
    });
    expectClose(bill.inputCost, 0.000009);
    expectClose(bill.cacheWriteCost, 0.04614);
    expectClose(bill.totalCost, 0.054399);
  });

  test("without a written share the bill is what it was, to the last bit", () => {
    fc.assert(
      fc.property(requests, (each) => {
        const perToken = each.tierMultiplier / 1e6;
        const before =
          each.tokensIn * (1 - each.cachedShare) * each.priceInPer1m * perToken +
          each.tokensIn * each.cachedShare * each.priceCachedPer1m * perToken +
          each.tokensOut * each.priceOutPer1m * perToken +
          each.reasoningTokens * each.priceOutPer1m * perToken;
        expect(apiCostPerRequest({ ...each, cacheWriteShare: 0 }).totalCost).toBe(before);
      }),
      seeded,
    );
  });

  test("all of the input read or written leaves none at the plain price", () => {
    for (let thousandths = 0; thousandths <= 1000; thousandths++) {
      const shares = { cachedShare: thousandths / 1000, cacheWriteShare: 1 - thousandths / 1000 };
      const { inputCost } = apiCostPerRequest({ ...request, ...shares });
      expect(inputCost).toBeGreaterThanOrEqual(0);
      expect(inputCost).toBeLessThan(1e-12);
    }
  });

  test("a cache at the full price changes nothing", () => {
    fc.assert(
      fc.property(requests, (each) => {
        const { priceInPer1m } = each;
        const atFullPrice = { ...each, priceCachedPer1m: priceInPer1m, priceCacheWritePer1m: priceInPer1m };
        expectClose(
          apiCostPerRequest(atFullPrice).totalCost,
          apiCostPerRequest({ ...atFullPrice, cachedShare: 0, cacheWriteShare: 0 }).totalCost,
          1e-12,
        );
      }),
      seeded,
    );
  });

  test.each<[Partial<ApiRequest>, string]>([
    [{ tokensIn: -1 }, "tokens_in must be 0 or more, not -1"],
    [{ priceInPer1m: -5 }, "price_in_per_1m must be 0 or more, not -5"],
    [{ cachedShare: 40 }, "cached_share must be between 0 and 1: write 40 % as 0.4, not 40"],
    [{ cachedShare: -0.1 }, "cached_share must be between 0 and 1, not -0.1"],
    [{ cacheWriteShare: 1.5 }, "cache_write_share must be between 0 and 1: write 1.5 % as 0.015, not 1.5"],
    [
      { cachedShare: 0.9, cacheWriteShare: 0.2 },
      "cached_share and cache_write_share are parts of the same input: together they must be at most 1, not 0.9 + 0.2",
    ],
    [{ priceCacheWritePer1m: -1 }, "price_cache_write_per_1m must be 0 or more, not -1"],
    [{ tierMultiplier: 0 }, "tier_multiplier must be greater than 0, not 0"],
    [{ reasoningTokens: NaN }, "reasoning_tokens must be 0 or more, not NaN"],
  ])("%j is refused", (wrong, message) => {
    expect(() => apiCostPerRequest({ ...request, ...wrong })).toThrow(new DomainError(message));
  });
});

describe("the requests behind a bill", () => {
  test("are those whose bill it is", () => {
    fc.assert(
      fc.property(requests, amount, (each, requestsPerDay) => {
        const { totalCost } = apiCostPerMonth({ ...each, requestsPerDay, daysPerMonth: 30 });
        fc.pre(totalCost > 0);
        expectClose(requestsPerDayFromBill({ ...each, billPerMonth: totalCost, daysPerMonth: 30 }), requestsPerDay, 1e-12);
      }),
      seeded,
    );
  });

  test("a bill says nothing about requests that cost nothing", () => {
    const free = { ...request, priceInPer1m: 0, priceOutPer1m: 0, billPerMonth: 100, daysPerMonth: 30 };
    expect(() => requestsPerDayFromBill(free)).toThrow(DivisionByZero);
    expect(requestsPerDayFromBill({ ...request, billPerMonth: 0, daysPerMonth: 30 })).toBe(0);
  });
});

describe("the blended price", () => {
  test("weighs each price by its tokens", () => {
    // (500 × 5 + 200 × 15) / 700 = 55/7
    expectClose(blendedPricePer1m(request), 55 / 7);
    expectClose(blendedPricePer1m({ ...request, cachedShare: 1, priceCachedPer1m: 0 }), 30 / 7);
  });

  test("lies between the cheapest and the dearest price", () => {
    fc.assert(
      fc.property(requests, (each) => {
        fc.pre(each.tokensIn + each.tokensOut + each.reasoningTokens > 0);
        const { priceInPer1m, priceCachedPer1m, priceCacheWritePer1m, priceOutPer1m, tierMultiplier } = each;
        const prices = [priceInPer1m, priceCachedPer1m, priceCacheWritePer1m, priceOutPer1m].map(
          (price) => price * tierMultiplier,
        );
        const blended = blendedPricePer1m(each);
        expect(blended).toBeGreaterThanOrEqual(Math.min(...prices) * (1 - 1e-12));
        expect(blended).toBeLessThanOrEqual(Math.max(...prices) * (1 + 1e-12));
      }),
      seeded,
    );
  });

  test("of a request without tokens there is none", () => {
    expect(() => blendedPricePer1m({ ...request, tokensIn: 0, tokensOut: 0 })).toThrow(DivisionByZero);
  });
});

describe("other bills", () => {
  const traffic = { requestsPerDay: 100, daysPerMonth: 30 };

  test("a managed model bills tokens by use and hosting around the clock", () => {
    const bill = managedCostPerMonth({
      ...traffic,
      tokensIn: 1000,
      tokensOut: 500,
      priceInPer1m: 2,
      priceOutPer1m: 4,
      hostingPerHour: 1.7,
      deployments: 2,
    });
    // 3,000 requests × (1000 × 2 + 500 × 4) / 1e6 = 12; 1.7 × 2 × 24 × 30 = 2,448.
    expectClose(bill.tokenCost, 12);
    expectClose(bill.hostingCost, 2448);
    expectClose(bill.totalCost, 2460);
  });

  test("a cascade pays the small model for every request, the large one for the escalated share", () => {
    const cascade = { ...traffic, smallCostPerRequest: 0.01, largeCostPerRequest: 0.1, routerCostPerRequest: 0.001 };
    // 3,000 requests: 3 for the router, 30 for the small model, 3,000 × 0.25 × 0.1 = 75 for the large one.
    const bill = cascadeCostPerMonth({ ...cascade, escalationRate: 0.25 });
    expectClose(bill.routerCost, 3);
    expectClose(bill.smallCost, 30);
    expectClose(bill.largeCost, 75);
    expectClose(bill.totalCost, 108);
    expect(() => cascadeCostPerMonth({ ...cascade, escalationRate: 25 })).toThrow("escalation_rate must be between 0 and 1");
  });

  test("a shorter prompt saves what its tokens really cost", () => {
    const prompt = { ...traffic, tokensRemoved: 1000, priceInPer1m: 5 };
    // 3,000 requests × 1,000 tokens = 3M tokens: at $5; at 0.2 × 5 + 0.8 × 0.5 = 1.4.
    expectClose(promptSavingPerMonth({ ...prompt, cachedShare: 0, priceCachedPer1m: 5 }), 15);
    expectClose(promptSavingPerMonth({ ...prompt, cachedShare: 0.8, priceCachedPer1m: 0.5 }), 4.2);
  });

  test("a shorter prompt saves the difference of the two API bills", () => {
    fc.assert(
      fc.property(requests, amount, (each, requestsPerDay) => {
        const bill = (tokensIn: number): number =>
          apiCostPerMonth({ ...each, cacheWriteShare: 0, tierMultiplier: 1, tokensIn, requestsPerDay, daysPerMonth: 30 })
            .inputCost +
          apiCostPerMonth({ ...each, cacheWriteShare: 0, tierMultiplier: 1, tokensIn, requestsPerDay, daysPerMonth: 30 })
            .cachedInputCost;
        const saving = promptSavingPerMonth({
          requestsPerDay,
          daysPerMonth: 30,
          tokensRemoved: each.tokensIn / 2,
          priceInPer1m: each.priceInPer1m,
          cachedShare: each.cachedShare,
          priceCachedPer1m: each.priceCachedPer1m,
        });
        expectClose(saving, bill(each.tokensIn) - bill(each.tokensIn / 2), 1e-9);
      }),
      seeded,
    );
  });
});
