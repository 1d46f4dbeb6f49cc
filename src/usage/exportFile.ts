import { isBlank } from "./amounts";
import { CsvText, type Separator, separatorOf } from "./csvText";
import { TextReader } from "./decoding";
import { guessMapping, type HeaderMapping, mappedFormat, missingFromMapping } from "./headerMapping";
import { JsonText } from "./jsonText";
import { METER_FORMATS, type MeterFormat } from "./meterFormats";
import { amountNames, type FileStyle, readMeterRow, readTokenRow } from "./readRow";
import { ROW_FORMATS, type RowFormat } from "./rowFormats";
import { isLocalDate, moment, possibleOrders, type DateOrder } from "./times";
import type { ReadingLog } from "./readingLog";
import type { TrafficCollector } from "./trafficCollector";
import { UnreadableFile } from "./usageRecord";
import { columnName, csvRow, jsonRow, type NamedRow } from "./usageRow";

/*
 * One file of an export, fed in parts as it is read from disk: its kind is found by its content, never by its name, and
 * its rows go to the collector one by one.
 */

type Format = RowFormat | MeterFormat;
const FORMATS: readonly Format[] = [...ROW_FORMATS, ...METER_FORMATS];

/** Rows read before the header and the order of dates are settled. */
const SAMPLE = 200;
/** Lines that may stand above the header, such as the address of a bill. */
const LINES_ABOVE = 20;

/** How a file was understood, for the user to see and change. */
export interface Understanding {
  format: string;
  /** Of a CSV. */
  headers?: readonly string[];
  /** Of a CSV that is no known export. */
  mapping?: HeaderMapping;
}

export interface ReadingOptions {
  /** Columns the user named for a CSV that is no known export; what it leaves out is guessed. */
  readonly mapping?: HeaderMapping;
}

interface Reading {
  readonly format: Format;
  readonly amounts: ReadonlySet<string>;
}

const reading = (format: Format): Reading => ({ format, amounts: amountNames(format) });

function formatOf(has: (name: string) => boolean): Format | undefined {
  return FORMATS.find(({ needs }) => needs.every((names) => names.some(has)));
}

export class ExportFile {
  private readonly bytes = new TextReader();
  private head = "";
  private csv: CsvText | undefined;
  private json: JsonText | undefined;
  private waiting: { readonly cells: readonly string[]; readonly number: number }[] | undefined = [];
  private columns: ReadonlyMap<string, number> = new Map();
  private separator: Separator = ",";
  private style: FileStyle = { decimal: ".", dates: "month first" };
  private current: Reading | undefined;
  private rowsOfJson = 0;
  readonly understanding: Understanding = { format: "" };

  constructor(
    private readonly collector: TrafficCollector,
    private readonly log: ReadingLog,
    private readonly options: ReadingOptions = {},
  ) {}

  /** @throws UnreadableFile where it is no export. */
  push(bytes: Uint8Array): void {
    this.take(this.bytes.text(bytes), false);
  }

  /** @throws UnreadableFile where nothing could be read. */
  end(): void {
    this.take(this.bytes.rest(), true);
    if (this.csv) this.takeRows(this.csv.lastRows(), true);
    else if (this.json) for (const value of this.json.lastValues()) this.takeValue(value);
    else throw new UnreadableFile("it is empty");
    if (this.csv && this.csv.unclosed > 0)
      this.log.unreadable("a quote is opened and never closed", undefined, this.csv.unclosed);
    if (this.json && this.json.broken > 0) this.log.unreadable("the JSON breaks off or is damaged", undefined, this.json.broken);
    if (this.json && this.rowsOfJson === 0 && this.json.broken > 0)
      throw new UnreadableFile("it is not the JSON of a usage export");
    if (this.json && this.current === undefined && this.rowsOfJson > 0)
      throw new UnreadableFile("it is JSON, but not of a usage export that is known");
  }

