/** Writes src/presets/calibration.json: constants and rates with unit, source and date, and the error they leave. */
const { writeFileSync } = require("node:fs");
const path = require("node:path");

const FILE = path.join(__dirname, "../../src/presets/calibration.json");

const table = (columns, rows) =>
  `{"columns":${JSON.stringify(columns)},\n"rows":[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]}`;

function writePresets({ asOf, constants, spreads, runWorth, rateRows, shares, shareElsewhere, trainingRuns, errors }) {
  const sources = [...new Set(rateRows.map((row) => row.source))];
  const parts = {
    about: JSON.stringify("Constants of the estimators, fitted to published runs; docs/accuracy.md says how and how well"),
    source: JSON.stringify("fitted by npm run calibrate to the published runs in data/calibration"),
    as_of: JSON.stringify(asOf),
    errors: JSON.stringify(errors),
    constants: table(["estimator", "key", "value", "unit"], constants),
    spreads: table(["estimator", "basis", "low", "high"], spreads),
    run_worth: JSON.stringify(runWorth),
    shares: JSON.stringify(shares),
    share_elsewhere: JSON.stringify(shareElsewhere),
    rates: `{"sources":${JSON.stringify(sources)},\n${table(
      ["gpu", "tflops", "source", "as_of"],
      rateRows.map((row) => [row.gpu, +row.tflops, sources.indexOf(row.source), row.as_of]),
    ).slice(1)}`,
    training_runs: runsTable(trainingRuns),
  };
  const lines = Object.entries(parts).map(([key, text]) => `"${key}":${text}`);
  writeFileSync(FILE, `{${lines.join(",\n")}}\n`);
}

const runsTable = ({ smallest_b, largest_b, columns, rows }) =>
  `{"smallest_b":${smallest_b},"largest_b":${largest_b},\n${table(columns, rows).slice(1)}`;

module.exports = { writePresets };
