import fc from "fast-check";
import decisionVectors from "../vectors/decision.json";
import { SCORE_RANGE, VERDICTS, decide, decisionScore } from "../../src/engine/decision";
import { DECISION_FACTORS, type DecisionAnswers, type Level } from "../../src/engine/decisionFactors";
import { decisionFlips } from "../../src/engine/decisionFlips";
import { decisionGates } from "../../src/engine/decisionGates";

const SEED = { seed: 20261122 };
const level = fc.constantFrom<Level>("high", "medium", "low");
const anyAnswers: fc.Arbitrary<DecisionAnswers> = fc.record({
  requestsPerDay: fc.double({ min: 0, max: 1e7, noNaN: true }),
  tokensPerRequest: fc.double({ min: 0, max: 1e5, noNaN: true }),
  pricePer1m: fc.double({ min: 0, max: 100, noNaN: true }),
  taskConsistency: level,
  latencyMs: fc.oneof(fc.double({ min: 1, max: 10_000, noNaN: true }), fc.constantFrom(499, 500, 1999.999, 2000)),
  qualityNeed: level,
  mlTeam: fc.boolean(),
  fastIteration: fc.boolean(),
});

/** 10,000 requests × 1,000 tokens × 30 days × $5 / 1e6 = $1,500 a month: +1; 0, 0, 0, 0, 0 for the rest. */
const ordinary: DecisionAnswers = {
  requestsPerDay: 10_000,
  tokensPerRequest: 1000,
  pricePer1m: 5,
  taskConsistency: "medium",
  latencyMs: 3000,
  qualityNeed: "medium",
  mlTeam: true,
  fastIteration: false,
};

describe("an independent implementation agrees", () => {
  test.each(decisionVectors.map((row, i) => [i, row] as const))("row %i", (_, { inputs, outputs }) => {
    const decision = decide({
      requestsPerDay: inputs.daily_requests,
      tokensPerRequest: inputs.avg_tokens_per_request,
      pricePer1m: inputs.current_api_cost_per_1m,
      taskConsistency: inputs.task_consistency as Level,
      latencyMs: inputs.latency_requirement_ms,
      qualityNeed: inputs.quality_requirement as Level,
      mlTeam: inputs.team_ml_expertise,
      fastIteration: inputs.iteration_speed_priority,
    });
    expect(decision.score).toBe(outputs.score);
    expect(decision.verdict).toBe(outputs.verdict);
    const expected = outputs.monthly_api_cost_estimate;
    expect(Math.abs(decision.apiCostPerMonth - expected)).toBeLessThanOrEqual(1e-9 * expected);
    expect(Object.fromEntries(decision.factors.map(({ key, points }) => [key, points]))).toEqual(outputs.factors);
  });
});

describe("the edges of the bands", () => {
  const points = (more: Partial<DecisionAnswers>, key: string) =>
    decide({ ...ordinary, ...more }).factors.find((factor) => factor.key === key)?.points;

  // 1,000,000 tokens a day × 30 / 1e6 is 30 a month per dollar of price: 166.6667 × 30 = 5,000.001, 33.3333 × 30 = 999.999.
  test.each([
    [166.6667, 3],
    [166.6666, 1],
    [33.3334, 1],
    [33.3333, -2],
    [0, -2],
  ])("a million tokens a day at %d per 1M counts %d", (pricePer1m, expected) => {
    expect(points({ requestsPerDay: 1000, tokensPerRequest: 1000, pricePer1m }, "volume")).toBe(expected);
  });

  test.each([
    [499.999, 2],
    [500, 1],
    [1999.999, 1],
    [2000, 0],
  ])("latency at %d ms counts %d", (latencyMs, expected) => expect(points({ latencyMs }, "latency")).toBe(expected));
});

test("each reason and the rationale state the figure that decided", () => {
  const decision = decide({ ...ordinary, requestsPerDay: 50_000, latencyMs: 499.9999, taskConsistency: "high" });
  expect(decision.factors.map(({ reason }) => reason)).toEqual([
    "The API bill of $7,500 a month is above $5,000, enough to repay a project and a GPU.",
    "Task consistency is high, and one repeated kind of task is what a small model learns best.",
    "The latency limit of 499.9999 ms is below 500 ms, which a small model of your own meets far more surely than a shared API.",
    "The quality need is medium, which a fine-tuned model and an API both meet.",
    "There is an ML team, without which fine-tuning would lose 2 points.",
    "Fast iteration is not needed; if it were, fine-tuning would lose 2 points.",
  ]);
  expect(decision.rationale).toBe(
    "A score of 7 (3 or more) speaks clearly for fine-tuning, first of all because of the API bill of $7,500 a month (+3).",
  );
});

