/**
 * Writes src/presets/{gpus,models,gpuPrices,instances,managed,draftAcceptance}.json from data/*.csv; run after a change of those files:
 * node tools/presetsFromCsv.js [--check]   (--check only says whether they are up to date)
 * Figures are carried over as they stand; what this script adds is keys, aliases, a date and a confidence for each row.
 */
const { readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { parse } = require("csv-parse/sync");
const { gpuAliases, gpuKeys, modelAliases } = require("./presetNames.js");

/** The day the figures were collected: the date of a row whose source gives none. */
const COLLECTED = "2026-11-22";

/** @typedef {Record<string, string>} Row a line of a CSV by its columns */
/** @type {(name: string) => Row[]} */
const readCsv = (name) =>
  parse(readFileSync(path.join(__dirname, `../data/${name}.csv`)), { columns: true, relax_column_count: true });

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
  const file = path.join(__dirname, `../src/presets/${name}.json`);
  const text = `{${lines.join(",\n")}}\n`;
  if (process.argv.includes("--check")) {
    if (readFileSync(file, "utf8") !== text)
      throw new Error(`${name}.json is not what data/*.csv gives: node tools/presetsFromCsv.js`);
    return;
  }
  writeFileSync(file, text);
  console.log(`${name}.json: ${rows.length} rows`);
}

/**
 * Where a row was read and the first thing it was checked against; data/gpu_specs.csv has the rest.
 * @param {Row} row
 */
function gpuSource({ source, verified, verify_source }) {
  const read = source.replace(/; memory\/bw.*$/, "");
  if (verified !== "yes") return `${read}; not verified: ${verify_source.split(";")[0]}`;
  return `${read}; checked against ${verify_source.split(";")[0]}`;
}

const gpuSpecs = () => [...readCsv("gpu_specs"), ...readCsv("gpu_specs_more")];

function writeGpus() {
  const sources = sharedTexts();
  const reported = new Map(readCsv("gpu_reported_memory").map((row) => [row.key, row]));
  const rows = gpuSpecs().map((row) => {
    const key = gpuKeys[row.accelerator];
    if (!key) throw new Error(`presetNames.js has no key for ${row.accelerator}`);
    const secondary = /secondary|not re-read|unresolved/i.test(`${row.verify_source} ${row.source}`);
    const device = reported.get(key);
    const aliases = (gpuAliases[key] ?? "").split("|").filter((alias) => alias !== "");
    // What a driver prints, without the vendor in front, unless a spelling says it already.
    const driver = (device?.device_name ?? "").replace(/^(NVIDIA|AMD|Tesla|Instinct|GeForce|\s)+/, "");
    if (driver !== "" && ![key, ...aliases].some((name) => letters(name) === letters(driver))) aliases.push(driver);
    return [
      key,
      aliases.join("|"),
      row.architecture,
      ...[row.bf16_dense_tflops, row.fp8_dense_tflops, row.fp4_dense_tflops, row.memory_gb, row.memory_bandwidth_gb_per_s].map(
        numberOrNull,
      ),
      ...[row.tdp_w, row.interconnect_gb_per_s_bidir].map(numberOrNull),
      device ? Number(device.reported_mib) : null,
      sources.indexOf(gpuSource(row)),
      datesIn(`${row.source} ${row.verify_source}`).at(-1) ?? COLLECTED,
      row.verified !== "yes" ? "low" : secondary ? "medium" : "high",
    ];
  });
  writePresets("gpus", {
    about: `GPU datasheet rates, dense; from data/gpu_specs*.csv and data/gpu_reported_memory.csv, collected ${COLLECTED}`,
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
      "reported_mib",
      "source",
      "as_of",
      "confidence",
    ],
    rows,
  });
}

const letters = (text) => text.toLowerCase().replace(/[\s_.\-/]+/g, "");
const plain = (name) => name.replace(/[-_ ](instruct|chat|it|hf|base)(?=[-_ ]|$)/gi, "");
/** A published name that differs from the key by more than a word the look-up leaves out is an alias of its own. */
const isNews = (name, key) => name !== "" && ![name, plain(name)].some((form) => letters(form) === letters(key));

/** Multi-head latent attention keeps a compressed vector per token and layer: the row, or its note, gives its length. */
const latentElements = (row) =>
  row.kv_lora_rank && row.qk_rope_head_dim
    ? Number(row.kv_lora_rank) + Number(row.qk_rope_head_dim)
    : numberOrNull(/MLA: KV cache = 512\+64=(\d+) elements/.exec(row.notes)?.[1]);

