import { servingLeverEffects } from "../engine/servingLevers";
import { number, optionalNonZero, optional } from "./support/arguments";
import { spill } from "./support/cell";

/**
 * What five ways of serving more cheaply leave of a monthly bill, one after the other.
 * @customfunction SERVING_LEVERS
 * @category Serving
 * @param cost_per_month Serving bill today ($/month).
 * @param [smaller_model] Factor by which a smaller model serves more (×, typically 2: half the cost); 1 when omitted or 0.
 * @param [engine_speedup] Factor of a faster serving engine (×, typically 10 to 20 over plain code); 1 when omitted or 0.
 * @param [quantization_speedup] Factor of 4-bit weights (×, typically 1.7 to 2); 1 when omitted or 0.
 * @param [off_peak_share] Share of the hours in which the fleet is off (fraction, typically 0.25 to 0.5); 0 when omitted.
 * @param [speculative_speedup] Factor of speculative decoding (×, typically 2 to 3); 1 when omitted or 0.
 * @returns Header, then per lever its name, the factor given (the share for off_peak_share), the cost after it and its own saving ($/month).
 * @throws #VALUE! when off_peak_share is not between 0 and 1, or another argument is negative.
 * @example SERVING_LEVERS(7200, 2, 10, 2, 0.25, 2) => {"lever","factor","cost_after","saving";"smaller_model",2,3600,3600;"engine_speedup",10,360,3240;"quantization_speedup",2,180,180;"off_peak_share",0.25,135,45;"speculative_speedup",2,67.5,67.5}
 * @example SERVING_LEVERS(7200, 2, 10, 2, 25) => #VALUE!
 * @requiresParameterAddresses
 */
export function servingLevers(
  cost_per_month: number,
  smaller_model?: number,
  engine_speedup?: number,
  quantization_speedup?: number,
  off_peak_share?: number,
  speculative_speedup?: number,
  call?: CustomFunctions.Invocation,
): any[][] {
  return spill(() => [
    ["lever", "factor", "cost_after", "saving"],
    ...servingLeverEffects(number("cost_per_month", cost_per_month, call), {
      smallerModel: optionalNonZero("smaller_model", smaller_model, 1),
      engineSpeedup: optionalNonZero("engine_speedup", engine_speedup, 1),
      quantizationSpeedup: optionalNonZero("quantization_speedup", quantization_speedup, 1),
      offPeakShare: optional("off_peak_share", off_peak_share, 0),
      speculativeSpeedup: optionalNonZero("speculative_speedup", speculative_speedup, 1),
    }).map(({ lever, factor, costAfter, saving }) => [lever, factor, costAfter, saving]),
  ]);
}