  private take(text: string, isLast: boolean): void {
    if (this.csv) return this.takeRows(this.csv.rows(text), false);
    if (this.json) {
      for (const value of this.json.values(text)) this.takeValue(value);
      return;
    }
    this.head += text;
    if (this.head.trim() === "" || (!isLast && this.head.length < 4096 && !this.head.includes("\n"))) return;
    const head = this.head;
    this.head = "";
    if (/^\s*[[{]/.test(head)) {
      this.json = new JsonText();
      this.collector.beginPage({ listsEmptyBuckets: false });
      for (const value of this.json.values(head)) this.takeValue(value);
    } else {
      this.separator = separatorOf(head);
      this.csv = new CsvText(this.separator);
      this.collector.beginPage({ listsEmptyBuckets: false });
      this.takeRows(this.csv.rows(head), false);
    }
  }

  private takeRows(rows: { readonly cells: readonly string[]; readonly number: number }[], isLast: boolean): void {
    if (this.waiting) {
      // A spread would overflow the stack with the rows of a large part.
      for (const row of rows) this.waiting.push(row);
      if (this.waiting.length < SAMPLE && !isLast) return;
      const waiting = this.waiting;
      this.waiting = undefined;
      const below = this.settle(waiting);
      for (const { cells, number } of below) this.takeRow(csvRow(this.columns, cells, number));
      return;
    }
    for (const { cells, number } of rows) this.takeRow(csvRow(this.columns, cells, number));
  }

  /** Finds the header, and with it the format and the order of dates; gives the rows below. */
  private settle(rows: readonly { readonly cells: readonly string[]; readonly number: number }[]): typeof rows {
    let at = -1;
    let format: Format | undefined;
    for (let i = 0; i < Math.min(LINES_ABOVE, rows.length) && format === undefined; i++) {
      const names = new Set(rows[i].cells.map(columnName));
      format = formatOf((name) => names.has(name));
      if (format) at = i;
    }
    if (format === undefined || this.options.mapping) {
      let best = -1;
      for (let i = 0; i < Math.min(LINES_ABOVE, rows.length); i++) {
        const known = Object.keys(guessMapping(rows[i].cells)).length;
        if (known > best) [best, at] = [known, i];
      }
      const headers = rows[at]?.cells ?? [];
      const mapping = { ...guessMapping(headers), ...this.options.mapping };
      const missing = missingFromMapping(mapping);
      if (missing !== undefined) {
        const shown = headers.slice(0, 8).map((header) => header.trim().slice(0, 40));
        throw new UnreadableFile(
          `it is not an export that is known, and ${missing}; its columns are ${shown.join(", ")}${headers.length > 8 ? " …" : ""}`,
          headers.length > 1 ? headers : undefined,
        );
      }
      format = mappedFormat(mapping);
      this.understanding.mapping = mapping;
    }
    const headers = rows[at].cells;
    this.understanding.headers = headers.map((header) => header.replace(/^\ufeff/, ""));
    this.understanding.format = format.title;
    const columns = new Map<string, number>();
    headers.forEach((header, i) => columns.has(columnName(header)) || columns.set(columnName(header), i));
    this.columns = columns;
    this.current = reading(format);
    const below = rows.slice(at + 1);
    if (below.length === 0) throw new UnreadableFile("it has a header and no rows below it");
    this.style = {
      // Where semicolons separate values, commas stand inside numbers.
      decimal: this.separator === ";" ? "," : ".",
      dates: this.datesOf(format, below),
    };
    return below;
  }

  private datesOf(format: Format, rows: readonly { readonly cells: readonly string[] }[]): DateOrder {
    const place = format.start.map((name) => this.columns.get(name)).find((at) => at !== undefined);
    const values = place === undefined ? [] : rows.map(({ cells }) => cells[place]).filter((value) => !isBlank(value));
    const local = values.filter(isLocalDate);
    if (local.length === 0) return "month first";
    if ("dates" in format && format.dates !== undefined) return format.dates;
    const orders = possibleOrders(local);
    if (orders.length === 1) return orders[0];
    const likely: DateOrder =
      this.separator === ";" || local.some((value) => String(value).includes(".")) ? "day first" : "month first";
    if (orders.length === 2) this.log.note(`dates such as ${local[0]} are read with the ${likely}`);
    return likely;
  }

  private takeRow(row: NamedRow): void {
    const { format, amounts } = this.current!;
    this.log.attempt(row.number, () => {
      const record =
        "meter" in format
          ? readMeterRow(format, row, this.style, amounts)
          : readTokenRow(format, row, this.style, amounts, (text) => this.log.note(text));
      this.collector.add(record);
    });
  }

  /** A JSON value: a page of buckets, a bucket, a list, or a row. */
  private takeValue(value: unknown): void {
    if (Array.isArray(value)) {
      for (const element of value) this.takeValue(element);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    const object = value as Record<string, unknown>;
    const { data, results } = object;
    if (Array.isArray(results)) return this.takeBucket(object, results);
    const list = Array.isArray(data)
      ? data
      : ["rows", "logs", "activity", "observations", "response"].map((key) => object[key]).find(Array.isArray);
    if (list !== undefined) {
      const hasBuckets = list.some((element) => Array.isArray((element as { results?: unknown } | null)?.results));
      this.collector.beginPage({ listsEmptyBuckets: hasBuckets });
      return this.takeValue(list);
    }
    this.takeJsonRow(object);
  }

  private takeBucket(bucket: Readonly<Record<string, unknown>>, results: readonly unknown[]): void {
    const times: Record<string, unknown> = { ...bucket };
    delete times.results;
    const start = moment(bucket.start_time ?? bucket.starting_at, "month first");
    const end = moment(bucket.end_time ?? bucket.ending_at, "month first");
    if (start && end && end.time > start.time) this.collector.cover(start.time, end.time);
    for (const result of results) {
      if (typeof result === "object" && result !== null) this.takeJsonRow({ ...times, ...result });
    }
    this.rowsOfJson++;
    if (results.length === 0 && this.current === undefined && start && end) this.current = reading(ROW_FORMATS[0]);
  }

  private takeJsonRow(object: Readonly<Record<string, unknown>>): void {
    const row = jsonRow(object, ++this.rowsOfJson);
    const has = (name: string): boolean => row.get(name) !== undefined;
    if (this.current === undefined || !this.current.format.needs.every((names) => names.some(has))) {
      const format = formatOf(has) ?? this.mappedFromKeys(object);
      if (format === undefined) {
        this.log.unreadable("not a row of a usage export that is known", row.number);
        return;
      }
      this.current = reading(format);
      this.understanding.format ||= format.title;
    }
    this.takeRow(row);
  }

  private mappedFromKeys(object: Readonly<Record<string, unknown>>): Format | undefined {
    const mapping = { ...guessMapping(Object.keys(object)), ...this.options.mapping };
    if (missingFromMapping(mapping) !== undefined) return undefined;
    this.understanding.mapping = mapping;
    return mappedFormat(mapping);
  }
}
