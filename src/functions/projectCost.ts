import { projectCost as costOfProject } from "../engine/projectCost";
import { number, numbers, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * One-time cost of a fine-tuning project: work, training runs, data, other costs and contingency.
 * @customfunction PROJECT_COST
 * @category Project
 * @param hours Hours of work (h): one value, or a range that is summed.
 * @param hourly_rate Cost of an hour of work ($/h).
 * @param [runs] Training runs (runs); 0 when omitted.
 * @param [cost_per_run] Cost of one training run ($/run); 0 when omitted.
 * @param [data_cost] Cost of data and labels ($); 0 when omitted.
 * @param [other_cost] Any other one-time cost ($); 0 when omitted.
 * @param [contingency] Share added to everything for what was not foreseen (fraction, 0.1 is 10 %); 0 when omitted.
 * @returns Cost ($).
 * @throws #VALUE! when a cost or a number of hours is negative, or contingency is not between 0 and 1.
 * @example PROJECT_COST({40,20,24,16}, 150, 8, 12) => 15096
 * @example PROJECT_COST({40;20;24;16}, 150, 8, 12, 2000, 500, 0.1) => 19355.6
 * @example PROJECT_COST(100, -150) => #VALUE!
 * @see FT.PROJECT_PHASES for typical hours
 * @requiresParameterAddresses
 */
export function projectCost(
  hours: any[][],
  hourly_rate: number,
  runs?: number,
  cost_per_run?: number,
  data_cost?: number,
  other_cost?: number,
  contingency?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(
    () =>
      costOfProject({
        hours: numbers("hours", hours),
        hourlyRate: number("hourly_rate", hourly_rate, call),
        runs: optional("runs", runs, 0),
        costPerRun: optional("cost_per_run", cost_per_run, 0),
        dataCost: optional("data_cost", data_cost, 0),
        otherCost: optional("other_cost", other_cost, 0),
        contingencyFraction: optional("contingency", contingency, 0),
      }).totalCost,
  );
}