test.each<[string, Partial<DecisionAnswers>, string]>([
  // +1 for the bill of 1,500, +2 for consistency, -2 without an ML team: 1
  [
    "LEAN: Fine-tune",
    { taskConsistency: "high", mlTeam: false },
    "A score of 1 (1 or 2) leans towards fine-tuning: high task consistency (+2) speaks most for it, the lack of an ML team (-2) most against it.",
  ],
  // +1 for the bill and nothing else
  [
    "LEAN: Fine-tune",
    {},
    "A score of 1 (1 or 2) leans towards fine-tuning: the API bill of $1,500 a month (+1) speaks most for it, nothing against it.",
  ],
  [
    "NEUTRAL: Build ROI model",
    { mlTeam: false },
    "A score of -1 (-1 or 0) decides nothing: the API bill of $1,500 a month (+1) stands against the lack of an ML team (-2), so let a full ROI model decide.",
  ],
  [
    "LEAN: Use API",
    { mlTeam: false, qualityNeed: "high" },
    "A score of -2 (-3 or -2) leans towards the API: the lack of an ML team (-2) speaks most for it, the API bill of $1,500 a month (+1) most against it.",
  ],
  [
    "STRONG: Use API",
    { mlTeam: false, taskConsistency: "low", fastIteration: true },
    "A score of -5 (below -3) speaks clearly for the API, first of all because of low task consistency (-2).",
  ],
])("the rationale of %s", (verdict, more, rationale) => {
  expect(decide({ ...ordinary, ...more })).toMatchObject({ verdict, rationale });
});

test("every sentence is one sentence and complete, whatever the answers", () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const { factors, rationale } = decide(answers);
      for (const sentence of [
        ...factors.map(({ reason }) => reason),
        rationale,
        ...decisionFlips(answers).map((flip) => flip.sentence),
      ]) {
        expect(sentence).toMatch(/^[A-Z0-9$][^\n]*[.]$/);
        expect(sentence).not.toMatch(/undefined|NaN|Infinity|\. [A-Z]/);
      }
    }),
    SEED,
  );
});

test("the score is the sum of the points and its verdict that of the scale", () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const { factors, score, verdict } = decide(answers);
      expect(score).toBe(factors.reduce((sum, { points }) => sum + points, 0));
      expect(decisionScore(answers)).toBe(score);
      expect(score).toBeGreaterThanOrEqual(SCORE_RANGE.least);
      expect(score).toBeLessThanOrEqual(SCORE_RANGE.most);
      // The catalogue's scale, written out a second time.
      const expected =
        score >= 3
          ? "STRONG: Fine-tune"
          : score >= 1
            ? "LEAN: Fine-tune"
            : score >= -1
              ? "NEUTRAL: Build ROI model"
              : score >= -3
                ? "LEAN: Use API"
                : "STRONG: Use API";
      expect(verdict).toBe(expected);
    }),
    SEED,
  );
});

test("the lowest and highest scores are the sums of the catalogue's extremes", () => {
  expect(SCORE_RANGE).toEqual({ least: -2 - 2 + 0 - 1 - 2 - 2, most: 3 + 2 + 2 + 1 + 0 + 0 });
  expect(VERDICTS).toHaveLength(5);
  expect(DECISION_FACTORS.map(({ key }) => key)).toEqual([
    "volume",
    "consistency",
    "latency",
    "quality",
    "expertise",
    "iteration",
  ]);
});

test("answers out of range are refused by name", () => {
  expect(() => decide({ ...ordinary, requestsPerDay: -1 })).toThrow("requests_per_day must be 0 or more, not -1");
  expect(() => decide({ ...ordinary, tokensPerRequest: NaN })).toThrow("tokens_per_request must be 0 or more");
  expect(() => decide({ ...ordinary, pricePer1m: -5 })).toThrow("price_per_1m must be 0 or more, not -5");
  expect(() => decide({ ...ordinary, latencyMs: 0 })).toThrow("latency_ms must be greater than 0, not 0");
  expect(() => decide({ ...ordinary, requestsPerDay: 1e308 })).toThrow("too large to compute");
});