/** @param {{ layers: number | string, elements: number | string, window?: string, each?: number }} group */
const cacheText = ({ layers, elements, window, each = 1 }) =>
  `${layers}x${elements}${window ? `@${window}` : ""}${each > 1 ? `/${each}` : ""}`;

/**
 * Which layers keep keys and values, and how many elements: "61x576" for every token, "25x4096@1024" for the last 1,024,
 * "30x512/4" one for 4 tokens. data/model_cache.csv has the models that no rule fits.
 */
function cacheOf(row, listed) {
  const known = listed.filter(({ key }) => key === row.key);
  if (known.length > 0)
    return known
      .map(({ layers, elements, window, tokens_per_entry }) =>
        cacheText({ layers, elements, window, each: Number(tokens_per_entry) }),
      )
      .join(";");
  const layers = Number(row.layers);
  const full =
    row.full_attention_layers === undefined || row.full_attention_layers === "" ? layers : Number(row.full_attention_layers);
  const elements = latentElements(row) ?? 2 * Number(row.kv_heads) * Number(row.head_dim);
  /** @type {Parameters<typeof cacheText>[0][]} */
  const groups = full > 0 ? [{ layers: full, elements }] : [];
  const sliding = row.sliding_window ? layers - full - Number(row.linear_attention_layers || 0) : 0;
  if (sliding > 0) groups.push({ layers: sliding, elements, window: row.sliding_window });
  // The indexer of sparse attention keeps a short key of its own on some layers.
  const indexer = /sparse indexer keeps (\d+) more elements per token on (\d+) layers/.exec(row.notes);
  if (indexer) groups.push({ layers: Number(indexer[2]), elements: Number(indexer[1]) });
  return groups.map((group) => cacheText(group)).join(";");
}

/** Bits of the published weights: those of the experts where they differ, since they are nearly all of them. */
const nativeBits = (format) => (/int4|fp4/.test(format ?? "") ? 4 : /fp8/.test(format ?? "") ? 8 : 16);

/** A shape that is not complete is not shipped. */
const NEEDED = [
  "layers",
  "hidden_size",
  "attention_heads",
  "kv_heads",
  "head_dim",
  "vocab_size",
  "max_context",
  "tied_embeddings",
];

function modelRows() {
  const attention = new Map(readCsv("model_attention").map((row) => [row.key, row]));
  const more = readCsv("model_shapes_more");
  const replaced = new Set(more.map(({ hf_id }) => hf_id));
  const older = readCsv("model_shapes").map((row) => ({ ...attention.get(row.key), ...row }));
  const newer = readCsv("model_shapes_2026").filter(({ hf_id }) => !replaced.has(hf_id));
  const seen = new Set();
  return [...older, ...newer, ...more].filter((row) => {
    if (seen.has(row.key)) throw new Error(`${row.key} stands twice`);
    seen.add(row.key);
    return NEEDED.every((field) => row[field] !== "") && row.intermediate_size + (row.moe_intermediate_size ?? "") !== "";
  });
}

function writeModels() {
  const sources = sharedTexts();
  const caches = readCsv("model_cache");
  const states = new Map(readCsv("model_state").map((row) => [row.key, Number(row.state_bytes)]));
  const rows = modelRows().map((row) => {
    const secondHand = /derivative|re-upload|checkpoint$|vendor docs|sizing tool|proves nothing/.test(
      `${row.notes} ${row.source}`,
    );
    // The entry inside a shared source file has the model's own name.
    const source = row.source.replace(/ \[[^\]]*\]$/, "");
    const experts = Number(row.moe_experts || 0);
    const hub = (row.hf_id ?? "").replace(/^.*\//, "");
    return [
      row.key,
      [row.name, hub].filter((name, i, all) => isNews(name, row.key) && all.indexOf(name) === i).join("|"),
      modelAliases[row.key] ?? "",
      ...[row.params_b_total, row.params_b_active, row.layers, row.hidden_size].map(Number),
      Number((experts > 0 && row.moe_intermediate_size) || row.intermediate_size || row.moe_intermediate_size),
      ...[row.attention_heads, row.kv_heads, row.head_dim, row.vocab_size, row.max_context].map(Number),
      row.tied_embeddings === "yes" ? 1 : 0,
      experts,
      Number(row.moe_active_experts || 0),
      cacheOf(row, caches),
      states.get(row.key) ?? 0,
      nativeBits(row.native_weight_format),
      sources.indexOf(source),
      /^20\d\d-\d\d-\d\d$/.test(row.as_of) ? row.as_of : COLLECTED,
      row.verified === "no" ? "low" : secondHand || row.verified === "partly" ? "medium" : "high",
    ];
  });
  writePresets("models", {
    about: `Shapes of open models, parameters in billions with embeddings; from data/model_*.csv, collected ${COLLECTED} and 2026-11-25`,
    sources: sources.texts,
    columns: [
      "key",
      "names",
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
      "cache",
      "state_bytes",
      "native_bits",
      "source",
      "as_of",
      "confidence",
    ],
    rows,
  });
}

