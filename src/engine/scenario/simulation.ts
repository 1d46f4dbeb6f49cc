import { type CalculationError, DivisionByZero, DomainError, NoAnswer } from "../errors";
import type { Sampler } from "../distributions";
import { percentiles } from "../orderStatistics";
import { fillUniform, streamState, wordsOf } from "../randomNumbers";
import { requireWhole } from "../requirements";
import { CHUNK, evaluateRows } from "./evaluation";
import { closedBounds, domainText, type NumberInput } from "./inputs";
import type { ScenarioOutput } from "./outputs";
import { requireNoFault, type Scenario } from "./scenario";
import { hasValue, isFiniteNumber } from "../numbers";

const LARGEST_SEED = Number.MAX_SAFE_INTEGER;
const TWO_TO_32 = 4294967296;
const MOST_TRIALS = 1_000_000;

/** An input that is not known for certain. */
export interface UncertainInput {
  readonly input: NumberInput;
  readonly sampler: Sampler;
}

/** A statistic of the trials, or why there is none. */
export interface Statistic {
  readonly name: string;
  readonly value: number | CalculationError;
}

const PERCENTS = [5, 10, 25, 50, 75, 90, 95];

/**
 * The distribution of an output when inputs are drawn at random, trial by trial.
 *
 * Every input has a stream of random numbers of its own for every CHUNK trials, named by the seed, the input and the
 * place of the trials. So a trial is the same whatever the order in which trials or inputs are computed, a longer
 * simulation begins with the trials of a shorter one, and the draws of one input do not change when another one becomes
 * uncertain.
 */
export function simulate(
  scenario: Scenario,
  output: ScenarioOutput,
  uncertain: readonly UncertainInput[],
  { trials, seed }: { trials: number; seed: number },
): Statistic[] {
  requireWhole("trials", trials, 2);
  if (trials > MOST_TRIALS) throw new DomainError(`trials must be at most ${MOST_TRIALS}, not ${trials}`);
  requireWhole("seed", seed, 1);
  if (seed > LARGEST_SEED) throw new DomainError(`seed must be at most ${LARGEST_SEED}, not ${seed}`);
  const varied = uncertain.map(({ input }) => input.name);
  uncertain.forEach(({ input }, i) => {
    if (varied.indexOf(input.name) !== i) throw new DomainError(`distributions names ${input.name} twice`);
  });
  requireNoFault(scenario, output, varied);

  const results = new Float64Array(trials);
  const streams = varied.map((name) => [seed % TWO_TO_32, Math.floor(seed / TWO_TO_32), ...wordsOf(name)]);
  evaluateRows({
    numbers: scenario.numbers,
    varied,
    outputs: [output.name],
    count: trials,
    fill: (columns, from, count) => {
      for (let c = 0; c < columns.length; c++) {
        fillUniform(streamState([...streams[c], from / CHUNK]), columns[c], count);
        uncertain[c].sampler(columns[c], count);
        requireDomain(uncertain[c].input, columns[c], from, count);
      }
    },
    take: ([column], from, count) => results.set(count === CHUNK ? column : column.subarray(0, count), from),
  });
  return statistics(output, results, { trials, seed });
}

function requireDomain(input: NumberInput, column: Float64Array, from: number, count: number): void {
  const [lowest, highest] = closedBounds(input.domain);
  const whole = input.domain.whole === true;
  for (let i = 0; i < count; i++) {
    const value = column[i];
    if (value >= lowest && value <= highest && !(whole && Math.floor(value) !== value)) continue;
    throw new DomainError(
      `${input.name} must be ${domainText(input.domain)}, but trial ${from + i + 1} draws ${value}: choose a distribution that stays inside`,
    );
  }
}

function statistics(
  output: ScenarioOutput,
  results: Float64Array,
  { trials, seed }: { trials: number; seed: number },
): Statistic[] {
  let count = 0;
  let sum = 0;
  let above = 0;
  let lost = 0;
  for (let i = 0; i < trials; i++) {
    const value = results[i];
    if (!isFiniteNumber(value)) continue;
    results[count++] = value;
    sum += value;
    if (value > 0) above++;
    else lost -= value;
  }
  const values = results.subarray(0, count);
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (values[i] - mean) * (values[i] - mean);
  const sd = Math.sqrt(squares / (count - 1));

  const missing = trials - count;
  const none = new NoAnswer(`${output.name} has a value in none of the ${trials} trials`);
  // A trial that never pays back is the worst of all: it ranks last, and no mean can include it.
  const unbounded =
    missing > 0 && output.neverRanksLast === true
      ? new NoAnswer(`${output.name} is never reached in ${missing} of ${trials} trials: a mean of the others would hide them`)
      : undefined;
  const ranks = percentiles(
    values,
    unbounded === undefined ? count : trials,
    PERCENTS.map((percent) => percent / 100),
  );
  const percentile = (value: number, percent: number): number | CalculationError =>
    hasValue(value)
      ? value
      : new NoAnswer(`P${percent} falls among the ${missing} of ${trials} trials in which ${output.name} is never reached`);
  const known = <Value>(value: Value): Value | CalculationError => (count === 0 ? none : value);
  return [
    { name: "mean", value: known(unbounded ?? mean) },
    { name: "sd", value: known(unbounded ?? (count > 1 ? sd : new DivisionByZero("a single value has no deviation"))) },
    ...PERCENTS.map((percent, i) => ({ name: `P${percent}`, value: known(percentile(ranks[i], percent)) })),
    { name: "probability above 0", value: above / trials },
    { name: "expected loss", value: known(lost / count) },
    { name: "share without a value", value: missing / trials },
    { name: "trials", value: trials },
    { name: "seed", value: seed },
  ];
}
