import { DAY, HOUR } from "./times";
import type { UsageRecord } from "./usageRecord";

/*
 * Adds records up to the traffic they are. The same usage is counted once, though pages, files or buckets overlap: a
 * request by its id; a bucket by its time and everything else that is not an amount.
 */

export interface ModelTraffic {
  readonly model: string;
  readonly requests: number | null;
  readonly input: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly cost: number | null;
}

export interface Traffic {
  /** Days covered, with their fractions. */
  readonly days: number;
  /** First moment and the one after the last (ms since 1970, UTC). */
  readonly start: number;
  readonly end: number;
  /** Most tokens first. */
  readonly models: readonly ModelTraffic[];
  /** Mean tokens in each hour of the day (UTC); null where the export counts by the day. */
  readonly hourlyTokens: readonly number[] | null;
  readonly currencies: readonly string[];
  /** Records that were there before. */
  readonly duplicates: number;
  /** Buckets inside the time of others of the same kind. */
  readonly overlaps: number;
}

interface Sums {
  start: number;
  end: number;
  model: string;
  requests: number | null;
  input: number;
  cachedInput: number;
  cacheWrite: number;
  output: number;
  cost: number | null;
  currency: string;
}

interface Interval {
  start: number;
  end: number;
}

const sum = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b);
/** Requests of records that hold tokens: unknown as soon as one of them is. */
const sumKnown = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
const tokensOf = (record: Pick<Sums, "input" | "output">): number => record.input + record.output;
const floorDay = (time: number): number => Math.floor(time / DAY) * DAY;

/** Takes records page by page; `traffic` gives their sum. */
export class TrafficCollector {
  private readonly requestIds = new Set<string>();
  private readonly buckets = new Map<string, Map<string, Sums>>();
  private page = new Map<string, { dimensions: string; sums: Sums; seen: Set<string> }>();
  private pageSpan: Interval | undefined;
  private pageListsEmptyBuckets = false;
  private readonly covered: Interval[] = [];
  private readonly perModel = new Map<string, Sums>();
  private readonly hours = new Float64Array(24);
  private knowsHours = true;
  private duplicates = 0;
  private overlaps = 0;
  private readonly currencies = new Set<string>();

  /** Begins a page: a file, or one answer of an API. Some list their empty buckets, which then count as covered days. */
  beginPage({ listsEmptyBuckets }: { readonly listsEmptyBuckets: boolean }): void {
    this.endPage();
    this.pageListsEmptyBuckets = listsEmptyBuckets;
  }

  /** Marks a span as covered, whether or not anything was used in it. */
  cover(start: number, end: number): void {
    this.covered.push({ start, end });
  }

  add(record: UsageRecord): void {
    this.pageSpan = {
      start: Math.min(record.start, this.pageSpan?.start ?? Infinity),
      // A request takes a moment, also one on the stroke of midnight.
      end: Math.max(record.end, record.start + 1, this.pageSpan?.end ?? -Infinity),
    };
    if (record.cost !== null && record.currency !== "") this.currencies.add(record.currency);
    if (record.end === record.start) this.addRequest(record);
    else this.addBucket(record);
  }

  private addRequest(record: UsageRecord): void {
    if (this.requestIds.has(record.identity)) {
      this.duplicates++;
      return;
    }
    this.requestIds.add(record.identity);
    this.count(record);
  }

  private addBucket(record: UsageRecord): void {
    const key = `${record.start} ${record.end} ${record.identity}`;
    const amounts = `${record.requests} ${record.input} ${record.cachedInput} ${record.cacheWrite} ${record.output} ${record.cost}`;
    const before = this.page.get(key);
    if (before === undefined) {
      this.page.set(key, { dimensions: record.identity, sums: { ...record }, seen: new Set([amounts]) });
    } else if (before.seen.has(amounts)) {
      this.duplicates++;
    } else {
      before.seen.add(amounts);
      addTo(before.sums, record);
    }
  }

