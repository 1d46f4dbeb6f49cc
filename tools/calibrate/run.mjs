/**
 * Fits the estimators to the published runs of data/calibration and writes what came of it: the constants as presets
 * (src/presets/calibration.json), the account of it (docs/accuracy.md) and its pictures. Run by `npm run calibrate`;
 * the same data give the same files to the byte.
 */
import { coverage } from "./coverage.js";
import * as estimators from "./estimators.js";
import { fitConstants, heldOut, inSample } from "./fit.js";
import { rateRows, rates } from "./matmulRates.js";
import { writePresets } from "./presets.js";
import * as published from "./publishedRuns.js";
import { writeReport } from "./report.js";
import * as simplerRules from "./simplerRules.js";
import { overPublishers, spread, summary } from "./statistics.js";

/** The day the published figures were collected. */
const AS_OF = "2026-11-22";
/** A GPU or method nobody measured adds its own doubt: half as much again, on a logarithmic scale. */
const EXTRAPOLATION = 1.5;

const short = (value) => +value.toPrecision(3);
const dense = ({ run }) => run.shape.experts === 0;
const studies = {
  training: {
    runs: published.trainingRuns().filter((run) => !run.suspect),
    // What FT.TRAINING_THROUGHPUT is asked about: tuning a dense model, and full training that is no different from it.
    judged: (result) => dense(result) && result.run.stage !== "pretrain",
  },
  memory: { runs: published.memoryRuns(), judged: ({ run }) => !run.trainsEmbeddings },
  serving: { runs: published.servingRuns(), judged: (result) => dense(result) && !result.run.withoutEngine },
};

for (const [name, study] of Object.entries(studies)) {
  const estimator = estimators[name];
  study.estimator = estimator;
  study.constants = fitConstants(estimator, study.runs, rates);
  study.heldOut = heldOut(estimator, study.runs, rates);
  study.inSample = inSample(estimator, study.runs, rates, study.constants);
  study.judgedHeldOut = study.heldOut.filter(study.judged);
  study.judgedInSample = study.inSample.filter(study.judged);
  study.simpler = Object.entries(simplerRules[name]).map(([rule, apply]) => ({
    rule,
    results: apply(study.judgedHeldOut.map(({ run }) => run)),
  }));
  const calibrated = spread(study.judgedHeldOut);
  study.spreads = {
    measured: spread(study.judgedInSample),
    calibrated,
    extrapolated: { low: calibrated.low ** EXTRAPOLATION, high: calibrated.high ** EXTRAPOLATION },
  };
}

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
  spreads: ["training", "serving"].flatMap((name) =>
    Object.entries(studies[name].spreads).map(([basis, { low, high }]) => [name, basis, short(low), short(high)]),
  ),
  rateRows,
  shares: rates.shareByArchitecture,
  shareElsewhere: rates.shareElsewhere,
  trainingRuns: coverage(studies.training.runs, {
    methodOf: (run) => run.method,
    bitsOf: (run) => BITS[run.precision],
    lengthOf: (run) => run.sequenceTokens,
    batchOf: (run) => run.microBatch * run.sequenceTokens,
  }),
  servingRuns: coverage(
    studies.serving.runs.filter((run) => !run.withoutEngine),
    {
      methodOf: () => "",
      bitsOf: (run) => run.weightBits,
      lengthOf: (run) => run.tokensIn + run.tokensOut,
      batchOf: (run) => run.concurrency,
    },
  ),
});

const files = await writeReport({
  asOf: AS_OF,
  studies,
  rates,
  rateRows,
  anchors: published.anchors(),
  servingMemoryRuns: published.servingMemoryRuns(),
});
console.log(files.join("\n"));
