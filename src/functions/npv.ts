import { netPresentValue } from "../engine/presentValue";
import { number, series } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Net present value of monthly cash flows, the first of which falls in month 0.
 * @customfunction NPV
 * @category Returns
 * @param rate Discount rate (effective annual, 0.1 for 10 %).
 * @param cashflows Monthly flows ($), one row or column; the first is month 0, undiscounted (Excel's NPV discounts it); a blank cell is a month of 0.
 * @returns Present value ($).
 * @throws #VALUE! when rate is -1 or below, or cashflows is not a single row or column of numbers.
 * @example NPV(0.1, {-1000,100,100,100,100,100,100,100,100,100,100,100,100}) => 140.048782933069
 * @example NPV(0, {-100;60;60}) => 20
 * @example NPV(-1, {-100,60}) => #VALUE!
 * @see FT.CASHFLOWS, whose net column it discounts
 * @requiresParameterAddresses
 */
export function npv(rate: number, cashflows: any[][], call?: CustomFunctions.Invocation): number {
  return cell(() => netPresentValue(number("rate", rate, call), series("cashflows", cashflows)));
}
