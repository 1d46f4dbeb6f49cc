import { requireNonNegative, requirePositive } from "./requirements";

/** Traffic as the user states it: per day, over months of so many days. */
export interface Traffic {
  requestsPerDay: number;
  daysPerMonth: number;
}

/** Requests in a month. */
export function requestsPerMonth(traffic: Traffic): number {
  return requireNonNegative("requests_per_day", traffic.requestsPerDay) * requirePositive("days_per_month", traffic.daysPerMonth);
}
