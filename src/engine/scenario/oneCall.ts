import { DomainError } from "../errors";
import { figure } from "../figures";
import { type Experiment, MOST_TRIALS } from "./draws";
import { CHUNK, MOST_NANOSECONDS } from "./evaluation";

/*
 * Long simulations: what fits into one call of a function, which has to answer before the page does anything else, and
 * parts of them, for a page that is to breathe in between. docs/decisions/0021-one-call.md has the figures.
 */

const NANOSECONDS_PER_TRIAL = 60;
/** Drawing an input and computing what follows from it. */
const NANOSECONDS_PER_INPUT = 45;

/** Reading a cell. */
const NANOSECONDS_PER_COLUMN = 20;
/** Computing an output and making the cell that shows it. */
const NANOSECONDS_PER_OUTPUT = 80;

/**
 * How long a row is reckoned to take, without what goes through its months (ns).
 * @throws DomainError for more rows than one call has time for; it says how many fit.
 */
export function requireRowsInOneCall({ rows, columns, outputs }: { rows: number; columns: number; outputs: number }): number {
  const nanosecondsPerRow = NANOSECONDS_PER_COLUMN * columns + NANOSECONDS_PER_OUTPUT * outputs;
  const fit = Math.floor(MOST_NANOSECONDS / nanosecondsPerRow);
  if (rows <= fit) return nanosecondsPerRow;
  throw new DomainError(
    `rows must be at most ${figure(fit)} in one call where they have ${columns} columns and ${outputs} outputs are asked, not ${figure(rows)}: ask for fewer outputs, or for the rest in a second formula`,
  );
}

/** How many trials are computed between two pauses: some milliseconds. A whole number of streams of random numbers. */
export const SLICE = 8 * CHUNK;

/** How long a trial is reckoned to take where so many inputs are uncertain, without what goes through its months (ns). */
export const nanosecondsPerTrial = (inputs: number): number => NANOSECONDS_PER_TRIAL + NANOSECONDS_PER_INPUT * inputs;

/** How many trials fit into one call where so many inputs are uncertain. @param ofMonths What goes through a trial's months (ns). */
export const trialsInOneCall = (inputs: number, ofMonths = 0): number =>
  Math.min(MOST_TRIALS, Math.floor(MOST_NANOSECONDS / (nanosecondsPerTrial(inputs) + ofMonths)));

/** @throws DomainError for more trials than one call has time for; it says how many fit, and where more are computed. */
export function requireOneCall({ uncertain, trials }: Experiment): void {
  const fit = trialsInOneCall(uncertain.length);
  // More than the pane draws, too, is refused as such.
  if (trials <= fit || trials > MOST_TRIALS) return;
  throw new DomainError(
    `trials must be at most ${figure(fit)} in one call where ${uncertain.length} inputs are uncertain, not ${figure(trials)}: ask for ${figure(fit)}, or let the FT pane draw ${figure(MOST_TRIALS)} in parts, under Risk`,
  );
}

/** Computes part after part, yielding how many trials are done, and returns the answer. */
export type InSlices<Answer> = Generator<number, Answer, undefined>;

/** The answer of all parts, one after the other. */
export function finished<Answer>(parts: InSlices<Answer>): Answer {
  let part = parts.next();
  while (part.done !== true) part = parts.next();
  return part.value;
}
