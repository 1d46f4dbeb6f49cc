import type { ServingEstimate } from "../../engine/servingThroughput";
import type { Outputs } from "../support/outputs";

const MILLISECONDS = 1000;

export const servingThroughputOutputs = {
  total_tokens_per_second: {
    tooltip: "Input and output tokens together (tokens/s)",
    unit: "tokens/s",
    of: (estimate) => estimate.totalTokensPerSecond,
  },
  output_tokens_per_second: {
    tooltip: "Output tokens alone (tokens/s)",
    unit: "tokens/s",
    of: (estimate) => estimate.outputTokensPerSecond,
  },
  low: {
    tooltip: "One run in ten of a publisher left out was slower (tokens/s, input and output)",
    unit: "tokens/s",
    of: (estimate) => estimate.lowTotalTokensPerSecond,
  },
  high: {
    tooltip: "One run in ten of a publisher left out was faster (tokens/s, input and output)",
    unit: "tokens/s",
    of: (estimate) => estimate.highTotalTokensPerSecond,
  },
  time_to_first_token_s: {
    tooltip: "Until the first token of an answer, the wait for a place included (mean, s)",
    unit: "s",
    of: (estimate) => estimate.timeToFirstTokenSeconds,
  },
  time_per_output_token_ms: {
    tooltip: "Between two tokens of an answer (mean, ms)",
    unit: "ms",
    of: (estimate) => estimate.timePerOutputTokenSeconds * MILLISECONDS,
  },
  max_concurrency: {
    tooltip: "Sequences at once that the memory holds",
    unit: "sequences",
    of: (estimate) => estimate.maxConcurrency,
  },
  basis: {
    tooltip: "What it rests on: calibrated, extrapolated in which way, or assumed; and what was priced",
    unit: "",
    of: (estimate) => estimate.basis,
  },
  all: { tooltip: "All of them as rows of name, value, unit" },
} as const satisfies Outputs<ServingEstimate>;
