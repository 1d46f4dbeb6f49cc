/*
 * The what-if functions through the built functions.js, against the same model written out by hand as one loop.
 * Both run in this process, in turns, and the better time of each counts: ratios hold on any machine.
 */
import { spawnSync } from "node:child_process";
import { loadFunctions } from "./loadFunctions.mjs";

const best = (times) => Math.min(...times);

/** The best time of each task in ms, the tasks taking turns so that none gets a quieter machine. */
function race(tasks, rounds) {
  const times = tasks.map(() => []);
  for (let round = 0; round < rounds; round++) {
    tasks.forEach((task, i) => {
      const start = performance.now();
      task();
      times[i].push(performance.now() - start);
    });
  }
  return times.map(best);
}

const SCENARIO = {
  requests_per_day: 50000,
  tokens_in: 800,
  tokens_out: 200,
  price_in_per_1m: 2.5,
  price_out_per_1m: 10,
  price_per_instance_hour: 2.06,
  instances: 2,
  review_rate_api: 0.02,
  review_rate_ft: 0.021,
  cost_per_review: 2,
  training_runs: 8,
  cost_per_run: 12,
  hours_data: 40,
  hourly_rate: 150,
  other_cost: 20000,
  horizon_months: 18,
};
const DISTRIBUTIONS = [
  ["requests_per_day", "triangular", 30000, 50000, 80000],
  ["tokens_in", "uniform", 600, 1000, ""],
  ["tokens_out", "uniform", 150, 250, ""],
  ["price_per_instance_hour", "normal", 2.06, 0.1, ""],
  ["review_rate_ft", "uniform", 0.018, 0.024, ""],
  ["other_cost", "lognormal", 20000, 0.3, ""],
  ["api_price_change", "triangular", -0.6, -0.3, 0],
  ["gpu_price_change", "uniform", -0.3, 0, ""],
  ["volume_growth", "normal", 0.2, 0.1, ""],
];

/** xoshiro128**, as anyone would write it. */
function generator(seed) {
  let a = seed | 0;
  let b = 0x9e3779b9;
  let c = 0x243f6a88;
  let d = 0xb7e15162;
  const next = () => {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return (result + 0.5) / 4294967296;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}

/** The nine draws and the present value of 18 months, written out; no statistics but the mean. */
function simulateByHand(trials) {
  const random = generator(1);
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const triangular = (low, mode, high) => {
    const u = random();
    return u < (mode - low) / (high - low)
      ? low + Math.sqrt(u * (high - low) * (mode - low))
      : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
  };
  const results = new Float64Array(trials);
  const discount = Math.pow(1.1, -1 / 12);
  let sum = 0;
  for (let trial = 0; trial < trials; trial++) {
    const requests = triangular(30000, 50000, 80000) * 30;
    const tokensIn = 600 + 400 * random();
    const tokensOut = 150 + 100 * random();
    const price = 2.06 + 0.1 * normal();
    const reviewRate = 0.018 + 0.006 * random();
    const other = 20000 * Math.exp(0.3 * normal());
    const apiFactor = Math.pow(1 + triangular(-0.6, -0.3, 0), 1 / 12);
    const gpuFactor = Math.pow(0.7 + 0.3 * random(), 1 / 12);
    const volumeFactor = Math.pow(1.2 + 0.1 * normal(), 1 / 12);
    let api = (requests * (tokensIn * 2.5 + tokensOut * 10)) / 1e6;
    let quality = requests * (reviewRate - 0.02) * 2;
    let instances = 2 * price * 720;
    const storage = 7 * 2 * 0.023;
    let npv = -(8 * 12 + 40 * 150 + other);
    let worth = discount;
    for (let month = 1; month <= 18; month++) {
      npv += (api - quality - instances - storage) * worth;
      api *= apiFactor * volumeFactor;
      quality *= volumeFactor;
      instances *= gpuFactor;
      worth *= discount;
    }
    results[trial] = npv;
    sum += npv;
  }
  return { results, mean: sum / trials };
}

/** The same nine draws, present value and statistics in NumPy, which keeps its memory between rounds. */
const NUMPY = `
import sys, time
import numpy as np
n = int(sys.argv[1])
random = np.random.Generator(np.random.PCG64(1))
def run():
    requests = random.triangular(30000, 50000, 80000, n) * 30
    tokens_in, tokens_out = random.uniform(600, 1000, n), random.uniform(150, 250, n)
    price, review = random.normal(2.06, 0.1, n), random.uniform(0.018, 0.024, n)
    other = random.lognormal(np.log(20000), 0.3, n)
    api_change = (1 + random.triangular(-0.6, -0.3, 0, n)) ** (1 / 12)
    gpu_change = (1 + random.uniform(-0.3, 0, n)) ** (1 / 12)
    growth = (1 + random.normal(0.2, 0.1, n)) ** (1 / 12)
    api = requests * (tokens_in * 2.5 + tokens_out * 10) / 1e6
    quality = requests * (review - 0.02) * 2
    serving = 2 * price * 720
    npv = -(8 * 12 + 40 * 150 + other)
    worth = 1.0
    api_change *= growth
    for month in range(18):
        worth *= 1.1 ** (-1 / 12)
        npv += (api - quality - serving - 7 * 2 * 0.023) * worth
        api *= api_change
        quality *= growth
        serving *= gpu_change
    return npv.mean(), npv.std(ddof=1), np.percentile(npv, [5, 10, 25, 50, 75, 90, 95]), (npv > 0).mean(), np.maximum(0, -npv).mean()
best = 1e9
for _ in range(8):
    start = time.process_time()
    run()
    best = min(best, time.process_time() - start)
print(best * 1000)
`;

/** Milliseconds of processor time of the best of eight rounds; undefined without NumPy. */
function numpySimulation(trials) {
  const env = { ...process.env, MALLOC_MMAP_THRESHOLD_: "4294967296", MALLOC_TRIM_THRESHOLD_: "4294967296" };
  const { status, stdout } = spawnSync("python3", ["-c", NUMPY, String(trials)], { env, encoding: "utf8" });
  return status === 0 ? Number(stdout) : undefined;
}

/** Milliseconds of processor time of the best of some rounds, so that a busy machine is not the subject. */
function processorTime(task, rounds) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    task();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return best(times);
}

