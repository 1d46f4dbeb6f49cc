import { samplerOf } from "../../engine/distributions";
import { CalculationError } from "../../engine/errors";
import type { UncertainInput } from "../../engine/scenario/draws";
import { type NumberInputName, requireInput, requireNumberInput } from "../../engine/scenario/inputs";
import { requireOutput } from "../../engine/scenario/outputs";
import { type Scenario, type ScenarioEntry, scenarioOf } from "../../engine/scenario/scenario";
import { simulate } from "../../engine/scenario/simulation";
import { modelFigure } from "../../presets/models";
import { confidence, confidenceFormula } from "../confidence";
import type { CaseInputs } from "./caseInputs";
import { CASE_DISTRIBUTION } from "./typicalRanges";

/* How sure the verdict of a case is: the share of trials of its ranges in which its net present value is above 0. */

/** The scenario as its sheet's cells give it to the functions. */
export function scenarioOfCase({ scenario }: Pick<CaseInputs, "scenario">): Scenario {
  const entries = Object.entries(scenario).map(([name, value]): ScenarioEntry => {
    if (requireInput("name", name).kind === "text") return value === "none" ? { name } : { name, value };
    // The size of a model may be given by its name.
    return typeof value === "string" ? { name, value: modelFigure(value, "params_b", name), key: value } : { name, value };
  });
  return scenarioOf(entries);
}

/** The share of trials in which a case pays; undefined where its ranges cannot be drawn. */
export function chanceOf(inputs: Pick<CaseInputs, "scenario" | "ranges" | "extras">): number | undefined {
  const names = Object.keys(inputs.ranges) as NumberInputName[];
  try {
    const uncertain = names.map((name): UncertainInput => {
      const value = Number(inputs.scenario[name]);
      const [low, high] = inputs.ranges[name] ?? [value, value];
      const sampler = samplerOf(name, CASE_DISTRIBUTION, [Math.min(low, value), value, Math.max(high, value)]);
      return { input: requireNumberInput("ranges", name), sampler };
    });
    const statistics = simulate(scenarioOfCase(inputs), requireOutput("output", "npv"), {
      uncertain,
      trials: Number(inputs.extras.trials),
      seed: Number(inputs.extras.seed),
      sampling: "sobol",
      correlations: [],
    });
    const share = statistics.find(({ name }) => name === "probability above 0")?.value;
    return typeof share === "number" ? share : undefined;
  } catch (error) {
    if (error instanceof CalculationError) return undefined;
    throw error;
  }
}

const OVER = "Over the ranges of its assumptions it ";
const UNKNOWN = "How sure that is cannot be said: its ranges cannot be drawn.";

/** The confidence as a sentence of its own, after that of the verdict. */
export const chanceSentence = (share: number | undefined): string =>
  share === undefined ? UNKNOWN : `${OVER}${confidence(share)}.`;

/** The same as a piece of a formula. @param share The cell that holds the share of trials above 0. */
export const chanceFormula = (share: string): string => `IFERROR("${OVER}"&${confidenceFormula(share)}&".","${UNKNOWN}")`;
