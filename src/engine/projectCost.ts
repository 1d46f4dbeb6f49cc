import { requireDivisor, requireFraction, requireNonNegative, requirePositive, requirePositiveFraction } from "./requirements";

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

/** What is planned, and what is added for what was not foreseen; unchecked, for loops over many projects. */
export function addContingency(planned: number, contingencyFraction: number): { contingencyCost: number; totalCost: number } {
  const contingencyCost = planned * contingencyFraction;
  return { contingencyCost, totalCost: planned + contingencyCost };
}

/** The one-time cost of a project, in its parts. */
export function projectCost(work: ProjectWork): ProjectCost {
  let hours = 0;
  for (let i = 0; i < work.hours.length; i++) {
    hours += requireNonNegative(work.hours.length === 1 ? "hours" : `hours (value ${i + 1})`, work.hours[i]);
  }
  requireNonNegative("hourly_rate", work.hourlyRate);
  requireNonNegative("runs", work.runs);
  requireNonNegative("cost_per_run", work.costPerRun);
  requireNonNegative("data_cost", work.dataCost);
  requireNonNegative("other_cost", work.otherCost);
  requireFraction("contingency", work.contingencyFraction);
  const engineeringCost = hours * work.hourlyRate;
  const computeCost = work.runs * work.costPerRun;
  const { dataCost, otherCost } = work;
  const planned = engineeringCost + computeCost + dataCost + otherCost;
  return { engineeringCost, computeCost, dataCost, otherCost, ...addContingency(planned, work.contingencyFraction) };
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
  return requireNonNegative("hours", work.hours) / requireDivisor(teamHoursPerWeek);
}
