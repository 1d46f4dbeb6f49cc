import type { GpuSpec, ModelShape } from "./hardware";
import { isAmd, type ServingQuestion } from "./servingModel";
import type { Band } from "./trainingBasis";

/*
 * How sure an estimate of serving speed is: by whose GPUs and which kind of model its errors are grouped, in what way it
 * goes beyond the runs that were measured, and how far such runs lay from their estimates.
 */

export type ServingKind = "nvidia dense" | "nvidia mixture" | "amd dense" | "amd mixture" | "other";

/** Makers whose cards nobody's published runs are of. */
const isOther = (gpu: GpuSpec): boolean => /^(?:TPU|Habana|RDNA)/.test(gpu.architecture);

export function servingKind(gpu: GpuSpec, shape: ModelShape): ServingKind {
  if (isOther(gpu)) return "other";
  return `${isAmd(gpu) ? "amd" : "nvidia"} ${shape.experts > 0 ? "mixture" : "dense"}`;
}

/** What was measured, as far as it decides what an estimate rests on. */
export interface ServingCoverage {
  /** "gpu bits", as in "h100_sxm 8". */
  readonly gpusByBits: ReadonlySet<string>;
  readonly gpus: ReadonlySet<string>;
  readonly smallestModel: number;
  readonly largestModel: number;
  readonly longestContext: number;
  readonly mostGpus: number;
}

/** In which ways a question goes beyond what was measured; none where it does not. */
function extrapolations(question: ServingQuestion, coverage: ServingCoverage): string[] {
  const { shape, gpu, gpus, weightBits, tokensIn, tokensOut } = question;
  const ways: string[] = [];
  if (!coverage.gpus.has(gpu.key)) ways.push("another GPU");
  else if (!coverage.gpusByBits.has(`${gpu.key} ${weightBits}`)) ways.push("other weight bits");
  if (shape.parameters > coverage.largestModel) ways.push("larger model");
  else if (shape.parameters < coverage.smallestModel) ways.push("smaller model");
  if (gpus > coverage.mostGpus) ways.push("more GPUs");
  if (tokensIn + tokensOut > coverage.longestContext) ways.push("longer context");
  if (shape.stateBytes > 0) ways.push("linear attention");
  return ways;
}

/** What of the set-up is reckoned and not fitted. */
function assumptions(question: ServingQuestion, kind: ServingKind): string[] {
  const made: string[] = [];
  if (kind === "other") made.push("no published runs of this maker");
  if (question.prefixCachedShare > 0) made.push("prefix_cached_share");
  if (question.draftTokens !== undefined)
    made.push(`tokens_per_step ${question.tokensPerStep} of draft_tokens ${question.draftTokens}`);
  else if (question.tokensPerStep > 1) made.push("tokens_per_step");
  return made;
}

/** What is not measured adds its own doubt: half as much again, on a logarithmic scale; what is assumed as much again. */
const EXTRAPOLATED = 1.5;
const ASSUMED = 2;

const WHAT = { model: "model", config: "config.json of", size: "size" } as const;

/** An estimate's footing in words, and the band that goes with it. */
export function servingFooting(
  question: ServingQuestion,
  coverage: ServingCoverage,
  bands: Readonly<Record<ServingKind, Band>>,
): { readonly basis: string; readonly band: Band } {
  const kind = servingKind(question.gpu, question.shape);
  const band = bands[kind];
  const what = `${WHAT[question.shape.origin]} ${question.shape.key}`;
  const assumed = assumptions(question, kind);
  const beyond = extrapolations(question, coverage);
  if (assumed.length === 0 && beyond.length === 0) return { basis: `calibrated: ${kind}; ${what}`, band };
  const widening = assumed.length > 0 ? ASSUMED : EXTRAPOLATED;
  const basis = [
    ...(assumed.length > 0 ? [`assumed: ${assumed.join(", ")}`] : []),
    ...(beyond.length > 0 ? [`extrapolated: ${beyond.join(", ")}`] : []),
    what,
  ].join("; ");
  return { basis, band: { low: band.low ** widening, high: band.high ** widening } };
}
