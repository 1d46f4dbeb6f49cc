import { checkScenario } from "../engine/scenario/checks";
import { uncheckedScenario } from "../engine/scenario/scenario";
import { checkFacts } from "../presets/checkFacts";
import { spill } from "./support/cell";
import { optionalDay } from "./support/dates";
import { PRESETS } from "./support/presetSource";
import { scenarioEntries } from "./support/scenario";

/**
 * Checks of a scenario for wrong units, contradictions, prices counted twice, models that do not fit, and stale prices.
 * @customfunction CHECKS
 * @category What-if
 * @param scenario Two columns, input name and value.
 * @param [today] The day on which prices are judged (a date, or text such as 2026-12-01); their age is not checked when omitted.
 * @returns Rows of check, pass (TRUE, FALSE, or "not checked") and message; the first row is whether all checks pass.
 * @throws #VALUE! when an input is unknown, named twice or missing; a value out of range is a check that fails.
 * @example CHECKS({"requests_per_day",50000;"tokens_in",500;"tokens_out",200;"price_in_per_1m",0.000005;"price_out_per_1m",15;"price_per_instance_hour",1.03}) => {"all checks",FALSE,"3 of 30 checks fail, 8 not checked: prices_per_1m_tokens, training_runs, engineering_hours"} ...
 * @example CHECKS({"requets_per_day",50000}) => #VALUE!
 */
export function checks(scenario: any[][], today?: any): any[][] {
  return spill(() => {
    const given = uncheckedScenario(scenarioEntries(scenario), [], PRESETS);
    return checkScenario(given, checkFacts(given, optionalDay("today", today), optionalDay)).map(({ check, pass, message }) => [
      check,
      pass ?? "not checked",
      message,
    ]);
  });
}
