import { spotFactor as factorOfSpot } from "../engine/gpuCost";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Multiplier on the on-demand cost of a job on spot GPUs, with the time that interruptions cost.
 * @customfunction SPOT_FACTOR
 * @category Training
 * @param spot_discount Discount of the spot price on the on-demand price (fraction below 1, 0.65 is 65 %).
 * @param interruptions_per_hour Interruptions per hour of the job (1/h); 0 gives 1 − spot_discount.
 * @param [checkpoint_minutes] Time that writing a checkpoint takes (minutes); 5 when omitted.
 * @param [restart_minutes] Time from an interruption until training goes on (minutes); 10 when omitted.
 * @param [interval_hours] Time between checkpoints (h); when omitted or 0 the one that costs least, √(2 × checkpoint time / interruptions per hour).
 * @returns Multiplier on the on-demand cost (×); above 1 spot costs more than on demand.
 * @throws #VALUE! when spot_discount is not at least 0 and below 1, or another argument is negative.
 * @example SPOT_FACTOR(0.65, 0.05) => 0.38486714918780135
 * @example SPOT_FACTOR(0.65, 0.05, 5, 10, 2) => 0.385
 * @example SPOT_FACTOR(0.65, 0) => 0.35
 * @example SPOT_FACTOR(65, 0.05) => #VALUE!
 * @see FT.GPU_COST, which takes it
 * @requiresParameterAddresses
 */
export function spotFactor(
  spot_discount: number,
  interruptions_per_hour: number,
  checkpoint_minutes?: number,
  restart_minutes?: number,
  interval_hours?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(
    () =>
      factorOfSpot({
        discountFraction: number("spot_discount", spot_discount, call),
        interruptionsPerHour: number("interruptions_per_hour", interruptions_per_hour, call),
        checkpointMinutes: optional("checkpoint_minutes", checkpoint_minutes, 5, call),
        restartMinutes: optional("restart_minutes", restart_minutes, 10, call),
        intervalHours: optionalNonZero("interval_hours", interval_hours, 0) || undefined,
      }).factor,
  );
}
