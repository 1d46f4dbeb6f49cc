/** Writes docs/functions.md from the built reference; with --check it only says whether the page is up to date. */
const { readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const prettier = require("prettier");
const { referenceMarkdown } = require("./functionReference.js");

async function main() {
  const dist = path.resolve(process.env.FT_DIST ?? path.join(__dirname, "../dist"));
  const page = path.join(__dirname, "../docs/functions.md");
  const reference = JSON.parse(readFileSync(path.join(dist, "reference.json"), "utf8"));
  const options = await prettier.resolveConfig(page);
  const text = await prettier.format(referenceMarkdown(reference), { ...options, parser: "markdown" });
  if (process.argv.includes("--check")) {
    if (readFileSync(page, "utf8") !== text) throw new Error("docs/functions.md is out of date: npm run docs");
    return;
  }
  writeFileSync(page, text);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
