import { requireAtLeast, requireNonNegative, requirePositiveFraction } from "./requirements";

const PER_KILO = 1000;

/**
 * Electricity that GPUs and the building around them draw (kWh).
 * @param work.utilizationFraction Mean power as a share of the GPU's rated power.
 * @param work.pue Power usage effectiveness: energy of the whole data centre per energy of its machines, so never below 1.
 *   <https://en.wikipedia.org/wiki/Power_usage_effectiveness>
 */
export function energyKwh(work: { gpuHours: number; wattsPerGpu: number; utilizationFraction: number; pue: number }): number {
  const gpuKwh =
    requireNonNegative("gpu_hours", work.gpuHours) * (requireNonNegative("watts_per_gpu", work.wattsPerGpu) / PER_KILO);
  return gpuKwh * requirePositiveFraction("utilization", work.utilizationFraction) * requireAtLeast("pue", work.pue, 1);
}

/** The greenhouse gas behind electricity (kg CO2e), at a grid's grams per kWh. */
export function carbonKg(energyUsedKwh: number, gramsPerKwh: number): number {
  return requireNonNegative("energy_kwh", energyUsedKwh) * (requireNonNegative("grams_per_kwh", gramsPerKwh) / PER_KILO);
}
