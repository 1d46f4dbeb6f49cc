import { cacheSharesProblem } from "../apiCost";
import { CalculationError, DomainError } from "../errors";
import { isFiniteNumber } from "../numbers";
import { evaluateRows, GIVEN_QUANTITIES, inputSlot, type ReadingOf } from "./evaluation";
import { ANY_VALID_VALUE, inheritedFault } from "./faults";
import {
  domainProblem,
  inDomain,
  NUMBER_INPUTS,
  requireInput,
  zeroIsDefault,
  type InputName,
  type NumberInputName,
  type TextInputName,
} from "./inputs";
import { reasonOf } from "./missingOutput";
import type { ScenarioOutput } from "./outputs";
import type { TypedRange } from "./typedRange";
import { supply } from "./supply";
import type { PresetSource } from "./supplied";
import { shownText } from "../shownText";

/** One line of a scenario as the user wrote it; a value that is an error spoils only what depends on it. */
export interface ScenarioEntry {
  readonly name: string;
  /** Left out where the cell asks for the default; an empty cell is 0. */
  readonly value?: number | string | CalculationError;
  /** True for a 0 that is meant although a 0 would mean the default: the word none. */
  readonly isMeant?: boolean;
  /** The range the cell states instead of one number; `value` is then its centre. */
  readonly range?: TypedRange;
  /** The name that a number was given by: a model's. */
  readonly key?: string;
}

/** A scenario, checked: every number in its domain, what was left out at its default. */
export interface Scenario {
  /** By `inputSlot`; NaN where the value follows from other inputs, or is varied and has none. */
  readonly numbers: Float64Array;
  readonly texts: ReadonlyMap<TextInputName, string>;
  /** The names of numbers that were given by name. */
  readonly keys: ReadonlyMap<NumberInputName, string>;
  /** The inputs the user gave a value; 0 where the default is 0 is none. */
  readonly given: ReadonlySet<InputName>;
  /** The inputs whose cell holds an error. */
  readonly faults: ReadonlyMap<InputName, CalculationError>;
}

/** What an input is without a value: its default, or NaN where there is none or it follows from other inputs. */
export const DEFAULT_NUMBERS: Readonly<Float64Array> = defaultNumbers();

function defaultNumbers(): Float64Array {
  const numbers = new Float64Array(GIVEN_QUANTITIES).fill(NaN);
  for (const { name, fallback } of NUMBER_INPUTS) if (typeof fallback === "number") numbers[inputSlot(name)] = fallback;
  return numbers;
}

const REQUIRED_INPUTS: readonly NumberInputName[] = NUMBER_INPUTS.filter((input) => input.fallback === undefined).map(
  (input) => input.name,
);

/** A scenario as it was written, its values not yet held against their domains. */
export interface UncheckedScenario extends Scenario {
  /** What is wrong with the values, in the order of the lines. */
  readonly problems: readonly DomainError[];
  /** The inputs whose cell is 0 or empty. */
  readonly zeros: ReadonlySet<NumberInputName>;
}

/** Knows no presets: a scenario that needs one says so. */
const NO_PRESETS: PresetSource = {
  apiPrices: () => {
    throw new DomainError("no prices of API models are at hand: enter price_in_per_1m and price_out_per_1m");
  },
  instance: () => undefined,
};

/**
 * A scenario from its lines, in any order, with values outside their domains as they are.
 * @param varied Inputs that the question varies, and that therefore need no value of their own.
 * @throws DomainError for an unknown, repeated or missing input.
 */
