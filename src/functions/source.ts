import { requireFact } from "../presets/facts";
import { presetStatus } from "../presets/status";
import { option, text } from "./support/arguments";
import { cellOrSpill, type TableCell } from "./support/cell";
import { optionalDay } from "./support/dates";

/** @customenum {string} */
const enum SourceField {
  /** Every field below, one per row: name, value */
  All = "all",
  /** The figure */
  Value = "value",
  /** Its unit */
  Unit = "unit",
  /** Where it comes from */
  Source = "source",
  /** The day on which it held, as text */
  AsOf = "as_of",
  /** The last day of the offer, blank where no end is announced */
  AvailableUntil = "available_until",
  /** high: read at its origin; medium: second-hand or undated; low: not verified, or a rule of thumb */
  Confidence = "confidence",
  /** current, stale (older than 180 days) or expired on the day given */
  Status = "status",
}

const FIELDS = ["value", "unit", "source", "as_of", "available_until", "confidence", "status"] as const;

/**
 * Where a preset comes from: its value, unit, source, date, confidence, and whether it still holds.
 * @customfunction SOURCE
 * @category Presets
 * @param key A key of any FT.LIST, or one of its figures: "h100_sxm:memory_gb", "gpt-4o:output", "h100_sxm:spot:aws".
 * @param [field] value, unit, source, as_of, available_until, confidence or status; "all" when omitted.
 * @param [today] The day on which the status is judged (a date, or text such as 2026-12-01); not checked when omitted.
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
export function source(key: string, field?: SourceField, today?: any): any[][] {
  return cellOrSpill(() => {
    const fact = requireFact(text("key", key));
    const wanted = option("field", field, ["all", ...FIELDS], { fallback: "all" });
    const values: Record<(typeof FIELDS)[number], TableCell> = {
      value: fact.value,
      unit: fact.unit,
      source: fact.source,
      as_of: fact.asOf,
      available_until: fact.availableUntil ?? "",
      confidence: fact.confidence,
      status: presetStatus(fact, optionalDay("today", today)),
    };
    return wanted === "all" ? FIELDS.map((name) => [name, values[name]]) : values[wanted];
  });
}
