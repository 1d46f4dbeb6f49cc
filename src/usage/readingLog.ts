import { SkippedRow, UnreadableRow } from "./usageRecord";

/** A reason that holds for several rows. */
export interface Counted {
  readonly why: string;
  readonly count: number;
  /** The first few rows, by their number in the file. */
  readonly rows: readonly number[];
  /** What stood in the first of them. */
  readonly found?: string;
}

const SHOWN_ROWS = 3;

type Tally = Map<string, { count: number; readonly rows: number[]; readonly found?: string }>;

/** What became of every row: counted, left out, or not readable and why. */
export class ReadingLog {
  counted = 0;
  private readonly left: Tally = new Map();
  private readonly faults: Tally = new Map();
  private readonly remarks = new Map<string, number>();

  /** Reads a row; what is wrong with it is kept, and the rows after it stand. */
  attempt(row: number, read: () => void): void {
    try {
      read();
      this.counted++;
    } catch (error) {
      if (error instanceof SkippedRow) tally(this.left, error.message, row);
      else if (error instanceof UnreadableRow) tally(this.faults, error.reason, row, error.found);
      else throw error;
    }
  }

  unreadable(why: string, row: number | undefined, count = 1): void {
    tally(this.faults, why, row, undefined, count);
  }

  note(text: string): void {
    this.remarks.set(text, (this.remarks.get(text) ?? 0) + 1);
  }

  get skipped(): Counted[] {
    return listed(this.left);
  }

  get unreadableRows(): Counted[] {
    return listed(this.faults);
  }

  get notes(): { readonly text: string; readonly count: number }[] {
    return [...this.remarks].map(([text, count]) => ({ text, count }));
  }
}

function tally(into: Tally, why: string, row: number | undefined, found?: string, count = 1): void {
  const entry = into.get(why) ?? { count: 0, rows: [], ...(found === undefined ? {} : { found }) };
  entry.count += count;
  if (row !== undefined && entry.rows.length < SHOWN_ROWS) entry.rows.push(row);
  into.set(why, entry);
}

/** Most frequent first. */
function listed(entries: Tally): Counted[] {
  return [...entries].map(([why, entry]) => ({ why, ...entry })).sort((a, b) => b.count - a.count);
}
