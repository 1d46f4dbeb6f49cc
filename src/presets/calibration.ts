import type {
  Coverage,
  EstimateBasis,
  MatmulRates,
  MeasuredRuns,
  MemoryConstants,
  ServingCalibration,
  ServingConstants,
  SpreadByBasis,
  TrainingCalibration,
  TrainingConstants,
} from "../engine/calibration";
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
  readonly basis: EstimateBasis;
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

const spreadsOf = (estimator: string): SpreadByBasis =>
  Object.fromEntries(
    spreadRows()
      .filter((row) => row.estimator === estimator)
      .map(({ basis, low, high }) => [basis, { low, high }]),
  ) as SpreadByBasis;

const coverageOf = (table: RunTable): Coverage => ({
  runs: readRows<MeasuredRuns>(table),
  smallestModel: table.smallest_b * 1e9,
  largestModel: table.largest_b * 1e9,
});

/** The rates at which GPUs were measured to multiply matrices. */
const matmulRates = once((): MatmulRates => ({
  measured: Object.fromEntries(rateRows().map(({ gpu, tflops }) => [gpu, tflops * 1e12])),
  shareByArchitecture: file.shares,
  shareElsewhere: file.share_elsewhere,
}));

interface RunTable extends CompactTable {
  readonly smallest_b: number;
  readonly largest_b: number;
}

/** What the estimate of training speed takes from published runs. */
export const trainingCalibration = once((): TrainingCalibration => ({
  constants: constantsOf("training") as TrainingConstants,
  rates: matmulRates(),
  spreads: spreadsOf("training"),
  coverage: coverageOf(file.training_runs as RunTable),
}));

/** What the estimate of training memory takes from published runs. */
export const memoryConstants = once(() => constantsOf("memory") as MemoryConstants);

/** What the estimate of serving speed takes from published runs. */
export const servingCalibration = once((): ServingCalibration => ({
  constants: constantsOf("serving") as ServingConstants,
  rates: matmulRates(),
  spreads: spreadsOf("serving"),
  coverage: coverageOf(file.serving_runs as RunTable),
}));
