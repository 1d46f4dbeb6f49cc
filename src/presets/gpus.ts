import type { GpuSpec } from "../engine/hardware";
import { readRows } from "./compactTable";
import type { Confidence, Provenance } from "./fact";
import table from "./gpus.json";
import { findInstance } from "./instances";
import { indexByKey, splitAliases } from "./keyIndex";
import { once } from "./once";

/** A row of gpus.json: datasheet rates as printed, dense, GB as 1e9 bytes. */
interface GpuRow {
  readonly key: string;
  readonly aliases: string;
  readonly architecture: string;
  readonly bf16_tflops: number;
  readonly fp8_tflops: number | null;
  readonly fp4_tflops: number | null;
  readonly memory_gb: number;
  readonly bandwidth_gb_per_s: number;
  readonly tdp_w: number | null;
  readonly interconnect_gb_per_s: number | null;
  /** Memory as the driver prints it (MiB); null where none was found. */
  readonly reported_mib: number | null;
  readonly source: number;
  readonly as_of: string;
  readonly confidence: Confidence;
}

/** The fields of a GPU that a formula can ask for, with their units. */
export const GPU_FIELDS = {
  bf16_tflops: "TFLOP/s",
  fp8_tflops: "TFLOP/s",
  fp4_tflops: "TFLOP/s",
  memory_gb: "GB",
  usable_memory_gb: "GB",
  bandwidth_gb_per_s: "GB/s",
  tdp_w: "W",
  interconnect_gb_per_s: "GB/s",
} as const;
export type GpuField = keyof typeof GPU_FIELDS;

/** Vendor and product-line words in front of a part's name say nothing that the name does not. */
const VENDOR = /^(?:(?:nvidia|amd|intel|google|geforce|tesla|quadro|instinct|radeon|\d+\s*x(?=\s))[\s_-]*)+/i;

/** A spelling without the vendor in front; a machine type means the part it holds. */
function forms(text: string): string[] {
  const part = text.replace(VENDOR, "").replace(/[\s_-]+(?:gpus?|graphics|accelerator)$/i, "");
  const instance = findInstance(text);
  return instance === undefined ? [part] : [part, instance.gpu];
}

const index = once(() =>
  indexByKey<GpuRow>({
    what: "a known GPU",
    otherwise: 'is not a GPU of the list: FT.LIST("gpus") and FT.LIST("instances") have them',
    items: readRows<GpuRow>(table),
    keyOf: ({ key }) => key,
    aliasesOf: ({ aliases }) => splitAliases(aliases),
    formsOf: forms,
  }),
);

const MIB = 2 ** 20;
const giga = (value: number): number => value * 1e9;
const tera = (value: number | null): number | null => (value === null ? null : value * 1e12);

/** What programs can use: as the driver reports it, or else the label, of which a gigabyte may turn out to be more. */
const usableBytes = ({ reported_mib, memory_gb }: GpuRow): number =>
  reported_mib === null ? giga(memory_gb) : reported_mib * MIB;

function toSpec(row: GpuRow): GpuSpec {
  return {
    key: row.key,
    architecture: row.architecture,
    bf16FlopsPerSecond: row.bf16_tflops * 1e12,
    fp8FlopsPerSecond: tera(row.fp8_tflops),
    fp4FlopsPerSecond: tera(row.fp4_tflops),
    memoryBytes: usableBytes(row),
    bandwidthBytesPerSecond: giga(row.bandwidth_gb_per_s),
    tdpWatts: row.tdp_w,
    interconnectBytesPerSecond: row.interconnect_gb_per_s === null ? null : giga(row.interconnect_gb_per_s),
  };
}

const specs = once(() => new Map<string, GpuSpec>());

/** The keys of the GPUs whose datasheet is shipped, in the order of the list. */
export function gpuKeys(): readonly string[] {
  return index().keys;
}

/** The key of a GPU spelled in any known way ("A100 80GB", "NVIDIA H100 SXM", h100, p5.48xlarge); undefined when it is none. */
export function findGpu(text: string): string | undefined {
  return index().find(text)?.key;
}

/**
 * The key of a GPU spelled in any known way.
 * @throws MissingPreset that names the nearest keys.
 */
export function resolveGpu(text: string, argument = "gpu"): string {
  return index().require(argument, text).key;
}

/**
 * A GPU as the engine computes with it, by key or any known spelling; the same object on every call.
 * @throws MissingPreset that names the nearest keys.
 */
export function gpuSpec(text: string, argument = "gpu"): GpuSpec {
  const row = index().require(argument, text);
  const known = specs().get(row.key);
  if (known !== undefined) return known;
  const spec = toSpec(row);
  specs().set(row.key, spec);
  return spec;
}

/** A figure of a GPU as its datasheet prints it; null where the part lacks it or none is published. */
export function gpuFigure(text: string, field: GpuField, argument = "gpu"): number | null {
  const row = index().require(argument, text);
  return field === "usable_memory_gb" ? usableBytes(row) / 1e9 : row[field];
}

/** Where the figures of a GPU come from. */
export function gpuProvenance(text: string, argument = "gpu"): Provenance {
  const row = index().require(argument, text);
  return { source: table.sources[row.source], asOf: row.as_of, confidence: row.confidence };
}
