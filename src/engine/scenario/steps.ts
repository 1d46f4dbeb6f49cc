import { averagePricePer1m, billRequest, emptyBill, type ApiRequest } from "../apiCost";
import { breakevenTokensPerDay, type TwoBills } from "../breakeven";
import { fillMonths, monthlyFactor, type RunningCosts } from "../cashFlows";
import { annualRateOfReturn } from "../internalRate";
import { monthsToCover, paybackMonths } from "../payback";
import { annuityFactor, monthlyDiscountFactor } from "../presentValue";
import { emptyProjectCost, priceWork, type ProjectWork } from "../projectCost";
import { compareQuality, emptyDelta, reviewRateWithoutSaving, type AnswerQuality } from "../quality";
import { instancesForVolume } from "../servingCapacity";
import { runningCost } from "../servingCost";
import { amortizedCostPerMonth, retrainCostPerMonth } from "../spreadCost";
import { storageCost } from "../storageCost";
import { requestsPerMonth } from "../traffic";
import { hasValue } from "../numbers";

/*
 * How a scenario is computed: small steps, each from named quantities to named quantities, in an order in which every
 * step finds what it needs. A quantity is an input or the result of an earlier step. Each step works on columns, one
 * value per scenario, trial or row, so that a million trials cost a million additions and not a million calls; the
 * arithmetic itself is that of the other engine files. evaluation.ts takes only the steps that the asked outputs need.
 *
 * A cell without a value is NaN here; missingOutput.ts says why.
 */

export type Column = Float64Array;

export interface Step {
  readonly gives: readonly string[];
  readonly needs: readonly string[];
  readonly run: (count: number, gives: readonly Column[], needs: readonly Column[]) => void;
}

const HOURS_PER_DAY = 24;
/** Of several rates of return the one nearest to this one is given, as FT.IRR does without a guess. */
const GUESSED_RATE = 0.1;
const MOST_MONTHS = 600;

// Records that the loops fill again for each row: no object is made per trial.
const traffic = { requestsPerDay: 0, daysPerMonth: 0 };
const request: ApiRequest = {
  tokensIn: 0,
  tokensOut: 0,
  priceInPer1m: 0,
  priceOutPer1m: 0,
  cachedShare: 0,
  priceCachedPer1m: 0,
  cacheWriteShare: 0,
  priceCacheWritePer1m: 0,
  reasoningTokens: 0,
  tierMultiplier: 1,
};
const bill = emptyBill();
const work: Omit<ProjectWork, "hours"> = {
  hourlyRate: 0,
  runs: 0,
  costPerRun: 0,
  dataCost: 0,
  otherCost: 0,
  contingencyFraction: 0,
};
const workCost = emptyProjectCost();
const quality: AnswerQuality = {
  reviewRateFt: 0,
  reviewRateApi: 0,
  costPerReview: 0,
  failureRateFt: 0,
  failureRateApi: 0,
  costPerFailure: 0,
};
const delta = emptyDelta();
const bills: TwoBills = {
  fixedCostPerMonth: 0,
  apiPricePer1m: 0,
  variableCostPer1m: 0,
  qualityCostPer1m: 0,
  projectCost: 0,
  lifeMonths: 1,
  daysPerMonth: 1,
};
const running: RunningCosts = {
  apiCostPerMonth: 0,
  apiPriceFactor: 1,
  qualityDeltaPerMonth: 0,
  volumeFactor: 1,
  changingCostPerUnit: 0,
  changingFactor: 1,
  steadyCostPerMonth: 0,
  rampMonths: 0,
};
const apiCosts = new Float64Array(MOST_MONTHS);
const ftCosts = new Float64Array(MOST_MONTHS);
const instancesOfMonth = new Float64Array(MOST_MONTHS);
/** Month 0 is the project's cost, the rest the months that run. */
const flows = new Float64Array(MOST_MONTHS + 1);
const runningFlows = flows.subarray(1);

