/**
 * What data/api_price_history.csv and api_price_history_more.csv add to the sheet: prices back to 2024 for the models in
 * use, and the tiers. The columns and the weak spots are described in docs/sources.md. A price that a row of the sheet states for its own day is never touched: the
 * history fills what no row says, and adds the days on which a price changed.
 */
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { parse } = require("csv-parse/sync");
const { dayBefore, ordered, rowsOf, samePrices, sourceNumber } = require("./sheet.js");

const FILES = ["api_price_history.csv", "api_price_history_more.csv"].map((name) => path.join(__dirname, `../../data/${name}`));
/** @typedef {Record<string, string>} HistoryRow a line of the history by its columns */
/** @type {() => HistoryRow[]} */
const readHistory = () =>
  FILES.flatMap((file) => /** @type {HistoryRow[]} */ (parse(readFileSync(file, "utf8"), { columns: true })));

const FIELDS = { per_1000_requests: "request", per_1000_web_searches: "web_search", long_context_threshold: "long.above" };
const kindOf = (field) => FIELDS[field] ?? field.replace(/^(.*)_long$/, "long.$1").replace(/^(.*)_(?:off)?peak$/, "hours.$1");

const dayAfter = (day) => new Date(Date.parse(day) + 86400e3).toISOString().slice(0, 10);

/** DeepSeek's hours, as the notes of the history state them. */
const HOURS = [
  { keys: ["deepseek/deepseek-chat", "deepseek/deepseek-reasoner"], from: "2025-02-26", when: "16:30-00:30" },
  { keys: ["deepseek/deepseek-v4-flash", "deepseek/deepseek-v4-pro"], from: "2026-08-17", when: "01:00-04:00 06:00-10:00" },
  {
    keys: ["deepseek/deepseek-v4-flash", "deepseek/deepseek-v4-pro"],
    from: "2026-08-23",
    when: "Mon-Fri 01:00-04:00 06:00-10:00",
  },
];

/** A long price of the cached kind alone is the price of cached sound, which an early list put into the wrong column. */
const DOUBTED = new Set(["gemini-2.0-flash long.cached_input", "gemini-2.0-flash long.above"]);

const SURE = new Set(["vendor", "announced", "date in the model name", "launch day by a public thread"]);

/** Lists began to carry these kinds on 2026-07-30; Anthropic has sold them, at the same prices, since it announced them. */
const ANNOUNCED = { cache_write_1h: "2025-05-22", "long.cache_write_1h": "2025-05-22", web_search: "2025-05-07" };

/** The first whole day on which a price held. */
function firstDay({ provider, model_key, valid_from, notes }, kind, history) {
  // DeepSeek's prices of these days changed at 16:00 UTC.
  if (provider === "deepseek" && ["2025-02-08", "2026-08-16"].includes(valid_from)) return dayAfter(valid_from);
  if (provider !== "anthropic" || ANNOUNCED[kind] === undefined || !/kind first listed here/.test(notes)) return valid_from;
  const ofModel = history.filter((row) => row.model_key === model_key && row.field === "input").map((row) => row.valid_from);
  return [ANNOUNCED[kind], ofModel.sort().at(-1)].sort()[1];
}

/** The changes of each model: key → [{ from, kind, price, source, confidence }]; the price is null from the day a kind ended. */
function changesByModel(history) {
  const changes = new Map();
  const add = (key, change) => changes.set(key, [...(changes.get(key) ?? []), change]);
  for (const row of history) {
    const key = row.model_key;
    const kind = kindOf(row.field);
    if (key === "*" || /^batch_|_multiplier$/.test(row.field) || DOUBTED.has(`${key} ${kind}`)) continue;
    // A kind that a model does not have, such as the answers of embeddings: nothing is free.
    if (Number(row.price_per_1m) === 0) continue;
    const source = `${row.source} (${row.valid_from_is})`;
    const confidence = SURE.has(row.valid_from_is) && row.licence === "MIT" ? "high" : "medium";
    add(key, { from: firstDay(row, kind, history), kind, price: Number(row.price_per_1m), source, confidence });
    const followed = history.some(
      (other) => other.model_key === key && other.field === row.field && other.valid_from === row.valid_to,
    );
    if (row.valid_to !== "" && !followed) add(key, { from: row.valid_to, kind, price: null, source, confidence });
  }
  for (const { keys, from, when } of HOURS)
    for (const key of keys) {
      const { source } = changes.get(key).find(({ kind }) => kind.startsWith("hours."));
      add(key, { from, kind: "hours.when", price: when, source, confidence: "medium" });
    }
  // Grounding with a search is charged by the provider, whatever the model.
  for (const row of history.filter(({ model_key, field }) => model_key === "*" && FIELDS[field] === "web_search"))
    for (const key of changes.keys())
      if (/^gemini-2\./.test(key) && !/embedding|image/.test(key))
        add(key, {
          from: row.valid_from,
          kind: "web_search",
          price: Number(row.price_per_1m),
          source: row.source,
          confidence: "medium",
        });
  addRegional(changes, history);
  return changes;
}

const tidy = (price) => (typeof price === "number" ? Number(price.toPrecision(12)) : price);

