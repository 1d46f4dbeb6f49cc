/*
 * What every export is read into: one line of usage, whatever the file it came from. Counts that an export does not
 * have are null, never 0, so that nobody takes a gap for a figure.
 */

/** The tokens of one request, or of all requests in one bucket of time. */
export interface UsageRecord {
  /** As the export spells it. */
  readonly model: string;
  /** First moment, in milliseconds since 1970 (UTC). */
  readonly start: number;
  /** The moment after the last one of a bucket; the same as `start` for a single request. */
  readonly end: number;
  /** Null where the export counts no requests. */
  readonly requests: number | null;
  /** All prompt tokens, with those read from a cache and those written to one. */
  readonly input: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
  /** All output tokens, with those of reasoning. */
  readonly output: number;
  /** Null where the export states none. */
  readonly cost: number | null;
  /** As the export writes it, in capitals; "" where it names none. */
  readonly currency: string;
  /** What tells the record from every other one: a second record of the same identity is the same usage again. */
  readonly identity: string;
}

/** One line of a file, its values found by the name of their column or by their path in a JSON object. */
export interface UsageRow {
  /** The value; undefined where the row has no such column. */
  readonly get: (name: string) => unknown;
  /** Line of a CSV, or place among the rows of a JSON file, from 1. */
  readonly number: number;
}

/** Why a row was not counted. The reason is the same for all rows of its kind; `found` is what stood in this one. */
export class UnreadableRow extends Error {
  override name = "UnreadableRow";

  constructor(
    readonly reason: string,
    readonly found?: string,
  ) {
    super(found === undefined ? reason : `${reason}: ${found}`);
  }
}

/** Why a row is rightly left out: it holds no tokens of a language model. */
export class SkippedRow extends Error {
  override name = "SkippedRow";
}

/** Why a whole file cannot be read: one sentence for the person who chose it. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";

  constructor(
    message: string,
    /** The columns of a table that nobody knows: named by the user, it can be read after all. */
    readonly headers?: readonly string[],
  ) {
    super(message);
  }
}
