/** The rates of matrix products that GPUs were measured to reach, and the mean share of each architecture's datasheets. */
const { mean } = require("simple-statistics");
require("../loadTypescript.js");
const { gpuSpec } = require("../../src/presets/gpus.ts");
const { matmulRates } = require("./publishedRuns.js");
const { groups } = require("./statistics.js");

const rateRows = matmulRates();
const measured = Object.fromEntries(rateRows.map((row) => [row.gpu, +row.tflops * 1e12]));
const short = (value) => +value.toPrecision(3);
const byArchitecture = groups(
  rateRows.map((row) => ({ run: row, ratio: measured[row.gpu] / gpuSpec(row.gpu).bf16FlopsPerSecond })),
  (row) => gpuSpec(row.gpu).architecture,
);
const shareByArchitecture = Object.fromEntries(
  [...byArchitecture].map(([name, rows]) => [name, short(mean(rows.map(({ ratio }) => ratio)))]),
);
const rates = { measured, shareByArchitecture, shareElsewhere: short(mean(Object.values(shareByArchitecture))) };

module.exports = { rateRows, rates };
