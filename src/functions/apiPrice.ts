import { apiPrice as priceOf, type ApiPriceField } from "../presets/apiPrices";
import { option, text } from "./support/arguments";
import { cell, orElse } from "./support/cell";
import { optionalDay } from "./support/dates";

const FIELDS: readonly ApiPriceField[] = ["input", "cached_input", "output"];

/**
 * The list price of a model API per 1M tokens, today's or that of an earlier day.
 * @customfunction API_PRICE
 * @category Presets
 * @param model A key of FT.LIST("api_models") or a common spelling, such as "gpt-4o" or "anthropic/claude-3.5-sonnet".
 * @param [field] input, cached_input or output; input when omitted.
 * @param [as_of] The day whose price is meant (a date, or text such as 2024-06-30): the latest price dated on or before it; the newest checked price when omitted.
 * @param [if_not_found] Shown instead of #N/A when there is no such price (number or text).
 * @options field apiPriceFields
 * @returns Price ($/1M tokens), of a short prompt at the standard tier.
 * @throws #N/A when the model is unknown, with the nearest keys, has no price dated that early, or none for cached input.
 * @throws #VALUE! when the field is unknown or as_of is not a date.
 * @example API_PRICE("gpt-4o", "output", "2024-06-30") => 15
 * @example API_PRICE("gpt-4o", "input", 45473) => 5
 * @example API_PRICE("Claude 3 Haiku", "output", "2024-12-31") => 1.25
 * @example API_PRICE("gpt-4o", "input", "2023-01-01", "none yet") => "none yet"
 * @example API_PRICE("gpt-40") => #N/A
 * @example API_PRICE("gpt-4o", "input", "June 2024") => #VALUE!
 * @see FT.SOURCE for where a price comes from and how old it is
 */
export function apiPrice(model: string, field?: string, as_of?: any, if_not_found?: any): any {
  return cell(() =>
    orElse(if_not_found, () => {
      const name = text("model", model);
      const wanted = option("field", field, FIELDS, { fallback: "input" });
      return priceOf(name, wanted, { day: optionalDay("as_of", as_of) });
    }),
  );
}
