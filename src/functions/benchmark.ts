import { DomainError, MissingPreset } from "../engine/errors";
import { TRAINING_METHODS } from "../engine/trainingJob";
import { resolveGpu } from "../presets/gpus";
import { modelFigure } from "../presets/models";
import { servingReferenceKey, servingReferences, trainingReferenceKey, trainingReferences } from "../presets/reference";
import { type benchmarkFields, benchmarkKinds } from "./options/benchmark";
import { isBlank, option, text } from "./support/arguments";
import { cell } from "./support/cell";

const KINDS = Object.keys(benchmarkKinds) as (keyof typeof benchmarkKinds)[];
const TRAINING_FIELDS = [
  "tokens_per_second",
  "gpus",
  "price_per_hour",
] as const satisfies readonly (keyof typeof benchmarkFields)[];
const SERVING_FIELDS = [
  "tokens_per_second",
  "gpus",
  "cost_per_month",
] as const satisfies readonly (keyof typeof benchmarkFields)[];

/** A size as "7", "7B" or the parameters of a model by its key: the tables know only round sizes. */
function sizeOf(raw: unknown): number {
  const size = text("model_b", raw);
  const number = /^[\d.]+\s*b?$/i.test(size) ? Number.parseFloat(size) : modelFigure(size, "params_b", "model_b");
  if (!(number > 0)) throw new DomainError(`model_b must be greater than 0, not ${size}`);
  return number;
}

function requireRow<Row>(rows: readonly Row[], matches: (row: Row) => boolean, asked: string, keyOf: (row: Row) => string): Row {
  const row = rows.find(matches);
  if (row !== undefined) return row;
  throw new MissingPreset(`the reference table has no row for ${asked}; it has ${rows.map(keyOf).join(", ")}`);
}

/**
 * One figure of the reference tables, exactly as printed: rules of thumb, with no row between the rows.
 * @customfunction BENCHMARK
 * @category Presets
 * @param kind training or serving.
 * @param model_b Size of the model as the tables have it: 7, 13 or 70 (billion parameters).
 * @param gpu A key or common spelling: a100_80g, a100_40g or a10g.
 * @param [method] lora, qlora or full; required for training, not used for serving.
 * @param [field] tokens_per_second, gpus, price_per_hour (training) or cost_per_month (serving); tokens_per_second when omitted.
 * @options kind benchmarkKinds
 * @options method trainingMethods
 * @options field benchmarkFields
 * @returns The figure: tokens/s, GPUs, $/h or $/month of the whole job or instance.
 * @throws #N/A when the table has no such row, with the rows it has.
 * @throws #VALUE! when kind, method or field is unknown, or training is asked without a method.
 * @example BENCHMARK("training", 7, "a10g", "lora") => 1800
 * @example BENCHMARK("training", 70, "A100-80GB", "full", "price_per_hour") => 49.6
 * @example BENCHMARK("serving", 13, "a100_40g", , "cost_per_month") => 1440
 * @example BENCHMARK("training", 8, "a10g", "lora") => #N/A
 * @example BENCHMARK("training", 7, "a10g", "lora", "cost_per_month") => #VALUE!
 * @see FT.TRAINING_THROUGHPUT and FT.SERVING_THROUGHPUT for estimates of any model on any GPU
 */
export function benchmark(kind: string, model_b: any, gpu: string, method?: string, field?: string): number {
  return cell(() => {
    const table = option("kind", kind, KINDS);
    const size = sizeOf(model_b);
    const gpuKey = resolveGpu(text("gpu", gpu));
    if (table === "serving") {
      const wanted = option("field", field, SERVING_FIELDS, { fallback: "tokens_per_second" });
      const matches = (row: { model_b: number; gpu: string }) => row.model_b === size && row.gpu === gpuKey;
      return requireRow(servingReferences(), matches, `serving ${size}B on ${gpuKey}`, servingReferenceKey)[wanted];
    }
    if (isBlank(method)) throw new DomainError(`method is required for kind training: one of ${TRAINING_METHODS.join(", ")}`);
    const way = option("method", method, TRAINING_METHODS);
    const wanted = option("field", field, TRAINING_FIELDS, { fallback: "tokens_per_second" });
    const asked = `${way} of ${size}B on ${gpuKey}`;
    const row = requireRow(
      trainingReferences(),
      (candidate) => candidate.model_b === size && candidate.method === way && candidate.gpu === gpuKey,
      asked,
      trainingReferenceKey,
    );
    return row[wanted];
  });
}
