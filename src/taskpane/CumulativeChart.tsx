import { areaY, axisX, axisY, lineY, type PlotOptions, ruleY } from "@observablehq/plot";
import { useCallback } from "react";
import { ChartFigure } from "./ChartFigure";

/** The money put in and got back, month by month; what it shows is said in its label. */
export function CumulativeChart(props: {
  values: readonly number[];
  title: string;
  said: string;
  show: (value: number) => string;
}) {
  const { values, show } = props;
  const options = useCallback(
    (width: number): PlotOptions => {
      const data = values.map((value, month) => ({ month, value }));
      return {
        marginTop: 10,
        marginBottom: 26,
        marginLeft: 58,
        marginRight: 10,
        marks: [
          areaY(data, { x: "month", y: "value", fill: "var(--colorCompoundBrandBackground)", fillOpacity: 0.15 }),
          ruleY([0], { stroke: "currentColor" }),
          lineY(data, { x: "month", y: "value", stroke: "var(--colorCompoundBrandBackground)", strokeWidth: 2 }),
          axisX({ ticks: Math.max(2, Math.floor(width / 90)), label: null, tickSize: 3 }),
          axisY({ ticks: 4, tickFormat: show, label: null, tickSize: 3 }),
        ],
      };
    },
    [values, show],
  );
  return <ChartFigure title={props.title} said={props.said} height={150} options={options} />;
}
