import { projectWeeks as weeksOfProject } from "../engine/projectCost";
import { number, optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Calendar weeks that hours of work take a team.
 * @customfunction PROJECT_WEEKS
 * @category Project
 * @param hours Hours of work (h).
 * @param engineers Engineers on the project (people).
 * @param [availability] Share of their time that the project gets (fraction); 0.6 when omitted or 0.
 * @param [hours_per_week] Working hours in a week (h/week); 40 when omitted or 0.
 * @returns Weeks.
 * @throws #VALUE! when engineers is not positive, or availability is above 1.
 * @example PROJECT_WEEKS(132, 2) => 2.75
 * @example PROJECT_WEEKS(132, 2, 0.5, 35) => 3.7714285714285714
 * @example PROJECT_WEEKS(132, 0) => #VALUE!
 * @requiresParameterAddresses
 */
export function projectWeeks(
  hours: number,
  engineers: number,
  availability?: number,
  hours_per_week?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    weeksOfProject({
      hours: number("hours", hours, call),
      engineers: number("engineers", engineers, call),
      availabilityFraction: optionalNonZero("availability", availability, 0.6),
      hoursPerWeek: optionalNonZero("hours_per_week", hours_per_week, 40),
    }),
  );
}
