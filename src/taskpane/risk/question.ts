import type { ScenarioOutput } from "../../engine/scenario/outputs";
import type { TargetKind } from "../TargetField";
import type { Change, ScenarioInCells } from "./scenarioInCells";

/** What every part of the Risk view is asked. */
export interface RiskQuestion {
  readonly taken: ScenarioInCells;
  readonly output: ScenarioOutput;
  readonly target: TargetKind;
}

/** Writes into cells of the scenario in one step, and reads it again. */
export type Apply = (changes: readonly Change[]) => void;