/*
 * One price per cloud, GPU and basis. Of the rows a cloud has in the newer list (the older one only where the newer has none):
 * a dated row before an undated one, a row of the cloud's US or only region before others, a list price before a marketplace
 * offer, before an aggregator's average; then the newest; then the lowest price per GPU, which is that of the smallest machine
 * around the GPU. Rows marked stale are history; a lowest-ever figure is left out, because its own source says that it is not
 * what an hour costs. docs/sources.md says the same in prose.
 */
const BASES = {
  on_demand: (row) => numberOrNull(row.on_demand_usd_per_gpu_hour),
  spot: (row) => {
    const median = numberOrNull(row.spot_median_usd_per_gpu_hour);
    // A catalogue without spot offers repeats the on-demand price in its spot column.
    return median === numberOrNull(row.on_demand_usd_per_gpu_hour) ? null : median;
  },
  reserved_1y: (row) => numberOrNull(row.commit_1yr_usd_per_gpu_hour),
  reserved_3y: (row) => numberOrNull(row.commit_3yr_usd_per_gpu_hour),
  commit: (row) => numberOrNull(row.commit_unspecified_term_usd_per_gpu_hour),
};

/** Undated rows are taken as of the earliest day their own words allow, so that they count as old rather than fresh. */
/** @type {[words: RegExp, day: string][]} */
const UNDATED = [
  [/probably 2023|still lists K80/, "2023-12-31"],
  [/2025-H2/, "2025-07-01"],
  [/verda rebrand/, "2025-10-01"],
  [/date not exposed \(2025\)|^v7|^v7\/v8/, "2025-01-01"],
  [/^v8/, "2025-07-01"],
];

function priceDate(text) {
  const undated = UNDATED.find(([words]) => words.test(text));
  if (undated) return { date: undated[1], dated: false };
  const date = datesIn(text)[0];
  if (!date) throw new Error(`no date in "${text}"`);
  return { date, dated: true };
}

/** @param {PriceRow} row */
const isLowestEver = ({ notes, instance_type, region_scope }) =>
  /minimum|cheapest host|lowest/i.test(`${notes} ${instance_type} ${region_scope}`);

/** @param {PriceRow} row */
function offerRank({ notes, instance_type, region_scope }) {
  if (/average/i.test(`${notes} ${instance_type}`)) return 2;
  return /community|marketplace|range|inferred/i.test(`${instance_type} ${region_scope} ${notes}`) ? 1 : 0;
}

const isHome = (region) => /\bus|eastus|all|north america|marketplace/i.test(region);

/**
 * @typedef {Record<
 *   | "accelerator" | "cloud" | "instance_type" | "region_scope" | "gpu_count" | "catalog_date" | "notes" | "source_repo" | "path" | "commit"
 *   | "on_demand_usd_per_gpu_hour" | "spot_median_usd_per_gpu_hour" | "commit_1yr_usd_per_gpu_hour" | "commit_3yr_usd_per_gpu_hour"
 *   | "commit_unspecified_term_usd_per_gpu_hour", string>} PriceRow
 * @typedef {ReturnType<typeof readPrices>[number]} Offer
 * @param {string} name
 * @param {boolean} older
 */
function readPrices(name, older) {
  return /** @type {PriceRow[]} */ (readCsv(name))
    .filter((row) => row.instance_type !== "market range" && !isLowestEver(row))
    .map((row) => {
      const gpu = gpuKeys[row.accelerator];
      if (!gpu) throw new Error(`presetNames.js has no key for ${row.accelerator}`);
      const { date, dated } = priceDate(row.catalog_date);
      const trust = /medium trust/.test(row.notes);
      const rank = offerRank(row);
      return {
        ...row,
        gpu,
        date,
        stale: /stale/i.test(row.notes),
        order: [older ? 1 : 0, dated ? 0 : 1, isHome(row.region_scope) ? 0 : 1, rank],
        confidence: rank >= 2 || /inferred|range/.test(row.notes) ? "low" : rank === 1 || !dated || trust ? "medium" : "high",
      };
    });
}

