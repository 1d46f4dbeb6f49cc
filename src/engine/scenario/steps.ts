import type { NumberInputName } from "./inputs";
import type { OutputName } from "./outputs";
import type { SuppliedName } from "./supplied";
import { API_STEPS } from "./steps/apiSide";
import { COMPARISON_STEPS } from "./steps/comparison";
import { FINE_TUNED_STEPS } from "./steps/fineTunedSide";
import { HORIZON_STEPS } from "./steps/horizon";
import { MONTHLY_FLOW_STEPS } from "./steps/monthlyFlows";
import type { Step } from "./steps/step";

/*
 * How a scenario is computed: small steps in an order in which every step finds what it needs. A quantity is an input,
 * supplied beside the inputs, or the result of an earlier step. The arithmetic itself is that of the other engine files; evaluation.ts takes only the
 * steps that the asked outputs need.
 *
 * A cell without a value is NaN here; missingOutput.ts says why.
 */

const ALL = [...API_STEPS, ...FINE_TUNED_STEPS, ...COMPARISON_STEPS, ...HORIZON_STEPS, ...MONTHLY_FLOW_STEPS] as const;

type Computed = (typeof ALL)[number]["gives"][number];
/** Everything that has a column. */
export type QuantityName = NumberInputName | SuppliedName | Computed;

/** Names the quantities in an error of the compiler where there are any. */
type None<Names extends string> = [Names] extends [never] ? readonly Step[] : { readonly missing: Names };

/** In the order of computation. A step that needs what nothing gives, or an output that no step gives, does not compile. */
export const STEPS: None<Exclude<(typeof ALL)[number]["needs"][number] | OutputName, QuantityName>> = ALL;
