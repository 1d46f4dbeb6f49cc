import { type ServingEstimate, servingThroughput as estimateThroughput } from "../engine/servingThroughput";
import { servingCalibration } from "../presets/calibration";
import { option, optionalNonZero, optionalNumber } from "./support/arguments";
import { cellOrSpill } from "./support/cell";
import { gpuArgument, modelArgument } from "./support/estimatorArguments";

/** @customenum {string} */
const enum ServingOutput {
  /** Input and output tokens together (tokens/s) */
  TotalTokensPerSecond = "total_tokens_per_second",
  /** Output tokens alone (tokens/s) */
  OutputTokensPerSecond = "output_tokens_per_second",
  /** One measured run in ten was slower (tokens/s, input and output) */
  Low = "low",
  /** One measured run in ten was faster (tokens/s, input and output) */
  High = "high",
  /** Until the first token of an answer (s) */
  TimeToFirstTokenS = "time_to_first_token_s",
  /** Between two tokens of an answer (ms) */
  TimePerOutputTokenMs = "time_per_output_token_ms",
  /** Sequences at once that the memory holds */
  MaxConcurrency = "max_concurrency",
  /** measured, calibrated or extrapolated */
  Basis = "basis",
  /** All of them as rows of name, value, unit */
  All = "all",
}

const MILLISECONDS = 1000;

interface Figure {
  readonly of: (estimate: ServingEstimate) => number | string;
  readonly unit: string;
}

const FIGURES: Readonly<Record<Exclude<`${ServingOutput}`, "all">, Figure>> = {
  total_tokens_per_second: { of: (estimate) => estimate.totalTokensPerSecond, unit: "tokens/s" },
  output_tokens_per_second: { of: (estimate) => estimate.outputTokensPerSecond, unit: "tokens/s" },
  low: { of: (estimate) => estimate.lowTotalTokensPerSecond, unit: "tokens/s" },
  high: { of: (estimate) => estimate.highTotalTokensPerSecond, unit: "tokens/s" },
  time_to_first_token_s: { of: (estimate) => estimate.timeToFirstTokenSeconds, unit: "s" },
  time_per_output_token_ms: { of: (estimate) => estimate.timePerOutputTokenSeconds * MILLISECONDS, unit: "ms" },
  max_concurrency: { of: (estimate) => estimate.maxConcurrency, unit: "sequences" },
  basis: { of: (estimate) => estimate.basis, unit: "" },
};
const FIGURE_NAMES = Object.keys(FIGURES) as (keyof typeof FIGURES)[];
const OUTPUTS: readonly `${ServingOutput}`[] = [...FIGURE_NAMES, "all"];

/**
 * Tokens per second of an instance that serves a model, estimated from physics calibrated against published runs.
 * @customfunction SERVING_THROUGHPUT
 * @category Serving
 * @param model_b Size in billions of parameters (7, 8.03, 70) or a key of FT.LIST("models").
 * @param gpu A key of FT.LIST("gpus") or a common spelling such as "A100-80GB" or "H100 SXM".
 * @param [gpus] GPUs of the instance, the model split over them; 1 when omitted.
 * @param [tokens_in] Input tokens per request (tokens); 512 when omitted.
 * @param [tokens_out] Output tokens per request (tokens); 256 when omitted.
 * @param [concurrency] Requests at once; no more than the memory holds are worked on together; 32 when omitted.
 * @param [weight_bits] Bits per weight: 16, 8 or 4; 16 when omitted.
 * @param [output] One figure, or "all"; "total_tokens_per_second" when omitted.
 * @returns Tokens/s of the instance, input and output together, or the output asked for; "all" gives rows of name, value, unit.
 * @throws #N/A when the model does not fit the GPUs, with what it needs, or the model or GPU is unknown.
 * @throws #VALUE! when gpus, tokens or concurrency is not a whole number of 1 or more, weight_bits is not 16, 8 or 4, or the context is too long for the model.
 * @example SERVING_THROUGHPUT("llama-2-7b", "a100_80g", 1, 512, 256, 32, 16, "max_concurrency") => 145
 * @example SERVING_THROUGHPUT("llama-2-7b", "a100_40g", 1, 128, 128, 16, 16, "basis") => "measured"
 * @example SERVING_THROUGHPUT("llama-2-70b", "a100_80g") => #N/A
 * @example SERVING_THROUGHPUT("llama-2-7b", "a100_80g", 1, 4000, 256) => #VALUE!
 * @see FT.SERVING_MEMORY for what fills the memory, docs/accuracy.md for how far to trust it
 */
export function servingThroughput(
  model_b: any,
  gpu: string,
  gpus?: number,
  tokens_in?: number,
  tokens_out?: number,
  concurrency?: number,
  weight_bits?: number,
  output?: ServingOutput,
): any[][] {
  return cellOrSpill(() => {
    const estimate = estimateThroughput(
      {
        shape: modelArgument(model_b),
        gpu: gpuArgument(gpu),
        gpus: optionalNumber("gpus", gpus, 1),
        tokensIn: optionalNonZero("tokens_in", tokens_in, 512),
        tokensOut: optionalNonZero("tokens_out", tokens_out, 256),
        concurrency: optionalNonZero("concurrency", concurrency, 32),
        weightBits: optionalNonZero("weight_bits", weight_bits, 16),
      },
      servingCalibration(),
    );
    const wanted = option("output", output, OUTPUTS, { fallback: "total_tokens_per_second" });
    if (wanted !== "all") return FIGURES[wanted].of(estimate);
    return FIGURE_NAMES.map((name) => [name, FIGURES[name].of(estimate), FIGURES[name].unit]);
  });
}