function compareOffers(a, b) {
  for (let i = 0; i < a.order.length; i++) if (a.order[i] !== b.order[i]) return a.order[i] - b.order[i];
  return a.date === b.date ? a.price - b.price : a.date < b.date ? 1 : -1;
}

function writePrices() {
  const sources = sharedTexts();
  const offers = [...readPrices("gpu_prices_more", false), ...readPrices("gpu_prices", true)];
  const pick = (candidates) =>
    Object.entries(BASES).flatMap(([basis, priceOf]) => {
      const best = new Map();
      for (const offer of candidates) {
        const price = priceOf(offer);
        const place = `${offer.gpu}|${offer.cloud}`;
        if (price === null) continue;
        const candidate = { ...offer, price };
        if (!best.has(place) || compareOffers(candidate, best.get(place)) < 0) best.set(place, candidate);
      }
      return [...best.values()]
        .sort((a, b) => (a.gpu === b.gpu ? (a.cloud < b.cloud ? -1 : 1) : a.gpu < b.gpu ? -1 : 1))
        .map((offer) => [
          offer.gpu,
          offer.price,
          offer.cloud,
          offer.instance_type,
          offer.region_scope,
          sources.indexOf(
            [offer.source_repo, offer.path, /^stored page|^$/.test(offer.commit) ? "" : `@${offer.commit.slice(0, 10)}`]
              .join(" ")
              .trim(),
          ),
          offer.date,
          offer.confidence,
          basis,
        ]);
    });
  /** @param {(string | number)[]} row */
  const place = (row) => `${row[0]}|${row[2]}|${row.at(-1)}`;
  const current = pick(offers.filter(({ stale }) => !stale));
  const known = new Set(current.map(place));
  const history = pick(offers.filter(({ stale }) => stale)).filter((row) => !known.has(place(row)));
  const specified = new Set(gpuSpecs().map((row) => gpuKeys[row.accelerator]));
  const others = [...current, ...history].filter(([gpu]) => !specified.has(gpu));
  if (others.length > 0) throw new Error(`${others[0][0]} has a price and no specification: add it to data/gpu_specs_more.csv`);
  writePresets("gpuPrices", {
    about: `Rent of one GPU ($/GPU-hour), one figure per cloud and basis; from data/gpu_prices_more.csv and data/gpu_prices.csv, collected ${COLLECTED}`,
    sources: sources.texts,
    // What repeats from row to row stands together, at the end: the file compresses better so.
    columns: ["gpu", "price", "cloud", "machine", "region", "source", "as_of", "confidence", "basis"],
    history,
    rows: current,
  });
}

/** The name of a machine type, as a cloud's own tools take it: one word in parts, and not "8x H100" or "A100" of a price page. */
const isMachine = ({ instance_type: name }) =>
  /^[a-z0-9][\w.-]*$/i.test(name) && /\d/.test(name) && /[-_.]/.test(name) && !/^\d+x[-_]/i.test(name);
/** Machines whose V100 have 16 GB, where the price lists only say V100. */
const SMALL_V100 = new Set(["p3.2xlarge", "p3.16xlarge", "NC6s_v3", "NC24s_v3"]);

/** Machines of the clouds: what they hold, and what a GPU of them costs an hour. */
function writeInstances() {
  const sources = sharedTexts();
  const offers = [...readPrices("gpu_prices_more", false), ...readPrices("gpu_prices", true)].filter(isMachine);
  const names = [...new Set(offers.map(({ instance_type }) => instance_type))].sort();
  const rows = names.map((name) => {
    const own = offers.filter(({ instance_type }) => instance_type === name);
    const current = own.filter(({ stale }) => !stale);
    const priceOf = (basis) =>
      current
        .map((offer) => ({ ...offer, price: BASES[basis](offer) }))
        .filter(({ price }) => price !== null)
        .sort(compareOffers)[0];
    const [first] = [priceOf("on_demand"), priceOf("spot"), own[0]].filter(Boolean);
    return [
      name,
      first.cloud,
      SMALL_V100.has(name) ? "v100_16g" : first.gpu,
      Number(first.gpu_count),
      ...["on_demand", "spot", "reserved_1y", "reserved_3y"].map((basis) => priceOf(basis)?.price ?? null),
      sources.indexOf(
        [first.source_repo, first.path, /^stored page|^$/.test(first.commit) ? "" : `@${first.commit.slice(0, 10)}`]
          .join(" ")
          .trim(),
      ),
      first.date,
      first.stale ? "low" : first.confidence,
    ];
  });
  writePresets("instances", {
    about: `Machine types of clouds: the GPUs they hold and the rent per GPU ($/GPU-hour); from data/gpu_prices_more.csv and data/gpu_prices.csv, collected ${COLLECTED}`,
    sources: sources.texts,
    columns: ["name", "cloud", "gpu", "gpus", "on_demand", "spot", "reserved_1y", "reserved_3y", "source", "as_of", "confidence"],
    rows,
  });
}

