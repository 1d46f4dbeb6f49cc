/*
 * Moments as exports write them, read as UTC where they name no zone. A date such as 03/04/2026 can be two days; which
 * one is meant is settled once for a file, from rows that allow one reading only.
 */

/** Which of the two numbers of 03/04/2026 is the month. */
export type DateOrder = "month first" | "day first";

export interface Moment {
  readonly time: number;
  /** Whether the text gave no time of day. */
  readonly isDay: boolean;
}

export const DAY = 86_400_000;
export const HOUR = 3_600_000;

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?$/i;
const COMPACT = /^(\d{4})(\d\d)(\d\d)$/;
const LOCAL = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ ,T]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(AM|PM)?)?$/i;
const YEAR_FIRST = /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:[ T](\d{1,2}):(\d\d)(?::(\d\d))?)?$/;

/** Seconds after which a number is milliseconds: the year 2286 in seconds is the year 1970 in milliseconds. */
const MOST_SECONDS = 1e10;

function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number | undefined {
  if (month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60) return undefined;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day ? time : undefined;
}

function zoneMinutes(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone ?? "");
  return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) : 0;
}

/** A moment from a cell, or undefined where it is none; `order` reads dates such as 03/04/2026. */
export function moment(value: unknown, order: DateOrder): Moment | undefined {
  if (typeof value === "number" || (typeof value === "string" && /^\d{9,13}(\.\d+)?$/.test(value.trim()))) {
    const number = Number(value);
    if (!(number > 1e8)) return undefined;
    return { time: number < MOST_SECONDS ? number * 1000 : number, isDay: false };
  }
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    const time = utc(+year, +month, +day, +(hour ?? 0), +(minute ?? 0), +(second ?? 0));
    if (time === undefined) return undefined;
    const milliseconds = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
    return { time: time + milliseconds - zoneMinutes(zone) * 60_000, isDay: hour === undefined };
  }
  const compact = COMPACT.exec(text);
  const first = compact ?? YEAR_FIRST.exec(text);
  if (first) {
    const time = utc(+first[1], +first[2], +first[3], +(first[4] ?? 0), +(first[5] ?? 0), +(first[6] ?? 0));
    return time === undefined ? undefined : { time, isDay: first[4] === undefined };
  }
  const local = LOCAL.exec(text);
  if (!local) return undefined;
  const [, a, , b, year, hour, minute, second, half] = local;
  const hours = hour === undefined ? 0 : (Number(hour) % (half ? 12 : 25)) + (half?.toUpperCase() === "PM" ? 12 : 0);
  const [month, day] = order === "month first" ? [+a, +b] : [+b, +a];
  const time = utc(+year, month, day, hours, +(minute ?? 0), +(second ?? 0));
  return time === undefined ? undefined : { time, isDay: hour === undefined };
}

/** Which order the values of a date column leave open: one, both, or none. */
export function possibleOrders(values: readonly unknown[]): DateOrder[] {
  const orders: DateOrder[] = ["month first", "day first"];
  return orders.filter((order) => values.every((value) => typeof value !== "string" || moment(value, order) !== undefined));
}

/** Whether a cell writes its date in an order that could be read in two ways. */
export function isLocalDate(value: unknown): boolean {
  return typeof value === "string" && LOCAL.test(value.trim());
}
