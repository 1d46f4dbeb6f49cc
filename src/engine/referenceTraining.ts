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

/** What the rule says where its table has no row. */
export interface FallbackFigures {
  readonly tokens_per_second_of_7b: number;
  readonly least_tokens_per_second: number;
  readonly billions_per_gpu: number;
  readonly price_per_gpu_hour: number;
}

/** The size of the table that is nearest; of two equally near the smaller. */
const nearestSize = (rows: readonly ReferenceRow[], parametersB: number): number => {
  const distance = (size: number): number => Math.abs(size - parametersB);
  return rows
    .map((row) => row.model_b)
    .reduce((nearest, size) =>
      distance(size) < distance(nearest) || (distance(size) === distance(nearest) && size < nearest) ? size : nearest,
    );
};

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
export function referenceRule(
  rows: readonly ReferenceRow[],
  fallback: FallbackFigures,
  question: ReferenceQuestion,
): ReferenceJob {
  const parametersB = requirePositive("model_b", question.parametersB);
  const row = rowFor(rows, nearestSize(rows, parametersB), question);
  if (row !== undefined) return jobOf(row);
  const gpus = Math.max(1, Math.trunc(parametersB / fallback.billions_per_gpu));
  return {
    tokensPerSecond: Math.max(fallback.least_tokens_per_second, Math.trunc((fallback.tokens_per_second_of_7b * 7) / parametersB)),
    gpus,
    pricePerHour: fallback.price_per_gpu_hour * gpus,
  };
}
