/**
 * Brings src/presets/apiPrices.json up to the installed @pydantic/genai-prices: npm run presets:update
 * (after npm install --save-dev @pydantic/genai-prices@latest, which is what brings news).
 *
 * Prices keep history: a price that differs from the newest row of its model is appended with its date; no row is ever changed
 * or removed. Every run also notes that it checked, so that an unchanged price counts as fresh. A run with the same version
 * changes nothing. The date of a price is the one the package gives, else the day the package was released, which is asked of
 * npm, or given: npm run presets:update -- --as-of=2026-09-23
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { calcPrice, findProvider } from "@pydantic/genai-prices";

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
/** Another file than the shipped one is for tests. */
const FILE = option("file") ?? fileURLToPath(new URL("../src/presets/apiPrices.json", import.meta.url));
const PACKAGE = "@pydantic/genai-prices";
const { version } = JSON.parse(readFileSync(new URL(`../node_modules/${PACKAGE}/package.json`, import.meta.url)));

/** Speech, pictures, search and embeddings are billed in ways that a price per token does not tell. */
const NOT_TEXT =
  /audio|realtime|transcribe|tts|image|vision|embed|search|moderation|whisper|voice|voxtral|sonic|-live-|ocr|omni|:free|guard|computer-use|preview-tts|research/;

/**
 * Which models ship, and under which key. Makers of closed models have the bare name; a name that is also an open model's
 * carries whose price it is.
 */
const PROVIDERS = [
  { id: "openai", leave: /^(ada|babbage|curie|davinci|text-|ft:)|\.ft-|:extended|^gpt-3\.5-(0301|turbo-.)|^gpt-4-32k/ },
  { id: "anthropic", leave: /^claude-(v1|2)$/ },
  { id: "google", leave: /^(claude|gemma|gemini-(1\.0-)?pro(-|$)|gemini-(flash|pro)-1\.5)/ },
  { id: "x-ai" },
  { id: "cohere", leave: /^c4ai/ },
  { id: "perplexity", only: /^sonar/ },
  { id: "mistral", prefix: "mistral/" },
  { id: "deepseek", prefix: "deepseek/" },
  { id: "moonshotai", prefix: "moonshot/" },
  { id: "aws", host: true, prefix: "bedrock/", leave: /^global\.|titan|palmyra|devstral|magistral/ },
  { id: "azure", host: true, prefix: "azure/", only: /^phi-/ },
  { id: "groq", host: true, prefix: "groq/", leave: /preview|specdec|tool-use|llama2/ },
  { id: "together", host: true, prefix: "together/", only: /Llama-[34]|Mixtral|Mistral-7B-Instruct/ },
  { id: "fireworks", host: true, prefix: "fireworks/" },
  { id: "cerebras", host: true, prefix: "cerebras/" },
];

/** The prices of the worked cases, each dated by the model's own snapshot of that time. */
const PRICES_2024 = [
  ["gpt-4o", "2024-05-13", 5, null, 15],
  ["gpt-3.5-turbo", "2024-01-25", 0.5, null, 1.5],
  ["claude-3-5-sonnet", "2024-06-20", 3, null, 15],
  ["claude-3-haiku", "2024-03-07", 0.25, null, 1.25],
];
const SOURCE_2024 = "list price of 2024 as the worked cases use it, dated by the model's snapshot";

/** Rows of the package that are not believed. */
const DOUBTED = [
  // Before its price fell, o3 is given the cached price of after.
  ["o3", "2025-06-09"],
];

const keyOf = (provider, id) =>
  (provider.prefix ?? "") +
  id
    .replace(/^(regional\.|[\w-]+\/)/, "")
    .replace(/:0$/, "")
    .replace(/^(claude-.*)-latest$/, "$1")
    .toLowerCase();

/** Exact and leading spellings under which the package knows a model. */
function spellingsOf(match) {
  if (match.or) return match.or.flatMap(spellingsOf);
  return [match.equals ?? match.starts_with ?? []].flat();
}

