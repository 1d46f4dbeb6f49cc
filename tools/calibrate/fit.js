/** Fits the constants of an estimator, and judges them by publishers they have not seen. */
const { minimize } = require("./simplex.js");

/** Errors below this share are not worth moving a constant for; above it they count by their size, not its square. */
const TOLERATED = 0.05;
/** What an expected value counts against the data: a constant at its tolerance costs as much as 2 % of error, shared. */
const EXPECTATION_WEIGHT = 0.02;

const sum = (values) => values.reduce((total, value) => total + value, 0);

/**
 * The constants with the least error, every publisher counting the same however many runs it published, and held to
 * the expected values where the data leave them free.
 */
function fitConstants(estimator, runs, rates) {
  const names = Object.keys(estimator.constants);
  const expected = names.map((name) => Math.log(estimator.constants[name].expected));
  const tolerance = names.map((name) => estimator.constants[name].tolerance);
  const constantsAt = (point) => Object.fromEntries(names.map((name, i) => [name, Math.exp(point[i])]));
  const weighted = runs.map((run) => ({ run, weight: estimator.weight(run) })).filter(({ weight }) => weight > 0);
  const publishers = [...new Set(weighted.map(({ run }) => run.publisher))];
  const weightOf = Object.fromEntries(
    publishers.map((publisher) => [
      publisher,
      sum(weighted.filter(({ run }) => run.publisher === publisher).map(({ weight }) => weight)) * publishers.length,
    ]),
  );
  const loss = (point) => {
    const constants = constantsAt(point);
    let error = 0;
    for (const { run, weight } of weighted) {
      const ratios = [
        estimator.estimate(run, constants, rates) / run.measured,
        ...(estimator.alsoMeasured?.(run, constants) ?? []),
      ];
      const off = sum(ratios.map((ratio) => Math.hypot(Math.log(ratio), TOLERATED) - TOLERATED)) / ratios.length;
      error += (weight / weightOf[run.publisher]) * off;
    }
    const distance = sum(point.map((value, i) => ((value - expected[i]) / tolerance[i]) ** 2));
    return error + (EXPECTATION_WEIGHT * distance) / names.length;
  };
  return rounded(constantsAt(minimize(loss, expected)));
}

/** Four digits: what is fitted is not known better, and a short number is the same on every machine. */
const rounded = (constants) =>
  Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, +value.toPrecision(4)]));

/** The ratio of estimate to measurement of every run, by constants fitted without the runs of its publisher. */
function heldOut(estimator, runs, rates) {
  const publishers = [...new Set(runs.map((run) => run.publisher))];
  return publishers.flatMap((publisher) => {
    const constants = fitConstants(
      estimator,
      runs.filter((run) => run.publisher !== publisher),
      rates,
    );
    return runs
      .filter((run) => run.publisher === publisher)
      .map((run) => ({ run, constants, ratio: estimator.estimate(run, constants, rates) / run.measured }));
  });
}

const inSample = (estimator, runs, rates, constants) =>
  runs.map((run) => ({ run, ratio: estimator.estimate(run, constants, rates) / run.measured }));

module.exports = { fitConstants, heldOut, inSample };
