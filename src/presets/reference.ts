import { readRows } from "./compactTable";
import type { Confidence, Provenance } from "./fact";
import { once } from "./once";
import file from "./reference.json";

/** A row of the reference table of training: figures of the whole job, on demand. */
export interface TrainingReference {
  readonly model_b: number;
  readonly method: "lora" | "qlora" | "full";
  readonly gpu: string;
  readonly tokens_per_second: number;
  readonly gpus: number;
  readonly price_per_hour: number;
}

/** A row of the reference table of serving: figures of the whole instance, always on. */
export interface ServingReference {
  readonly model_b: number;
  readonly gpu: string;
  readonly tokens_per_second: number;
  readonly gpus: number;
  readonly cost_per_month: number;
}

/** One of the eight phases of a fine-tuning project, with the engineering hours it usually takes. */
export interface ProjectPhase {
  readonly key: string;
  readonly name: string;
  readonly low_hours: number;
  readonly high_hours: number;
}

/** What a way of serving more cheaply typically brings: a factor on the throughput, or the share of hours switched off. */
export interface ServingLever {
  readonly key: string;
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly unit: "×" | "fraction";
}

/** The name of a worked case; cases.ts has its inputs and working. */
export interface CaseTitle {
  readonly key: string;
  readonly title: string;
}

/** What the reference rule of training says where its table has no row, and what it leaves of a price on spot. */
export interface TrainingRule {
  readonly tokens_per_second_of_7b: number;
  readonly least_tokens_per_second: number;
  readonly billions_per_gpu: number;
  readonly price_per_gpu_hour: number;
  readonly spot_factor: number;
}

const training = once<readonly TrainingReference[]>(() => readRows(file.training));
const serving = once<readonly ServingReference[]>(() => readRows(file.serving));
const phases = once<readonly ProjectPhase[]>(() => readRows(file.phases));
const levers = once<readonly ServingLever[]>(() => readRows(file.levers));

const titles = once<readonly CaseTitle[]>(() => readRows(file.cases));

/** The reference table of training throughput and prices. */
export const trainingReferences = (): readonly TrainingReference[] => training();

/** The figures of the reference rule of training beside its table. */
export const trainingRule = (): TrainingRule => file.rule;

/** The reference table of serving throughput and monthly cost. */
export const servingReferences = (): readonly ServingReference[] => serving();

/** The eight phases of a project in their order. */
export const projectPhases = (): readonly ProjectPhase[] => phases();

/** The five serving levers in the order of FT.SERVING_LEVERS. */
export const servingLevers = (): readonly ServingLever[] => levers();

/** The titles of the worked cases, for where their working would only weigh. */
export const caseTitles = (): readonly CaseTitle[] => titles();

/** Where all of these come from. */
export const referenceProvenance: Provenance = {
  source: file.source,
  asOf: file.as_of,
  confidence: file.confidence as Confidence,
};

/** The price of one GPU in the reference table of training ($/GPU-hour), undefined where the table has none. */
export function referencePrice(gpu: string): number | undefined {
  const row = training().find((candidate) => candidate.gpu === gpu && candidate.gpus === 1);
  return row?.price_per_hour;
}

/** "training_7b_lora_a100_80g", "serving_7b_a10g": how a row of a reference table is named in lists. */
export const trainingReferenceKey = (row: TrainingReference): string => `training_${row.model_b}b_${row.method}_${row.gpu}`;
export const servingReferenceKey = (row: ServingReference): string => `serving_${row.model_b}b_${row.gpu}`;
