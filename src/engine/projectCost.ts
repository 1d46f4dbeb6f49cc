import { requireFraction, requireNonNegative, requirePositive, requirePositiveFraction } from "./requirements";

/** What a fine-tuning project consumes once. */
export interface ProjectWork {
  /** Hours of work, phase by phase; summed. */
  hours: readonly number[];
  hourlyRate: number;
  runs: number;
  costPerRun: number;
  dataCost: number;
  otherCost: number;
  /** Share added to everything else for what was not foreseen. */
  contingencyFraction: number;
}

/** The one-time cost of a project ($); the parts add up to the total. */
export interface ProjectCost {
  engineeringCost: number;
  computeCost: number;
  dataCost: number;
  otherCost: number;
  contingencyCost: number;
  totalCost: number;
}

/** The one-time cost of a project, in its parts. */
export function projectCost(work: ProjectWork): ProjectCost {
  let hours = 0;
  for (let i = 0; i < work.hours.length; i++) {
    hours += requireNonNegative(work.hours.length === 1 ? "hours" : `hours (value ${i + 1})`, work.hours[i]);
  }
  const engineeringCost = hours * requireNonNegative("hourly_rate", work.hourlyRate);
  const computeCost = requireNonNegative("runs", work.runs) * requireNonNegative("cost_per_run", work.costPerRun);
  const dataCost = requireNonNegative("data_cost", work.dataCost);
  const otherCost = requireNonNegative("other_cost", work.otherCost);
  const planned = engineeringCost + computeCost + dataCost + otherCost;
  const contingencyCost = planned * requireFraction("contingency", work.contingencyFraction);
  return { engineeringCost, computeCost, dataCost, otherCost, contingencyCost, totalCost: planned + contingencyCost };
}

/** Calendar weeks that hours of work take a team which has only a share of its time for them. */
export function projectWeeks(work: {
  hours: number;
  engineers: number;
  availabilityFraction: number;
  hoursPerWeek: number;
}): number {
  const teamHoursPerWeek =
    requirePositive("engineers", work.engineers) *
    requirePositiveFraction("availability", work.availabilityFraction) *
    requirePositive("hours_per_week", work.hoursPerWeek);
  return requireNonNegative("hours", work.hours) / teamHoursPerWeek;
}
