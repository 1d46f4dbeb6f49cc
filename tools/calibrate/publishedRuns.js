/** The published runs of data/calibration as questions to the estimators, with what was measured. */
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { parse } = require("csv-parse/sync");
require("../loadTypescript.js");
const { findModel, modelShape } = require("../../src/presets/models.ts");
const { gpuSpec } = require("../../src/presets/gpus.ts");
const { DEFAULT_RECIPE } = require("../../src/engine/trainingRecipe.ts");

const DATA = path.join(__dirname, "../../data/calibration");
/** @type {(name: string) => Record<string, string>[]} */
const readCsv = (name) => parse(readFileSync(path.join(DATA, `${name}.csv`)), { columns: true });

/** How the publishers name models that are presets under another key. */
const PRESET_OF = {
  "llama2-7b": "llama-2-7b",
  "llama2-13b": "llama-2-13b",
  "llama2-70b": "llama-2-70b",
  "llama3-8b": "llama-3-8b",
  "llama3-70b": "llama-3-70b",
  "llama3.1-405b": "llama-3.1-405b",
  "mistral-7b": "mistral-7b-v0.1",
  "mixtral-8x7b": "mixtral-8x7b-v0.1",
  // Qwen 2 and 2.5 share their shapes at 7B and 72B.
  "qwen2-7b": "qwen2.5-7b",
  "qwen2-72b": "qwen2.5-72b",
};

/** Every layer keeps every token. */
const wholeCache = (layers, kvHeads, headDim) => [{ layers, elements: 2 * kvHeads * headDim, window: null, tokensPerEntry: 1 }];

const otherModels = new Map(
  readCsv("other_models").map((row) => [
    row.model,
    {
      key: row.model,
      origin: "model",
      parameters: +row.params_b * 1e9,
      activeParameters: +row.active_params_b * 1e9,
      layers: +row.layers,
      hiddenSize: +row.hidden_size,
      intermediateSize: +row.intermediate_size,
      attentionHeads: +row.attention_heads,
      kvHeads: +row.kv_heads,
      headDim: +row.head_dim,
      vocabularySize: +row.vocab_size,
      maxContextTokens: null,
      tiedEmbeddings: row.tied_embeddings === "1",
      experts: +row.experts,
      activeExperts: +row.active_experts,
      cache: wholeCache(+row.layers, +row.kv_heads, +row.head_dim),
      stateBytes: 0,
      nativeWeightBits: 16,
    },
  ]),
);

/** MPT keeps one design over its sizes: heads of 128, four times the width in the feed-forward, tied word table. */
function mptShape(row) {
  const hiddenSize = +row.hidden_size;
  return {
    ...otherModels.get("qwen-7b"),
    key: row.model,
    parameters: row.params_b_total * 1e9,
    activeParameters: row.params_b_total * 1e9,
    layers: +row.layers,
    hiddenSize,
    intermediateSize: 4 * hiddenSize,
    attentionHeads: hiddenSize / 128,
    kvHeads: hiddenSize / 128,
    cache: wholeCache(+row.layers, hiddenSize / 128, 128),
    vocabularySize: 50368,
    tiedEmbeddings: true,
  };
}

function shapeOf(row) {
  const key = PRESET_OF[row.model] ?? findModel(row.model);
  if (key !== undefined) return { shape: modelShape(key), preset: true };
  if (otherModels.has(row.model)) return { shape: otherModels.get(row.model), preset: false };
  if (row.model.startsWith("mpt-")) return { shape: mptShape(row), preset: false };
  throw new Error(`no shape for ${row.model}: add it to data/calibration/other_models.csv`);
}

const PRECISION = { bf16: "bf16", fp16: "fp16", fp8: "fp8", nvfp4: "fp4" };

/** Qwen's published script puts adapters of rank 64 on every matrix, IBM's of rank 16 on attention; others keep the default. */
const loraRankOf = (publisher) => (publisher === "Alibaba Qwen" ? 64 : DEFAULT_RECIPE.loraRank);

/** Two machines with two GPUs each held the whole of the 7B model on every GPU: ZeRO-2. */
const holdsEverything = (row) =>
  row.publisher === "Alibaba Qwen" && row.num_gpus > 1 && row.model === "qwen-7b" && row.method === "lora";

const recipeOf = (row, more) => ({
  ...DEFAULT_RECIPE,
  loss: row.notes.includes("liger") ? "fused" : "plain",
  loraRank: loraRankOf(row.publisher),
  sharding: holdsEverything(row) ? "zero2" : "zero3",
  ...more,
});

/** Training runs whose length is known; `suspect` marks those whose use of the GPU is not believable. */
function trainingRuns() {
  const tables = readCsv("training_throughput")
    .filter((row) => row.seq_len_tokens !== "")
    .map((row) => ({
      id: row.row_id,
      publisher: row.publisher,
      source: `${row.source_repo} ${row.path} @${row.commit.slice(0, 10)}`,
      stage: row.stage,
      suspect: row.suspect_flag !== "",
      model: row.model,
      ...shapeOf(row),
      method: row.method,
      gpu: gpuSpec(row.gpu),
      gpus: +row.num_gpus,
      microBatch: +row.micro_batch_per_gpu,
      sequenceTokens: +row.seq_len_tokens,
      precision: PRECISION[row.precision_compute],
      // Where nothing is said the publisher's own utilization figures imply that nothing is recomputed.
      recompute: row.activation_recompute.startsWith("full") ? "full" : "none",
      recipe: recipeOf(row, {
        loraTargets: row.trainable.includes("attention") ? "attention" : "all",
        sharding: row.parallelism.includes("SHARD_GRAD_OP") || holdsEverything(row) ? "zero2" : "zero3",
      }),
      measured: +row.tokens_per_sec_per_gpu,
    }));
  return [...tables, ...recipeRuns()];
}

