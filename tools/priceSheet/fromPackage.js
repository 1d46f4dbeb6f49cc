/** What the installed @pydantic/genai-prices says: which models ship, under which key, and their dated prices by kind. */
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { findProvider } = require("@pydantic/genai-prices");
const { dayBefore } = require("./sheet.js");

const PACKAGE = "@pydantic/genai-prices";
const { version } = JSON.parse(readFileSync(path.join(__dirname, `../../node_modules/${PACKAGE}/package.json`), "utf8"));

/** The package's units that FT bills by. Hours of sound, pages, pictures and moving pictures sent in have no kind here. */
const KINDS = {
  input_mtok: "input",
  cache_read_mtok: "cached_input",
  cache_write_mtok: "cache_write",
  cache_write_1h_mtok: "cache_write_1h",
  output_mtok: "output",
  output_reasoning_mtok: "reasoning",
  input_audio_mtok: "audio_input",
  output_audio_mtok: "audio_output",
  output_image_mtok: "image_output",
  requests_kcount: "request",
  web_searches_kcount: "web_search",
};

/** What no bill by the token is made of, and variants that others give away. */
const NOT_SOLD_BY_TOKEN = /:free|moderation|guard|ocr|whisper|voice/;

/**
 * Which models ship, and under which key. Makers of closed models have the bare name; a name that is also an open model's
 * carries whose price it is.
 */
const PROVIDERS = [
  {
    id: "openai",
    leave: /^(ada|babbage|curie|davinci|text-(ada|babbage|curie|davinci))|\.ft-|:extended|^gpt-3\.5-(0301|turbo-.)|^gpt-4-32k/,
  },
  { id: "anthropic", leave: /^claude-(v1|2)$/ },
  { id: "google", leave: /^(claude|gemma|gemini-(1\.0-)?pro(-|$)|gemini-(flash|pro)-1\.5)/ },
  { id: "x-ai" },
  { id: "cohere", leave: /^c4ai/ },
  { id: "perplexity", only: /^sonar/ },
  { id: "voyageai" },
  { id: "mistral", prefix: "mistral/" },
  { id: "deepseek", prefix: "deepseek/" },
  { id: "moonshotai", prefix: "moonshot/" },
  { id: "zai", prefix: "zai/" },
  { id: "minimax", prefix: "minimax/" },
  { id: "aws", host: true, prefix: "bedrock/", leave: /titan|palmyra|devstral|magistral/ },
  { id: "azure", host: true, prefix: "azure/", only: /^phi-/ },
  { id: "groq", host: true, prefix: "groq/", leave: /preview|specdec|tool-use|llama2/ },
  { id: "together", host: true, prefix: "together/", only: /Llama-[34]|Mixtral|Mistral-7B-Instruct/ },
  { id: "fireworks", host: true, prefix: "fireworks/" },
  { id: "cerebras", host: true, prefix: "cerebras/" },
];

/** Rows of the package that are not believed. */
const DOUBTED = [
  // Before its price fell, o3 is given the cached price of after.
  ["o3", "2025-06-09"],
];

/** The package counts its steps from one token below; the vendor's own page says 272,000. */
const VENDORS_THRESHOLD = { 271999: 272000 };

/** The package prices these hours on every day; the vendor's page limits them to working days from this day on. */
const WORKING_DAYS = { "deepseek/deepseek-v4-flash": "2026-08-23", "deepseek/deepseek-v4-pro": "2026-08-23" };

const keyOf = (provider, id) =>
  (provider.prefix ?? "") +
  id
    .replace(/^(regional\.|(?!ft:)[\w-]+\/)/, "")
    .replace(/:0$/, "")
    .replace(/^(claude-.*)-latest$/, "$1")
    .replace(/^(ft:.*)-$/, "$1")
    .toLowerCase();

/** One set of prices of the package as FT's kinds; those of a long prompt under "long.…". */
function kindsOf(prices) {
  const kinds = {};
  for (const [unit, price] of Object.entries(prices)) {
    const kind = KINDS[unit];
    if (kind === undefined || price === undefined) continue;
    if (typeof price === "number") {
      kinds[kind] = price;
      continue;
    }
    if (price.tiers.length !== 1) throw new Error(`${JSON.stringify(prices)}: FT keeps one threshold, the package has several`);
    const [{ start, price: above }] = price.tiers;
    kinds[kind] = price.base;
    kinds["long.above"] = VENDORS_THRESHOLD[start] ?? start;
    kinds[`long.${kind}`] = above;
  }
  return kinds;
}

const clock = (time) => time.slice(0, 5);

