/** The account of the training estimators: method, errors by group, bands and their coverage. */
const { mean, median } = require("simple-statistics");
require("../loadTypescript.js");
const { gpuSpec } = require("../../src/presets/gpus.ts");
const { modelShape } = require("../../src/presets/models.ts");
const { billions, byGroup, figures, lengthBand, percent, signed, sizeBand, table, totals } = require("./reportTables.js");
const { overPublishers, summary } = require("./statistics.js");

const trainingMethod = `- **Training**: matrix products (6, or 4 under adapters, FLOP per weight and token; 2 more when recomputed), causal attention,
  memory traffic of everything that is not a product, the scores of a plain loss, the weights read once per pass of a micro-batch,
  unpacking of 4-bit weights, the host that starts the kernels (and, sharded, the hooks beside them; under a loop over experts, each
  of them), the link that gathers shards in every pass. GPU, host and link overlap: with an exponent of 1.5 where a stack starts
  kernel by kernel, of 3 in the fused stacks of 8-bit training (1 would add them up). Fused stacks and jobs of more than 8 GPUs
  may be pipelined instead at a loss of 10 %.
- **Memory**: the highest of three moments. At the *loss* the kept activations and the scores over the vocabulary (none of these when it
  is fused) stand beside weights and optimizer; in the *backward pass* the layer that is computed again, and whichever is more, kept
  activations or gradients; in the *step* gradients and the list of square roots that AdamW makes. In mixed precision that is 20
  bytes per trained parameter, in 16 bits throughout 10: exactly what the allocator counted in published runs. Weights are 2 bytes
  or 4 bits, sharded over the GPUs, with one layer, the next one and the word tables gathered. On the device come context,
  buffers of the collective operations, and blocks the allocator holds without using them.`;

const KINDS = { adapters: "LoRA and QLoRA", full: "full fine-tuning", mixture: "mixtures of experts" };

const asSpan = ({ low, high }) => `${signed(low - 1)} to ${signed(high - 1)}`;

/** Rows of the table the report leads with. */
function trainingTrust({ training, memory }) {
  const speed = Object.entries(KINDS).map(([kind, name]) => {
    const band = training.bands[kind];
    return ["training speed", name, percent(overPublishers(band.results).median), asSpan(band)];
  });
  const short = training.judgedHeldOut.filter(({ run }) => run.sequenceTokens * run.microBatch < 1024);
  const allocated = memory.allocated;
  return [
    ...speed,
    ["training speed", "fewer than 1,024 tokens per micro-batch", percent(summary(short).median), "not there: a factor of two"],
    ["training speed", "options that are assumed (offload, dpo, ...)", "not measured", "not there: check with a run of your own"],
    [
      "training memory, total",
      "what the device shows",
      percent(overPublishers(memory.judgedHeldOut).median),
      asSpan(memory.band),
    ],
    [
      "training memory, allocated",
      "what the allocator counts",
      percent(median(allocated.map(({ ratio }) => Math.abs(ratio - 1)))),
      asSpan(memory.allocatedBand),
    ],
    [
      "training memory",
      "word tables trained beside adapters",
      percent(summary(memory.judgedHeldOut.filter(({ run }) => run.trainsEmbeddings)).median),
      "not there: no option asks for it",
    ],
  ];
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

function trainingSection(context) {
  const { training } = context.studies;
  const others = training.heldOut.filter((result) => !training.judged(result));
  const experts = others.filter(({ run }) => run.shape.experts > 0);
  const pretraining = others.filter(({ run }) => run.shape.experts === 0);
  return `## Training speed

${totals(training)}

Judged are dense models, fine-tuned or fully trained by a fine-tuning recipe (${training.judgedHeldOut.length} runs). Runs
whose use of the GPU is not believable (marked in the data) are left out, as are ${context.withoutLength} runs without a sequence length.

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

${anchorTable(context)}`;
}

function memorySection(memory) {
  const allocated = summary(memory.allocated);
  const tables = memory.judgedHeldOut.filter(({ run }) => run.trainsEmbeddings);
  return `## Training memory

What the device shows:

${totals(memory)}

${byGroup("publisher", memory, (run) => run.publisher)}

${byGroup("method", memory, (run) => `${run.publisher}, ${run.method}, ${run.recipe.states}, loss ${run.recipe.loss}`)}

What the allocator counts at its peak (output allocated), where it was published, held out: median error ${percent(allocated.median)}, mean
${percent(allocated.mean)}, bias ${signed(allocated.bias)} (${allocated.runs} runs).

The recipe is the published one as far as it is known: Qwen's script puts adapters of rank 64 on every matrix, IBM's of rank 16 on
attention; a peak of 10 or 20 bytes per parameter tells 16-bit from mixed-precision AdamW. Adapters that also train the word
tables (${tables.length} runs, off by ${percent(summary(tables).median)} at the median) are counted although no option asks for them.`;
}

function trainingBandSection({ bands, runWorth }) {
  const rows = Object.entries(KINDS).map(([kind, name]) => {
    const { low, high, widening, coverage } = bands[kind];
    const each = [...coverage].map(([publisher, share]) => `${publisher} ${percent(share)}`).join(", ");
    return [name, low.toFixed(2), high.toFixed(2), widening.toFixed(2), percent(mean([...coverage.values()])), each];
  });
  return `### Training

\`low\` and \`high\` hold eight in ten of the runs of a publisher left out: the 10th and 90th percentile of measured over estimated of the other
publishers (each counting the same), widened on a logarithmic scale by one factor per kind until the mean over publishers left out is 80 %.
Every published training run is on NVIDIA's GPUs; for other vendors \`basis\` says "another GPU".

${table(["kind", "low ×", "high ×", "widened by", "held, mean over publishers left out", "by publisher"], rows)}

- **calibrated**: this GPU was measured in this precision, this method was measured on some GPU, and model, sequence and number of GPUs are no
  larger (the model no smaller) than any measured.
- **extrapolated** says which way: another GPU, another precision, larger model, longer sequence, ...; the band is half as wide again on a
  logarithmic scale. That factor is a judgement.
- **assumed** names the options whose effect is reckoned and was not fitted; the band is twice as wide.

**A run of your own** (options \`measured=\`): the estimate goes ${percent(runWorth.shrinkage)} of the way to it on a logarithmic scale, and the band keeps
${percent(runWorth.widthLeft)} of its width. Both are what one run of a publisher says of its other runs of the same model, GPU and method when every run is
corrected by every other: frameworks differ less by a constant factor than by what each is good at, so one run says less than one might hope.`;
}

module.exports = { memorySection, trainingBandSection, trainingMethod, trainingSection, trainingTrust };
