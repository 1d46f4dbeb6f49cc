import { drawingOf, type Experiment, requireExperiment, sharesOf } from "./draws";
import { evaluateRows } from "./evaluation";
import { nanosecondsPerTrial } from "./oneCall";
import type { ScenarioOutput } from "./outputs";
import { requireNoFault, type Scenario } from "./scenario";
import type { Column } from "./steps/step";

/** Who looks at the trials as they are drawn, some hundreds at a time. */
interface Onlooker {
  /** Sees the shares of an input, by its place among the uncertain ones, before they become its values. */
  readonly see?: (shares: Column, input: number, count: number) => void;
  /** Takes what the trials from `from` on come to, and the values of their inputs. */
  readonly take: (results: Column, from: number, count: number, values: readonly Column[]) => void;
}

/**
 * Draws every trial of an experiment, in their order, and computes an output of each; yields after each slice how many are done.
 * @param slice The trials of a part, a multiple of CHUNK unless it is all.
 */
export function* drawnTrials(
  scenario: Scenario,
  output: ScenarioOutput,
  experiment: Experiment,
  slice: number,
  { see, take }: Onlooker,
): Generator<number, void, undefined> {
  requireExperiment(experiment);
  const { uncertain, trials } = experiment;
  const varied = uncertain.map(({ input }) => input.name);
  requireNoFault(scenario, output, varied);

  const shares = sharesOf(experiment);
  const drawings = uncertain.map(drawingOf);
  let values: readonly Column[] = [];
  for (let start = 0; start < trials; start += slice) {
    evaluateRows({
      numbers: scenario.numbers,
      varied,
      outputs: [output.name],
      count: Math.min(slice, trials - start),
      nanosecondsPerRow: nanosecondsPerTrial(varied.length),
      fill: (columns, from, count) => {
        values = columns;
        shares.fill(columns, start + from, count);
        for (let c = 0; c < columns.length; c++) {
          see?.(columns[c], c, count);
          drawings[c](columns[c], count, start + from);
        }
      },
      take: ([column], from, count) => take(column, start + from, count, values),
    });
    yield Math.min(trials, start + slice);
  }
}