/** Prices by the hour: those at noon are the plain ones, the others stand under "hours.…" with their hours. */
function withHours(plain, windows) {
  if (windows.length === 0) return kindsOf(plain);
  const noon = windows.find(({ constraint }) => clock(constraint.start_time) <= "12:00" && "12:00" < clock(constraint.end_time));
  if (noon !== undefined && windows.length > 1) throw new Error("FT keeps one price beside the plain one");
  const [base, other] = noon === undefined ? [plain, windows[0].prices] : [noon.prices, plain];
  const when =
    noon === undefined
      ? windows
      : [{ constraint: { start_time: noon.constraint.end_time, end_time: noon.constraint.start_time } }];
  return {
    ...kindsOf(base),
    "hours.when": when.map(({ constraint }) => `${clock(constraint.start_time)}-${clock(constraint.end_time)}`).join(" "),
    ...Object.fromEntries(Object.entries(kindsOf(other)).map(([kind, price]) => [`hours.${kind}`, price])),
  };
}

/** The dated prices of a model as the package tells them: [from, kinds], oldest first. */
function datedPrices({ prices }, key, asOf) {
  if (!Array.isArray(prices)) return [[asOf, kindsOf(prices)]];
  const windows = prices.filter(({ constraint }) => constraint?.type === "time_of_date");
  const changes = prices.filter(({ constraint }) => constraint?.type === "start_date");
  const [first] = prices;
  if (changes.length === 0) return [[asOf, withHours(first.prices, windows)]];
  // The package gives no day for a price before the first change; it surely held on the day before.
  const starts = changes.map(({ constraint }) => constraint.start_date).sort();
  const dated = [[[asOf, dayBefore(starts[0])].sort()[0], kindsOf(first.prices)]];
  // Hours came with the last change: before it, the package would price them by what came later.
  changes.forEach(({ constraint, prices: then }, i) =>
    dated.push([constraint.start_date, i === changes.length - 1 ? withHours(then, windows) : kindsOf(then)]),
  );
  const workingDays = WORKING_DAYS[key];
  const [, last] = dated[dated.length - 1];
  if (workingDays !== undefined) dated.push([workingDays, { ...last, "hours.when": `Mon-Fri ${last["hours.when"]}` }]);
  return dated;
}

/** Exact and leading spellings under which the package knows a model. */
function spellingsOf(match) {
  if (match.or) return match.or.flatMap(spellingsOf);
  return [match.equals ?? match.starts_with ?? []].flat();
}

const plain = (text) => text.toLowerCase().replace(/[\s_.\-/]+/g, "");
/** A dated snapshot at the end of a name is understood by the look-up, so it needs no alias. */
const withoutSnapshot = (text) => text.replace(/[-@]20\d\d-?\d\d-?\d\d$/, "");

/** Whole names only: no fragments that the package matches by, no name of a reseller. */
function aliasesOf(provider, model, key) {
  const names = spellingsOf(model.match)
    .map((name) => name.toLowerCase().replace(/-$/, ""))
    .filter(
      (name) =>
        /\d|-/.test(name) && !/[@:/]|(?<!-\d\d)-20\d\d$|-\d$/.test(name.replace(/^(claude|gpt|grok|gemini)[\w.-]*-\d$/, "")),
    )
    .filter((name) => ![key, model.id].map(plain).includes(plain(withoutSnapshot(name))));
  if (plain(model.id) !== plain(key) && !provider.prefix && !key.startsWith("ft:")) names.push(model.id);
  return [...new Set(names)];
}

/** Every model that ships: { key, provider, source, dated, aliases }; dated is [from, kinds, confidence], oldest first. */
function packageModels(asOf) {
  const seen = new Set();
  return PROVIDERS.flatMap((provider) => {
    const found = findProvider({ providerId: provider.id });
    if (found?.pricing_urls === undefined) throw new Error(`${PACKAGE} ${version} says nothing of ${provider.id}`);
    const { models, pricing_urls } = found;
    const source = `${PACKAGE} ${version} (${provider.id}), which cites ${pricing_urls[0]}`;
    return models.flatMap((model) => {
      if (
        model.deprecated ||
        NOT_SOLD_BY_TOKEN.test(model.id) ||
        provider.leave?.test(model.id) ||
        provider.only?.test(model.id) === false
      )
        return [];
      // Prices that the package itself took from a reseller, not from the provider.
      if (/OpenRouter/.test(model.price_comments ?? "")) return [];
      const key = keyOf(provider, model.id);
      if (seen.has(key)) return [];
      const dated = datedPrices(model, key, asOf)
        .filter(
          ([from, { input, output }]) => input > 0 && output !== 0 && !DOUBTED.some(([k, day]) => k === key && day === from),
        )
        .map(([from, kinds]) => [from, kinds, "hours.when" in kinds ? "medium" : "high"]);
      if (dated.length === 0) return [];
      seen.add(key);
      // A host's names for open models are other hosts' names too: only the maker's spellings are aliases.
      return [{ key, provider: provider.id, source, dated, aliases: provider.host ? [] : aliasesOf(provider, model, key) }];
    });
  });
}

module.exports = { PACKAGE, plain, packageModels, version };
