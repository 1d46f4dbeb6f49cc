import { DISTRIBUTION_KINDS, DISTRIBUTION_PARAMETERS, samplerOf } from "../../engine/distributions";
import { DomainError } from "../../engine/errors";
import type { Experiment, InputCorrelation, Sampling, UncertainInput } from "../../engine/scenario/draws";
import { requireNumberInput, type NumberInput } from "../../engine/scenario/inputs";
import type { Scenario, ScenarioEntry } from "../../engine/scenario/scenario";
import type { TypedRange } from "../../engine/scenario/typedRange";
import { filledLength, isBlank, number, option, optionalNonZero, type RawCell, text } from "./arguments";
import { contentOf } from "./cellContent";
import { namedRows, scenarioEntries, scenarioFrom } from "./scenario";

/* What is uncertain about a scenario: rows of distributions, ranges in its cells, and what goes together. */

const ALIASES = { gaussian: "normal", triangle: "triangular", betapert: "pert" } as const;

function isNote(cell: RawCell): boolean {
  const content = contentOf(cell);
  return content.kind === "flag" || (content.kind === "text" && !/^[\s\d.,eE+%-]+$/.test(content.value));
}

/** How many cells hold the numbers of a distribution: up to the last that is neither 0 nor empty, nor a note. */
function numbersFilled(cells: RawCell[]): number {
  return filledLength(cells.map((cell) => (isNote(cell) ? "" : cell)));
}

function uncertainInput(row: RawCell[]): UncertainInput {
  const input = requireNumberInput("distributions", text("distributions (a name)", row[0]));
  const kind = option(`${input.name}: kind`, row[1], DISTRIBUTION_KINDS, { aliases: ALIASES });
  // Zeros and empty cells to the right of the numbers are blanks, text there is a note; any other number is one too many.
  const cells = row.slice(2);
  const used = numbersFilled(cells);
  const names =
    kind === "discrete" ? cells.map((_, i) => (i % 2 === 0 ? "value" : "probability")) : DISTRIBUTION_PARAMETERS[kind];
  const count = kind === "discrete" ? used + (used % 2) : names.length;
  if (used > count) throw new DomainError(`${input.name}: ${kind} takes ${names.join(", ")} and no further number`);
  const numbers = Array.from({ length: count }, (_, i) => {
    const name = `${input.name} (${names[i] ?? "probability"})`;
    if (i >= cells.length) throw new DomainError(`${name} is required: enter a number`);
    return number(name, isBlank(cells[i]) ? 0 : cells[i]);
  });
  return { input, sampler: samplerOf(input.name, kind, numbers), isDiscrete: kind === "discrete" };
}

/** The ranges that stand in a scenario's cells. */
export function rangesInCells(entries: readonly ScenarioEntry[]): { input: NumberInput; range: TypedRange }[] {
  return entries.flatMap(({ name, range }) =>
    range === undefined ? [] : [{ input: requireNumberInput("scenario", name), range }],
  );
}

/** Every uncertain input of a scenario: the rows of `distributions`, then the ranges in cells that no row replaces. */
function uncertainInputs(entries: readonly ScenarioEntry[], distributions: RawCell): UncertainInput[] {
  const rows = namedRows(distributions).map(uncertainInput);
  const named = new Set(rows.map(({ input }) => input.name));
  const ranges = rangesInCells(entries).filter(({ input }) => !named.has(input.name));
  const uncertain = [...rows, ...ranges.map(({ input, range }) => ({ input, sampler: range.sampler }))];
  if (uncertain.length > 0) return uncertain;
  throw new DomainError(
    'nothing is uncertain: give distributions (rows of an input\'s name, kind and numbers), or type ranges such as "20 to 40" into the scenario',
  );
}

/** The arguments that say what is drawn of a scenario, as FT.SIMULATE and FT.VOI take them. */
interface DrawnArguments {
  readonly scenario: RawCell;
  readonly distributions: RawCell;
  readonly trials: RawCell;
  readonly seed: RawCell;
  readonly correlations: RawCell;
}

/** A scenario with what is drawn of it. */
export function drawnScenario(
  { scenario, distributions, trials, seed, correlations }: DrawnArguments,
  { trialsWhenOmitted, sampling }: { trialsWhenOmitted: number; sampling: Sampling },
): { scenario: Scenario; experiment: Experiment } {
  const entries = scenarioEntries(scenario);
  const uncertain = uncertainInputs(entries, distributions);
  return {
    scenario: scenarioFrom(
      entries,
      uncertain.map(({ input }) => input.name),
    ),
    experiment: {
      uncertain,
      trials: optionalNonZero("trials", trials, trialsWhenOmitted),
      seed: optionalNonZero("seed", seed, 1),
      correlations: inputCorrelations(correlations),
      sampling,
    },
  };
}

/** Rows of two inputs and their rank correlation. */
function inputCorrelations(correlations: RawCell): InputCorrelation[] {
  return namedRows(correlations).map((row) => {
    const one = requireNumberInput("correlations", text("correlations (a name)", row[0])).name;
    const other = requireNumberInput("correlations", text("correlations (a name)", row[1])).name;
    const name = `correlations (${one}, ${other})`;
    if (row.length < 3) throw new DomainError(`${name} needs a third column: the rank correlation`);
    return { one, other, rank: number(name, isBlank(row[2]) ? 0 : row[2]) };
  });
}
