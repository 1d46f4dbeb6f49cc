/**
 * Writes a business case as a workbook: `npm run --silent case -- --case support --out FILE.xlsx`, after a build.
 * In place of a worked case, `--inputs FILE.json` (names and values of a scenario) and `--usage EXPORT` (its traffic), one or both.
 * It prints the verdict and how sure it is. `--values` writes values in place of FT's formulas, for readers without the add-in.
 */
const { createReadStream, existsSync, readFileSync, statSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { caseWriter } = require("./caseWorkbook.js");

const DIST = path.resolve(process.env.FT_DIST ?? path.join(__dirname, "../dist"));
const USAGE = "npm run --silent case -- --case support --out case.xlsx";
/** What a case from an export alone is hosted on, since the export does not say. */
const ASSUMED_GPU = "a10g";

const WITH_VALUE = ["--case", "--inputs", "--usage", "--out"];

/** @param {string[]} words */
function argumentsOf(words) {
  /** @type {Record<string, string>} */
  const given = {};
  let valuesOnly = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === "--values") valuesOnly = true;
    else if (!WITH_VALUE.includes(word))
      throw new Error(`${word} is no argument: ${WITH_VALUE.join(", ")} and --values are (${USAGE}).`);
    else if (given[word] !== undefined) throw new Error(`${word} is given twice.`);
    else if (words[i + 1] === undefined || words[i + 1].startsWith("--"))
      throw new Error(`${word} needs a value after it (${USAGE}).`);
    else given[word] = words[++i];
  }
  const { "--case": key, "--inputs": inputs, "--usage": usage, "--out": out } = given;
  if (out === undefined) throw new Error(`--out FILE.xlsx says where to write (${USAGE}).`);
  if (!out.toLowerCase().endsWith(".xlsx")) throw new Error(`--out must name an .xlsx file, not ${out}.`);
  if (!existsSync(path.dirname(path.resolve(out))))
    throw new Error(`${out} cannot be written: there is no folder ${path.dirname(out)}.`);
  if (key !== undefined && (inputs ?? usage) !== undefined)
    throw new Error("--case stands alone: --inputs and --usage describe a case of one's own.");
  if (key === undefined && inputs === undefined && usage === undefined)
    throw new Error(`Name a case: --case, --inputs or --usage (${USAGE}).`);
  for (const file of [inputs, usage]) {
    if (file === undefined) continue;
    if (!existsSync(file)) throw new Error(`${file} cannot be read: there is no such file.`);
    if (!statSync(file).isFile()) throw new Error(`${file} cannot be read: it is not a file.`);
  }
  return { key, inputs, usage, out, valuesOnly };
}

/** @param {string} file */
function recordOf(file) {
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} cannot be read: it is not JSON (${error instanceof Error ? error.message : error}).`, {
      cause: error,
    });
  }
}

/**
 * The inputs that an export comes to.
 * @param {string} file
 */
async function trafficOf(file) {
  const bundle = path.join(DIST, "usage.js");
  if (!existsSync(bundle)) throw new Error(`${DIST} holds no built reader of exports: npm run build first.`);
  /** @type {typeof import("../src/usage/readUsage.ts")} */
  const { readUsage } = require(bundle);
  const name = path.basename(file);
  const { inputs, models } = await readUsage([{ name, parts: createReadStream(file, { highWaterMark: 1 << 20 }) }], {});
  if (inputs.requestsPerDay === null || inputs.tokensIn === null || inputs.tokensOut === null)
    throw new Error(
      `${name} does not say how many requests there were: give requests_per_day, tokens_in and tokens_out with --inputs.`,
    );
  const [largest] = [...models].sort((a, b) => b.input + b.output - a.input - a.output);
  if (models.length > 1)
    console.error(`${name} holds ${models.length} models: all of its traffic is priced as ${largest.model}, the largest.`);
  const values = {
    requests_per_day: inputs.requestsPerDay,
    tokens_in: inputs.tokensIn,
    tokens_out: inputs.tokensOut,
    cached_share: inputs.cachedShare,
    cache_write_share: inputs.cacheWriteShare,
    peak_factor: inputs.peakFactor,
    api_model: largest.model,
  };
  return { file: name, values };
}

async function main() {
  const { key, inputs, usage, out, valuesOnly } = argumentsOf(process.argv.slice(2));
  const { businessCase, caseAnswer, caseInputs, completeCase, givenCase, valuesOf, xlsxFile } = caseWriter(DIST);
  const today = new Date().toISOString().slice(0, 10);
  let given;
  if (key !== undefined) given = caseInputs(key);
  else {
    const traffic = usage === undefined ? undefined : await trafficOf(usage);
    if (inputs === undefined)
      console.error(`One ${ASSUMED_GPU} at its rent is taken for the model of one's own: name gpu and instances with --inputs.`);
    const record = inputs === undefined ? { gpu: ASSUMED_GPU } : recordOf(inputs);
    given = completeCase(givenCase(record, path.basename(inputs ?? usage ?? ""), today, traffic));
  }
  const plan = businessCase(given);
  const bytes = xlsxFile(plan, valuesOf(plan), { date: given.date, valuesOnly });
  try {
    writeFileSync(out, bytes);
  } catch (error) {
    throw new Error(`${out} cannot be written: ${error instanceof Error ? error.message : error}.`, { cause: error });
  }
  console.log(`${out}: ${caseAnswer(given).sentence}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
