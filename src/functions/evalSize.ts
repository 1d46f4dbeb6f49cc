import { evalExamplesPerArm } from "../engine/evalSize";
import { number, optionalNonZero } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Test examples per model needed to tell two rates apart.
 * @customfunction EVAL_SIZE
 * @category Quality
 * @param rate_api Error or review rate of the API (fraction, 0.02 is 2 %).
 * @param rate_ft Rate of the fine-tuned model that should be told from it (fraction).
 * @param [confidence] Confidence of the two-sided test (fraction); 0.95 when omitted or 0.
 * @param [power] Chance of seeing a difference that is there (fraction); 0.8 when omitted or 0.
 * @returns Examples per model, a whole number.
 * @throws #N/A when the two rates are equal.
 * @throws #VALUE! when a rate is not between 0 and 1, or confidence or power is not below 1.
 * @example EVAL_SIZE(0.02, 0.05) => 588
 * @example EVAL_SIZE(0.1, 0.05) => 435
 * @example EVAL_SIZE(0.02, 0.05, 0.99, 0.9) => 1115
 * @example EVAL_SIZE(0.05, 0.05) => #N/A
 * @example EVAL_SIZE(2, 5) => #VALUE!
 * @requiresParameterAddresses
 */
export function evalSize(
  rate_api: number,
  rate_ft: number,
  confidence?: number,
  power?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(() =>
    evalExamplesPerArm({
      rateApi: number("rate_api", rate_api, call),
      rateFt: number("rate_ft", rate_ft, call),
      confidence: optionalNonZero("confidence", confidence, 0.95),
      power: optionalNonZero("power", power, 0.8),
    }),
  );
}