describe("flips", () => {
  test("hand calculation", () => {
    // Score 1 is LEAN: Fine-tune. Above $5,000 the bill counts 3: score 3. At $1,000 or less it counts -2: score -2.
    // 5,000 × 1e6 / (1,000 × 30 × 5) = 33,333.3 requests a day, 1,000 comes to 6,666.7; three digits away from now: 33,400 and 6,660.
    const flips = decisionFlips(ordinary);
    expect(flips.filter(({ answer }) => answer === "requestsPerDay")).toEqual([
      {
        answer: "requestsPerDay",
        argument: "requests_per_day",
        from: 10_000,
        to: 6660,
        score: -2,
        verdict: "LEAN: Use API",
        distance: Math.log2(10_000 / 6660),
        sentence: '6,660 requests a day instead of 10,000 makes it "LEAN: Use API" (score -2).',
      },
      {
        answer: "requestsPerDay",
        argument: "requests_per_day",
        from: 10_000,
        to: 33_400,
        score: 3,
        verdict: "STRONG: Fine-tune",
        distance: Math.log2(3.34),
        sentence: '33,400 requests a day instead of 10,000 makes it "STRONG: Fine-tune" (score 3).',
      },
    ]);
    // 500 and 2,000 ms are limits not to be reached; +2 for latency gives 3, +1 gives 2, still LEAN.
    expect(flips.filter(({ answer }) => answer === "latencyMs").map(({ to }) => to)).toEqual([499]);
    expect(flips.find(({ answer }) => answer === "mlTeam")?.sentence).toBe(
      'No ML team makes it "NEUTRAL: Build ROI model" (score -1).',
    );
    expect(flips.find(({ answer }) => answer === "taskConsistency" && flips)?.sentence).toMatch(
      /^(High|Low) task consistency instead of medium/,
    );
  });

  test("put back alone, each gives the verdict it promises", () => {
    let count = 0;
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const before = decide(answers);
        for (const flip of decisionFlips(answers)) {
          const after = decide({ ...answers, [flip.answer]: flip.to });
          expect([after.verdict, after.score]).toEqual([flip.verdict, flip.score]);
          expect(flip.verdict).not.toBe(before.verdict);
          count++;
        }
      }),
      SEED,
    );
    expect(count).toBeGreaterThan(300);
  });

  test("a number is moved no further than needed: one per cent less of a move changes nothing", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        for (const { answer, from, to, verdict: flipped } of decisionFlips(answers)) {
          if (typeof from !== "number" || typeof to !== "number") continue;
          const less = to > from ? Math.max(to * 0.989, from) : Math.min(to * 1.011, from);
          expect(decide({ ...answers, [answer]: less }).verdict).not.toBe(flipped);
        }
      }),
      SEED,
    );
  });

  test("none is forgotten: every verdict that another option leads to is listed, once", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const others = (["high", "medium", "low"] as const).map(
          (other) => decide({ ...answers, taskConsistency: other }).verdict,
        );
        const reachable = new Set(others.filter((verdict) => verdict !== decide(answers).verdict));
        const listed = decisionFlips(answers).filter(({ answer }) => answer === "taskConsistency");
        expect(listed.map(({ verdict }) => verdict).sort()).toEqual([...reachable].sort());
      }),
      SEED,
    );
  });

  test("the nearest comes first", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const distances = decisionFlips(answers).map(({ distance }) => distance);
        expect(distances).toEqual([...distances].sort((a, b) => (a === b ? 0 : a < b ? -1 : 1)));
      }),
      SEED,
    );
  });

  test("answers of zero and answers far from every limit", () => {
    expect(
      decisionFlips({ ...ordinary, requestsPerDay: 0, pricePer1m: 0 }).some(({ answer }) => answer === "requestsPerDay"),
    ).toBe(false);
    const none = {
      ...ordinary,
      pricePer1m: 0,
      taskConsistency: "low",
      qualityNeed: "high",
      mlTeam: false,
      fastIteration: true,
    } as const;
    // -2 -2 +0 -1 -2 -2 = -9; the largest single gain is 5 for the bill or 4 for consistency: -4 is still STRONG: Use API.
    expect(decisionFlips(none)).toEqual([]);
  });
});

describe("gates", () => {
  const open = { apiCostPerMonth: 7500, latencyMs: 800, privacyRequired: false, instanceCostPerMonth: 742 };
  const decides = (more: Partial<typeof open>) => decisionGates({ ...open, ...more }).map((gate) => gate.decides);

  test("each decides alone, at its threshold and not beyond", () => {
    expect(decides({})).toEqual([null, null, null]);
    expect(decides({ privacyRequired: true })).toEqual(["self-hosted", null, null]);
    expect(decides({ latencyMs: 99.9 })).toEqual([null, "self-hosted", null]);
    expect(decides({ latencyMs: 100 })).toEqual([null, null, null]);
    expect(decides({ apiCostPerMonth: 741.99 })).toEqual([null, null, "API"]);
    expect(decides({ apiCostPerMonth: 742 })).toEqual([null, null, null]);
  });

  test("the first worked case: the API is cheaper, and only latency and privacy speak for hosting", () => {
    const messages = decisionGates({ apiCostPerMonth: 150, latencyMs: 50, privacyRequired: true, instanceCostPerMonth: 742 });
    expect(messages.map(({ decides: side }) => side)).toEqual(["self-hosted", "self-hosted", "API"]);
    expect(messages[1].message).toContain("50 ms is below 100 ms");
    expect(messages[2].message).toContain("$150 a month is below the $742");
  });
});
