import fc from "fast-check";
import type { Level } from "../../src/engine/decisionFactors";
import { waysForward, type Situation } from "../../src/engine/options";

const SEED = { seed: 20261122 };
const reference = { name: "7B on a10g", costPerMonth: 742, tokensPerSecond: 5000 };

/** Nothing but staying fits: volume for nothing else, a team with time but without ML. */
const neither: Situation = {
  tokensPerDay: 15e6,
  pricePer1m: 1,
  teamEngineers: 8,
  mlTeam: false,
  weeksAvailable: 12,
  taskConsistency: "medium",
  qualityNeed: "medium",
  privacyRequired: false,
};
const ways = (more: Partial<Situation> = {}) => waysForward({ ...neither, ...more }, reference);
const fits = (more: Partial<Situation> = {}) => ways(more).map((way) => way.fits);
const reason = (index: number, more: Partial<Situation> = {}) => ways(more)[index].reason;

test("the four ways in order", () => {
  expect(ways().map(({ option }) => option)).toEqual([
    "prompt engineering on the API",
    "managed fine-tuning",
    "self-hosted fine-tuning",
    "stay on the API as it is",
  ]);
});

describe("prompt engineering fits by any of volume, consistency and quality", () => {
  test.each<[string, Partial<Situation>, boolean]>([
    ["none", {}, false],
    ["just under 1M", { tokensPerDay: 999_999 }, true],
    ["1M", { tokensPerDay: 1e6 }, false],
    ["low consistency", { taskConsistency: "low" }, true],
    ["high quality need", { qualityNeed: "high" }, true],
  ])("%s", (_, more, expected) => expect(fits(more)[0]).toBe(expected));

  test("the reason states figures and thresholds", () => {
    expect(reason(0)).toBe(
      "Does not fit: 15M tokens/day is not under 1M; task consistency is medium, not low; the quality need is medium, not high.",
    );
    expect(reason(0, { tokensPerDay: 500_000, taskConsistency: "low" })).toBe(
      "Fits: 500K tokens/day is under 1M; task consistency is low.",
    );
  });
});

describe("managed fine-tuning fits by all of team, time and volume", () => {
  const managed: Partial<Situation> = { tokensPerDay: 5e6, teamEngineers: 3, weeksAvailable: 3 };
  test.each<[string, Partial<Situation>, boolean]>([
    ["all", {}, true],
    ["1M tokens/day", { tokensPerDay: 1e6 }, true],
    ["10M tokens/day", { tokensPerDay: 10e6 }, true],
    ["just above 10M", { tokensPerDay: 10_000_001 }, false],
    ["just under 1M", { tokensPerDay: 999_999 }, false],
    ["five engineers", { teamEngineers: 5 }, false],
    ["an ML team", { mlTeam: true }, false],
    ["four weeks", { weeksAvailable: 4 }, false],
    ["privacy", { privacyRequired: true }, false],
  ])("%s", (_, more, expected) => expect(fits({ ...managed, ...more })[1]).toBe(expected));

  test("the reason states figures and thresholds", () => {
    expect(reason(1, managed)).toBe(
      "Fits: a team of 3 is smaller than 5; there is no ML team; 3 weeks are under 4; 5M tokens/day is within 1M to 10M.",
    );
    expect(reason(1, { ...managed, tokensPerDay: 10_000_001, weeksAvailable: 1 })).toBe(
      "Does not fit: 10.000001M tokens/day is not within 1M to 10M.",
    );
  });
});

