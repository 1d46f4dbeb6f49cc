import { DomainError } from "../engine/errors";
import { type InputRange, rangeBetween, tornado as tornadoOf } from "../engine/scenario/tornado";
import { requireNumberInput, type NumberInput } from "../engine/scenario/inputs";
import type { ScenarioEntry } from "../engine/scenario/scenario";
import { type RawCell, text } from "./support/arguments";
import { spill } from "./support/cell";
import {
  errorIn,
  isBlankRange,
  namedRows,
  output as outputOf,
  scenarioEntries,
  triedNumber,
  scenarioFrom,
} from "./support/scenario";
import { rangesInCells } from "./support/uncertainty";

function endOf(input: NumberInput, end: "low" | "high", raw: RawCell): InputRange["low"] {
  if (raw === undefined) throw new DomainError(`ranges: ${input.name} needs a ${end} value`);
  return errorIn(input.name, raw) ?? triedNumber("ranges", input, raw);
}

const rangeOfRow = (row: RawCell[]): InputRange => {
  const input = requireNumberInput("ranges", text("ranges (a name)", row[0]));
  return { input, low: endOf(input, "low", row[1]), high: endOf(input, "high", row[2]) };
};

function rangesOfCells(entries: readonly ScenarioEntry[]): InputRange[] {
  const found = rangesInCells(entries);
  if (found.length > 0) return found.map(rangeBetween);
  throw new DomainError(
    'ranges is required: rows of an input\'s name, its low and high value; or type ranges such as "20 to 40" into the scenario',
  );
}

/**
 * How far each input moves an output between a low and a high value, widest first, the others staying as they are.
 * @customfunction TORNADO
 * @category What-if
 * @param scenario Two columns, input name and value: the base. A value may be a range such as "20 to 40" (P5 to P95), which counts as its centre.
 * @param [ranges] Three columns, input name, low and high value; blank rows are skipped. P10 and P90 of the ranges in the scenario's cells when omitted.
 * @param [output] The output to show (FT.LIST("outputs")); npv when omitted.
 * @options output scenarioOutputs
 * @returns Rows of name, low, base, high (the output at each) and swing under a header, widest swing first.
 * @throws #VALUE! when an input is unknown or named twice, or a range is the wrong way round; the message names the input.
 * @example TORNADO({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, {"tier_multiplier",0.5,1;"requests_per_day",20000,60000}, "api_cost") => {"name","low","base","high","swing";"requests_per_day",3000,7500,9000,6000;"tier_multiplier",3750,7500,7500,3750}
 * @example TORNADO({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, {"requests_per_day",60000,20000}, "api_cost") => #VALUE!
 */
export function tornado(scenario: any[][], ranges?: any[][], output?: string): any[][] {
  return spill(() => {
    const entries = scenarioEntries(scenario);
    const limits = isBlankRange(ranges) ? rangesOfCells(entries) : namedRows(ranges).map(rangeOfRow);
    const bars = tornadoOf(scenarioFrom(entries), outputOf(output, "npv"), limits);
    return [
      ["name", "low", "base", "high", "swing"],
      ...bars.map(({ name, low, base, high, swing }) => [name, low, base, high, swing]),
    ];
  });
}
