import { CalculationError } from "../../engine/errors";
import { type Experiment, type UncertainInput } from "../../engine/scenario/draws";
import { type Bin, histogram } from "../../engine/scenario/histogram";
import { type NumberInput } from "../../engine/scenario/inputs";
import type { InSlices } from "../../engine/scenario/oneCall";
import type { ScenarioOutput } from "../../engine/scenario/outputs";
import { type OutputValue, scenarioOutputs } from "../../engine/scenario/scenario";
import { statisticsOf, type Statistic, trialsOf } from "../../engine/scenario/simulation";
import { rangeBetween, tornado, type TornadoBar } from "../../engine/scenario/tornado";
import type { TypedRange } from "../../engine/scenario/typedRange";
import { type Worth, worthInSlices } from "../../engine/scenario/valueOfInformation";
import { verdict } from "../../workbook/confidence";
import type { ScenarioInCells } from "./scenarioInCells";

/* What the ranges of a scenario come to: the engine's answers, as FT.SIMULATE and its like give them of the same cells. */

/** As FT.SIMULATE and FT.VOI draw when not told otherwise, so that the pane and the inserted formulas show the same figures. */
const TRIALS = 10_000;
const TRIALS_OF_WORTH = 100_000;
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

/** What it comes to at the centres, or what must be mended first. */
export function baseValue({ scenario }: ScenarioInCells, output: ScenarioOutput): OutputValue {
  return scenario.problems.length > 0 ? scenario.problems[0] : scenarioOutputs(scenario, [output])[0];
}

export interface Simulated {
  readonly statistics: ReadonlyMap<string, Statistic["value"]>;
  readonly bins: readonly Bin[];
}

function experimentOf(ranges: readonly InputWithRange[], trials: number): Experiment {
  const uncertain = ranges.map(({ input, range }): UncertainInput => ({ input, sampler: range.sampler }));
  return { uncertain, trials, seed: SEED, sampling: "sobol", correlations: [] };
}

export function simulated({ scenario }: ScenarioInCells, output: ScenarioOutput, ranges: readonly InputWithRange[]): Simulated {
  const experiment = experimentOf(ranges, TRIALS);
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

/** What it is worth to know all inputs, then each alone, worth most first: in parts, so that the page breathes in between. */
export function worthInParts(
  { scenario }: ScenarioInCells,
  output: ScenarioOutput,
  ranges: readonly InputWithRange[],
  trials = TRIALS_OF_WORTH,
): InSlices<Worth[]> {
  return worthInSlices(scenario, output, experimentOf(ranges, trials));
}

/** Below this share of knowing everything, knowing an input is not worth a sentence. */
const WORTH_SAYING = 0.005;

/** The answer in one sentence. @param shown Writes an amount with its unit. */
export function firstToMeasure([all, first]: readonly Worth[], shown: (worth: number) => string): string {
  if (all.worth <= 0) return "Nothing: no knowledge of these inputs would change the decision.";
  if (first.share < WORTH_SAYING) {
    return `No input alone: knowing all of them would be worth ${shown(all.worth)}, but no single one changes the decision.`;
  }
  return `${first.name}: to know it before deciding is worth up to ${shown(first.worth)}, of ${shown(all.worth)} for knowing everything.`;
}

/** The verdict with its confidence: "It pays at the centres; it pays in 80 of 100 trials." */
export function verdictOf(base: OutputValue, shareAbove0: Statistic["value"] | undefined): string {
  if (base instanceof CalculationError) return base.message;
  return verdict(Number(base), typeof shareAbove0 === "number" ? shareAbove0 : undefined);
}
