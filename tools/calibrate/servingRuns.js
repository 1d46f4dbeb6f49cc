/** The published serving runs of data/calibration as questions to the estimator, each with what was measured of it. */
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { parse } = require("csv-parse/sync");
require("../loadTypescript.js");
const { findModel, modelShape } = require("../../src/presets/models.ts");
const { gpuSpec } = require("../../src/presets/gpus.ts");
const { activeLayerParameters } = require("../../src/engine/parameterCounts.ts");
const { sequenceCacheBytes } = require("../../src/engine/servingMemory.ts");
const { cacheRoomBytes } = require("../../src/engine/servingModel.ts");
const { servingRuns: runsAtFullLoad } = require("./publishedRuns.js");

const DATA = path.join(__dirname, "../../data/calibration");
/** @typedef {Record<string, string>} Row */
/** @type {(name: string) => Row[]} */
const readCsv = (name) => parse(readFileSync(path.join(DATA, `${name}.csv`)), { columns: true });

const engineOf = (text) => (/sglang/i.test(text) ? "sglang" : /trtllm|tensorrt/i.test(text) ? "trtllm" : "vllm");
const stagesOf = (parallelism) => Number(/PP(\d+)/.exec(parallelism)?.[1] ?? 1);
/**
 * The year of an engine's version, where the row says it; Argonne's pages are of 2024 and early 2025.
 * @param {Row} row
 */
function engineYearOf({ engine, source_date }) {
  if (/0\.9\.0|0\.6\.3/.test(engine)) return 2024;
  const years = [...(source_date ?? "").matchAll(/20\d\d/g)].map(([year]) => Number(year));
  return years.length > 0 ? Math.min(...years) : 2026;
}

const setUp = { prefixCachedShare: 0, tokensPerStep: 1 };

/** Runs at full load: fixed batches, or as many requests as the memory takes. */
function throughputRuns() {
  const rows = new Map(readCsv("serving_throughput").map((row) => [row.row_id, row]));
  return runsAtFullLoad()
    .filter((run) => !run.withoutEngine)
    .map((run) => {
      const row = /** @type {Row} */ (rows.get(run.id));
      const stages = stagesOf(row.parallelism);
      return {
        ...setUp,
        ...run,
        stages,
        tensorParallel: run.gpus / stages,
        kvBits: row.kv_precision === "fp8" ? 8 : 16,
        engine: engineOf(row.engine),
        engineYear: engineYearOf(row),
        measured: { output: run.measured },
      };
    });
}

/**
 * Copies of attention beside one another: a way to split mixtures in which every GPU attends for requests of its own. No
 * option asks for it, so that such runs are estimated as if attention were split, and counted.
 * @param {Row} row
 */
const attentionCopies = ({ notes, batch_or_concurrency }) =>
  Number(batch_or_concurrency) / Number(/batch per attention rank (\d+)/.exec(notes)?.[1] ?? batch_or_concurrency);

/** Cards as the latency table names them where that leaves a doubt. */
const CARD = { A100: "a100_80g", RTX4090: "rtx_4090" };
/** @type {Record<string, string>} Checkpoints that are a listed model's shape under a name of their own. */
const SHAPE = { "mistralai/Ministral-3-8B-Reasoning-2512": "ministral-3-8b", "Qwen/Qwen3Guard-Gen-8B": "qwen3-8b" };
/** Requests per stream below which the first ones, that all come at once, make the mean time to the first token. */
const FEWEST_PER_STREAM = 10;
/** @param {Row} row */
const isBurst = ({ notes }) => {
  const [, prompts, streams] = /(\d+) prompts over (\d+) streams/.exec(notes) ?? [];
  return Number(prompts) < FEWEST_PER_STREAM * Number(streams);
};
/** @param {Row} row */
const bitsOf = ({ weight_precision, model }) => {
  const text = weight_precision || (/fp8/i.test(model) ? "fp8" : "");
  return /4/.test(text) ? 4 : /8/.test(text) ? 8 : 16;
};

/** Runs with a fixed number of streams and their latencies; rows without a GPU, a listed model or closed streams are left out. */
function latencyRuns() {
  return readCsv("serving_latency").flatMap((row) => {
    const key = SHAPE[row.model] ?? findModel(row.model);
    if (row.load !== "closed" || row.gpu === "" || row.num_gpus === "" || key === undefined) return [];
    const gpus = Number(row.num_gpus);
    const seconds = (...texts) => texts.map((text) => Number(text) / 1000).find((value) => value > 0);
    const measured = {
      output: Number(row.output_tokens_per_sec_total) || undefined,
      firstToken: isBurst(row) ? undefined : seconds(row.ttft_ms_mean, row.ttft_ms_p50),
      perToken: seconds(row.tpot_ms_mean, row.tpot_ms_p50),
    };
    return [
      {
        ...setUp,
        id: row.row_id,
        publisher: row.publisher,
        model: row.model,
        shape: modelShape(key),
        gpu: gpuSpec(CARD[row.gpu] ?? row.gpu),
        gpus,
        stages: 1,
        attentionCopies: attentionCopies(row),
        tensorParallel: Number(row.tensor_parallel) || gpus,
        tokensIn: Number(row.input_len_tokens),
        tokensOut: Number(row.output_len_tokens),
        concurrency: Number(row.batch_or_concurrency),
        weightBits: bitsOf(row),
        kvBits: 16,
        engine: engineOf(row.engine),
        engineYear: engineYearOf(row),
        measured: Object.fromEntries(Object.entries(measured).filter(([, value]) => value !== undefined)),
      },
    ];
  });
}

/** More arithmetic than the datasheet allows: prompts that were not read again, or another count of GPUs. */
function isBelievable(run) {
  const { gpu, shape, weightBits } = run;
  const total = (run.measured.output / run.tokensOut) * (run.tokensIn + run.tokensOut);
  const rate = weightBits === 4 ? gpu.fp4FlopsPerSecond : weightBits === 8 ? gpu.fp8FlopsPerSecond : null;
  return total * 2 * activeLayerParameters(shape) <= run.gpus * (rate ?? gpu.fp8FlopsPerSecond ?? gpu.bf16FlopsPerSecond);
}

/** Weights and one sequence within what engines take of the memory. */
const fits = (run) => cacheRoomBytes(run) >= sequenceCacheBytes(run.shape, run.tokensIn + run.tokensOut, run.kvBits);

function servingRuns() {
  const all = [...throughputRuns(), ...latencyRuns()];
  const fitting = all.filter(fits);
  const runs = fitting.filter(isBelievable);
  const listed = readCsv("serving_latency").length + throughputRuns().length;
  return {
    runs,
    dropped: {
      "no GPU, model or fixed number of streams": listed - all.length,
      "does not fit the memory as the row states it": all.length - fitting.length,
      "more arithmetic than the datasheet allows": fitting.length - runs.length,
    },
  };
}

module.exports = { servingRuns };
