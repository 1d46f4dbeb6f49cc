const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const gridAsBundled = require("../../tools/gridLoader.js");

const LOADER = readFileSync(require.resolve("../../tools/gridLoader.js"));

/** The grid as the build bundles it, with what is mended in it, for tests that run it in Node. */
module.exports = {
  process: (source) => ({ code: gridAsBundled.call(undefined, source) }),
  // Another list of mends is another grid.
  getCacheKey: (source) => createHash("sha256").update(source).update(LOADER).digest("hex"),
};
