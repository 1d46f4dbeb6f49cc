import { paybackMonths, paybackMonthsOfFlows } from "../engine/payback";
import { fallbackOf, number, numberOrSeries } from "./support/arguments";
import { fallbackOrError, finite } from "./support/cell";

/**
 * Months until the savings have repaid the one-time project cost.
 * @customfunction PAYBACK
 * @category Returns
 * @param project_cost One-time cost of the project ($).
 * @param saving_per_month Saving per month ($/month): a single value holds for ever, a range is month by month (a blank month saves 0).
 * @param [if_never] Shown instead of #N/A when it never pays back (number or text).
 * @returns Months, with fractions.
 * @throws #N/A when the saving is not positive, or a range of savings ends before the cost is covered.
 * @throws #VALUE! when project_cost is negative, a saving is not a number, or the range has several rows and columns.
 * @example PAYBACK(19800, 3932) => 5.03560528992879
 * @example PAYBACK(100, {40,40,40}) => 2.5
 * @example PAYBACK(100, {40,40}) => #N/A
 * @example PAYBACK(100, 0) => #N/A
 * @example PAYBACK(100, 0, "never") => "never"
 * @requiresParameterAddresses
 */
export function payback(project_cost: number, saving_per_month: any[][], if_never?: any, call?: CustomFunctions.Invocation): any {
  try {
    const cost = number("project_cost", project_cost, call);
    const saving = numberOrSeries("saving_per_month", saving_per_month, call);
    return finite(typeof saving === "number" ? paybackMonths(cost, saving) : paybackMonthsOfFlows(cost, saving));
  } catch (error) {
    return fallbackOrError(fallbackOf("if_never", if_never, call), error);
  }
}
