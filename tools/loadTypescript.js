/** Lets `require` read the engine and the presets as they stand, so that what is calibrated is what ships. */
const { readFileSync } = require("node:fs");
const typescript = require("typescript");

const compilerOptions = { module: "commonjs", target: "ES2022", esModuleInterop: true, resolveJsonModule: true };

if (require.extensions[".ts"] === undefined) {
  // Extensions are tried in their order here: "./gpus" means gpus.ts, not the gpus.json beside it.
  const json = require.extensions[".json"];
  delete require.extensions[".json"];
  require.extensions[".ts"] = (module, file) =>
    module._compile(typescript.transpileModule(readFileSync(file, "utf8"), { compilerOptions }).outputText, file);
  require.extensions[".json"] = json;
}
