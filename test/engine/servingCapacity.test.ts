import fc from "fast-check";
import { DomainError } from "../../src/engine/errors";
import {
  instancesForVolume,
  requiredTokensPerSecond,
  utilizationFraction,
  wholeInstances,
  wholeUnits,
} from "../../src/engine/servingCapacity";

const SEED = { seed: 20261122 };
const volume = fc.double({ min: 0, max: 1e12, noNaN: true });
const throughput = fc.double({ min: 1, max: 1e6, noNaN: true });
const target = fc.double({ min: 0.01, max: 1, noNaN: true });
const peak = fc.double({ min: 1, max: 20, noNaN: true });
const few = fc.nat(20);

const fleet = (more: Partial<Parameters<typeof wholeInstances>[0]> = {}) => ({
  tokensPerDay: 86_400_000,
  tokensPerSecond: 400,
  targetUtilization: 1,
  peakFactor: 1,
  minInstances: 1,
  spareInstances: 0,
  ...more,
});

describe("required throughput", () => {
  const required = (tokensPerDay: number, targetUtilization = 1, peakFactor = 1) =>
    requiredTokensPerSecond({ tokensPerDay, targetUtilization, peakFactor });

  test("hand calculations", () => {
    // 10,000,000 / 86,400 = 115.740740…; / 0.20 = 578.703703… = 15625 / 27
    expect(required(10e6, 0.2)).toBeCloseTo(15625 / 27, 10);
    // 86,400,000 / 86,400 = 1,000; a peak of 3 times that at 60 % use: 1,000 × 3 / 0.6 = 5,000
    expect(required(86.4e6, 0.6, 3)).toBeCloseTo(5000, 9);
    expect(required(0, 0.5, 2)).toBe(0);
  });

  test("names the argument that is out of range", () => {
    expect(() => required(-1)).toThrow(new DomainError("tokens_per_day must be 0 or more, not -1"));
    expect(() => required(1, 1.5)).toThrow("target_utilization must be greater than 0 and at most 1");
    expect(() => required(1, 60)).toThrow("write 60 % as 0.6");
    expect(() => required(1, 1, 0.5)).toThrow("peak_factor must be 1 or more, not 0.5");
  });
});

