import { conversationTokens } from "../engine/conversation";
import { conversationOutputs } from "./options/conversation";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { outputAsked, outputCells } from "./support/outputs";

/**
 * The tokens that a chat, or an agent's run of several calls, sends and is answered: every call sends the whole conversation so far.
 * @customfunction CONVERSATION
 * @category API side
 * @param calls Calls of the model in one conversation (whole, 1 or more).
 * @param first_prompt_tokens Instructions, tools and documents, sent with every call (tokens).
 * @param added_tokens What each call adds, the first one included: the user's message, or a tool's result (tokens).
 * @param answer_tokens Tokens of one answer, which the next prompt repeats (tokens).
 * @param [cache_hit] Part of the previous prompt that the provider's cache still holds (fraction, 0.9 is 90 %); 0 when omitted.
 * @param [kept_tokens] Longest prompt that is sent: the oldest turns are dropped, the first_prompt_tokens stay (tokens); no limit when omitted or 0.
 * @param [output] One figure, or all; all when omitted.
 * @options output conversationOutputs
 * @returns Per conversation: rows of name, value, unit, or the figure asked for. A run that calls tools, worked out: an agent has 3,000 tokens of instructions and tools, gets a task of 500 and calls the model 8 times; each answer has 200 tokens, each tool adds 500. Prompt 1 has 3,500 tokens, every later one 700 more, the last 8,400: 47,600 tokens in, 1,600 out. With 0.9 of each previous prompt read from the cache, 35,280 are cached and 12,320 new.
 * @throws #VALUE! when calls is not a whole number of 1 or more, tokens are negative, cache_hit is not between 0 and 1, or kept_tokens is below the first prompt.
 * @throws #DIV/0! for the shares when nothing is sent.
 * @example CONVERSATION(8, 3000, 500, 200, 0, 0, "tokens_in") => 47600
 * @example CONVERSATION(8, 3000, 500, 200, 0.9, 0, "cached_tokens") => 35280
 * @example CONVERSATION(6, 1000, 100, 200, 0.9, 1500) => {"calls",6,"calls";"tokens_in",8500,"tokens";"cached_tokens",4590,"tokens";"new_tokens",3910,"tokens";"tokens_out",1200,"tokens";"cached_share",0.54,"fraction";"new_share",0.46,"fraction";"tokens_in_per_call",1416.6666666666667,"tokens/call";"longest_prompt",1500,"tokens"}
 * @example CONVERSATION(3, 0, 0, 0, 0, 0, "cached_share") => #DIV/0!
 * @example CONVERSATION(2.5, 1000, 100, 200) => #VALUE!
 * @see FT.API_COST, which takes tokens_in, tokens_out, cached_share and, where writing is charged, new_share as cache_write_share
 * @requiresParameterAddresses
 */
export function conversation(
  calls: number,
  first_prompt_tokens: number,
  added_tokens: number,
  answer_tokens: number,
  cache_hit?: number,
  kept_tokens?: number,
  output?: string,
  call?: CustomFunctions.Invocation,
): any[][] {
  return cellOrSpill(() => {
    const sent = conversationTokens({
      calls: number("calls", calls, call),
      firstPromptTokens: number("first_prompt_tokens", first_prompt_tokens, call),
      addedTokens: number("added_tokens", added_tokens, call),
      answerTokens: number("answer_tokens", answer_tokens, call),
      cacheHit: optional("cache_hit", cache_hit, 0),
      keptTokens: optionalNonZero("kept_tokens", kept_tokens, Infinity),
    });
    return outputCells(conversationOutputs, outputAsked(conversationOutputs, output, "all"), sent);
  });
}
