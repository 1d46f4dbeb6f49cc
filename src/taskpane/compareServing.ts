import { CalculationError } from "../engine/errors";
import { instancesForVolume } from "../engine/servingCapacity";
import { runningCost } from "../engine/servingCost";
import { servingThroughput } from "../engine/servingThroughput";
import { gpuPrice } from "../presets/gpuPrices";
import { gpuSpec } from "../presets/gpus";
import { shapeOfModel } from "../presets/modelSizes";
import { servingCalibration } from "../presets/servingCalibration";
import { HOURS_PER_MONTH, type ServedTraffic } from "../workbook/servingComparisonBlock";

/** Instances come with these numbers of GPUs. */
const INSTANCE_SIZES = [1, 2, 4, 8];
const DAYS_PER_MONTH = 30;

interface ServedFigures {
  /** Of one instance. */
  readonly gpus: number;
  readonly tokensPerSecond: number;
  readonly instances: number;
  readonly costPerMonth: number;
  readonly costPer1m: number;
}

/** A GPU with what serving the traffic comes to on it, or why it has no figure. */
export type ServedGpu = { readonly gpu: string } & ({ readonly figures: ServedFigures } | { readonly problem: string });

/** The traffic served on each GPU, on the smallest instance that holds the model; the cheapest first, those without a figure last. */
export function compareServing(traffic: ServedTraffic, gpus: readonly string[]): ServedGpu[] {
  const compared = gpus.map((gpu): ServedGpu => {
    try {
      return { gpu, figures: served(traffic, gpu) };
    } catch (error) {
      if (error instanceof CalculationError) return { gpu, problem: error.message };
      throw error;
    }
  });
  const cost = (row: ServedGpu) => ("figures" in row ? row.figures.costPerMonth : Infinity);
  return compared.sort((a, b) => cost(a) - cost(b) || 0);
}

function served(traffic: ServedTraffic, gpu: string): ServedFigures {
  const { gpus, tokensPerSecond } = onSmallestInstance(traffic, gpu);
  const tokensPerDay = traffic.requests_per_day * (traffic.tokens_in + traffic.tokens_out);
  const instances = instancesForVolume(tokensPerDay, tokensPerSecond, traffic.target_utilization, traffic.peak_factor, 1);
  const costPerMonth = runningCost(instances, gpuPrice(gpu, traffic.spot ? "spot" : "on_demand") * gpus, 0, HOURS_PER_MONTH);
  return { gpus, tokensPerSecond, instances, costPerMonth, costPer1m: (costPerMonth / (tokensPerDay * DAYS_PER_MONTH)) * 1e6 };
}

function onSmallestInstance(traffic: ServedTraffic, gpu: string): { gpus: number; tokensPerSecond: number } {
  let refusal: unknown;
  for (const gpus of INSTANCE_SIZES) {
    try {
      const { totalTokensPerSecond } = servingThroughput(
        {
          shape: shapeOfModel(traffic.model_b),
          gpu: gpuSpec(gpu),
          gpus,
          tokensIn: traffic.tokens_in,
          tokensOut: traffic.tokens_out,
          concurrency: traffic.concurrency,
          weightBits: traffic.weight_bits,
        },
        servingCalibration(),
      );
      return { gpus, tokensPerSecond: totalTokensPerSecond };
    } catch (error) {
      if (!(error instanceof CalculationError)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}
