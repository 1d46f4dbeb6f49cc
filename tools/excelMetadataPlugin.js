const { readFileSync } = require("node:fs");
const { sources, Compilation } = require("webpack");
const { readReference, referenceHtml } = require("./functionReference.js");

const NAME = "ExcelMetadataPlugin";

/**
 * Completes the generated functions.json: help links, one entry per enum, error cells allowed inside ranges; and
 * emits what is derived from the same comments: reference.json for the pane, functions.html for `@helpurl`.
 */
class ExcelMetadataPlugin {
  constructor({ origin, files, version }) {
    this.origin = origin;
    this.files = files;
    this.version = version;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      compilation.hooks.processAssets.tap({ name: NAME, stage: Compilation.PROCESS_ASSETS_STAGE_ADDITIONS }, () => {
        const asset = compilation.getAsset("functions.json");
        if (!asset) return;
        const metadata = complete(JSON.parse(asset.source.source().toString()), this.origin);
        const reference = readReference(
          metadata,
          this.files.map((file) => readFileSync(file, "utf8")),
        );
        compilation.updateAsset("functions.json", new sources.RawSource(JSON.stringify(metadata, null, 1)));
        compilation.emitAsset("reference.json", new sources.RawSource(JSON.stringify(reference)));
        compilation.emitAsset("functions.html", new sources.RawSource(referenceHtml(reference, this.version)));
      });
    });
  }
}

function complete(metadata, origin) {
  const seen = new Set();
  for (const entry of metadata.functions) {
    const id = entry.id.toLowerCase();
    if (seen.has(id)) throw new Error(`two functions have the id ${entry.id}`);
    seen.add(id);
    entry.helpUrl = `${origin}/functions.html#${entry.id}`;
  }
  metadata.functions.sort((a, b) => (a.id < b.id ? -1 : 1));
  // Each file is parsed alone, so an enum that two functions offer arrives twice.
  const enums = new Map();
  for (const entry of metadata.enums ?? []) {
    const id = entry.id.toLowerCase();
    const before = enums.get(id);
    if (before && JSON.stringify({ ...before, id }) !== JSON.stringify({ ...entry, id })) {
      throw new Error(`the enum ${entry.id} is declared twice with different values`);
    }
    if (!before) enums.set(id, entry);
  }
  if (enums.size > 0) metadata.enums = [...enums.values()];
  // Without it Excel never calls a function whose range holds one error cell, and one bad row spoils all others.
  metadata.allowErrorForDataTypeAny = true;
  return metadata;
}

module.exports = { ExcelMetadataPlugin, complete };
