const Module = require("node:module");
const { sources, Compilation } = require("webpack");

const NAME = "ExampleWorkbookPlugin";

/**
 * Runs the bundled plans of src/workbook/example and emits what they describe as plain data: example.json in place of
 * the bundle. The browser workbook so gets the sheets as a file, not as source.
 */
class ExampleWorkbookPlugin {
  /** @param {import("webpack").Compiler} compiler */
  apply(compiler) {
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      compilation.hooks.processAssets.tap({ name: NAME, stage: Compilation.PROCESS_ASSETS_STAGE_DERIVED }, () => {
        const bundle = compilation.getAsset("example.js");
        if (!bundle) return;
        // Node's own way to run source text as a module, which its types leave out.
        const plans = /** @type {Module & { _compile(source: string, file: string): void }} */ (new Module("example.js"));
        plans._compile(bundle.source.source().toString(), "example.js");
        compilation.emitAsset("example.json", new sources.RawSource(JSON.stringify(plans.exports.exampleWorkbook())));
        compilation.deleteAsset("example.js");
      });
    });
  }
}

module.exports = { ExampleWorkbookPlugin };
