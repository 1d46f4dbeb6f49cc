import { INPUT_DESCRIPTIONS } from "../../engine/scenario/inputDescriptions";
import { NUMBER_INPUTS } from "../../engine/scenario/inputs";
import { OUTPUT_DESCRIPTIONS } from "../../engine/scenario/outputDescriptions";
import { SCENARIO_OUTPUTS } from "../../engine/scenario/outputs";

const tooltip = (doc: string, unit: string): string => doc.replace(/\.$/, "") + (unit === "TRUE/FALSE" ? "" : ` (${unit})`);

/** Inputs that are numbers, and so can be varied. */
export const scenarioInputs: Readonly<Record<string, string>> = Object.fromEntries(
  NUMBER_INPUTS.map(({ name, unit }) => [name, tooltip(INPUT_DESCRIPTIONS[name].doc, unit)]),
);

export const scenarioOutputs: Readonly<Record<string, string>> = Object.fromEntries(
  SCENARIO_OUTPUTS.map(({ name, unit }) => [name, tooltip(OUTPUT_DESCRIPTIONS[name], unit)]),
);

export const scenarioOutputsOrAll = { all: "Every output: rows of name, value, unit", ...scenarioOutputs };
