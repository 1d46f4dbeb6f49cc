import type { Sampler } from "../distributions";
import { DomainError } from "../errors";
import { fillUniform, streamStates, wordsOf } from "../randomNumbers";
import { correlate } from "../rankCorrelation";
import { requireBetween, requireWhole } from "../requirements";
import { fillSobol, scrambling } from "../sobol";
import { dimensionOf } from "./dimensions";
import { CHUNK } from "./evaluation";
import { closedBounds, domainText, type NumberInput, type NumberInputName } from "./inputs";

const LARGEST_SEED = Number.MAX_SAFE_INTEGER;
const TWO_TO_32 = 4294967296;
export const MOST_TRIALS = 1_000_000;
/** Trials times inputs whose draws are put in an order of their own: more would let a page stand still for half a second. */
const MOST_ORDERED = 400_000;

/** How the trials fill the space of the inputs: evenly, which tells more with fewer, or at random. */
export const SAMPLINGS = ["sobol", "random"] as const;
export type Sampling = (typeof SAMPLINGS)[number];

/** An input that is not known for certain. */
export interface UncertainInput {
  readonly input: NumberInput;
  readonly sampler: Sampler;
  /** True where it takes a few values only, each with a probability. */
  readonly isDiscrete?: boolean;
}

/** Two uncertain inputs that go together, by the rank correlation of their draws. */
export interface InputCorrelation {
  readonly one: NumberInputName;
  readonly other: NumberInputName;
  readonly rank: number;
}

/** What a simulation draws, and how. */
export interface Experiment {
  readonly uncertain: readonly UncertainInput[];
  readonly trials: number;
  readonly seed: number;
  readonly sampling: Sampling;
  readonly correlations: readonly InputCorrelation[];
}

/** @throws DomainError for a number of trials or a seed that is out of range, or an input named twice. */
export function requireExperiment({ uncertain, trials, seed }: Experiment): void {
  requireWhole("trials", trials, 2);
  if (trials > MOST_TRIALS) throw new DomainError(`trials must be at most ${MOST_TRIALS}, not ${trials}`);
  requireWhole("seed", seed, 1);
  if (seed > LARGEST_SEED) throw new DomainError(`seed must be at most ${LARGEST_SEED}, not ${seed}`);
  const seen = new Set<NumberInputName>();
  for (const { input } of uncertain) {
    if (seen.has(input.name)) throw new DomainError(`distributions names ${input.name} twice`);
    seen.add(input.name);
  }
}

/** The shares, numbers between 0 and 1, of which the draws of all uncertain inputs are made. */
export interface Shares {
  /** Fills a column for each uncertain input with the shares of the trials from `from` on, a multiple of CHUNK. */
  readonly fill: (columns: readonly Float64Array[], from: number, count: number) => void;
}

/**
 * Every input has numbers of its own, named by the seed and the input: its own dimension of Sobol's sequence with its own
 * scrambling, or its own stream of random numbers for every CHUNK trials. So a trial is the same whatever the order in which
 * trials or inputs are computed, a longer simulation begins with the trials of a shorter one, and the draws of one input do
 * not change when another one becomes uncertain.
 */
export function sharesOf({ uncertain, trials, seed, sampling, correlations }: Experiment): Shares {
  const words = uncertain.map(({ input }) => [seed % TWO_TO_32, Math.floor(seed / TWO_TO_32), ...wordsOf(input.name)]);
  const scrambles = words.map(scrambling);
  const streams = words.map(streamStates);
  const dimensions = uncertain.map(({ input }) => dimensionOf(input.name));
  const draw = (c: number, column: Float64Array, from: number, count: number): void => {
    if (sampling === "sobol") fillSobol(dimensions[c], scrambles[c], from, column, count);
    else fillUniform(streams[c](from / CHUNK), column, count);
  };
  const together = correlatedShares(uncertain, trials, correlations, draw);
  return {
    fill: (columns, from, count) => {
      for (let c = 0; c < columns.length; c++) {
        const all = together.get(c);
        if (all === undefined) draw(c, columns[c], from, count);
        else columns[c].set(all.subarray(from, from + count));
      }
    },
  };
}

/** All shares of the inputs that go together, by their place among the uncertain ones. */
function correlatedShares(
  uncertain: readonly UncertainInput[],
  trials: number,
  correlations: readonly InputCorrelation[],
  draw: (c: number, column: Float64Array, from: number, count: number) => void,
): ReadonlyMap<number, Float64Array> {
  const pairs = new Set<string>();
  const places = new Set<number>();
  const placeOf = (name: NumberInputName): number => {
    const place = uncertain.findIndex(({ input }) => input.name === name);
    if (place < 0) throw new DomainError(`correlations: ${name} is not uncertain: it has neither a range nor a distribution`);
    places.add(place);
    return place;
  };
  const asked = correlations.map(({ one, other, rank }) => {
    if (one === other) throw new DomainError(`correlations: ${one} cannot be correlated with itself`);
    requireBetween(`correlations (${one}, ${other})`, rank, -1, 1);
    const pair = [one, other].sort().join(" and ");
    if (pairs.has(pair)) throw new DomainError(`correlations names ${pair} twice`);
    pairs.add(pair);
    return { one: placeOf(one), other: placeOf(other), rank };
  });
  const order = [...places].sort((a, b) => a - b);
  if (order.length * trials > MOST_ORDERED) {
    const most = Math.floor(MOST_ORDERED / order.length);
    throw new DomainError(`trials must be at most ${most} where ${order.length} inputs are correlated, not ${trials}`);
  }
  const samples = order.map((c) => {
    const sample = new Float64Array(trials);
    for (let from = 0; from < trials; from += CHUNK) {
      const count = Math.min(CHUNK, trials - from);
      draw(c, sample.subarray(from, from + count), from, count);
    }
    return sample;
  });
  if (samples.length > 0) {
    correlate(
      samples,
      asked.map(({ one, other, rank }) => ({ one: order.indexOf(one), other: order.indexOf(other), rank })),
    );
  }
  return new Map(order.map((c, i) => [c, samples[i]]));
}

/** The smallest and the largest share there is: those of random numbers of 52 bits. */
const OUTERMOST_SHARES = [1.1102230246251565e-16, 0.9999999999999999];

/** Turns a column of an input's shares, those of the trials from `from` on, into its draws. */
export type Drawing = (column: Float64Array, count: number, from: number) => void;

/** What turns the shares of an input into draws, all within its domain. */
export function drawingOf({ input, sampler }: UncertainInput): Drawing {
  const [lowest, highest] = closedBounds(input.domain);
  const whole = input.domain.whole === true;
  const requireDraws: Drawing = (column, count, from) => {
    for (let i = 0; i < count; i++) {
      const value = column[i];
      if (value >= lowest && value <= highest && !(whole && Math.floor(value) !== value)) continue;
      throw new DomainError(
        `${input.name} must be ${domainText(input.domain)}, but trial ${from + i + 1} draws ${value}: choose a distribution that stays inside`,
      );
    }
  };
  // A larger share never gives a smaller draw: where the outermost stay inside, all do, and none needs to be looked at.
  const outermost = Float64Array.from(OUTERMOST_SHARES);
  sampler(outermost, outermost.length);
  if (!whole && outermost[0] >= lowest && outermost[1] <= highest) return sampler;
  return (column, count, from) => {
    sampler(column, count);
    requireDraws(column, count, from);
  };
}
