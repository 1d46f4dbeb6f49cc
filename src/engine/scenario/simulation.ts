import { type CalculationError, DivisionByZero, NoAnswer } from "../errors";
import { hasValue, isFiniteNumber } from "../numbers";
import { percentiles } from "../orderStatistics";
import { drawnTrials } from "./drawnTrials";
import { type Experiment, requireExperiment } from "./draws";
import { CHUNK } from "./evaluation";
import { histogram } from "./histogram";
import type { ScenarioOutput } from "./outputs";
import type { Scenario } from "./scenario";
import { finished, type InSlices, requireOneCall, SLICE } from "./oneCall";

/** A statistic of the trials, or why there is none. */
export interface Statistic {
  readonly name: string;
  readonly value: number | CalculationError;
}

const PERCENTS = [5, 10, 25, 50, 75, 90, 95];

/** The distribution of an output when inputs are uncertain, trial by trial. */
export function simulate(scenario: Scenario, output: ScenarioOutput, experiment: Experiment): Statistic[] {
  return statisticsOf(output, trialsOf(scenario, output, experiment), experiment);
}

/** A bar of a histogram. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  /** Of all trials; those without a value are in none. */
  readonly share: number;
}

/** How many of the trials come to how much, in exactly so many bars. */
export function histogramOfTrials(scenario: Scenario, output: ScenarioOutput, experiment: Experiment, bars: number): Bar[] {
  const { trials } = experiment;
  const bins = histogram(trialsOf(scenario, output, experiment), bars);
  if (bins.length === 0) throw new NoAnswer(`${output.name} has a value in none of the ${trials} trials`);
  return bins.map(({ from, to, count }) => ({ from, to, share: count / trials }));
}

/**
 * What an output comes to in each trial, in their order; NaN or infinite where it has no value.
 * @throws DomainError also for more trials than one call has time for.
 */
export function trialsOf(scenario: Scenario, output: ScenarioOutput, experiment: Experiment): Float64Array {
  requireOneCall(experiment);
  return finished(trialsInSlices(scenario, output, experiment, experiment.trials));
}

/** `trialsOf` in parts, to the same last bit. @param slice The trials of a part, a multiple of CHUNK unless it is all. */
export function* trialsInSlices(
  scenario: Scenario,
  output: ScenarioOutput,
  experiment: Experiment,
  slice = SLICE,
): InSlices<Float64Array> {
  // Trials that are out of range are refused before there is room for them.
  requireExperiment(experiment);
  const results = new Float64Array(experiment.trials);
  yield* drawnTrials(scenario, output, experiment, slice, {
    take: (column, from, count) => results.set(count === CHUNK ? column : column.subarray(0, count), from),
  });
  return results;
}

/** How many of the first trials have a value, and what these come to; they are moved to the front. */
function momentsOf(results: Float64Array, trials: number) {
  let count = 0;
  let sum = 0;
  let above = 0;
  let lost = 0;
  for (let i = 0; i < trials; i++) {
    const value = results[i];
    if (!isFiniteNumber(value)) continue;
    results[count++] = value;
    sum += value;
    // Counted, not branched on: a processor cannot foretell which trial pays.
    const pays = Number(value > 0);
    above += pays;
    lost -= (1 - pays) * value;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (results[i] - mean) * (results[i] - mean);
  return { count, mean, sd: Math.sqrt(squares / (count - 1)), above, lost };
}

/** The statistics of trials, whose order is lost to them. */
export function statisticsOf(
  output: ScenarioOutput,
  results: Float64Array,
  { trials, seed }: { trials: number; seed: number },
): Statistic[] {
  const { count, mean, sd, above, lost } = momentsOf(results, trials);
  const values = results.subarray(0, count);
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
