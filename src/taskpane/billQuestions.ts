import type { BillOfApi } from "../workbook/decisionBlock";
import { FIRST_ANSWERS } from "../workbook/case/firstAnswers";
import type { NumberQuestion } from "./numberForm";

/** What a bill leaves open of the traffic behind it. */
export const BILL_QUESTIONS: Record<keyof BillOfApi, NumberQuestion> = {
  billPerMonth: { label: "API bill", unit: "$/month", initial: FIRST_ANSWERS.billPerMonth, rule: { above: 0, most: 1e10 } },
  tokensPerRequest: {
    label: "Tokens per request, in and out",
    unit: "tokens",
    initial: FIRST_ANSWERS.tokensPerRequest,
    rule: { above: 0, most: 1e8 },
    hint: "A guess will do: the bill fixes the tokens, this only says how many requests they are.",
  },
  promptShare: {
    label: "Share of them in the prompt",
    unit: "fraction",
    initial: FIRST_ANSWERS.promptShare,
    rule: { least: 0, most: 1 },
    hint: "Four in five tokens are usually prompt: change it if yours differ.",
  },
  priceIn: { label: "API price, input", unit: "$/1M tokens", initial: FIRST_ANSWERS.priceIn, rule: { least: 0, most: 1e5 } },
  priceOut: { label: "API price, output", unit: "$/1M tokens", initial: FIRST_ANSWERS.priceOut, rule: { least: 0, most: 1e5 } },
};
