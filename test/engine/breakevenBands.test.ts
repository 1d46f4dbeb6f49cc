import fc from "fast-check";
import { breakevenBands, type Band } from "../../src/engine/breakevenBands";

const fleet = {
  apiPricePer1m: 1,
  pricePerInstanceHour: 1,
  tokensPerSecond: 500,
  fixedCostPerMonth: 0,
  targetUtilization: 1,
  peakFactor: 1,
  maxInstances: 16,
  daysPerMonth: 30,
};

describe("break-even bands", () => {
  test("by hand: two instances, each of 43.2M tokens a day at 720 $ a month", () => {
    // 500 tokens/s × 86,400 = 43.2M tokens/day. 720 $ are 720M tokens at 1 $/1M, 24M a day; 1,440 $ are 48M a day.
    expect(breakevenBands({ ...fleet, maxInstances: 2 })).toEqual<Band[]>([
      { fromTokensPerDay: 0, toTokensPerDay: 24e6, instances: 1, cheaper: "API" },
      { fromTokensPerDay: 24e6, toTokensPerDay: 43.2e6, instances: 1, cheaper: "fine-tuned" },
      { fromTokensPerDay: 43.2e6, toTokensPerDay: 48e6, instances: 2, cheaper: "API" },
      { fromTokensPerDay: 48e6, toTokensPerDay: undefined, instances: 2, cheaper: "fine-tuned" },
    ]);
  });

  test("a cost per token above the API's leaves it the cheaper one at every volume", () => {
    // 720 $ for at most 1,296M tokens a month are 0.556 $/1M.
    expect(new Set(breakevenBands({ ...fleet, apiPricePer1m: 0.5 }).map(({ cheaper }) => cheaper))).toEqual(new Set(["API"]));
  });

  test("a free API, and a free fleet", () => {
    expect(breakevenBands({ ...fleet, apiPricePer1m: 0, maxInstances: 1 })).toEqual([
      { fromTokensPerDay: 0, toTokensPerDay: undefined, instances: 1, cheaper: "API" },
    ]);
    expect(breakevenBands({ ...fleet, pricePerInstanceHour: 0, maxInstances: 1 })).toEqual([
      { fromTokensPerDay: 0, toTokensPerDay: undefined, instances: 1, cheaper: "fine-tuned" },
    ]);
  });

  test("say of every volume which bill is smaller", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.double({ min: 50, max: 5000, noNaN: true }),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        fc.double({ min: 0.0001, max: 0.9999, noNaN: true }),
        (apiPricePer1m, pricePerInstanceHour, tokensPerSecond, fixedCostPerMonth, targetUtilization, peakFactor, share) => {
          const given = {
            ...fleet,
            apiPricePer1m,
            pricePerInstanceHour,
            tokensPerSecond,
            fixedCostPerMonth,
            targetUtilization,
            peakFactor,
          };
          const bands = breakevenBands(given);
          const capacity = (tokensPerSecond * 86_400 * targetUtilization) / peakFactor;
          const volume = share * 16 * capacity;
          const instances = Math.ceil(volume / capacity);
          const api = (volume * 30 * apiPricePer1m) / 1e6;
          const fineTuned = instances * pricePerInstanceHour * 720 + fixedCostPerMonth;
          const band = bands.filter(({ fromTokensPerDay }) => volume >= fromTokensPerDay).pop() as Band;
          if (Math.abs(api - fineTuned) < 1e-9 * (api + fineTuned)) return;
          expect(band.instances).toBe(instances);
          expect(band.cheaper).toBe(api < fineTuned ? "API" : "fine-tuned");
        },
      ),
      { seed: 4, numRuns: 1000 },
    );
  });

  test.each([
    [{ tokensPerSecond: 0 }, "tokens_per_second must be greater than 0, not 0"],
    [{ maxInstances: 0 }, "max_instances must be a whole number of 1 or more, not 0"],
    [{ maxInstances: 1e9 }, "max_instances must be at most 10000, not 1000000000"],
    [{ targetUtilization: 80 }, "target_utilization must be greater than 0 and at most 1: write 80 % as 0.8, not 80"],
    [{ peakFactor: 0.5 }, "peak_factor must be 1 or more, not 0.5"],
    [{ apiPricePer1m: -1 }, "api_price_per_1m must be 0 or more, not -1"],
  ])("refuse %p", (wrong, message) => {
    expect(() => breakevenBands({ ...fleet, ...wrong })).toThrow(message);
  });
});
