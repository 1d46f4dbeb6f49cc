import { amount, count, isBlank, type NumberStyle } from "./amounts";
import { type MeterFormat, MODEL_SERVICES } from "./meterFormats";
import { readMeter, tokensPerUnit } from "./meterText";
import type { Column, RowFormat } from "./rowFormats";
import { DAY, HOUR, moment, type DateOrder, type Moment } from "./times";
import { SkippedRow, UnreadableRow, type UsageRecord } from "./usageRecord";
import type { NamedRow } from "./usageRow";

/** How a file writes what can be written in two ways. */
export interface FileStyle extends NumberStyle {
  readonly dates: DateOrder;
}

const WIDTHS = { request: 0, minute: 60_000, hour: HOUR, day: DAY };

/** A row without a model's name belongs to one that nobody named. */
const NOT_NAMED = "not named";

function first(row: NamedRow, column: Column): unknown {
  for (const name of column) {
    const value = row.get(name);
    if (!isBlank(value)) return value;
  }
  return undefined;
}

function text(value: unknown): string {
  return value === undefined ? "" : String(value).trim();
}

function when(row: NamedRow, column: Column, dates: DateOrder): Moment | undefined {
  const value = first(row, column);
  if (value === undefined) return undefined;
  const read = moment(value, dates);
  if (read === undefined) throw new UnreadableRow(`${column[0]} is not a date`, String(value).slice(0, 40));
  return read;
}

/** The span that a row covers. */
function spanOf(
  row: NamedRow,
  { start, end, covers }: Pick<RowFormat, "start" | "end" | "covers">,
  dates: DateOrder,
): { start: number; end: number } {
  const from = when(row, start, dates);
  if (from === undefined) throw new UnreadableRow(`${start[0]} is empty`);
  const to = end === undefined ? undefined : when(row, end, dates);
  if (to !== undefined && to.time > from.time) return { start: from.time, end: to.time };
  return { start: from.time, end: from.time + (from.isDay ? DAY : WIDTHS[covers]) };
}

/** Sums the columns of which each may bear one of several names. */
function counts(row: NamedRow, columns: readonly Column[], style: NumberStyle): number {
  let sum = 0;
  for (const column of columns) {
    const value = first(row, column);
    if (value !== undefined) sum += count(column[0], value, style);
  }
  return sum;
}

/** The names that hold amounts and times in a format: what is left of a bucket's row tells it from others of its span. */
export function amountNames(format: RowFormat | MeterFormat): Set<string> {
  const columns: readonly Column[] =
    "meter" in format
      ? [format.quantity, format.cost]
      : [
          ...format.input,
          ...format.cachedInput,
          ...format.cacheWrite,
          ...format.output,
          format.cost,
          ...(typeof format.requests === "string" ? [] : [format.requests]),
        ];
  return new Set([...columns, format.start, format.end ?? []].flat());
}

/** "gpt-4o-2024-08-06, input" is a line of gpt-4o-2024-08-06. */
const modelOf = (name: string, { modelEndsAt }: RowFormat): string =>
  modelEndsAt === undefined ? name : name.split(modelEndsAt)[0].trim();

/** A row whose columns hold tokens. @throws UnreadableRow or SkippedRow where it cannot or need not be counted. */
export function readTokenRow(
  format: RowFormat,
  row: NamedRow,
  style: FileStyle,
  amounts: ReadonlySet<string>,
  note: (text: string) => void,
): UsageRecord {
  for (const { column, values, why } of format.without ?? []) {
    if (values.includes(text(row.get(column)).toLowerCase())) throw new SkippedRow(why);
  }
  if (format.only && !format.only.values.includes(text(row.get(format.only.column)).toLowerCase()))
    throw new SkippedRow(format.only.why);
  const span = spanOf(row, format, style.dates);
  const plain = counts(row, format.input, style);
  const cachedInput = counts(row, format.cachedInput, style);
  const cacheWrite = counts(row, format.cacheWrite, style);
  const output = counts(row, format.output, style);
  const cached = cachedInput + cacheWrite;
  let input = plain;
  if (format.inputHoldsCached === "never") input += cached;
  else if (cached > plain) {
    if (format.inputHoldsCached === "always")
      throw new UnreadableRow("more cached and written tokens than input tokens, of which they are a part");
    input += cached;
    note("rows in which cached tokens exceed the input: there they are taken as counted beside it");
  }
  const requests =
    format.requests === "one"
      ? 1
      : format.requests === "none"
        ? null
        : count(format.requests[0], first(row, format.requests), style);
  const stated = first(row, format.cost);
  const cost = stated === undefined ? null : (amount(format.cost[0], stated, style) ?? null);
  const id = format.id === undefined ? undefined : first(row, format.id);
  const isLog = span.end === span.start;
  return {
    model: modelOf(text(first(row, format.model)), format) || NOT_NAMED,
    ...span,
    requests,
    input,
    cachedInput,
    cacheWrite,
    output,
    cost: cost === null ? null : cost * (format.costUnit ?? 1),
    currency: text(format.currency && first(row, format.currency)).toUpperCase() || (format.defaultCurrency ?? ""),
    // Two calls of one moment may differ in nothing but their tokens; two buckets of one span may not.
    identity: id !== undefined ? `id ${String(id)}` : row.identityWithout(isLog ? new Set() : amounts),
  };
}

/** A row of a cloud's bill. @throws UnreadableRow or SkippedRow where it cannot or need not be counted. */
export function readMeterRow(format: MeterFormat, row: NamedRow, style: FileStyle, amounts: ReadonlySet<string>): UsageRecord {
  const isOfModels = format.service.some((name) => MODEL_SERVICES.test(text(row.get(name))));
  const meter = format.meter.map((name) => readMeter(text(row.get(name)))).find((read) => read !== undefined);
  if (!isOfModels && format.service.some((name) => !isBlank(row.get(name)))) throw new SkippedRow("a row of another service");
  if (meter === undefined) throw new SkippedRow("a meter that counts no tokens");
  const span = spanOf(row, format, style.dates);
  const quantity = amount(format.quantity[0], first(row, format.quantity), style) ?? 0;
  if (quantity < 0) throw new UnreadableRow(`${format.quantity[0]} is negative`);
  const perUnit = tokensPerUnit(...format.unit.map((name) => row.get(name)));
  if (perUnit === undefined)
    throw new UnreadableRow("the unit does not say how many tokens it is", text(first(row, format.unit)) || "empty");
  // Bills give thousands with decimals; a token is whole.
  const tokens = Math.round(quantity * perUnit);
  const stated = first(row, format.cost);
  const isPrompt = meter.kind !== "output";
  return {
    model: text(format.model && first(row, format.model)) || meter.model,
    ...span,
    requests: null,
    input: isPrompt ? tokens : 0,
    cachedInput: meter.kind === "cachedInput" ? tokens : 0,
    cacheWrite: meter.kind === "cacheWrite" ? tokens : 0,
    output: isPrompt ? 0 : tokens,
    cost: stated === undefined ? null : (amount(format.cost[0], stated, style) ?? null),
    currency: text(first(row, format.currency)).toUpperCase(),
    identity: row.identityWithout(amounts),
  };
}