export function uncheckedScenario(
  entries: readonly ScenarioEntry[],
  varied: readonly NumberInputName[] = [],
  presets: PresetSource = NO_PRESETS,
): UncheckedScenario {
  const numbers = Float64Array.from(DEFAULT_NUMBERS);
  const keys = new Map<NumberInputName, string>();
  const texts = new Map<TextInputName, string>();
  const named = new Set<InputName>();
  const given = new Set<InputName>();
  const faults = new Map<InputName, CalculationError>();
  const problems: DomainError[] = [];
  const zeros = new Set<NumberInputName>();
  for (const { name, value, isMeant, key } of entries) {
    const input = requireInput("scenario", name);
    if (named.has(input.name)) throw new DomainError(`scenario names ${input.name} twice`);
    named.add(input.name);
    if (value === undefined) continue;
    given.add(input.name);
    if (value instanceof CalculationError) {
      faults.set(input.name, value);
      if (input.kind === "number") numbers[inputSlot(input.name)] = ANY_VALID_VALUE;
    } else if (input.kind === "text") {
      texts.set(input.name, String(value));
    } else if (typeof value !== "number") {
      throw new DomainError(`${input.name} must be a number, not "${shownText(value)}"`);
    } else {
      if (value === 0 && isMeant !== true) {
        zeros.add(input.name);
        if (input.fallback === 0 || zeroIsDefault(input)) given.delete(input.name);
        if (zeroIsDefault(input)) continue;
      }
      numbers[inputSlot(input.name)] = value;
      if (key !== undefined) keys.set(input.name, key);
      if (!inDomain(input.domain, value)) problems.push(domainProblem(input, value));
    }
  }
  const shares = cacheSharesProblem(numbers[inputSlot("cached_share")], numbers[inputSlot("cache_write_share")]);
  if (shares !== undefined) problems.push(shares);
  const scenario = { numbers, texts, keys, given, faults, problems, zeros };
  const followed = supply(scenario, varied, presets);
  const missing = REQUIRED_INPUTS.filter((name) => !given.has(name) && !varied.includes(name) && !followed.has(name));
  if (missing.length > 0) {
    throw new DomainError(`scenario needs ${missing.join(", ")}: ${missing.length > 1 ? "they have" : "it has"} no default`);
  }
  return scenario;
}

/**
 * A scenario from its lines, in any order.
 * @param varied Inputs that the question varies, and that therefore need no value of their own.
 * @throws DomainError for an unknown, repeated or missing input, or a value outside its domain.
 */
export function scenarioOf(
  entries: readonly ScenarioEntry[],
  varied: readonly NumberInputName[] = [],
  presets: PresetSource = NO_PRESETS,
): Scenario {
  const scenario = uncheckedScenario(entries, varied, presets);
  if (scenario.problems.length > 0) throw scenario.problems[0];
  return scenario;
}

/** What a cell shows of an output: its value, or the error that says why there is none. */
export type OutputValue = number | boolean | CalculationError;

/** The values of an output's column as cells show them, by row. */
export function shownOutput(
  output: ScenarioOutput,
  column: Readonly<Float64Array>,
  readingOf: ReadingOf,
): (row: number) => OutputValue {
  let reason: ((row: number) => CalculationError) | undefined;
  return (row) => {
    const value = column[row];
    if (isFiniteNumber(value)) return output.kind === "flag" ? value === 1 : value;
    reason ??= reasonOf(output.name, readingOf);
    return reason(row);
  };
}

/** Passes on the error of an input that the output of a what-if depends on. */
export function requireNoFault(scenario: Scenario, output: ScenarioOutput, varied: readonly NumberInputName[]): void {
  const fault = inheritedFault(scenario, output.name, varied);
  if (fault !== undefined) throw fault;
}

/** The outputs of one scenario. */
export function scenarioOutputs(scenario: Scenario, outputs: readonly ScenarioOutput[]): OutputValue[] {
  const values: OutputValue[] = [];
  evaluateRows({
    numbers: scenario.numbers,
    varied: [],
    outputs: outputs.map((output) => output.name),
    count: 1,
    fill: () => undefined,
    take: (columns, _from, _count, readingOf) => {
      for (let i = 0; i < outputs.length; i++) values.push(shownOutput(outputs[i], columns[i], readingOf)(0));
    },
  });
  if (scenario.faults.size > 0) outputs.forEach((output, i) => (values[i] = inheritedFault(scenario, output.name) ?? values[i]));
  return values;
}
