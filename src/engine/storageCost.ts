import { requireNonNegative, requirePositive } from "./requirements";

/** The cost of keeping weights, checkpoints and data for some months ($). */
export function storageCost(storageGb: number, pricePerGbMonth: number, months: number): number {
  return (
    requireNonNegative("storage_gb", storageGb) *
    requireNonNegative("price_per_gb_month", pricePerGbMonth) *
    requirePositive("months", months)
  );
}