  /** Ends a page: what an earlier page had of it counts once, in its fuller form. */
  private endPage(): void {
    for (const [key, { dimensions, sums }] of this.page) {
      const ofDimensions = this.buckets.get(dimensions) ?? new Map<string, Sums>();
      this.buckets.set(dimensions, ofDimensions);
      const before = ofDimensions.get(key);
      if (before !== undefined) this.duplicates++;
      if (before === undefined || isFuller(sums, before)) ofDimensions.set(key, sums);
    }
    const { page, pageSpan } = this;
    this.page = new Map();
    this.pageSpan = undefined;
    if (pageSpan === undefined || this.pageListsEmptyBuckets) return;
    // A log, or an export without its empty buckets, says nothing of the hours before its first row: whole days it is.
    const isExact = page.size > 0 && pageSpan.start === floorDay(pageSpan.start) && pageSpan.end === floorDay(pageSpan.end);
    this.covered.push(isExact ? pageSpan : { start: floorDay(pageSpan.start), end: floorDay(pageSpan.end - 1) + DAY });
  }

  private countBuckets(): void {
    for (const ofDimensions of this.buckets.values()) {
      const inOrder = [...ofDimensions.values()].sort((a, b) => a.start - b.start || b.end - a.end);
      let end = -Infinity;
      for (const bucket of inOrder) {
        if (bucket.start < end) {
          this.overlaps++;
          continue;
        }
        end = bucket.end;
        this.count(bucket);
      }
    }
    this.buckets.clear();
  }

  private count(record: UsageRecord | Sums): void {
    const before = this.perModel.get(record.model);
    if (before === undefined) {
      const { start, end, model, requests, input, cachedInput, cacheWrite, output, cost, currency } = record;
      this.perModel.set(model, { start, end, model, requests, input, cachedInput, cacheWrite, output, cost, currency });
    } else addTo(before, record);
    const tokens = tokensOf(record);
    if (tokens === 0) return;
    if (record.end - record.start > HOUR) this.knowsHours = false;
    else this.hours[new Date(record.start).getUTCHours()] += tokens;
  }

  traffic(): Traffic {
    this.endPage();
    this.countBuckets();
    const spans = union(this.covered);
    const days = spans.reduce((total, { start, end }) => total + (end - start), 0) / DAY;
    const models = [...this.perModel.values()]
      .map(({ model, requests, input, cachedInput, cacheWrite, output, cost }) => ({
        model,
        requests,
        input,
        cachedInput,
        cacheWrite,
        output,
        // A sum over currencies is no amount of money.
        cost: this.currencies.size > 1 ? null : cost,
      }))
      .sort((a, b) => tokensOf(b) - tokensOf(a) || (b.cost ?? 0) - (a.cost ?? 0));
    const hasTokens = models.some((model) => tokensOf(model) > 0);
    return {
      days,
      start: spans[0]?.start ?? NaN,
      end: spans[spans.length - 1]?.end ?? NaN,
      models,
      hourlyTokens: this.knowsHours && hasTokens && days > 0 ? Array.from(this.hours, (tokens) => tokens / days) : null,
      currencies: [...this.currencies].sort(),
      duplicates: this.duplicates,
      overlaps: this.overlaps,
    };
  }
}

function addTo(sums: Sums, record: UsageRecord | Sums): void {
  // Rows of cost alone say nothing of requests, and take nothing from what is known of them.
  if (tokensOf(record) > 0 || record.requests !== null) {
    sums.requests = tokensOf(sums) > 0 || sums.requests !== null ? sumKnown(sums.requests, record.requests) : record.requests;
  }
  sums.input += record.input;
  sums.cachedInput += record.cachedInput;
  sums.cacheWrite += record.cacheWrite;
  sums.output += record.output;
  sums.cost = sum(sums.cost, record.cost);
}

const isFuller = (one: Sums, other: Sums): boolean =>
  tokensOf(one) !== tokensOf(other) ? tokensOf(one) > tokensOf(other) : (one.cost ?? 0) > (other.cost ?? 0);

/** The same moments as spans that do not touch one another. */
function union(spans: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined[joined.length - 1];
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
