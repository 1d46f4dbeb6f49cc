import { apiModelKeys, apiPriceOn } from "../presets/apiPrices";
import { gpuPrices } from "../presets/gpuPrices";

const latest = (days: readonly string[]): string => days.reduce((last, day) => (day > last ? day : last));

/** How new the newest prices are, as ISO text. */
export function priceDates(): { readonly api: string; readonly gpu: string } {
  return {
    api: latest(apiModelKeys().map((key) => apiPriceOn(key).asOf)),
    gpu: latest(gpuPrices().map(({ asOf }) => asOf)),
  };
}
