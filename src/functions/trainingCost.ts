import { referenceMatch, referenceRule } from "../engine/referenceTraining";
import { estimatedTrainingCost, referenceTrainingCost, type TrainingCost } from "../engine/trainingCost";
import { memoryConstants, trainingCalibration } from "../presets/calibration";
import { gpuPrice } from "../presets/gpuPrices";
import { trainingReferences, trainingRule } from "../presets/reference";
import { flag, number, option, optionalNumber } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { gpuArgument, methodArgument, modelArgument } from "./support/estimatorArguments";

/** @customenum {string} */
const enum TrainingMethod {
  /** Every weight is trained (AdamW, mixed precision) */
  Full = "full",
  /** Low-rank adapters beside frozen 16-bit weights */
  Lora = "lora",
  /** Low-rank adapters beside frozen 4-bit weights */
  Qlora = "qlora",
}

/** @customenum {string} */
const enum CostBasis {
  /** The reference row where one matches exactly, else the estimate */
  Auto = "auto",
  /** The reference rule of thumb, exactly as it counts */
  Reference = "reference",
  /** The calibrated estimator, with the GPUs whose memory holds the job */
  Estimate = "estimate",
}

/** @customenum {string} */
const enum TrainingCostOutput {
  /** Compute of all runs ($) */
  Cost = "cost",
  /** Wall-clock time of one run (h) */
  Hours = "hours",
  /** GPUs of the job */
  Gpus = "gpus",
  /** Training tokens of one run, all epochs */
  Tokens = "tokens",
  /** Speed of the whole job (tokens/s) */
  TokensPerSecond = "tokens_per_second",
  /** Price of all GPUs together ($/h) */
  PricePerHour = "price_per_hour",
  /** reference or estimate */
  Basis = "basis",
  /** All of them as rows of name, value, unit */
  All = "all",
}

const BASES: readonly `${CostBasis}`[] = ["auto", "reference", "estimate"];

interface Figure {
  readonly key: keyof TrainingCost;
  readonly unit: string;
}

const FIGURES: Readonly<Record<Exclude<`${TrainingCostOutput}`, "all">, Figure>> = {
  cost: { key: "cost", unit: "$" },
  hours: { key: "hours", unit: "h" },
  gpus: { key: "gpus", unit: "GPUs" },
  tokens: { key: "tokens", unit: "tokens" },
  tokens_per_second: { key: "tokensPerSecond", unit: "tokens/s" },
  price_per_hour: { key: "pricePerHour", unit: "$/h" },
  basis: { key: "basis", unit: "" },
};
const FIGURE_NAMES = Object.keys(FIGURES) as (keyof typeof FIGURES)[];
const OUTPUTS: readonly `${TrainingCostOutput}`[] = [...FIGURE_NAMES, "all"];

/**
 * Cost of the training compute, by the calibrated estimator or by the reference rule of thumb.
 * @customfunction TRAINING_COST
 * @category Training
 * @param model_b Size in billions of parameters (7, 8.03, 70) or a key of FT.LIST("models").
 * @param method full, lora or qlora.
 * @param examples Training examples.
 * @param tokens_per_example Tokens per example (tokens); the estimate packs shorter ones into sequences of 512.
 * @param epochs Passes over the examples.
 * @param gpu A key of FT.LIST("gpus") or a common spelling such as "A100-80GB" or "H100 SXM".
 * @param [spot] TRUE for interruptible GPUs, FALSE for on-demand ones; TRUE when omitted.
 * @param [runs] Training runs paid for; 1 when omitted.
 * @param [basis] auto, reference or estimate; auto when omitted.
 * @param [output] One figure, or "all"; "cost" when omitted.
 * @returns Cost of all runs ($), or the output asked for; hours and tokens are those of one run; "all" gives rows of name, value, unit.
 * @throws #N/A when the model or GPU is unknown, no price of that kind is known for the GPU, or no number of GPUs holds the job.
 * @throws #VALUE! when a number is negative, an option is unknown, or an example is too long for the model.
 * @example TRAINING_COST(7, "lora", 50000, 512, 3, "a10g", TRUE, 1, "reference") => 4.9134814814814805
 * @example TRAINING_COST(7, "full", 100000, 512, 2, "a100_80g", FALSE) => 225.3432098765432
 * @example TRAINING_COST(70, "qlora", 50000, 512, 1, "a100_80g", TRUE, 1, "auto", "basis") => "reference"
 * @example TRAINING_COST(8.03, "lora", 50000, 512, 3, "a100_80g", TRUE, 1, "auto", "tokens") => 76800000
 * @example TRAINING_COST("llama-3.1-405b", "full", 50000, 512, 3, "t4", FALSE) => #N/A
 * @example TRAINING_COST(7, "lora", -1, 512, 3, "a10g") => #VALUE!
 * @see FT.GPU_COST for a price of your own, FT.SPOT_FACTOR for what interruptions cost
 */
export function trainingCost(
  model_b: any,
  method: TrainingMethod,
  examples: number,
  tokens_per_example: number,
  epochs: number,
  gpu: string,
  spot?: boolean,
  runs?: number,
  basis?: CostBasis,
  output?: TrainingCostOutput,
): any[][] {
  return cellOrSpill(() => {
    const shape = modelArgument(model_b);
    const way = methodArgument(method);
    const spec = gpuArgument(gpu);
    const onSpot = flag("spot", spot, true);
    const data = {
      examples: number("examples", examples),
      tokensPerExample: number("tokens_per_example", tokens_per_example),
      epochs: number("epochs", epochs),
      runs: optionalNumber("runs", runs, 1),
    };
    const by = option("basis", basis, BASES, { fallback: "auto" });
    const question = { parametersB: shape.parameters / 1e9, method: way, gpu: spec.key };
    const rows = trainingReferences();
    const rule = trainingRule();
    const job =
      by === "reference" ? referenceRule(rows, rule, question) : by === "auto" ? referenceMatch(rows, question) : undefined;
    const wanted = option("output", output, OUTPUTS, { fallback: "cost" });
    const result =
      job !== undefined
        ? referenceTrainingCost(job, { ...data, spotFactor: onSpot ? rule.spot_factor : 1 })
        : estimatedTrainingCost(
            { shape, method: way, gpu: spec, pricePerGpuHour: gpuPrice(spec.key, onSpot ? "spot" : "on_demand") },
            data,
            trainingCalibration(),
            memoryConstants(),
          );
    if (wanted !== "all") return result[FIGURES[wanted].key];
    return FIGURE_NAMES.map((name) => [name, result[FIGURES[name].key], FIGURES[name].unit]);
  });
}
