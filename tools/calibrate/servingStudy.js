/** Fits and judges the serving estimator, and writes src/presets/servingCalibration.json. */
const { writeFileSync } = require("node:fs");
const path = require("node:path");
require("../loadTypescript.js");
const { servingKind } = require("../../src/engine/servingBasis.ts");
const { bandOf, runWorth } = require("./bands.js");
const { rates } = require("./matmulRates.js");
const { CONSTANTS, FEW_RUNS, fitServing, heldOutServing, resultsOf } = require("./servingFit.js");
const { servingRuns } = require("./servingRuns.js");
const { serving: simplerRules } = require("./simplerRules.js");
const { groups, spread } = require("./statistics.js");

const FILE = path.join(__dirname, "../../src/presets/servingCalibration.json");
const short = (value) => +value.toPrecision(3);

/** What a run is called in tables: the measurement of one thing is a number of its own. */
const flat = ({ run, what, ratio }) => ({
  run: { ...run, measured: run.measured[what], method: `${run.weightBits} bits, ${run.tensorParallel} GPUs` },
  what,
  ratio,
});

/**
 * The band of each kind of model on each maker's cards. Where one publisher alone has such runs, how far another's would lie is
 * not known, and constants without it say nothing of such cards: the band is that of the fit itself, twice as wide on a
 * logarithmic scale.
 */
function bandsOf(heldOut, inSample) {
  const kindOf = (run) => servingKind(run.gpu, run.shape);
  const seen = groups(inSample, kindOf);
  const known = [...groups(heldOut, kindOf)].map(([kind, of]) => {
    if (groups(of, (run) => run.publisher).size > 1) return [kind, bandOf(of)];
    const { low, high } = spread(seen.get(kind));
    return [kind, { low: Math.min(1, low) ** 2, high: Math.max(1, high) ** 2, coverage: new Map(), results: of }];
  });
  const bands = Object.fromEntries(known);
  // Cards of makers without runs get the widest of the others; basis says that they are assumed.
  const all = Object.values(bands);
  const widest = { low: Math.min(...all.map(({ low }) => low)), high: Math.max(...all.map(({ high }) => high)) };
  return { ...bands, other: { ...widest, coverage: new Map(), results: [] } };
}

function servingStudy() {
  const { runs, dropped } = servingRuns();
  const constants = fitServing(runs, rates);
  const sizes = new Map(
    [
      ...groups(
        runs.map((run) => ({ run })),
        (run) => run.publisher,
      ),
    ].map(([name, of]) => [name, of.length]),
  );
  const isJudged = ({ run }) => sizes.get(run.publisher) >= FEW_RUNS;
  const allHeldOut = heldOutServing(runs, rates).map(flat);
  const heldOut = allHeldOut.filter(isJudged);
  const inSample = resultsOf(runs, constants, rates).map(flat).filter(isJudged);
  const of = (results, what) => results.filter((result) => result.what === what);
  const judgedHeldOut = of(heldOut, "output");
  const judgedInSample = of(inSample, "output");
  return {
    estimator: { constants: CONSTANTS },
    runs,
    dropped,
    constants,
    judgedHeldOut,
    judgedInSample,
    latency: { firstToken: of(heldOut, "firstToken"), perToken: of(heldOut, "perToken") },
    few: allHeldOut.filter((result) => !isJudged(result)),
    bands: bandsOf(judgedHeldOut, judgedInSample),
    runWorth: runWorth(judgedHeldOut),
    simpler: Object.entries(simplerRules).map(([rule, apply]) => ({
      rule,
      results: apply(judgedHeldOut.map(({ run }) => run)),
    })),
  };
}

const rowsText = (rows) => `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`;
const table = (columns, rows) => `{"columns":${JSON.stringify(columns)},"rows":${rowsText(rows)}}`;

function writeServingPresets(study, asOf) {
  const { runs, constants, bands, runWorth: worth } = study;
  const sizes = runs.map((run) => run.shape.parameters / 1e9);
  const parts = {
    about: JSON.stringify("Constants of the serving estimator, fitted to published runs; docs/accuracy.md says how and how well"),
    source: JSON.stringify("fitted by npm run calibrate to data/calibration/serving_throughput.csv and serving_latency.csv"),
    as_of: JSON.stringify(asOf),
    constants: table(
      ["key", "value", "unit"],
      Object.entries(constants).map(([key, value]) => [key, value, CONSTANTS[key].unit]),
    ),
    bands: table(
      ["kind", "low", "high"],
      Object.entries(bands).map(([kind, { low, high }]) => [kind, short(low), short(high)]),
    ),
    run_worth: JSON.stringify({ shrinkage: short(worth.shrinkage), width_left: short(worth.widthLeft) }),
    measured: JSON.stringify({
      gpus_by_bits: [...new Set(runs.map((run) => `${run.gpu.key} ${run.weightBits}`))].sort(),
      smallest_b: Math.min(...sizes),
      largest_b: Math.max(...sizes),
      longest_context: Math.max(...runs.map((run) => run.tokensIn + run.tokensOut)),
      most_gpus: Math.max(...runs.map((run) => run.gpus)),
    }),
  };
  writeFileSync(
    FILE,
    `{${Object.entries(parts)
      .map(([key, text]) => `"${key}":${text}`)
      .join(",\n")}}\n`,
  );
  return "src/presets/servingCalibration.json";
}

module.exports = { servingStudy, writeServingPresets };
