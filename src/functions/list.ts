import { OUTPUT_NAMES } from "../engine/scenario/outputs";
import { SCENARIO_INPUTS } from "../engine/scenario/inputs";
import { TRAINING_METHODS } from "../engine/trainingJob";
import { apiModelKeys } from "../presets/apiPrices";
import { gpuKeys } from "../presets/gpus";
import { managedOffers } from "../presets/managed";
import { modelKeys } from "../presets/models";
import {
  caseTitles,
  projectPhases,
  servingReferenceKey,
  servingReferences,
  trainingReferenceKey,
  trainingReferences,
} from "../presets/reference";
import { option } from "./support/arguments";
import { spill } from "./support/cell";

/** @customenum {string} */
const enum ListKind {
  /** GPUs, for FT.GPU_SPEC, FT.GPU_PRICE and the estimators */
  Gpus = "gpus",
  /** Open models, for FT.MODEL_SPEC and every model_b */
  Models = "models",
  /** Ways to fine-tune */
  Methods = "methods",
  /** Models behind an API, for FT.API_PRICE */
  ApiModels = "api_models",
  /** Rows of the reference tables, for FT.SOURCE */
  Benchmarks = "benchmarks",
  /** Worked cases, for FT.SOURCE */
  Cases = "cases",
  /** Inputs of a scenario */
  Inputs = "inputs",
  /** Outputs of a scenario */
  Outputs = "outputs",
  /** Phases of a project, for FT.SOURCE */
  Phases = "phases",
  /** Managed fine-tuning offers, for FT.SOURCE */
  Managed = "managed",
}

const LISTS: Record<`${ListKind}`, () => readonly string[]> = {
  gpus: gpuKeys,
  models: modelKeys,
  methods: () => TRAINING_METHODS,
  api_models: apiModelKeys,
  benchmarks: () => [...trainingReferences().map(trainingReferenceKey), ...servingReferences().map(servingReferenceKey)],
  cases: () => caseTitles().map(({ key }) => key),
  inputs: () => SCENARIO_INPUTS.map(({ name }) => name),
  outputs: () => OUTPUT_NAMES,
  phases: () => projectPhases().map(({ key }) => key),
  managed: () => managedOffers().map(({ key }) => key),
};
const KINDS = Object.keys(LISTS) as `${ListKind}`[];

/**
 * The keys of one kind of preset, one per row: the source of a drop-down list.
 * @customfunction LIST
 * @category Presets
 * @param kind gpus, models, methods, api_models, benchmarks, cases, inputs, outputs, phases or managed.
 * @returns A column of keys, without a header.
 * @throws #VALUE! when the kind is unknown, with the nearest kinds.
 * @example LIST("gpus") => {"t4";"v100";"a10g"} ...
 * @example LIST("phases") => {"data_collection";"formatting";"experiment_setup";"hyperparameter_search";"evaluation_framework";"evaluation";"deployment";"monitoring"}
 * @example LIST("clouds") => #VALUE!
 * @see FT.SOURCE for where the preset behind a key comes from
 */
export function list(kind: ListKind): any[][] {
  return spill(() => LISTS[option("kind", kind, KINDS)]().map((key) => [key]));
}
