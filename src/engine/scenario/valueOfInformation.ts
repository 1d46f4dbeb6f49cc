import { DomainError } from "../errors";
import { drawnTrials } from "./drawnTrials";
import { type Experiment, requireExperiment, type UncertainInput } from "./draws";
import { CHUNK } from "./evaluation";
import type { NumberInputName } from "./inputs";
import type { OutputName, ScenarioOutput } from "./outputs";
import type { Scenario } from "./scenario";
import { finished, type InSlices, requireOneCall, SLICE } from "./oneCall";

/*
 * What it is worth to know an input before one decides. The decision: go where the output is above 0, else stay, which is
 * worth 0. Known for certain, everything makes the best of each trial: mean(max(0, x)). Known not at all, one decision holds
 * for all: max(0, mean(x)). The difference is the expected value of perfect information, EVPI. With one input known, each
 * of its values has a decision of its own: mean over its values of max(0, mean(x given the value)), EVPPI.
 *
 * The means given a value come from the same trials, put in blocks of neighbouring values: M. Strong and J. E. Oakley, "An
 * efficient method for computing single-parameter partial expected value of perfect information", Medical Decision Making 33
 * (2013), 755-766, doi:10.1177/0272989X12465123. A block's mean of the trials in it cannot be above the best of each, so no
 * input is worth more than all of them; and where every block's mean has one sign, knowing the input is worth exactly nothing.
 */

/** The outputs of which a positive value means "go", so that they can be decided by. */
export const DECIDED_BY = ["npv", "saving", "cash_saving"] as const satisfies readonly OutputName[];
export type DecidingOutput = (typeof DECIDED_BY)[number];

/** What knowing something is worth, in the unit of the output, and as a share of knowing everything. */
export interface Worth {
  readonly name: string;
  readonly worth: number;
  readonly share: number;
}

export const ALL_INPUTS = "all inputs";

/**
 * The blocks of equally probable values of an input: about the square root of the trials, so that a block has as many trials
 * as there are blocks. Powers of 2, of which each holds as many points of Sobol's sequence.
 */
function blockCount(trials: number): number {
  let blocks = 1;
  while (blocks * blocks * 2 < trials) blocks *= 2;
  return blocks;
}

/** Sums of the output over the blocks of an input's values. */
class Blocks {
  readonly name: NumberInputName;
  private readonly sums: Float64Array;
  /** Where the input takes few values, each is a block of its own. */
  private readonly places = new Map<number, number>();
  private readonly isByValue: boolean;
  private readonly valueSums: number[] = [];

  constructor(
    { input, isDiscrete }: UncertainInput,
    private readonly most: number,
  ) {
    this.name = input.name;
    this.sums = new Float64Array(most);
    this.isByValue = isDiscrete === true || input.domain.whole === true;
  }

  /** The block of each trial, told from its share before that becomes a value. */
  blocksOf(shares: Float64Array, count: number, blocks: Int32Array): void {
    for (let i = 0; i < count; i++) blocks[i] = Math.floor(shares[i] * this.most);
  }

  add(blocks: Int32Array, values: Float64Array, outputs: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) this.sums[blocks[i]] += outputs[i];
    if (!this.isByValue) return;
    for (let i = 0; i < count && this.places.size <= this.most; i++) {
      const place = this.places.get(values[i]) ?? this.places.size;
      this.places.set(values[i], place);
      this.valueSums[place] = (this.valueSums[place] ?? 0) + outputs[i];
    }
  }

  /** What knowing the input adds to the sum over all trials. */
  gain(): number {
    const sums = this.isByValue && this.places.size <= this.most ? this.valueSums : this.sums;
    let best = 0;
    let total = 0;
    for (const sum of sums) {
      if (sum > 0) best += sum;
      total += sum;
    }
    return best - Math.max(0, total);
  }
}

/** The worth of knowing all uncertain inputs, then of each one alone, the most first. */
export function valueOfInformation(scenario: Scenario, output: ScenarioOutput, experiment: Experiment): Worth[] {
  requireOneCall(experiment);
  return finished(worthInSlices(scenario, output, experiment, experiment.trials));
}

/** `valueOfInformation` in parts, to the same last bit. @param slice The trials of a part, a multiple of CHUNK unless it is all. */
export function* worthInSlices(
  scenario: Scenario,
  output: ScenarioOutput,
  experiment: Experiment,
  slice = SLICE,
): InSlices<Worth[]> {
  if (!DECIDED_BY.some((name) => name === output.name)) {
    throw new DomainError(
      `output must be one of ${DECIDED_BY.join(", ")}: above 0 must mean to go ahead, which ${output.name} does not say`,
    );
  }
  requireExperiment(experiment);
  const { uncertain, trials } = experiment;
  const inputs = uncertain.map((each) => new Blocks(each, blockCount(trials)));
  const blocks = uncertain.map(() => new Int32Array(CHUNK));
  let sum = 0;
  let bestSum = 0;
  yield* drawnTrials(scenario, output, experiment, slice, {
    see: (shares, c, count) => inputs[c].blocksOf(shares, count, blocks[c]),
    take: (results, _from, count, values) => {
      for (let i = 0; i < count; i++) {
        sum += results[i];
        if (results[i] > 0) bestSum += results[i];
      }
      for (let c = 0; c < inputs.length; c++) inputs[c].add(blocks[c], values[c], results, count);
    },
  });
  const all = (bestSum - Math.max(0, sum)) / trials;
  const worths = inputs
    .map((input) => ({ name: input.name, worth: Math.min(all, input.gain() / trials) }))
    .sort((a, b) => b.worth - a.worth);
  return [{ name: ALL_INPUTS, worth: all }, ...worths].map(({ name, worth }) => ({
    name,
    worth,
    share: all > 0 ? worth / all : 0,
  }));
}