const OPENAI_CLOSES = "2027-01-06";

function writeManaged() {
  const sources = sharedTexts();
  const all = readCsv("finetune_prices");
  all.forEach((row, i) => (row.source = row.source === "same" ? all[i - 1].source : row.source));
  const rows = all
    .filter((row) => /\b(good|medium)\b/.test(row.trust) && !/^LOW/.test(row.trust))
    .filter((row) => /\d/.test(row.training_usd_per_mtok + row.finetuned_input_usd_per_mtok))
    .map((row) => {
      const [low, high] = row.training_usd_per_mtok.split("-").map(numberOrNull);
      const model = row.model.replace(/^(bracket|models|range) /, "").replace(/\s*\(.*\)/, "");
      const key = `${row.provider}-ft/${model}`
        .toLowerCase()
        .replace("<", "below ")
        .replace(/[\s_]+/g, "-");
      const trained = !/training: secondary|generated|lower bound/.test(`${row.trust} ${row.source}`);
      return [
        key,
        `${row.provider} ${model}`,
        row.method,
        low,
        high ?? low,
        ...[row.finetuned_input_usd_per_mtok, row.finetuned_cached_input_usd_per_mtok, row.finetuned_output_usd_per_mtok].map(
          (text) => (/^\d/.test(text) ? Number(text) : null),
        ),
        row.hosting,
        sources.indexOf(row.source.replaceAll('"', "")),
        datesIn(row.source)[0] ?? (/^\d{4}-\d\d-\d\d$/.test(row.date) ? row.date : COLLECTED),
        row.provider === "OpenAI" ? OPENAI_CLOSES : null,
        row.trust,
        /medium/.test(row.trust) ? "medium" : "high",
        trained ? (/medium/.test(row.trust) ? "medium" : "high") : "low",
      ];
    });
  writePresets("managed", {
    about: `Managed fine-tuning ($ per 1M tokens), as far as the source is trusted good or medium; from data/finetune_prices.csv, collected ${COLLECTED}`,
    sources: sources.texts,
    columns: [
      "key",
      "name",
      "method",
      "training_low",
      "training_high",
      "input",
      "cached_input",
      "output",
      "hosting",
      "source",
      "as_of",
      "available_until",
      "trust",
      "confidence",
      "training_confidence",
    ],
    rows,
  });
}

/**
 * Tokens accepted per step of speculative decoding, by how many are drafted: the mean over the published rows of a model
 * (thinking on and off, ways to draft). Rows of a checkpoint that is not in the list of models are left out.
 */
function writeDraftAcceptance() {
  const sources = sharedTexts();
  const models = new Set(modelRows().map((row) => row.key));
  const byModel = new Map();
  for (const row of readCsv("calibration/speculative_acceptance")) {
    const key = row.model.replace(/-(nvfp4|fp8)$/, "");
    if (models.has(key)) byModel.set(key, [...(byModel.get(key) ?? []), row]);
  }
  const depths = [1, 2, 3, 4, 5, 6, 7, 8];
  const mean = (numbers) => +(numbers.reduce((sum, one) => sum + one, 0) / numbers.length).toFixed(6);
  writePresets("draftAcceptance", {
    about: "Tokens accepted per step of speculative decoding on coding prompts; from data/calibration/speculative_acceptance.csv",
    sources: sources.texts,
    columns: ["key", ...depths.map(String), "source", "as_of"],
    rows: [...byModel].map(([key, all]) => [
      key,
      ...depths.map((depth) =>
        mean(all.filter((row) => Number(row.draft_tokens) === depth).map((row) => Number(row.acceptance_length))),
      ),
      sources.indexOf([...new Set(all.map((row) => row.source))].join("; ")),
      all.map((row) => row.source_date).sort()[0],
    ]),
  });
}

writeGpus();
writeModels();
writePrices();
writeInstances();
writeManaged();
writeDraftAcceptance();
