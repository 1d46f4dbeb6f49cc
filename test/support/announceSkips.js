const { readdirSync } = require("node:fs");
const path = require("node:path");

/** Names the tests of a folder that cannot run here. Jest says nothing of a file that is skipped whole; where CI is set they fail instead. */
function announce(folder, why) {
  if (process.env.CI) return;
  for (const file of readdirSync(path.join(__dirname, "..", folder)).filter((name) => name.endsWith(".test.ts"))) {
    process.stderr.write(`SKIPPED test/${folder}/${file}: ${why}\n`);
  }
}

module.exports = { announce };
