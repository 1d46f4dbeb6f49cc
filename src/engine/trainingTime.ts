import { requireDivisor, requireNonNegative, requirePositive } from "./requirements";

/** Hours of wall-clock time to train on `tokens`, with a share added for checkpoints, evaluation and start-up. */
export function trainingHours(training: { tokens: number; tokensPerSecond: number; overheadFraction: number }): number {
  const tokens = requireNonNegative("tokens", training.tokens);
  const tokensPerSecond = requirePositive("tokens_per_second", training.tokensPerSecond);
  return (tokens / requireDivisor(tokensPerSecond * 3600)) * (1 + requireNonNegative("overhead", training.overheadFraction));
}
