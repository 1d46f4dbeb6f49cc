import { CalculationError } from "../../engine/errors";
import { type Experiment, type UncertainInput } from "../../engine/scenario/draws";
import { nanosecondsOfMonths } from "../../engine/scenario/evaluation";
import { type Bin, histogram } from "../../engine/scenario/histogram";
import { type NumberInput } from "../../engine/scenario/inputs";
import { finished, type InSlices, trialsInOneCall } from "../../engine/scenario/oneCall";
import type { ScenarioOutput } from "../../engine/scenario/outputs";
import { presentValues } from "../../engine/scenario/presentValues";
import { type OutputValue, scenarioOutputs } from "../../engine/scenario/scenario";
import { statisticsOf, type Statistic, trialsInSlices } from "../../engine/scenario/simulation";
import { rangeBetween, tornado, type TornadoBar } from "../../engine/scenario/tornado";
import type { TypedRange } from "../../engine/scenario/typedRange";
import { type Worth, worthInSlices } from "../../engine/scenario/valueOfInformation";
import { verdict } from "../../workbook/confidence";
import { HISTOGRAM_BARS } from "../../workbook/riskBlocks";
import type { TrialsAsked } from "../../workbook/riskBlocks";
import type { ScenarioInCells } from "./scenarioInCells";

/* What the ranges of a scenario come to: the engine's answers, as FT.SIMULATE and its like give them of the same cells. */

/** How many trials may be drawn: first what FT.SIMULATE draws when not told otherwise, at once; the others in parts. */
export const TRIALS_OFFERED = [10_000, 100_000, 1_000_000] as const;
export const [FIRST_TRIALS] = TRIALS_OFFERED;
/** Those of FT.VOI when not told otherwise: fewer tell too little of one input. */
const FEWEST_TRIALS_OF_WORTH = 100_000;
/** That of the functions, so that the pane and the inserted formulas show the same figures. */
const SEED = 1;

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

/** Numbers of trials to draw, one after the other, so that figures stand there while better ones are drawn. */
export type Stages = readonly number[];

export const stagesOf = (trials: number): Stages => TRIALS_OFFERED.filter((each) => each > FIRST_TRIALS && each <= trials);

export const stagesOfWorth = (trials: number): Stages =>
  TRIALS_OFFERED.filter((each) => each >= FEWEST_TRIALS_OF_WORTH && each <= Math.max(trials, FEWEST_TRIALS_OF_WORTH));

/** What a formula is to draw. */
interface Drawn {
  readonly taken: ScenarioInCells;
  readonly output: ScenarioOutput;
  readonly ranges: readonly InputWithRange[];
}

/** The trials that a formula can draw in its one call, and why, where these are fewer. @param shown Writes a number. */
export function inOneCall(
  trials: number,
  { taken: { scenario }, output, ranges }: Drawn,
  shown: (value: number) => string,
): TrialsAsked {
  const varied = ranges.map(({ input }) => input.name);
  const months = varied.some((name) => name === "horizon_months" || name === "life_months")
    ? undefined
    : presentValues(scenario).get("horizon_months");
  const ofMonths = nanosecondsOfMonths({ numbers: scenario.numbers, varied, outputs: [output.name] }, months);
  const most = trialsInOneCall(ranges.length, ofMonths);
  if (trials <= most) return { trials };
  const count = ranges.length === 1 ? "one range" : `${ranges.length} ranges`;
  const what = ofMonths > 0 ? `${count} and a fleet for each month` : count;
  return {
    trials: most,
    why: `One call of ${what} takes ${shown(most)} trials at most; the pane drew ${shown(trials)}.`,
  };
}

export interface Simulated {
  readonly trials: number;
  readonly statistics: ReadonlyMap<string, Statistic["value"]>;
  readonly bins: readonly Bin[];
}

function experimentOf(ranges: readonly InputWithRange[], trials: number): Experiment {
  const uncertain = ranges.map(({ input, range }): UncertainInput => ({ input, sampler: range.sampler }));
  return { uncertain, trials, seed: SEED, sampling: "sobol", correlations: [] };
}

/** The trials and their figures, in parts. */
export function* simulatedInParts(
  { scenario }: ScenarioInCells,
  output: ScenarioOutput,
  ranges: readonly InputWithRange[],
  trials: number,
): InSlices<Simulated> {
  const experiment = experimentOf(ranges, trials);
  const results = yield* trialsInSlices(scenario, output, experiment);
  const bins = histogram(results, HISTOGRAM_BARS);
  yield trials;
  const statistics = new Map(statisticsOf(output, results, experiment).map(({ name, value }) => [name, value]));
  return { trials, bins, statistics };
}

/** The figures of the fewest trials, at once. */
export const simulated = (taken: ScenarioInCells, output: ScenarioOutput, ranges: readonly InputWithRange[]): Simulated =>
  finished(simulatedInParts(taken, output, ranges, FIRST_TRIALS));

export function tornadoBars(
  { scenario }: ScenarioInCells,
  output: ScenarioOutput,
  ranges: readonly InputWithRange[],
): TornadoBar[] {
  return tornado(scenario, output, ranges.map(rangeBetween));
}

export interface Worths {
  readonly trials: number;
  /** What it is worth to know all inputs, then each alone, worth most first. */
  readonly worths: readonly Worth[];
}

/** What knowing the inputs is worth, in parts. */
export function* worthInParts(
  { scenario }: ScenarioInCells,
  output: ScenarioOutput,
  ranges: readonly InputWithRange[],
  trials: number,
): InSlices<Worths> {
  return { trials, worths: yield* worthInSlices(scenario, output, experimentOf(ranges, trials)) };
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
