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

/** A day, and the minute of it (UTC) where the argument has a time. */
export interface Moment {
  readonly day?: string;
  readonly minute?: number;
}

const MINUTES_PER_DAY = 1440;
const DAY_AND_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?Z?$/i;

/** One day stands in every row of a sheet of bills. */
const moments = new Map<RawCell, Moment>();
const MOST_MOMENTS = 1000;

/** `readMoment`, remembered. */
export function optionalMoment(name: string, raw: RawCell): Moment {
  let moment = moments.get(raw);
  if (moment === undefined) {
    moment = readMoment(name, raw);
    if (typeof raw !== "object" && moments.size < MOST_MOMENTS) moments.set(raw, moment);
  }
  return moment;
}

/** An optional day that may carry the time (UTC): a date with a fraction, or text such as 2026-09-23 17:30; {} where blank. */
function readMoment(name: string, raw: RawCell): Moment {
  const written = optionalText(name, raw, "");
  if (written === "") return {};
  const serial = Number(written);
  if (serial >= FIRST_SERIAL && serial < LAST_SERIAL) {
    const day = optionalDay(name, Math.floor(serial));
    // Half a second of room: 17:00 as a fraction of a day is a little less in binary.
    const minute = Math.floor((serial - Math.floor(serial)) * MINUTES_PER_DAY + 1 / 120);
    return Number.isInteger(serial) ? { day } : { day, minute: Math.min(minute, MINUTES_PER_DAY - 1) };
  }
  const [, date, hours, minutes] = DAY_AND_TIME.exec(written) ?? [];
  if (date === undefined) return { day: optionalDay(name, written) };
  const minute = Number(hours) * 60 + Number(minutes);
  if (Number(hours) > 23 || Number(minutes) > 59)
    throw new DomainError(`${name} must have a time between 00:00 and 23:59, not "${written}"`);
  return { day: optionalDay(name, date), minute };
}