describe("whole instances", () => {
  test("hand calculations", () => {
    // 1,000 tokens/s over instances of 400 tokens/s is 2.5: three.
    expect(wholeInstances(fleet()).totalInstances).toBe(3);
    // 1,000 × 2 / 0.8 = 2,500 tokens/s over 400 is 6.25: seven, and two spare.
    expect(wholeInstances(fleet({ peakFactor: 2, targetUtilization: 0.8, spareInstances: 2 }))).toEqual({
      neededInstances: 7,
      spareInstances: 2,
      totalInstances: 9,
    });
  });

  test("no traffic leaves the least number, which may be none", () => {
    expect(wholeInstances(fleet({ tokensPerDay: 0, minInstances: 2 })).totalInstances).toBe(2);
    expect(wholeInstances(fleet({ tokensPerDay: 0, minInstances: 0 })).totalInstances).toBe(0);
  });

  test("a floating-point hair above a whole number buys nothing", () => {
    // In binary 4.2 / 0.6 is 7.000000000000001 and 0.1 × 3 / 0.1 is 3.0000000000000004.
    expect(4.2 / 0.6).toBeGreaterThan(7);
    expect(wholeUnits(4.2, 0.6)).toBe(7);
    expect(wholeUnits(0.1 * 3, 0.1)).toBe(3);
  });

  test("a real excess buys one more, however small the numbers are", () => {
    expect(wholeUnits(7.00001, 1)).toBe(8);
    expect(wholeUnits(1e-12, 1)).toBe(1);
    expect(wholeUnits(1e-300, 1e10)).toBe(1);
  });

  test("any whole number of full instances is that number, by whatever road the demand was computed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        throughput,
        target,
        peak,
        (count, perInstance, utilization, peakFactor) => {
          const tokensPerDay = ((count * perInstance * utilization) / peakFactor) * 86400;
          expect(instancesForVolume(tokensPerDay, perInstance, utilization, peakFactor, 0)).toBe(count);
        },
      ),
      SEED,
    );
  });

  test("they carry the demand, and one fewer would not", () => {
    fc.assert(
      fc.property(volume, throughput, target, peak, (tokensPerDay, tokensPerSecond, targetUtilization, peakFactor) => {
        const traffic = { tokensPerDay, targetUtilization, peakFactor };
        const needed = wholeInstances({ ...traffic, tokensPerSecond, minInstances: 0, spareInstances: 0 }).totalInstances;
        const demand = requiredTokensPerSecond(traffic);
        expect(needed * tokensPerSecond).toBeGreaterThanOrEqual(demand * (1 - 2e-9));
        if (needed > 0) expect((needed - 1) * tokensPerSecond).toBeLessThan(demand);
      }),
      SEED,
    );
  });

  test("more traffic never needs fewer, faster instances are never more, spare ones are counted on top", () => {
    fc.assert(
      fc.property(volume, volume, throughput, few, few, (a, b, tokensPerSecond, minInstances, spareInstances) => {
        const total = (tokensPerDay: number, speed: number, spare: number) =>
          wholeInstances(fleet({ tokensPerDay, tokensPerSecond: speed, minInstances, spareInstances: spare })).totalInstances;
        expect(total(Math.max(a, b), tokensPerSecond, 0)).toBeGreaterThanOrEqual(total(Math.min(a, b), tokensPerSecond, 0));
        expect(total(a, tokensPerSecond * 2, 0)).toBeLessThanOrEqual(total(a, tokensPerSecond, 0));
        expect(total(a, tokensPerSecond, spareInstances)).toBe(total(a, tokensPerSecond, 0) + spareInstances);
        expect(total(a, tokensPerSecond, 0)).toBeGreaterThanOrEqual(minInstances);
      }),
      SEED,
    );
  });

  test("instances come whole", () => {
    expect(() => wholeInstances(fleet({ minInstances: 1.5 }))).toThrow(
      "min_instances must be a whole number of 0 or more, not 1.5",
    );
    expect(() => wholeInstances(fleet({ spareInstances: -1 }))).toThrow(
      "spare_instances must be a whole number of 0 or more, not -1",
    );
    expect(() => wholeInstances(fleet({ tokensPerSecond: 0 }))).toThrow("tokens_per_second must be greater than 0, not 0");
  });
});

describe("utilization", () => {
  test("hand calculations", () => {
    // A day of 5,000 tokens/s is 432,000,000 tokens; 43,200,000 of them are a tenth, on two instances a twentieth.
    expect(utilizationFraction({ tokensPerDay: 43.2e6, tokensPerSecond: 5000, instances: 1 })).toBeCloseTo(0.1, 12);
    expect(utilizationFraction({ tokensPerDay: 43.2e6, tokensPerSecond: 5000, instances: 2 })).toBeCloseTo(0.05, 12);
  });

  test("an overloaded fleet shows by how much", () => {
    expect(utilizationFraction({ tokensPerDay: 864e6, tokensPerSecond: 5000, instances: 1 })).toBeCloseTo(2, 12);
  });

  test("instances sized for a target stay at or under it", () => {
    fc.assert(
      fc.property(volume, throughput, target, (tokensPerDay, tokensPerSecond, targetUtilization) => {
        const instances = wholeInstances(fleet({ tokensPerDay, tokensPerSecond, targetUtilization })).totalInstances;
        expect(utilizationFraction({ tokensPerDay, tokensPerSecond, instances })).toBeLessThanOrEqual(
          targetUtilization * (1 + 2e-9),
        );
      }),
      SEED,
    );
  });

  test("no instances have no utilization", () => {
    expect(() => utilizationFraction({ tokensPerDay: 1, tokensPerSecond: 1, instances: 0 })).toThrow(
      "instances must be greater than 0",
    );
  });
});
