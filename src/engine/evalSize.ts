import { NoAnswer } from "./errors";
import { normalQuantile } from "./normalDistribution";
import { requireFraction, requireProperFraction } from "./requirements";

/**
 * Rates that differ by less are equal, such as 0.3 and 0.1 + 0.2: it is what rounding leaves of rates computed from others,
 * and no one has the 1e24 examples that would tell it from a difference.
 */
const EQUAL_RATES = 1e-12;

/**
 * Examples per arm that tell two rates apart: the two-sided two-proportion z-test with equal arms, its variance pooled under the
 * hypothesis that the rates are equal, rounded up.
 * Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed. (2003), section 4.2, without continuity correction.
 * @throws NoAnswer for two equal rates.
 */
export function evalExamplesPerArm(test: { rateApi: number; rateFt: number; confidence: number; power: number }): number {
  const rateApi = requireFraction("rate_api", test.rateApi);
  const rateFt = requireFraction("rate_ft", test.rateFt);
  const zOfConfidence = -normalQuantile((1 - requireProperFraction("confidence", test.confidence)) / 2);
  const zOfPower = normalQuantile(requireProperFraction("power", test.power));
  if (Math.abs(rateApi - rateFt) < EQUAL_RATES)
    throw new NoAnswer("no number of examples tells two equal rates apart: rate_api is rate_ft");

  const pooled = (rateApi + rateFt) / 2;
  const deviationIfEqual = Math.sqrt(2 * pooled * (1 - pooled));
  const deviationIfDifferent = Math.sqrt(rateApi * (1 - rateApi) + rateFt * (1 - rateFt));
  // A power below what chance alone gives is met by any sample, so a negative sum must not come back positive by squaring.
  const needed = Math.max(0, zOfConfidence * deviationIfEqual + zOfPower * deviationIfDifferent);
  const ratio = needed / (rateApi - rateFt);
  return Math.max(1, Math.ceil(ratio * ratio));
}
