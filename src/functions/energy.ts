import { energyKwh } from "../engine/footprint";
import { number, optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Electricity that GPUs and their data centre use.
 * @customfunction ENERGY
 * @category Footprint
 * @param gpu_hours GPU-hours: hours times GPUs (h).
 * @param watts_per_gpu Rated power of one GPU (W).
 * @param [utilization] Mean power as a share of the rated power (fraction); 0.7 when omitted or 0.
 * @param [pue] Power usage effectiveness of the data centre, 1 or more (×); 1.2 when omitted or 0.
 * @returns Energy (kWh).
 * @throws #VALUE! when utilization is above 1, pue is below 1, or an argument is negative.
 * @example ENERGY(100, 400) => 33.6
 * @example ENERGY(100, 700, 0.5, 1.1) => 38.5
 * @example ENERGY(100, 400, 70) => #VALUE!
 * @see FT.GPU_SPEC for the rated power (tdp_w), FT.CARBON
 * @requiresParameterAddresses
 */
export function energy(
  gpu_hours: number,
  watts_per_gpu: number,
  utilization?: number,
  pue?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    energyKwh({
      gpuHours: number("gpu_hours", gpu_hours, call),
      wattsPerGpu: number("watts_per_gpu", watts_per_gpu, call),
      utilizationFraction: optionalNonZero("utilization", utilization, 0.7),
      pue: optionalNonZero("pue", pue, 1.2),
    }),
  );
}
