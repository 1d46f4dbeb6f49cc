import { comparedFigures, dollars, figure, tokenFigure } from "../../figures";
import { failed, passed, unchecked, type Checks, type OutputContext } from "./check";
import * as say from "./sentences";

const SECONDS_PER_DAY = 86400;
const SAME_BILL = 0.05;

/** Checks of what the scenario comes to. */
export const OUTPUT_CHECKS: Checks<OutputContext> = {
  traffic({ output }) {
    const tokens = output("tokens_per_day") ?? 0;
    return tokens > 0 ? passed(`${tokenFigure(tokens)} tokens a day`) : failed(say.NO_TRAFFIC);
  },

  api_bill_matches_traffic({ scenario, input, output }) {
    const bill = input("api_bill_per_month");
    if (!scenario.given.has("api_bill_per_month")) return unchecked("api_bill_per_month is not given");
    if (!scenario.given.has("requests_per_day")) {
      return passed(`the bill of ${dollars(bill)}/month stands for ${figure(input("requests_per_day"))} requests a day`);
    }
    const cost = output("api_cost") ?? 0;
    return Math.abs(cost - bill) <= SAME_BILL * bill
      ? passed(`the traffic comes to ${dollars(cost)}/month, the bill is ${dollars(bill)}`)
      : failed(say.otherBill(cost, bill));
  },

  fleet_carries_traffic({ input, output }) {
    const perInstance = input("tokens_per_second");
    if (!(perInstance > 0)) return unchecked("tokens_per_second is not given");
    const needed = ((output("tokens_per_day") ?? 0) / SECONDS_PER_DAY) * input("peak_factor");
    const given = input("instances") * perInstance * input("target_utilization");
    const [need, have] = comparedFigures(needed, given);
    return needed <= given
      ? passed(`the peak needs ${need} tokens/s of the ${have} that the instances may carry`)
      : failed(say.fleetTooSmall(need, input("instances"), have));
  },

  breakeven_agrees_with_saving({ input, output }) {
    const tokens = output("tokens_per_day") ?? 0;
    const breakeven = output("breakeven_tokens_per_day");
    const saving = output("saving") ?? 0;
    if (breakeven === undefined || tokens < breakeven || saving >= 0) {
      const reached = breakeven === undefined ? "" : `, bill break-even at ${tokenFigure(breakeven)} tokens/day`;
      return passed(`saving of ${dollars(saving)}/month${reached}`);
    }
    const parts = (["quality_delta", "amortized_cost", "retrain_cost_per_month"] as const).map((name) => ({
      name,
      cost: output(name) ?? 0,
    }));
    const largest = parts.reduce((most, part) => (part.cost > most.cost ? part : most));
    const highest = largest.name === "quality_delta" ? output("quality_breakeven_rate") : undefined;
    const rates = highest === undefined ? undefined : { reviewRateFt: input("review_rate_ft"), highest };
    return failed(say.losesAboveBreakeven({ tokensPerDay: tokens, breakevenTokensPerDay: breakeven, saving, largest, rates }));
  },

  payback_within_life({ input, output }) {
    const payback = output("payback_months");
    const life = input("life_months");
    if (payback === undefined) return passed("it never pays back, as a cash_saving that is not positive says");
    return payback <= life
      ? passed(`it pays back in ${figure(payback)} of ${figure(life)} months`)
      : failed(say.paybackBeyondLife(payback, life));
  },

  npv_agrees_with_saving({ output }) {
    const saving = output("saving") ?? 0;
    const npv = output("npv") ?? 0;
    return saving > 0 === npv > 0
      ? passed(`saving of ${dollars(saving)}/month, npv of ${dollars(npv)}`)
      : failed(say.horizonTurnsIt(saving, npv));
  },
};
