import { axisY, barX, type PlotOptions, text } from "@observablehq/plot";
import { useCallback } from "react";
import { ChartFigure, widthOfLabels } from "./ChartFigure";

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** The value as the user writes numbers. */
  readonly text: string;
}

const BAR_HEIGHT = 24;

/** Horizontal bars with their values, as wide as the pane; the numbers stand in a table beside it. */
export function BarChart({ bars, title }: { bars: readonly Bar[]; title: string }) {
  const options = useCallback(
    (width: number): PlotOptions => {
      const data = [...bars];
      return {
        marginTop: 4,
        marginBottom: 4,
        marginLeft: Math.min(widthOfLabels(data.map(({ name }) => name)) + 10, width * 0.42),
        marginRight: widthOfLabels(data.map(({ text: value }) => value)) + 12,
        x: { axis: null, domain: [0, Math.max(...data.map(({ value }) => value), 1e-12)] },
        y: { domain: data.map(({ name }) => name), label: null, padding: 0.25 },
        marks: [
          axisY({ tickSize: 0, label: null }),
          barX(data, { x: "value", y: "name", fill: "var(--colorCompoundBrandBackground)" }),
          text(data, { x: "value", y: "name", text: "text", textAnchor: "start", dx: 5 }),
        ],
      };
    },
    [bars],
  );
  const said = bars.map(({ name, text: value }) => `${name} ${value}`).join(", ");
  return <ChartFigure title={title} said={said} height={8 + bars.length * BAR_HEIGHT} options={options} />;
}
