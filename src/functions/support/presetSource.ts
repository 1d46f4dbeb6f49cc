import { scenarioPresets } from "../../presets/scenarioPresets";
import { optionalDay } from "./dates";

/** What a scenario's keys stand for, its day read as a cell holds it. */
export const PRESETS = scenarioPresets(optionalDay);
