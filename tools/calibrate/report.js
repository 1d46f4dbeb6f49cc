/** Writes docs/accuracy.md and its pictures: how well the estimators do on publishers they have not seen. */
const { mkdirSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const prettier = require("prettier");
require("../loadTypescript.js");
const { servingBandSection, servingMethod, servingSection, servingTrust } = require("./servingReport.js");
const { gpuSpec } = require("../../src/presets/gpus.ts");
const { barPicture, scatterPicture } = require("./picture.js");
const { constantsTable, percent, table } = require("./reportTables.js");
const { overPublishers, summary } = require("./statistics.js");
const { memorySection, trainingBandSection, trainingMethod, trainingSection, trainingTrust } = require("./trainingReport.js");

const DOCS = path.join(__dirname, "../../docs");
function simplerTable(study) {
  const rules = [{ rule: "the estimator", results: study.judgedHeldOut }, ...study.simpler];
  return table(
    ["rule", "median error", "mean error", "mean over publishers of the median"],
    rules.map(({ rule, results }) => {
      const { median, mean } = summary(results);
      return [rule, percent(median), percent(mean), percent(overPublishers(results).median)];
    }),
  );
}

const pointsOf = (study, scale) =>
  study.judgedHeldOut.map(({ run, ratio }) => ({
    publisher: run.publisher,
    measured: run.measured / scale,
    estimated: (run.measured * ratio) / scale,
  }));

const publishersOf = (study) => [...new Set(study.judgedHeldOut.map(({ run }) => run.publisher))];

function pictures({ training, memory, serving }) {
  const heldOut = scatterPicture([
    { title: "Training speed", unit: "tokens/s per GPU", points: pointsOf(training, 1), publishers: publishersOf(training) },
    { title: "Training memory", unit: "GB per GPU", points: pointsOf(memory, 1e9), publishers: publishersOf(memory) },
    { title: "Serving speed", unit: "output tokens/s", points: pointsOf(serving, 1), publishers: publishersOf(serving) },
  ]);
  const bars = (study) => [
    { name: "the estimator", error: summary(study.judgedHeldOut).median },
    ...study.simpler.map(({ rule, results }) => ({ name: rule, error: summary(results).median })),
  ];
  const simpler = barPicture([
    { title: "Training speed, median error on unseen publishers", bars: bars(training) },
    { title: "Training memory", bars: bars(memory) },
    { title: "Serving speed", bars: bars(serving) },
  ]);
  return { "held-out.svg": heldOut, "simpler-rules.svg": simpler };
}

/** The table the report leads with: what is off by how much, and what is not known. */
function trustTable(studies) {
  return table(
    ["figure", "where", "off by (median)", "eight in ten within"],
    [...trainingTrust(studies), ...servingTrust(studies.serving)],
  );
}

function text(context) {
  const { asOf, studies, rates, rateRows, servingMemoryRuns } = context;
  const { training, memory, serving } = studies;
  return `# Accuracy of the estimators

Written by \`npm run calibrate\` from the published runs in \`data/calibration\` (collected ${asOf}); do not edit.
Every figure here is **held out**: the constants were fitted without the publisher whose runs they are judged by.
What the fit does on runs it has seen stands beside it only where a column says "in sample".

## How far to trust it

${trustTable(studies)}

"Off by" is the median error on runs of publishers the constants have not seen, "eight in ten within" the band that \`low\` and
\`high\` give, as a distance from the estimate.

![Measured against estimated, held out](accuracy/held-out.svg)

## Method

A run takes the time of its parts, each computed from the datasheet and the shape of the model:

${trainingMethod}
${servingMethod}

Matrix rates are those GPUs were **measured** to reach, not their datasheets' (table below). The constants that remain are
fitted: least absolute error of the logarithm (errors under 5 % count little), every publisher with the same weight, by a simplex or by
least squares, neither of which takes a random number. An expected value with a tolerance holds a constant where the data leave it free, which is what
happens when the only publisher that shows it is left out.

The estimator's form and the expected values were chosen with all publishers in view, so even the held-out errors flatter it a
little: a new publisher should be expected to do somewhat worse.

${trainingSection(context)}

${memorySection(memory)}

${servingSection(serving, servingMemoryRuns)}

## Against simpler rules

![Median error of the estimators and of simpler rules](accuracy/simpler-rules.svg)

The same runs, judged the same way: where a rule has a factor, it is the one that suits the other publishers.

Training speed:

${simplerTable(training)}

Training memory:

${simplerTable(memory)}

Serving speed:

${simplerTable(serving)}

## low, high and basis

${trainingBandSection(training)}

${servingBandSection(serving)}

## Where not to trust it

- **Few tokens per micro-batch** (below about 1,024): the host decides, and frameworks differ by a factor of two and more.
- **The reference rule** knows neither length nor precision, and counts one speed and one price for every GPU it has no row for; it is
  kept because figures made with it are in use.
- **Several machines on a slow network**: two nodes of two GPUs each measured half of the estimate. A network of a third of the link
  inside the node is assumed, PCIe 4.0 where no link is named.
- **Mixtures of experts**: adapters and jobs on fewer than 8 GPUs are reckoned as a loop over the experts, full training on 8 and
  more (or in 8 bits) as grouped products. Kernels that group experts under adapters make them several times faster.
- **GPUs nobody measured here** (all but A100, H100 and Blackwell in training): only their measured matrix rate, bandwidth and
  link are known; \`basis\` says "another GPU".
- **Options whose effect is assumed**, not fitted: offload, sequence_parallel, tensor_parallel, attention eager, objective dpo, sharding
  none; \`basis\` says so, and the band is twice as wide on a logarithmic scale.
- **AMD in serving** rests on one publisher's software of 2024; later releases are faster. \`measured=\` puts that right with one run.
- **Unpacking of 4-bit weights** differs threefold between kernels: QLoRA with short sequences may be much faster or slower.
- **Recomputation**: the default (full) is what memory-bound fine-tuning does; tuned stacks on large GPUs recompute nothing and are
  up to 1.4 times faster. Say so in the argument.
- **Serving**: prefix caching and speculative decoding are reckoned, not fitted; attention that reads only chosen tokens (DeepSeek V3.2,
  GLM-5, MiniMax M3) counts as reading them all.
- **Time to the first token** depends on how a benchmark starts its streams; together or one by one differ by the batch.

A context of up to twice what a model was published for counts as usual in training, since positions are commonly stretched so far
(Llama 2 70B is trained at 8,192 in MLPerf); beyond, the estimate is made all the same and called extrapolated. Serving accepts none
beyond it.

## Constants

Training speed:

${constantsTable(training)}

Training memory:

${constantsTable(memory)}

Serving speed:

${constantsTable(serving)}

### Matrix rates

${table(
  ["GPU", "measured TFLOP/s", "of the datasheet", "source", "as of", "note"],
  rateRows.map((row) => [
    row.gpu,
    row.tflops,
    percent(rates.measured[row.gpu] / gpuSpec(row.gpu).bf16FlopsPerSecond),
    row.source,
    row.as_of,
    row.note,
  ]),
)}

A GPU that is not listed reaches the mean share of its architecture: ${Object.entries(rates.shareByArchitecture)
    .map(([name, share]) => `${name} ${share}`)
    .join(", ")}; elsewhere ${rates.shareElsewhere}.
`;
}

async function writeReport(context) {
  mkdirSync(path.join(DOCS, "accuracy"), { recursive: true });
  const files = Object.entries(pictures(context.studies)).map(([name, picture]) => {
    writeFileSync(path.join(DOCS, "accuracy", name), picture);
    return `docs/accuracy/${name}`;
  });
  const file = path.join(DOCS, "accuracy.md");
  const options = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(text(context), { ...options, filepath: file }));
  return ["src/presets/calibration.json", "docs/accuracy.md", ...files];
}

module.exports = { writeReport };
