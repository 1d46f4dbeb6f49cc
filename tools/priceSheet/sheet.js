/** The price sheet as a file: rows of [key, from, prices by kind, source, confidence], which are only ever added to. */
const { readFileSync, writeFileSync } = require("node:fs");
require("../loadTypescript.js");
const { PRICE_KINDS } = require("../../src/engine/apiBill.ts");

const dayBefore = (day) => new Date(Date.parse(day) - 86400e3).toISOString().slice(0, 10);

const readSheet = (file) => JSON.parse(readFileSync(file, "utf8"));

function writeSheet(file, sheet) {
  const list = (entries) => `[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]`;
  const aliases = Object.entries(sheet.aliases).map(([key, names]) => `${JSON.stringify(key)}:${JSON.stringify(names)}`);
  writeFileSync(
    file,
    `{"about":"Prices of model APIs ($ per 1M tokens; request and web_search per 1,000), dated; written by tools/presetsUpdate.js, which only ever appends",
"sources":${list(sheet.sources)},
"checks":${list(sheet.checks)},
"tiers":${list(sheet.tiers)},
"aliases":{\n${aliases.join(",\n")}\n},
"columns":${JSON.stringify(sheet.columns)},
"rows":${list(sheet.rows)}}\n`,
  );
}

const placeOf = (kind) =>
  kind.endsWith(".above") || kind.endsWith(".when") ? -1 : PRICE_KINDS.indexOf(kind.replace(/^.*\./, ""));
const groupOf = (kind) => ["long", "hours"].indexOf(kind.split(".")[0]);

/** The kinds of a row in one order, so that equal prices are equal texts, and like rows compress. */
const ordered = (prices) =>
  Object.fromEntries(
    Object.entries(prices)
      .filter(([, price]) => price !== null && price !== undefined)
      .sort(([a], [b]) => groupOf(a) - groupOf(b) || placeOf(a) - placeOf(b)),
  );

const samePrices = (a, b) => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

/** The rows of a model, oldest first. */
const rowsOf = (sheet, key) => sheet.rows.filter((row) => row[0] === key).sort((a, b) => (a[1] < b[1] ? -1 : 1));

function sourceNumber(sheet, source) {
  if (!sheet.sources.includes(source)) sheet.sources.push(source);
  return sheet.sources.indexOf(source);
}

module.exports = { dayBefore, readSheet, writeSheet, ordered, samePrices, rowsOf, sourceNumber };
