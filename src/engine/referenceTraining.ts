import { requirePositive } from "./requirements";

/** A row of the reference table: figures of the whole job, price on demand. */
export interface ReferenceRow {
  readonly model_b: number;
  readonly method: string;
  readonly gpu: string;
  readonly tokens_per_second: number;
  readonly gpus: number;
  readonly price_per_hour: number;
}

/** The speed, the GPUs and the price of a job, on demand ($/h of all GPUs). */
export interface ReferenceJob {
  readonly tokensPerSecond: number;
  readonly gpus: number;
  readonly pricePerHour: number;
}

export interface ReferenceQuestion {
  readonly parametersB: number;
  readonly method: string;
  readonly gpu: string;
}

/** Sizes the rule knows; the nearest counts, of two equally near the smaller. */
const SIZES = [7, 13, 70];
/** What the rule says where its table has no row. */
const SPEED_OF_7B = 4000;
const LEAST_SPEED = 100;
const BILLIONS_PER_GPU = 30;
const PRICE_PER_GPU_HOUR = 3.1;

const nearestSize = (parametersB: number): number =>
  SIZES.reduce((nearest, size) => (Math.abs(size - parametersB) < Math.abs(nearest - parametersB) ? size : nearest));

const rowFor = (rows: readonly ReferenceRow[], size: number, { method, gpu }: ReferenceQuestion): ReferenceRow | undefined =>
  rows.find((row) => row.model_b === size && row.method === method && row.gpu === gpu);

const jobOf = (row: ReferenceRow): ReferenceJob => ({
  tokensPerSecond: row.tokens_per_second,
  gpus: row.gpus,
  pricePerHour: row.price_per_hour,
});

/** The row that matches size, method and GPU exactly, if there is one. */
export function referenceMatch(rows: readonly ReferenceRow[], question: ReferenceQuestion): ReferenceJob | undefined {
  const row = rowFor(rows, question.parametersB, question);
  return row === undefined ? undefined : jobOf(row);
}

/**
 * The rule of thumb the product began with: the row of the nearest size, or speed falling with size where there is
 * none. Kept to the digit, because figures made with it are in use; measurements are elsewhere.
 */
export function referenceRule(rows: readonly ReferenceRow[], question: ReferenceQuestion): ReferenceJob {
  const parametersB = requirePositive("model_b", question.parametersB);
  const row = rowFor(rows, nearestSize(parametersB), question);
  if (row !== undefined) return jobOf(row);
  const gpus = Math.max(1, Math.trunc(parametersB / BILLIONS_PER_GPU));
  return {
    tokensPerSecond: Math.max(LEAST_SPEED, Math.trunc((SPEED_OF_7B * 7) / parametersB)),
    gpus,
    pricePerHour: PRICE_PER_GPU_HOUR * gpus,
  };
}
