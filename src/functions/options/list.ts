import { USAGE_KINDS } from "../../engine/apiBill";
import { SCENARIO_INPUTS } from "../../engine/scenario/inputs";
import { OUTPUT_NAMES } from "../../engine/scenario/outputs";
import { optionTable } from "../../engine/optionText";
import { SERVING_OPTIONS } from "../../engine/servingOptions";
import { TRAINING_METHODS } from "../../engine/trainingJob";
import { TRAINING_OPTIONS } from "../../engine/trainingOptions";
import { apiModelKeys } from "../../presets/apiPrices";
import { gpuKeys } from "../../presets/gpus";
import { instanceKeys } from "../../presets/instances";
import { managedOffers } from "../../presets/managed";
import { modelKeys } from "../../presets/models";
import {
  caseTitles,
  projectPhases,
  servingReferenceKey,
  servingReferences,
  trainingReferenceKey,
  trainingReferences,
} from "../../presets/reference";

export interface ListKind {
  readonly tooltip: string;
  readonly keys: () => readonly string[];
  /** What stands beside each key, for the kinds that are a table. */
  readonly beside?: () => readonly (readonly string[])[];
}

export const listKinds = {
  gpus: { tooltip: "GPUs, for FT.GPU_SPEC, FT.GPU_PRICE and the estimators", keys: gpuKeys },
  models: { tooltip: "Open models, for FT.MODEL_SPEC and every model_b", keys: modelKeys },
  methods: { tooltip: "Ways to fine-tune", keys: () => TRAINING_METHODS },
  api_models: { tooltip: "Models behind an API, for FT.API_PRICE", keys: apiModelKeys },
  benchmarks: {
    tooltip: "Rows of the reference tables, for FT.SOURCE",
    keys: () => [...trainingReferences().map(trainingReferenceKey), ...servingReferences().map(servingReferenceKey)],
  },
  cases: { tooltip: "Worked cases, for FT.SOURCE", keys: () => caseTitles().map(({ key }) => key) },
  inputs: { tooltip: "Inputs of a scenario", keys: () => SCENARIO_INPUTS.map(({ name }) => name) },
  outputs: { tooltip: "Outputs of a scenario", keys: () => OUTPUT_NAMES },
  phases: { tooltip: "Phases of a project, for FT.SOURCE", keys: () => projectPhases().map(({ key }) => key) },
  managed: { tooltip: "Managed fine-tuning offers, for FT.SOURCE", keys: () => managedOffers().map(({ key }) => key) },
  instances: { tooltip: "Machine types of clouds, for every gpu argument", keys: instanceKeys },
  usage_kinds: { tooltip: "What a request uses, for FT.API_BILL", keys: () => USAGE_KINDS.map(({ kind }) => kind) },
  training_options: {
    tooltip: "Options of the training functions: key, values, default, meaning, what it rests on",
    keys: () => Object.keys(TRAINING_OPTIONS),
    beside: () => optionTable(TRAINING_OPTIONS).map((row) => row.slice(1)),
  },
  serving_options: {
    tooltip: "Options of the serving functions: key, values, default, meaning, what it rests on",
    keys: () => Object.keys(SERVING_OPTIONS),
    beside: () => optionTable(SERVING_OPTIONS).map((row) => row.slice(1)),
  },
} as const satisfies Readonly<Record<string, ListKind>>;