describe("self-hosting fits by volume or privacy; consistency and an ML team help it and do not decide", () => {
  // A bill of $742 in 30 days at $1 per 1M: 742 / 1 × 1e6 / 30 = 24,733,333.3 tokens a day.
  test.each<[string, Partial<Situation>, boolean]>([
    ["none", {}, false],
    ["just above break-even", { tokensPerDay: 24_733_334 }, true],
    ["just below break-even", { tokensPerDay: 24_733_333 }, false],
    ["high consistency alone", { taskConsistency: "high" }, false],
    ["an ML team alone", { mlTeam: true }, false],
    ["privacy", { privacyRequired: true }, true],
  ])("%s", (_, more, expected) => expect(fits(more)[2]).toBe(expected));

  test("the reason states the break-even and what it rests on, and says so where hosting costs more", () => {
    expect(reason(2, { tokensPerDay: 24_800_000 })).toBe(
      "Fits: 24.8M tokens/day is at or above the break-even of 24.7M for a reference instance (7B on a10g, $742 a month) at $1 per 1M; but task consistency is medium, not high; there is no ML team.",
    );
    expect(reason(2, { mlTeam: true })).toBe(
      "Does not fit: 15M tokens/day is below the break-even of 24.7M for a reference instance (7B on a10g, $742 a month) at $1 per 1M.",
    );
    expect(reason(2, { mlTeam: true, taskConsistency: "high", privacyRequired: true })).toBe(
      "Fits: data may not leave your own machines (privacy_required is TRUE); task consistency is high; there is an ML team; but 15M tokens/day is below the break-even of 24.7M for a reference instance (7B on a10g, $742 a month) at $1 per 1M, so it costs more than the API.",
    );
  });

  test("a volume beyond one instance is held against as many as it needs", () => {
    // 5,000 × 86,400 = 432M tokens/day per instance: 1,000M take three, 2,226 a month. At $0.10: 2,226 / 0.1 × 1e6 / 30 = 742M, reached.
    expect(reason(2, { tokensPerDay: 1e9, pricePer1m: 0.1 })).toContain(
      "1B tokens/day is at or above the break-even of 742M for 3 reference instances",
    );
    // At $0.074: 1,002.7M, not reached.
    expect(reason(2, { tokensPerDay: 1e9, pricePer1m: 0.074 })).toContain("below the break-even");
  });

  test("under the price of an instance that is never idle no volume breaks even", () => {
    // 742 / (5,000 × 86,400 × 30 / 1e6) = 742 / 12,960 = 0.05725 per 1M
    const cheap = { tokensPerDay: 1e10, pricePer1m: 0.05 };
    expect(fits(cheap)[2]).toBe(false);
    expect(reason(2, cheap)).toContain(
      "the API price of $0.05 per 1M is below the $0.0573 of a reference instance that is never idle",
    );
    expect(fits({ ...cheap, pricePer1m: 0 })[2]).toBe(false);
  });
});

test("staying fits where nothing else does, and states the bill", () => {
  // 15 × $1 × 30 days
  expect(ways()[3]).toMatchObject({ fits: true, reason: "Fits: the API bill is 450 a month, and 0 of the 3 other ways fit." });
  // 24.8 × $1 × 30 days
  expect(reason(3, { tokensPerDay: 24_800_000 })).toBe(
    "Does not fit: the API bill is 744 a month, and 1 of the 3 other ways fit (self-hosted fine-tuning).",
  );
});

const level = fc.constantFrom<Level>("high", "medium", "low");
const anySituation: fc.Arbitrary<Situation> = fc.record({
  tokensPerDay: fc.oneof(fc.double({ min: 0, max: 1e12, noNaN: true }), fc.constantFrom(0, 1e6, 10e6)),
  pricePer1m: fc.double({ min: 0, max: 100, noNaN: true }),
  teamEngineers: fc.nat(20),
  mlTeam: fc.boolean(),
  weeksAvailable: fc.nat(60),
  taskConsistency: level,
  qualityNeed: level,
  privacyRequired: fc.boolean(),
});

test("something always fits, staying only alone, and nothing leaves the house against privacy", () => {
  fc.assert(
    fc.property(anySituation, (situation) => {
      const [prompts, managed, hosted, stay] = waysForward(situation, reference).map((way) => way.fits);
      expect(prompts || managed || hosted || stay).toBe(true);
      expect(stay).toBe(!(prompts || managed || hosted));
      if (situation.privacyRequired) expect([prompts, managed, hosted, stay]).toEqual([false, false, true, false]);
    }),
    SEED,
  );
});

