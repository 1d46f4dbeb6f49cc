/**
 * npm run size, its second half: functions.js is one file, since its parts are cached together, but code and facts grow for
 * different reasons. So each has its own budget (docs/decisions/0007-two-budgets.md).
 */
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { gzipSync } = require("node:zlib");

const KB = 1000;
/** @type {Record<string, number>} */
const BUDGETS = { code: 95 * KB, data: 90 * KB };

const bundle = readFileSync(path.join(__dirname, "../dist/functions.js"), "utf8");
/** The tables of src/presets, which the build writes as JSON in a string; no other code of FT parses JSON. */
const tables = bundle.match(/JSON\.parse\('(?:[^'\\]|\\.)*'\)/g);
if (tables === null) throw new Error("dist/functions.js holds no tables: has the build changed how it writes them?");

const data = gzipSync(tables.join("\n")).length;
const sizes = { code: gzipSync(bundle).length - data, data };

for (const [part, size] of Object.entries(sizes)) {
  const isOver = size > BUDGETS[part];
  console.log(
    `functions.js, ${part}: ${(size / KB).toFixed(1)} KB gzipped of ${BUDGETS[part] / KB} KB${isOver ? ": too much" : ""}`,
  );
  if (isOver) process.exitCode = 1;
}
