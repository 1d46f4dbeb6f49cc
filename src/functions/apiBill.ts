import { type BillLine, billOfUsage } from "../engine/apiBill";
import { PRICE_TIERS, priceList, type PriceTier } from "../presets/apiPrices";
import { apiBillOutputs } from "./options/apiBill";
import { option, optional, text } from "./support/arguments";
import { cellOrSpill, type TableCell } from "./support/cell";
import { optionalMoment } from "./support/dates";
import { outputAsked } from "./support/outputs";
import { usageTable } from "./support/usageTable";

/**
 * What a provider bills for a usage at the dated prices of its list: cache, long prompts, sound, pictures, searches, tier and hour.
 * @customfunction API_BILL
 * @category API side
 * @param model A key of FT.LIST("api_models") or a name as invoices and gateways write it; a tuned model (ft:…) has its own price or none.
 * @param usage Two columns, kind and amount per request. Kinds: input (all prompt tokens) or input_uncached; cached_input, cache_write, cache_write_1h and audio_input, which are parts of the input; output (all answered tokens); reasoning, audio_output and image_output, which are parts of the output; reasoning_apart; web_searches; requests.
 * @param [requests] Requests of this usage (requests); 1 when omitted.
 * @param [tier] standard, batch, flex, priority or regional; standard when omitted.
 * @param [as_of] The day whose prices are meant (a date, or text such as 2026-06-30), with the time in UTC where the provider prices by the hour; the newest checked prices when omitted.
 * @param [output] cost, or all: kind, amount, price and cost of every kind and their total; cost when omitted.
 * @options tier priceTiers
 * @options output apiBillOutputs
 * @returns Cost ($), or rows of kind, amount of all requests, price ($/1M tokens, or per 1,000 requests and searches) and cost under a header.
 * @throws #N/A when the model or the tier is unknown, has no price dated that early, or none for a kind of the usage: nothing is free.
 * @throws #VALUE! when a kind is unknown or stands twice, an amount is negative, parts exceed their whole, or input stands beside input_uncached.
 * @example API_BILL("claude-3-7-sonnet-20250219", {"input",12307;"cache_write",12304;"output",550}, 1, "standard", "2025-04-08") => 0.054399
 * @example API_BILL("gemini-3.1-pro-preview", {"input",250000}) => 1
 * @example API_BILL("claude-sonnet-4-5", {"input",1800;"output",1000}, 1000, "batch") => 10.2
 * @example API_BILL("deepseek-chat", {"input",100000000}, 1, "standard", "2025-06-01 17:00") => 13.5
 * @example API_BILL("gpt-5", {"input",9703;"cached_input",8576;"output",638}, 1, "standard", "2026-08-21", "all") => {"kind","amount","price","cost";"input",1127,1.25,0.00140875;"cached_input",8576,0.125,0.001072;"output",638,10,0.00638;"total","","",0.00886075}
 * @example API_BILL("gpt-4", {"input",1000;"cached_input",500}) => #N/A
 * @example API_BILL("gpt-5", {"input",1000;"cached_input",5000}) => #VALUE!
 * @see FT.API_PRICE for one price, FT.API_COST for a month at prices of your own, FT.CONVERSATION for what a chat sends
 * @requiresParameterAddresses
 */
export function apiBill(
  model: string,
  usage: any[][],
  requests?: number,
  tier?: string,
  as_of?: any,
  output?: string,
  call?: CustomFunctions.Invocation,
): any[][] {
  return cellOrSpill(() => {
    const name = text("model", model);
    const { day, minute } = optionalMoment("as_of", as_of);
    const priceTier = option<PriceTier>("tier", tier, PRICE_TIERS, { fallback: "standard" });
    const bill = {
      usage: usageTable("usage", usage),
      requests: optional("requests", requests, 1, call),
      list: priceList(name, { day, minute, tier: priceTier }),
    };
    if (outputAsked(apiBillOutputs, output, "cost") === "cost") return billOfUsage(bill);
    const lines: BillLine[] = [];
    const total = billOfUsage(bill, lines);
    const rows = lines.map(({ kind, amount, price, costUsd }): TableCell[] => [kind, amount, price, costUsd]);
    return [["kind", "amount", "price", "cost"], ...rows, ["total", "", "", total]];
  });
}
