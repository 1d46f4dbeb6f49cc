import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const DIST = path.resolve(process.env.FT_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url)));

const require = createRequire(import.meta.url);

/** The functions that the built functions.js registers, by id, in this realm: across realms every object costs more than it does in Excel. */
export function loadFunctions() {
  require("../../tools/loadTypescript.js");
  const { customFunctionsRuntime } = require("../../src/tryout/customFunctionsRuntime.ts");
  const functions = new Map();
  globalThis.CustomFunctions = customFunctionsRuntime((id, implementation) => functions.set(id, implementation));
  const file = path.join(DIST, "functions.js");
  // A second suite of the same run registers anew.
  delete require.cache[file];
  require(file);
  return functions;
}
