import { MissingPreset } from "../engine/errors";
import { GPU_FIELDS, type GpuField, gpuFigure, resolveGpu } from "../presets/gpus";
import { option, text } from "./support/arguments";
import { cell } from "./support/cell";

const FIELDS = Object.keys(GPU_FIELDS) as GpuField[];

/**
 * One figure of a GPU's datasheet: dense compute rates, memory, bandwidth, power.
 * @customfunction GPU_SPEC
 * @category Presets
 * @param gpu A key of FT.LIST("gpus"), a common spelling such as "A100-80GB" or "H100 SXM", what a driver prints, or a machine type such as "p5.48xlarge".
 * @param field The figure: bf16_tflops, fp8_tflops, fp4_tflops, memory_gb, usable_memory_gb, bandwidth_gb_per_s, tdp_w, interconnect_gb_per_s.
 * @options field gpuSpecFields
 * @returns The figure in the unit that its field names.
 * @throws #N/A when the GPU is unknown, with the nearest keys, or lacks the figure, as an A100 lacks fp8.
 * @throws #VALUE! when the field is unknown, with the fields there are.
 * @example GPU_SPEC("a100_80g", "bf16_tflops") => 312
 * @example GPU_SPEC("H100 SXM", "memory_gb") => 80
 * @example GPU_SPEC("NVIDIA A100-SXM4-80GB", "usable_memory_gb") => 85.89934592
 * @example GPU_SPEC("A100-80GB", "fp8_tflops") => #N/A
 * @example GPU_SPEC("h100_sxm", "price") => #VALUE!
 * @see FT.SOURCE for where a figure comes from
 */
export function gpuSpec(gpu: string, field: string): number {
  return cell(() => {
    const name = text("gpu", gpu);
    const wanted = option("field", field, FIELDS);
    const value = gpuFigure(name, wanted);
    if (value === null) throw new MissingPreset(`${resolveGpu(name)} has no ${wanted}: the part lacks it, or none is published`);
    return value;
  });
}
