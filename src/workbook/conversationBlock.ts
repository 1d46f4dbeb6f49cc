import { formatOf, headings, input, label, note, PRICE_FORMAT, result, title, unitBeside } from "./plannedCells";
import type { Address, BlockPlan } from "./sheetPlan";

/** A chat or an agent's run, and how many of them there are; named as the arguments of FT.CONVERSATION. */
export interface ConversationPlan {
  readonly calls: number;
  readonly first_prompt_tokens: number;
  readonly added_tokens: number;
  readonly answer_tokens: number;
  readonly cache_hit: number;
  /** 0 without a limit. */
  readonly kept_tokens: number;
  readonly conversations_per_day: number;
}

export const CONVERSATION_QUESTIONS: readonly {
  readonly key: keyof ConversationPlan;
  readonly label: string;
  readonly unit: string;
  readonly numberFormat: string;
}[] = [
  { key: "calls", label: "Calls of the model in one conversation", unit: "calls", numberFormat: "#,##0" },
  { key: "first_prompt_tokens", label: "Instructions and tools, sent with every call", unit: "tokens", numberFormat: "#,##0" },
  { key: "added_tokens", label: "A message or a tool's result", unit: "tokens", numberFormat: "#,##0" },
  { key: "answer_tokens", label: "An answer", unit: "tokens", numberFormat: "#,##0" },
  { key: "cache_hit", label: "Of the previous prompt, still in the cache", unit: "share", numberFormat: "0%" },
  { key: "kept_tokens", label: "Longest prompt kept, 0 without a limit", unit: "tokens", numberFormat: "#,##0" },
  { key: "conversations_per_day", label: "Conversations a day", unit: "conversations/day", numberFormat: "#,##0" },
];

const FIRST_QUESTION = 4;
const MODEL_ROW = FIRST_QUESTION + CONVERSATION_QUESTIONS.length;
const FIRST_FIGURE = MODEL_ROW + 3;

/** What one conversation sends, by the outputs of FT.CONVERSATION. */
const FIGURES: readonly { readonly output: string; readonly label: string; readonly unit: string }[] = [
  { output: "tokens_in", label: "Tokens sent", unit: "tokens" },
  { output: "cached_tokens", label: "of them read from the cache", unit: "tokens" },
  { output: "new_tokens", label: "of them new", unit: "tokens" },
  { output: "tokens_out", label: "Tokens answered", unit: "tokens" },
  { output: "longest_prompt", label: "Longest prompt", unit: "tokens" },
];
const FIRST_INPUT = FIRST_FIGURE + FIGURES.length + 2;

/** The scenario's inputs that follow from it, in the order of the block. */
const INPUTS = [
  { name: "requests_per_day", unit: "requests/day" },
  { name: "tokens_in", unit: "tokens/request" },
  { name: "tokens_out", unit: "tokens/request" },
  { name: "price_in_per_1m", unit: "$/1M tokens" },
  { name: "price_out_per_1m", unit: "$/1M tokens" },
  { name: "cached_share", unit: "fraction" },
  { name: "price_cached_per_1m", unit: "$/1M tokens" },
  { name: "cache_write_share", unit: "fraction" },
  { name: "price_cache_write_per_1m", unit: "$/1M tokens" },
] as const;
type InputName = (typeof INPUTS)[number]["name"];

const answerOf = (at: Address, key: keyof ConversationPlan): string =>
  at(FIRST_QUESTION + CONVERSATION_QUESTIONS.findIndex((question) => question.key === key), 1, true);
const inputOf = (at: Address, name: InputName): string => at(FIRST_INPUT + INPUTS.findIndex((row) => row.name === name), 1, true);
const modelOf = (at: Address): string => at(MODEL_ROW, 1, true);

const conversation = (at: Address, output: string): string =>
  `FT.CONVERSATION(${(["calls", "first_prompt_tokens", "added_tokens", "answer_tokens", "cache_hit", "kept_tokens"] as const)
    .map((key) => answerOf(at, key))
    .join(",")},"${output}")`;

/** A price for prompts of the mean length; a kind that the model has no price for costs what plain input costs. */
const price = (at: Address, field: string, instead = ""): string =>
  `FT.API_PRICE(${modelOf(at)},"${field}",,${instead},${inputOf(at, "tokens_in")})`;

const FORMULAS: Record<InputName, (at: Address) => string> = {
  requests_per_day: (at) => `=${answerOf(at, "conversations_per_day")}*${answerOf(at, "calls")}`,
  tokens_in: (at) => `=${conversation(at, "tokens_in_per_call")}`,
  tokens_out: (at) => `=${answerOf(at, "answer_tokens")}`,
  price_in_per_1m: (at) => `=${price(at, "input")}`,
  price_out_per_1m: (at) => `=${price(at, "output")}`,
  cached_share: (at) => `=${conversation(at, "cached_share")}`,
  price_cached_per_1m: (at) => `=${price(at, "cached_input", inputOf(at, "price_in_per_1m"))}`,
  // Without a cache nothing is written, and where writing is not charged a bill cannot tell.
  cache_write_share: (at) =>
    `=IF(AND(${answerOf(at, "cache_hit")}>0,ISNUMBER(${price(at, "cache_write", '"none"')})),${conversation(at, "new_share")},0)`,
  price_cache_write_per_1m: (at) => `=${price(at, "cache_write", inputOf(at, "price_in_per_1m"))}`,
};

/** What a conversation sends, as live formulas, and the traffic of a scenario that follows from it. */
export function conversationBlock(plan: ConversationPlan, model: string): BlockPlan {
  const bill = (at: Address) => {
    const [requests, tokensIn, tokensOut, priceIn, priceOut, cachedShare, priceCached, writeShare, priceWrite] = INPUTS.map(
      ({ name }) => inputOf(at, name),
    );
    const known = [requests, tokensIn, tokensOut, priceIn, priceOut, cachedShare, priceCached].join(",");
    return `=FT.API_COST(${known},0,1,30,${writeShare},${priceWrite})`;
  };
  return {
    title: "Conversation",
    rows: [
      [title("What a conversation sends")],
      [note("Change the blue cells; the rows under Scenario input follow, and are inputs of a scenario as they stand.")],
      [],
      headings("Question", "Answer", "Unit"),
      ...CONVERSATION_QUESTIONS.map(({ key, label: question, unit, numberFormat }) => [
        label(question),
        input(plan[key], { numberFormat }),
        note(unit),
      ]),
      [label("Model"), input(model), note('a key of FT.LIST("api_models")')],
      [],
      headings("In one conversation", "Value", "Unit"),
      ...FIGURES.map(({ output, label: figure, unit }) => [
        label(figure),
        result((at) => `=${conversation(at, output)}`, { numberFormat: formatOf(unit) }),
        note(unit),
      ]),
      [],
      headings("Scenario input", "Value", "Unit"),
      ...INPUTS.map(({ name, unit }) => [
        label(name),
        result(FORMULAS[name], { numberFormat: formatOf(unit) }),
        note(unitBeside(unit)),
      ]),
      [],
      headings("Result", "Value", "Unit"),
      [label("API bill"), result(bill, { role: "total", numberFormat: PRICE_FORMAT }), note("per month")],
    ],
    columnWidths: [300, 130, 190],
  };
}
