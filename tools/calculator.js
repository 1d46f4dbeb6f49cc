const { readFileSync } = require("node:fs");
const path = require("node:path");

/**
 * Works out planned workbooks with the built functions, in the grid of the browser workbook: the values that a file carries.
 * To be loaded once in a process, since the grid has one table of functions.
 * @param {string} dist the folder of the built files
 */
function loadCalculator(dist) {
  const { calculate, functionRuntime, register } = require(path.join(dist, "calculator.js"));
  const { runtime, implementations } = functionRuntime();
  Object.assign(globalThis, { CustomFunctions: runtime });
  const functions = path.join(dist, "functions.js");
  // Loaded before, they have registered with another runtime.
  delete require.cache[require.resolve(functions)];
  require(functions);
  register(JSON.parse(readFileSync(path.join(dist, "functions.json"), "utf8")), implementations);
  return calculate;
}

module.exports = { loadCalculator };
