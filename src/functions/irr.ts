import { internalRateOfReturn } from "../engine/internalRate";
import { optional, series } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Internal rate of return of monthly cash flows, as an effective annual rate.
 * @customfunction IRR
 * @category Returns
 * @param cashflows Monthly flows ($), one row or column; the first is month 0; a blank cell is a month of 0.
 * @param [guess] Of several possible rates the nearest to it is given, unless the running total shows that only one is positive (effective annual); 0.1 when omitted.
 * @returns Effective annual rate (fraction); Excel's IRR gives the rate per month instead.
 * @throws #N/A when no rate makes the flows worth 0, as when none of them is negative or none positive.
 * @throws #VALUE! when cashflows is not a single row or column of numbers.
 * @example IRR({-100,0,0,0,0,0,0,0,0,0,0,0,110}) => 0.1
 * @example IRR({-1000,100,100,100,100,100,100,100,100,100,100,100,100}) => 0.412998984149615
 * @example IRR({100,50}) => #N/A
 * @see FT.CASHFLOWS, whose net column it reads
 * @requiresParameterAddresses
 */
export function irr(cashflows: any[][], guess?: number, call?: CustomFunctions.Invocation): number {
  return cell(() => internalRateOfReturn(series("cashflows", cashflows), optional("guess", guess, 0.1, call)));
}