/** Training runs that nobody can be asked about, because their length is not stated. */
const runsWithoutLength = () => readCsv("training_throughput").filter((row) => row.seq_len_tokens === "").length;

/** Publishers of training_recipes.csv whose stacks are another publisher's too. */
const PUBLISHER_OF = { "NVIDIA NeMo AutoModel": "NVIDIA" };
/** The H800 is an H100 with a slower link. */
const GPU_OF = { H800: "H100-SXM", H100: "H100-SXM" };

/** The training runs among the recipes: mostly mixtures of experts; steps of reinforcement learning are another question. */
const recipeRuns = () =>
  readCsv("training_recipes")
    .filter((row) => row.task !== "grpo" && row.tokens_per_sec_per_gpu !== "" && row.seq_len_tokens !== "")
    .map((row) => ({
      id: row.row_id,
      publisher: PUBLISHER_OF[row.publisher] ?? row.publisher,
      source: `${row.source_repo} ${row.path}`,
      stage: row.task === "sft" ? "finetune" : row.task,
      suspect: false,
      model: row.model,
      ...shapeOf({ model: row.model.toLowerCase() }),
      method: row.method,
      gpu: gpuSpec(GPU_OF[row.gpu] ?? row.gpu),
      gpus: +row.num_gpus,
      microBatch: +row.micro_batch_per_gpu,
      sequenceTokens: +row.seq_len_tokens,
      precision: PRECISION[row.precision] ?? "bf16",
      recompute: row.recompute === "full" ? "full" : "none",
      recipe: {
        ...DEFAULT_RECIPE,
        loss: row.loss === "fused" ? "fused" : "plain",
        tensorParallel: row.task === "sft" ? +row.tensor_parallel : 1,
      },
      measured: +row.tokens_per_sec_per_gpu,
    }));

/** What the allocator counted at its peak, where the publisher's notes say so. */
function allocatedBytes(row) {
  const peak = /peak torch alloc GB=([\d.]+)/.exec(row.notes);
  return peak === null ? null : +peak[1] * 1e9;
}

/**
 * The peak the allocator counted tells the recipe of full fine-tuning: 10 bytes per parameter is AdamW in 16 bits
 * throughout, 20 is mixed precision. IBM's runs of December 2024 are mixed where several GPUs share them.
 */
const trainsIn16Bits = (row) =>
  row.publisher.startsWith("IBM") && row.method === "full" && !(row.source_date === "2024-12-03" && row.num_gpus > 1);

/** Measured memory of training runs. */
function memoryRuns() {
  return readCsv("memory")
    .filter((row) => row.kind === "training" && row.seq_len_tokens !== "")
    .map((row) => ({
      id: row.row_id,
      publisher: row.publisher,
      model: row.model,
      ...shapeOf(row),
      method: row.method,
      gpu: gpuSpec(row.gpu),
      gpus: +row.num_gpus,
      microBatch: +row.batch_size,
      sequenceTokens: +row.seq_len_tokens,
      recompute: "full",
      trainsEmbeddings: row.trainable_params.includes("embedding"),
      recipe: recipeOf(row, {
        states: trainsIn16Bits(row) ? "bf16" : "mixed",
        loraTargets: row.publisher.startsWith("IBM") ? "attention" : "all",
      }),
      measured: +row.memory_gb_per_gpu * 1e9,
      allocated: allocatedBytes(row),
    }));
}

/** Inference without an engine (transformers, one sequence): not what serves traffic. */
const withoutEngine = (row) => /ransformers/.test(row.engine);
const bitsOf = (precision) => (/4|awq/.test(precision) ? 4 : /8/.test(precision) ? 8 : 16);
/** "As many as it can take": the memory is what limits it. */
const UNLIMITED = 1e6;

function servingRuns() {
  return readCsv("serving_throughput").map((row) => ({
    id: row.row_id,
    publisher: row.publisher,
    engine: row.engine,
    withoutEngine: withoutEngine(row),
    model: row.model,
    ...shapeOf(row),
    gpu: gpuSpec(row.gpu),
    gpus: +row.num_gpus,
    tokensIn: +row.input_len_tokens,
    tokensOut: +row.output_len_tokens,
    concurrency: row.batch_or_concurrency.startsWith("max") ? UNLIMITED : +row.batch_or_concurrency,
    weightBits: bitsOf(row.weight_precision === "bf16" || row.weight_precision === "fp16" ? "" : row.weight_precision),
    measured: +row.output_tokens_per_sec_total,
  }));
}

/** Memory of inference with one or more sequences; the page of Qwen 3 gives megabytes. */
function servingMemoryRuns() {
  return readCsv("memory")
    .filter((row) => row.kind === "inference")
    .map((row) => ({
      id: row.row_id,
      publisher: row.publisher,
      model: row.model,
      ...shapeOf(row),
      weightBits: bitsOf(/^(bf16|none)$/.test(row.quant_weights) ? "" : row.quant_weights),
      contextTokens: +row.seq_len_tokens,
      concurrency: +row.batch_size,
      measured: +row.memory_gb_total * (row.source_repo === "QwenLM/Qwen3" ? 1e6 : 1e9),
    }));
}

const matmulRates = () => readCsv("matmul_rates");
const anchors = () => readCsv("anchors");

module.exports = { trainingRuns, runsWithoutLength, memoryRuns, servingRuns, servingMemoryRuns, matmulRates, anchors };
