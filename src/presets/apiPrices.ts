import type { PriceKind, PriceList, Prices } from "../engine/apiBill";
import { MissingPreset } from "../engine/errors";
import { requireApiModel } from "./apiModelNames";
import { type ApiPrice, lastCheckDay, priceHistories, type PriceTier, type TierFactor, tierFactors } from "./priceSheet";

export { apiModelKeys, findApiModel } from "./apiModelNames";
export { type ApiPrice, PRICE_TIERS, type PriceTier } from "./priceSheet";

/** Which price is meant; left out: the newest checked one, at the standard tier, outside hours with prices of their own. */
export interface PriceDate {
  /** The day, as ISO text. */
  readonly day?: string;
  /** Minutes of that day (UTC), for providers that price by the hour. */
  readonly minute?: number;
  readonly tier?: PriceTier;
}

/** Every set of prices of a model that is known, oldest first, by key. */
export const apiPriceHistory = (key: string): readonly ApiPrice[] => priceHistories().get(key) ?? [];

/**
 * The prices of a model in force on a day (ISO text), or when prices were last checked: at the standard tier.
 * @throws MissingPreset when the model is unknown (naming the nearest) or no price is dated that early.
 */
export function apiPriceOn(modelText: string, day?: string, argument = "model"): ApiPrice {
  const key = requireApiModel(argument, modelText);
  const history = apiPriceHistory(key);
  const until = day ?? lastCheckDay();
  for (let i = history.length - 1; i >= 0; i--) if (history[i].from <= until) return history[i];
  throw new MissingPreset(`no price of ${key} is dated ${until} or earlier: the first is of ${history[0].from}`);
}

/** Whether a time of a day falls into the hours with prices of their own. */
function inHours({ windows, weekdaysOnly }: NonNullable<ApiPrice["hours"]>, day: string, minute: number): boolean {
  const weekday = new Date(day).getUTCDay();
  if (weekdaysOnly && (weekday === 0 || weekday === 6)) return false;
  return windows.some(([from, to]) => (from < to ? minute >= from && minute < to : minute >= from || minute < to));
}

/** Fees per request and per search are the same at every tier. */
const NOT_BY_TOKEN: ReadonlySet<string> = new Set<PriceKind>(["request", "web_search"]);

function atFactor(prices: Prices, factor: number): Prices {
  if (factor === 1) return prices;
  return Object.fromEntries(
    // A factor of 1.1 leaves a tail that no price list has.
    Object.entries(prices).map(([kind, price]) => [
      kind,
      NOT_BY_TOKEN.has(kind) ? price : Number((price * factor).toPrecision(15)),
    ]),
  );
}

function requireTier(tier: PriceTier, key: string, day: string): TierFactor {
  const factors = tierFactors(tier, key);
  const inForce = factors.filter(({ from }) => from <= day);
  if (inForce.length > 0) return inForce[inForce.length - 1];
  const since = factors.length === 0 ? "" : ` dated ${day} or earlier: the first is of ${factors[0].from}`;
  throw new MissingPreset(`${key} has no ${tier} price${since}`);
}

/**
 * The prices of a model on a day, at an hour, at a tier: what bills are made of.
 * @throws MissingPreset when the model is unknown, no price is dated that early, or the provider has no such tier.
 */
function priceListOf(modelText: string, { day, minute, tier = "standard" }: PriceDate, argument = "model"): PriceList {
  const price = apiPriceOn(modelText, day, argument);
  const until = day ?? lastCheckDay();
  const label = `${price.key} as of ${until}`;
  const { hours } = price;
  const prices = hours && minute !== undefined && inHours(hours, until, minute) ? hours.prices : price.prices;
  const long = price.long && { above: price.long.above, prices: price.long.prices };
  if (tier === "standard") return { label, prices, ...(long ? { long } : {}) };
  const { factor, up_to: upTo } = requireTier(tier, price.key, until);
  const atTier = atFactor(prices, factor);
  if (upTo !== undefined) return { label: `${tier} ${label}`, prices: atTier, long: { above: upTo, prices: {} } };
  return {
    label: `${tier} ${label}`,
    prices: atTier,
    ...(long ? { long: { above: long.above, prices: atFactor(long.prices, factor) } } : {}),
  };
}

const remembered = new Map<string, PriceList>();
const MOST_REMEMBERED = 1000;
/** The newest question: a column of bills asks for one list in every row. */
let last: { modelText: string; day?: string; minute?: number; tier?: PriceTier; list: PriceList } | undefined;

/** `priceListOf`, remembered. */
export function priceList(modelText: string, { day, minute, tier }: PriceDate = {}, argument = "model"): PriceList {
  if (last?.modelText === modelText && last.day === day && last.minute === minute && last.tier === tier) return last.list;
  const question = `${modelText}\n${day ?? ""}\n${minute ?? ""}\n${tier ?? ""}`;
  let list = remembered.get(question);
  if (list === undefined) {
    list = priceListOf(modelText, { day, minute, tier }, argument);
    if (remembered.size < MOST_REMEMBERED) remembered.set(question, list);
  }
  last = { modelText, day, minute, tier, list };
  return list;
}

export const API_PRICE_FIELDS = [
  "input",
  "cached_input",
  "cache_write",
  "cache_write_1h",
  "output",
  "audio_input",
  "audio_output",
  "image_output",
  "request",
  "web_search",
] as const satisfies readonly PriceKind[];
export type ApiPriceField = (typeof API_PRICE_FIELDS)[number];

/** The words of a field in a message. */
const IN_WORDS: Partial<Record<ApiPriceField, string>> = { cached_input: "cached input" };

/**
 * A price of a model ($ per 1M tokens; per 1,000 requests or searches): of a prompt of so many tokens, on a day, at an hour
 * and a tier.
 * @throws MissingPreset when the model is unknown, no price is dated that early, or there is none for the field or tier.
 */
export function apiPrice(
  modelText: string,
  field: ApiPriceField = "input",
  { promptTokens = 0, ...date }: PriceDate & { readonly promptTokens?: number } = {},
): number {
  const list = priceList(modelText, date);
  const isLong = list.long !== undefined && promptTokens > list.long.above;
  const value = isLong ? list.long.prices[field] : list.prices[field];
  if (value !== undefined) return value;
  const { key, from } = apiPriceOn(modelText, date.day);
  const tier = date.tier === undefined || date.tier === "standard" ? "" : `${date.tier} `;
  const above = isLong ? ` above ${list.long.above} prompt tokens` : "";
  throw new MissingPreset(`${key} has no ${tier}price for ${IN_WORDS[field] ?? field}${above} as of ${from}`);
}