const plain = (text) => text.toLowerCase().replace(/[\s_.\-/]+/g, "");
/** A dated snapshot at the end of a name is understood by the look-up, so it needs no alias. */
const withoutSnapshot = (text) => text.replace(/[-@]20\d\d-?\d\d-?\d\d$/, "");

/** Whole names only: no fragments that the package matches by, no other kind of model, no name of a reseller. */
function aliasesOf(provider, model, key) {
  const names = spellingsOf(model.match)
    .map((name) => name.toLowerCase().replace(/-$/, ""))
    .filter(
      (name) =>
        /\d|-/.test(name) &&
        !/[@:/]|-20\d\d$|-\d$/.test(name.replace(/^(claude|gpt|grok|gemini)[\w.-]*-\d$/, "")) &&
        !NOT_TEXT.test(name),
    )
    .filter((name) => ![key, model.id].map(plain).includes(plain(withoutSnapshot(name))));
  if (plain(model.id) !== plain(key) && !provider.prefix) names.push(model.id);
  return [...new Set(names)];
}

/** A small call priced and scaled up: a large one would fall into long-context tiers. Noon UTC where the hour matters. */
function priceOn(model, day) {
  const timestamp = new Date(`${day}T12:00:00Z`);
  // The model alone in a provider of its own: among others, its id might be matched by another's pattern.
  const provider = { id: "one", name: "one", api_pattern: "", models: [{ ...model, match: { equals: model.id } }] };
  const call = (usage) => calcPrice(usage, model.id, { provider, timestamp });
  const perMillion = (price, tokens) => Number(((price * 1e6) / tokens).toPrecision(12));
  const input = call({ input_tokens: 1000 });
  if (input === null) return null;
  const cached = input.model_price.cache_read_mtok === undefined ? null : call({ input_tokens: 1000, cache_read_tokens: 1000 });
  return [
    perMillion(input.input_price, 1000),
    cached === null ? null : perMillion(cached.input_price, 1000),
    perMillion(call({ output_tokens: 1000 }).output_price, 1000),
  ];
}

const dayBefore = (day) => new Date(Date.parse(day) - 86400e3).toISOString().slice(0, 10);

function releaseDay() {
  const given = option("as-of");
  if (given !== undefined) {
    if (!/^20\d\d-\d\d-\d\d$/.test(given)) throw new Error(`--as-of must be a day such as 2026-09-23, not ${given}`);
    return given;
  }
  try {
    const times = JSON.parse(execFileSync("npm", ["view", `${PACKAGE}@${version}`, "time", "--json"], { encoding: "utf8" }));
    return times[version].slice(0, 10);
  } catch (error) {
    throw new Error(`npm does not tell when ${PACKAGE} ${version} was released (${error.message}): give the day with --as-of=`);
  }
}

/** The dated prices of a model as the package tells them: [from, [input, cached, output]], oldest first. */
function datedPrices(model, asOf) {
  const starts = (Array.isArray(model.prices) ? model.prices : [])
    .map(({ constraint }) => constraint?.start_date)
    .filter(Boolean)
    .sort();
  if (starts.length === 0) return [[asOf, priceOn(model, asOf)]];
  // The package gives no day for a price before the first change; it surely held on the day before.
  const first = [asOf, dayBefore(starts[0])].sort()[0];
  return [first, ...starts].map((from) => [from, priceOn(model, from)]);
}

function readPresets() {
  if (existsSync(FILE)) return JSON.parse(readFileSync(FILE, "utf8"));
  const sources = [SOURCE_2024];
  const rows = PRICES_2024.map(([key, from, ...prices]) => [key, from, ...prices, 0, "high"]);
  return {
    sources,
    checks: [],
    aliases: {},
    columns: ["key", "from", "input", "cached_input", "output", "source", "confidence"],
    rows,
  };
}

