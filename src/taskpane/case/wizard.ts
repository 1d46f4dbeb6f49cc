import type { AnswerKey } from "../../workbook/case/caseAnswers";
import { FIRST_ANSWERS } from "../../workbook/case/firstAnswers";
import { BILL_QUESTIONS } from "../billQuestions";
import type { NumberQuestion } from "../numberForm";

/* The questions of the business case. */

const SHARE = { least: 0, most: 1 };
const PERCENT = "A fraction, or a percentage such as 2 %.";

export const QUESTIONS: Readonly<Record<AnswerKey, NumberQuestion>> = {
  ...BILL_QUESTIONS,
  requestsPerDay: {
    label: "Requests a day",
    unit: "requests",
    initial: FIRST_ANSWERS.requestsPerDay,
    rule: { above: 0, most: 1e12 },
  },
  tokensIn: { label: "Input tokens per request", unit: "tokens", initial: FIRST_ANSWERS.tokensIn, rule: { above: 0, most: 1e8 } },
  tokensOut: {
    label: "Output tokens per request",
    unit: "tokens",
    initial: FIRST_ANSWERS.tokensOut,
    rule: { least: 0, most: 1e8 },
  },
  instancePrice: {
    label: "Price of an instance",
    unit: "$/h",
    initial: FIRST_ANSWERS.instancePrice,
    rule: { least: 0, most: 1e5 },
  },
  tokensPerSecond: {
    label: "Tokens an instance serves per second",
    unit: "tokens/s",
    initial: FIRST_ANSWERS.tokensPerSecond,
    rule: { above: 0, most: 1e9 },
    hint: "Estimated; put in your own measurement when you have one.",
  },
  engineers: {
    label: "Engineers on the project",
    unit: "people",
    initial: FIRST_ANSWERS.engineers,
    rule: { above: 0, most: 1000 },
  },
  weeks: { label: "Weeks they work on it", unit: "weeks", initial: FIRST_ANSWERS.weeks, rule: { above: 0, most: 520 } },
  hourlyRate: { label: "Cost of an hour", unit: "$/h", initial: FIRST_ANSWERS.hourlyRate, rule: { least: 0, most: 10_000 } },
  upkeepHours: {
    label: "Upkeep afterwards",
    unit: "h/month",
    initial: FIRST_ANSWERS.upkeepHours,
    rule: { least: 0, most: 10_000 },
    hint: "Monitoring, updates, being on call.",
  },
  reviewApi: {
    label: "API answers a person reviews",
    unit: "fraction",
    initial: FIRST_ANSWERS.reviewApi,
    rule: SHARE,
    hint: PERCENT,
  },
  reviewOwn: {
    label: "Own model's answers a person reviews",
    unit: "fraction",
    initial: FIRST_ANSWERS.reviewOwn,
    rule: SHARE,
    hint: PERCENT,
  },
  costPerReview: { label: "Cost of a review", unit: "$", initial: FIRST_ANSWERS.costPerReview, rule: { least: 0, most: 1e6 } },
  horizonMonths: {
    label: "Horizon",
    unit: "months",
    initial: FIRST_ANSWERS.horizonMonths,
    rule: { least: 1, most: 120, whole: true },
  },
  discountRate: {
    label: "Discount rate a year",
    unit: "fraction",
    initial: FIRST_ANSWERS.discountRate,
    rule: { least: 0, most: 1 },
  },
  apiPriceChange: {
    label: "Change of API prices a year",
    unit: "fraction",
    initial: FIRST_ANSWERS.apiPriceChange,
    rule: { least: -0.95, most: 1 },
    hint: "Below 0 for a fall: -50 % halves the price within a year.",
  },
};
