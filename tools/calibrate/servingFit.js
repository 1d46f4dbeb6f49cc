/**
 * Fits the serving estimator, and judges it by publishers it has not seen. As in fit.js every publisher counts the same and
 * an expected value with a tolerance holds a constant where the data leave it free; but a run may have three measurements
 * (tokens a second, time to the first token, time per token), which share its weight.
 */
require("../loadTypescript.js");
const { estimateServing } = require("../../src/engine/servingModel.ts");
const { leastSquares } = require("./leastSquares.js");
const { groups } = require("./statistics.js");

const ratio = "×";
const share = "share";
const seconds = "s";

const CONSTANTS = {
  bandwidthYield: { expected: 0.85, tolerance: 0.15, unit: share, why: "read kernels, of the datasheet's bandwidth" },
  cacheYield: { expected: 0.8, tolerance: 0.3, unit: share, why: "cached tokens lie in pages" },
  decodeYield: { expected: 0.6, tolerance: 0.3, unit: share, why: "tall thin products, of the measured matrix rate" },
  prefillYield: { expected: 0.6, tolerance: 0.3, unit: share, why: "as a forward pass in training, scheduled in pieces" },
  attentionYield: { expected: 0.5, tolerance: 0.3, unit: share, why: "published FlashAttention rates" },
  lowPrecisionYield: { expected: 0.8, tolerance: 0.2, unit: ratio, why: "scaling and casts" },
  unpacking: { expected: 1.3, tolerance: 0.3, unit: ratio, why: "weights unpacked on the way to 16 bits" },
  amdRateYield: { expected: 0.6, tolerance: 0.3, unit: ratio, why: "kernels younger than their rivals'" },
  amdBandwidthYield: { expected: 0.8, tolerance: 0.2, unit: ratio, why: "the same, where nothing is multiplied" },
  amdCacheYield: { expected: 0.6, tolerance: 0.4, unit: ratio, why: "attention kernels were ported last" },
  amdHost: { expected: 1.5, tolerance: 0.4, unit: ratio, why: "kernel starts cost more" },
  amdLeft: { expected: 0.5, tolerance: 0.5, unit: "power", why: "half of the way to its rivals since 2024" },
  expertRateYield: { expected: 0.8, tolerance: 0.4, unit: ratio, why: "grouped products of wide experts" },
  expertBandwidthYield: { expected: 0.7, tolerance: 0.3, unit: ratio, why: "many small matrices" },
  expertHost: { expected: 1.5, tolerance: 0.4, unit: ratio, why: "routing, sorting, gathering" },
  formerHost: { expected: 1.5, tolerance: 0.3, unit: ratio, why: "engines until 2024 scheduled between steps" },
  formerCacheYield: { expected: 0.8, tolerance: 0.3, unit: ratio, why: "attention kernels of their time" },
  trtllmHost: { expected: 1, tolerance: 0.3, unit: ratio, why: "as vLLM's; its scheduler is compiled" },
  sglangHost: { expected: 1, tolerance: 0.3, unit: ratio, why: "as vLLM's; both are Python" },
  pipelineYield: { expected: 0.7, tolerance: 0.3, unit: ratio, why: "stages wait for one another" },
  stepSeconds: { expected: 1e-3, tolerance: 0.5, unit: seconds, why: "scheduling and sampling" },
  layerSeconds: { expected: 3e-5, tolerance: 0.5, unit: seconds, why: "a dozen kernels from a recorded graph" },
  syncSeconds: { expected: 1e-5, tolerance: 0.5, unit: seconds, why: "two all-reduces of 5 µs" },
  linkYield: { expected: 0.5, tolerance: 0.3, unit: share, why: "as in training: pieces are small" },
  sequenceSeconds: { expected: 1e-5, tolerance: 0.7, unit: seconds, why: "book-keeping per sequence" },
  arrivalSeconds: { expected: 0.05, tolerance: 0.7, unit: seconds, why: "network, tokenizer, the step in progress" },
  expertArrivalSeconds: { expected: 0.1, tolerance: 0.7, unit: seconds, why: "the same with routing" },
  vllmBunching: { expected: 0.5, tolerance: 0.5, unit: ratio, why: "prompts share steps evenly" },
  trtllmBunching: { expected: 0.5, tolerance: 0.5, unit: ratio, why: "the same" },
  bunchingPower: { expected: 0.6, tolerance: 0.3, unit: "power", why: "between a random queue (½) and one wave (1)" },
  sglangBunching: { expected: 0.5, tolerance: 0.5, unit: ratio, why: "half of a wave is read before one's own prompt" },
};
const NAMES = Object.keys(CONSTANTS);

