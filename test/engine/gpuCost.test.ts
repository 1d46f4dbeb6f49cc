import fc from "fast-check";
import { gpuCost, spotFactor } from "../../src/engine/gpuCost";

const SEED = { seed: 20261122 };
const amount = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const discount = fc.double({ min: 0, max: 0.95, noNaN: true });
const rate = fc.double({ min: 1e-4, max: 2, noNaN: true });
const minutes = fc.double({ min: 0.1, max: 60, noNaN: true });

describe("GPU cost", () => {
  test("hand calculation", () => {
    // 3.10 × 4 GPUs × 2.5 h × 3 runs × 0.35 = 12.4 × 7.5 × 0.35 = 93 × 0.35 = 32.55
    expect(gpuCost({ hours: 2.5, pricePerGpuHour: 3.1, gpus: 4, runs: 3, spotFactor: 0.35 })).toBeCloseTo(32.55, 10);
  });

  test("grows in proportion to hours and GPUs", () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1, max: 64 }), (hours, pricePerGpuHour, gpus) => {
        const cost = (h: number, g: number) => gpuCost({ hours: h, pricePerGpuHour, gpus: g, runs: 1, spotFactor: 1 });
        expect(cost(2 * hours, gpus)).toBe(2 * cost(hours, gpus));
        expect(Math.abs(cost(hours, gpus) - gpus * cost(hours, 1))).toBeLessThanOrEqual(1e-12 * cost(hours, gpus));
      }),
      SEED,
    );
  });

  test("names what is out of range", () => {
    const use = { hours: 1, pricePerGpuHour: 1, gpus: 1, runs: 1, spotFactor: 1 };
    expect(() => gpuCost({ ...use, pricePerGpuHour: -1 })).toThrow("price_per_gpu_hour must be 0 or more, not -1");
    expect(() => gpuCost({ ...use, gpus: -1 })).toThrow("gpus must be greater than 0, not -1");
    expect(() => gpuCost({ ...use, spotFactor: -0.5 })).toThrow("spot_factor must be greater than 0");
  });
});

describe("spot factor", () => {
  const spot = { discountFraction: 0.65, interruptionsPerHour: 0.05, checkpointMinutes: 5, restartMinutes: 10 };

  test("hand calculation with an interval", () => {
    // δ = 1/12 h, R = 1/6 h, τ = 2 h: 1 + 1/24 + 0.05 × 2 / 2 + 0.05 / 6 = 1 + 0.0416667 + 0.05 + 0.0083333 = 1.1; × 0.35 = 0.385
    const { checkpointShare, lostWorkShare, restartShare, factor } = spotFactor({ ...spot, intervalHours: 2 });
    expect(checkpointShare).toBeCloseTo(1 / 24, 14);
    expect(lostWorkShare).toBeCloseTo(0.05, 14);
    expect(restartShare).toBeCloseTo(1 / 120, 14);
    expect(factor).toBeCloseTo(0.385, 14);
  });

  test("hand calculation at Young's interval", () => {
    // τ = √(2 × 1/12 / 0.05) = √(10/3) = 1.825742 h; δ/τ + λτ/2 = √(2δλ) = √(1/120) = 0.0912871; + 1/120 → 1.0996204 × 0.35
    expect(spotFactor({ ...spot, intervalHours: undefined }).factor).toBeCloseTo(0.35 * (1 + Math.sqrt(1 / 120) + 1 / 120), 14);
    expect(spotFactor({ ...spot, intervalHours: Math.sqrt(10 / 3) }).factor).toBeCloseTo(
      spotFactor({ ...spot, intervalHours: undefined }).factor,
      14,
    );
  });

  test("without interruptions only the discount is left, whatever the interval", () => {
    expect(spotFactor({ ...spot, interruptionsPerHour: 0, intervalHours: undefined }).factor).toBeCloseTo(0.35, 15);
    expect(spotFactor({ ...spot, interruptionsPerHour: 0, intervalHours: 0.1 }).factor).toBeCloseTo(0.35, 15);
  });

  test("checkpoints that take no time leave only restarts", () => {
    // 0.35 × (1 + 0.05 / 6)
    expect(spotFactor({ ...spot, checkpointMinutes: 0, intervalHours: undefined }).factor).toBeCloseTo(0.35 * (1 + 0.05 / 6), 14);
  });

  test("no interval is cheaper than Young's, and its two costs are equal", () => {
    fc.assert(
      fc.property(
        discount,
        rate,
        minutes,
        minutes,
        rate,
        (discountFraction, interruptionsPerHour, checkpointMinutes, restartMinutes, tau) => {
          const given = { discountFraction, interruptionsPerHour, checkpointMinutes, restartMinutes };
          const best = spotFactor({ ...given, intervalHours: undefined });
          expect(best.checkpointShare).toBe(best.lostWorkShare);
          expect(best.factor).toBeLessThanOrEqual(spotFactor({ ...given, intervalHours: tau * 24 }).factor * (1 + 1e-12));
          expect(best.factor).toBeGreaterThan(1 - discountFraction);
        },
      ),
      SEED,
    );
  });

  test("a discount typed as a percent, or of everything, is refused", () => {
    expect(() => spotFactor({ ...spot, discountFraction: 65, intervalHours: undefined })).toThrow("write 65 % as 0.65");
    expect(() => spotFactor({ ...spot, discountFraction: 1, intervalHours: undefined })).toThrow(
      "spot_discount must be 0 or more and below 1",
    );
    expect(() => spotFactor({ ...spot, intervalHours: -1 })).toThrow("interval_hours must be greater than 0");
  });
});
