/** Writes data/calibration/group_errors.csv: the median held-out error of every group of runs, to be compared in CI. */
const { writeFileSync } = require("node:fs");
const path = require("node:path");
const { groups, summary } = require("./statistics.js");

const FILE = "data/calibration/group_errors.csv";
/** A group of fewer runs says more of one publisher's day than of the estimator. */
const FEWEST_RUNS = 8;

const GROUPINGS = {
  all: () => "all",
  publisher: (run) => run.publisher,
  method: (run) => run.method,
  GPU: (run) => run.gpu.key,
  kind: (run) => (run.shape.experts > 0 ? "mixture" : "dense"),
};

/** Rows of estimator, grouping, group, runs, median error. */
function groupErrors(studies) {
  return ["training", "memory"].flatMap((name) =>
    Object.entries(GROUPINGS).flatMap(([grouping, groupOf]) =>
      [...groups(studies[name].banded ?? studies[name].heldOut, groupOf)]
        .filter(([, results]) => results.length >= FEWEST_RUNS)
        .map(([group, results]) => [name, grouping, group, results.length, summary(results).median.toPrecision(3)]),
    ),
  );
}

/** The same of serving, for each thing that is measured of a run. */
const servingErrors = ({ judgedHeldOut, latency }) =>
  Object.entries({
    "serving throughput": judgedHeldOut,
    "time to first token": latency.firstToken,
    "time per token": latency.perToken,
  }).flatMap(([name, results]) =>
    [...groups(results, (run) => `${run.publisher} ${GROUPINGS.kind(run)}`)].map(([group, of]) => [
      name,
      "publisher and kind",
      group,
      of.length,
      summary(of).median.toPrecision(3),
    ]),
  );

function writeGroupErrors(studies) {
  const head = ["estimator", "grouping", "group", "runs", "held_out_median"];
  const lines = [head, ...groupErrors(studies), ...servingErrors(studies.serving)];
  writeFileSync(path.join(__dirname, "../..", FILE), `${lines.map((line) => line.join(",")).join("\n")}\n`);
  return FILE;
}

module.exports = { writeGroupErrors };
