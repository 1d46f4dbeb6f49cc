import fc from "fast-check";
import { serverlessCostPerMonth } from "../../src/engine/serverlessCost";
import { nextWord, streamState, wordsOf } from "../../src/engine/randomNumbers";
import { expectClose } from "../support/vectors";

const use = {
  requestsPerDay: 10000,
  secondsPerRequest: 0.5,
  pricePerSecond: 0.24 / 3600,
  coldStartSeconds: 0,
  idleSeconds: 0,
  concurrency: 1,
  daysPerMonth: 30,
};

test("work alone: 5,000 s a day at $0.24 an hour are $10 a month", () => {
  expectClose(serverlessCostPerMonth(use).totalCost, 10);
  expect(serverlessCostPerMonth({ ...use, requestsPerDay: 0 }).totalCost).toBe(0);
});

test("nobody pays for more than workers that run all day", () => {
  // 1.5 workers' work: two run all day, however long they would wait.
  const busy = { ...use, requestsPerDay: 259200, idleSeconds: 3600 };
  expectClose(serverlessCostPerMonth(busy).billedSecondsPerDay, 2 * 86400);
  // Exactly one worker's work is one worker.
  expectClose(serverlessCostPerMonth({ ...use, requestsPerDay: 172800 }).billedSecondsPerDay, 86400);
});

/** One worker, requests at random moments, counted second by second on a line of time. */
function simulated({ requestsPerDay, coldStartSeconds, idleSeconds }: typeof use): number {
  const state = streamState(wordsOf("arrivals"));
  const gaps = 400_000;
  let billed = 0;
  for (let i = 0; i < gaps; i++) {
    // The catalogue's rule looks at the gaps between requests: either the next one comes within the wait, or the worker ends.
    const gap = (-Math.log((nextWord(state) + 0.5) / 2 ** 32) * 86400) / requestsPerDay;
    billed += gap < idleSeconds ? gap : idleSeconds + coldStartSeconds;
  }
  return (billed / gaps) * requestsPerDay;
}

test.each([
  { ...use, requestsPerDay: 500, idleSeconds: 60, coldStartSeconds: 20 },
  { ...use, requestsPerDay: 2000, idleSeconds: 30, coldStartSeconds: 8 },
  { ...use, requestsPerDay: 50, idleSeconds: 600, coldStartSeconds: 90 },
])("agrees with a simulation of arrivals: %j", (each) => {
  const noWork = { ...each, secondsPerRequest: 0 };
  // 400,000 gaps leave a standard error of about 0.2 %.
  expectClose(serverlessCostPerMonth(noWork).billedSecondsPerDay, simulated(noWork), 0.01);
});

test("short waits keep their digits: the bill of the waiting is requests × wait", () => {
  // 1 − e^(−x) would lose ten digits here: x is 1.2e-11.
  const { idleSeconds } = serverlessCostPerMonth({ ...use, requestsPerDay: 1, idleSeconds: 1e-6 });
  expectClose(idleSeconds, 1e-6 * (1 - 1e-6 / 86400 / 2), 1e-15);
});

test("the parts add up, and more of anything never costs less", () => {
  const count = fc.integer({ min: 0, max: 1e6 });
  const seconds = fc.integer({ min: 0, max: 1e4 }).map((n) => n / 10);
  fc.assert(
    fc.property(count, seconds, seconds, seconds, seconds, (requestsPerDay, secondsPerRequest, coldStart, idle, more) => {
      const each = { ...use, requestsPerDay, secondsPerRequest, coldStartSeconds: coldStart, idleSeconds: idle };
      const bill = serverlessCostPerMonth(each);
      const parts = bill.workSeconds + bill.coldStartSeconds + bill.idleSeconds;
      expect(bill.billedSecondsPerDay).toBeLessThanOrEqual(parts * (1 + 1e-12));
      expect(bill.billedSecondsPerDay).toBeGreaterThanOrEqual((bill.workSeconds + bill.coldStartSeconds) * (1 - 1e-8));
      const { totalCost } = serverlessCostPerMonth({ ...each, secondsPerRequest: secondsPerRequest + more });
      expect(totalCost).toBeGreaterThanOrEqual(bill.totalCost * (1 - 1e-12));
    }),
    { seed: 20261125, numRuns: 500 },
  );
});

test.each([
  [{ requestsPerDay: -1 }, "requests_per_day must be 0 or more"],
  [{ secondsPerRequest: -1 }, "seconds_per_request must be 0 or more"],
  [{ pricePerSecond: -1 }, "price_per_second must be 0 or more"],
  [{ coldStartSeconds: -1 }, "cold_start_seconds must be 0 or more"],
  [{ idleSeconds: -1 }, "idle_seconds must be 0 or more"],
  [{ concurrency: 0 }, "concurrency must be greater than 0"],
])("%j is refused", (wrong, message) => {
  expect(() => serverlessCostPerMonth({ ...use, ...wrong })).toThrow(message);
});
