import { switchingValues as switchingValuesOf } from "../engine/scenario/switchingValues";
import { optional } from "./support/arguments";
import { spill } from "./support/cell";
import { output as outputOf, scenario as scenarioFrom } from "./support/scenario";

/**
 * What would change the answer: for every input the nearest value at which an output crosses a target, all others as they are.
 * @customfunction SWITCHING_VALUES
 * @category What-if
 * @param scenario Two columns, input name and value.
 * @param [output] The output that is to cross the target (FT.LIST("outputs")); npv when omitted.
 * @param [target] The value to cross; 0 when omitted.
 * @options output scenarioOutputs
 * @returns Rows of input, now, switches_at and change ((switches_at − now) / |now|) under a header, the smallest change first; an input that is 0 now has no change and stands last, one that cannot turn the answer is left out.
 * @throws #VALUE! when an input or output is unknown, or the output is TRUE or FALSE.
 * @example SWITCHING_VALUES({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, "api_cost", 3750) => {"input","now","switches_at","change";"requests_per_day",50000,25000,-0.5;"tier_multiplier",1,0.5,-0.5;"days_per_month",30,15,-0.5;"tokens_in",800,300,-0.625;"price_in_per_1m",5,1.875,-0.625}
 * @example SWITCHING_VALUES({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, "above_breakeven") => #VALUE!
 * @see FT.GOALSEEK for one input between bounds of one's own
 */
export function switchingValues(scenario: any[][], output?: string, target?: number): any[][] {
  return spill(() => [
    ["input", "now", "switches_at", "change"],
    ...switchingValuesOf(scenarioFrom(scenario), outputOf(output, "npv"), optional("target", target, 0)).map(
      ({ name, now, switchesAt, change }) => [name, now, switchesAt, change ?? ""],
    ),
  ]);
}
