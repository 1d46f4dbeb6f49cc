import { CalculationError, DomainError } from "../errors";
import { evaluateRows, inputSlot } from "./evaluation";
import { requireInDomain, type NumberInput } from "./inputs";
import type { ScenarioOutput } from "./outputs";
import type { TypedRange } from "./typedRange";
import { requireNoFault, shownOutput, type OutputValue, type Scenario } from "./scenario";

/** The lowest and highest value an input may well take; a cell that holds an error spoils only its own range. */
export interface InputRange {
  readonly input: NumberInput;
  readonly low: number | CalculationError;
  readonly high: number | CalculationError;
}

/** Between P10 and P90 of a range. */
export const rangeBetween = ({ input, range }: { readonly input: NumberInput; readonly range: TypedRange }): InputRange => ({
  input,
  low: range.quantile(0.1),
  high: range.quantile(0.9),
});

/** What an output comes to at both ends of a range, all other inputs as they are. */
export interface TornadoBar {
  readonly name: string;
  readonly low: OutputValue;
  readonly base: OutputValue;
  readonly high: OutputValue;
  /** The distance of `high` from `low`; without a value where one of them has none. */
  readonly swing: number | CalculationError;
}

function checkRange({ input, low, high }: InputRange): CalculationError | undefined {
  if (low instanceof CalculationError) return low;
  if (high instanceof CalculationError) return high;
  if (low > high) throw new DomainError(`the range of ${input.name} is the wrong way round: ${low} is above ${high}`);
  requireInDomain(input, low);
  requireInDomain(input, high);
  return undefined;
}

/** How far each range moves an output, the widest first; a range that moves it to where it has no value comes before all. */
export function tornado(scenario: Scenario, output: ScenarioOutput, ranges: readonly InputRange[]): TornadoBar[] {
  if (ranges.length === 0)
    throw new DomainError("ranges is empty: it needs rows of an input's name, its lowest and highest value");
  const seen = new Set<string>();
  for (const { input } of ranges) {
    if (seen.has(input.name)) throw new DomainError(`ranges names ${input.name} twice`);
    seen.add(input.name);
  }
  requireNoFault(scenario, output, []);
  const faults = ranges.map(checkRange);
  const base = ranges.map(({ input }) => scenario.numbers[inputSlot(input.name)]);

  // One row as it is, then two for each range: its low end, its high end.
  const results: OutputValue[] = [];
  evaluateRows({
    numbers: scenario.numbers,
    varied: ranges.map(({ input }) => input.name),
    outputs: [output.name],
    count: 1 + 2 * ranges.length,
    fill: (columns, from, count) => {
      for (let i = 0; i < count; i++) {
        const moved = Math.floor((from + i - 1) / 2);
        const end = (from + i) % 2 === 1 ? "low" : "high";
        for (let r = 0; r < ranges.length; r++) {
          columns[r][i] = r === moved && faults[r] === undefined ? (ranges[r][end] as number) : base[r];
        }
      }
    },
    take: ([column], _from, count, readingOf) => {
      const valueOf = shownOutput(output, column, readingOf);
      for (let i = 0; i < count; i++) results.push(valueOf(i));
    },
  });

  const bars = ranges.map(({ input }, r): TornadoBar => {
    const fault = faults[r];
    const [low, high] = fault === undefined ? results.slice(1 + 2 * r, 3 + 2 * r) : [fault, fault];
    const swing = fault ?? swingOf(low, high);
    return { name: input.name, low, base: results[0], high, swing };
  });
  const width = ({ swing }: TornadoBar, r: number): number =>
    faults[r] !== undefined ? -1 : typeof swing === "number" ? swing : Infinity;
  return bars
    .map((bar, r) => ({ bar, width: width(bar, r) }))
    .sort((a, b) => (a.width === b.width ? 0 : b.width - a.width))
    .map(({ bar }) => bar);
}

function swingOf(low: OutputValue, high: OutputValue): number | CalculationError {
  if (low instanceof CalculationError) return low;
  if (high instanceof CalculationError) return high;
  return Math.abs(Number(high) - Number(low));
}
