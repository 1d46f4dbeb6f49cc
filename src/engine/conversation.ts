import { DivisionByZero } from "./errors";
import { requireAtLeast, requireFraction, requireNonNegative, requireWhole } from "./requirements";

/** A chat, or the run of an agent: every call sends what was said before. */
export interface Conversation {
  /** Calls of the model. */
  calls: number;
  /** Instructions, tools and documents, which are sent with every call. */
  firstPromptTokens: number;
  /** What each call adds: the user's next message, or the result of a tool. */
  addedTokens: number;
  answerTokens: number;
  /** The part of the previous prompt that the provider's cache still holds. */
  cacheHit: number;
  /** The longest prompt that is sent: the oldest turns are dropped; Infinity without a limit. */
  keptTokens: number;
}

/** What a whole conversation sends and is answered. */
export interface ConversationTokens {
  calls: number;
  tokensIn: number;
  cachedTokens: number;
  /** Read by the model for the first time: what a cache that charges for writing writes. */
  newTokens: number;
  tokensOut: number;
  longestPrompt: number;
}

/** 1 + 2 + … + (n − 1). */
const sumBelow = (n: number): number => (n * (n - 1)) / 2;

/**
 * The tokens of a conversation, in closed form. Prompt 1 is first + added, each later one the previous prompt, its answer
 * and what is added, until the limit is reached: from then on every prompt is as long as the limit.
 */
export function conversationTokens(conversation: Conversation): ConversationTokens {
  const calls = requireWhole("calls", conversation.calls, 1);
  const first = requireNonNegative("first_prompt_tokens", conversation.firstPromptTokens);
  const added = requireNonNegative("added_tokens", conversation.addedTokens);
  const answer = requireNonNegative("answer_tokens", conversation.answerTokens);
  const hit = requireFraction("cache_hit", conversation.cacheHit);
  const kept = conversation.keptTokens;
  const prompt1 = first + added;
  if (kept !== Infinity) requireAtLeast("kept_tokens", kept, prompt1);
  const step = added + answer;
  // Calls whose prompt is whole; the others are cut, and of a cut prompt the cache knows the beginning alone.
  const whole = step === 0 ? calls : Math.min(calls, Math.floor((kept - prompt1) / step) + 1);
  const cut = calls - whole;
  const tokensIn = whole * prompt1 + step * sumBelow(whole) + (cut === 0 ? 0 : cut * kept);
  const previousPrompts = (whole - 1) * prompt1 + step * sumBelow(whole - 1);
  const cachedTokens = hit * (previousPrompts + cut * first);
  return {
    calls,
    tokensIn,
    cachedTokens,
    newTokens: tokensIn - cachedTokens,
    tokensOut: calls * answer,
    longestPrompt: cut > 0 ? kept : prompt1 + step * (whole - 1),
  };
}

/** A part of what is sent as a share of it; of nothing there is none. */
export const shareOfInput = (part: number, { tokensIn }: ConversationTokens): number | DivisionByZero =>
  tokensIn === 0
    ? new DivisionByZero("nothing is sent: first_prompt_tokens, added_tokens and answer_tokens are 0")
    : part / tokensIn;
