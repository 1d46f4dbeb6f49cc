import type { MatmulRates, MeasuredRuns, MemoryConstants, TrainingConstants } from "../engine/calibration";
import type { TrainingCalibration } from "../engine/trainingThroughput";
import type { Band, TrainingCoverage, TrainingKind } from "../engine/trainingBasis";
import file from "./calibration.json";
import { type CompactTable, readRows } from "./compactTable";
import { once } from "./once";

interface ConstantRow {
  readonly estimator: string;
  readonly key: string;
  readonly value: number;
}

interface SpreadRow {
  readonly estimator: string;
  readonly basis: TrainingKind;
  readonly low: number;
  readonly high: number;
}

interface RateRow {
  readonly gpu: string;
  readonly tflops: number;
}

const constantRows = once(() => readRows<ConstantRow>(file.constants as CompactTable));
const spreadRows = once(() => readRows<SpreadRow>(file.spreads as CompactTable));
const rateRows = once(() => readRows<RateRow>(file.rates as CompactTable));

const constantsOf = (estimator: string): unknown =>
  Object.fromEntries(
    constantRows()
      .filter((row) => row.estimator === estimator)
      .map(({ key, value }) => [key, value]),
  );

/** The rates at which GPUs were measured to multiply matrices. */
export const matmulRates = once((): MatmulRates => ({
  measured: Object.fromEntries(rateRows().map(({ gpu, tflops }) => [gpu, tflops * 1e12])),
  shareByArchitecture: file.shares,
  shareElsewhere: file.share_elsewhere,
}));

interface RunTable extends CompactTable {
  readonly smallest_b: number;
  readonly largest_b: number;
}

const BILLION = 1e9;

const trainingCoverage = (): TrainingCoverage => {
  const table = file.training_runs as RunTable;
  const runs = readRows<MeasuredRuns>(table);
  return {
    gpusByBits: new Set(runs.map(({ gpu, bits }) => `${gpu} ${bits}`)),
    gpus: new Set(runs.map(({ gpu }) => gpu)),
    methods: new Set(runs.map(({ method }) => method)),
    smallestModel: table.smallest_b * BILLION,
    largestModel: table.largest_b * BILLION,
    longestSequence: Math.max(...runs.map(({ longest }) => longest)),
    mostGpus: Math.max(...runs.map(({ mostGpus }) => mostGpus)),
  };
};

const trainingBands = (): Record<TrainingKind, Band> =>
  Object.fromEntries(
    spreadRows()
      .filter((row) => row.estimator === "training")
      .map(({ basis, low, high }) => [basis, { low, high }]),
  ) as Record<TrainingKind, Band>;

/** What the estimate of training speed takes from published runs. */
export const trainingCalibration = once((): TrainingCalibration => ({
  constants: constantsOf("training") as TrainingConstants,
  rates: matmulRates(),
  bands: trainingBands(),
  coverage: trainingCoverage(),
  runWorth: { shrinkage: file.run_worth.shrinkage, widthLeft: file.run_worth.width_left },
}));

/** What the estimate of training memory takes from published runs. */
export const memoryConstants = once(() => constantsOf("memory") as MemoryConstants);
