import { Button } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { projectCost, projectWeeks } from "../../engine/projectCost";
import { ASSUMPTIONS, type PhaseHours, type ProjectAssumptions, projectBlock, typicalPhases } from "../../workbook/projectBlock";
import { useInsertion } from "../insertion";
import { NumberField, type NumberForm, type NumberQuestion, useNumberForm } from "../numberForm";
import { showMoney, showNumber } from "../numbers";
import { useSeparators } from "../separators";
import { TargetField, type TargetKind, targetOf } from "../TargetField";

const ESTIMATES = ["low", "likely", "high"] as const;
type Estimate = (typeof ESTIMATES)[number];
type HoursKey = `${number}:${Estimate}`;

const ESTIMATE_NAMES: Record<Estimate, string> = { low: "Low", likely: "Likely", high: "High" };
const MOST_HOURS = 20_000;
const PHASES = typicalPhases();

const HOURS = Object.fromEntries(
  PHASES.flatMap((phase, i) =>
    ESTIMATES.map((estimate): [HoursKey, NumberQuestion] => [
      `${i}:${estimate}`,
      { label: ESTIMATE_NAMES[estimate], unit: "h", initial: phase[estimate], rule: { least: 0, most: MOST_HOURS } },
    ]),
  ),
) as Record<HoursKey, NumberQuestion>;

const START: Record<keyof ProjectAssumptions, Pick<NumberQuestion, "initial" | "rule" | "hint">> = {
  hourly_rate: { initial: 150, rule: { least: 0, most: 10_000 } },
  runs: { initial: 8, rule: { least: 0, most: 100_000 }, hint: "Few projects are done in fewer than five." },
  cost_per_run: { initial: 12, rule: { least: 0, most: 1e8 } },
  data_cost: { initial: 0, rule: { least: 0, most: 1e9 } },
  other_cost: { initial: 0, rule: { least: 0, most: 1e9 } },
  contingency: { initial: 0.15, rule: { least: 0, most: 1 }, hint: "A fraction, or a percentage such as 15 %." },
  engineers: { initial: 1, rule: { above: 0, most: 1000 } },
  availability: { initial: 0.6, rule: { above: 0, most: 1 }, hint: "The share of the week that is really theirs for it." },
  hours_per_week: { initial: 40, rule: { above: 0, most: 168 } },
};

const RATES = Object.fromEntries(
  ASSUMPTIONS.map(({ key, label, unit }): [keyof ProjectAssumptions, NumberQuestion] => [key, { label, unit, ...START[key] }]),
) as Record<keyof ProjectAssumptions, NumberQuestion>;

/** Hours by phase, rates and team: what the project costs and how long it takes. */
export function Project() {
  const hours = useNumberForm(HOURS);
  const rates = useNumberForm(RATES);
  const [target, setTarget] = useState<TargetKind>("newSheet");
  const { insert, refuse } = useInsertion();

  const phases = useMemo<readonly PhaseHours[] | undefined>(() => {
    const values = hours.values;
    if (!values) return undefined;
    const all = PHASES.map(({ name }, i) => ({
      name,
      low: values[`${i}:low`],
      likely: values[`${i}:likely`],
      high: values[`${i}:high`],
    }));
    return all.every(({ low, likely, high }) => low <= likely && likely <= high) ? all : undefined;
  }, [hours.values]);

  const write = () => {
    const disordered = PHASES.findIndex((_, i) => disorder(hours, i) !== undefined);
    if (disordered >= 0) document.getElementById(hours.idOf(`${disordered}:likely`))?.focus();
    else if (hours.requireValid() && rates.requireValid() && phases && rates.values) {
      return void insert(projectBlock(phases, rates.values), targetOf(target));
    }
    refuse();
  };

  return (
    <>
      <h1>Cost a project</h1>
      <p className="quiet">The one-time work: hours by phase as a low, a likely and a high guess.</p>
      {PHASES.map(({ name }, i) => (
        <fieldset key={name} className="phase">
          <legend>{name}</legend>
          {ESTIMATES.map((estimate) => (
            <NumberField
              key={estimate}
              form={hours}
              name={`${i}:${estimate}`}
              label={`${ESTIMATE_NAMES[estimate]}, hours`}
              hideUnit
              problem={estimate === "likely" ? disorder(hours, i) : undefined}
            />
          ))}
        </fieldset>
      ))}
      <fieldset className="questions">
        <legend>Rates and team</legend>
        {ASSUMPTIONS.map(({ key }) => (
          <NumberField key={key} form={rates} name={key} />
        ))}
      </fieldset>
      <section aria-label="Result">
        <h2>What it comes to</h2>
        {phases && rates.values ? (
          <Totals phases={phases} assumptions={rates.values} />
        ) : (
          <p role="status">Fix the marked fields to see the result.</p>
        )}
      </section>
      <h2>Write it</h2>
      <TargetField value={target} onChange={setTarget} />
      <div className="row">
        <Button appearance="primary" onClick={write}>
          Insert project table
        </Button>
      </div>
    </>
  );
}

/** The guesses of a phase must stand in their order. */
function disorder(form: NumberForm<HoursKey>, phase: number): string | undefined {
  const [low, likely, high] = ESTIMATES.map((estimate) => {
    const read = form.read(`${phase}:${estimate}`);
    return "value" in read ? read.value : undefined;
  });
  if (low === undefined || likely === undefined || high === undefined || (low <= likely && likely <= high)) return undefined;
  return "Must lie between low and high.";
}

function Totals({ phases, assumptions }: { phases: readonly PhaseHours[]; assumptions: ProjectAssumptions }) {
  const separators = useSeparators();
  const totals = ESTIMATES.map((estimate) => {
    const hours = phases.map((phase) => phase[estimate]);
    const cost = projectCost({
      hours,
      hourlyRate: assumptions.hourly_rate,
      runs: assumptions.runs,
      costPerRun: assumptions.cost_per_run,
      dataCost: assumptions.data_cost,
      otherCost: assumptions.other_cost,
      contingencyFraction: assumptions.contingency,
    });
    const allHours = hours.reduce((sum, value) => sum + value, 0);
    const weeks = projectWeeks({
      hours: allHours,
      engineers: assumptions.engineers,
      availabilityFraction: assumptions.availability,
      hoursPerWeek: assumptions.hours_per_week,
    });
    return { estimate, hours: allHours, cost: cost.totalCost, weeks };
  });
  const rows = [
    { name: "Hours", unit: "h", of: (t: (typeof totals)[number]) => showNumber(t.hours, separators, 1) },
    { name: "Cost", unit: "", of: (t: (typeof totals)[number]) => showMoney(t.cost, separators) },
    { name: "Time", unit: "weeks", of: (t: (typeof totals)[number]) => showNumber(t.weeks, separators, 1) },
  ];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">Figure</span>
          </th>
          {ESTIMATES.map((estimate) => (
            <th key={estimate} scope="col" className="figure">
              {ESTIMATE_NAMES[estimate]}
            </th>
          ))}
          <th scope="col">Unit</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, unit, of }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {totals.map((total) => (
              <td key={total.estimate} className="figure">
                {of(total)}
              </td>
            ))}
            <td>{unit}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
