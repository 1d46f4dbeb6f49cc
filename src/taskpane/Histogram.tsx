import { axisX, type PlotOptions, rectY, ruleX, text } from "@observablehq/plot";
import { useCallback } from "react";
import type { Bin } from "../engine/scenario/histogram";
import { ChartFigure, widthOfLabels } from "./ChartFigure";

/** A value marked in a histogram, with the letters that name it. */
export interface Mark {
  readonly name: string;
  readonly value: number;
}

/** How often values fall where, gains apart from losses, with marked values; what it shows is said in its label. */
export function Histogram(props: {
  bins: readonly Bin[];
  marks: readonly Mark[];
  title: string;
  said: string;
  show: (value: number) => string;
}) {
  const { bins, marks, show } = props;
  const options = useCallback(
    (width: number): PlotOptions => ({
      marginTop: 20,
      marginBottom: 22,
      // A label at an end stands half beyond it; cut off, a loss would read as a gain.
      marginLeft: widthOfLabels([show(bins[0]?.from ?? 0)]) / 2,
      marginRight: widthOfLabels([show(bins[bins.length - 1]?.to ?? 0)]) / 2,
      y: { axis: null },
      marks: [
        rectY([...bins], {
          x1: "from",
          x2: "to",
          y: "count",
          inset: 0.5,
          fill: ({ to }: Bin) => (to > 0 ? "var(--colorCompoundBrandBackground)" : "var(--colorNeutralStroke1)"),
        }),
        axisX({ ticks: Math.max(2, Math.floor(width / 90)), tickFormat: show, label: null, tickSize: 3 }),
        ruleX([0], { stroke: "currentColor" }),
        ruleX([...marks], { x: "value", stroke: "currentColor", strokeDasharray: "3,3" }),
        text([...marks], { x: "value", text: "name", frameAnchor: "top", dy: -16 }),
      ],
    }),
    [bins, marks, show],
  );
  return <ChartFigure title={props.title} said={props.said} height={180} options={options} />;
}
