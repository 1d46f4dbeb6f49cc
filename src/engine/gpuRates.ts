import type { MatmulRates } from "./calibration";
import { DomainError } from "./errors";
import type { GpuSpec } from "./hardware";
import { ownEntry } from "./ownEntry";

/** Number formats that matrix products can be computed in. */
export const PRECISIONS = ["bf16", "fp16", "fp8", "fp4"] as const;
export type Precision = (typeof PRECISIONS)[number];

/** GPUs before bf16: their 16-bit format is fp16, at the rate the datasheet gives. */
const WITHOUT_BF16 = new Set(["Volta", "Turing", "Pascal"]);

/** The formats a GPU computes in, fastest last. */
function precisionsOf(gpu: GpuSpec): Precision[] {
  const list: Precision[] = WITHOUT_BF16.has(gpu.architecture) ? ["fp16"] : ["bf16", "fp16"];
  if (gpu.fp8FlopsPerSecond !== null) list.push("fp8");
  if (gpu.fp4FlopsPerSecond !== null) list.push("fp4");
  return list;
}

/** The 16-bit format of a GPU: what "16 bits" means where nothing is said. */
export const sixteenBitPrecision = (gpu: GpuSpec): Precision => (WITHOUT_BF16.has(gpu.architecture) ? "fp16" : "bf16");

/** @throws DomainError when the GPU does not compute in that format; it names those it has. */
export function requirePrecision(gpu: GpuSpec, precision: Precision): Precision {
  if (precision === "fp16") return precision;
  const lacks =
    precision === "bf16"
      ? WITHOUT_BF16.has(gpu.architecture)
      : (precision === "fp8" ? gpu.fp8FlopsPerSecond : gpu.fp4FlopsPerSecond) === null;
  if (lacks)
    throw new DomainError(
      `precision must be one that ${gpu.key} computes in (${precisionsOf(gpu).join(", ")}), not ${precision}`,
    );
  return precision;
}

/** The datasheet's rate of a format (FLOP/s). */
export function datasheetRate(gpu: GpuSpec, precision: Precision): number {
  if (precision === "fp8") return gpu.fp8FlopsPerSecond ?? gpu.bf16FlopsPerSecond;
  if (precision === "fp4") return gpu.fp4FlopsPerSecond ?? gpu.bf16FlopsPerSecond;
  return gpu.bf16FlopsPerSecond;
}

/**
 * The rate large 16-bit matrix products reach on a GPU (FLOP/s): measured, or else the share of the datasheet's rate
 * that its architecture reaches. Small cards are far below their datasheets: their power does not carry the rate.
 */
export function matmulRate(rates: MatmulRates, gpu: GpuSpec): number {
  const measured = ownEntry(rates.measured, gpu.key);
  if (measured !== undefined) return measured;
  return gpu.bf16FlopsPerSecond * (ownEntry(rates.shareByArchitecture, gpu.architecture) ?? rates.shareElsewhere);
}

/** A card without a fast link of its own sends over PCIe 4.0 ×16: 64 GB/s both ways together. */
export const PCIE_BYTES_PER_SECOND = 64e9;

/** One direction of the link between two GPUs of a node, by the datasheet (bytes/s). */
export const peerBytesPerSecond = (gpu: GpuSpec): number => (gpu.interconnectBytesPerSecond ?? PCIE_BYTES_PER_SECOND) / 2;
