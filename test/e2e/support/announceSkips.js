const { readdirSync } = require("node:fs");
const path = require("node:path");
const { findBrowser } = require("../../../tools/findBrowser.js");

/** Names the browser tests that cannot run here. Jest says nothing of a file that is skipped whole. */
module.exports = function announceSkips() {
  if (findBrowser() || process.env.CI) return;
  for (const file of readdirSync(path.join(__dirname, "..")).filter((name) => name.endsWith(".test.ts"))) {
    process.stderr.write(`SKIPPED test/e2e/${file}: no Chromium, Chrome or Edge found; name one in FT_BROWSER\n`);
  }
};