const PAIRS = 7;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** The median of the ratios of pairs measured in turns; undefined where there is nothing to compare with. */
function ratioOfPairs(ours, theirs) {
  const ratios = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const other = theirs();
    if (other === undefined) return undefined;
    ratios.push(ours() / other);
  }
  return median(ratios);
}

const HEADERS = [
  "requests_per_day",
  "tokens_in",
  "tokens_out",
  "price_in_per_1m",
  "price_out_per_1m",
  "price_per_instance_hour",
  "instances",
  "review_rate_api",
  "review_rate_ft",
  "cost_per_review",
  "other_cost",
  "api_price_change",
  "volume_growth",
];
const OUTPUTS = ["api_cost", "ft_cost", "saving", "payback_months", "npv"];

function scenarioRows(count) {
  const random = generator(7);
  return Array.from({ length: count }, () => [
    Math.round(20000 + 60000 * random()),
    600 + 400 * random(),
    150 + 100 * random(),
    1 + 4 * random(),
    5 + 10 * random(),
    1 + random(),
    1 + Math.floor(3 * random()),
    0.02,
    0.018 + 0.006 * random(),
    2,
    10000 + 20000 * random(),
    -0.5 * random(),
    0.3 * random(),
  ]);
}

/** The five outputs of every row, from the same rows into rows, nothing looked at and nothing refused. */
function scenariosByHand(rows) {
  const outputs = new Array(rows.length);
  const discount = Math.pow(1.1, -1 / 12);
  for (let i = 0; i < rows.length; i++) {
    const [
      requests,
      tokensIn,
      tokensOut,
      priceIn,
      priceOut,
      price,
      instances,
      reviewApi,
      reviewFt,
      review,
      other,
      change,
      growth,
    ] = rows[i];
    const requestsPerMonth = requests * 30;
    let api = (requestsPerMonth * (tokensIn * priceIn + tokensOut * priceOut)) / 1e6;
    let quality = requestsPerMonth * (reviewFt - reviewApi) * review;
    const serving = instances * price * 720;
    const storage = 7 * 2 * 0.023;
    const cash = api - serving - storage - quality;
    const apiCost = api;
    const ftCost = serving + storage + quality + other / 18;
    const payback = cash > 0 ? other / cash : NaN;
    const apiFactor = Math.pow(1 + change, 1 / 12);
    const volumeFactor = Math.pow(1 + growth, 1 / 12);
    let npv = -other;
    let worth = discount;
    for (let month = 1; month <= 18; month++) {
      npv += (api - quality - serving - storage) * worth;
      api *= apiFactor * volumeFactor;
      quality *= volumeFactor;
      worth *= discount;
    }
    outputs[i] = [apiCost, ftCost, apiCost - ftCost, payback, npv];
  }
  return outputs;
}

