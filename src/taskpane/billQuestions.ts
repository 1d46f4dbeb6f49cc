import type { BillOfApi } from "../workbook/decisionBlock";
import type { NumberQuestion } from "./numberForm";

/** Without other knowledge most of a request's tokens are its prompt. */
const USUAL_PROMPT_SHARE = 0.8;

/** What a bill leaves open of the traffic behind it. */
export const BILL_QUESTIONS: Record<keyof BillOfApi, NumberQuestion> = {
  billPerMonth: { label: "API bill", unit: "$/month", initial: 8000, rule: { above: 0, most: 1e10 } },
  tokensPerRequest: {
    label: "Tokens per request, in and out",
    unit: "tokens",
    initial: 1000,
    rule: { above: 0, most: 1e8 },
    hint: "A guess will do: the bill fixes the tokens, this only says how many requests they are.",
  },
  promptShare: {
    label: "Share of them in the prompt",
    unit: "fraction",
    initial: USUAL_PROMPT_SHARE,
    rule: { least: 0, most: 1 },
    hint: "Four in five tokens are usually prompt: change it if yours differ.",
  },
  priceIn: { label: "API price, input", unit: "$/1M tokens", initial: 2.5, rule: { least: 0, most: 1e5 } },
  priceOut: { label: "API price, output", unit: "$/1M tokens", initial: 10, rule: { least: 0, most: 1e5 } },
};
