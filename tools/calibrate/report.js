/** Writes docs/accuracy.md and its pictures: how well the estimators do on publishers they have not seen. */
const { mkdirSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const prettier = require("prettier");
require("../loadTypescript.js");
const { servingMemory } = require("../../src/engine/servingMemory.ts");
const { gpuSpec } = require("../../src/presets/gpus.ts");
const { modelShape } = require("../../src/presets/models.ts");
const { barPicture, scatterPicture } = require("./picture.js");
const { groups, overPublishers, summary } = require("./statistics.js");

const DOCS = path.join(__dirname, "../../docs");
const percent = (share) => `${(share * 100).toFixed(1)} %`;
const signed = (share) => `${share >= 0 ? "+" : "−"}${Math.abs(share * 100).toFixed(1)} %`;
const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const HEAD = ["runs", "median error", "mean error", "bias", "median in sample"];

/** One line of figures per group, held out, with the in-sample median beside it. */
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

function anchorTable({ studies, rates, anchors }) {
  const { estimator, constants } = studies.training;
  return table(
    ["8 GPUs", "published, tokens/s per GPU", "estimated", "off the nearer edge"],
    anchors.map((row) => {
      const estimate = estimator.estimate(
        {
          shape: modelShape(row.model),
          gpu: gpuSpec(row.gpu),
          gpus: +row.gpus,
          method: row.method,
          precision: row.precision,
          recompute: row.recompute,
          microBatch: +row.micro_batch,
          sequenceTokens: +row.seq_len,
        },
        constants,
        rates,
      );
      const [low, high] = [+row.low_tokens_per_second_per_gpu, +row.high_tokens_per_second_per_gpu];
      const off = estimate < low ? estimate / low - 1 : estimate > high ? estimate / high - 1 : 0;
      return [row.gpu, `${low} to ${high}`, estimate.toFixed(0), off === 0 ? "inside" : signed(off)];
    }),
  );
}

const spreadRows = ({ spreads }) =>
  Object.entries(spreads).map(([basis, { low, high }]) => [basis, low.toFixed(2), high.toFixed(2)]);

function servingMemorySummary(runs) {
  const results = runs.map((run) => ({
    run,
    // The published page goes beyond the context some of the models were made for: not refused here.
    ratio: servingMemory({ ...run, shape: { ...run.shape, maxContextTokens: null } }).totalBytes / run.measured,
  }));
  return summary(results);
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

function text(context) {
  const { asOf, studies, rates, rateRows, servingMemoryRuns } = context;
  const { training, memory, serving } = studies;
  const others = training.heldOut.filter((result) => !training.judged(result));
  const experts = others.filter(({ run }) => run.shape.experts > 0);
  const pretraining = others.filter(({ run }) => run.shape.experts === 0);
  const servedExperts = serving.heldOut.filter(({ run }) => run.shape.experts > 0 && !run.withoutEngine);
  const bare = serving.heldOut.filter(({ run }) => run.withoutEngine && run.shape.experts === 0);
  const fused = memory.judgedHeldOut.filter(({ run }) => run.fusedLogits);
  const cached = servingMemorySummary(servingMemoryRuns);
  return `# Accuracy of the estimators

Written by \`npm run calibrate\` from the published runs in \`data/calibration\` (collected ${asOf}); do not edit.
Every figure here is **held out**: the constants were fitted without the publisher whose runs they are judged by.
What the fit does on runs it has seen stands beside it only where a column says "in sample".

![Measured against estimated, held out](accuracy/held-out.svg)

## Method

A run takes the time of its parts, each computed from the datasheet and the shape of the model:

- **Training**: matrix products (6, or 4 under adapters, FLOP per weight and token; 2 more when recomputed), causal attention,
  memory traffic of everything that is not a product, the weights read once per pass of a micro-batch, unpacking of 4-bit weights,
  the host that starts the kernels, the link that gathers shards. GPU, host and link overlap (the cube root of the sum of cubes).
  Where gathering shards costs more, the layers are pipelined at a loss of 20 %.
- **Memory**: 16 bytes per trained parameter (mixed-precision AdamW), 2 bytes or 4 bits per frozen one, sharded over the GPUs;
  checkpoints of every layer and one layer alive (recompute full) or all of them; logits; context and allocator.
- **Serving**: a step reads the weights and every cached token once and multiplies them; a prompt is read before its answer; the
  batch is what is asked or what the memory holds.

Matrix rates are those GPUs were **measured** to reach, not their datasheets' (table below). The constants that remain are
fitted: least absolute error of the logarithm (errors under 5 % count little), every publisher with the same weight, by a simplex
that takes no random number. An expected value with a tolerance holds a constant where the data leave it free, which is what
happens when the only publisher that shows it is left out.

The estimator's form and the expected values were chosen with all publishers in view, so even the held-out errors flatter it a
little: a new publisher should be expected to do somewhat worse.

## Training speed

${totals(training)}

Judged are dense models, fine-tuned or fully trained by a fine-tuning recipe (${training.judgedHeldOut.length} runs). Runs
whose use of the GPU is not believable (marked in the data) are left out, as are runs without a sequence length.

${byGroup("publisher", training, (run) => run.publisher)}

${byGroup("method", training, (run) => run.method)}

${byGroup("GPU", training, (run) => run.gpu.key)}

${byGroup("size", training, (run) => sizeBand(billions(run)), billions)}

${byGroup(
  "sequence",
  training,
  (run) => lengthBand(run.sequenceTokens),
  (run) => run.sequenceTokens,
)}

Not judged but reported: pre-training of dense models ${figures(pretraining).slice(1).join(", ")} (median, mean, bias, ${pretraining.length} runs);
mixtures of experts ${figures(experts).slice(1).join(", ")} (${experts.length} runs).

### Known anchors

Llama 2 70B, LoRA, sequence 8,192, fp8, nothing recomputed (MLPerf Training submissions). They are in no fit.

${anchorTable(context)}

## Training memory

${totals(memory)}

${byGroup("publisher", memory, (run) => run.publisher)}

${byGroup("method", memory, (run) => `${run.publisher}, ${run.method}`)}

The function reckons full fine-tuning in mixed precision (16 bytes per parameter). IBM measured it in pure bf16 (8 bytes and a
working copy), hence the bias of its full runs; they are judged, but not fitted. Fused losses that never store the logits are
overestimated by ${signed(summary(fused).bias)} at the median (${fused.length} runs, judged, not fitted): the estimate is for a loss that stores them.
Adapters that also train the word tables are neither: the function has no argument for them.

## Serving speed

${totals(serving)}

${byGroup("publisher", serving, (run) => run.publisher)}

${byGroup("GPU", serving, (run) => run.gpu.key)}

${byGroup("bits", serving, (run) => `${run.weightBits} bits`)}

${byGroup("sequences at once", serving, batchBand, (run) => run.concurrency)}

${byGroup("size", serving, (run) => sizeBand(billions(run)), billions)}

Mixtures of experts: ${figures(servedExperts).slice(1).join(", ")} (median, mean, bias, ${servedExperts.length} runs). Generation without a
serving engine (one sequence in plain transformers) is not what is estimated; by these constants it would be off by ${percent(summary(bare).median)}
at the median (${bare.length} runs). Serving memory has no fitted constant; against ${cached.runs} published measurements of
inference with one or a few sequences its median error is ${percent(cached.median)} (bias ${signed(cached.bias)}: it counts
the buffers of an engine, which those runs lack).

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

\`low\` and \`high\` are the 10th and 90th percentile of measured over estimated, every publisher counting the same, times the estimate.

- **measured**: published runs of this very model on this GPU, by this method and precision (or weight bits), and the GPUs, the
  length and the batch asked for lie within their span; the percentiles are those of the fit itself. The value is still the
  estimate, not a look-up.
- **calibrated**: this GPU was measured in this precision (or with these weight bits), this method was measured on some GPU, and the
  model is no smaller or larger than any measured; the percentiles are the held-out ones.
- **extrapolated**: one of these was not; the held-out percentiles, half as wide again on a logarithmic scale. That factor is a judgement.

Training:

${table(["basis", "low ×", "high ×"], spreadRows(training))}

Serving:

${table(["basis", "low ×", "high ×"], spreadRows(serving))}

## Where not to trust it

- **Few tokens per micro-batch** (below about 1,024): the host decides, and frameworks differ by a factor of two and more.
- **FT.TRAINING_COST, estimate**, takes micro-batches of one sequence, as the catalogue fixes it. Short examples on a fast GPU are
  then bound by the host; a larger micro-batch, as FT.TRAINING_THROUGHPUT shows, is several times faster and as much cheaper.
- **The reference rule** knows neither length nor precision, and counts one speed and one price for every GPU it has no row for; it is
  kept because figures made with it are in use.
- **Offloading** to the host is not modelled at all, nor are several machines on a slow network: two nodes of two GPUs each measured
  half of the estimate.
- **Links**: gathering shards assumes a link as the datasheet has it (PCIe 4.0 where none is named) and a network of a third of it.
- **Mixtures of experts**: dispatch and imbalance are one constant, and an unseen publisher's runs were off by 40 %.
- **GPUs nobody measured here** (all but A100, H100 and Blackwell in training): only their measured matrix rate, bandwidth and
  link are known; \`basis\` says extrapolated.
- **AMD in serving** rests on one publisher's software of 2024; later releases are faster.
- **Unpacking of 4-bit weights** differs threefold between kernels: QLoRA with short sequences may be much faster or slower.
- **Recomputation**: the default (full) is what memory-bound fine-tuning does; tuned stacks on large GPUs recompute nothing and are
  up to 1.4 times faster. Say so in the argument.
- **Memory of full fine-tuning** in pure bf16 or with an 8-bit optimizer is about half of the estimate.
- **Serving**: prefix caching, speculative decoding, chunked scheduling and fp8 caches on GPUs without fp8 are not modelled.

A context of up to twice what a model was published for is accepted in training, since positions are commonly stretched so far
(Llama 2 70B is trained at 8,192 in MLPerf); serving accepts none beyond it.

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
