/**
 * What one call of a built function costs against the same arithmetic written out in place: the price of reading arguments,
 * checking ranges and telling errors apart. Both sides read the same varied arguments in one run.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { DIST, loadFunctions } from "./loadFunctions.mjs";

const INPUTS = 1024;
/** Short rounds, so that a pause of the machine or of the garbage collector falls into few of them and the median sees none. */
const CALLS = 24 * INPUTS;
const ROUNDS = 201;
/** Enough for the optimizing compiler to be done, which works beside the program and waits when the machine is busy. */
const WARM_UP_ROUNDS = 100;
const TARGET_RATIO = 10;

/** Excel passes an Invocation after the arguments. */
const invocation = { address: "Sheet1!A1" };

/** As in a workbook that uses every function, so that shared code is not compiled for the measured ones alone. */
function callEveryFunction(functions) {
  const { functions: entries } = JSON.parse(readFileSync(path.join(DIST, "functions.json"), "utf8"));
  for (const { id, parameters } of entries) {
    for (let i = 0; i < 200; i++) {
      const args = parameters.map(({ type, dimensionality }) => {
        const value = type === "string" ? "all" : (i % 10) / 10;
        return dimensionality === "matrix" ? [[value]] : value;
      });
      try {
        functions.get(id)(...args, invocation);
      } catch (error) {
        if (!(error instanceof globalThis.CustomFunctions.Error)) throw error;
      }
    }
  }
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** Milliseconds of each side, taken in turn so that both meet the same machine. */
function race(name, inlined, called, target = TARGET_RATIO) {
  const time = (side) => {
    const start = performance.now();
    const sum = side();
    const ms = performance.now() - start;
    if (!Number.isFinite(sum)) throw new Error(`${name}: the sum is ${sum}`);
    return { ms, sum };
  };
  const inlinedMs = [];
  const calledMs = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const plain = time(inlined);
    const built = time(called);
    if (Math.abs(built.sum / plain.sum - 1) > 1e-9) throw new Error(`${name}: ${built.sum} called, ${plain.sum} inlined`);
    if (round < 0) continue;
    inlinedMs.push(plain.ms);
    calledMs.push(built.ms);
  }
  const nanoseconds = (ms) => (ms / CALLS) * 1e6;
  const inlinedNs = nanoseconds(median(inlinedMs));
  const calledNs = nanoseconds(median(calledMs));
  return { name, ratio: calledNs / inlinedNs, target, inlinedNs, calledNs };
}

function paybackRace(payback) {
  const costs = Array.from({ length: INPUTS }, (_, i) => 10000 + 37.5 * i);
  const savings = Array.from({ length: INPUTS }, (_, i) => [[900 + 12.25 * ((i * 7) % INPUTS)]]);
  return race(
    "FT.PAYBACK, per call",
    () => {
      let sum = 0;
      for (let i = 0; i < CALLS; i++) sum += costs[i % INPUTS] / savings[i % INPUTS][0][0];
      return sum;
    },
    () => {
      let sum = 0;
      for (let i = 0; i < CALLS; i++) sum += payback(costs[i % INPUTS], savings[i % INPUTS], null, invocation);
      return sum;
    },
  );
}

function breakevenTokensRace(breakevenTokens) {
  const fixed = Array.from({ length: INPUTS }, (_, i) => 700 + 3.5 * i);
  const prices = Array.from({ length: INPUTS }, (_, i) => 5 + 0.25 * ((i * 5) % 40));
  const variables = Array.from({ length: INPUTS }, (_, i) => 0.5 + 0.01 * (i % 90));
  const qualities = Array.from({ length: INPUTS }, (_, i) => 0.25 - 0.01 * (i % 60));
  const projects = Array.from({ length: INPUTS }, (_, i) => 15000 + 12.5 * i);
  const lives = Array.from({ length: INPUTS }, (_, i) => 12 + (i % 25));
  return race(
    "FT.BREAKEVEN_TOKENS, per call",
    () => {
      let sum = 0;
      for (let n = 0; n < CALLS; n++) {
        const i = n % INPUTS;
        sum += (((fixed[i] + projects[i] / lives[i]) / (prices[i] - variables[i] - qualities[i])) * 1e6) / 30;
      }
      return sum;
    },
    () => {
      let sum = 0;
      for (let n = 0; n < CALLS; n++) {
        const i = n % INPUTS;
        sum += breakevenTokens(fixed[i], prices[i], variables[i], qualities[i], projects[i], lives[i], null, null, invocation);
      }
      return sum;
    },
  );
}

/** A bill from the price sheet against one at prices of one's own: the same usage, so the same amounts. */
function apiBillRace(apiBill, apiCost) {
  const usages = Array.from({ length: INPUTS }, (_, i) => [
    ["input", 5000 + 8 * i],
    ["cached_input", 2500 + 4 * i],
    ["cache_write", 1000],
    ["output", 300 + i],
  ]);
  return race(
    "FT.API_BILL against FT.API_COST, per call",
    () => {
      let sum = 0;
      for (let n = 0; n < CALLS; n++) {
        const [[, input], , [, written], [, output]] = usages[n % INPUTS];
        sum += apiCost(1000, input, output, 1, 5, 0.5, 0.1, null, null, 1, written / input, 1.25, invocation);
      }
      return sum;
    },
    () => {
      let sum = 0;
      for (let n = 0; n < CALLS; n++)
        sum += apiBill("claude-haiku-4-5", usages[n % INPUTS], 1000, null, 46288, null, invocation)[0][0];
      return sum;
    },
    15,
  );
}

/** A name that nobody knows, a new one in every call: it is compared with every key. */
function apiPriceMiss(apiPrice) {
  const calls = 2000;
  let asked = 0;
  // Time of the processor: there is nothing in the same run to compare with, and a busy machine is not the subject.
  const start = process.cpuUsage();
  for (let i = 0; i < calls; i++) {
    try {
      apiPrice(`gqt-${i}o-mimi-${i * 7}`, null, null, null, null, null, invocation);
    } catch {
      asked++;
    }
  }
  const { user, system } = process.cpuUsage(start);
  const ns = ((user + system) / asked) * 1e3;
  return { name: "FT.API_PRICE, a miss, against 0.1 ms", ratio: ns / 1e5, target: 1, inlinedNs: 1e5, calledNs: ns };
}

/** The ratios of one run. */
export function functionsBench() {
  const functions = loadFunctions();
  callEveryFunction(functions);
  return [
    paybackRace(functions.get("PAYBACK")),
    breakevenTokensRace(functions.get("BREAKEVEN_TOKENS")),
    apiBillRace(functions.get("API_BILL"), functions.get("API_COST")),
    apiPriceMiss(functions.get("API_PRICE")),
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { name, ratio, target, inlinedNs, calledNs } of functionsBench()) {
    console.log(
      `${name}: ${ratio.toFixed(2)} x (target ${target} x), ${calledNs.toFixed(2)} ns called, ${inlinedNs.toFixed(2)} ns inlined`,
    );
  }
}
