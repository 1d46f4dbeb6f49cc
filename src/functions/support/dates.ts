import { DomainError } from "../../engine/errors";
import { optionalText, type RawCell } from "./arguments";

/** 1970-01-01 as Excel numbers days. */
const EPOCH_SERIAL = 25569;
/** 2000-01-01 and 2100-01-01: a number outside is a year or an amount, not a date of this subject. */
const FIRST_SERIAL = 36526;
const LAST_SERIAL = 73051;

const isoDay = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** A day (ISO text) as Excel numbers it. */
export const excelDay = (day: string): number => Date.parse(day) / 86400e3 + EPOCH_SERIAL;

/** An optional day: an Excel date, which is a number, or text such as 2026-09-23; undefined where blank. */
export function optionalDay(name: string, raw: RawCell): string | undefined {
  const text = optionalText(name, raw, "");
  if (text === "") return undefined;
  const serial = Number(text);
  if (serial >= FIRST_SERIAL && serial < LAST_SERIAL) return isoDay((Math.floor(serial) - EPOCH_SERIAL) * 86400e3);
  // A day that does not exist, such as 2026-02-30, rolls over into one that does.
  if (/^\d{4}-\d\d-\d\d$/.test(text) && Number.isFinite(Date.parse(text)) && isoDay(Date.parse(text)) === text) return text;
  throw new DomainError(`${name} must be a date: an Excel date, or text such as 2026-09-23, not "${text}"`);
}
