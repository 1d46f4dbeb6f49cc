import fc from "fast-check";
import { readFileSync } from "node:fs";
import path from "node:path";
import { closedBounds, NUMBER_INPUTS, requireNumberInput } from "../../../src/engine/scenario/inputs";
import { requireOutput } from "../../../src/engine/scenario/outputs";
import { sensitivity } from "../../../src/engine/scenario/sensitivity";
import { switchingValues } from "../../../src/engine/scenario/switchingValues";
import { output, scenario, SUPPORT, type Inputs } from "./scenarioSupport";

interface Row {
  scenario: Inputs;
  output: string;
  target: number;
  /** Input, value now, value at which the output crosses the target. */
  rows: [string, number, number][];
}
const vectors = JSON.parse(readFileSync(path.join(__dirname, "../../vectors/switching.json"), "utf8")) as Row[];
/** At 0 these two mean "not used" and "never", so that any value next to 0 turns what is now at 0. */
const MODE_AT_ZERO = ["tokens_per_second", "retrain_months"];

describe("an independent search, input by input", () => {
  test.each(vectors.map((row) => [`${row.output} of ${row.target}`, row] as const))("%s", (_, row) => {
    const { model_b: model, ...numbers } = row.scenario;
    const given = typeof model === "string" ? numbers : row.scenario;
    const found = switchingValues(scenario(given), requireOutput("output", row.output), row.target);
    const kept = found.filter(({ name, now }) => !(now === 0 && MODE_AT_ZERO.includes(name)));
    expect(kept.map(({ name }) => name)).toEqual(row.rows.map(([name]) => name));
    kept.forEach(({ now, switchesAt, change }, i) => {
      const [, nowExpected, switchExpected] = row.rows[i];
      expect(now).toBeCloseTo(nowExpected, 9);
      expect(Math.abs(switchesAt - switchExpected)).toBeLessThanOrEqual(1e-8 * Math.abs(switchExpected));
      if (nowExpected === 0) expect(change).toBeUndefined();
      else expect(change).toBeCloseTo((switchExpected - nowExpected) / Math.abs(nowExpected), 7);
    });
  });
});

/** Whether the output is above the target at each of some values of an input. */
function sides(inputs: Inputs, name: string, of: string, target: number, xs: readonly number[]): (boolean | undefined)[] {
  const table = sensitivity(
    scenario(inputs),
    requireOutput("output", of),
    { input: requireNumberInput("input", name), values: xs },
    undefined,
  );
  return table.map(([value]) => (typeof value === "number" ? value > target : undefined));
}

/** Values between two, both in even steps and in steps that grow from the first one. */
function grid(from: number, to: number): number[] {
  const even = Array.from({ length: 150 }, (_, i) => from + ((to - from) * (i + 1)) / 151);
  const growing = Array.from({ length: 150 }, (_, i) => from + (to - from) * 10 ** (-9 + (9 * i) / 150));
  return [...even, ...growing].sort((a, b) => Math.abs(a - from) - Math.abs(b - from));
}