function writePresets(presets) {
  const list = (entries) => `[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]`;
  const aliases = Object.entries(presets.aliases).map(([key, names]) => `${JSON.stringify(key)}:${JSON.stringify(names)}`);
  writeFileSync(
    FILE,
    `{"about":"Prices of model APIs ($ per 1M tokens), dated; written by tools/presetsUpdate.mjs, which only ever appends",
"sources":${list(presets.sources)},
"checks":${list(presets.checks)},
"aliases":{\n${aliases.join(",\n")}\n},
"columns":${JSON.stringify(presets.columns)},
"rows":${list(presets.rows)}}\n`,
  );
}

const presets = readPresets();
if (presets.checks.some((check) => check.version === version)) {
  console.log(`apiPrices.json already holds the prices of ${PACKAGE} ${version}: nothing to add`);
} else {
  update(releaseDay());
}

function update(asOf) {
  const before = presets.rows.length;
  const seen = new Set();
  for (const provider of PROVIDERS) {
    const { models, pricing_urls } = findProvider({ providerId: provider.id });
    const source = `${PACKAGE} ${version} (${provider.id}), which cites ${pricing_urls[0]}`;
    for (const model of models) {
      if (
        model.deprecated ||
        NOT_TEXT.test(model.id) ||
        provider.leave?.test(model.id) ||
        provider.only?.test(model.id) === false
      )
        continue;
      // Prices that the package itself took from a reseller, not from the provider.
      if (/OpenRouter/.test(model.price_comments ?? "")) continue;
      const key = keyOf(provider, model.id);
      if (seen.has(key)) continue;
      const dated = datedPrices(model, asOf).filter(([, prices]) => prices !== null && prices[0] > 0 && prices[2] > 0);
      if (dated.length === 0) continue;
      seen.add(key);
      const byTheHour = JSON.stringify(model.prices).includes("time_of_date");
      for (const [from, prices] of dated) {
        if (DOUBTED.some(([name, day]) => name === key && day === from)) continue;
        const earlier = presets.rows.filter((row) => row[0] === key && row[1] <= from).sort((a, b) => (a[1] < b[1] ? -1 : 1));
        const newest = earlier.at(-1);
        if (newest !== undefined && JSON.stringify(newest.slice(2, 5)) === JSON.stringify(prices)) continue;
        if (newest?.[1] === from) {
          console.warn(`${key}: ${PACKAGE} now says ${prices} for ${from}; the row that says ${newest.slice(2, 5)} stays`);
          continue;
        }
        if (!presets.sources.includes(source)) presets.sources.push(source);
        presets.rows.push([key, from, ...prices, presets.sources.indexOf(source), byTheHour ? "medium" : "high"]);
      }
      // A host's names for open models are other hosts' names too: only the maker's spellings are aliases.
      const names = provider.host ? [] : aliasesOf(provider, model, key);
      if (names.length > 0) presets.aliases[key] = names.join("|");
    }
  }
  // A key always means itself: no alias may shadow one, also of an open model, nor mean two.
  const shapes = JSON.parse(readFileSync(new URL("../src/presets/models.json", import.meta.url)));
  const keys = new Set([...presets.rows, ...shapes.rows].map(([key]) => plain(key)));
  const taken = new Set();
  for (const [key, names] of Object.entries(presets.aliases)) {
    const kept = names.split("|").filter((name) => !keys.has(plain(name)) && !taken.has(plain(name)) && taken.add(plain(name)));
    if (kept.length === 0) delete presets.aliases[key];
    else presets.aliases[key] = kept.join("|");
  }
  const known = [...new Set(presets.rows.map(([key]) => key))];
  presets.checks.push({ as_of: asOf, version, absent: known.filter((key) => !seen.has(key)) });
  writePresets(presets);
  console.log(
    `apiPrices.json: ${presets.rows.length - before} rows added, ${presets.rows.length} in all, ${known.length} models, as of ${asOf}`,
  );
}
