import { projectPhases } from "../../presets/reference";

const PHASES = {
  hours_experiments: /^experiment|^hyper/,
  hours_evaluation: /^evaluation/,
  hours_deployment: /^deployment|^monitoring/,
} as const;
export type DividedPhase = keyof typeof PHASES;

interface Hours {
  readonly all: number;
  readonly of: Readonly<Record<DividedPhase, number>>;
}

/** What a project usually takes, by the middle of each published phase: these phases of all hours; what is left are those for the data. */
export function usualHours(): Hours {
  const hours = (pattern: RegExp): number =>
    projectPhases()
      .filter(({ key }) => pattern.test(key))
      .reduce((sum, { low_hours, high_hours }) => sum + (low_hours + high_hours) / 2, 0);
  const of = Object.fromEntries(Object.entries(PHASES).map(([name, pattern]) => [name, hours(pattern)]));
  return { all: hours(/./), of: of as Record<DividedPhase, number> };
}

/** So many hours as they usually divide among the phases, in whole hours but for the rest. */
export function hoursOfPhases(hours: number): Readonly<Record<DividedPhase | "hours_data", number>> {
  const { all, of } = usualHours();
  const divided = Object.entries(of).map(([name, part]) => [name, Math.round((hours * part) / all)] as const);
  const rest = divided.reduce((left, [, part]) => left - part, hours);
  return { hours_data: rest, ...(Object.fromEntries(divided) as Record<DividedPhase, number>) };
}
