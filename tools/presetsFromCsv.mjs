/**
 * Writes src/presets/{gpus,models,gpuPrices,managed}.json from data/*.csv; run after a change of those files:
 * node tools/presetsFromCsv.mjs
 * Figures are carried over as they stand; what this script adds is keys, aliases, a date and a confidence for each row.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { gpuAliases, gpuKeys, modelAliases } from "./presetNames.mjs";

/** The day the figures were collected: the date of a row whose source gives none. */
const COLLECTED = "2026-11-22";

const readCsv = (name) =>
  parse(readFileSync(new URL(`../data/${name}.csv`, import.meta.url)), { columns: true, relax_column_count: true });

const numberOrNull = (text) => (text === "" || text === undefined ? null : Number(text));
const datesIn = (text) => [...text.matchAll(/\b20\d\d-\d\d-\d\d\b/g)].map(([date]) => date).sort();

/** Texts that many rows share are stored once; a row holds their position. */
function sharedTexts() {
  const texts = [];
  return { texts, indexOf: (text) => (texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1) };
}

function writePresets(name, { about, columns, rows, ...shared }) {
  for (const row of rows) if (row.length !== columns.length) throw new Error(`${name}: ${row[0]} has ${row.length} cells`);
  const lines = [
    `"about":${JSON.stringify(about)}`,
    ...Object.entries(shared).map(
      ([key, texts]) => `${JSON.stringify(key)}:[\n${texts.map((text) => JSON.stringify(text)).join(",\n")}\n]`,
    ),
    `"columns":${JSON.stringify(columns)}`,
    `"rows":[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`,
  ];
  const file = fileURLToPath(new URL(`../src/presets/${name}.json`, import.meta.url));
  writeFileSync(file, `{${lines.join(",\n")}}\n`);
  console.log(`${name}.json: ${rows.length} rows`);
}

function writeGpus() {
  const sources = sharedTexts();
  const rows = readCsv("gpu_specs").map((row) => {
    const key = gpuKeys[row.accelerator];
    if (!key) throw new Error(`presetNames.mjs has no key for ${row.accelerator}`);
    const secondary = /secondary|not re-read|unresolved/i.test(`${row.verify_source} ${row.source}`);
    return [
      key,
      gpuAliases[key] ?? "",
      row.architecture,
      ...[row.bf16_dense_tflops, row.fp8_dense_tflops, row.fp4_dense_tflops, row.memory_gb, row.memory_bandwidth_gb_per_s].map(
        numberOrNull,
      ),
      ...[row.tdp_w, row.interconnect_gb_per_s_bidir].map(numberOrNull),
      sources.indexOf(`${row.source}; ${row.verified === "yes" ? "checked against" : "not verified"}: ${row.verify_source}`),
      datesIn(`${row.source} ${row.verify_source}`).at(-1) ?? COLLECTED,
      row.verified !== "yes" ? "low" : secondary ? "medium" : "high",
    ];
  });
  writePresets("gpus", {
    about: `GPU datasheet rates, dense; from data/gpu_specs.csv, collected ${COLLECTED}`,
    sources: sources.texts,
    columns: [
      "key",
      "aliases",
      "architecture",
      "bf16_tflops",
      "fp8_tflops",
      "fp4_tflops",
      "memory_gb",
      "bandwidth_gb_per_s",
      "tdp_w",
      "interconnect_gb_per_s",
      "source",
      "as_of",
      "confidence",
    ],
    rows,
  });
}

/** Multi-head latent attention keeps a compressed vector per token and layer; the note of the row gives its length. */
const latentElements = (notes) => numberOrNull(/MLA: KV cache = 512\+64=(\d+) elements/.exec(notes)?.[1]);

function writeModels() {
  const sources = sharedTexts();
  const rows = readCsv("model_shapes").map((row) => {
    const secondHand = /derivative|re-upload|checkpoint$|vendor docs/.test(`${row.notes} ${row.source}`);
    // The name of the model inside a shared source file is restored from the row's own name.
    const source = row.source.replace(`[${row.name}]`, "[{name}]");
    return [
      row.key,
      row.name,
      modelAliases[row.key] ?? "",
      ...[row.params_b_total, row.params_b_active, row.layers, row.hidden_size, row.intermediate_size, row.attention_heads].map(
        Number,
      ),
      ...[row.kv_heads, row.head_dim, row.vocab_size, row.max_context].map(Number),
      row.tied_embeddings === "yes" ? 1 : 0,
      Number(row.moe_experts || 0),
      Number(row.moe_active_experts || 0),
      latentElements(row.notes),
      sources.indexOf(source),
      /^20\d\d-\d\d-\d\d$/.test(row.as_of) ? row.as_of : COLLECTED,
      row.verified !== "yes" ? "low" : secondHand ? "medium" : "high",
    ];
  });
  writePresets("models", {
    about: `Shapes of open models, parameters in billions with embeddings; from data/model_shapes.csv, collected ${COLLECTED}`,
    sources: sources.texts,
    columns: [
      "key",
      "name",
      "aliases",
      "params_b",
      "active_params_b",
      "layers",
      "hidden_size",
      "intermediate_size",
      "attention_heads",
      "kv_heads",
      "head_dim",
      "vocab_size",
      "max_context",
      "tied_embeddings",
      "experts",
      "active_experts",
      "kv_elements_per_token_and_layer",
      "source",
      "as_of",
      "confidence",
    ],
    rows,
  });
}

writeGpus();
writeModels();
