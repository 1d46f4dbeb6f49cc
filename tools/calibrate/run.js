/**
 * Fits the estimators to the published runs of data/calibration and writes what came of it: the constants as presets
 * (src/presets/calibration.json), the account of it (docs/accuracy.md) and its pictures. Run by `npm run calibrate`;
 * the same data give the same files to the byte.
 */
const { bandOf, kindOf, runWorth } = require("./bands.js");
const { coverage } = require("./coverage.js");
const { allocatedBytes, memory: memoryEstimator, training: trainingEstimator } = require("./estimators.js");
const { fitConstants, heldOut, inSample } = require("./fit.js");
const { writeGroupErrors } = require("./groupErrors.js");
const { rateRows, rates } = require("./matmulRates.js");
const { writePresets } = require("./presets.js");
const { anchors, memoryRuns, runsWithoutLength, servingMemoryRuns, trainingRuns } = require("./publishedRuns.js");
const { writeReport } = require("./report.js");
const { servingStudy, writeServingPresets } = require("./servingStudy.js");
const { memory: simplerMemory, training: simplerTraining } = require("./simplerRules.js");
const { groups, overPublishers, spread, summary } = require("./statistics.js");

/** The day the published figures were collected. */
const AS_OF = "2026-11-22";

const short = (value) => +value.toPrecision(3);
const dense = ({ run }) => run.shape.experts === 0;

/** An estimator fitted to its runs, and judged by those that it is asked about. */
function studyOf({ estimator, rules, runs, judged }) {
  const constants = fitConstants(estimator, runs, rates);
  const results = { heldOut: heldOut(estimator, runs, rates), inSample: inSample(estimator, runs, rates, constants) };
  const judgedHeldOut = results.heldOut.filter(judged);
  const judgedRuns = judgedHeldOut.map(({ run }) => run);
  return {
    runs,
    judged,
    estimator,
    constants,
    ...results,
    judgedHeldOut,
    judgedInSample: results.inSample.filter(judged),
    simpler: Object.entries(rules).map(([rule, apply]) => ({ rule, results: apply(judgedRuns) })),
  };
}

function trainingStudy() {
  const study = studyOf({
    estimator: trainingEstimator,
    rules: simplerTraining,
    runs: trainingRuns().filter((run) => !run.suspect),
    // What FT.TRAINING_THROUGHPUT is asked about: tuning a dense model, and full training that is no different from it.
    judged: (result) => dense(result) && result.run.stage !== "pretrain",
  });
  // Pre-training shows how mixtures run, but its dense runs are tuned for weeks: they are no guide to a fine-tuning job.
  const banded = study.heldOut.filter(({ run }) => run.shape.experts > 0 || run.stage !== "pretrain");
  const bands = Object.fromEntries([...groups(banded, kindOf)].map(([kind, results]) => [kind, bandOf(results)]));
  return { ...study, banded, bands, runWorth: runWorth(banded) };
}

function memoryStudy() {
  const study = studyOf({
    estimator: memoryEstimator,
    rules: simplerMemory,
    runs: memoryRuns(),
    // Word tables trained beside adapters are counted although no option asks for them: users train them all the same.
    judged: () => true,
  });
  // The same constants, held to what the allocator counted: one publisher says so, judged by constants without it.
  const allocated = study.heldOut
    .filter(({ run }) => run.allocated !== null)
    .map(({ run, constants }) => ({ run, ratio: allocatedBytes(run, constants) / run.allocated }));
  return { ...study, band: spread(study.judgedHeldOut), allocated, allocatedBand: spread(allocated) };
}

const studies = { training: trainingStudy(), memory: memoryStudy() };
const { training } = studies;

const errorsOf = ({ judgedHeldOut }) => {
  const { runs, median } = summary(judgedHeldOut);
  return { runs, held_out_median: short(median), mean_over_publishers: short(overPublishers(judgedHeldOut).median) };
};

const BITS = { bf16: 16, fp16: 16, fp8: 8, fp4: 4 };
writePresets({
  asOf: AS_OF,
  errors: Object.fromEntries(Object.entries(studies).map(([name, study]) => [name, errorsOf(study)])),
  constants: Object.entries(studies).flatMap(([name, { constants, estimator }]) =>
    Object.entries(constants).map(([key, value]) => [name, key, value, estimator.constants[key].unit]),
  ),
  spreads: [...Object.entries(training.bands).map(([kind, { low, high }]) => ["training", kind, short(low), short(high)])],
  runWorth: { shrinkage: short(training.runWorth.shrinkage), width_left: short(training.runWorth.widthLeft) },
  rateRows,
  shares: rates.shareByArchitecture,
  shareElsewhere: rates.shareElsewhere,
  trainingRuns: coverage(studies.training.runs, {
    methodOf: (run) => run.method,
    bitsOf: (run) => BITS[run.precision],
    lengthOf: (run) => run.sequenceTokens,
    batchOf: (run) => run.microBatch * run.sequenceTokens,
  }),
});

const serving = servingStudy();
const servingFile = writeServingPresets(serving, AS_OF);
writeReport({
  asOf: AS_OF,
  studies: { ...studies, serving },
  rates,
  rateRows,
  anchors: anchors(),
  withoutLength: runsWithoutLength(),
  servingMemoryRuns: servingMemoryRuns(),
}).then((files) => console.log([...files, servingFile, writeGroupErrors({ ...studies, serving })].join("\n")));
