import type { ServingKind } from "../engine/servingBasis";
import type { ServingConstants } from "../engine/servingModel";
import type { ServingCalibration } from "../engine/servingThroughput";
import type { Band } from "../engine/trainingBasis";
import { matmulRates } from "./calibration";
import { readRows } from "./compactTable";
import acceptance from "./draftAcceptance.json";
import { once } from "./once";
import file from "./servingCalibration.json";

const BILLION = 1e9;

/** Columns of the file beside the figures: the model before them, its source and its date behind. */
const draftAcceptance = (): ReadonlyMap<string, readonly number[]> =>
  new Map(acceptance.rows.map((row) => [row[0] as string, row.slice(1, -2) as number[]]));

/** What the estimate of serving speed takes from published runs. */
export const servingCalibration = once((): ServingCalibration => ({
  constants: Object.fromEntries(
    readRows<{ key: string; value: number }>(file.constants).map(({ key, value }) => [key, value]),
  ) as unknown as ServingConstants,
  rates: matmulRates(),
  bands: Object.fromEntries(
    readRows<Band & { kind: ServingKind }>(file.bands).map(({ kind, low, high }) => [kind, { low, high }]),
  ) as Record<ServingKind, Band>,
  coverage: {
    gpusByBits: new Set(file.measured.gpus_by_bits),
    gpus: new Set(file.measured.gpus_by_bits.map((pair) => pair.split(" ")[0])),
    smallestModel: file.measured.smallest_b * BILLION,
    largestModel: file.measured.largest_b * BILLION,
    longestContext: file.measured.longest_context,
    mostGpus: file.measured.most_gpus,
  },
  acceptance: draftAcceptance(),
  runWorth: { shrinkage: file.run_worth.shrinkage, widthLeft: file.run_worth.width_left },
}));
