import { CalculationError } from "../../engine/errors";
import { type Experiment, type UncertainInput } from "../../engine/scenario/draws";
import { type Bin, histogram } from "../../engine/scenario/histogram";
import { type NumberInput } from "../../engine/scenario/inputs";
import type { ScenarioOutput } from "../../engine/scenario/outputs";
import { type OutputValue, scenarioOutputs } from "../../engine/scenario/scenario";
import { statisticsOf, type Statistic, trialsOf } from "../../engine/scenario/simulation";
import { rangeBetween, tornado, type TornadoBar } from "../../engine/scenario/tornado";
import type { TypedRange } from "../../engine/scenario/typedRange";
import type { ScenarioInCells } from "./scenarioInCells";

/* What the ranges of a scenario come to: the engine's answers, as FT.SIMULATE and FT.TORNADO of the same cells give them. */

/** As FT.SIMULATE draws when not told otherwise, so that the pane and the inserted formula show the same figures. */
const TRIALS = 10_000;
const SEED = 1;
const MOST_BINS = 30;

export interface InputWithRange {
  readonly input: NumberInput;
  readonly range: TypedRange;
}

export function rangesOf({ cells }: ScenarioInCells): InputWithRange[] {
  return cells.flatMap(({ input, entry: { range } }) =>
    input.kind === "number" && range !== undefined ? [{ input, range }] : [],
  );
}

export function baseValue({ scenario }: ScenarioInCells, output: ScenarioOutput): OutputValue {
  return scenarioOutputs(scenario, [output])[0];
}

export interface Simulated {
  readonly statistics: ReadonlyMap<string, Statistic["value"]>;
  readonly bins: readonly Bin[];
}

function experimentOf(ranges: readonly InputWithRange[], trials = TRIALS): Experiment {
  const uncertain = ranges.map(({ input, range }): UncertainInput => ({ input, sampler: range.sampler }));
  return { uncertain, trials, seed: SEED, sampling: "sobol", correlations: [] };
}

export function simulated({ scenario }: ScenarioInCells, output: ScenarioOutput, ranges: readonly InputWithRange[]): Simulated {
  const experiment = experimentOf(ranges);
  const trials = trialsOf(scenario, output, experiment);
  const bins = histogram(trials, MOST_BINS);
  return { bins, statistics: new Map(statisticsOf(output, trials, experiment).map(({ name, value }) => [name, value])) };
}

export function tornadoBars(
  { scenario }: ScenarioInCells,
  output: ScenarioOutput,
  ranges: readonly InputWithRange[],
): TornadoBar[] {
  return tornado(scenario, output, ranges.map(rangeBetween));
}

/** The verdict with its confidence: "Pays, in 80 of 100 trials". */
export function verdictOf(base: OutputValue, shareAbove0: Statistic["value"] | undefined): string {
  if (base instanceof CalculationError) return base.message;
  const verdict = Number(base) > 0 ? "It pays" : "It does not pay";
  if (typeof shareAbove0 !== "number") return `${verdict}, if every figure is right.`;
  return `${verdict} at the centres; it pays in ${hundredths(shareAbove0)} of 100 trials.`;
}

/** A share as a whole number of 100; only all are 100, only none are 0. */
function hundredths(share: number): string {
  if (share > 0 && share < 0.005) return "fewer than 1";
  if (share < 1 && share > 0.995) return "more than 99";
  return String(Math.round(share * 100));
}
