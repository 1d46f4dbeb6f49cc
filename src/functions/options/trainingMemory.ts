import type { TrainingMemory } from "../../engine/trainingMemory";
import type { Outputs } from "../support/outputs";

const BYTES_PER_GB = 1e9;

export const trainingMemoryOutputs = {
  weights: {
    tooltip: "Weights, adapters and the layer being gathered (GB)",
    unit: "GB",
    of: (memory) => memory.weightsBytes / BYTES_PER_GB,
  },
  gradients: { tooltip: "Gradients of what is trained (GB)", unit: "GB", of: (memory) => memory.gradientsBytes / BYTES_PER_GB },
  optimizer: {
    tooltip: "AdamW's 32-bit copy and moments of what is trained (GB)",
    unit: "GB",
    of: (memory) => memory.optimizerBytes / BYTES_PER_GB,
  },
  activations: {
    tooltip: "Kept results of the forward pass (GB)",
    unit: "GB",
    of: (memory) => memory.activationsBytes / BYTES_PER_GB,
  },
  logits: { tooltip: "Scores over the vocabulary (GB)", unit: "GB", of: (memory) => memory.logitsBytes / BYTES_PER_GB },
  overhead: {
    tooltip: "Context, buffers, the list of the step, what the allocator holds unused (GB)",
    unit: "GB",
    of: (memory) => memory.overheadBytes / BYTES_PER_GB,
  },
  total: {
    tooltip: "All of it together, as the device shows it (GB)",
    unit: "GB",
    of: (memory) => memory.totalBytes / BYTES_PER_GB,
  },
  allocated: {
    tooltip: "What the framework's allocator counts at its peak (GB)",
    unit: "GB",
    of: (memory) => memory.allocatedBytes / BYTES_PER_GB,
  },
  all: { tooltip: "All of them as rows of name, value, unit" },
} as const satisfies Outputs<TrainingMemory>;
