/**
 * Reads usage exports and prints the traffic they hold as JSON: `npm run --silent usage -- FILE [FILE …]`, after a build.
 * `--map input=COLUMN` names a column of a CSV that is no known export. What could not be counted is said on standard error.
 */
const { createReadStream, existsSync, statSync } = require("node:fs");
const path = require("node:path");

const DIST = path.resolve(process.env.FT_DIST ?? path.join(__dirname, "../dist"));
const FIELDS = ["start", "model", "requests", "input", "cachedInput", "cacheWrite", "output", "cost", "currency", "id"];

/** @typedef {import("../src/usage/readUsage.ts").UsageReport} UsageReport */

/**
 * The names of the printed JSON.
 * @param {UsageReport} report
 */
function printed({ days, models, inputs, hourlyTokens }) {
  return {
    days,
    models: models.map(({ model, requests, input, cachedInput, cacheWrite, output, cost }) => ({
      model,
      requests,
      input,
      cached_input: cachedInput,
      cache_write: cacheWrite,
      output,
      cost,
    })),
    inputs: {
      requests_per_day: inputs.requestsPerDay,
      tokens_in: inputs.tokensIn,
      tokens_out: inputs.tokensOut,
      cached_share: inputs.cachedShare,
      cache_write_share: inputs.cacheWriteShare,
      peak_factor: inputs.peakFactor,
    },
    hourly: hourlyTokens,
  };
}

/**
 * What a person should know of the reading, a line each.
 * @param {UsageReport} report
 */
function remarks({ skipped, unreadable, notes, duplicates, overlaps }) {
  /** @param {UsageReport["skipped"][number]} reason */
  const rows = ({ why, count, rows: first, found }) =>
    `${count} ${count === 1 ? "row" : "rows"}: ${why}${found === undefined ? "" : ` (${found})`}${first.length > 0 ? `, from row ${first[0]}` : ""}`;
  return [
    ...unreadable.map((reason) => `not counted, ${rows(reason)}`),
    ...skipped.map((reason) => `left out, ${rows(reason)}`),
    ...(duplicates > 0 ? [`counted once: ${duplicates} that ${duplicates === 1 ? "was" : "were"} there before`] : []),
    ...(overlaps > 0 ? [`counted once: ${overlaps} inside the time of another`] : []),
    ...notes,
  ];
}

/** @param {string[]} words */
function argumentsOf(words) {
  /** @type {string[]} */
  const files = [];
  /** @type {Record<string, string>} */
  const mapping = {};
  for (let i = 0; i < words.length; i++) {
    if (words[i] !== "--map") {
      files.push(words[i]);
      continue;
    }
    const [, field, column] = /^(\w+)=(.+)$/.exec(words[++i] ?? "") ?? [];
    if (!FIELDS.includes(field)) throw new Error(`--map takes FIELD=COLUMN, FIELD one of ${FIELDS.join(", ")}.`);
    mapping[field] = column;
  }
  if (files.length === 0) throw new Error("Name a usage export: npm run --silent usage -- FILE");
  for (const file of files) {
    if (!existsSync(file)) throw new Error(`${file} cannot be read: there is no such file.`);
    if (!statSync(file).isFile()) throw new Error(`${file} cannot be read: it is not a file.`);
  }
  return { files, mapping: Object.keys(mapping).length > 0 ? mapping : undefined };
}

async function main() {
  const bundle = path.join(DIST, "usage.js");
  if (!existsSync(bundle)) throw new Error(`${DIST} holds no built reader of exports: npm run build first.`);
  const { readUsage } = require(bundle);
  const { files, mapping } = argumentsOf(process.argv.slice(2));
  const report = await readUsage(
    files.map((file) => ({ name: path.basename(file), parts: createReadStream(file, { highWaterMark: 1 << 20 }) })),
    mapping === undefined ? {} : { mapping },
  );
  for (const line of remarks(report)) console.error(line);
  console.log(JSON.stringify(printed(report), null, 2));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
