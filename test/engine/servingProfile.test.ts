import fc from "fast-check";
import { CalculationError } from "../../src/engine/errors";
import { servingProfile } from "../../src/engine/servingProfile";

const SEED = { seed: 20261122 };

/** Nothing all day, but for the hours given. */
const day = (busy: Record<number, number>): number[] => Array.from({ length: 24 }, (_, hour) => busy[hour] ?? 0);
const fleet = {
  hourlyTokens: day({ 8: 3_600_000, 9: 9_000_000, 10: 3_600_000 }),
  tokensPerSecond: 1000,
  pricePerInstanceHour: 6,
  minInstances: 0,
  warmupMinutes: 10,
  daysPerMonth: 30,
};
const costs = (profile: ReturnType<typeof servingProfile>) => profile.hours.map(({ cost }) => cost);
const instances = (profile: ReturnType<typeof servingProfile>) => profile.hours.map((hour) => hour.instances);

test("hand calculation of a morning's peak", () => {
  // An instance serves 3.6M tokens an hour: 1, then 2.5 → 3, then 1. Ten minutes of warm-up cost 1 each:
  // hour 8: 6 + 1; hour 9: 18 + 2 × 1; hour 10: 6, nothing started. 33 a day, 990 in 30 days.
  const profile = servingProfile(fleet);
  expect(instances(profile)).toEqual(day({ 8: 1, 9: 3, 10: 1 }));
  expect(costs(profile)).toEqual(day({ 8: 7, 9: 20, 10: 6 }));
  expect(profile.month).toEqual({ tokens: 16_200_000 * 30, instances: 5 * 30, cost: 990 });
});

test("each day is like the next: what runs at midnight is not started again", () => {
  const overnight = servingProfile({ ...fleet, hourlyTokens: day({ 23: 3_600_000, 0: 3_600_000 }) });
  // Started in hour 23, still running in hour 0.
  expect([costs(overnight)[23], costs(overnight)[0]]).toEqual([7, 6]);
});

test("the least number of instances runs in every hour and is never started", () => {
  const profile = servingProfile({ ...fleet, minInstances: 2 });
  expect(instances(profile)).toEqual(Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 3 : 2)));
  // 23 hours at 12, the busy one at 18 and one warm-up
  expect(profile.month.cost).toBe((23 * 12 + 18 + 1) * 30);
});

test("a full instance, computed with a rounding error, is one instance", () => {
  const tokensPerSecond = 0.1 * 3;
  const profile = servingProfile({ ...fleet, tokensPerSecond: 0.1, hourlyTokens: day({ 8: tokensPerSecond * 3600 }) });
  expect(instances(profile)[8]).toBe(3);
});

test("an error fails its hour, the cost of the next, and the total; the others stand", () => {
  const broken = new CalculationError("#N/A", "hourly_tokens (hour 8) holds the error #N/A");
  const hourlyTokens = fleet.hourlyTokens.map((tokens, hour) => (hour === 8 ? broken : tokens));
  const { hours, month } = servingProfile({ ...fleet, hourlyTokens });
  expect([hours[8].tokens, hours[8].instances, hours[8].cost]).toEqual([broken, broken, broken]);
  expect([hours[9].tokens, hours[9].instances, hours[9].cost]).toEqual([9_000_000, 3, broken]);
  expect([hours[10].cost, hours[7].cost]).toEqual([6, 0]);
  expect([month.tokens, month.instances, month.cost]).toEqual([broken, broken, broken]);
});

test("negative tokens fail their own hour by name", () => {
  const { hours } = servingProfile({ ...fleet, hourlyTokens: day({ 3: -5 }) });
  expect(hours[3].tokens).toMatchObject({ code: "#VALUE!", message: "hourly_tokens (hour 3) must be 0 or more, not -5" });
  expect(hours[5].cost).toBe(0);
});

test("names what is out of range", () => {
  expect(() => servingProfile({ ...fleet, hourlyTokens: [1, 2, 3] })).toThrow(
    "hourly_tokens must be 24 cells, one for each hour of a day, not 3",
  );
  expect(() => servingProfile({ ...fleet, hourlyTokens: Array(25).fill(1) })).toThrow("not 25");
  expect(() => servingProfile({ ...fleet, tokensPerSecond: 0 })).toThrow("tokens_per_second must be greater than 0");
  expect(() => servingProfile({ ...fleet, minInstances: 0.5 })).toThrow("min_instances must be a whole number");
  expect(() => servingProfile({ ...fleet, warmupMinutes: -1 })).toThrow("warmup_minutes must be 0 or more");
});

test("the month is the days, the instances carry the tokens, and a day turned by some hours costs the same", () => {
  const hourly = fc.array(fc.nat(100_000_000), { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(hourly, fc.nat(23), fc.nat(3), (hourlyTokens, turn, minInstances) => {
      const given = { ...fleet, hourlyTokens, minInstances };
      const profile = servingProfile(given);
      const sum = (costs(profile) as number[]).reduce((total, cost) => total + cost, 0);
      const month = profile.month.cost as number;
      expect(Math.abs(month - sum * 30)).toBeLessThanOrEqual(1e-12 * month);
      for (const { tokens, instances: running } of profile.hours) {
        expect((running as number) * 3_600_000).toBeGreaterThanOrEqual((tokens as number) * (1 - 2e-9));
        expect(running).toBeGreaterThanOrEqual(minInstances);
      }
      const turned = servingProfile({ ...given, hourlyTokens: [...hourlyTokens.slice(turn), ...hourlyTokens.slice(0, turn)] });
      expect(Math.abs((turned.month.cost as number) - month)).toBeLessThanOrEqual(1e-12 * month);
    }),
    SEED,
  );
});
