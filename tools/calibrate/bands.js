/** How far measured runs of publishers left out lie from their estimates: the bands, their coverage, and what one run is worth. */
const { mean, variance } = require("simple-statistics");
require("../loadTypescript.js");
const { trainingKind } = require("../../src/engine/trainingBasis.ts");
const { groups, spread } = require("./statistics.js");

/** Runs in ten that low and high hold between them. */
const HELD = 0.8;
const WIDEST = 4;

const kindOf = (run) => trainingKind(run.shape, run.method);

const within =
  ({ low, high }) =>
  (ratio) =>
    1 / ratio >= low && 1 / ratio <= high;
const widened = ({ low, high }, by) => ({ low: Math.min(1, low) ** by, high: Math.max(1, high) ** by });

/** Share of each publisher's runs inside the band of the others', widened: what a new publisher should expect. */
function coverageByPublisher(results, by) {
  const publishers = [...groups(results, (run) => run.publisher).keys()];
  return new Map(
    publishers.map((publisher) => {
      const band = widened(spread(results.filter(({ run }) => run.publisher !== publisher)), by);
      const own = results.filter(({ run }) => run.publisher === publisher);
      return [publisher, own.filter(({ ratio }) => within(band)(ratio)).length / own.length];
    }),
  );
}

/**
 * The band that holds 80 % of the runs of a publisher left out: the percentiles of the others, widened by one factor on
 * a logarithmic scale until the mean over publishers is that.
 */
function bandOf(results) {
  const covered = (by) => mean([...coverageByPublisher(results, by).values()]);
  let [narrow, wide] = [0.5, WIDEST];
  for (let i = 0; i < 40; i++) {
    const middle = (narrow + wide) / 2;
    if (covered(middle) < HELD) narrow = middle;
    else wide = middle;
  }
  return { ...widened(spread(results), wide), widening: wide, coverage: coverageByPublisher(results, wide), results };
}

/**
 * What one run of a set-up (publisher, model, GPU, method) says of the others of it: the shrinkage that makes their
 * squared error least, found by correcting every run by every other, and the width that the band has then.
 */
function runWorth(results) {
  const setUps = groups(results, (run) => [run.publisher, run.shape.key, run.gpu.key, run.method].join(" "));
  // Every publisher counts the same, and so does every set-up of one.
  const terms = [...groups(results, (run) => run.publisher).keys()].flatMap((publisher) => {
    const own = [...setUps.values()].filter((of) => of[0].run.publisher === publisher && of.length > 1);
    // A publisher that ran nothing twice says nothing here.
    if (own.length === 0) return [];
    const each = own.map((of) => {
      const errors = of.map(({ ratio }) => Math.log(ratio));
      return { runs: errors.length, centre: mean(errors), around: variance(errors) };
    });
    return [
      {
        shared: mean(each.map(({ runs, centre, around }) => centre ** 2 - around / (runs - 1))),
        total: mean(each.map(({ centre, around }) => centre ** 2 + around)),
      },
    ];
  });
  // Corrected by λ of another run's error e, the error y leaves E(y - λe)² = (1 + λ²)·total - 2λ·shared: least at shared / total.
  const shared = mean(terms.map((one) => one.shared));
  const total = mean(terms.map((one) => one.total));
  const shrinkage = shared / total;
  const left = (1 + shrinkage ** 2) * total - 2 * shrinkage * shared;
  return { shrinkage, widthLeft: Math.sqrt(left / total) };
}

module.exports = { bandOf, kindOf, runWorth };
