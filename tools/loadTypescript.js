/** Lets `require` read the engine and the presets as they stand, so that what is calibrated is what ships. */
const { readFileSync } = require("node:fs");
const typescript = require("typescript");

const compilerOptions = {
  module: typescript.ModuleKind.CommonJS,
  target: typescript.ScriptTarget.ES2022,
  esModuleInterop: true,
  resolveJsonModule: true,
};

if (require.extensions[".ts"] === undefined) {
  // Extensions are tried in their order here: "./gpus" means gpus.ts, not the gpus.json beside it.
  const json = require.extensions[".json"];
  Reflect.deleteProperty(require.extensions, ".json");
  require.extensions[".ts"] = (module, file) => {
    const { outputText } = typescript.transpileModule(readFileSync(file, "utf8"), { compilerOptions });
    /** @type {NodeModule & { _compile(source: string, file: string): void }} */ (module)._compile(outputText, file);
  };
  require.extensions[".json"] = json;
}
