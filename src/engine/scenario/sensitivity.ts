import { CalculationError } from "../errors";
import { evaluateRows } from "./evaluation";
import { requireInDomain, type NumberInput } from "./inputs";
import type { ScenarioOutput } from "./outputs";
import { ANY_VALID_VALUE } from "./faults";
import { requireNoFault, shownOutput, type OutputValue, type Scenario } from "./scenario";

/** A value to try; one whose cell holds an error spoils only its own results. */
export type TriedValue = number | CalculationError;

/** An input and the values it is to take. */
export interface Variation {
  readonly input: NumberInput;
  readonly values: readonly TriedValue[];
}

function faultOf({ input, values }: Variation): (CalculationError | undefined)[] {
  return values.map((value) => {
    if (value instanceof CalculationError) return value;
    try {
      requireInDomain(input, value);
      return undefined;
    } catch (error) {
      if (error instanceof CalculationError) return error;
      throw error;
    }
  });
}

const usable = (variation: Variation, faults: readonly (CalculationError | undefined)[]): number[] =>
  variation.values.map((value, i) => (faults[i] === undefined ? (value as number) : ANY_VALID_VALUE));

/**
 * An output for every value of an input, or for every pair of values of two: what Excel's Data Table computes.
 * @returns A row for each value of the first input, in it a cell for each value of the second.
 */
export function sensitivity(
  scenario: Scenario,
  output: ScenarioOutput,
  down: Variation,
  across: Variation | undefined,
): OutputValue[][] {
  const varied = across === undefined ? [down.input.name] : [down.input.name, across.input.name];
  requireNoFault(scenario, output, varied);
  const downFaults = faultOf(down);
  const acrossFaults = across === undefined ? [undefined] : faultOf(across);
  const downValues = usable(down, downFaults);
  const acrossValues = across === undefined ? [NaN] : usable(across, acrossFaults);
  const width = acrossValues.length;

  const table: OutputValue[][] = down.values.map(() => []);
  evaluateRows({
    numbers: scenario.numbers,
    varied,
    outputs: [output.name],
    count: downValues.length * width,
    fill: ([downColumn, acrossColumn], from, count) => {
      for (let i = 0; i < count; i++) {
        downColumn[i] = downValues[Math.floor((from + i) / width)];
        if (acrossColumn !== undefined) acrossColumn[i] = acrossValues[(from + i) % width];
      }
    },
    take: ([results], from, count, readingOf) => {
      const valueOf = shownOutput(output, results, readingOf);
      for (let i = 0; i < count; i++) {
        const row = Math.floor((from + i) / width);
        const fault = downFaults[row] ?? acrossFaults[(from + i) % width];
        table[row].push(fault ?? valueOf(i));
      }
    },
  });
  return table;
}
