import { DomainError, MissingPreset } from "./errors";
import { normalizeName, requireOption } from "./names";
import { requireNonNegative } from "./requirements";

/** What providers set a price for, in the order of a price list: $ per 1M tokens, the last two $ per 1,000. */
export const PRICE_KINDS = [
  "input",
  "cached_input",
  "cache_write",
  "cache_write_1h",
  "output",
  "reasoning",
  "audio_input",
  "audio_output",
  "image_output",
  "request",
  "web_search",
] as const;
export type PriceKind = (typeof PRICE_KINDS)[number];
export type Prices = Readonly<Partial<Record<PriceKind, number>>>;

/** Prices of one model on one day, and those of a request with a long prompt, which is re-priced as a whole. */
export interface PriceList {
  /** Names the model and the day in a message: "gpt-4o as of 2026-09-23". */
  readonly label: string;
  readonly prices: Prices;
  readonly long?: {
    /** More prompt tokens than this, cached and written ones counted. */
    readonly above: number;
    readonly prices: Prices;
  };
}

interface UsageKind {
  readonly kind: string;
  readonly price: PriceKind;
  /** The kind that holds these tokens: what is left of it has its own price. */
  readonly partOf?: "input" | "output";
  /** Counted, not weighed: $ per 1,000. */
  readonly counted?: true;
  readonly about: string;
}

/** What a request uses, in the order of a bill; a new kind is one row. */
export const USAGE_KINDS = [
  { kind: "input", price: "input", about: "All prompt tokens: read from a cache, written to it and sound included" },
  { kind: "input_uncached", price: "input", about: "In place of input: prompt tokens without cached, written and sound ones" },
  { kind: "cached_input", price: "cached_input", partOf: "input", about: "Prompt tokens read from a cache" },
  { kind: "cache_write", price: "cache_write", partOf: "input", about: "Prompt tokens written to a cache of 5 minutes" },
  { kind: "cache_write_1h", price: "cache_write_1h", partOf: "input", about: "Prompt tokens written to a cache of one hour" },
  { kind: "audio_input", price: "audio_input", partOf: "input", about: "Prompt tokens of sound" },
  { kind: "output", price: "output", about: "All answered tokens: reasoning, sound and pictures included" },
  { kind: "reasoning", price: "reasoning", partOf: "output", about: "Reasoning tokens inside the output" },
  { kind: "reasoning_apart", price: "reasoning", about: "Reasoning tokens reported beside the output: added to it" },
  { kind: "audio_output", price: "audio_output", partOf: "output", about: "Answered tokens of sound" },
  { kind: "image_output", price: "image_output", partOf: "output", about: "Answered tokens of pictures" },
  { kind: "requests", price: "request", counted: true, about: "Requests that bear a fee of their own" },
  { kind: "web_searches", price: "web_search", counted: true, about: "Web searches the model made" },
] as const satisfies readonly UsageKind[];

const KINDS: readonly UsageKind[] = USAGE_KINDS;
const placeOf = (kind: (typeof USAGE_KINDS)[number]["kind"]): number => KINDS.findIndex((row) => row.kind === kind);
const INPUT = placeOf("input");
const UNCACHED = placeOf("input_uncached");
const OUTPUT = placeOf("output");
const PARTS_OF_INPUT = KINDS.flatMap(({ partOf }, i) => (partOf === "input" ? [i] : []));
const PARTS_OF_OUTPUT = KINDS.flatMap(({ partOf }, i) => (partOf === "output" ? [i] : []));

/** How the trade writes the same kinds. */
const ALIASES: Readonly<Record<string, string>> = {
  cached: "cached_input",
  cache_read: "cached_input",
  cache_write_5m: "cache_write",
  request: "requests",
  web_search: "web_searches",
};
const places = new Map<string, number>([
  ...KINDS.map(({ kind }, i): [string, number] => [kind, i]),
  ...KINDS.map(({ kind }, i): [string, number] => [normalizeName(kind), i]),
  ...Object.entries(ALIASES).map(([alias, kind]): [string, number] => [
    normalizeName(alias),
    KINDS.findIndex((row) => row.kind === kind),
  ]),
]);

