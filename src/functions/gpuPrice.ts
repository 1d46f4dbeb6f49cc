import { gpuPrice as rentOf, type PriceBasis } from "../presets/gpuPrices";
import { fallbackOf, option, optionalText, text } from "./support/arguments";
import { cell, orElse } from "./support/cell";

const BASES: readonly PriceBasis[] = ["on_demand", "spot", "reserved_1y", "reserved_3y", "reference"];

/**
 * The rent of one GPU for an hour: at one cloud, or the median of the clouds that list it.
 * @customfunction GPU_PRICE
 * @category Presets
 * @param gpu A key of FT.LIST("gpus"), a common spelling such as "A100-80GB" or "H100 SXM", or a machine type such as "p5.48xlarge", whose own price it then is.
 * @param [basis] on_demand, spot, reserved_1y, reserved_3y, or reference, the price of the reference table; on_demand when omitted.
 * @param [cloud] A cloud such as aws, gcp, azure, lambda, runpod; the median of all clouds that list the GPU when omitted.
 * @param [if_not_found] Shown instead of #N/A when there is no such price (number or text).
 * @options basis gpuPriceBases
 * @returns Price of one GPU ($/GPU-hour).
 * @throws #N/A when the GPU is unknown, with the nearest keys, or has no such price.
 * @throws #VALUE! when the basis or the cloud is unknown.
 * @example GPU_PRICE("a100_80g", "on_demand", "aws") => 3.4309
 * @example GPU_PRICE("H100", "spot", "coreweave") => 2.4638
 * @example GPU_PRICE("a100_80g", "reference") => 3.1
 * @example GPU_PRICE("h100", "reserved_1y", "gcp") => 7.673
 * @example GPU_PRICE("a2-highgpu-1g", "reserved_3y") => 1.2857
 * @example GPU_PRICE("t4", "spot", , 0.2) => 0.2
 * @example GPU_PRICE("t4", "spot") => #N/A
 * @example GPU_PRICE("h100", "on_demand", "asw") => #VALUE!
 * @see FT.SOURCE("h100_sxm:on_demand:aws") for where the price comes from
 * @requiresParameterAddresses
 */
export function gpuPrice(
  gpu: string,
  basis?: string,
  cloud?: string,
  if_not_found?: any,
  call?: CustomFunctions.Invocation,
): any {
  return cell(() =>
    orElse(fallbackOf("if_not_found", if_not_found, call), () => {
      const name = text("gpu", gpu);
      const wanted = option("basis", basis, BASES, { fallback: "on_demand" });
      return rentOf(name, wanted, optionalText("cloud", cloud, "") || undefined);
    }),
  );
}
