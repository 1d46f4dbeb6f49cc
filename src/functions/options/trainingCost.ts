import type { TrainingCost } from "../../engine/trainingCost";
import type { Outputs } from "../support/outputs";

export const trainingCostBases = {
  auto: "The reference row where one matches exactly, else the estimate",
  reference: "The reference rule of thumb, exactly as it counts",
  estimate: "The calibrated estimator, with the GPUs whose memory holds the job",
} as const;

export const trainingCostOutputs = {
  cost: { tooltip: "Compute of all runs ($)", unit: "$", of: (job) => job.cost },
  hours: { tooltip: "Wall-clock time of one run (h)", unit: "h", of: (job) => job.hours },
  gpus: { tooltip: "GPUs of the job", unit: "GPUs", of: (job) => job.gpus },
  tokens: { tooltip: "Training tokens of one run, all epochs", unit: "tokens", of: (job) => job.tokens },
  tokens_per_second: { tooltip: "Speed of the whole job (tokens/s)", unit: "tokens/s", of: (job) => job.tokensPerSecond },
  price_per_hour: { tooltip: "Price of all GPUs together ($/h)", unit: "$/h", of: (job) => job.pricePerHour },
  basis: { tooltip: "reference or estimate", unit: "", of: (job) => job.basis },
  all: { tooltip: "All of them as rows of name, value, unit" },
} as const satisfies Outputs<TrainingCost>;