/** The place of a kind in USAGE_KINDS, by any spelling. */
function usageKindPlace(text: string): number {
  return (
    places.get(text) ??
    places.get(normalizeName(text)) ??
    placeOf(
      requireOption(
        "kind in usage",
        text,
        USAGE_KINDS.map(({ kind }) => kind),
      ),
    )
  );
}

/** Amounts per request by place in USAGE_KINDS; what is not given is 0. */
export type Usage = Float64Array;
export const emptyUsage = (): Usage => new Float64Array(KINDS.length).fill(NaN);

/** Writes one row of a usage table; a kind can stand in it once. */
export function addUsage(usage: Usage, kindText: string, amount: number): void {
  const place = usageKindPlace(kindText);
  const { kind } = KINDS[place];
  if (!Number.isNaN(usage[place])) throw new DomainError(`usage names ${kind} twice`);
  if (!(amount >= 0 && amount < Infinity)) requireNonNegative(`${kind} in usage`, amount);
  usage[place] = amount;
}

const amountOf = (usage: Usage, place: number): number => usage[place] || 0;

function sumOf(usage: Usage, parts: readonly number[]): number {
  let sum = 0;
  for (const place of parts) sum += amountOf(usage, place);
  return sum;
}

/** Counts that come from shares may pass the whole by a rounding. */
const WHOLE = 1 + 1e-9;

function requireWithin(usage: Usage, whole: number, parts: readonly number[], sum: number): void {
  if (sum <= amountOf(usage, whole) * WHOLE) return;
  const given = parts.filter((place) => amountOf(usage, place) > 0).map((place) => KINDS[place].kind);
  throw new DomainError(
    `${given.join(", ")} ${given.length === 1 ? "is a part" : "are parts"} of ${KINDS[whole].kind}, ` +
      `which is ${amountOf(usage, whole)}, and cannot be ${sum}${given.length === 1 ? "" : " together"}` +
      (whole === INPUT ? "; write input_uncached where the count excludes them" : ""),
  );
}

export interface BillLine {
  readonly kind: string;
  /** Of all requests; without the parts that stand in lines of their own. */
  readonly amount: number;
  /** $ per 1M tokens, or per 1,000 counted. */
  readonly price: number;
  readonly costUsd: number;
}

/**
 * What one usage costs ($), and its lines where asked for.
 * @throws MissingPreset that names a kind the model has no price for: it is never free.
 */
export function billOfUsage(
  { usage, requests, list }: { usage: Usage; requests: number; list: PriceList },
  lines?: BillLine[],
): number {
  requireNonNegative("requests", requests);
  const partsOfInput = sumOf(usage, PARTS_OF_INPUT);
  const partsOfOutput = sumOf(usage, PARTS_OF_OUTPUT);
  const uncached = amountOf(usage, UNCACHED);
  if (uncached > 0) {
    if (amountOf(usage, INPUT) > 0) throw new DomainError("usage must name input or input_uncached, not both");
  } else requireWithin(usage, INPUT, PARTS_OF_INPUT, partsOfInput);
  requireWithin(usage, OUTPUT, PARTS_OF_OUTPUT, partsOfOutput);
  const promptTokens = uncached > 0 ? uncached + partsOfInput : amountOf(usage, INPUT);
  const prices = list.long !== undefined && promptTokens > list.long.above ? list.long.prices : list.prices;
  let cost = 0;
  for (let place = 0; place < KINDS.length; place++) {
    const given = amountOf(usage, place);
    if (given === 0) continue;
    const row = KINDS[place];
    const parts = place === INPUT ? partsOfInput : place === OUTPUT ? partsOfOutput : 0;
    const amount = Math.max(0, given - parts);
    const price = prices[row.price] ?? (row.price === "reasoning" ? prices.output : undefined);
    if (price === undefined) {
      if (amount === 0) continue;
      throw new MissingPreset(`${row.kind} has no price: ${list.label} is not sold by it`);
    }
    const costUsd = ((amount * price) / (row.counted ? 1e3 : 1e6)) * requests;
    cost += costUsd;
    lines?.push({ kind: row.kind, amount: amount * requests, price, costUsd });
  }
  return cost;
}
