import { managedTrainingCost as costOfManagedTraining } from "../engine/managedTraining";
import { number, optionalNumber } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Cost of fine-tuning at a provider that charges by the token.
 * @customfunction MANAGED_TRAINING_COST
 * @category Training
 * @param tokens Training tokens of one run, all epochs (tokens).
 * @param price_per_1m Price of training ($/1M tokens).
 * @param [runs] Runs, experiments included (runs); 1 when omitted.
 * @param [min_charge] Least charge of one run ($/run); 0 when omitted.
 * @returns Cost ($).
 * @throws #VALUE! when an argument is negative.
 * @example MANAGED_TRAINING_COST(1536000, 8) => 12.288
 * @example MANAGED_TRAINING_COST(100000, 8, 3, 4) => 12
 * @example MANAGED_TRAINING_COST(1536000, -8) => #VALUE!
 * @see FT.TRAINING_TOKENS for the tokens, FT.MANAGED_COST for serving the model
 */
export function managedTrainingCost(tokens: number, price_per_1m: number, runs?: number, min_charge?: number): number {
  return cell(() =>
    costOfManagedTraining({
      tokens: number("tokens", tokens),
      pricePer1m: number("price_per_1m", price_per_1m),
      runs: optionalNumber("runs", runs, 1),
      minCharge: optionalNumber("min_charge", min_charge, 0),
    }),
  );
}
