/** Errors of estimates, and what is said of many of them at once. */
const sum = (values) => values.reduce((total, value) => total + value, 0);
const mean = (values) => sum(values) / values.length;

function median(values) {
  const ordered = [...values].sort((a, b) => a - b);
  const half = ordered.length >> 1;
  return ordered.length % 2 === 1 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
}

/** The value below which a share of the weight lies. */
function weightedQuantile(pairs, share) {
  const ordered = [...pairs].sort((a, b) => a.value - b.value);
  const total = sum(ordered.map(({ weight }) => weight));
  let below = 0;
  for (const { value, weight } of ordered) {
    below += weight;
    if (below >= share * total) return value;
  }
  return ordered.at(-1).value;
}

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
  const pairs = results.map(({ run, ratio }) => ({ value: 1 / ratio, weight: 1 / size.get(run.publisher) }));
  return { low: weightedQuantile(pairs, 0.1), high: weightedQuantile(pairs, 0.9) };
}

module.exports = { mean, median, weightedQuantile, groups, summary, overPublishers, spread };