/** Before the package lists them, a regional id of AWS costs the maker's price times the factor of the region. */
function addRegional(changes, history) {
  const factor = history.find(({ provider, field }) => provider === "aws" && field === "regional_multiplier");
  for (const id of ["haiku-4-5-20251001-v1", "sonnet-4-5-20250929-v1", "opus-4-5-v1", "opus-4-6-v1", "sonnet-4-6-v1"]) {
    const ofMaker = changes.get(`claude-${id.replace(/(-20\d{6})?-v1$/, "")}`);
    const source = `the maker's price times ${factor.price_per_1m}: ${factor.source}`;
    changes.set(
      `bedrock/anthropic.claude-${id}`,
      ofMaker
        .filter(({ kind }) => !/^long|web_search|cache_write_1h/.test(kind))
        .map(({ from, kind, price }) => ({
          from: [from, factor.valid_from].sort()[1],
          kind,
          price: price === null ? null : tidy(price * Number(factor.price_per_1m)),
          source,
          confidence: "medium",
        })),
    );
  }
}

/** Prices of a long prompt end with their threshold. */
const withoutEndedStep = (prices) =>
  prices["long.above"] == null
    ? Object.fromEntries(Object.entries(prices).filter(([kind]) => !kind.startsWith("long.")))
    : prices;

/** Puts the history of one model between its rows, which stay as they are. */
function mergeModel(sheet, key, changes) {
  const rows = rowsOf(sheet, key);
  const days = [...new Set([...changes.map(({ from }) => from), ...rows.map(([, from]) => from)])].sort();
  const added = [];
  let prices = {};
  for (const day of days) {
    const then = changes.filter(({ from }) => from === day);
    const row = rows.find(([, from]) => from === day);
    const changed = withoutEndedStep({ ...prices, ...Object.fromEntries(then.map(({ kind, price }) => [kind, price])) });
    if (row === undefined && !samePrices(prices, changed) && changed.input !== undefined) {
      const confidence = then.some((change) => change.confidence === "medium") ? "medium" : "high";
      added.push([key, day, ordered(changed), sourceNumber(sheet, then[0].source), confidence]);
    }
    prices = row?.[2] ?? changed;
  }
  return added;
}

function mergeHistory(sheet, history) {
  const rows = [...changesByModel(history)].flatMap(([key, changes]) => mergeModel(sheet, key, changes));
  sheet.rows.push(...rows);
  return rows.length;
}

/** In force since 2024, say the notes of a factor that was recorded later. */
const firstDayOfTier = ({ valid_from, notes }) => (/in force since 2024/.test(notes) ? dayBefore("2025-01-01") : valid_from);

/** Which models a provider's factor holds for, as the note of its row says. */
const TEXT_OF_OPENAI = /^(?!.*(audio|realtime|transcribe|tts|image|search|chatgpt|live|whisper|research)).*$/;
const SCOPES = {
  "openai batch": ({ provider, key }) => provider === "openai" && TEXT_OF_OPENAI.test(key),
  // "o3, o4-mini, gpt-5 and later"; the pro models are not sold by it.
  "openai flex": ({ provider, key }) =>
    provider === "openai" && /^(o3|o4-mini|gpt-[5-9].*)$/.test(key) && !/-pro|deep-research/.test(key),
  // "models released on or after 2026-03-05 (gpt-5.4 and later)"
  "openai regional": ({ provider, key }) => provider === "openai" && /^gpt-(5\.[4-9]|[6-9])/.test(key),
  "anthropic batch": ({ provider }) => provider === "anthropic",
  // "Claude 4.6 and later"
  "anthropic regional": ({ provider, key }) =>
    provider === "anthropic" && /^claude-((opus|sonnet|haiku)-(4-[6-9]|[5-9])|fable)/.test(key),
  // "Claude 4.5 and later", against the global profile.
  "aws regional": ({ key }) => /^bedrock\/global\.anthropic\.claude-(\w+-(4-[5-9]|[5-9])|fable)/.test(key),
  // "Gemini 2.0 and later"
  "google batch": ({ key }) => /^gemini-([2-9]|embedding)/.test(key) && !/live|omni/.test(key),
  // "Gemini 3.5 and later"
  "google flex": ({ key }) => /^gemini-(3\.[5-9]|[4-9])/.test(key) && !/live|omni|image|tts/.test(key),
};

/** The tiers: { tier, factor, from, to?, above?, keys, source }; a factor holds for every price per token. */
function tiersOf(history, models) {
  const tiers = [];
  for (const row of history.filter(({ unit }) => unit === "multiplier")) {
    const tier = row.field.replace(/_multiplier$/, "");
    const scope = SCOPES[`${row.provider} ${tier}`] ?? (({ key }) => key === row.model_key);
    if (row.model_key === "*" && SCOPES[`${row.provider} ${tier}`] === undefined)
      throw new Error(`no scope for ${row.provider} ${tier}`);
    const keys = (row.model_key === "*" ? models.filter(scope) : [{ key: row.model_key }]).map(({ key }) => key).sort();
    const upTo = /no priority above ([\d,]+) tokens/.exec(row.notes)?.[1].replace(/,/g, "");
    tiers.push({
      tier,
      factor: Number(row.price_per_1m),
      from: firstDayOfTier(row),
      ...(upTo === undefined ? {} : { up_to: Number(upTo) }),
      source: row.source,
      keys: keys.join(" "),
    });
  }
  // Ids of this host that are not global carry the regional price as their own.
  const keys = new Set(models.map(({ key }) => key));
  const global = (key) => key.replace(/^bedrock\//, "bedrock/global.");
  const regional = [...keys].filter((key) => global(key) !== key && keys.has(global(key)));
  const factor = tiers.find((row) => row.tier === "regional" && row.keys.startsWith("bedrock/"));
  tiers.push({ ...factor, factor: 1, keys: regional.sort().join(" ") });
  return tiers;
}

module.exports = { readHistory, mergeHistory, tiersOf };
