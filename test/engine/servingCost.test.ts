import fc from "fast-check";
import { DivisionByZero } from "../../src/engine/errors";
import { multiLoraCostPerAdapter, servingCostPer1m, servingCostPerMonth } from "../../src/engine/servingCost";
import { servingLeverEffects } from "../../src/engine/servingLevers";

const SEED = { seed: 20261122 };
const cost = fc.double({ min: 0.01, max: 1e7, noNaN: true });
const factor = fc.double({ min: 0.1, max: 50, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("serving cost", () => {
  const fleet = { instances: 2, pricePerInstanceHour: 1.5, commitDiscount: 0, overheadPerMonth: 0, hoursPerMonth: 720 };

  test("hand calculations", () => {
    // 2 × 1.5 × 720 = 2,160; 30 % off is 1,512, and 100 of overhead is not discounted
    expect(servingCostPerMonth(fleet).totalCost).toBe(2160);
    const { instancesCost, overheadCost, totalCost } = servingCostPerMonth({
      ...fleet,
      commitDiscount: 0.3,
      overheadPerMonth: 100,
    });
    expect(instancesCost).toBeCloseTo(1512, 9);
    expect([overheadCost, totalCost]).toEqual([100, instancesCost + 100]);
  });

  test("a commitment never costs more", () => {
    fc.assert(
      fc.property(factor, share, cost, (instances, commitDiscount, overheadPerMonth) => {
        const given = { ...fleet, instances, overheadPerMonth };
        expect(servingCostPerMonth({ ...given, commitDiscount }).totalCost).toBeLessThanOrEqual(
          servingCostPerMonth(given).totalCost,
        );
      }),
      SEED,
    );
  });

  test("names what is out of range", () => {
    expect(() => servingCostPerMonth({ ...fleet, commitDiscount: 30 })).toThrow("write 30 % as 0.3");
    expect(() => servingCostPerMonth({ ...fleet, instances: -1 })).toThrow("instances must be 0 or more");
    expect(() => servingCostPerMonth({ ...fleet, hoursPerMonth: -720 })).toThrow("hours_per_month must be greater than 0");
  });
});

describe("cost per 1M tokens", () => {
  const fleet = { costPerMonth: 742, tokensPerSecond: 5000, utilizationFraction: 1, hoursPerMonth: 720 };

  test("hand calculation", () => {
    // 5,000 × 3,600 × 720 = 12,960M tokens a month; 742 / 12,960 = 0.0572531; at a quarter of the use four times as much
    expect(servingCostPer1m(fleet)).toBeCloseTo(742 / 12960, 14);
    expect(servingCostPer1m({ ...fleet, utilizationFraction: 0.25 })).toBeCloseTo(742 / 3240, 14);
  });

  test("times the tokens served it is the bill again", () => {
    fc.assert(
      fc.property(
        cost,
        factor,
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        (costPerMonth, tokensPerSecond, utilizationFraction) => {
          const each = servingCostPer1m({ ...fleet, costPerMonth, tokensPerSecond, utilizationFraction });
          const millions = (tokensPerSecond * utilizationFraction * 3600 * 720) / 1e6;
          expect(Math.abs(each * millions - costPerMonth)).toBeLessThanOrEqual(1e-12 * costPerMonth);
        },
      ),
      SEED,
    );
  });

  test("has none without traffic, and no fleet serves more than it can", () => {
    expect(() => servingCostPer1m({ ...fleet, utilizationFraction: 0 })).toThrow(DivisionByZero);
    expect(() => servingCostPer1m({ ...fleet, utilizationFraction: 1.5 })).toThrow("no fleet serves more than its capacity");
    expect(() => servingCostPer1m({ ...fleet, utilizationFraction: 25 })).toThrow("write 25 % as 0.25");
    expect(() => servingCostPer1m({ ...fleet, utilizationFraction: -0.1 })).toThrow(
      "utilization must be between 0 and 1, not -0.1",
    );
    expect(() => servingCostPer1m({ ...fleet, tokensPerSecond: 0 })).toThrow("tokens_per_second must be greater than 0");
  });
});

describe("adapters that share a base model", () => {
  const fleet = { fleetCostPerMonth: 900, adapters: 50, throughputLoss: 0.1, adaptersPerDeployment: 100 };

  test("hand calculations", () => {
    // 900 / 0.9 = 1,000 for one deployment, 20 for each of 50
    expect(multiLoraCostPerAdapter(fleet).costPerAdapter).toBeCloseTo(20, 12);
    // 150 adapters take two deployments: 1,800 / 0.8 = 2,250, 15 for each
    const many = multiLoraCostPerAdapter({ ...fleet, adapters: 150, throughputLoss: 0.2 });
    expect(many.deployments).toBe(2);
    expect(many.costPerAdapter).toBeCloseTo(15, 12);
    expect(multiLoraCostPerAdapter({ ...fleet, adapters: 100 }).deployments).toBe(1);
    expect(multiLoraCostPerAdapter({ ...fleet, adapters: 101 }).deployments).toBe(2);
  });

  test("the adapters' shares add up to the fleet", () => {
    fc.assert(
      fc.property(
        cost,
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (bill, adapters, throughputLoss) => {
          const result = multiLoraCostPerAdapter({ ...fleet, fleetCostPerMonth: bill, adapters, throughputLoss });
          expect(Math.abs(result.costPerAdapter * adapters - result.fleetCost)).toBeLessThanOrEqual(1e-12 * result.fleetCost);
          expect(result.fleetCost).toBeGreaterThanOrEqual(bill * Math.ceil(adapters / 100));
        },
      ),
      SEED,
    );
  });

  test("names what is out of range", () => {
    expect(() => multiLoraCostPerAdapter({ ...fleet, adapters: 0 })).toThrow(DivisionByZero);
    expect(() => multiLoraCostPerAdapter({ ...fleet, adapters: 1.5 })).toThrow("adapters must be a whole number of 0 or more");
    expect(() => multiLoraCostPerAdapter({ ...fleet, throughputLoss: 1 })).toThrow(
      "throughput_loss must be 0 or more and below 1",
    );
    expect(() => multiLoraCostPerAdapter({ ...fleet, adaptersPerDeployment: -1 })).toThrow(
      "adapters_per_deployment must be a whole number",
    );
  });
});

describe("serving levers", () => {
  const levers = { smallerModel: 2, engineSpeedup: 10, quantizationSpeedup: 2, offPeakShare: 0.25, speculativeSpeedup: 2 };

  test("hand calculation", () => {
    // 7,200 / 2 = 3,600; / 10 = 360; / 2 = 180; × 0.75 = 135; / 2 = 67.5
    expect(servingLeverEffects(7200, levers).map(({ costAfter, saving }) => [costAfter, saving])).toEqual([
      [3600, 3600],
      [360, 3240],
      [180, 180],
      [135, 45],
      [67.5, 67.5],
    ]);
  });

  test("the savings and what is left add up to the bill; levers left alone change nothing", () => {
    fc.assert(
      fc.property(cost, factor, factor, factor, share, factor, (bill, a, b, c, offPeakShare, d) => {
        const given = { smallerModel: a, engineSpeedup: b, quantizationSpeedup: c, offPeakShare, speculativeSpeedup: d };
        const effects = servingLeverEffects(bill, given);
        const total = effects.reduce((sum, { saving }) => sum + saving, effects[4].costAfter);
        // A factor below 1 raises the bill before later ones lower it, so rounding is relative to the largest bill on the way.
        const largest = Math.max(bill, ...effects.map(({ costAfter }) => costAfter));
        expect(Math.abs(total - bill)).toBeLessThanOrEqual(1e-12 * largest);
        const left = (bill / a / b / c) * (1 - offPeakShare);
        expect(Math.abs(effects[4].costAfter - left / d)).toBeLessThanOrEqual(1e-12 * (left / d));
        const idle = { smallerModel: 1, engineSpeedup: 1, quantizationSpeedup: 1, offPeakShare: 0, speculativeSpeedup: 1 };
        expect(servingLeverEffects(bill, idle).map(({ saving }) => saving)).toEqual([0, 0, 0, 0, 0]);
      }),
      SEED,
    );
  });

  test("names what is out of range", () => {
    expect(() => servingLeverEffects(7200, { ...levers, offPeakShare: 25 })).toThrow("write 25 % as 0.25");
    expect(() => servingLeverEffects(7200, { ...levers, smallerModel: -2 })).toThrow(
      "smaller_model must be greater than 0, not -2",
    );
    expect(() => servingLeverEffects(-1, levers)).toThrow("cost_per_month must be 0 or more");
  });
});
