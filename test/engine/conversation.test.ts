import fc from "fast-check";
import { type Conversation, conversationTokens, shareOfInput } from "../../src/engine/conversation";
import { DivisionByZero, DomainError } from "../../src/engine/errors";
import { expectClose } from "../support/vectors";

const plan: Conversation = {
  calls: 6,
  firstPromptTokens: 1000,
  addedTokens: 100,
  answerTokens: 200,
  cacheHit: 0.9,
  keptTokens: Infinity,
};

/** Turn by turn, as the catalogue words it. */
function byTurns({ calls, firstPromptTokens, addedTokens, answerTokens, cacheHit, keptTokens }: Conversation) {
  let prompt = firstPromptTokens + addedTokens;
  let tokensIn = prompt;
  let cachedTokens = 0;
  let longestPrompt = prompt;
  for (let call = 2; call <= calls; call++) {
    const whole = prompt + answerTokens + addedTokens;
    const cut = whole > keptTokens;
    cachedTokens += cacheHit * (cut ? firstPromptTokens : prompt);
    prompt = cut ? keptTokens : whole;
    tokensIn += prompt;
    longestPrompt = Math.max(longestPrompt, prompt);
  }
  return { tokensIn, cachedTokens, longestPrompt, tokensOut: calls * answerTokens };
}

test("the run of the catalogue", () => {
  // Prompts 1,100, 1,400, then four of 1,500; read 0.9 × 1,100, then four times 0.9 × 1,000.
  expect(conversationTokens({ ...plan, keptTokens: 1500 })).toEqual({
    calls: 6,
    tokensIn: 8500,
    cachedTokens: 4590,
    newTokens: 3910,
    tokensOut: 1200,
    longestPrompt: 1500,
  });
});

test("a run that calls tools, worked out by hand", () => {
  // Prompts of 3,500, 4,200, …, 8,400 are 8 × 3,500 + 700 × 28 = 47,600; the first seven, 39,200, are read at 0.9.
  const run = { calls: 8, firstPromptTokens: 3000, addedTokens: 500, answerTokens: 200, cacheHit: 0.9, keptTokens: Infinity };
  expect(conversationTokens(run)).toMatchObject({ tokensIn: 47600, cachedTokens: 35280, newTokens: 12320, longestPrompt: 8400 });
});

test("one call sends its prompt and finds nothing in the cache", () => {
  expect(conversationTokens({ ...plan, calls: 1 })).toMatchObject({ tokensIn: 1100, cachedTokens: 0, tokensOut: 200 });
});

test("a prompt of exactly the limit is whole", () => {
  // 1,100, 1,400, 1,700: the third is not cut, so the cache knows all of the second.
  expect(conversationTokens({ ...plan, calls: 3, keptTokens: 1700 }).cachedTokens).toBeCloseTo(0.9 * (1100 + 1400), 9);
  expect(conversationTokens({ ...plan, calls: 4, keptTokens: 1700 }).cachedTokens).toBeCloseTo(0.9 * (1100 + 1400 + 1000), 9);
});

test("the closed form is the addition of the turns, for 10,000 plans", () => {
  // Halves, so that the limit is met exactly now and then.
  const tokens = fc.integer({ min: 0, max: 20000 }).map((n) => n / 2);
  const plans = fc.record({
    calls: fc.integer({ min: 1, max: 200 }),
    firstPromptTokens: tokens,
    addedTokens: tokens,
    answerTokens: tokens,
    cacheHit: fc.oneof(
      fc.constant(0),
      fc.constant(1),
      fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    ),
    steps: fc.oneof(
      fc.constant(Infinity),
      fc.integer({ min: 0, max: 500 }).map((n) => n / 10),
    ),
  });
  fc.assert(
    fc.property(plans, ({ steps, ...rest }) => {
      const step = rest.addedTokens + rest.answerTokens;
      const first = rest.firstPromptTokens + rest.addedTokens;
      const each = { ...rest, keptTokens: steps === Infinity ? Infinity : first + steps * step };
      const sent = conversationTokens(each);
      const added = byTurns(each);
      expectClose(sent.tokensIn, added.tokensIn);
      expectClose(sent.cachedTokens, added.cachedTokens);
      expectClose(sent.longestPrompt, added.longestPrompt);
      expect(sent.tokensOut).toBe(added.tokensOut);
      expectClose(sent.newTokens + sent.cachedTokens, sent.tokensIn);
      expect(sent.newTokens).toBeGreaterThanOrEqual(-1e-9 * sent.tokensIn);
    }),
    { seed: 20261125, numRuns: 10000 },
  );
});

test("of nothing there are no shares", () => {
  const sent = conversationTokens({ ...plan, firstPromptTokens: 0, addedTokens: 0, answerTokens: 0 });
  expect(shareOfInput(sent.cachedTokens, sent)).toBeInstanceOf(DivisionByZero);
  expect(shareOfInput(25, { ...sent, tokensIn: 100 })).toBe(0.25);
});

test.each<[Partial<Conversation>, string]>([
  [{ calls: 0 }, "calls must be a whole number of 1 or more, not 0"],
  [{ calls: 2.5 }, "calls must be a whole number of 1 or more, not 2.5"],
  [{ firstPromptTokens: -1 }, "first_prompt_tokens must be 0 or more, not -1"],
  [{ addedTokens: -1 }, "added_tokens must be 0 or more, not -1"],
  [{ answerTokens: -1 }, "answer_tokens must be 0 or more, not -1"],
  [{ cacheHit: 90 }, "cache_hit must be between 0 and 1: write 90 % as 0.9, not 90"],
  [{ keptTokens: 1000 }, "kept_tokens must be 1100 or more, not 1000"],
])("%j is refused", (wrong, message) => {
  expect(() => conversationTokens({ ...plan, ...wrong })).toThrow(new DomainError(message));
});
