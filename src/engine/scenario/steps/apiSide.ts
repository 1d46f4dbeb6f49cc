import { averagePricePer1m, billRequest } from "../../apiCost";
import { hasValue } from "../../numbers";
import { requestsPerMonth } from "../../traffic";
import { step } from "./step";

/** Traffic, and what the API asks for it. */
export const API_STEPS = [
  step({
    gives: ["cached_price"],
    needs: ["price_cached_per_1m", "price_in_per_1m"],
    run(count, { cached_price }, { price_cached_per_1m: given, price_in_per_1m }) {
      for (let i = 0; i < count; i++) cached_price[i] = hasValue(given[i]) ? given[i] : price_in_per_1m[i];
    },
  }),
  step({
    gives: ["requests_per_month"],
    needs: ["requests_per_day", "days_per_month"],
    run(count, { requests_per_month }, { requests_per_day, days_per_month }) {
      for (let i = 0; i < count; i++) {
        requests_per_month[i] = requestsPerMonth({ requestsPerDay: requests_per_day[i], daysPerMonth: days_per_month[i] });
      }
    },
  }),
  step({
    gives: ["tokens_per_request"],
    needs: ["tokens_in", "tokens_out", "reasoning_tokens"],
    run(count, { tokens_per_request }, { tokens_in, tokens_out, reasoning_tokens }) {
      for (let i = 0; i < count; i++) tokens_per_request[i] = tokens_in[i] + tokens_out[i] + reasoning_tokens[i];
    },
  }),
  step({
    gives: ["tokens_per_day"],
    needs: ["requests_per_day", "tokens_per_request"],
    run(count, { tokens_per_day }, { requests_per_day, tokens_per_request }) {
      for (let i = 0; i < count; i++) tokens_per_day[i] = requests_per_day[i] * tokens_per_request[i];
    },
  }),
  step({
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
    run(count, { request_cost }, needs) {
      const { tokens_in, tokens_out, price_in_per_1m, price_out_per_1m } = needs;
      const { cached_share, cached_price, reasoning_tokens, tier_multiplier } = needs;
      for (let i = 0; i < count; i++) {
        request_cost[i] = billRequest({
          tokensIn: tokens_in[i],
          tokensOut: tokens_out[i],
          priceInPer1m: price_in_per_1m[i],
          priceOutPer1m: price_out_per_1m[i],
          cachedShare: cached_share[i],
          priceCachedPer1m: cached_price[i],
          cacheWriteShare: 0,
          priceCacheWritePer1m: 0,
          reasoningTokens: reasoning_tokens[i],
          tierMultiplier: tier_multiplier[i],
        }).totalCost;
      }
    },
  }),
  step({
    gives: ["api_cost"],
    needs: ["request_cost", "requests_per_month"],
    run(count, { api_cost }, { request_cost, requests_per_month }) {
      for (let i = 0; i < count; i++) api_cost[i] = request_cost[i] * requests_per_month[i];
    },
  }),
  step({
    gives: ["blended_price_per_1m"],
    needs: ["request_cost", "tokens_per_request"],
    run(count, { blended_price_per_1m }, { request_cost, tokens_per_request }) {
      for (let i = 0; i < count; i++) {
        const tokens = tokens_per_request[i];
        blended_price_per_1m[i] = tokens > 0 ? averagePricePer1m(request_cost[i], tokens) : NaN;
      }
    },
  }),
] as const;
