import { fillMonthlyFactors } from "../../cashFlows";
import { hasValue } from "../../numbers";
import { annuityFactor } from "../../presentValue";
import { isUnsized, resizeFleet } from "./monthlyFlows";
import { step } from "./step";

/** What the months of the horizon are worth today. */
export const HORIZON_STEPS = [
  step({
    gives: ["flow_months"],
    needs: ["horizon_months", "life_months"],
    run(count, { flow_months }, { horizon_months: given, life_months }) {
      for (let i = 0; i < count; i++) {
        flow_months[i] = hasValue(given[i]) ? given[i] : Math.max(1, Math.floor(life_months[i]));
      }
    },
  }),
  step({
    gives: ["api_factor"],
    needs: ["api_price_change"],
    run(count, { api_factor }, { api_price_change }) {
      fillMonthlyFactors(api_price_change, api_factor, count);
    },
  }),
  step({
    gives: ["gpu_factor"],
    needs: ["gpu_price_change"],
    run(count, { gpu_factor }, { gpu_price_change }) {
      fillMonthlyFactors(gpu_price_change, gpu_factor, count);
    },
  }),
  step({
    gives: ["volume_factor"],
    needs: ["volume_growth"],
    run(count, { volume_factor }, { volume_growth }) {
      fillMonthlyFactors(volume_growth, volume_factor, count);
    },
  }),
  step({
    gives: ["discount_factor"],
    needs: ["discount_rate"],
    run(count, { discount_factor }, { discount_rate }) {
      fillMonthlyFactors(discount_rate, discount_factor, count);
      for (let i = 0; i < count; i++) discount_factor[i] = 1 / discount_factor[i];
    },
  }),
  step({
    gives: ["steady_cost"],
    needs: ["overhead_per_month", "storage_cost", "retrain_cost_per_month"],
    run(count, { steady_cost }, { overhead_per_month, storage_cost, retrain_cost_per_month }) {
      for (let i = 0; i < count; i++) steady_cost[i] = overhead_per_month[i] + storage_cost[i] + retrain_cost_per_month[i];
    },
  }),
  step({
    gives: ["worth_of_api_dollar"],
    needs: ["api_factor", "volume_factor", "discount_factor", "flow_months", "ramp_months"],
    run(count, { worth_of_api_dollar }, { api_factor, volume_factor, discount_factor, flow_months, ramp_months }) {
      for (let i = 0; i < count; i++) {
        const factor = api_factor[i] * volume_factor[i];
        worth_of_api_dollar[i] = annuityFactor(factor, discount_factor[i], flow_months[i], ramp_months[i]);
      }
    },
  }),
  step({
    gives: ["worth_of_quality_dollar"],
    needs: ["volume_factor", "discount_factor", "flow_months", "ramp_months"],
    run(count, { worth_of_quality_dollar }, { volume_factor, discount_factor, flow_months, ramp_months }) {
      for (let i = 0; i < count; i++) {
        worth_of_quality_dollar[i] = annuityFactor(volume_factor[i], discount_factor[i], flow_months[i], ramp_months[i]);
      }
    },
  }),
  step({
    gives: ["worth_of_gpu_dollar"],
    needs: ["gpu_factor", "discount_factor", "flow_months"],
    run(count, { worth_of_gpu_dollar }, { gpu_factor, discount_factor, flow_months }) {
      for (let i = 0; i < count; i++)
        worth_of_gpu_dollar[i] = annuityFactor(gpu_factor[i], discount_factor[i], flow_months[i], 0);
    },
  }),
  step({
    gives: ["worth_of_steady_dollar"],
    needs: ["discount_factor", "flow_months"],
    run(count, { worth_of_steady_dollar }, { discount_factor, flow_months }) {
      for (let i = 0; i < count; i++) worth_of_steady_dollar[i] = annuityFactor(1, discount_factor[i], flow_months[i], 0);
    },
  }),
  step({
    // Instances over the horizon, weighted with what a month's price is worth today. Where the fleet is re-sized each
    // month has its own number; else one number holds for all.
    gives: ["worth_of_instances"],
    needs: [
      "running_instances",
      "worth_of_gpu_dollar",
      "tokens_per_second",
      "volume_factor",
      "gpu_factor",
      "discount_factor",
      "flow_months",
      "tokens_per_day",
      "target_utilization",
      "peak_factor",
      "instances",
    ],
    unread: {
      needs: [
        "volume_factor",
        "gpu_factor",
        "discount_factor",
        "flow_months",
        "tokens_per_day",
        "target_utilization",
        "peak_factor",
        "instances",
      ],
      where: "tokens_per_second",
      is: isUnsized,
    },
    run(count, { worth_of_instances }, needs) {
      const { running_instances, worth_of_gpu_dollar, tokens_per_second, volume_factor } = needs;
      const { gpu_factor, discount_factor, flow_months } = needs;
      let fleet = new Float64Array(0);
      for (let i = 0; i < count; i++) {
        if (isUnsized(tokens_per_second[i]) || volume_factor[i] === 1) {
          worth_of_instances[i] = running_instances[i] * worth_of_gpu_dollar[i];
          continue;
        }
        const months = flow_months[i];
        if (fleet.length < months) fleet = new Float64Array(months);
        resizeFleet(needs, i, months, fleet);
        const ratio = gpu_factor[i] * discount_factor[i];
        let sum = 0;
        for (let month = months - 1; month >= 0; month--) sum = sum * ratio + fleet[month];
        worth_of_instances[i] = sum * discount_factor[i];
      }
    },
  }),
  step({
    gives: ["npv"],
    needs: [
      "project_cost",
      "api_cost",
      "worth_of_api_dollar",
      "quality_delta",
      "worth_of_quality_dollar",
      "instance_cost",
      "worth_of_instances",
      "steady_cost",
      "worth_of_steady_dollar",
    ],
    run(count, { npv }, needs) {
      const { project_cost, api_cost, worth_of_api_dollar, quality_delta, worth_of_quality_dollar } = needs;
      const { instance_cost, worth_of_instances, steady_cost, worth_of_steady_dollar } = needs;
      for (let i = 0; i < count; i++) {
        npv[i] =
          api_cost[i] * worth_of_api_dollar[i] -
          quality_delta[i] * worth_of_quality_dollar[i] -
          instance_cost[i] * worth_of_instances[i] -
          steady_cost[i] * worth_of_steady_dollar[i] -
          project_cost[i];
      }
    },
  }),
] as const;
