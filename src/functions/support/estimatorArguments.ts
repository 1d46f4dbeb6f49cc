import type { GpuSpec, ModelShape } from "../../engine/hardware";
import type { Precision } from "../../engine/gpuRates";
import { TRAINING_METHODS, type TrainingMethod } from "../../engine/trainingJob";
import { microBatchFrom, type TrainingOptions } from "../../engine/trainingOptions";
import { gpuSpec } from "../../presets/gpus";
import { findInstance } from "../../presets/instances";
import { shapeOfModel } from "../../presets/modelSizes";
import { option, optionalNonZero, type RawCell, text } from "./arguments";

/* The arguments that the estimators share: a model or a size, a GPU, a method. */

const MOST_SPELLINGS = 1000;

/** What a spelling meant, so that a sheet of ten thousand cells looks each one up once. */
function remembered<Value>(lookUp: (raw: RawCell) => Value): (raw: RawCell) => Value {
  const known = new Map<RawCell, Value>();
  return (raw) => {
    const found = known.get(raw);
    if (found !== undefined) return found;
    const value = lookUp(raw);
    if (typeof raw === "string") {
      if (known.size >= MOST_SPELLINGS) known.clear();
      known.set(raw, value);
    }
    return value;
  };
}

const shapeOfText = remembered((raw) => shapeOfModel(text("model_b", raw)));

/** A size in billions of parameters, or a model key in any known spelling. */
export const modelArgument = (raw: RawCell): ModelShape => (typeof raw === "number" ? shapeOfModel(raw) : shapeOfText(raw));

/** A GPU in any known spelling. */
export const gpuArgument: (raw: RawCell) => GpuSpec = remembered((raw) => gpuSpec(text("gpu", raw)));

const instanceOf = remembered((raw) => {
  const name = text("gpu", raw);
  return { gpus: findInstance(name)?.gpus };
});

/** GPUs that a machine type holds, where the GPU is named by one: they are rented together. */
export const gpusPerInstance = (raw: RawCell): number | undefined => instanceOf(raw).gpus;

const METHOD_ALIASES: Readonly<Record<string, TrainingMethod>> = {
  "full fine-tuning": "full",
  "full finetune": "full",
  fft: "full",
};

/** A way of fine-tuning. */
export const methodArgument = (raw: RawCell): TrainingMethod =>
  option("method", raw, TRAINING_METHODS, { aliases: METHOD_ALIASES });

/** Sequences at once, where the argument or the options say how many. */
export const microBatchArgument = (raw: RawCell, options: TrainingOptions): number | undefined => {
  const argument = optionalNonZero("micro_batch", raw, 0);
  return microBatchFrom(options, argument === 0 ? undefined : argument);
};

/** Longer and newer names of the formats. */
export const PRECISION_ALIASES: Readonly<Record<string, Precision>> = {
  bfloat16: "bf16",
  float16: "fp16",
  half: "fp16",
  float8: "fp8",
  mxfp8: "fp8",
  float4: "fp4",
  nvfp4: "fp4",
  mxfp4: "fp4",
};
