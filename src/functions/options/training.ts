import type { Precision } from "../../engine/gpuRates";
import type { Recompute, TrainingMethod } from "../../engine/trainingJob";

export const trainingMethods: Readonly<Record<TrainingMethod, string>> = {
  full: "Every weight is trained (AdamW, mixed precision)",
  lora: "Low-rank adapters beside frozen 16-bit weights",
  qlora: "Low-rank adapters beside frozen 4-bit weights",
};

export const recomputes: Readonly<Record<Recompute, string>> = {
  none: "Everything is kept: fastest, most memory",
  selective: "Attention is computed again in the backward pass",
  full: "Every layer is computed again in the backward pass: least memory",
};

export const precisions: Readonly<Record<Precision, string>> = {
  bf16: "16 bits; what every GPU since 2020 computes in",
  fp16: "16 bits; what older GPUs (V100, T4) compute in",
  fp8: "8-bit matrix products, where the GPU has them",
  fp4: "4-bit matrix products, where the GPU has them",
};
