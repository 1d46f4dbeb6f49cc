/** What the estimators are worth beside rules that fit on a napkin, judged on the same runs in the same way. */
const { median } = require("simple-statistics");
require("../loadTypescript.js");
const { trainingFlopsPerToken } = require("../../src/engine/trainingFlops.ts");
const { servedWeightBytes } = require("../../src/engine/servingMemory.ts");
const { referenceRule } = require("../../src/engine/referenceTraining.ts");
const { trainingReferences, trainingRule } = require("../../src/presets/reference.ts");

/** A rule that is right up to one factor, and the factor that suits the publishers it may see. */
const upToOneFactor = (rule) => (runs) => {
  const publishers = [...new Set(runs.map((run) => run.publisher))];
  return publishers.flatMap((publisher) => {
    const factor = median(runs.filter((run) => run.publisher !== publisher).map((run) => run.measured / rule(run)));
    return runs.filter((run) => run.publisher === publisher).map((run) => ({ run, ratio: (rule(run) * factor) / run.measured }));
  });
};

const BYTES = { full: 16, lora: 2, qlora: 0.5 };

const training = {
  "one utilization for all": upToOneFactor((run) => run.gpu.bf16FlopsPerSecond / trainingFlopsPerToken(run).totalFlops),
  "the reference rule": (runs) =>
    runs.map((run) => {
      const { tokensPerSecond, gpus } = referenceRule(trainingReferences(), trainingRule(), {
        parametersB: run.shape.parameters / 1e9,
        method: run.method,
        gpu: run.gpu.key,
      });
      return { run, ratio: tokensPerSecond / gpus / run.measured };
    }),
};

const memory = {
  "bytes per parameter, one factor for all": upToOneFactor((run) => (run.shape.parameters * BYTES[run.method]) / run.gpus),
};

const serving = {
  "weights over bandwidth, one factor for all": upToOneFactor(
    (run) =>
      (Math.min(run.concurrency, 256) * run.gpus * run.gpu.bandwidthBytesPerSecond) /
      servedWeightBytes(run.shape, run.weightBits),
  ),
};

module.exports = { training, memory, serving };
