import { hasValue } from "../numbers";
import { evaluateRows, inputSlot } from "./evaluation";
import { NUMBER_INPUTS, type NumberInputName } from "./inputs";
import type { QuantityName } from "./steps";

/** Where an input that follows from others finds its value. */
const FOLLOWING: Partial<Record<NumberInputName, QuantityName>> = {
  requests_per_day: "daily_requests",
  price_in_per_1m: "input_price",
  price_out_per_1m: "output_price",
  price_cached_per_1m: "cached_price",
  price_cache_write_per_1m: "cache_write_price",
  price_per_instance_hour: "instance_price",
  storage_gb: "stored_gb",
  horizon_months: "flow_months",
};
const FOLLOWED = Object.values(FOLLOWING);

/** What each input of a scenario counts as: its value, or what it follows from others; NaN where it has none. */
export function presentValues({ numbers }: { readonly numbers: Float64Array }): ReadonlyMap<NumberInputName, number> {
  const values = new Map<NumberInputName, number>();
  evaluateRows({
    numbers,
    varied: [],
    outputs: FOLLOWED,
    count: 1,
    fill: () => undefined,
    take: (columns) => {
      for (const { name } of NUMBER_INPUTS) {
        const value = numbers[inputSlot(name)];
        const following = FOLLOWING[name];
        values.set(name, hasValue(value) || following === undefined ? value : columns[FOLLOWED.indexOf(following)][0]);
      }
    },
  });
  return values;
}
