import { Button } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { CalculationError } from "../../engine/errors";
import { type OutputName, requireOutput } from "../../engine/scenario/outputs";
import { DECIDED_BY } from "../../engine/scenario/valueOfInformation";
import { readCells, replaceCells } from "../../workbook/excelCells";
import { readSelection } from "../../workbook/excelWorkbook";
import { useInsertion } from "../insertion";
import { Checks } from "../risk/Checks";
import { Distribution } from "../risk/Distribution";
import { Drawing } from "../risk/Drawing";
import { Knowing } from "../risk/Knowing";
import type { Apply, RiskQuestion } from "../risk/question";
import { RangeForm } from "../risk/RangeForm";
import {
  baseValue,
  FIRST_TRIALS,
  type InputWithRange,
  rangesOf,
  simulated,
  simulatedInParts,
  stagesOf,
  TRIALS_OFFERED,
  verdictOf,
} from "../risk/risk";
import { addressOf, type Change, scenarioInCells, type ScenarioInCells } from "../risk/scenarioInCells";
import { useAmount, useExact, useShown } from "../risk/shown";
import { Swings } from "../risk/Swings";
import { Turning } from "../risk/Turning";
import { useStages } from "../risk/useStages";
import { understood } from "../risk/writtenRange";
import { SelectField } from "../SelectField";
import { TargetField, type TargetKind } from "../TargetField";

const MOST_CELLS = 4000;

/** How sure a scenario of the user's own is: its ranges, what they come to, and each answer as a live formula. */
export function Risk() {
  const [taken, setTaken] = useState<ScenarioInCells>();
  const [name, setName] = useState<OutputName>("npv");
  const [trials, setTrials] = useState<number>(FIRST_TRIALS);
  const [target, setTarget] = useState<TargetKind>("newSheet");
  const { change, report } = useInsertion();
  const exact = useExact();
  const shown = useShown();
  const take = async () => {
    try {
      setTaken(scenarioInCells(await readSelection(MOST_CELLS)));
    } catch (error) {
      report(error);
    }
  };
  const takeAgain = async ({ area }: ScenarioInCells) => {
    try {
      setTaken(scenarioInCells(await readCells(area)));
    } catch (error) {
      report(error);
    }
  };
  const apply = (changes: readonly Change[]) =>
    void change(async () => {
      if (!taken) throw new Error("Take the scenario first.");
      const replaced = changes.map(({ cell: { row, column, value }, becomes }) => ({ row, column, was: value, becomes }));
      setTaken(scenarioInCells(await replaceCells(taken.area, replaced)));
      return changes.map(({ cell, becomes }) => `${cell.input.name} in ${addressOf(cell)} is now ${exact(becomes)}`).join("; ");
    });
  return (
    <>
      <h1>How sure is it?</h1>
      <p className="quiet">
        Select your scenario in the sheet, two columns of names and values. A value may be a range: 20 to 40 (P5 to P95), 30 ± 20
        %, 20 | 30 | 60, or uniform 20 to 40.
      </p>
      <div className="row">
        <Button appearance={taken ? "secondary" : "primary"} onClick={() => void take()}>
          Take the scenario from selected cells
        </Button>
        {taken && <Button onClick={() => void takeAgain(taken)}>Read them again</Button>}
      </div>
      {taken ? (
        <>
          <p role="note" className="quiet">
            {taken.cells.length} inputs from {taken.reference}; formulas will point at these cells.
          </p>
          <div className="filters">
            <SelectField label="Judge by" value={name} choices={DECIDED_BY} onChange={setName} />
            <SelectField
              label="Trials"
              value={String(trials)}
              choices={Object.fromEntries(TRIALS_OFFERED.map((each) => [each, shown(each)]))}
              onChange={(chosen) => setTrials(Number(chosen))}
            />
            <TargetField value={target} onChange={setTarget} />
          </div>
          <Answers taken={taken} output={requireOutput("output", name)} trials={trials} target={target} apply={apply} />
        </>
      ) : (
        <p role="status">No scenario yet.</p>
      )}
    </>
  );
}

function Answers({ taken, output, target, trials, apply }: RiskQuestion & { trials: number; apply: Apply }) {
  const amount = useAmount();
  const shown = useShown();
  const ranges = useMemo(() => rangesOf(taken), [taken]);
  const base = useMemo(() => baseValue(taken, output), [taken, output]);
  const first = useMemo(() => {
    if (ranges.length === 0 || taken.scenario.problems.length > 0) return undefined;
    try {
      return simulated(taken, output, ranges);
    } catch (error) {
      if (error instanceof CalculationError) return error;
      throw error;
    }
  }, [taken, output, ranges]);
  const begin = useMemo(
    () =>
      first === undefined || first instanceof CalculationError
        ? undefined
        : (count: number) => simulatedInParts(taken, output, ranges, count),
    [taken, output, ranges, first],
  );
  const stages = useMemo(() => stagesOf(trials), [trials]);
  const more = useStages(begin, stages);
  const figures = more.problem ?? more.answer ?? first;
  const distribution = figures instanceof CalculationError ? undefined : figures;
  const asked = { taken, output, target };
  return (
    <>
      <section aria-label="Verdict">
        <h2>Verdict</h2>
        <p role="status" className="verdict">
          {verdictOf(base, distribution?.statistics.get("probability above 0"))}
        </p>
        {distribution && <p className="quiet">{shown(distribution.trials)} trials were drawn.</p>}
        {typeof base === "number" && (
          <p className="quiet">
            {output.name} at the centres: {amount(base, output.unit)}
          </p>
        )}
        <Drawing what="the verdict" standing={distribution?.trials} staged={more} />
      </section>
      <Ranges ranges={ranges} />
      <RangeForm taken={taken} apply={apply} />
      {figures instanceof CalculationError && <p role="alert">{figures.message}</p>}
      {distribution && (
        <>
          <Distribution {...asked} ranges={ranges} distribution={distribution} />
          <Swings {...asked} ranges={ranges} />
          <Knowing {...asked} ranges={ranges} trials={trials} isNext={more.underWay === undefined} />
        </>
      )}
      {typeof base === "number" && <Turning {...asked} apply={apply} />}
      <Checks taken={taken} apply={apply} />
    </>
  );
}

/** What was understood of each range. */
function Ranges({ ranges }: { ranges: readonly InputWithRange[] }) {
  const shown = useShown();
  return (
    <section aria-label="Ranges">
      <h2>What is uncertain</h2>
      {ranges.length === 0 ? (
        <p>No cell holds a range yet: write one below for a figure that is not certain, or type one, such as 20 to 40.</p>
      ) : (
        <ul className="plain">
          {ranges.map(({ input, range }) => (
            <li key={input.name}>
              {input.name}: {understood(range, shown)} <span className="quiet">{input.unit}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
