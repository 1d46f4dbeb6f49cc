/** The serving parts of docs/accuracy.md. */
const { mean } = require("simple-statistics");
require("../loadTypescript.js");
const { servingMemory } = require("../../src/engine/servingMemory.ts");
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
  throughput, the wait for a place and, less the time to the first token, the time per token. Rate, bandwidth, cache and host time have
  yields of their own for AMD, for mixtures of experts and for engines until 2024. The batch is what is asked, or what 90 % of the
  memory holds beside the weights.`;

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
Their means are far above the medians: a few set-ups run at a fifth of what the rest does (GB200 and DeepSeek R1 in one of the first releases
that took them, 4-bit mixtures in kernels that unpack an expert at a time), and no constant of the estimator knows which.

${byGroup("publisher and kind", study, (run) => `${run.publisher}, ${isMixture(run) ? "mixture" : "dense"}`)}

${byGroup("GPU", study, (run) => run.gpu.key)}

${byGroup("bits", study, (run) => `${run.weightBits} bits`)}

${byGroup("sequences at once", study, batchBand, (run) => run.concurrency)}

${byGroup("size", study, (run) => sizeBand(billions(run)), billions)}

### Latency under load

Times are of one publisher with 280 runs, held out: the constants are those of publishers that print no times at all, so that the way
prompts wait for one another rests on expected values alone. Whether the source means a mean or a median is not stated there.

${latencyTable(study)}

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
