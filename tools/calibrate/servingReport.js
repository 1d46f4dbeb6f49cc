/** The serving parts of docs/accuracy.md. */
const { mean } = require("simple-statistics");
require("../loadTypescript.js");
const { servingMemory } = require("../../src/engine/servingMemory.ts");
const { isAmd } = require("../../src/engine/servingModel.ts");
const { isMixture } = require("./servingFit.js");
const { batchBand, billions, byGroup, figures, percent, signed, sizeBand, table, totals } = require("./reportTables.js");
const { groups, overPublishers, summary } = require("./statistics.js");

const KINDS = {
  "nvidia dense": "dense models on NVIDIA",
  "nvidia mixture": "mixtures of experts on NVIDIA",
  "amd dense": "dense models on AMD, one publisher's software of 2024",
  "amd mixture": "mixtures of experts on AMD, one model of one publisher",
};

const span = ({ low, high }) => `${signed(low - 1)} to ${signed(high - 1)}`;

/** Rows of the table the report leads with. */
const servingTrust = ({ bands, latency }) => [
  ...Object.entries(KINDS)
    .filter(([kind]) => bands[kind] !== undefined)
    .map(([kind, where]) => ["serving speed", where, percent(overPublishers(bands[kind].results).median), span(bands[kind])]),
  [
    "serving speed",
    "Gaudi, TPU and Radeon: no published runs",
    "not known",
    `${span(bands.other)}, twice as wide on a logarithmic scale`,
  ],
  ["time per token", "closed streams, one publisher", percent(summary(latency.perToken).median), "no band"],
  [
    "time to first token",
    "closed streams, one publisher",
    percent(summary(latency.firstToken).median),
    "no band: treat it as an order",
  ],
];

const servingMethod = `- **Serving**: a step reads the weights and every cached token and multiplies them, and the host starts it; the prompts of the others of the
  batch are read while a request writes its answer. A request so spends steps × step + batch × prompt in the batch, from which follow
  throughput, the wait for a place and, less the time to the first token, the time per token. GPUs that split a layer send what they found
  around a ring, twice a layer, over the link between them. Rate, bandwidth, cache and host time have yields of their own for AMD, for
  mixtures of experts and for engines until 2024; an engine differs from another in its host time and in how prompts wait for one
  another. The batch is what is asked, or what 90 % of the memory holds beside the weights.`;

/** Runs that carry the mean: what they have in common is no option, or one publisher's alone. */
const HARD = {
  "attention in copies, one to a GPU, in early releases": (run) => run.attentionCopies > 1,
  "mixtures in 4 bits on GPUs that do not compute in them": (run) =>
    isMixture(run) && run.weightBits === 4 && run.gpu.fp4FlopsPerSecond === null,
  "AMD in the software of 2024": (run) => isAmd(run.gpu),
};

function residuals({ judgedHeldOut }) {
  const isHard = (run) => Object.values(HARD).some((holds) => holds(run));
  const others = judgedHeldOut.filter(({ run }) => !isHard(run));
  const rows = [
    ...Object.entries(HARD).map(([name, holds]) => [name, ...figures(judgedHeldOut.filter(({ run }) => holds(run)))]),
    ["all others", ...figures(others)],
  ];
  return `${table(["runs", "number", "median error", "mean error", "bias"], rows)}

Without the three groups the mean over publishers is ${percent(overPublishers(others).mean)} (median ${percent(overPublishers(others).median)}); they stay in every other figure here.`;
}

/** What was tried on the same runs, each against the form before it: held out, mean over publishers of the median and of the mean. */
const TRIED = `| what was tried | throughput | first token | per token | kept |
| --- | --- | --- | --- | --- |
| the form before | 17.1 / 35.7 % | 37.4 % | 20.4 % | |
| the link between GPUs that split a layer: two sums a layer around a ring | 16.1 / 34.8 % | 33.2 % | 18.7 % | yes |
| host time of an engine's own | 16.0 / 35.2 % | 37.3 % | 19.2 % | yes |
| prompts in waves where an engine reads all that wait before it decodes (SGLang) | 17.2 / 35.8 % | 32.9 % | 17.7 % | yes |
| **the three together** | **14.7 / 34.4 %** | **25.5 %** | **14.5 %** | |
| with it: matrix rates of an engine's own | 15.5 / 34.6 % | 30.7 % | 14.9 % | no |
| with it: host time per prompt and layer | 14.8 / 34.7 % | 25.0 % | 14.7 % | no |
| with it: memory traffic of prompts beside their products | 14.8 / 34.4 % | 26.3 % | 14.3 % | no |
| with it: reading and computing overlap by a fitted exponent, not 2 | 14.5 / 34.1 % | 25.7 % | 14.9 % | no |
| with it: decoding hides prompts and prompts decoding | 15.5 / 35.5 % | 25.7 % | 14.8 % | no |
| with it: unpacking slows products too | 14.6 / 34.4 % | 25.5 % | 14.5 % | no |
| with it: one process that admits requests | 14.7 / 34.4 % | 25.6 % | 14.6 % | no |
| then: of the distance of AMD's software from others' a part is left today; two more checkpoints whose shape is a listed model's | 14.1 / 33.2 % | 26.6 % | 15.4 % | yes |
| then: narrow experts slower, as in training | 13.9 / 32.9 % | 26.6 % | 15.4 % | yes |

A constant that moved no figure by more than the difference between two publishers left out was not kept.`;

