import { referenceMatch, referenceRule } from "../engine/referenceTraining";
import { estimatedTrainingCost, referenceTrainingCost } from "../engine/trainingCost";
import { DomainError } from "../engine/errors";
import { recipeBeforeGpus, TRAINING_OPTIONS } from "../engine/trainingOptions";
import { memoryConstants, trainingCalibration } from "../presets/calibration";
import { gpuPrice } from "../presets/gpuPrices";
import { trainingReferences, trainingRule } from "../presets/reference";
import { trainingCostBases, trainingCostOutputs } from "./options/trainingCost";
import { flag, number, option, optional, text } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { gpuArgument, gpusPerInstance, methodArgument, modelArgument } from "./support/estimatorArguments";
import { optionsArgument } from "./support/optionsArgument";
import { outputAsked, outputCells } from "./support/outputs";

const BASES = Object.keys(trainingCostBases) as (keyof typeof trainingCostBases)[];

/**
 * Cost of the training compute, by the calibrated estimator or by the reference rule of thumb.
 * @customfunction TRAINING_COST
 * @category Training
 * @param model_b Size in billions of parameters (7, 8.03, 70) or a key of FT.LIST("models").
 * @param method full, lora or qlora.
 * @param examples Training examples.
 * @param tokens_per_example Tokens per example (tokens); the estimate packs shorter ones into sequences of 512.
 * @param epochs Passes over the examples.
 * @param gpu A key of FT.LIST("gpus"), a common spelling such as "A100-80GB" or "H100 SXM", or a machine type such as "p5.48xlarge", at its own price.
 * @param [spot] TRUE for interruptible GPUs, FALSE for on-demand ones; TRUE when omitted.
 * @param [runs] Training runs paid for; 1 when omitted.
 * @param [basis] auto, reference or estimate; auto when omitted.
 * @param [output] One figure, or "all"; "cost" when omitted.
 * @param [options] Text "key=value; key=value" or two columns: the keys of FT.LIST("training_options"); basis auto then means the estimate, which takes the largest micro-batch that fits unless micro_batch says otherwise.
 * @options method trainingMethods
 * @options basis trainingCostBases
 * @options output trainingCostOutputs
 * @returns Cost of all runs ($), or the output asked for; hours and tokens are those of one run; "all" gives rows of name, value, unit.
 * @throws #N/A when the model or GPU is unknown, no price of that kind is known for the GPU, or no number of GPUs holds the job.
 * @throws #VALUE! when a number is negative or an option is unknown.
 * @example TRAINING_COST(7, "lora", 50000, 512, 3, "a10g", TRUE, 1, "reference") => 4.9134814814814805
 * @example TRAINING_COST(7, "full", 100000, 512, 2, "a100_80g", FALSE) => 225.3432098765432
 * @example TRAINING_COST(70, "qlora", 50000, 512, 1, "a100_80g", TRUE, 1, "auto", "basis") => "reference"
 * @example TRAINING_COST(8.03, "lora", 50000, 512, 3, "a100_80g", TRUE, 1, "auto", "tokens") => 76800000
 * @example TRAINING_COST(70, "qlora", 50000, 512, 1, "a100_80g", TRUE, 1, "auto", "basis", "micro_batch=1") => "estimate"
 * @example TRAINING_COST(7, "lora", 50000, 512, 1, "a100_80g", TRUE, 1, "reference", "cost", "loss=fused") => #VALUE!
 * @example TRAINING_COST("llama-3.1-405b", "full", 50000, 512, 3, "t4", FALSE) => #N/A
 * @example TRAINING_COST(7, "lora", -1, 512, 3, "a10g") => #VALUE!
 * @see FT.GPU_COST for a price of your own, FT.SPOT_FACTOR for what interruptions cost
 * @requiresParameterAddresses
 */
export function trainingCost(
  model_b: any,
  method: string,
  examples: number,
  tokens_per_example: number,
  epochs: number,
  gpu: string,
  spot?: boolean,
  runs?: number,
  basis?: string,
  output?: string,
  options?: any,
  call?: CustomFunctions.Invocation,
): any[][] {
  return cellOrSpill(() => {
    const shape = modelArgument(model_b);
    const way = methodArgument(method);
    const spec = gpuArgument(gpu);
    const onSpot = flag("spot", spot, true, call);
    const data = {
      examples: number("examples", examples, call),
      tokensPerExample: number("tokens_per_example", tokens_per_example, call),
      epochs: number("epochs", epochs, call),
      runs: optional("runs", runs, 1, call),
    };
    const by = option("basis", basis, BASES, { fallback: "auto" });
    const question = { parametersB: shape.parameters / 1e9, method: way, gpu: spec.key };
    const rows = trainingReferences();
    const rule = trainingRule();
    const said = optionsArgument(options, TRAINING_OPTIONS);
    const optionsGiven = Object.keys(said).length > 0;
    if (by === "reference" && optionsGiven) {
      throw new DomainError("basis reference and options contradict each other: the reference rule knows no options");
    }
    const job =
      by === "reference"
        ? referenceRule(rows, rule, question)
        : by === "auto" && !optionsGiven
          ? referenceMatch(rows, question)
          : undefined;
    const asked = outputAsked(trainingCostOutputs, output, "cost");
    const result =
      job !== undefined
        ? referenceTrainingCost(job, { ...data, spotFactor: onSpot ? rule.spot_factor : 1 })
        : estimatedTrainingCost(
            {
              shape,
              method: way,
              gpu: spec,
              pricePerGpuHour: gpuPrice(text("gpu", gpu), onSpot ? "spot" : "on_demand"),
              gpusPerInstance: gpusPerInstance(gpu),
              recipe: recipeBeforeGpus(said, way),
              microBatch: said.micro_batch,
              measuredTokensPerSecond: said.measured,
            },
            data,
            trainingCalibration(),
            memoryConstants(),
          );
    return outputCells(trainingCostOutputs, asked, result);
  });
}
