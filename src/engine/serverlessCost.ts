import { exponential } from "./elementary";
import { requireNonNegative, requirePositive } from "./requirements";

const SECONDS_PER_DAY = 86400;
/** Below it the series of 1 − e^(−x) is shorter than the exponential, and loses no digits. */
const SERIES_BELOW = 0.5;

/** Endpoints that are billed by the second while a worker is up, for requests that come at random. */
export interface ServerlessUse {
  requestsPerDay: number;
  secondsPerRequest: number;
  pricePerSecond: number;
  /** Billed seconds until a new worker answers. */
  coldStartSeconds: number;
  /** Seconds for which a worker waits for the next request before it ends. */
  idleSeconds: number;
  /** Requests that one worker answers at a time. */
  concurrency: number;
  daysPerMonth: number;
}

/** (1 − e^(−x)) / x for x of 0 or more, without the cancellation of the difference; 1 at 0. */
function meanOfDecay(x: number): number {
  if (x >= SERIES_BELOW) return (1 - exponential(-x)) / x;
  let term = 1;
  let sum = 1;
  for (let n = 2; Math.abs(term) > sum * Number.EPSILON * 0.25; n++) {
    term *= -x / n;
    sum += term;
  }
  return sum;
}

/**
 * The bill of a month ($): the work, the cold starts of requests that find no worker (with chance e^(−λ·idle)), and the
 * seconds in which workers wait; never more than workers that run all day.
 */
export function serverlessCostPerMonth(use: ServerlessUse): {
  workSeconds: number;
  coldStartSeconds: number;
  idleSeconds: number;
  billedSecondsPerDay: number;
  totalCost: number;
} {
  const requests = requireNonNegative("requests_per_day", use.requestsPerDay);
  const seconds = requireNonNegative("seconds_per_request", use.secondsPerRequest);
  const price = requireNonNegative("price_per_second", use.pricePerSecond);
  const coldStart = requireNonNegative("cold_start_seconds", use.coldStartSeconds);
  const idle = requireNonNegative("idle_seconds", use.idleSeconds);
  const concurrency = requirePositive("concurrency", use.concurrency);
  const days = requirePositive("days_per_month", use.daysPerMonth);
  const idlesPerGap = (requests / SECONDS_PER_DAY) * idle;
  const workSeconds = requests * (seconds / concurrency);
  const coldStartSeconds = requests * exponential(-idlesPerGap) * coldStart;
  // A worker waits for the next request or for its time to end, whichever comes first: (1 − e^(−λ·idle)) / λ on average.
  const idleSeconds = requests * idle * meanOfDecay(idlesPerGap);
  const busy = workSeconds + coldStartSeconds;
  const allDay = SECONDS_PER_DAY * Math.max(1, Math.ceil(busy / SECONDS_PER_DAY - 1e-9));
  const billedSecondsPerDay = Math.min(allDay, busy + idleSeconds);
  return { workSeconds, coldStartSeconds, idleSeconds, billedSecondsPerDay, totalCost: days * billedSecondsPerDay * price };
}
