import { DomainError } from "../engine/errors";
import { requireNumberInput, type NumberInput } from "../engine/scenario/inputs";
import { sensitivity as sensitivityOf, type TriedValue, type Variation } from "../engine/scenario/sensitivity";
import { filledLength, isBlank, isBlankOrZero, type RawCell, rows, text } from "./support/arguments";
import { spill } from "./support/cell";
import { whereWritten } from "./support/parameterAddresses";
import { errorIn, isBlankRange, output as outputOf, scenarioEntries, scenarioFrom, triedNumber } from "./support/scenario";

/** The values of a range. Behind the last one, zeros and empty cells are blanks; before it, and in a list written in the formula, 0 is a value. */
function valuesOf(argument: string, input: NumberInput, raw: RawCell, call?: CustomFunctions.Invocation): TriedValue[] {
  const cells = rows(raw).flat();
  const end = filledLength(cells, whereWritten(argument, call) === "in the formula" ? isBlank : isBlankOrZero);
  const values = cells.slice(0, end).map((cell) => errorIn(argument, cell) ?? triedNumber(argument, input, cell));
  if (values.length === 0) throw new DomainError(`${argument} is required: enter the values ${input.name} is to take`);
  return values;
}

/**
 * One output of a scenario for every value of one input, or of two: what Excel's Data Table computes.
 * @customfunction SENSITIVITY
 * @category What-if
 * @param scenario Two columns, input name and value; the varied inputs may be left out.
 * @param input The input to vary (FT.LIST("inputs")).
 * @param values The values it is to take, a range; blank cells are left out.
 * @param [output] The output to show (FT.LIST("outputs")); npv when omitted.
 * @param [input_2] A second input to vary, across.
 * @param [values_2] The values it is to take, a range.
 * @options input scenarioInputs
 * @options output scenarioOutputs
 * @options input_2 scenarioInputs
 * @returns Rows of value and result under a header; with input_2 a table whose first row holds the values of input_2.
 * @throws #VALUE! when an input or output is unknown; a value outside the input's domain gives it in its own cell.
 * @example SENSITIVITY({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, "requests_per_day", {10000,20000}, "api_cost") => {"requests_per_day","api_cost";10000,1500;20000,3000}
 * @example SENSITIVITY({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, "requests_per_day", {10000,20000}, "api_cost", "tier_multiplier", {0.5,1}) => {"api_cost",0.5,1;10000,750,1500;20000,1500,3000}
 * @example SENSITIVITY({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, "cached_share", {0.5,5}, "api_cost") => {"cached_share","api_cost";0.5,7500;5,#VALUE!}
 * @example SENSITIVITY({"requests_per_day",50000}, "reqests_per_day", {1,2}) => #VALUE!
 * @requiresParameterAddresses
 */
export function sensitivity(
  scenario: any[][],
  input: string,
  values: any[][],
  output?: string,
  input_2?: string,
  values_2?: any[][],
  call?: CustomFunctions.Invocation,
): any[][] {
  return spill(() => {
    const entries = scenarioEntries(scenario);
    const downInput = requireNumberInput("input", text("input", input));
    const hasSecond = !isBlankOrZero(input_2);
    if (!hasSecond && !isBlankRange(values_2)) {
      throw new DomainError("input_2 is required with values_2: enter the input that takes them");
    }
    const acrossInput = hasSecond ? requireNumberInput("input_2", text("input_2", input_2)) : undefined;
    if (acrossInput === downInput) throw new DomainError(`input_2 must be another input than input: both are ${downInput.name}`);
    const varied = acrossInput === undefined ? [downInput.name] : [downInput.name, acrossInput.name];

    const given = scenarioFrom(entries, varied);
    const asked = outputOf(output, "npv");
    const down: Variation = { input: downInput, values: valuesOf("values", downInput, values, call) };
    const across =
      acrossInput === undefined ? undefined : { input: acrossInput, values: valuesOf("values_2", acrossInput, values_2, call) };
    const results = sensitivityOf(given, asked, down, across);
    return [
      across === undefined ? [downInput.name, asked.name] : [asked.name, ...across.values],
      ...results.map((row, i) => [down.values[i], ...row]),
    ];
  });
}
