/** Tables of the report that every estimator needs: errors by group, constants, percentages. */
const { groups, overPublishers, summary } = require("./statistics.js");

const percent = (share) => `${(share * 100).toFixed(1)} %`;
const signed = (share) => `${share >= 0 ? "+" : "−"}${Math.abs(share * 100).toFixed(1)} %`;
const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const HEAD = ["runs", "median error", "mean error", "bias", "median in sample"];

/**
 * One line of figures per group, held out, with the in-sample median beside it.
 * @param {string} title
 * @template Run
 * @param {{ judgedHeldOut: { run: Run, ratio: number }[], judgedInSample: { run: Run, ratio: number }[] }} study
 * @param {(run: Run) => string} groupOf
 * @param {(run: Run) => number} orderOf
 */
function byGroup(title, study, groupOf, orderOf = () => 0) {
  const inOrder = (results) => [...results].sort((a, b) => orderOf(a.run) - orderOf(b.run));
  const held = groups(inOrder(study.judgedHeldOut), groupOf);
  const seen = groups(study.judgedInSample, groupOf);
  const rows = [...held].map(([name, results]) => [name, ...figures(results), percent(summary(seen.get(name)).median)]);
  return table([title, ...HEAD], rows);
}

const figures = (results) => {
  const { runs, median, mean, bias } = summary(results);
  return [runs, percent(median), percent(mean), signed(bias)];
};

function totals(study) {
  const over = overPublishers(study.judgedHeldOut);
  return table(
    ["held out", "runs", "median error", "mean error", "bias", "mean over publishers of the median", "of the mean"],
    [["all judged runs", ...figures(study.judgedHeldOut), percent(over.median), percent(over.mean)]],
  );
}

const band = (edges, unit) => (value) => {
  const i = edges.findIndex((edge) => value < edge);
  if (i === 0) return `below ${edges[0]} ${unit}`;
  return i < 0 ? `${edges.at(-1)} ${unit} and more` : `${edges[i - 1]} to ${edges[i]} ${unit}`;
};
const sizeBand = band([3, 10, 20, 100], "B");
const lengthBand = band([1024, 4096, 8192, 32768], "tokens");

const billions = (run) => run.shape.parameters / 1e9;
const batchBand = (run) => (run.concurrency > 1e5 ? "as many as fit" : band([2, 17, 65], "sequences")(run.concurrency));

function constantsTable({ constants, estimator }) {
  return table(
    ["constant", "fitted", "expected", "unit", "why expected"],
    Object.entries(estimator.constants).map(([name, { expected, unit, why }]) => [
      `\`${name}\``,
      constants[name],
      expected,
      unit,
      why,
    ]),
  );
}

module.exports = {
  percent,
  signed,
  table,
  byGroup,
  figures,
  totals,
  sizeBand,
  lengthBand,
  billions,
  batchBand,
  constantsTable,
};
