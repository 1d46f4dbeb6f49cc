import { requireNonNegative } from "./requirements";

/** The hours a phase usually takes, from few to many. */
export interface PhaseHours {
  readonly name: string;
  readonly low_hours: number;
  readonly high_hours: number;
}

/** A phase with what its hours cost. */
export interface PhaseCost {
  readonly name: string;
  readonly lowHours: number;
  readonly highHours: number;
  readonly lowCostUsd: number;
  readonly highCostUsd: number;
}

/** What each phase costs at an hourly rate, and all of them together. */
export function projectPhaseCosts(phases: readonly PhaseHours[], hourlyRate: number): { rows: PhaseCost[]; total: PhaseCost } {
  const rate = requireNonNegative("hourly_rate", hourlyRate);
  const cost = (name: string, low: number, high: number): PhaseCost => ({
    name,
    lowHours: low,
    highHours: high,
    lowCostUsd: low * rate,
    highCostUsd: high * rate,
  });
  const sum = (hoursOf: (phase: PhaseHours) => number): number => phases.reduce((total, phase) => total + hoursOf(phase), 0);
  return {
    rows: phases.map((phase) => cost(phase.name, phase.low_hours, phase.high_hours)),
    total: cost(
      "Total",
      sum((phase) => phase.low_hours),
      sum((phase) => phase.high_hours),
    ),
  };
}