/** Fills `instancesOfMonth` with the fleet of each month that its volume asks for. */
function resizeFleet(
  months: number,
  tokensPerDay: number,
  volumeFactor: number,
  tokensPerSecond: number,
  targetUtilization: number,
  peakFactor: number,
  leastInstances: number,
): void {
  let volume = tokensPerDay;
  for (let i = 0; i < months; i++) {
    instancesOfMonth[i] = instancesForVolume(volume, tokensPerSecond, targetUtilization, peakFactor, leastInstances);
    volume *= volumeFactor;
  }
}

/** What the monthly flows are made of, for the steps that need each month of them. */
const FLOW_NEEDS = [
  "project_cost",
  "flow_months",
  "api_cost",
  "api_factor",
  "quality_delta",
  "volume_factor",
  "instance_cost",
  "gpu_factor",
  "steady_cost",
  "ramp_months",
  "running_instances",
  "tokens_per_second",
  "tokens_per_day",
  "target_utilization",
  "peak_factor",
  "instances",
] as const;

/** Calls `use` for every row with its months, after filling `flows`. */
function forEachFlows(count: number, needs: readonly Column[], use: (row: number, months: number) => void): void {
  const [project, horizon, api, apiFactor, delta, volumeFactor, instanceCost, gpuFactor, steady, ramp, ...sizing] = needs;
  const [runningInstances, tokensPerSecond, tokensPerDay, utilization, peak, least] = sizing;
  for (let row = 0; row < count; row++) {
    const months = horizon[row];
    running.apiCostPerMonth = api[row];
    running.apiPriceFactor = apiFactor[row];
    running.qualityDeltaPerMonth = delta[row];
    running.volumeFactor = volumeFactor[row];
    running.changingCostPerUnit = instanceCost[row];
    running.changingFactor = gpuFactor[row];
    running.steadyCostPerMonth = steady[row];
    running.rampMonths = ramp[row];
    if (tokensPerSecond[row] > 0) {
      resizeFleet(months, tokensPerDay[row], volumeFactor[row], tokensPerSecond[row], utilization[row], peak[row], least[row]);
    } else {
      instancesOfMonth.fill(runningInstances[row], 0, months);
    }
    fillMonths(running, months, instancesOfMonth, apiCosts, ftCosts);
    flows[0] = -project[row];
    for (let i = 0; i < months; i++) flows[i + 1] = apiCosts[i] - ftCosts[i];
    use(row, months);
  }
}

