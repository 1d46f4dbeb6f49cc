import { Button } from "@fluentui/react-components";
import { useMemo } from "react";
import { simulationBlock } from "../../workbook/riskBlocks";
import { STATISTICS } from "../../workbook/statisticRows";
import { useInsertion } from "../insertion";
import { Loading } from "../Loading";
import { showNumber } from "../numbers";
import { useSeparators } from "../separators";
import { targetOf } from "../TargetField";
import { useLoaded } from "../useLoaded";
import type { RiskQuestion } from "./question";
import { inOneCall, type InputWithRange, type Simulated } from "./risk";
import { useShown } from "./shown";

const MARKED = ["P5", "P50", "P95"];
const loadHistogram = async () => (await import(/* webpackChunkName: "chart" */ "../Histogram")).Histogram;

/** How the trials fall, and their figures. */
export function Distribution({
  taken,
  output,
  target,
  ranges,
  distribution: { trials, bins, statistics },
}: RiskQuestion & { ranges: readonly InputWithRange[]; distribution: Simulated }) {
  const { insert } = useInsertion();
  const shown = useShown();
  const asked = inOneCall(trials, { taken, output, ranges }, shown);
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
  const separators = useSeparators();
  const text = (value: Simulated["statistics"] extends ReadonlyMap<string, infer Value> ? Value : never, row: number) => {
    if (typeof value !== "number") return value.message;
    return STATISTICS[row] === "share" ? `${showNumber(100 * value, separators, 2)} %` : shown(value);
  };
  return (
    <section aria-label="Distribution">
      <h2>What it may come to</h2>
      <Loading what="the chart" loaded={chart}>
        {(Chart) => (
          <Chart
            bins={bins}
            marks={marks}
            said={said}
            show={shown}
            title={`${output.name} (${output.unit}) in ${shown(trials)} trials`}
          />
        )}
      </Loading>
      <p className="quiet">The first and the last bar also hold what lies beyond them.</p>
      <table aria-label="Figures of the trials">
        <tbody>
          {[...statistics].map(([name, value], row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="figure">{text(value, row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked.why && <p className="quiet">{`It is inserted with ${shown(asked.trials)} trials. ${asked.why}`}</p>}
      <div className="row">
        <Button
          onClick={() =>
            void insert(simulationBlock({ scenario: taken.reference, output: output.name }, asked), targetOf(target))
          }
        >
          Insert the simulation
        </Button>
      </div>
    </section>
  );
}
