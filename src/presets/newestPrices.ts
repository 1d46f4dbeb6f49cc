import { apiModelKeys, apiPriceOn } from "./apiPrices";
import { gpuPrices } from "./gpuPrices";
import { once } from "./once";

/** The day (ISO text) of the newest price that is shipped, of an API or of a GPU. */
export const newestPriceDay = once(() => {
  const days = [...apiModelKeys().map((key) => apiPriceOn(key).asOf), ...gpuPrices().map(({ asOf }) => asOf)];
  return days.reduce((newest, day) => (day > newest ? day : newest));
});