function requireClose(what, value, expected, relative) {
  if (!(Math.abs(value - expected) <= relative * Math.abs(expected))) {
    throw new Error(`${what}: ${value} through functions.js, ${expected} by hand`);
  }
}

/**
 * @returns {Promise<{ name: string, ratio?: number, ms?: number, target: number }[]>} `ratio` or `ms` is to stay below `target`;
 *   a line without one is for information.
 */
export async function whatifBench() {
  const functions = loadFunctions();
  const invocation = {};
  const simulate = functions.get("SIMULATE");
  const scenario = Object.entries(SCENARIO);
  const runSimulation = (trials, sampling = null) =>
    simulate(scenario, DISTRIBUTIONS, null, trials, null, null, sampling, null, invocation);

  const TRIALS = 100_000;
  requireClose("mean of SIMULATE", runSimulation(TRIALS)[0][1], simulateByHand(TRIALS).mean, 0.02);
  const runVoi = () => functions.get("VOI")(scenario, DISTRIBUTIONS, null, TRIALS, null, null, invocation);
  const [simulation, random, voi, simulationByHand] = race(
    [() => runSimulation(TRIALS), () => runSimulation(TRIALS, "random"), runVoi, () => simulateByHand(TRIALS)],
    15,
  );
  const againstNumpy = ratioOfPairs(
    () => processorTime(() => runSimulation(TRIALS, "random"), 8),
    () => numpySimulation(TRIALS),
  );

  const ROWS = 100_000;
  const rows = scenarioRows(ROWS);
  const runScenarios = () => functions.get("SCENARIOS")([HEADERS], rows, [OUTPUTS], false, invocation);
  const spilled = runScenarios();
  const byHand = scenariosByHand(rows);
  const paying = spilled.findIndex((row) => typeof row[3] === "number");
  OUTPUTS.forEach((output, o) => requireClose(`${output} of SCENARIOS`, spilled[paying][o], byHand[paying][o], 1e-9));
  const [scenarios] = race([runScenarios], 15);
  const scenariosAgainstHand = ratioOfPairs(
    () => processorTime(runScenarios, 5),
    () => processorTime(() => scenariosByHand(rows), 5),
  );

  const ranges = Object.entries({
    ...SCENARIO,
    tier_multiplier: 1,
    cached_share: 0.1,
    life_months: 18,
    contingency: 0.1,
    discount_rate: 0.1,
  })
    .filter(([name]) => name !== "horizon_months")
    .map(([name, value]) => [name, value * 0.8, Math.max(value * 1.2, 1e-3)])
    .slice(0, 20);
  const runTornado = () => functions.get("TORNADO")(scenario, ranges, null, invocation);
  if (runTornado().length !== 21) throw new Error(`TORNADO has ${runTornado().length - 1} bars`);
  const [tornado] = race([runTornado], 200);

  const growth = [1_000, 10_000, 100_000, 1_000_000].map((trials) => ({
    trials,
    ms: race([() => runSimulation(trials)], trials > 1e5 ? 3 : 10)[0],
  }));
  const perTrial = ({ trials, ms }) => ms / trials;
  return [
    {
      name: "SIMULATE 100,000 trials × 9 inputs, npv over 18 months, against a loop by hand",
      ratio: simulation / simulationByHand,
      target: 2,
    },
    { name: "SIMULATE 100,000 trials × 9 inputs", ms: simulation, target: 200 },
    { name: "SIMULATE, Sobol's sequence against random draws", ratio: simulation / random, target: 1.3 },
    againstNumpy === undefined
      ? { name: "SIMULATE, random draws, against NumPy: skipped, python3 has no NumPy", ms: random }
      : { name: "SIMULATE, random draws, against NumPy with its allocator kept warm", ratio: againstNumpy, target: 1 },
    { name: "VOI of 9 inputs, 100,000 trials, against SIMULATE", ratio: voi / simulation, target: 2 },
    {
      name: "SCENARIOS 100,000 rows × 13 columns, 5 outputs, against the same arithmetic in one loop over the same rows",
      ratio: scenariosAgainstHand,
      target: 1.2,
    },
    { name: "SCENARIOS 100,000 rows × 13 columns, 5 outputs", ms: scenarios, target: 200 },
    { name: "TORNADO of 20 inputs", ms: tornado, target: 1 },
    ...growth.map(({ trials, ms }) => ({ name: `SIMULATE ${trials.toLocaleString("en")} trials`, ms })),
    {
      name: "SIMULATE time per trial, 1,000,000 against 10,000 trials",
      ratio: perTrial(growth[3]) / perTrial(growth[1]),
      target: 2,
    },
  ];
}
