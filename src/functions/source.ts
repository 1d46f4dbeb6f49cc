import { requireFact } from "../presets/facts";
import { sourceFields } from "./options/source";
import { option, text } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { optionalDay } from "./support/dates";

const FIELDS = Object.keys(sourceFields) as (keyof typeof sourceFields)[];

/**
 * Where a preset comes from: its value, unit, source, date, confidence, and whether it still holds.
 * @customfunction SOURCE
 * @category Presets
 * @param key A key of any FT.LIST, or one of its figures: "h100_sxm:memory_gb", "gpt-4o:output", "h100_sxm:spot:aws".
 * @param [field] value, unit, source, as_of, available_until, confidence or status; "all" when omitted.
 * @param [today] The day on which the status is judged (a date, or text such as 2026-12-01); not checked when omitted.
 * @options field sourceFields
 * @returns The field asked for, or rows of name, value.
 * @throws #N/A when the key is unknown, with the nearest keys.
 * @throws #VALUE! when the field is unknown or today is not a date.
 * @example SOURCE("a100_80g:memory_gb", "value") => 80
 * @example SOURCE("gpt-4o:output", "unit") => "$/1M tokens"
 * @example SOURCE("openai-ft/gpt-4o-2024-08-06", "available_until") => "2027-01-06"
 * @example SOURCE("openai-ft/gpt-4o-2024-08-06", "status", "2027-01-07") => "expired"
 * @example SOURCE("training_7b_lora_a10g") => {"value",1800;"unit","tokens/s"} ...
 * @example SOURCE("h100_smx") => #N/A
 * @see FT.CHECKS, which points at the stale presets of a scenario
 */
export function source(key: string, field?: string, today?: any): any[][] {
  return cellOrSpill(() => {
    const fact = requireFact(text("key", key));
    const wanted = sourceFields[option("field", field, FIELDS, { fallback: "all" })];
    const day = optionalDay("today", today);
    if ("of" in wanted) return wanted.of(fact, day);
    return Object.entries(sourceFields).flatMap(([name, entry]) => ("of" in entry ? [[name, entry.of(fact, day)]] : []));
  });
}
