import { averagePricePer1m, billRequest, cacheSharesFit } from "../../apiCost";
import { hasValue } from "../../numbers";
import { requestsPerMonth } from "../../traffic";
import { step, type Column } from "./step";

/** The prices a model has for the prompt of each row. */
interface KnownPrices {
  readonly tokensIn: Column;
  readonly longAbove: Column;
  readonly short: Column;
  readonly long: Column;
}

/** The price of a row: the one entered, else the model's for a prompt of that length. */
function priceOf(entered: Column, known: KnownPrices, row: number): number {
  if (hasValue(entered[row])) return entered[row];
  return known.tokensIn[row] > known.longAbove[row] ? known.long[row] : known.short[row];
}

/** A prompt's length decides which of a model's prices holds: of a model with one price, or of none, it is not read. */
const ONE_PRICE = { needs: ["tokens_in"], where: "long_prompt_above", is: (tokens: number) => !hasValue(tokens) } as const;

/** Traffic, and what the API asks for it. */
export const API_STEPS = [
  step({
    gives: ["input_price"],
    needs: ["price_in_per_1m", "tokens_in", "long_prompt_above", "model_price_in", "long_price_in"],
    unread: ONE_PRICE,
    run(count, { input_price }, needs) {
      const { tokens_in: tokensIn, long_prompt_above: longAbove, model_price_in: short, long_price_in: long } = needs;
      const known = { tokensIn, longAbove, short, long };
      for (let i = 0; i < count; i++) input_price[i] = priceOf(needs.price_in_per_1m, known, i);
    },
  }),
  step({
    gives: ["output_price"],
    needs: ["price_out_per_1m", "tokens_in", "long_prompt_above", "model_price_out", "long_price_out"],
    unread: ONE_PRICE,
    run(count, { output_price }, needs) {
      const { tokens_in: tokensIn, long_prompt_above: longAbove, model_price_out: short, long_price_out: long } = needs;
      const known = { tokensIn, longAbove, short, long };
      for (let i = 0; i < count; i++) output_price[i] = priceOf(needs.price_out_per_1m, known, i);
    },
  }),
  step({
    gives: ["cached_price"],
    needs: ["price_cached_per_1m", "tokens_in", "long_prompt_above", "model_price_cached", "long_price_cached", "input_price"],
    unread: ONE_PRICE,
    run(count, { cached_price }, needs) {
      const { tokens_in: tokensIn, long_prompt_above: longAbove, model_price_cached: short, long_price_cached: long } = needs;
      const known = { tokensIn, longAbove, short, long };
      for (let i = 0; i < count; i++) {
        const price = priceOf(needs.price_cached_per_1m, known, i);
        cached_price[i] = hasValue(price) ? price : needs.input_price[i];
      }
    },
  }),
  step({
    gives: ["cache_write_price"],
    needs: [
      "price_cache_write_per_1m",
      "tokens_in",
      "long_prompt_above",
      "model_price_cache_write",
      "long_price_cache_write",
      "input_price",
    ],
    unread: ONE_PRICE,
    run(count, { cache_write_price }, needs) {
      const { tokens_in: tokensIn, long_prompt_above: longAbove } = needs;
      const known = { tokensIn, longAbove, short: needs.model_price_cache_write, long: needs.long_price_cache_write };
      for (let i = 0; i < count; i++) {
        const price = priceOf(needs.price_cache_write_per_1m, known, i);
        cache_write_price[i] = hasValue(price) ? price : needs.input_price[i];
      }
    },
  }),
  step({
    // Where only the bill is known its traffic follows at a rate that was derived once, from the scenario's own values.
    gives: ["daily_requests"],
    needs: ["requests_per_day", "api_bill_per_month", "requests_per_bill_dollar"],
    run(count, { daily_requests }, { requests_per_day: given, api_bill_per_month, requests_per_bill_dollar }) {
      for (let i = 0; i < count; i++) {
        daily_requests[i] = hasValue(given[i]) ? given[i] : api_bill_per_month[i] * requests_per_bill_dollar[i];
      }
    },
  }),
  step({
    gives: ["requests_per_month"],
    needs: ["daily_requests", "days_per_month"],
    run(count, { requests_per_month }, { daily_requests, days_per_month }) {
      for (let i = 0; i < count; i++) {
        const traffic = { requestsPerDay: daily_requests[i], daysPerMonth: days_per_month[i] };
        if (hasValue(daily_requests[i])) requests_per_month[i] = requestsPerMonth(traffic);
        else requests_per_month[i] = NaN;
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
    needs: ["daily_requests", "tokens_per_request"],
    run(count, { tokens_per_day }, { daily_requests, tokens_per_request }) {
      for (let i = 0; i < count; i++) tokens_per_day[i] = daily_requests[i] * tokens_per_request[i];
    },
  }),
  step({
    gives: ["request_cost"],
    needs: [
      "tokens_in",
      "tokens_out",
      "input_price",
      "output_price",
      "cached_share",
      "cached_price",
      "cache_write_share",
      "cache_write_price",
      "reasoning_tokens",
      "tier_multiplier",
    ],
    run(count, { request_cost }, needs) {
      const { tokens_in, tokens_out, input_price, output_price, cached_share, cached_price } = needs;
      const { cache_write_share, cache_write_price, reasoning_tokens, tier_multiplier } = needs;
      for (let i = 0; i < count; i++) {
        if (!cacheSharesFit(cached_share[i], cache_write_share[i])) {
          request_cost[i] = NaN;
          continue;
        }
        const { totalCost } = billRequest({
          tokensIn: tokens_in[i],
          tokensOut: tokens_out[i],
          priceInPer1m: input_price[i],
          priceOutPer1m: output_price[i],
          cachedShare: cached_share[i],
          priceCachedPer1m: cached_price[i],
          cacheWriteShare: cache_write_share[i],
          priceCacheWritePer1m: cache_write_price[i],
          reasoningTokens: reasoning_tokens[i],
          tierMultiplier: tier_multiplier[i],
        });
        request_cost[i] = totalCost;
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
