/*
 * What is taken for an answer before anybody has given one: the one set of assumptions from which the sheet Start, the wizard
 * of the business case and the questions about a bill begin, so that one question has one answer.
 */

export const FIRST_API_MODEL = "gpt-4o";
export const FIRST_MODEL = "llama-3.1-8b";
export const FIRST_GPU = "l40s";

/** Prices and speed stand here for models and GPUs of which nothing is known; else they are looked up. */
export const FIRST_ANSWERS = {
  billPerMonth: 8000,
  tokensPerRequest: 1000,
  // Without other knowledge most of a request's tokens are its prompt.
  promptShare: 0.8,
  requestsPerDay: 50_000,
  tokensIn: 800,
  tokensOut: 200,
  priceIn: 2.5,
  priceOut: 10,
  instancePrice: 2,
  tokensPerSecond: 2000,
  engineers: 1,
  weeks: 4,
  hourlyRate: 150,
  upkeepHours: 8,
  reviewApi: 0.02,
  reviewOwn: 0.02,
  costPerReview: 2,
  horizonMonths: 24,
  discountRate: 0.1,
  apiPriceChange: 0,
} as const;