/** Errors below this share are not worth moving a constant for. */
const TOLERATED = 0.05;
/** What each expected value counts against the data; of its own, so that a further constant does not loosen the others. */
const EXPECTATION_WEIGHT = 0.00074;
/** A handful of runs is no publisher to be weighed like the others. */
const FEW_RUNS = 10;
const FEW_WEIGHT = 0.1;
const sum = (values) => values.reduce((total, value) => total + value, 0);
const isMixture = ({ shape }) => shape.experts > 0;

/** Estimate over measurement, for each thing that was measured of a run. */
function ratiosOf(run, constants, rates) {
  const { measured } = run;
  const estimate = estimateServing(run, constants, rates);
  const ratios = [];
  if (measured.output !== undefined) ratios.push({ what: "output", ratio: estimate.outputTokensPerSecond / measured.output });
  if (measured.firstToken !== undefined)
    ratios.push({ what: "firstToken", ratio: estimate.timeToFirstTokenSeconds / measured.firstToken });
  if (measured.perToken !== undefined)
    ratios.push({ what: "perToken", ratio: estimate.timePerOutputTokenSeconds / measured.perToken });
  return ratios;
}

/** Weight of each run: every publisher the same, a mixture of experts half of a dense model, a handful of runs little. */
function weightsOf(runs) {
  const weightOf = (run) => (isMixture(run) ? 0.5 : 1);
  const publishers = [
    ...groups(
      runs.map((run) => ({ run })),
      (run) => run.publisher,
    ).values(),
  ];
  return new Map(
    publishers.flatMap((of) => {
      const total = sum(of.map(({ run }) => weightOf(run)));
      return of.map(({ run }) => [run, (weightOf(run) / total / publishers.length) * (of.length < FEW_RUNS ? FEW_WEIGHT : 1)]);
    }),
  );
}

/** The constants with the least error, by least squares in which large errors count by their size and not its square. */
function fitServing(runs, rates) {
  const expected = NAMES.map((name) => Math.log(CONSTANTS[name].expected));
  const tolerance = NAMES.map((name) => CONSTANTS[name].tolerance);
  const constantsAt = (point) => Object.fromEntries(NAMES.map((name, i) => [name, Math.exp(point[i])]));
  const weights = weightsOf(runs);
  const residuals = (point) => {
    const constants = constantsAt(point);
    return runs.flatMap((run) => {
      const ratios = ratiosOf(run, constants, rates);
      return ratios.map(({ ratio: value }) => ({ off: Math.log(value), weight: weights.get(run) / ratios.length }));
    });
  };
  const held = tolerance.map((value) => EXPECTATION_WEIGHT / value ** 2);
  const found = constantsAt(leastSquares({ residuals, start: expected, held, tolerated: TOLERATED }));
  // Four digits: what is fitted is not known better, and a short number is the same on every machine.
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, +value.toPrecision(4)]));
}

const resultsOf = (runs, constants, rates) =>
  runs.flatMap((run) => ratiosOf(run, constants, rates).map(({ what, ratio: value }) => ({ run, what, ratio: value })));

/** Every run judged by constants fitted without its publisher. */
function heldOutServing(runs, rates) {
  const publishers = [...new Set(runs.map((run) => run.publisher))];
  return publishers.flatMap((publisher) => {
    const constants = fitServing(
      runs.filter((run) => run.publisher !== publisher),
      rates,
    );
    return resultsOf(
      runs.filter((run) => run.publisher === publisher),
      constants,
      rates,
    );
  });
}

module.exports = { CONSTANTS, FEW_RUNS, fitServing, heldOutServing, resultsOf, isMixture };
