import { requireNonNegative } from "../engine/requirements";
import { API_PRICE_FIELDS, apiPrice as priceOf, type ApiPriceField, PRICE_TIERS, type PriceTier } from "../presets/apiPrices";
import { fallbackOf, option, optional, text } from "./support/arguments";
import { cell, orElse } from "./support/cell";
import { optionalMoment } from "./support/dates";

/**
 * The list price of a model API, today's or that of an earlier day: per 1M tokens, or per 1,000 requests or searches.
 * @customfunction API_PRICE
 * @category Presets
 * @param model A key of FT.LIST("api_models") or a name as invoices and gateways write it, such as "gpt-4o", "anthropic/claude-3.5-sonnet" or "us.anthropic.claude-haiku-4-5-20251001-v1:0"; a tuned model (ft:…) has its own price or none.
 * @param [field] input, cached_input, cache_write, cache_write_1h, output, audio_input, audio_output, image_output, request or web_search; input when omitted.
 * @param [as_of] The day whose price is meant (a date, or text such as 2024-06-30), with the time in UTC where the provider prices by the hour: the latest price dated on or before it; the newest checked price when omitted.
 * @param [if_not_found] Shown instead of #N/A when there is no such price (number or text).
 * @param [prompt_tokens] Length of the prompt (tokens), where the provider prices a long one higher; 0 when omitted.
 * @param [tier] standard, batch, flex, priority or regional; standard when omitted.
 * @options field apiPriceFields
 * @options tier priceTiers
 * @returns Price ($/1M tokens; request and web_search $ per 1,000).
 * @throws #N/A when the model is unknown, with the nearest keys, has no price dated that early, none for the field, or the provider has no such tier.
 * @throws #VALUE! when the field or the tier is unknown or as_of is not a date.
 * @example API_PRICE("gpt-4o", "output", "2024-06-30") => 15
 * @example API_PRICE("gpt-4o", "input", 45473) => 5
 * @example API_PRICE("Claude 3 Haiku", "output", "2024-12-31") => 1.25
 * @example API_PRICE("gpt-4o", "input", "2023-01-01", "none yet") => "none yet"
 * @example API_PRICE("gemini-3.1-pro-preview", "input", "2026-09-23", , 300000) => 4
 * @example API_PRICE("claude-haiku-4-5", "cache_write_1h") => 2
 * @example API_PRICE("gpt-5", "output", "2026-09-23", , , "flex") => 5
 * @example API_PRICE("deepseek-chat", "input", "2025-06-01 17:00") => 0.135
 * @example API_PRICE("gpt-40") => #N/A
 * @example API_PRICE("gpt-4o", "input", "June 2024") => #VALUE!
 * @see FT.API_BILL for the bill of a usage, FT.SOURCE for where a price comes from and how old it is
 * @requiresParameterAddresses
 */
export function apiPrice(
  model: string,
  field?: string,
  as_of?: any,
  if_not_found?: any,
  prompt_tokens?: number,
  tier?: string,
  call?: CustomFunctions.Invocation,
): any {
  return cell(() =>
    orElse(fallbackOf("if_not_found", if_not_found, call), () => {
      const name = text("model", model);
      const wanted = option<ApiPriceField>("field", field, API_PRICE_FIELDS, { fallback: "input" });
      return priceOf(name, wanted, {
        ...optionalMoment("as_of", as_of),
        promptTokens: requireNonNegative("prompt_tokens", optional("prompt_tokens", prompt_tokens, 0)),
        tier: option<PriceTier>("tier", tier, PRICE_TIERS, { fallback: "standard" }),
      });
    }),
  );
}
