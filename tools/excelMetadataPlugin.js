const { readFileSync } = require("node:fs");
const path = require("node:path");
const { sources, Compilation } = require("webpack");
const { functionHtml, readComments, readReference, referenceHtml } = require("./functionReference.js");
const { addEnums, readOptionLists } = require("./optionLists.js");

const NAME = "ExcelMetadataPlugin";
const SEARCH = path.join(__dirname, "helpSearch.browser.js");

/**
 * Completes the generated functions.json: help links, option lists, error cells allowed inside ranges; and
 * emits what is derived from the same comments: reference.json for the pane, functions.html and a page for each function.
 */
class ExcelMetadataPlugin {
  /** @param {{ origin: string, files: string[], version: string }} build */
  constructor({ origin, files, version }) {
    this.origin = origin;
    this.files = files;
    this.version = version;
  }

  /** @param {import("webpack").Compiler} compiler */
  apply(compiler) {
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      compilation.hooks.processAssets.tap({ name: NAME, stage: Compilation.PROCESS_ASSETS_STAGE_ADDITIONS }, () => {
        const asset = compilation.getAsset("functions.json");
        if (!asset) return;
        const comments = readComments(this.files.map((file) => readFileSync(file, "utf8")));
        const metadata = complete(JSON.parse(asset.source.source().toString()), this.origin);
        addEnums(metadata, comments, readOptionLists());
        const reference = readReference(metadata, comments);
        compilation.updateAsset("functions.json", new sources.RawSource(JSON.stringify(metadata, null, 1)));
        compilation.emitAsset("reference.json", new sources.RawSource(JSON.stringify(reference)));
        compilation.emitAsset("functions.html", new sources.RawSource(referenceHtml(reference, this.version)));
        compilation.emitAsset("functions-search.js", new sources.RawSource(readFileSync(SEARCH, "utf8")));
        for (const entry of reference)
          compilation.emitAsset(`functions/${entry.id}.html`, new sources.RawSource(functionHtml(entry, reference)));
      });
    });
  }
}

/**
 * @param {import("./functionReference.js").Metadata} metadata
 * @param {string} origin
 */
function complete(metadata, origin) {
  const seen = new Set();
  for (const entry of metadata.functions) {
    const id = entry.id.toLowerCase();
    if (seen.has(id)) throw new Error(`two functions have the id ${entry.id}`);
    seen.add(id);
    entry.helpUrl = `${origin}/functions/${entry.id}.html`;
  }
  metadata.functions.sort((a, b) => (a.id < b.id ? -1 : 1));
  // Without it Excel never calls a function whose range holds one error cell, and one bad row spoils all others.
  metadata.allowErrorForDataTypeAny = true;
  return metadata;
}

module.exports = { ExcelMetadataPlugin, complete };
