import { gpuCost as costOfGpus } from "../engine/gpuCost";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Cost of GPUs rented by the hour.
 * @customfunction GPU_COST
 * @category Training
 * @param hours Wall-clock hours of one run (h).
 * @param price_per_gpu_hour On-demand price of one GPU for an hour ($/GPU-hour).
 * @param [gpus] GPUs used at once (GPUs); 1 when omitted or 0.
 * @param [runs] Runs, experiments included (runs); 1 when omitted.
 * @param [spot_factor] Multiplier on the on-demand price, as FT.SPOT_FACTOR gives it (×); 1 when omitted or 0.
 * @returns Cost ($).
 * @throws #VALUE! when an argument is negative.
 * @example GPU_COST(2.5, 3.1) => 7.75
 * @example GPU_COST(2.5, 3.1, 4, 3, 0.35) => 32.55
 * @example GPU_COST(2.5, -3.1) => #VALUE!
 * @see FT.GPU_PRICE for prices, FT.TRAINING_HOURS for the hours
 * @requiresParameterAddresses
 */
export function gpuCost(
  hours: number,
  price_per_gpu_hour: number,
  gpus?: number,
  runs?: number,
  spot_factor?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    costOfGpus({
      hours: number("hours", hours, call),
      pricePerGpuHour: number("price_per_gpu_hour", price_per_gpu_hour, call),
      gpus: optionalNonZero("gpus", gpus, 1),
      runs: optional("runs", runs, 1, call),
      spotFactor: optionalNonZero("spot_factor", spot_factor, 1),
    }),
  );
}
