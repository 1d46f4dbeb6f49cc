import { CalculationError } from "../errors";
import { CHECKED_OUTPUTS, unchecked, type CheckFacts, type Finding, type InputContext } from "./checks/check";
import { FACT_CHECKS } from "./checks/factChecks";
import { INPUT_CHECKS } from "./checks/inputChecks";
import { OUTPUT_CHECKS } from "./checks/outputChecks";
import { requireOutput } from "./outputs";
import { presentValues } from "./presentValues";
import { scenarioOutputs, type UncheckedScenario } from "./scenario";

/*
 * What a careful reader of a business case would ask. Each check compares two figures of the scenario, or one with a
 * fact, and says both and what to do; a check for which something is not given says what.
 */

const CHECKS_OF_INPUTS = Object.entries({ ...INPUT_CHECKS, ...FACT_CHECKS });

/** Every check in its order, above them whether all of them pass. */
export function checkScenario(scenario: UncheckedScenario, facts: CheckFacts): Finding[] {
  const hasFault = scenario.faults.size > 0;
  const present = presentValues(scenario);
  const inputs: InputContext = {
    scenario,
    facts,
    input: (name) => present.get(name) ?? NaN,
    given: (name) => scenario.given.has(name),
  };
  const findings: Finding[] = CHECKS_OF_INPUTS.map(([check, run]) => {
    const canRun = !hasFault || check === "inputs_in_range";
    return { check, ...(canRun ? run(inputs) : unchecked("an input holds an error")) };
  });

  const isSound = !hasFault && scenario.problems.length === 0;
  const outputs = isSound ? checkedOutputs(scenario) : undefined;
  for (const [check, run] of Object.entries(OUTPUT_CHECKS)) {
    const verdict =
      outputs === undefined
        ? unchecked("correct the inputs that are out of range first")
        : run({ ...inputs, output: (name) => outputs.get(name) });
    findings.push({ check, ...verdict });
  }
  return [masterFlag(findings), ...findings];
}

/** The values of the outputs that checks read; those without one are left out. */
function checkedOutputs(scenario: UncheckedScenario): ReadonlyMap<string, number> {
  const values = scenarioOutputs(
    scenario,
    CHECKED_OUTPUTS.map((name) => requireOutput("output", name)),
  );
  const known = new Map<string, number>();
  CHECKED_OUTPUTS.forEach((name, i) => {
    const value = values[i];
    if (!(value instanceof CalculationError)) known.set(name, Number(value));
  });
  return known;
}

function masterFlag(findings: readonly Finding[]): Finding {
  const failures = findings.filter(({ pass }) => pass === false).map(({ check }) => check);
  const open = findings.filter(({ pass }) => pass === undefined).length;
  const left = open === 0 ? "" : `, ${open} not checked`;
  const message =
    failures.length === 0
      ? `${findings.length - open} of ${findings.length} checks pass${left}`
      : `${failures.length} of ${findings.length} checks fail${left}: ${failures.join(", ")}`;
  return { check: "all checks", pass: failures.length === 0, message };
}
