import { MissingPreset } from "../engine/errors";
import table from "./apiPrices.json";
import { type CompactTable, readRows } from "./compactTable";
import { dayBefore } from "./dates";
import type { Confidence, Provenance } from "./fact";
import { indexByKey, splitAliases } from "./keyIndex";
import { once } from "./once";

interface PriceRow {
  readonly key: string;
  readonly from: string;
  readonly input: number;
  readonly cached_input: number | null;
  readonly output: number;
  readonly source: number;
  readonly confidence: Confidence;
}

/** The price of an API model from one day on ($ per 1M tokens); cached input is null where the model has no such price. */
export interface ApiPrice extends Provenance {
  readonly key: string;
  /** The first day on which the price is known to have held, as ISO text. */
  readonly from: string;
  readonly input: number;
  readonly cachedInput: number | null;
  readonly output: number;
}

export type ApiPriceField = "input" | "cached_input" | "output";

/** Makers of open models, whose names others use too: their own prices carry the maker in front. */
const MAKERS_IN_FRONT = ["mistral", "deepseek", "moonshot"];
const MAKERS_WITHOUT = /^(?:openai|anthropic|google|x-?ai|cohere|perplexity)\//i;

/** The forms under which the packages and hosts of the trade write the same name. */
function formsOf(text: string): string[] {
  const name = text.trim().toLowerCase().replace(MAKERS_WITHOUT, "");
  const undated = name.replace(/[-@]20\d\d-?\d\d-?\d\d$/, "");
  const parts = name.split("/");
  const unversioned = name.replace(/^(?:bedrock\/)?(?:(?:us|eu|apac|global|regional)\.)?/, "").replace(/:0$/, "");
  return [
    name,
    undated,
    ...MAKERS_IN_FRONT.flatMap((maker) => [`${maker}/${name}`, `${maker}/${undated}`]),
    `bedrock/${unversioned}`,
    ...(parts.length === 3 ? [`${parts[0]}/${parts[2]}`] : []),
  ];
}

const lastCheck = once(() => table.checks[table.checks.length - 1]);

/** The prices of each model, oldest first. */
const histories = once(() => {
  const byKey = new Map<string, ApiPrice[]>();
  const rows = readRows<PriceRow>(table as CompactTable).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const row of rows) {
    const prices = byKey.get(row.key) ?? [];
    prices.push({
      key: row.key,
      from: row.from,
      input: row.input,
      cachedInput: row.cached_input,
      output: row.output,
      source: table.sources[row.source],
      asOf: row.from,
      confidence: row.confidence,
    });
    byKey.set(row.key, prices);
  }
  for (const [key, prices] of byKey) byKey.set(key, prices.map(confirmed));
  return byKey;
});

/** A price that a later check found unchanged holds as of that check; one with an announced successor ends before it. */
function confirmed(price: ApiPrice, position: number, prices: readonly ApiPrice[]): ApiPrice {
  const next = prices[position + 1];
  const checks = table.checks as readonly { as_of: string; absent: readonly string[] }[];
  const seen = checks.filter(
    (check) => !check.absent.includes(price.key) && check.as_of >= price.from && (next === undefined || check.as_of < next.from),
  );
  const ends = next !== undefined && next.from > lastCheck().as_of;
  return {
    ...price,
    asOf: seen.length === 0 ? price.from : seen[seen.length - 1].as_of,
    ...(ends ? { availableUntil: dayBefore(next.from) } : {}),
  };
}

const index = once(() => {
  const aliases = table.aliases as Readonly<Record<string, string>>;
  return indexByKey<string>({
    what: "a known API model",
    items: [...histories().keys()].sort(),
    keyOf: (key) => key,
    aliasesOf: (key) => splitAliases(aliases[key] ?? ""),
    formsOf,
  });
});

/** The keys of the API models with a price, in alphabetical order. */
export const apiModelKeys = (): readonly string[] => index().keys;

/** The key of an API model spelled in any known way; undefined when it is none. */
export const findApiModel = (text: string): string | undefined => index().find(text);

/** Every price of a model that is known, oldest first, by key. */
export const apiPriceHistory = (key: string): readonly ApiPrice[] => histories().get(key) ?? [];

/**
 * The price of a model in force on a day (ISO text), or when prices were last checked.
 * @throws MissingPreset when the model is unknown (naming the nearest) or no price is dated that early.
 */
export function apiPriceOn(modelText: string, day?: string, argument = "model"): ApiPrice {
  const key = index().require(argument, modelText);
  const prices = apiPriceHistory(key);
  const until = day ?? lastCheck().as_of;
  const inForce = prices.filter(({ from }) => from <= until);
  if (inForce.length > 0) return inForce[inForce.length - 1];
  throw new MissingPreset(`no price of ${key} is dated ${until} or earlier: the first is of ${prices[0].from}`);
}

/**
 * A price of a model ($ per 1M tokens), in force on a day (ISO text) or when prices were last checked.
 * @throws MissingPreset when the model is unknown, has no price dated that early, or no price for cached input.
 */
export function apiPrice(modelText: string, field: ApiPriceField = "input", day?: string): number {
  const price = apiPriceOn(modelText, day);
  const value = field === "input" ? price.input : field === "output" ? price.output : price.cachedInput;
  if (value === null) throw new MissingPreset(`${price.key} has no price for cached input as of ${price.from}`);
  return value;
}