/** In the order of computation. */
export const STEPS: readonly Step[] = [
  // Inputs that follow from others where they are not given.
  {
    gives: ["cached_price"],
    needs: ["price_cached_per_1m", "price_in_per_1m"],
    run: (count, [out], [given, priceIn]) => {
      for (let i = 0; i < count; i++) out[i] = hasValue(given[i]) ? given[i] : priceIn[i];
    },
  },
  {
    gives: ["stored_gb"],
    needs: ["storage_gb", "model_b", "bytes_per_param"],
    run: (count, [out], [given, modelB, bytes]) => {
      for (let i = 0; i < count; i++) out[i] = hasValue(given[i]) ? given[i] : modelB[i] * bytes[i];
    },
  },
  {
    gives: ["flow_months"],
    needs: ["horizon_months", "life_months"],
    run: (count, [out], [given, life]) => {
      for (let i = 0; i < count; i++) out[i] = hasValue(given[i]) ? given[i] : Math.max(1, Math.floor(life[i]));
    },
  },

  // Traffic and the API's side.
  {
    gives: ["requests_per_month"],
    needs: ["requests_per_day", "days_per_month"],
    run: (count, [out], [requests, days]) => {
      for (let i = 0; i < count; i++) {
        traffic.requestsPerDay = requests[i];
        traffic.daysPerMonth = days[i];
        out[i] = requestsPerMonth(traffic);
      }
    },
  },
  {
    gives: ["tokens_per_request"],
    needs: ["tokens_in", "tokens_out", "reasoning_tokens"],
    run: (count, [out], [tokensIn, tokensOut, reasoning]) => {
      for (let i = 0; i < count; i++) out[i] = tokensIn[i] + tokensOut[i] + reasoning[i];
    },
  },
  {
    gives: ["tokens_per_day"],
    needs: ["requests_per_day", "tokens_per_request"],
    run: (count, [out], [requests, tokens]) => {
      for (let i = 0; i < count; i++) out[i] = requests[i] * tokens[i];
    },
  },
  {
    gives: ["request_cost"],
    needs: [
      "tokens_in",
      "tokens_out",
      "price_in_per_1m",
      "price_out_per_1m",
      "cached_share",
      "cached_price",
      "reasoning_tokens",
      "tier_multiplier",
    ],
    run: (count, [out], [tokensIn, tokensOut, priceIn, priceOut, cachedShare, cachedPrice, reasoning, tier]) => {
      for (let i = 0; i < count; i++) {
        request.tokensIn = tokensIn[i];
        request.tokensOut = tokensOut[i];
        request.priceInPer1m = priceIn[i];
        request.priceOutPer1m = priceOut[i];
        request.cachedShare = cachedShare[i];
        request.priceCachedPer1m = cachedPrice[i];
        request.reasoningTokens = reasoning[i];
        request.tierMultiplier = tier[i];
        billRequest(request, bill);
        out[i] = bill.totalCost;
      }
    },
  },
  {
    gives: ["api_cost"],
    needs: ["request_cost", "requests_per_month"],
    run: (count, [out], [cost, requests]) => {
      for (let i = 0; i < count; i++) out[i] = cost[i] * requests[i];
    },
  },
  {
    gives: ["blended_price_per_1m"],
    needs: ["request_cost", "tokens_per_request"],
    run: (count, [out], [cost, tokens]) => {
      for (let i = 0; i < count; i++) out[i] = tokens[i] > 0 ? averagePricePer1m(cost[i], tokens[i]) : NaN;
    },
  },

  // The fine-tuned model's side.
  {
    gives: ["running_instances"],
    needs: ["instances", "tokens_per_second", "tokens_per_day", "target_utilization", "peak_factor"],
    run: (count, [out], [least, tokensPerSecond, tokensPerDay, utilization, peak]) => {
      for (let i = 0; i < count; i++) {
        out[i] =
          tokensPerSecond[i] > 0
            ? instancesForVolume(tokensPerDay[i], tokensPerSecond[i], utilization[i], peak[i], least[i])
            : least[i];
      }
    },
  },
  {
    gives: ["instance_cost"],
    needs: ["price_per_instance_hour", "commit_discount", "days_per_month"],
    run: (count, [out], [price, discount, days]) => {
      for (let i = 0; i < count; i++) out[i] = runningCost(1, price[i], discount[i], HOURS_PER_DAY * days[i]);
    },
  },
  {
    gives: ["serving_cost"],
    needs: ["running_instances", "instance_cost", "overhead_per_month"],
    run: (count, [out], [instances, cost, overhead]) => {
      for (let i = 0; i < count; i++) out[i] = instances[i] * cost[i] + overhead[i];
    },
  },
  {
    gives: ["storage_cost"],
    needs: ["stored_gb", "storage_price_per_gb_month"],
    run: (count, [out], [gb, price]) => {
      for (let i = 0; i < count; i++) out[i] = storageCost(gb[i], price[i], 1);
    },
  },
  {
    gives: ["compute_cost", "engineering_cost", "project_cost"],
    needs: [
      "training_runs",
      "cost_per_run",
      "hours_data",
      "hours_experiments",
      "hours_evaluation",
      "hours_deployment",
      "hourly_rate",
      "other_cost",
      "contingency",
    ],
    run: (
      count,
      [compute, engineering, total],
      [runs, costPerRun, data, experiments, evaluation, deployment, rate, other, share],
    ) => {
      for (let i = 0; i < count; i++) {
        work.hourlyRate = rate[i];
        work.runs = runs[i];
        work.costPerRun = costPerRun[i];
        work.otherCost = other[i];
        work.contingencyFraction = share[i];
        priceWork(data[i] + experiments[i] + evaluation[i] + deployment[i], work, workCost);
        compute[i] = workCost.computeCost;
        engineering[i] = workCost.engineeringCost;
        total[i] = workCost.totalCost;
      }
    },
  },
  {
    gives: ["amortized_cost"],
    needs: ["project_cost", "life_months"],
    run: (count, [out], [project, life]) => {
      for (let i = 0; i < count; i++) out[i] = amortizedCostPerMonth(project[i], life[i]);
    },
  },
  {
    gives: ["quality_per_request"],
    needs: ["review_rate_ft", "review_rate_api", "cost_per_review", "failure_rate_ft", "failure_rate_api", "cost_per_failure"],
    run: (count, [out], [reviewFt, reviewApi, costPerReview, failureFt, failureApi, costPerFailure]) => {
      for (let i = 0; i < count; i++) {
        quality.reviewRateFt = reviewFt[i];
        quality.reviewRateApi = reviewApi[i];
        quality.costPerReview = costPerReview[i];
        quality.failureRateFt = failureFt[i];
        quality.failureRateApi = failureApi[i];
        quality.costPerFailure = costPerFailure[i];
        compareQuality(quality, delta);
        out[i] = delta.totalDelta;
      }
    },
  },
  {
    gives: ["quality_delta"],
    needs: ["quality_per_request", "requests_per_month"],
    run: (count, [out], [each, requests]) => {
      for (let i = 0; i < count; i++) out[i] = each[i] * requests[i];
    },
  },
  {
    gives: ["retrain_cost_per_month"],
    needs: ["retrain_cost", "retrain_months"],
    run: (count, [out], [cost, months]) => {
      for (let i = 0; i < count; i++) out[i] = months[i] > 0 ? retrainCostPerMonth(cost[i], months[i]) : 0;
    },
  },

  // The comparison of a month.
  {
    gives: ["ft_cost"],
    needs: ["serving_cost", "storage_cost", "amortized_cost", "quality_delta", "retrain_cost_per_month"],
    run: (count, [out], [serving, storage, amortized, delta, retrain]) => {
      for (let i = 0; i < count; i++) out[i] = serving[i] + storage[i] + amortized[i] + delta[i] + retrain[i];
    },
  },
  {
    gives: ["saving"],
    needs: ["api_cost", "ft_cost"],
    run: (count, [out], [api, ft]) => {
      for (let i = 0; i < count; i++) out[i] = api[i] - ft[i];
    },
  },
  {
    gives: ["cash_saving"],
    needs: ["api_cost", "serving_cost", "storage_cost", "quality_delta", "retrain_cost_per_month"],
    run: (count, [out], [api, serving, storage, delta, retrain]) => {
      for (let i = 0; i < count; i++) out[i] = api[i] - (serving[i] + storage[i] + delta[i] + retrain[i]);
    },
  },
  {
    gives: ["payback_months"],
    needs: ["project_cost", "cash_saving"],
    run: (count, [out], [project, saving]) => {
      for (let i = 0; i < count; i++) out[i] = saving[i] > 0 ? paybackMonths(project[i], saving[i]) : NaN;
    },
  },
  {
    gives: ["breakeven_tokens_per_day"],
    needs: ["serving_cost", "storage_cost", "blended_price_per_1m", "days_per_month"],
    run: (count, [out], [serving, storage, blended, days]) => {
      bills.qualityCostPer1m = 0;
      bills.projectCost = 0;
      bills.lifeMonths = 1;
      for (let i = 0; i < count; i++) {
        bills.fixedCostPerMonth = serving[i] + storage[i];
        bills.apiPricePer1m = blended[i];
        bills.daysPerMonth = days[i];
        out[i] = blended[i] > 0 ? breakevenTokensPerDay(bills) : NaN;
      }
    },
  },
  {
    gives: ["quality_cost_per_1m"],
    needs: ["quality_per_request", "tokens_per_request"],
    run: (count, [out], [each, tokens]) => {
      for (let i = 0; i < count; i++) out[i] = tokens[i] > 0 ? averagePricePer1m(each[i], tokens[i]) : NaN;
    },
  },
  {
    gives: ["full_breakeven_tokens_per_day"],
    needs: [
      "serving_cost",
      "storage_cost",
      "retrain_cost_per_month",
      "project_cost",
      "life_months",
      "blended_price_per_1m",
      "quality_cost_per_1m",
      "days_per_month",
    ],
    run: (count, [out], [serving, storage, retrain, project, life, blended, qualityCost, days]) => {
      for (let i = 0; i < count; i++) {
        bills.fixedCostPerMonth = serving[i] + storage[i] + retrain[i];
        bills.projectCost = project[i];
        bills.lifeMonths = life[i];
        bills.apiPricePer1m = blended[i];
        bills.qualityCostPer1m = qualityCost[i];
        bills.daysPerMonth = days[i];
        out[i] = blended[i] - qualityCost[i] > 0 ? breakevenTokensPerDay(bills) : NaN;
      }
    },
  },
  {
    gives: ["above_breakeven"],
    needs: ["tokens_per_day", "breakeven_tokens_per_day"],
    run: (count, [out], [tokens, breakeven]) => {
      for (let i = 0; i < count; i++) out[i] = tokens[i] >= breakeven[i] ? 1 : 0;
    },
  },
  {
    gives: ["above_full_breakeven"],
    needs: ["tokens_per_day", "full_breakeven_tokens_per_day"],
    run: (count, [out], [tokens, breakeven]) => {
      for (let i = 0; i < count; i++) out[i] = tokens[i] >= breakeven[i] ? 1 : 0;
    },
  },
  {
    gives: ["cost_per_1m_api"],
    needs: ["api_cost", "requests_per_month", "tokens_per_request"],
    run: (count, [out], [cost, requests, tokens]) => {
      for (let i = 0; i < count; i++) {
        const perMonth = requests[i] * tokens[i];
        out[i] = perMonth > 0 ? averagePricePer1m(cost[i], perMonth) : NaN;
      }
    },
  },
  {
    gives: ["cost_per_1m_ft"],
    needs: ["ft_cost", "requests_per_month", "tokens_per_request"],
    run: (count, [out], [cost, requests, tokens]) => {
      for (let i = 0; i < count; i++) {
        const perMonth = requests[i] * tokens[i];
        out[i] = perMonth > 0 ? averagePricePer1m(cost[i], perMonth) : NaN;
      }
    },
  },
  {
    gives: ["quality_breakeven_rate"],
    needs: ["cash_saving", "requests_per_month", "cost_per_review", "review_rate_ft"],
    run: (count, [out], [saving, requests, costPerReview, reviewFt]) => {
      for (let i = 0; i < count; i++) {
        const costOfReviewingAll = requests[i] * costPerReview[i];
        // The cash saving already counts the reviews of today, so it is gone that much above today's rate.
        const rate = reviewRateWithoutSaving(reviewFt[i], saving[i], costOfReviewingAll);
        out[i] = costOfReviewingAll > 0 && rate >= 0 ? Math.min(1, rate) : NaN;
      }
    },
  },

  // The flows over the horizon.
  {
    gives: ["api_factor"],
    needs: ["api_price_change"],
    run: (count, [out], [change]) => {
      for (let i = 0; i < count; i++) out[i] = monthlyFactor(change[i]);
    },
  },
  {
    gives: ["gpu_factor"],
    needs: ["gpu_price_change"],
    run: (count, [out], [change]) => {
      for (let i = 0; i < count; i++) out[i] = monthlyFactor(change[i]);
    },
  },
  {
    gives: ["volume_factor"],
    needs: ["volume_growth"],
    run: (count, [out], [change]) => {
      for (let i = 0; i < count; i++) out[i] = monthlyFactor(change[i]);
    },
  },
  {
    gives: ["discount_factor"],
    needs: ["discount_rate"],
    run: (count, [out], [rate]) => {
      for (let i = 0; i < count; i++) out[i] = monthlyDiscountFactor(rate[i]);
    },
  },
  {
    gives: ["steady_cost"],
    needs: ["overhead_per_month", "storage_cost", "retrain_cost_per_month"],
    run: (count, [out], [overhead, storage, retrain]) => {
      for (let i = 0; i < count; i++) out[i] = overhead[i] + storage[i] + retrain[i];
    },
  },
  {
    gives: ["worth_of_api_dollar"],
    needs: ["api_factor", "volume_factor", "discount_factor", "flow_months", "ramp_months"],
    run: (count, [out], [apiFactor, volumeFactor, discount, months, ramp]) => {
      for (let i = 0; i < count; i++) out[i] = annuityFactor(apiFactor[i] * volumeFactor[i], discount[i], months[i], ramp[i]);
    },
  },
  {
    gives: ["worth_of_quality_dollar"],
    needs: ["volume_factor", "discount_factor", "flow_months", "ramp_months"],
    run: (count, [out], [volumeFactor, discount, months, ramp]) => {
      for (let i = 0; i < count; i++) out[i] = annuityFactor(volumeFactor[i], discount[i], months[i], ramp[i]);
    },
  },
  {
    gives: ["worth_of_gpu_dollar"],
    needs: ["gpu_factor", "discount_factor", "flow_months"],
    run: (count, [out], [gpuFactor, discount, months]) => {
      for (let i = 0; i < count; i++) out[i] = annuityFactor(gpuFactor[i], discount[i], months[i], 0);
    },
  },
  {
    gives: ["worth_of_steady_dollar"],
    needs: ["discount_factor", "flow_months"],
    run: (count, [out], [discount, months]) => {
      for (let i = 0; i < count; i++) out[i] = annuityFactor(1, discount[i], months[i], 0);
    },
  },
  {
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
    run: (
      count,
      [out],
      [instances, worth, tokensPerSecond, volumeFactor, gpuFactor, discount, months, tokensPerDay, ...sizing],
    ) => {
      const [utilization, peak, least] = sizing;
      for (let i = 0; i < count; i++) {
        if (!(tokensPerSecond[i] > 0) || volumeFactor[i] === 1) {
          out[i] = instances[i] * worth[i];
          continue;
        }
        const last = months[i];
        resizeFleet(last, tokensPerDay[i], volumeFactor[i], tokensPerSecond[i], utilization[i], peak[i], least[i]);
        const ratio = gpuFactor[i] * discount[i];
        let sum = 0;
        for (let month = last - 1; month >= 0; month--) sum = sum * ratio + instancesOfMonth[month];
        out[i] = sum * discount[i];
      }
    },
  },
  {
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
    run: (count, [out], [project, api, apiWorth, delta, deltaWorth, instance, instancesWorth, steady, steadyWorth]) => {
      for (let i = 0; i < count; i++) {
        out[i] =
          api[i] * apiWorth[i] -
          delta[i] * deltaWorth[i] -
          instance[i] * instancesWorth[i] -
          steady[i] * steadyWorth[i] -
          project[i];
      }
    },
  },
  {
    gives: ["irr"],
    needs: FLOW_NEEDS,
    run: (count, [out], needs) => {
      forEachFlows(count, needs, (row, months) => {
        out[row] = annualRateOfReturn(flows, months + 1, GUESSED_RATE);
      });
    },
  },
  {
    gives: ["payback_dynamic_months"],
    needs: FLOW_NEEDS,
    run: (count, [out], needs) => {
      forEachFlows(count, needs, (row, months) => {
        out[row] = monthsToCover(-flows[0], runningFlows, months);
      });
    },
  },
];
