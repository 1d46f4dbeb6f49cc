import { Button } from "@fluentui/react-components";
import { useMemo } from "react";
import { tornadoBlock } from "../../workbook/riskBlocks";
import { useInsertion } from "../insertion";
import { Loading } from "../Loading";
import { targetOf } from "../TargetField";
import { useLoaded } from "../useLoaded";
import type { RiskQuestion } from "./question";
import { type InputWithRange, tornadoBars } from "./risk";
import { useShown } from "./shown";

const loadBars = async () => (await import(/* webpackChunkName: "chart" */ "../BarChart")).BarChart;

/** What each range moves by itself, the widest first. */
export function Swings({ taken, output, target, ranges }: RiskQuestion & { ranges: readonly InputWithRange[] }) {
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
