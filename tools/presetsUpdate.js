/**
 * Brings src/presets/apiPrices.json up to the installed @pydantic/genai-prices: npm run presets:update
 * (after npm install --save-dev @pydantic/genai-prices@latest, which is what brings news).
 *
 * Prices keep history: a price that differs from the newest row of its model is appended with its date; no row is ever changed
 * or removed. Every run also notes that it checked, so that an unchanged price counts as fresh. A run with the same version
 * changes nothing. The date of a price is the one the package gives, else the day the package was released, which is asked of
 * npm, or given: npm run presets:update -- --as-of=2026-09-23
 *
 * npm run presets:update -- --history puts data/api_price_history.csv between the rows (after that file has grown): days on
 * which a price changed, and the tiers.
 */
const { execFileSync } = require("node:child_process");
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { mergeHistory, readHistory, tiersOf } = require("./priceSheet/fromHistory.js");
const { PACKAGE, packageModels, plain, version } = require("./priceSheet/fromPackage.js");
const { ordered, readSheet, rowsOf, samePrices, sourceNumber, writeSheet } = require("./priceSheet/sheet.js");

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
/** Another file than the shipped one is for tests. */
const FILE = option("file") ?? path.join(__dirname, "../src/presets/apiPrices.json");

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
    throw new Error(
      `npm does not tell when ${PACKAGE} ${version} was released (${error instanceof Error ? error.message : error}): give the day with --as-of=`,
    );
  }
}

/** Kinds that the package does not know and the history does: they go on until the history ends them. */
const fromHistoryAlone = (key, prices) => (/^gemini-/.test(key) && prices.web_search ? { web_search: prices.web_search } : {});

/** Appends the prices of one model that differ from what the sheet holds for their day. */
function appendModel(sheet, { key, source, dated }) {
  for (const [from, kinds, confidence] of dated) {
    const rows = rowsOf(sheet, key);
    const held = rows.filter(([, day]) => day <= from).at(-1);
    const prices = ordered({ ...(held ? fromHistoryAlone(key, held[2]) : {}), ...kinds });
    if (held !== undefined && samePrices(held[2], prices)) continue;
    if (held?.[1] === from) {
      console.warn(
        `${key}: ${PACKAGE} now says ${JSON.stringify(prices)} for ${from}; the row that says ${JSON.stringify(held[2])} stays`,
      );
      continue;
    }
    // A dated price of the package is its own news only if no row is younger: the history knows the days in between.
    if (from !== sheet.checks.at(-1).as_of && rows.some(([, day]) => day > from)) continue;
    // The package may still list what the history knows to be over.
    const over =
      rows.slice(0, -1).some((row) => samePrices(row[2], prices)) && !sheet.sources[rows.at(-1)[3]].startsWith(PACKAGE);
    if (over) {
      console.warn(`${key}: ${PACKAGE} still lists ${JSON.stringify(prices)}, which ended on ${rows.at(-1)[1]}; nothing added`);
      continue;
    }
    sheet.rows.push([key, from, prices, sourceNumber(sheet, source), confidence]);
  }
}

/** A key always means itself: no alias may shadow one, also of an open model, nor mean two. */
function cleanAliases(sheet) {
  const shapes = JSON.parse(readFileSync(path.join(__dirname, "../src/presets/models.json"), "utf8"));
  const keys = new Set([...sheet.rows, ...shapes.rows].map(([key]) => plain(key)));
  const taken = new Set();
  for (const [key, names] of Object.entries(sheet.aliases)) {
    const kept = names.split("|").filter((name) => !keys.has(plain(name)) && !taken.has(plain(name)) && taken.add(plain(name)));
    if (kept.length === 0) delete sheet.aliases[key];
    else sheet.aliases[key] = kept.join("|");
  }
}

function update(sheet, asOf) {
  const models = packageModels(asOf);
  sheet.checks.push({ as_of: asOf, version, absent: [] });
  for (const model of models) {
    appendModel(sheet, model);
    if (model.aliases.length > 0) sheet.aliases[model.key] = model.aliases.join("|");
  }
  cleanAliases(sheet);
  const seen = new Set(models.map(({ key }) => key));
  sheet.checks.at(-1).absent = [...new Set(sheet.rows.map(([key]) => key))].filter((key) => !seen.has(key));
}

function addHistory(sheet) {
  const history = readHistory();
  mergeHistory(sheet, history);
  const providers = new Map(history.map(({ model_key, provider }) => [model_key, provider]));
  for (const { key, provider } of packageModels(sheet.checks.at(-1).as_of)) providers.set(key, provider);
  sheet.tiers = tiersOf(
    history,
    [...new Set(sheet.rows.map(([key]) => key))].map((key) => ({ key, provider: providers.get(key) })),
  );
}

const sheet = readSheet(FILE);
const before = sheet.rows.length;
if (process.argv.includes("--history")) addHistory(sheet);
else if (sheet.checks.some((check) => check.version === version)) {
  console.log(`apiPrices.json already holds the prices of ${PACKAGE} ${version}: nothing to add`);
  process.exit(0);
} else update(sheet, releaseDay());
writeSheet(FILE, sheet);
const models = new Set(sheet.rows.map(([key]) => key)).size;
console.log(`apiPrices.json: ${sheet.rows.length - before} rows added, ${sheet.rows.length} in all, ${models} models`);
