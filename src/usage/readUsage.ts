import { ExportFile, type ReadingOptions, type Understanding } from "./exportFile";
import { ReadingLog, type Counted } from "./readingLog";
import { TrafficCollector, type Traffic } from "./trafficCollector";
import { unpacked } from "./unpacked";
import { UnreadableFile } from "./usageRecord";

/*
 * Usage exports into traffic: what a team sends to its models, as the scenario's inputs ask for it. Nothing leaves the
 * page: the file is read here, in parts, and only its sums are kept.
 */

export interface UsageFile {
  readonly name: string;
  readonly parts: AsyncIterable<Uint8Array>;
}

/** The traffic inputs of a scenario; null where the export counts no requests. */
export interface TrafficInputs {
  readonly requestsPerDay: number | null;
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
  readonly cachedShare: number;
  readonly cacheWriteShare: number;
  readonly peakFactor: number;
}

export interface UsageReport extends Traffic {
  readonly inputs: TrafficInputs;
  readonly files: readonly (Understanding & { readonly name: string })[];
  readonly rows: number;
  readonly skipped: readonly Counted[];
  readonly unreadable: readonly Counted[];
  readonly notes: readonly string[];
}

/** The inputs that traffic comes to, over the models given. */
export function trafficInputs({ days, models, hourlyTokens }: Pick<Traffic, "days" | "models" | "hourlyTokens">): TrafficInputs {
  const withTokens = models.filter(({ input, output }) => input + output > 0);
  const total = (of: (model: (typeof models)[number]) => number): number => withTokens.reduce((sum, model) => sum + of(model), 0);
  const isCounted = withTokens.length > 0 && withTokens.every(({ requests }) => requests !== null);
  const requests = isCounted ? total(({ requests }) => requests ?? 0) : null;
  const input = total((model) => model.input);
  const mean = hourlyTokens === null ? 0 : hourlyTokens.reduce((sum, tokens) => sum + tokens, 0) / hourlyTokens.length;
  return {
    requestsPerDay: requests === null || days === 0 ? null : requests / days,
    tokensIn: requests === null || requests === 0 ? null : input / requests,
    tokensOut: requests === null || requests === 0 ? null : total((model) => model.output) / requests,
    cachedShare: input === 0 ? 0 : total((model) => model.cachedInput) / input,
    cacheWriteShare: input === 0 ? 0 : total((model) => model.cacheWrite) / input,
    peakFactor: hourlyTokens === null || mean === 0 ? 1 : Math.max(...hourlyTokens) / mean,
  };
}

/**
 * Reads one export, or several pages or files of one.
 * @throws UnreadableFile, its message one sentence that begins with the file's name.
 */
export async function readUsage(files: readonly UsageFile[], options: ReadingOptions = {}): Promise<UsageReport> {
  const collector = new TrafficCollector();
  const log = new ReadingLog();
  const understood: (Understanding & { name: string })[] = [];
  for (const { name, parts } of files) {
    const file = new ExportFile(collector, log, options);
    try {
      for await (const part of unpacked(parts)) file.push(part);
      file.end();
    } catch (error) {
      if (error instanceof UnreadableFile) throw new UnreadableFile(`${name} cannot be read: ${error.message}.`, error.headers);
      throw error;
    }
    understood.push({ name, ...file.understanding });
  }
  const traffic = collector.traffic();
  const notes = log.notes.map(({ text, count }) => (count > 1 ? `${text} (${count} rows)` : text));
  if (traffic.currencies.length > 1) notes.push(`costs are in ${traffic.currencies.join(" and ")}, so they are not added up`);
  if (log.counted === 0 && traffic.days === 0) {
    const [fault] = [...log.unreadableRows, ...log.skipped];
    throw new UnreadableFile(
      `${files.map(({ name }) => name).join(", ")} cannot be read: no row could be counted${fault ? ` (${fault.count} × ${fault.why})` : ""}.`,
    );
  }
  return {
    ...traffic,
    inputs: trafficInputs(traffic),
    files: understood,
    rows: log.counted,
    skipped: log.skipped,
    unreadable: log.unreadableRows,
    notes,
  };
}
