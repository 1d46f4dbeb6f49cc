import type { DecidingOutput } from "../../engine/scenario/valueOfInformation";
import type { Sampling } from "../../engine/scenario/draws";
import { scenarioOutputs } from "./scenario";

export const samplings: Readonly<Record<Sampling, string>> = {
  sobol: "Evenly spread trials (Sobol's sequence, scrambled by the seed): closer with the same number of trials",
  random: "Independent random trials, as before version 0.2",
};

/** The outputs of which a positive value means "go". */
export const decidingOutputs: Readonly<Record<DecidingOutput, string>> = {
  npv: scenarioOutputs.npv,
  saving: scenarioOutputs.saving,
  cash_saving: scenarioOutputs.cash_saving,
};
