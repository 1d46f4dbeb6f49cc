import { goalSeek } from "../engine/scenario/goalSeek";
import { requireNumberInput } from "../engine/scenario/inputs";
import { number, optional, text } from "./support/arguments";
import { cell } from "./support/cell";
import { output as outputOf, scenarioEntries, scenarioFrom } from "./support/scenario";

/**
 * The value of one input at which an output meets a target: what Excel's Goal Seek does, recalculated with the sheet.
 * @customfunction GOALSEEK
 * @category What-if
 * @param scenario Two columns, input name and value; the sought input may be left out.
 * @param input The input to find (FT.LIST("inputs")).
 * @param target What the output is to be, in its own unit.
 * @param [output] The output that meets the target (FT.LIST("outputs")); npv when omitted.
 * @param [low] Lowest value to look at; the least the input may be when omitted.
 * @param [high] Highest value to look at; the most the input may be when omitted.
 * @options input scenarioInputs
 * @options output scenarioOutputs
 * @returns The value of the input, in its unit.
 * @throws #N/A when no value, or more than one, meets the target; the message names what was found.
 * @throws #VALUE! when an input or output is unknown, or low is above high.
 * @example GOALSEEK({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, "requests_per_day", 3000, "api_cost") => 20000
 * @example GOALSEEK({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, "cached_share", 9000, "api_cost") => #N/A
 * @example GOALSEEK({"requests_per_day",50000}, "requets_per_day", 3000) => #VALUE!
 * @requiresParameterAddresses
 */
export function goalseek(
  scenario: any[][],
  input: string,
  target: number,
  output?: string,
  low?: number,
  high?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() => {
    const entries = scenarioEntries(scenario);
    const sought = requireNumberInput("input", text("input", input));
    return goalSeek(scenarioFrom(entries, [sought.name]), outputOf(output, "npv"), sought, {
      target: number("target", target, call),
      low: optional("low", low, undefined, call),
      high: optional("high", high, undefined, call),
    });
  });
}