test("500 random scenarios: a fine grid finds no crossing nearer than the one given, and none where none is given", () => {
  const amount = (most: number): fc.Arbitrary<number> => fc.double({ min: 0, max: most, noNaN: true });
  const inputs = fc.record({
    requests_per_day: fc.double({ min: 100, max: 2e5, noNaN: true }),
    tokens_in: fc.double({ min: 50, max: 3000, noNaN: true }),
    tokens_out: fc.double({ min: 20, max: 800, noNaN: true }),
    price_in_per_1m: fc.double({ min: 0.05, max: 10, noNaN: true }),
    price_out_per_1m: fc.double({ min: 0.1, max: 30, noNaN: true }),
    price_per_instance_hour: fc.double({ min: 0.3, max: 12, noNaN: true }),
    instances: fc.integer({ min: 1, max: 6 }),
    tokens_per_second: fc.constantFrom(0, 0, 400, 1500),
    cached_share: fc.double({ min: 0, max: 0.9, noNaN: true }),
    other_cost: amount(40_000),
    review_rate_api: fc.double({ min: 0, max: 0.05, noNaN: true }),
    review_rate_ft: fc.double({ min: 0, max: 0.05, noNaN: true }),
    cost_per_review: amount(3),
    retrain_cost: amount(3000),
    retrain_months: fc.constantFrom(0, 3, 6),
    horizon_months: fc.integer({ min: 6, max: 36 }),
    api_price_change: fc.double({ min: -0.6, max: 0.2, noNaN: true }),
    volume_growth: fc.double({ min: -0.2, max: 0.5, noNaN: true }),
    ramp_months: fc.constantFrom(0, 0, 3),
  });
  const asked = fc.constantFrom("npv", "saving", "cash_saving");
  const names = fc.shuffledSubarray(
    NUMBER_INPUTS.map(({ name }) => name),
    { minLength: 3, maxLength: 3 },
  );
  fc.assert(
    fc.property(inputs, asked, names, (drawn, of, looked) => {
      const rows = switchingValues(
        scenario(drawn),
        requireOutput("output", of),
        0,
        looked.map((name) => requireNumberInput("input", name)),
      );
      const found = new Map(rows.map((row) => [row.name, row]));
      for (const name of looked) {
        const input = requireNumberInput("input", name);
        if (input.domain.whole === true) continue;
        const row = found.get(name);
        const [least, most] = closedBounds(input.domain);
        const now = row?.now ?? presentOf(drawn, name);
        if (now === undefined || (now === 0 && MODE_AT_ZERO.includes(name))) continue;
        const [present] = sides(drawn, name, of, 0, [now]);
        const reach = row === undefined ? Infinity : Math.abs(row.switchesAt - now);
        for (const end of [Math.max(least, now - reach), Math.min(most, now + reach)]) {
          const xs = grid(now, end).filter((x) => Math.abs(x - now) < reach * (1 - 1e-6) && x >= least && x <= most);
          const flips = sides(drawn, name, of, 0, xs).findIndex((side) => side !== undefined && side !== present);
          expect([name, of, now, row?.switchesAt, xs[flips]]).toEqual([name, of, now, row?.switchesAt, undefined]);
        }
        if (row !== undefined) {
          const step = Math.max(Math.abs(row.switchesAt) * 1e-9, 1e-12) * Math.sign(row.switchesAt - now || 1);
          const beyond = Math.min(most, Math.max(least, row.switchesAt + step));
          expect([name, sides(drawn, name, of, 0, [beyond])[0]]).toEqual([name, !present]);
        }
      }
    }),
    { numRuns: 500, seed: 20261125 },
  );

  /** The value of an input as drawn, or its constant default. */
  function presentOf(drawn: Inputs, name: string): number | undefined {
    const value = drawn[name] ?? NUMBER_INPUTS.find((input) => input.name === name)?.fallback;
    return typeof value === "number" ? value : undefined;
  }
});

test("a jump is reported at the first value on the other side", () => {
  const fleet = { ...SUPPORT, tokens_per_second: 100, instances: 1, other_cost: 0, cost_per_review: 0 };
  const rows = switchingValues(scenario(fleet), output("serving_cost"), 742 * 6.5);
  const requests = rows.find(({ name }) => name === "requests_per_day");
  // Six instances carry 51.84M tokens, 51,840 requests of 1,000: one more token a day needs the seventh.
  expect(requests?.now).toBe(50_000);
  expect(requests?.switchesAt).toBeCloseTo(51_840, 3);
  expect(requests?.switchesAt).toBeGreaterThan(51_840);
});

test("a payback that never comes is above any target", () => {
  const rows = switchingValues(scenario(SUPPORT), output("payback_months"), 12);
  // 19,800 / 12 = 1,650 a month: the bill of 7,500 may fall by 3,932 - 1,650, to 69.57 % of its tier.
  const tier = rows.find(({ name }) => name === "tier_multiplier");
  expect(tier?.switchesAt).toBeCloseTo(1 - (3932 - 1650) / 7500, 9);
});

test("whole inputs stay whole, and an input that cannot turn it is left out", () => {
  const rows = switchingValues(scenario({ ...SUPPORT, other_cost: 100_000 }), output("npv"), 0);
  const horizon = rows.find(({ name }) => name === "horizon_months");
  expect(Number.isInteger(horizon?.switchesAt)).toBe(true);
  for (const name of ["gpus_per_instance", "weight_bits", "life_months", "cached_share"]) {
    expect(rows.map((row) => row.name)).not.toContain(name);
  }
});

test("a flag, a target that is no number and an output without a value are errors", () => {
  expect(() => switchingValues(scenario(SUPPORT), output("above_breakeven"), 0)).toThrow("output must be a number");
  expect(() => switchingValues(scenario(SUPPORT), output("npv"), NaN)).toThrow("target");
  expect(() => switchingValues(scenario({ ...SUPPORT, requests_per_day: 0 }), output("cost_per_1m_ft"), 0)).toThrow(
    "there is no traffic",
  );
});
