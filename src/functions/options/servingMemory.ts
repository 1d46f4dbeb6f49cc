import type { ServingMemory } from "../../engine/servingMemory";
import type { Outputs } from "../support/outputs";

const BYTES_PER_GB = 1e9;

export const servingMemoryOutputs = {
  weights: { tooltip: "Weights (GB)", unit: "GB", of: (memory) => memory.weightsBytes / BYTES_PER_GB },
  kv_cache: {
    tooltip: "Keys and values of the tokens in work (GB)",
    unit: "GB",
    of: (memory) => memory.kvCacheBytes / BYTES_PER_GB,
  },
  overhead: {
    tooltip: "Context and buffers of the engine (GB)",
    unit: "GB",
    of: (memory) => memory.overheadBytes / BYTES_PER_GB,
  },
  total: { tooltip: "All of it together (GB)", unit: "GB", of: (memory) => memory.totalBytes / BYTES_PER_GB },
  all: { tooltip: "All of them as rows of name, value, unit" },
} as const satisfies Outputs<ServingMemory>;
