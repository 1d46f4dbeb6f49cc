import type { RlTrainingCost } from "../../engine/rlTrainingCost";
import type { Outputs } from "../support/outputs";

export const rlTrainingCostOutputs = {
  cost: { tooltip: "Compute of the whole run ($)", unit: "$", of: (run) => run.cost },
  hours: { tooltip: "Wall-clock time of the run (h)", unit: "h", of: (run) => run.hours },
  hours_writing: { tooltip: "Of which writing samples (h)", unit: "h", of: (run) => run.hoursWriting },
  hours_learning: { tooltip: "Of which learning from them (h)", unit: "h", of: (run) => run.hoursLearning },
  seconds_per_step: { tooltip: "Writing and learning of one step (s)", unit: "s", of: (run) => run.secondsPerStep },
  gpus: { tooltip: "GPUs of the job", unit: "GPUs", of: (run) => run.gpus },
  basis: { tooltip: "On what writing and learning rest", unit: "", of: (run) => run.basis },
  all: { tooltip: "All of them as rows of name, value, unit" },
} as const satisfies Outputs<RlTrainingCost>;