function latencyTable({ latency }) {
  const rows = Object.entries({ "time to first token": latency.firstToken, "time per token": latency.perToken }).flatMap(
    ([name, results]) =>
      [...groups(results, (run) => `${run.engine}, ${isMixture(run) ? "mixture" : "dense"}`)].map(([group, of]) => [
        name,
        group,
        ...figures(of),
      ]),
  );
  return table(["figure", "engine and kind", "runs", "median error", "mean error", "bias"], rows);
}

/** The few runs of other publishers that print latencies. */
function others({ few }) {
  const of = (what) => few.filter((result) => result.what === what).map(({ ratio }) => signed(ratio - 1));
  return `Other publishers print a time per token ${of("perToken").length} times (off by ${of("perToken").join(", ")}), too few to be judged by, and a time to the first
token twice, of three requests per stream: that is the burst at the start, not a load that is always there, and is not used.
Fitted with those two, prompts seem to wait longer in vLLM, and the first token here is off by 36 % at the median.`;
}

function coverageTable({ bands }) {
  const rows = Object.entries(bands).map(([kind, band]) => {
    const covered = [...band.coverage.values()];
    const text =
      covered.length > 1
        ? `${percent(mean(covered))} (${[...band.coverage].map(([name, value]) => `${name} ${percent(value)}`).join(", ")})`
        : "one publisher or none: not known";
    return [kind, band.low.toFixed(2), band.high.toFixed(2), text];
  });
  return table(["kind", "low ×", "high ×", "of the runs of a publisher left out inside the band"], rows);
}

function memorySummary(runs) {
  return summary(
    runs.map((run) => ({
      run,
      // The published page goes beyond the context some of the models were made for: not refused here.
      ratio: servingMemory({ ...run, shape: { ...run.shape, maxContextTokens: null } }).totalBytes / run.measured,
    })),
  );
}

function servingSection(study, memoryRuns) {
  const cached = memorySummary(memoryRuns);
  const dropped = Object.entries(study.dropped)
    .map(([why, count]) => `${count} ${why}`)
    .join(", ");
  return `## Serving speed

${totals(study)}

Judged are all runs in an engine, mixtures of experts included, of publishers with ten and more. Left out, and counted: ${dropped}.
Their means are far above the medians: a few set-ups run at a fifth of what the rest does.

${residuals(study)}

Attention in copies: Qwen3-32B on GB200 wrote 121 tokens a second for one request and 47 for two; DeepSeek R1 ran at a fifth of what
the same stack gave DeepSeek V3.1, the same shape, a few versions later. 4-bit mixtures: one publisher's, in kernels that unpack an
expert at a time; elsewhere such mixtures run no slower than in 8 bits. AMD: one publisher's, so that held out its factors are
expected values alone; even fitted, batches of 64 are overestimated by half. A constant for any of them would be one for a row.
The H20 (132 runs, one publisher) reads its weights at 40 % of its bandwidth there, which nothing on its datasheet says.

${byGroup("publisher and kind", study, (run) => `${run.publisher}, ${isMixture(run) ? "mixture" : "dense"}`)}

${byGroup("GPU", study, (run) => run.gpu.key)}

${byGroup("bits", study, (run) => `${run.weightBits} bits`)}

${byGroup("sequences at once", study, batchBand, (run) => run.concurrency)}

${byGroup("size", study, (run) => sizeBand(billions(run)), billions)}

### Latency under load

Times are of one publisher with 280 runs, held out: the constants are those of publishers that print no times at all, so that the way
prompts wait for one another rests on expected values alone. Whether the source means a mean or a median is not stated there.
${others(study)}

${latencyTable(study)}

### What was tried

Held out by publisher, throughput as the median / the mean error, both the mean over publishers; latencies as the median error.

${TRIED}

### Serving memory

No constant is fitted; against ${cached.runs} published measurements of inference with one or a few sequences the median error is
${percent(cached.median)} (bias ${signed(cached.bias)}: it counts the buffers of an engine, which those runs lack).`;
}

const servingBandSection = (study) => `### Serving

\`low\` and \`high\` hold eight runs in ten of a publisher left out: the percentiles of the others' held-out runs, widened until they do.
\`basis\` says **calibrated** where such cards and weight bits were measured and the model, the context and the number of GPUs lie within
what was; **extrapolated** and in which way where not (half as wide again on a logarithmic scale); **assumed** where an option is reckoned
and not fitted, or the maker has no runs (twice as wide). It ends with what was priced: a model, a config.json or a size.

${coverageTable(study)}

One measured run (\`measured=\`) moves the estimate ${percent(study.runWorth.shrinkage)} of the way to it, on a logarithmic scale, and leaves
${percent(study.runWorth.widthLeft)} of the band's width: correcting every run of a set-up by every other of it does that to their errors.`;

module.exports = { servingBandSection, servingMethod, servingSection, servingTrust };
