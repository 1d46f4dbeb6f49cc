import { hasValue } from "../../numbers";
import { addContingency } from "../../projectCost";
import { compareQuality } from "../../quality";
import { instancesForVolume } from "../../servingCapacity";
import { runningCost } from "../../servingCost";
import { amortizedCostPerMonth, retrainCostPerMonth } from "../../spreadCost";
import { storageCost } from "../../storageCost";
import { isUnsized } from "./monthlyFlows";
import { step } from "./step";

const HOURS_PER_DAY = 24;

/** What the fine-tuned model costs: serving, storage, the project, its answers' quality, refreshes. */
export const FINE_TUNED_STEPS = [
  step({
    gives: ["stored_gb"],
    needs: ["storage_gb", "model_b", "bytes_per_param"],
    run(count, { stored_gb }, { storage_gb: given, model_b, bytes_per_param }) {
      for (let i = 0; i < count; i++) stored_gb[i] = hasValue(given[i]) ? given[i] : model_b[i] * bytes_per_param[i];
    },
  }),
  step({
    gives: ["running_instances"],
    needs: ["instances", "tokens_per_second", "tokens_per_day", "target_utilization", "peak_factor"],
    unread: { needs: ["tokens_per_day", "target_utilization", "peak_factor"], where: "tokens_per_second", is: isUnsized },
    run(count, { running_instances }, { instances, tokens_per_second, tokens_per_day, target_utilization, peak_factor }) {
      for (let i = 0; i < count; i++) {
        running_instances[i] =
          tokens_per_second[i] > 0
            ? instancesForVolume(tokens_per_day[i], tokens_per_second[i], target_utilization[i], peak_factor[i], instances[i])
            : instances[i];
      }
    },
  }),
  step({
    gives: ["instance_price"],
    needs: ["price_per_instance_hour", "gpu_instance_price"],
    run(count, { instance_price }, { price_per_instance_hour: given, gpu_instance_price }) {
      for (let i = 0; i < count; i++) instance_price[i] = hasValue(given[i]) ? given[i] : gpu_instance_price[i];
    },
  }),
  step({
    gives: ["instance_cost"],
    needs: ["instance_price", "commit_discount", "days_per_month"],
    run(count, { instance_cost }, { instance_price, commit_discount, days_per_month }) {
      for (let i = 0; i < count; i++) {
        instance_cost[i] = runningCost(1, instance_price[i], commit_discount[i], HOURS_PER_DAY * days_per_month[i]);
      }
    },
  }),
  step({
    gives: ["serving_cost"],
    needs: ["running_instances", "instance_cost", "overhead_per_month"],
    run(count, { serving_cost }, { running_instances, instance_cost, overhead_per_month }) {
      for (let i = 0; i < count; i++) serving_cost[i] = running_instances[i] * instance_cost[i] + overhead_per_month[i];
    },
  }),
  step({
    gives: ["storage_cost"],
    needs: ["stored_gb", "storage_price_per_gb_month"],
    run(count, { storage_cost }, { stored_gb, storage_price_per_gb_month }) {
      for (let i = 0; i < count; i++) storage_cost[i] = storageCost(stored_gb[i], storage_price_per_gb_month[i], 1);
    },
  }),
  step({
    gives: ["compute_cost"],
    needs: ["training_runs", "cost_per_run"],
    run(count, { compute_cost }, { training_runs, cost_per_run }) {
      for (let i = 0; i < count; i++) compute_cost[i] = training_runs[i] * cost_per_run[i];
    },
  }),
  step({
    gives: ["engineering_cost"],
    needs: ["hours_data", "hours_experiments", "hours_evaluation", "hours_deployment", "hourly_rate"],
    run(count, { engineering_cost }, { hours_data, hours_experiments, hours_evaluation, hours_deployment, hourly_rate }) {
      for (let i = 0; i < count; i++) {
        const hours = hours_data[i] + hours_experiments[i] + hours_evaluation[i] + hours_deployment[i];
        engineering_cost[i] = hours * hourly_rate[i];
      }
    },
  }),
  step({
    gives: ["project_cost"],
    needs: ["engineering_cost", "compute_cost", "other_cost", "contingency"],
    run(count, { project_cost }, { engineering_cost, compute_cost, other_cost, contingency }) {
      for (let i = 0; i < count; i++) {
        const planned = engineering_cost[i] + compute_cost[i] + other_cost[i];
        project_cost[i] = addContingency(planned, contingency[i]).totalCost;
      }
    },
  }),
  step({
    gives: ["amortized_cost"],
    needs: ["project_cost", "life_months"],
    run(count, { amortized_cost }, { project_cost, life_months }) {
      for (let i = 0; i < count; i++) amortized_cost[i] = amortizedCostPerMonth(project_cost[i], life_months[i]);
    },
  }),
  step({
    gives: ["quality_per_request"],
    needs: ["review_rate_ft", "review_rate_api", "cost_per_review", "failure_rate_ft", "failure_rate_api", "cost_per_failure"],
    run(count, { quality_per_request }, needs) {
      const { review_rate_ft, review_rate_api, cost_per_review } = needs;
      const { failure_rate_ft, failure_rate_api, cost_per_failure } = needs;
      for (let i = 0; i < count; i++) {
        quality_per_request[i] = compareQuality({
          reviewRateFt: review_rate_ft[i],
          reviewRateApi: review_rate_api[i],
          costPerReview: cost_per_review[i],
          failureRateFt: failure_rate_ft[i],
          failureRateApi: failure_rate_api[i],
          costPerFailure: cost_per_failure[i],
        }).totalDelta;
      }
    },
  }),
  step({
    gives: ["quality_delta"],
    needs: ["quality_per_request", "requests_per_month"],
    run(count, { quality_delta }, { quality_per_request, requests_per_month }) {
      for (let i = 0; i < count; i++) quality_delta[i] = quality_per_request[i] * requests_per_month[i];
    },
  }),
  step({
    gives: ["retrain_cost_per_month"],
    needs: ["retrain_cost", "retrain_months"],
    run(count, { retrain_cost_per_month }, { retrain_cost, retrain_months }) {
      for (let i = 0; i < count; i++) {
        retrain_cost_per_month[i] = retrain_months[i] > 0 ? retrainCostPerMonth(retrain_cost[i], retrain_months[i]) : 0;
      }
    },
  }),
] as const;
