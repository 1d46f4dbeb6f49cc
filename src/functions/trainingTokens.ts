import { trainingTokens as tokensOfTraining } from "../engine/trainingTokens";
import { number, optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Tokens that a training run reads.
 * @customfunction TRAINING_TOKENS
 * @category Training
 * @param examples Training examples (examples).
 * @param tokens_per_example Average length of an example, prompt and answer (tokens/example).
 * @param [epochs] Times each example is read (epochs); 1 when omitted or 0.
 * @returns Tokens, all epochs (tokens).
 * @throws #VALUE! when an argument is negative.
 * @example TRAINING_TOKENS(1000, 512, 3) => 1536000
 * @example TRAINING_TOKENS(1000, 512) => 512000
 * @example TRAINING_TOKENS(-1000, 512) => #VALUE!
 * @see FT.TRAINING_HOURS for the time they take
 * @requiresParameterAddresses
 */
export function trainingTokens(
  examples: number,
  tokens_per_example: number,
  epochs?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    tokensOfTraining(
      number("examples", examples, call),
      number("tokens_per_example", tokens_per_example, call),
      optionalNonZero("epochs", epochs, 1),
    ),
  );
}
