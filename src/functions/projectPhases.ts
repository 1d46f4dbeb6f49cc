import { projectPhaseCosts } from "../engine/projectPhases";
import { projectPhases as phases } from "../presets/reference";
import { optional } from "./support/arguments";
import { spill } from "./support/cell";

/**
 * The eight phases of a fine-tuning project with their usual hours and what these cost.
 * @customfunction PROJECT_PHASES
 * @category Project
 * @param [hourly_rate] Cost of an engineering hour ($/h); 150 when omitted.
 * @returns A table: phase, low hours, high hours, low cost ($), high cost ($), with a header row and a total row.
 * @throws #VALUE! when hourly_rate is negative.
 * @example PROJECT_PHASES() => {"phase","low_hours","high_hours","low_cost","high_cost";"Data collection and curation",20,60,3000,9000} ...
 * @example PROJECT_PHASES(100) => {"phase","low_hours","high_hours","low_cost","high_cost";"Data collection and curation",20,60,2000,6000;"Formatting and quality checks",8,16,800,1600;"Experiment setup",4,8,400,800;"Hyperparameter search",8,16,800,1600;"Evaluation framework",8,16,800,1600;"Evaluation and iteration",16,40,1600,4000;"Deployment and integration",8,24,800,2400;"Monitoring",4,8,400,800;"Total",76,188,7600,18800}
 * @example PROJECT_PHASES(-1) => #VALUE!
 * @see FT.PROJECT_COST for the cost of a project with its compute
 * @requiresParameterAddresses
 */
export function projectPhases(hourly_rate?: number, call?: CustomFunctions.Invocation): any[][] {
  return spill(() => {
    const { rows, total } = projectPhaseCosts(phases(), optional("hourly_rate", hourly_rate, 150, call));
    const cells = (row: (typeof rows)[number]) => [row.name, row.lowHours, row.highHours, row.lowCostUsd, row.highCostUsd];
    return [["phase", "low_hours", "high_hours", "low_cost", "high_cost"], ...rows.map(cells), cells(total)];
  });
}
