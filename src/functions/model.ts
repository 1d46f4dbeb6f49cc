import { SCENARIO_OUTPUTS } from "../engine/scenario/outputs";
import { scenarioOutputs } from "../engine/scenario/scenario";
import { normalizeName } from "../engine/names";
import { optionalText } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { output as outputOf, scenario as scenarioOf } from "./support/scenario";

// As text: naming the enum would keep all of its members in functions.js.
const ALL = "all";

/**
 * The full comparison of fine-tuning with staying on the API, from one block of inputs.
 * @customfunction MODEL
 * @category What-if
 * @param scenario Two columns, input name and value, in any order (FT.LIST("inputs")); with names given, a row or column of values.
 * @param [output] One output (FT.LIST("outputs")), or all for rows of name, value, unit; all when omitted.
 * @param [names] A row or column of input names that belong to the values of scenario, so that the formula can be dragged down rows.
 * @options output scenarioOutputsOrAll
 * @returns One output, or rows of name, value and unit.
 * @throws #VALUE! when an input is unknown, named twice, missing, not a number or outside its domain; the message names it.
 * @throws #N/A for an output that never comes, such as payback_months without a saving; within "all" in its own cell.
 * @example MODEL({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25;"instances",4}, "saving") => 3899.678
 * @example MODEL({50000,800,200,5,5,1.25,4,15598.712}, "payback_months", {"requests_per_day","tokens_in","tokens_out","price_in_per_1m","price_out_per_1m","price_per_instance_hour","instances","other_cost"}) => 4
 * @example MODEL({"requests_per_day",5000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",1;"price_out_per_1m",1;"price_per_instance_hour",1.25}, "payback_months") => #N/A
 * @example MODEL({"requets_per_day",5000}) => #VALUE!
 * @see docs/what-if.md for every input, output and equation
 */
export function model(scenario: any[][], output?: string, names?: any[][]): any[][] {
  return cellOrSpill(() => {
    const asked = optionalText("output", output, ALL);
    const given = scenarioOf(scenario, names);
    if (normalizeName(asked) !== ALL) return scenarioOutputs(given, [outputOf(asked, "")])[0];
    const values = scenarioOutputs(given, SCENARIO_OUTPUTS);
    return SCENARIO_OUTPUTS.map(({ name, unit }, i) => [name, values[i], unit]);
  });
}
