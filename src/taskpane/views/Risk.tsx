import { Button, Field, Select } from "@fluentui/react-components";
import { useCallback, useMemo, useState } from "react";
import { CalculationError } from "../../engine/errors";
import { type OutputName, requireOutput, type ScenarioOutput } from "../../engine/scenario/outputs";
import { DECIDED_BY } from "../../engine/scenario/valueOfInformation";
import { readSelection } from "../../workbook/excelWorkbook";
import { simulationBlock, tornadoBlock } from "../../workbook/riskBlocks";
import { useInsertion } from "../insertion";
import { Loading } from "../Loading";
import { showNumber } from "../numbers";
import { baseValue, type InputWithRange, rangesOf, simulated, type Simulated, tornadoBars, verdictOf } from "../risk/risk";
import { scenarioInCells, type ScenarioInCells } from "../risk/scenarioInCells";
import { useSeparators } from "../separators";
import { TargetField, type TargetKind, targetOf } from "../TargetField";
import { useLoaded } from "../useLoaded";

const MOST_CELLS = 4000;
const MARKED = ["P5", "P50", "P95"];
const loadBars = async () => (await import(/* webpackChunkName: "chart" */ "../BarChart")).BarChart;
const loadHistogram = async () => (await import(/* webpackChunkName: "chart" */ "../Histogram")).Histogram;

/** Figures of any size, short enough for a narrow pane. */
function useShown(): (value: number) => string {
  const separators = useSeparators();
  return useCallback(
    (value) => showNumber(value, separators, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4),
    [separators],
  );
}

/** How sure a scenario of the user's own is: its ranges, what they come to, and each answer as a live formula. */
export function Risk() {
  const [taken, setTaken] = useState<ScenarioInCells>();
  const [name, setName] = useState<OutputName>("npv");
  const [target, setTarget] = useState<TargetKind>("newSheet");
  const { report } = useInsertion();
  const take = async () => {
    try {
      setTaken(scenarioInCells(await readSelection(MOST_CELLS)));
    } catch (error) {
      report(error);
    }
  };
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
      </div>
      {taken ? (
        <>
          <p role="note" className="quiet">
            {taken.cells.length} inputs from {taken.reference}; formulas will point at these cells.
          </p>
          <div className="filters">
            <Field label="Judge by">
              <Select value={name} onChange={(_, { value }) => setName(value as OutputName)}>
                {DECIDED_BY.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </Select>
            </Field>
            <TargetField value={target} onChange={setTarget} />
          </div>
          <Answers taken={taken} output={requireOutput("output", name)} target={target} />
        </>
      ) : (
        <p role="status">No scenario yet.</p>
      )}
    </>
  );
}

interface Question {
  readonly taken: ScenarioInCells;
  readonly output: ScenarioOutput;
  readonly target: TargetKind;
}

function Answers({ taken, output, target }: Question) {
  const shown = useShown();
  const ranges = useMemo(() => rangesOf(taken), [taken]);
  const base = useMemo(() => baseValue(taken, output), [taken, output]);
  const figures = useMemo(() => {
    if (ranges.length === 0) return undefined;
    try {
      return simulated(taken, output, ranges);
    } catch (error) {
      if (error instanceof CalculationError) return error;
      throw error;
    }
  }, [taken, output, ranges]);
  const distribution = figures instanceof CalculationError ? undefined : figures;
  return (
    <>
      <section aria-label="Verdict">
        <h2>Verdict</h2>
        <p role="status" className="verdict">
          {verdictOf(base, distribution?.statistics.get("probability above 0"))}
        </p>
        {typeof base === "number" && (
          <p className="quiet">
            {output.name} at the centres: {shown(base)} {output.unit}
          </p>
        )}
      </section>
      <Ranges ranges={ranges} />
      {figures instanceof CalculationError && <p role="alert">{figures.message}</p>}
      {distribution && (
        <>
          <Distribution taken={taken} output={output} target={target} distribution={distribution} />
          <Swings taken={taken} output={output} target={target} ranges={ranges} />
        </>
      )}
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
        <p>
          No cell holds a range: type one, such as 20 to 40, in place of a figure that is not certain, and take the cells again.
        </p>
      ) : (
        <ul className="plain">
          {ranges.map(({ input, range }) => (
            <li key={input.name}>
              {input.name}: P5 {shown(range.quantile(0.05))}, median {shown(range.quantile(0.5))}, P95{" "}
              {shown(range.quantile(0.95))} <span className="quiet">{input.unit}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Distribution({ taken, output, target, distribution: { bins, statistics } }: Question & { distribution: Simulated }) {
  const { insert } = useInsertion();
  const shown = useShown();
  const chart = useLoaded(loadHistogram);
  const marks = useMemo(
    () =>
      MARKED.flatMap((name) => {
        const value = statistics.get(name);
        return typeof value === "number" ? [{ name, value }] : [];
      }),
    [statistics],
  );
  const said = useMemo(() => marks.map(({ name, value }) => `${name} ${shown(value)}`).join(", "), [marks, shown]);
  const text = (value: Simulated["statistics"] extends ReadonlyMap<string, infer Value> ? Value : never) =>
    typeof value === "number" ? shown(value) : value.message;
  return (
    <section aria-label="Distribution">
      <h2>What it may come to</h2>
      <Loading what="the chart" loaded={chart}>
        {(Chart) => (
          <Chart bins={bins} marks={marks} said={said} show={shown} title={`${output.name} (${output.unit}) in 10,000 trials`} />
        )}
      </Loading>
      <table aria-label="Figures of the trials">
        <tbody>
          {[...statistics].map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="figure">{text(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row">
        <Button
          onClick={() => void insert(simulationBlock({ scenario: taken.reference, output: output.name }), targetOf(target))}
        >
          Insert the simulation
        </Button>
      </div>
    </section>
  );
}

function Swings({ taken, output, target, ranges }: Question & { ranges: readonly InputWithRange[] }) {
  const { insert } = useInsertion();
  const shown = useShown();
  const chart = useLoaded(loadBars);
  const bars = useMemo(
    () =>
      tornadoBars(taken, output, ranges).flatMap(({ name, low, high, swing }) =>
        typeof swing === "number" ? [{ name, value: swing, text: `${shown(Number(low))} to ${shown(Number(high))}` }] : [],
      ),
    [taken, output, ranges, shown],
  );
  return (
    <section aria-label="Tornado">
      <h2>What moves it most</h2>
      <Loading what="the chart" loaded={chart}>
        {(Chart) => <Chart bars={bars} title={`${output.name} from P10 to P90 of each range (${output.unit})`} />}
      </Loading>
      <div className="row">
        <Button
          onClick={() =>
            void insert(tornadoBlock({ scenario: taken.reference, output: output.name }, ranges.length), targetOf(target))
          }
        >
          Insert the tornado
        </Button>
      </div>
    </section>
  );
}
