import { trainingHours as hoursToTrain } from "../engine/trainingTime";
import { number, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Wall-clock hours to train on a number of tokens.
 * @customfunction TRAINING_HOURS
 * @category Training
 * @param tokens Training tokens, all epochs (tokens).
 * @param tokens_per_second Sustained throughput of the whole job (tokens/s).
 * @param [overhead] Share added for checkpoints, evaluation and start-up (fraction); 0.15 when omitted.
 * @returns Hours (h).
 * @throws #VALUE! when tokens_per_second is not positive.
 * @example TRAINING_HOURS(76800000, 1800) => 13.6296296296296
 * @example TRAINING_HOURS(1, 0) => #VALUE!
 * @requiresParameterAddresses
 */
export function trainingHours(
  tokens: number,
  tokens_per_second: number,
  overhead?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    hoursToTrain({
      tokens: number("tokens", tokens, call),
      tokensPerSecond: number("tokens_per_second", tokens_per_second, call),
      overheadFraction: optional("overhead", overhead, 0.15, call),
    }),
  );
}
