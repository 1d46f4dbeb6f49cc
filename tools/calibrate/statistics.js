/** Errors of estimates, and what is said of many of them at once. */
const { mean, median, weightedQuantile } = require("simple-statistics");

const groups = (results, groupOf) => {
  const found = new Map();
  for (const result of results) {
    const group = groupOf(result.run);
    found.set(group, [...(found.get(group) ?? []), result]);
  }
  return found;
};

const errorOf = ({ ratio }) => Math.abs(ratio - 1);

/** Runs, median and mean error and the direction of it. */
const summary = (results) => ({
  runs: results.length,
  median: median(results.map(errorOf)),
  mean: mean(results.map(errorOf)),
  bias: median(results.map(({ ratio }) => ratio)) - 1,
});

/** The mean over publishers of each one's median and mean error: no publisher counts more for having published more. */
function overPublishers(results) {
  const each = [...groups(results, (run) => run.publisher).values()].map(summary);
  return { median: mean(each.map((one) => one.median)), mean: mean(each.map((one) => one.mean)) };
}

/** The 10th and 90th percentile of measured over estimated, every publisher counting the same. */
function spread(results) {
  const size = new Map([...groups(results, (run) => run.publisher)].map(([publisher, of]) => [publisher, of.length]));
  const values = results.map(({ ratio }) => 1 / ratio);
  const weights = results.map(({ run }) => 1 / size.get(run.publisher));
  const [low, high] = weightedQuantile(values, weights, [0.1, 0.9]);
  return { low, high };
}

module.exports = { groups, summary, overPublishers, spread };
