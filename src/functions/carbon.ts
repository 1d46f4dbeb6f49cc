import { carbonKg } from "../engine/footprint";
import { number } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Greenhouse gas emitted for electricity.
 * @customfunction CARBON
 * @category Footprint
 * @param energy_kwh Electricity used (kWh).
 * @param grams_per_kwh Carbon intensity of the grid (g CO2e/kWh).
 * @returns Emission (kg CO2e).
 * @throws #VALUE! when an argument is negative.
 * @example CARBON(33.6, 400) => 13.44
 * @example CARBON(-1, 400) => #VALUE!
 * @see FT.ENERGY
 * @requiresParameterAddresses
 */
export function carbon(energy_kwh: number, grams_per_kwh: number, call?: CustomFunctions.Invocation): number {
  return cell(() => carbonKg(number("energy_kwh", energy_kwh, call), number("grams_per_kwh", grams_per_kwh, call)));
}
