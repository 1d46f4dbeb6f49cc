import { averagePricePer1m } from "../../apiCost";
import { breakevenTokensPerDay } from "../../breakeven";
import { hasValue } from "../../numbers";
import { paybackMonths } from "../../payback";
import { reviewRateWithoutSaving } from "../../quality";
import { step } from "./step";

/** 1 where traffic reaches a break-even, 0 also where there is none to reach; NaN where there is no telling the traffic. */
const reached = (tokens: number, breakeven: number): number => (tokens >= breakeven ? 1 : hasValue(tokens) ? 0 : NaN);

/** Both sides against each other, in a month as it is today. */
export const COMPARISON_STEPS = [
  step({
    gives: ["ft_cost"],
    needs: ["serving_cost", "storage_cost", "amortized_cost", "quality_delta", "retrain_cost_per_month"],
    run(count, { ft_cost }, { serving_cost, storage_cost, amortized_cost, quality_delta, retrain_cost_per_month }) {
      for (let i = 0; i < count; i++) {
        ft_cost[i] = serving_cost[i] + storage_cost[i] + amortized_cost[i] + quality_delta[i] + retrain_cost_per_month[i];
      }
    },
  }),
  step({
    gives: ["saving"],
    needs: ["api_cost", "ft_cost"],
    run(count, { saving }, { api_cost, ft_cost }) {
      for (let i = 0; i < count; i++) saving[i] = api_cost[i] - ft_cost[i];
    },
  }),
  step({
    gives: ["cash_saving"],
    needs: ["api_cost", "serving_cost", "storage_cost", "quality_delta", "retrain_cost_per_month"],
    run(count, { cash_saving }, { api_cost, serving_cost, storage_cost, quality_delta, retrain_cost_per_month }) {
      for (let i = 0; i < count; i++) {
        cash_saving[i] = api_cost[i] - (serving_cost[i] + storage_cost[i] + quality_delta[i] + retrain_cost_per_month[i]);
      }
    },
  }),
  step({
    gives: ["payback_months"],
    needs: ["project_cost", "cash_saving"],
    run(count, { payback_months }, { project_cost, cash_saving }) {
      for (let i = 0; i < count; i++) {
        if (cash_saving[i] > 0) payback_months[i] = paybackMonths(project_cost[i], cash_saving[i]);
        else payback_months[i] = NaN;
      }
    },
  }),
  step({
    gives: ["breakeven_tokens_per_day"],
    needs: ["serving_cost", "storage_cost", "blended_price_per_1m", "days_per_month"],
    run(count, { breakeven_tokens_per_day }, { serving_cost, storage_cost, blended_price_per_1m, days_per_month }) {
      for (let i = 0; i < count; i++) {
        breakeven_tokens_per_day[i] =
          blended_price_per_1m[i] > 0
            ? breakevenTokensPerDay({
                fixedCostPerMonth: serving_cost[i] + storage_cost[i],
                apiPricePer1m: blended_price_per_1m[i],
                variableCostPer1m: 0,
                qualityCostPer1m: 0,
                projectCost: 0,
                lifeMonths: 1,
                daysPerMonth: days_per_month[i],
              })
            : NaN;
      }
    },
  }),
  step({
    gives: ["quality_cost_per_1m"],
    needs: ["quality_per_request", "tokens_per_request"],
    run(count, { quality_cost_per_1m }, { quality_per_request, tokens_per_request }) {
      for (let i = 0; i < count; i++) {
        const tokens = tokens_per_request[i];
        quality_cost_per_1m[i] = tokens > 0 ? averagePricePer1m(quality_per_request[i], tokens) : NaN;
      }
    },
  }),
  step({
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
    run(count, { full_breakeven_tokens_per_day }, needs) {
      const { serving_cost, storage_cost, retrain_cost_per_month, project_cost, life_months } = needs;
      const { blended_price_per_1m, quality_cost_per_1m, days_per_month } = needs;
      for (let i = 0; i < count; i++) {
        full_breakeven_tokens_per_day[i] =
          blended_price_per_1m[i] - quality_cost_per_1m[i] > 0
            ? breakevenTokensPerDay({
                fixedCostPerMonth: serving_cost[i] + storage_cost[i] + retrain_cost_per_month[i],
                apiPricePer1m: blended_price_per_1m[i],
                variableCostPer1m: 0,
                qualityCostPer1m: quality_cost_per_1m[i],
                projectCost: project_cost[i],
                lifeMonths: life_months[i],
                daysPerMonth: days_per_month[i],
              })
            : NaN;
      }
    },
  }),
  step({
    gives: ["above_breakeven"],
    needs: ["tokens_per_day", "breakeven_tokens_per_day"],
    run(count, { above_breakeven }, { tokens_per_day, breakeven_tokens_per_day }) {
      for (let i = 0; i < count; i++) above_breakeven[i] = reached(tokens_per_day[i], breakeven_tokens_per_day[i]);
    },
  }),
  step({
    gives: ["above_full_breakeven"],
    needs: ["tokens_per_day", "full_breakeven_tokens_per_day"],
    run(count, { above_full_breakeven }, { tokens_per_day, full_breakeven_tokens_per_day }) {
      for (let i = 0; i < count; i++) above_full_breakeven[i] = reached(tokens_per_day[i], full_breakeven_tokens_per_day[i]);
    },
  }),
  step({
    gives: ["cost_per_1m_api"],
    needs: ["api_cost", "requests_per_month", "tokens_per_request"],
    run(count, { cost_per_1m_api }, { api_cost, requests_per_month, tokens_per_request }) {
      for (let i = 0; i < count; i++) {
        const tokens = requests_per_month[i] * tokens_per_request[i];
        cost_per_1m_api[i] = tokens > 0 ? averagePricePer1m(api_cost[i], tokens) : NaN;
      }
    },
  }),
  step({
    gives: ["cost_per_1m_ft"],
    needs: ["ft_cost", "requests_per_month", "tokens_per_request"],
    run(count, { cost_per_1m_ft }, { ft_cost, requests_per_month, tokens_per_request }) {
      for (let i = 0; i < count; i++) {
        const tokens = requests_per_month[i] * tokens_per_request[i];
        cost_per_1m_ft[i] = tokens > 0 ? averagePricePer1m(ft_cost[i], tokens) : NaN;
      }
    },
  }),
  step({
    gives: ["quality_breakeven_rate"],
    needs: ["cash_saving", "requests_per_month", "cost_per_review", "review_rate_ft"],
    run(count, { quality_breakeven_rate }, { cash_saving, requests_per_month, cost_per_review, review_rate_ft }) {
      for (let i = 0; i < count; i++) {
        const costOfReviewingAll = requests_per_month[i] * cost_per_review[i];
        // The cash saving already counts the reviews of today, so it is gone that much above today's rate.
        const rate = reviewRateWithoutSaving(review_rate_ft[i], cash_saving[i], costOfReviewingAll);
        quality_breakeven_rate[i] = costOfReviewingAll > 0 && rate >= 0 ? Math.min(1, rate) : NaN;
      }
    },
  }),
] as const;
