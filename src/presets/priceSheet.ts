import { PRICE_KINDS, type PriceKind, type Prices } from "../engine/apiBill";
import table from "./apiPrices.json";
import { type CompactTable, readRows } from "./compactTable";
import { dayBefore } from "./dates";
import type { Confidence, Provenance } from "./fact";
import { once } from "./once";
import { ownEntry } from "../engine/ownEntry";

/** Tiers under which providers sell the same model, beside the standard one. */
export const PRICE_TIERS = ["standard", "batch", "flex", "priority", "regional"] as const;
export type PriceTier = (typeof PRICE_TIERS)[number];

/** Prices in force in some hours only. */
interface HourPrices {
  /** Minutes of the day (UTC), from and to; over midnight where the end is before the start. */
  readonly windows: readonly (readonly [from: number, to: number])[];
  readonly weekdaysOnly: boolean;
  readonly prices: Prices;
}

/** The prices of an API model from one day on; a kind without a price is absent. */
export interface ApiPrice extends Provenance {
  readonly key: string;
  /** The first day on which the prices are known to have held, as ISO text. */
  readonly from: string;
  readonly prices: Prices;
  /** Of a request with more prompt tokens than `above`; every provider of the sheet re-prices the whole request. */
  readonly long?: { readonly above: number; readonly prices: Prices };
  readonly hours?: HourPrices;
}

export interface TierFactor {
  readonly factor: number;
  readonly from: string;
  /** Longer prompts are not sold at this tier. */
  readonly up_to?: number;
  readonly source: string;
}

interface Row {
  readonly key: string;
  readonly from: string;
  /** By kind; those of a long prompt as "long.input", beside "long.above"; those of some hours as "hours.input". */
  readonly prices: Readonly<Record<string, number | string>>;
  readonly source: number;
  readonly confidence: Confidence;
}

/** The day of the newest check of the prices. */
export const lastCheckDay = once(() => table.checks[table.checks.length - 1].as_of);

function pricesUnder(prefix: string, row: Row): Prices {
  const prices: Partial<Record<PriceKind, number>> = {};
  for (const kind of PRICE_KINDS) {
    const price = ownEntry(row.prices, prefix + kind);
    if (typeof price === "number") prices[kind] = price;
  }
  return prices;
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function hoursOf(row: Row, base: Prices): HourPrices | undefined {
  const when = row.prices["hours.when"];
  if (typeof when !== "string") return undefined;
  const windows = when
    .split(" ")
    .filter((part) => /^\d/.test(part))
    .map((part) => part.split("-").map(minutesOf) as [number, number]);
  return { windows, weekdaysOnly: when.startsWith("Mon-Fri"), prices: { ...base, ...pricesUnder("hours.", row) } };
}

function priceOfRow(row: Row): ApiPrice {
  const prices = pricesUnder("", row);
  const above = row.prices["long.above"];
  const hours = hoursOf(row, prices);
  return {
    key: row.key,
    from: row.from,
    prices,
    // A kind without a price of its own above the step keeps the one below.
    ...(typeof above === "number" ? { long: { above, prices: { ...prices, ...pricesUnder("long.", row) } } } : {}),
    ...(hours === undefined ? {} : { hours }),
    source: table.sources[row.source],
    asOf: row.from,
    confidence: row.confidence,
  };
}

/** A price that a later check found unchanged holds as of that check; one with an announced successor ends before it. */
function confirmed(price: ApiPrice, position: number, prices: readonly ApiPrice[]): ApiPrice {
  const next = prices.at(position + 1);
  const checks = table.checks as readonly { as_of: string; absent: readonly string[] }[];
  const seen = checks.filter(
    (check) => !check.absent.includes(price.key) && check.as_of >= price.from && (next === undefined || check.as_of < next.from),
  );
  const ends = next !== undefined && next.from > lastCheckDay();
  return {
    ...price,
    asOf: seen.length === 0 ? price.from : seen[seen.length - 1].as_of,
    ...(ends ? { availableUntil: dayBefore(next.from) } : {}),
  };
}

/** The prices of each model by key, oldest first. */
export const priceHistories = once((): ReadonlyMap<string, readonly ApiPrice[]> => {
  const byKey = new Map<string, ApiPrice[]>();
  const rows = readRows<Row>(table as CompactTable).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const row of rows) {
    const prices = byKey.get(row.key);
    if (prices === undefined) byKey.set(row.key, [priceOfRow(row)]);
    else prices.push(priceOfRow(row));
  }
  for (const [key, prices] of byKey) byKey.set(key, prices.map(confirmed));
  return byKey;
});

/** Further spellings of the keys, each list as one text. */
export const priceAliases = (): Readonly<Record<string, string>> => table.aliases;

const tiers = once(() => {
  const byTier = new Map<string, Map<string, TierFactor[]>>();
  for (const { tier, keys, ...factor } of table.tiers as readonly (TierFactor & { tier: string; keys: string })[]) {
    const byKey = byTier.get(tier) ?? new Map<string, TierFactor[]>();
    byTier.set(tier, byKey);
    for (const key of keys.split(" ")) byKey.set(key, [...(byKey.get(key) ?? []), factor]);
  }
  return byTier;
});

/** The factors of a tier on a model's prices, in the order of the sheet; none where the provider has no such tier. */
export const tierFactors = (tier: PriceTier, key: string): readonly TierFactor[] => tiers().get(tier)?.get(key) ?? [];
