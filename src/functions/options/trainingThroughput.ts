import type { TrainingEstimate } from "../../engine/trainingThroughput";
import type { Outputs } from "../support/outputs";

export const trainingThroughputOutputs = {
  tokens_per_second: {
    tooltip: "Of the whole job (tokens/s)",
    unit: "tokens/s",
    of: (estimate) => estimate.tokensPerSecond,
  },
  per_gpu: { tooltip: "Of one GPU (tokens/s)", unit: "tokens/s", of: (estimate) => estimate.tokensPerSecondPerGpu },
  low: {
    tooltip: "One measured run in ten was slower (tokens/s, whole job)",
    unit: "tokens/s",
    of: (estimate) => estimate.lowTokensPerSecond,
  },
  high: {
    tooltip: "One measured run in ten was faster (tokens/s, whole job)",
    unit: "tokens/s",
    of: (estimate) => estimate.highTokensPerSecond,
  },
  hfu: {
    tooltip: "Share of the datasheet's rate in use, recomputation counted",
    unit: "fraction",
    of: (estimate) => estimate.hardwareUtilization,
  },
  flops_per_token: {
    tooltip: "Arithmetic per token, recomputation counted (FLOP)",
    unit: "FLOP/token",
    of: (estimate) => estimate.flopsPerToken,
  },
  basis: { tooltip: "calibrated, or in which way it is extrapolated or assumed", unit: "", of: (estimate) => estimate.basis },
  all: { tooltip: "All of them as rows of name, value, unit" },
} as const satisfies Outputs<TrainingEstimate>;
