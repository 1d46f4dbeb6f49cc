import { storageCost as costOfStorage } from "../engine/storageCost";
import { number, optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Cost of keeping weights, checkpoints and data.
 * @customfunction STORAGE_COST
 * @category Project
 * @param storage_gb Data kept (GB).
 * @param price_per_gb_month Price of keeping one GB for a month ($/GB-month).
 * @param [months] Months it is kept (months); 1 when omitted or 0.
 * @returns Cost ($).
 * @throws #VALUE! when an argument is negative.
 * @example STORAGE_COST(14, 0.023) => 0.322
 * @example STORAGE_COST(28, 0.02, 12) => 6.72
 * @example STORAGE_COST(-28, 0.02) => #VALUE!
 * @requiresParameterAddresses
 */
export function storageCost(
  storage_gb: number,
  price_per_gb_month: number,
  months?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    costOfStorage(
      number("storage_gb", storage_gb, call),
      number("price_per_gb_month", price_per_gb_month, call),
      optionalNonZero("months", months, 1),
    ),
  );
}
