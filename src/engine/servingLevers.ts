import { requireFraction, requireNonNegative, requirePositive } from "./requirements";

/** One way of serving more cheaply, applied after those before it. */
export interface LeverEffect {
  /** The argument of FT.SERVING_LEVERS. */
  readonly lever: "smaller_model" | "engine_speedup" | "quantization_speedup" | "off_peak_share" | "speculative_speedup";
  readonly factor: number;
  readonly costAfter: number;
  readonly saving: number;
}

/** What is left of a serving bill after each lever in turn; the savings add up to the whole. */
export function servingLeverEffects(
  costPerMonth: number,
  levers: {
    smallerModel: number;
    engineSpeedup: number;
    quantizationSpeedup: number;
    /** Share of the hours in which the fleet is switched off. */
    offPeakShare: number;
    speculativeSpeedup: number;
  },
): LeverEffect[] {
  let cost = requireNonNegative("cost_per_month", costPerMonth);
  const apply = (lever: LeverEffect["lever"], factor: number, costAfter: number): LeverEffect => {
    const saving = cost - costAfter;
    cost = costAfter;
    return { lever, factor, costAfter, saving };
  };
  const divide = (lever: LeverEffect["lever"], factor: number) => apply(lever, factor, cost / requirePositive(lever, factor));
  const switchOff = (share: number) => apply("off_peak_share", share, cost * (1 - requireFraction("off_peak_share", share)));
  return [
    divide("smaller_model", levers.smallerModel),
    divide("engine_speedup", levers.engineSpeedup),
    divide("quantization_speedup", levers.quantizationSpeedup),
    switchOff(levers.offPeakShare),
    divide("speculative_speedup", levers.speculativeSpeedup),
  ];
}
