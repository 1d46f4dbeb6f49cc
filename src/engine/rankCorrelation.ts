import { DomainError } from "./errors";
import { standardNormal } from "./normalDistribution";

/*
 * Samples that go together: R. L. Iman and W. J. Conover, "A distribution-free approach to inducing rank correlation among input
 * variables", Communications in Statistics B 11 (1982), 311-334. Every sample keeps its values and only their order changes, so
 * that no distribution does.
 */

/** Two samples and the rank correlation (Spearman's) they are to have. */
export interface RankCorrelation {
  readonly one: number;
  readonly other: number;
  readonly rank: number;
}

/** A pivot so small is 0: one sample follows from others. */
const NO_PIVOT = 1e-9;

/**
 * Puts samples of numbers between 0 and 1 in an order in which their ranks are correlated as asked, those of no pair not at all.
 * @param samples As many numbers each; those after the first are rearranged.
 * @throws DomainError when no samples can have these correlations.
 */
export function correlate(samples: readonly Float64Array[], correlations: readonly RankCorrelation[]): void {
  const size = samples.length;
  const asked = identity(size);
  for (const { one, other, rank } of correlations) asked[one][other] = asked[other][one] = normalCorrelation(rank);
  const target = rootOf(asked);
  if (target === undefined) {
    throw new DomainError("correlations contradict each other: no numbers can go together as all of these rows ask");
  }
  const count = samples[0].length;
  const scores = samples.map((sample) => standardized(sample.map(standardNormal)));
  const found = identity(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) found[i][j] = found[j][i] = product(scores[i], scores[j]) / count;
  }
  // The correlation the scores have by chance is taken out before the asked one is put in.
  const chance = rootOf(found);
  const weights = chance === undefined ? target : timesInverse(target, chance);
  for (let j = 1; j < size; j++) {
    const mixed = new Float64Array(count);
    for (let k = 0; k <= j; k++) {
      const weight = weights[j][k];
      for (let i = 0; i < count; i++) mixed[i] += weight * scores[k][i];
    }
    orderLike(samples[j], mixed);
  }
}

/** The correlation of two normal variables whose ranks have the correlation `rank`: 2 sin(π/6 rank), by its series. */
function normalCorrelation(rank: number): number {
  const x = (Math.PI / 6) * rank;
  let term = x;
  let sum = 0;
  for (let n = 1; n < 24; n += 2) {
    sum += term;
    term *= (-x * x) / ((n + 1) * (n + 2));
  }
  return 2 * sum;
}

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Mean 0 and variance 1. */
function standardized(values: Float64Array): Float64Array {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  const centred = values.map((value) => value - mean);
  const deviation = Math.sqrt(product(centred, centred) / values.length);
  return deviation > 0 ? centred.map((value) => value / deviation) : centred;
}

/** Cholesky's root: the lower triangle whose product with itself, turned over, is the matrix; undefined where there is none. */
function rootOf(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length;
  const root = matrix.map(() => Array<number>(size).fill(0));
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= root[i][k] * root[j][k];
      if (i === j) {
        if (rest < -NO_PIVOT) return undefined;
        root[j][j] = rest > NO_PIVOT ? Math.sqrt(rest) : 0;
      } else if (root[j][j] > 0) root[i][j] = rest / root[j][j];
      else if (Math.abs(rest) > Math.sqrt(NO_PIVOT)) return undefined;
    }
  }
  return root;
}

/** A times the inverse of B, both lower triangles; what has no pivot in B is left as it is. */
function timesInverse(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  const size = a.length;
  const result = a.map(() => Array<number>(size).fill(0));
  for (let i = 0; i < size; i++) {
    for (let j = i; j >= 0; j--) {
      let rest = a[i][j];
      for (let k = j + 1; k <= i; k++) rest -= result[i][k] * b[k][j];
      result[i][j] = b[j][j] > 0 ? rest / b[j][j] : rest;
    }
  }
  return result;
}

/** Puts values in the order of others: the smallest where the smallest of the others stands, and so on. */
function orderLike(values: Float64Array, others: Float64Array): void {
  const sortedValues = values.slice().sort();
  const sortedOthers = others.slice().sort();
  // Equal ones take one place after the other.
  const taken = new Map<number, number>();
  for (let i = 0; i < others.length; i++) {
    let low = 0;
    let high = sortedOthers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sortedOthers[middle] < others[i]) low = middle + 1;
      else high = middle;
    }
    if (sortedOthers[low + 1] === others[i]) {
      const before = taken.get(low) ?? 0;
      taken.set(low, before + 1);
      low += before;
    }
    values[i] = sortedValues[low];
  }
}
