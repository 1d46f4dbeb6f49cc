/**
 * Checks a business case against the rules of the FAST standard: `npm run lint:case -- FILE.xlsx [FILE …]`, after a build.
 * Prints a line for each finding and exits with 1 where there is one, or where a file is no workbook.
 */
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { readWorkbook } = require("./caseLint/readWorkbook.js");
const { RULES } = require("./caseLint/rules.js");

const DIST = path.resolve(process.env.FT_DIST ?? path.join(__dirname, "../dist"));

/**
 * The findings of every rule, a line each.
 * @param {Uint8Array} bytes
 * @param {string} dist the folder of the built files
 */
function findingsIn(bytes, dist = DIST) {
  const bundle = path.join(dist, "casefile.js");
  if (!existsSync(bundle)) throw new Error(`${dist} holds no built casefile.js: npm run build first`);
  /** @type {typeof import("../src/workbook/caseFile.ts")} */
  const { tokensOf } = require(bundle);
  const workbook = readWorkbook(bytes);
  const tokens = new Map();
  const model = {
    workbook,
    tokensOf(cell) {
      if (!tokens.has(cell)) tokens.set(cell, tokensOf(cell.formula ?? ""));
      return tokens.get(cell);
    },
  };
  return Object.entries(RULES).flatMap(([rule, check]) =>
    check(model).map(
      ({ sheet, address, says }) => `${rule}: ${sheet}${address === undefined ? "" : `!${address}`}${sheet ? " " : ""}${says}`,
    ),
  );
}

function main() {
  const files = process.argv.slice(2);
  if (files.length === 0) throw new Error("Name a workbook: npm run lint:case -- FILE.xlsx");
  for (const file of files) {
    if (!existsSync(file)) throw new Error(`${file} cannot be read: there is no such file.`);
    let findings;
    try {
      findings = findingsIn(readFileSync(file));
    } catch (error) {
      throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : error}.`, { cause: error });
    }
    for (const finding of findings) console.log(`${file}: ${finding}`);
    console.log(`${file}: ${findings.length} ${findings.length === 1 ? "finding" : "findings"}`);
    if (findings.length > 0) process.exitCode = 1;
  }
}

if (require.main === module) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

module.exports = { findingsIn };
