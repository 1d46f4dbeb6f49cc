import { CalculationError } from "../engine/errors";
import { estimatedTrainingCost, type TrainingCost } from "../engine/trainingCost";
import { memoryConstants, trainingCalibration } from "../presets/calibration";
import { gpuPrice } from "../presets/gpuPrices";
import { gpuSpec } from "../presets/gpus";
import { shapeOfModel } from "../presets/modelSizes";
import type { ComparedJob } from "../workbook/gpuComparisonBlock";

/** A GPU with what the job comes to on it, or why it has no figure. */
export type ComparedGpu = { readonly gpu: string } & ({ readonly figures: TrainingCost } | { readonly problem: string });

/** The job on each GPU as FT.TRAINING_COST with basis "estimate" gives it; the cheapest first, those without a figure last. */
export function compareGpus(job: ComparedJob, gpus: readonly string[]): ComparedGpu[] {
  const compared = gpus.map((gpu): ComparedGpu => {
    try {
      const figures = estimatedTrainingCost(
        {
          shape: shapeOfModel(job.model_b),
          method: job.method,
          gpu: gpuSpec(gpu),
          pricePerGpuHour: gpuPrice(gpu, job.spot ? "spot" : "on_demand"),
        },
        { examples: job.examples, tokensPerExample: job.tokens_per_example, epochs: job.epochs, runs: 1 },
        trainingCalibration(),
        memoryConstants(),
      );
      return { gpu, figures };
    } catch (error) {
      if (error instanceof CalculationError) return { gpu, problem: error.message };
      throw error;
    }
  });
  const cost = (row: ComparedGpu) => ("figures" in row ? row.figures.cost : Infinity);
  return compared.sort((a, b) => cost(a) - cost(b) || 0);
}
