import { managedTrainingCost as costOfManagedTraining } from "../engine/managedTraining";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Cost of fine-tuning at a provider that charges by the token or by the hour.
 * @customfunction MANAGED_TRAINING_COST
 * @category Training
 * @param tokens Training tokens of one run, all epochs (tokens).
 * @param price_per_1m Price of training ($/1M tokens).
 * @param [runs] Runs, experiments included (runs); 1 when omitted.
 * @param [min_charge] Least charge of one run ($/run); 0 when omitted.
 * @param [hours] Billed hours of one run, where training is charged by the hour (h); 0 when omitted.
 * @param [price_per_hour] Price of an hour of training ($/h); 0 when omitted.
 * @param [grader_cost] What scoring the answers costs in one run, with reinforcement learning ($/run); 0 when omitted.
 * @param [max_charge] Most that one run is charged ($/run); no cap when omitted or 0.
 * @returns Cost ($).
 * @throws #VALUE! when an argument is negative, or max_charge is below min_charge.
 * @example MANAGED_TRAINING_COST(1536000, 8) => 12.288
 * @example MANAGED_TRAINING_COST(100000, 8, 3, 4) => 12
 * @example MANAGED_TRAINING_COST(0, 0, 2, 0, 20, 100, 350) => 4700
 * @example MANAGED_TRAINING_COST(0, 0, 1, 0, 60, 100, 0, 5000) => 5000
 * @example MANAGED_TRAINING_COST(1536000, -8) => #VALUE!
 * @see FT.TRAINING_TOKENS for the tokens, FT.MANAGED_COST for serving the model
 * @requiresParameterAddresses
 */
export function managedTrainingCost(
  tokens: number,
  price_per_1m: number,
  runs?: number,
  min_charge?: number,
  hours?: number,
  price_per_hour?: number,
  grader_cost?: number,
  max_charge?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    costOfManagedTraining({
      tokens: number("tokens", tokens, call),
      pricePer1m: number("price_per_1m", price_per_1m, call),
      runs: optional("runs", runs, 1, call),
      minCharge: optional("min_charge", min_charge, 0),
      hours: optional("hours", hours, 0),
      pricePerHour: optional("price_per_hour", price_per_hour, 0),
      graderCost: optional("grader_cost", grader_cost, 0),
      maxCharge: optionalNonZero("max_charge", max_charge, Infinity),
    }),
  );
}