test("every reason is one finished sentence that begins with its answer", () => {
  fc.assert(
    fc.property(anySituation, (situation) => {
      for (const way of waysForward(situation, reference)) {
        expect(way.reason).toMatch(way.fits ? /^Fits: [^\n]+[^.]\.$/ : /^Does not fit: [^\n]+[^.]\.$/);
        expect(way.reason).not.toMatch(/undefined|NaN|Infinity/);
      }
    }),
    SEED,
  );
});

test("the break-even stated is the one of the bill: more volume never turns self-hosting from fitting to not, within one instance", () => {
  const within = fc.double({ min: 1, max: 431e6, noNaN: true });
  fc.assert(
    fc.property(within, within, fc.double({ min: 0.06, max: 100, noNaN: true }), (a, b, pricePer1m) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      if (fits({ tokensPerDay: less, pricePer1m })[2]) expect(fits({ tokensPerDay: more, pricePer1m })[2]).toBe(true);
      // Independent of how the engine phrases it: the API bill of the volume against one instance.
      expect(fits({ tokensPerDay: a * 1.000001, pricePer1m })[2] || (a * pricePer1m * 30) / 1e6 < 742).toBe(true);
    }),
    SEED,
  );
});

test("names what is out of range", () => {
  expect(() => ways({ tokensPerDay: -1 })).toThrow("tokens_per_day must be 0 or more, not -1");
  expect(() => ways({ pricePer1m: -1 })).toThrow("price_per_1m must be 0 or more, not -1");
  expect(() => ways({ teamEngineers: -1 })).toThrow("team_engineers must be 0 or more");
  expect(() => ways({ weeksAvailable: -1 })).toThrow("weeks_available must be 0 or more");
  expect(() => ways({ tokensPerDay: 1e308, pricePer1m: 1e308 })).toThrow("too large to compute");
});

describe("rank", () => {
  const ranks = (more: Partial<Situation> = {}) => ways(more).map((way) => way.rank);

  test("is 1 for the only way that fits and none for the others", () => {
    expect(ranks()).toEqual([undefined, undefined, undefined, 1]);
    expect(ranks({ privacyRequired: true })).toEqual([undefined, undefined, 1, undefined]);
  });

  test("names the conflict where a need for the largest models meets a volume above break-even", () => {
    const both: Partial<Situation> = { tokensPerDay: 50e6, qualityNeed: "high", taskConsistency: "high", mlTeam: true };
    expect(ranks(both)).toEqual([1, undefined, 2, undefined]);
    expect(reason(2, both)).toMatch(
      / Ranks after prompt engineering on the API, for a quality need that only the largest models meet a smaller tuned one may miss\.$/,
    );
  });

  test("puts a managed model before instances that nobody is there to run", () => {
    const both: Partial<Situation> = { tokensPerDay: 5e6, pricePer1m: 10, teamEngineers: 3, weeksAvailable: 1 };
    expect(ranks(both)).toEqual([undefined, 1, 2, undefined]);
    expect(reason(2, both)).toMatch(
      / Ranks after managed fine-tuning, for there is no ML team to run instances, and 1 week is under 4\.$/,
    );
  });

  test("counts the ways that fit, and every one after the first names what it ranks after", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const fitting = waysForward(situation, reference).filter((way) => way.fits);
        expect(fitting.map((way) => way.rank)).toEqual(fitting.map((_, i) => i + 1));
        fitting.forEach((way, i) => {
          for (const earlier of fitting.slice(0, i)) expect(way.reason).toContain(`after ${earlier.option}, for `);
          if (i === 0) expect(way.reason).not.toContain("Ranks after");
        });
      }),
      SEED,
    );
  });
});
