import { type ConversationTokens, shareOfInput } from "../../engine/conversation";
import type { Outputs } from "../support/outputs";

export const conversationOutputs = {
  all: { tooltip: "All of them as rows of name, value, unit" },
  calls: { tooltip: "Calls of the model", unit: "calls", of: (sent) => sent.calls },
  tokens_in: { tooltip: "Tokens of all prompts (tokens)", unit: "tokens", of: (sent) => sent.tokensIn },
  cached_tokens: { tooltip: "Of them read from the cache (tokens)", unit: "tokens", of: (sent) => sent.cachedTokens },
  new_tokens: {
    tooltip: "Of them new: what a cache that charges for writing writes (tokens)",
    unit: "tokens",
    of: (sent) => sent.newTokens,
  },
  tokens_out: { tooltip: "Tokens of all answers (tokens)", unit: "tokens", of: (sent) => sent.tokensOut },
  cached_share: {
    tooltip: "Part of the prompts that is read from the cache (fraction)",
    unit: "fraction",
    of: (sent) => shareOfInput(sent.cachedTokens, sent),
  },
  new_share: {
    tooltip: "Part of the prompts that is new (fraction)",
    unit: "fraction",
    of: (sent) => shareOfInput(sent.newTokens, sent),
  },
  tokens_in_per_call: {
    tooltip: "Tokens of a prompt on average (tokens)",
    unit: "tokens/call",
    of: (sent) => sent.tokensIn / sent.calls,
  },
  longest_prompt: { tooltip: "Tokens of the longest prompt (tokens)", unit: "tokens", of: (sent) => sent.longestPrompt },
} as const satisfies Outputs<ConversationTokens>;
