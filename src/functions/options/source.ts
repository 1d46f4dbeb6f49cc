import type { Fact } from "../../presets/fact";
import { presetStatus } from "../../presets/status";
import type { TableCell } from "../support/cell";

interface SourceField {
  readonly tooltip: string;
  /** The field of a fact, its status judged on a day. */
  readonly of: (fact: Fact, today: string | undefined) => TableCell;
}

export const sourceFields = {
  all: { tooltip: "Every field below, one per row: name, value" },
  value: { tooltip: "The figure", of: (fact) => fact.value },
  unit: { tooltip: "Its unit", of: (fact) => fact.unit },
  source: { tooltip: "Where it comes from", of: (fact) => fact.source },
  as_of: { tooltip: "The day on which it held, as text", of: (fact) => fact.asOf },
  available_until: {
    tooltip: "The last day of the offer, blank where no end is announced",
    of: (fact) => fact.availableUntil ?? "",
  },
  confidence: {
    tooltip: "high: read at its origin; medium: second-hand or undated; low: not verified, or a rule of thumb",
    of: (fact) => fact.confidence,
  },
  status: { tooltip: "current, stale (older than 180 days) or expired on the day given", of: presetStatus },
} as const satisfies Readonly<Record<string, SourceField | { readonly tooltip: string }>>;
