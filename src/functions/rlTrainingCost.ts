import { RL_OPTIONS, rlTrainingCost as costOfRun } from "../engine/rlTrainingCost";
import { recipeFromOptions } from "../engine/trainingOptions";
import { memoryConstants, trainingCalibration } from "../presets/calibration";
import { servingCalibration } from "../presets/servingCalibration";
import { gpuPrice } from "../presets/gpuPrices";
import { rlTrainingCostOutputs } from "./options/rlTrainingCost";
import { flag, number, text } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { gpuArgument, methodArgument, modelArgument } from "./support/estimatorArguments";
import { optionsArgument } from "./support/optionsArgument";
import { outputAsked, outputCells } from "./support/outputs";

/**
 * Cost of a reinforcement-learning run such as GRPO: every step writes samples and learns from them on the same GPUs.
 * @customfunction RL_TRAINING_COST
 * @category Training
 * @param model_b Size in billions of parameters (7, 8.03, 70) or a key of FT.LIST("models").
 * @param method full, lora or qlora.
 * @param gpu A key of FT.LIST("gpus"), a common spelling such as "A100-80GB" or "H100 SXM", or a machine type such as "p5.48xlarge", at its own price.
 * @param gpus GPUs that write and learn in turns.
 * @param steps Steps of the run.
 * @param prompts_per_step Prompts of one step.
 * @param samples_per_prompt Samples written to each prompt.
 * @param tokens_in Tokens of a prompt (tokens, mean).
 * @param tokens_out Tokens of a sample (tokens, mean).
 * @param [spot] TRUE for interruptible GPUs, FALSE for on-demand ones; TRUE when omitted.
 * @param [output] One figure, or "all"; "cost" when omitted.
 * @param [options] Text "key=value; key=value" or two columns: the keys of FT.LIST("training_options") for learning and of FT.LIST("serving_options") for writing; tensor_parallel holds for both, measured is the tokens/s of learning.
 * @options method trainingMethods
 * @options output rlTrainingCostOutputs
 * @returns Cost of the run ($), or the output asked for; "all" gives rows of name, value, unit.
 * @throws #N/A when the model or GPU is unknown, has no price of that kind, or the GPUs do not hold the job.
 * @throws #VALUE! when a number is out of range or an option is unknown.
 * @example RL_TRAINING_COST("llama-3.1-8b", "full", "h100", 16, 0, 64, 32, 130, 1060, FALSE) => 0
 * @example RL_TRAINING_COST("llama-3.1-8b", "full", "h100", 16, 100, 64, 32, 130, 1060, FALSE, "gpus") => 16
 * @example RL_TRAINING_COST("llama-3-70b", "full", "a10g", 1, 100, 64, 32, 130, 1060, FALSE) => #N/A
 * @example RL_TRAINING_COST("llama-3.1-8b", "full", "h100", 16, 100, 0, 32, 130, 1060, FALSE) => #VALUE!
 * @see FT.TRAINING_COST for supervised fine-tuning
 * @requiresParameterAddresses
 */
export function rlTrainingCost(
  model_b: any,
  method: string,
  gpu: string,
  gpus: number,
  steps: number,
  prompts_per_step: number,
  samples_per_prompt: number,
  tokens_in: number,
  tokens_out: number,
  spot?: boolean,
  output?: string,
  options?: any,
  call?: CustomFunctions.Invocation,
): any[][] {
  return cellOrSpill(() => {
    const shape = modelArgument(model_b);
    const way = methodArgument(method);
    const spec = gpuArgument(gpu);
    const count = number("gpus", gpus, call);
    const said = optionsArgument(options, RL_OPTIONS);
    const asked = outputAsked(rlTrainingCostOutputs, output, "cost");
    const run = costOfRun(
      {
        shape,
        method: way,
        gpu: spec,
        gpus: count,
        steps: number("steps", steps, call),
        promptsPerStep: number("prompts_per_step", prompts_per_step, call),
        samplesPerPrompt: number("samples_per_prompt", samples_per_prompt, call),
        tokensIn: number("tokens_in", tokens_in, call),
        tokensOut: number("tokens_out", tokens_out, call),
        pricePerGpuHour: gpuPrice(text("gpu", gpu), flag("spot", spot, true, call) ? "spot" : "on_demand"),
        recipe: recipeFromOptions(said, { method: way, gpus: count }),
        microBatch: said.micro_batch,
        servingOptions: { ...said, measured: undefined },
        measuredTokensPerSecond: said.measured,
      },
      trainingCalibration(),
      servingCalibration(),
      memoryConstants(),
    );
    return outputCells(rlTrainingCostOutputs, asked, run);
  });
}
