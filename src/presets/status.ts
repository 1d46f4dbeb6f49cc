import { daysBetween } from "./dates";
import type { Provenance } from "./fact";

/** Whether a preset can still be relied on. There is no clock here, so without a day it is not checked. */
export type PresetStatus = "current" | "stale" | "expired" | "not checked";

/** A preset older than this is stale. */
const STALE_AFTER_DAYS = 180;

/** The status of a preset on a day (ISO text). */
export function presetStatus({ asOf, availableUntil }: Provenance, today: string | undefined): PresetStatus {
  if (today === undefined) return "not checked";
  if (availableUntil !== undefined && today > availableUntil) return "expired";
  return daysBetween(asOf, today) > STALE_AFTER_DAYS ? "stale" : "current";
}
