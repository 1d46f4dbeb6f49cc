import { requireNonNegative, requirePositive } from "./requirements";

/** The tokens a training run reads: every example once per epoch. */
export function trainingTokens(examples: number, tokensPerExample: number, epochs: number): number {
  return (
    requireNonNegative("examples", examples) *
    requireNonNegative("tokens_per_example", tokensPerExample) *
    requirePositive("epochs", epochs)
  );
}
