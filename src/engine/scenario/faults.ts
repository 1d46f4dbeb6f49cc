import type { CalculationError } from "../errors";
import { hasValue } from "../numbers";
import { dependsOn, inputSlot } from "./evaluation";
import { NUMBER_INPUTS, type InputName, type NumberInputName } from "./inputs";
import type { QuantityName } from "./steps";

/*
 * An input whose cell holds an error spoils what is computed from it, and nothing else.
 */

/** Valid for every input, so that rows without a usable value can stand in a column. */
export const ANY_VALID_VALUE = 1;

/** Whether a quantity of this scenario moves with an input: the bill counts only where no traffic is given. */
export function movesWith(scenario: { readonly numbers: Float64Array }, quantity: QuantityName, input: NumberInputName): boolean {
  if (input === "api_bill_per_month" && hasValue(scenario.numbers[inputSlot("requests_per_day")])) return false;
  return dependsOn(quantity, input);
}

/** The error that a quantity inherits from an input it depends on whose cell holds one; a varied input has values of its own. */
export function inheritedFault(
  scenario: { readonly numbers: Float64Array; readonly faults: ReadonlyMap<InputName, CalculationError> },
  quantity: QuantityName,
  varied: readonly NumberInputName[] = [],
): CalculationError | undefined {
  for (const [name, fault] of scenario.faults) {
    const input = NUMBER_INPUTS.find((candidate) => candidate.name === name)?.name;
    if (input !== undefined && !varied.includes(input) && movesWith(scenario, quantity, input)) return fault;
  }
  return undefined;
}
